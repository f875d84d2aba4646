//! Facts about a sheet that authority rests on: sent or received, the person's consent, protection, the named few.

use std::collections::BTreeMap;

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

/// What a sheet itself says about who may see it.
pub(crate) struct Facts {
    case: CaseId,
    from: AgencyId,
    consent: ConsentKind,
    withdrawn_at: Option<Instant>,
    ground: Option<String>,
}

/// From, to and state of one leg.
pub(crate) type Ends = (AgencyId, AgencyId, LegState);

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
    let legs = ends(hands, std::slice::from_ref(sheet))?.remove(sheet).unwrap_or_default();
    let of_case = CaseSubject(facts.case.clone()).situation(hands, actor)?;
    Ok(facts.situation(&legs, actor, of_case))
}

/// The ends of the legs of these sheets.
pub(crate) fn ends(hands: &mut Hands<'_, '_>, sheets: &[SheetId]) -> Result<BTreeMap<SheetId, Vec<Ends>>, Fault> {
    let rows: Vec<(SheetId, AgencyId, AgencyId, LegState)> = hands.store.of_many(
        "select sheet_id, from_agency, to_agency, state from referral_leg
         where municipality_id = $1 and sheet_id in ($many)",
        &args![*hands.municipality],
        sheets,
    )?;
    let mut all: BTreeMap<SheetId, Vec<Ends>> = BTreeMap::new();
    for (sheet, from, to, state) in rows {
        all.entry(sheet).or_default().push((from, to, state));
    }
    Ok(all)
}

impl Facts {
    pub(crate) fn case(&self) -> &CaseId {
        &self.case
    }

    /// What the sheet, its legs and its case say together.
    pub(crate) fn situation(&self, legs: &[Ends], actor: &Actor, of_case: Situation) -> Situation {
        Situation { tie: tie(self, legs, actor, of_case.tie), consent: consent_for(self, legs, actor), ..of_case }
    }
}

/// Who sent it, who received it, and who holds the household now. A counter that held it once sees its own sheets, not
/// those that others write afterwards.
fn tie(facts: &Facts, legs: &[Ends], actor: &Actor, of_case: Tie) -> Tie {
    Tie {
        holds: of_case.holds,
        sent: facts.from == actor.agency || legs.iter().any(|(from, _, _)| *from == actor.agency),
        received: legs.iter().any(|(_, to, _)| *to == actor.agency),
        ..Tie::default()
    }
}

/// The sender's own record needs no consent. For whoever received it the sheet decides, whatever else they are.
fn consent_for(facts: &Facts, legs: &[Ends], actor: &Actor) -> Consent {
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
