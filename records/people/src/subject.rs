//! The facts about a person that authority rests on.

use office::{About, Actor, Fault, Hands, PersonId, Situation, Subject};

use crate::store::visible;

/// 人: what a deed about one person is decided by.
#[derive(Debug, Clone)]
pub struct PersonSubject(pub PersonId);

impl Subject for PersonSubject {
    fn situation(&self, hands: &mut Hands<'_, '_>, actor: &Actor) -> Result<Situation, Fault> {
        visible::situation(hands, actor, &self.0)
    }

    fn about(&self) -> About {
        About::person(&self.0)
    }
}
