//! Facts about a sheet that authority rests on: sent or received, the person's consent, protection, the named few.

use cases::CaseSubject;
use db::{Record, Row, args};
use office::{About, Actor, AgencyId, CaseId, Consent, Fault, Hands, Instant, PersonId, Situation, Subject, Tie};

use crate::model::{ConsentKind, LegId, LegState, SheetId};

/// つなぐシート: what a deed with one sheet is decided by.
#[derive(Debug, Clone)]
pub struct SheetSubject(pub SheetId);

/// つなぎ先の一行: what a deed with one leg is decided by. Only its receiver is tied to it.
#[derive(Debug, Clone)]
pub struct LegSubject(pub LegId);

impl Subject for SheetSubject {
    fn situation(&self, hands: &mut Hands<'_, '_>, actor: &Actor) -> Result<Situation, Fault> {
        situation(hands, actor, &self.0)
    }

    fn about(&self) -> About {
        About::new("sheet", self.0.as_text())
    }
}

impl Subject for LegSubject {
    fn situation(&self, hands: &mut Hands<'_, '_>, actor: &Actor) -> Result<Situation, Fault> {
        let found: Option<(SheetId, AgencyId)> = hands.store.maybe(
            "select sheet_id, to_agency from referral_leg where municipality_id = $1 and id = $2",
            &args![*hands.municipality, self.0],
        )?;
        let Some((sheet, to)) = found else { return Ok(Situation::default()) };
        let whole = situation(hands, actor, &sheet)?;
        let tie = Tie { received: to == actor.agency, ..Tie::default() };
        Ok(Situation { tie, broke_glass: false, ..whole })
    }

    fn about(&self) -> About {
        About::new("leg", self.0.as_text())
    }
}

/// About the sheet, naming the person where they are known.
pub(crate) fn about(sheet: &SheetId, person: Option<&PersonId>) -> About {
    About::new("sheet", sheet.as_text()).with(person.cloned())
}

struct Facts {
    case: CaseId,
    from: AgencyId,
    consent: ConsentKind,
    withdrawn_at: Option<Instant>,
    ground: Option<String>,
}

impl Record for Facts {
    fn read(row: &mut Row) -> Result<Self, Fault> {
        Ok(Self {
            case: row.take()?,
            from: row.take()?,
            consent: row.take()?,
            withdrawn_at: row.take()?,
            ground: row.take()?,
        })
    }
}

pub(crate) fn situation(hands: &mut Hands<'_, '_>, actor: &Actor, sheet: &SheetId) -> Result<Situation, Fault> {
    let row: Option<Facts> = hands.store.maybe(
        "select case_id, from_agency, consent, consent_withdrawn_at, legal_ground from referral_sheet
         where municipality_id = $1 and id = $2",
        &args![*hands.municipality, *sheet],
    )?;
    let Some(facts) = row else { return Ok(Situation::default()) };
    let legs: Vec<(AgencyId, AgencyId, LegState)> = hands.store.all(
        "select from_agency, to_agency, state from referral_leg where municipality_id = $1 and sheet_id = $2",
        &args![*hands.municipality, *sheet],
    )?;
    let of_case = CaseSubject(facts.case.clone()).situation(hands, actor)?;
    Ok(Situation { tie: tie(&facts, &legs, actor, of_case.tie), consent: consent_for(&facts, &legs, actor), ..of_case })
}

/// Who sent it, who received it, and who holds the household now. A counter that held it once sees its own sheets, not
/// those that others write afterwards.
fn tie(facts: &Facts, legs: &[(AgencyId, AgencyId, LegState)], actor: &Actor, of_case: Tie) -> Tie {
    Tie {
        holds: of_case.holds,
        sent: facts.from == actor.agency || legs.iter().any(|(from, _, _)| *from == actor.agency),
        received: legs.iter().any(|(_, to, _)| *to == actor.agency),
        ..Tie::default()
    }
}

/// The sender's own record needs no consent. For whoever received it the sheet decides, whatever else they are.
fn consent_for(facts: &Facts, legs: &[(AgencyId, AgencyId, LegState)], actor: &Actor) -> Consent {
    if facts.from == actor.agency {
        return Consent::NotNeeded;
    }
    let mut received = legs.iter().filter(|(_, to, _)| *to == actor.agency).peekable();
    if received.peek().is_none() {
        return Consent::NotNeeded;
    }
    if facts.withdrawn_at.is_some() || received.all(|(_, _, state)| *state == LegState::Withdrawn) {
        return Consent::Withdrawn;
    }
    match (facts.consent, &facts.ground) {
        (ConsentKind::Written | ConsentKind::Oral, _) => Consent::Given,
        (ConsentKind::None, Some(_)) => Consent::LegalGround,
        (ConsentKind::None, None) => Consent::NotGiven,
    }
}
