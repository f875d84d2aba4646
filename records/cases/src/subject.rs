//! The facts about a case that authority rests on.

use office::{About, Actor, CaseId, Fault, Hands, Situation, Subject};

use crate::store::visible;

/// ケース: what a deed about one case is decided by.
#[derive(Debug, Clone)]
pub struct CaseSubject(pub CaseId);

impl Subject for CaseSubject {
    fn situation(&self, hands: &mut Hands<'_, '_>, actor: &Actor) -> Result<Situation, Fault> {
        visible::situation(hands, actor, &self.0)
    }

    fn about(&self) -> About {
        About::case(&self.0)
    }
}
