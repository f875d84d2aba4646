//! 詳しく聞く決まり: who may ask and who may tell, and that nothing is told without the person's word or a ground of law.

use office::AgencyId;

use super::model::{More, Question, Telling};
use crate::model::SheetState;
use crate::rules::Refusal;
use crate::sheet::{Leg, Sheet};

/// The leg for which `by` may ask.
pub(crate) fn ask<'a>(
    sheet: &Sheet,
    legs: &'a [Leg],
    before: &[More],
    (by, question): (&AgencyId, &Question),
) -> Result<&'a Leg, Refusal> {
    if sheet.consent_withdrawn_at.is_some() {
        return Err(Refusal::ConsentWithdrawn);
    }
    if sheet.state != SheetState::Open {
        return Err(Refusal::SheetEnded);
    }
    let own = legs.iter().rfind(|leg| leg.to == *by && goes_on(leg)).ok_or(Refusal::NotTheReceiver)?;
    if question.kinds.is_empty() {
        return Err(Refusal::NothingAsked);
    }
    if before.iter().any(|more| more.leg == own.id && more.answer.is_none()) {
        return Err(Refusal::AskedMoreAlready);
    }
    Ok(own)
}

/// Whether `by` may answer as it is written.
pub(crate) fn tell(
    (sheet, holder, legs): (&Sheet, &AgencyId, &[Leg]),
    more: &More,
    (by, telling): (&AgencyId, &Telling),
) -> Result<(), Refusal> {
    if !is_for(more, by, holder) {
        return Err(Refusal::MoreNotYours);
    }
    if more.answer.is_some() {
        return Err(Refusal::MoreSettled);
    }
    if sheet.consent_withdrawn_at.is_some() {
        return Err(Refusal::ConsentWithdrawn);
    }
    if !legs.iter().any(|leg| leg.id == more.leg && goes_on(leg)) {
        return Err(Refusal::SheetEnded);
    }
    if telling.told.iter().any(|(kind, _)| !more.kinds.contains(kind)) {
        return Err(Refusal::MoreNotAskedFor);
    }
    let covered = telling.consent.as_ref().is_some_and(crate::consent::Consent::names_the_person);
    if !telling.told.is_empty() && !covered {
        return Err(Refusal::TellingWithoutConsent);
    }
    let all = more.kinds.iter().all(|kind| telling.told.iter().any(|(told, _)| told == kind));
    if !all && telling.instead.is_none() {
        return Err(Refusal::NothingInstead);
    }
    Ok(())
}

/// Whoever wrote the sheet answers, or whoever holds the household; never the counter that asks.
pub(crate) fn is_for(more: &More, by: &AgencyId, holder: &AgencyId) -> bool {
    more.asker.agency != *by && (more.from == *by || holder == by)
}

fn goes_on(leg: &Leg) -> bool {
    leg.state.is_waiting() || leg.state.owes_result()
}
