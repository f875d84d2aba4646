//! 糸: the thread of a case as knots: who held it, who is being asked, what came back.

use std::collections::BTreeMap;

use cases::thread::{Knot, State};
use office::{AgencyId, CaseId, Fault, Hands, Instant, StaffId};
use staff::AgencyNames;

use crate::model::{LegState, Method, SheetId};
use crate::seen::SeenSheet;
use crate::sheet::Leg;
use crate::store;

/// The thread of a whole case, for whoever may see the case.
pub fn of_case(hands: &mut Hands<'_, '_>, id: &CaseId) -> Result<Vec<Knot>, Fault> {
    let (agencies, staff) = (staff::agencies::names(hands)?, staff::members::names(hands)?);
    let Some(case) = cases::find(hands, id)? else { return Ok(Vec::new()) };
    let batons = cases::batons(hands, id)?;
    let last = batons.len().saturating_sub(1);
    let mut knots: Vec<Knot> = batons
        .iter()
        .enumerate()
        .map(|(at, baton)| Knot {
            agency: agencies.of(&baton.agency).to_owned(),
            staff: name(&staff, baton.staff.as_ref()),
            on: baton.at.day(),
            how: baton.how.label().to_owned(),
            state: if at == last && case.is_open() { State::Holds } else { State::Held },
        })
        .collect();
    let legs = store::legs::of_case(hands, id)?;
    let passed: Vec<&str> = batons.iter().filter_map(|baton| baton.leg.as_deref()).collect();
    knots
        .extend(legs.iter().filter(|leg| !passed.contains(&leg.id.as_text())).filter_map(|leg| beside(leg, &agencies)));
    Ok(knots)
}

/// The thread as far as one sheet tells it, for whoever sees the sheet alone.
#[must_use]
pub fn of_sheet(seen: &SeenSheet, agencies: &AgencyNames) -> Vec<Knot> {
    let sender = Knot {
        agency: agencies.of(&seen.sheet.from_agency).to_owned(),
        staff: None,
        on: seen.sheet.written_at.day(),
        how: String::new(),
        state: State::Held,
    };
    let asked = seen.legs.iter().filter_map(|leg| beside(leg, agencies));
    std::iter::once(sender).chain(asked).collect()
}

fn name(staff: &BTreeMap<StaffId, String>, id: Option<&StaffId>) -> Option<String> {
    id.and_then(|id| staff.get(id)).cloned()
}

fn beside(leg: &Leg, agencies: &AgencyNames) -> Option<Knot> {
    let state = match leg.state {
        LegState::Sent => State::Asked { due: Some(leg.dues.answer) },
        LegState::Returned | LegState::NotReached => State::CameBack,
        LegState::Accepted | LegState::AcceptedInPart | LegState::Reported => State::Parallel,
        LegState::Forwarded | LegState::Withdrawn => return None,
    };
    Some(Knot {
        agency: agencies.of(&leg.to).to_owned(),
        staff: None,
        on: leg.sent_at.day(),
        how: leg.method.label().to_owned(),
        state,
    })
}

/// One counter asked for a case: for the story on the case's page. Holds neither the reason nor the outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    pub sheet: SheetId,
    pub from: AgencyId,
    pub to: AgencyId,
    pub at: Instant,
    pub method: Method,
    pub state: LegState,
}

/// Whom a case's sheets asked, in the order of the asking.
pub fn asked_for_case(hands: &mut Hands<'_, '_>, id: &CaseId) -> Result<Vec<Asked>, Fault> {
    let legs = store::legs::of_case(hands, id)?;
    let asked = |leg: Leg| Asked {
        sheet: leg.sheet,
        from: leg.from,
        to: leg.to,
        at: leg.sent_at,
        method: leg.method,
        state: leg.state,
    };
    Ok(legs.into_iter().map(asked).collect())
}
