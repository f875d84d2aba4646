//! The knots of a case, from every passing of its baton.

use std::collections::BTreeMap;

use office::StaffId;
use staff::agencies::AgencyNames;

use super::{Knot, State};
use crate::model::{Baton, Case};

/// The counters that held the case, in order; the last one of an open case holds it. Sheets add those that were asked.
#[must_use]
pub(crate) fn knots(
    case: &Case,
    batons: &[Baton],
    agencies: &AgencyNames,
    staff: &BTreeMap<StaffId, String>,
) -> Vec<Knot> {
    let mut knots: Vec<Knot> = Vec::with_capacity(batons.len());
    let mut before: Option<&Baton> = None;
    for baton in batons {
        let name = baton.staff.as_ref().and_then(|id| staff.get(id)).cloned();
        let same = before.is_some_and(|last| last.agency == baton.agency && case.is_open());
        match knots.last_mut() {
            // Another officer of the same counter: the same knot.
            Some(last) if same => last.staff = name,
            _ => knots.push(Knot {
                agency: agencies.of(&baton.agency).to_owned(),
                staff: name,
                on: baton.at.day(),
                how: baton.how.label().to_owned(),
                state: State::Held,
            }),
        }
        before = Some(baton);
    }
    if let Some(last) = knots.last_mut().filter(|_| case.is_open()) {
        last.state = State::Holds;
    }
    knots
}
