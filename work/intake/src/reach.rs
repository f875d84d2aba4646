//! 来談者の連絡先: of a protected person's visitor it is there for the named few alone, as the person's own is. Whoever
//! lives with them has the same telephone.

use office::{Act, Actor, Fault, Hands, PersonId, Subject};
use people::PersonSubject;

use crate::model::{Intake, Told};

/// Whether how to reach the person, and whoever came for them, is kept back from the actor.
fn is_withheld(hands: &mut Hands<'_, '_>, actor: &Actor, person: Option<&PersonId>) -> Result<bool, Fault> {
    match person {
        Some(person) => Ok(PersonSubject(person.clone()).situation(hands, actor)?.protected),
        None => Ok(false),
    }
}

/// Takes out of a reception what the actor may not know. Gives whether anything is to be kept back.
pub(crate) fn keep_back(hands: &mut Hands<'_, '_>, actor: &Actor, intake: &mut Intake) -> Result<bool, Fault> {
    let withheld = is_withheld(hands, actor, intake.person.as_ref())?;
    if withheld {
        without(&mut intake.told);
    }
    Ok(withheld)
}

pub(crate) fn without(told: &mut Told) {
    told.visitor_phone = None;
    told.visitor_email = None;
}

/// What a correction says, with what its writer could not see: an empty field of theirs takes nothing away.
pub(crate) fn with_unseen(act: &mut Act<'_, '_>, intake: &Intake, told: &Told) -> Result<Told, Fault> {
    let actor = act.actor();
    let mut told = told.clone();
    if is_withheld(&mut act.hands(), actor, intake.person.as_ref())? {
        told.visitor_phone = told.visitor_phone.or_else(|| intake.told.visitor_phone.clone());
        told.visitor_email = told.visitor_email.or_else(|| intake.told.visitor_email.clone());
    }
    Ok(told)
}
