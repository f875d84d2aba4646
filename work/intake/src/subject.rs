//! The facts about a reception that authority rests on: those of its case.

use cases::CaseSubject;
use office::{About, Actor, Fault, Hands, Situation, Subject};
use people::PersonSubject;

use crate::model::IntakeId;
use crate::store;
use crate::take_in::Who;

/// 相談受付: what a deed about one reception is decided by.
#[derive(Debug, Clone)]
pub struct IntakeSubject(pub IntakeId);

impl Subject for IntakeSubject {
    fn situation(&self, hands: &mut Hands<'_, '_>, actor: &Actor) -> Result<Situation, Fault> {
        match store::case_of(hands, &self.0)? {
            Some(case) => CaseSubject(case).situation(hands, actor),
            None => Ok(Situation::default()),
        }
    }

    fn about(&self) -> About {
        About::new("intake", self.0.as_text())
    }
}

/// Anybody may be taken in; a known person only by a counter that may know of them.
impl Subject for Who {
    fn situation(&self, hands: &mut Hands<'_, '_>, actor: &Actor) -> Result<Situation, Fault> {
        match self {
            Self::Known(person) => PersonSubject(person.clone()).situation(hands, actor),
            Self::New(_) | Self::Anonymous(_) => Ok(Situation::general()),
        }
    }

    fn about(&self) -> About {
        match self {
            Self::Known(person) => About::person(person),
            Self::New(_) | Self::Anonymous(_) => About::nothing(),
        }
    }
}
