//! 終わり方: a sheet ends by itself when nobody is asked and nobody owes a result any more (forms 12.4).

use office::{Act, Fault};

use crate::model::{Kind, LegState, SheetState};
use crate::sheet::{Leg, Sheet};
use crate::store;

pub(crate) fn settle(act: &mut Act<'_, '_>, sheet: &Sheet) -> Result<(), Fault> {
    let legs = store::legs::of_sheet(&mut act.hands(), &sheet.id)?;
    match ending(sheet.kind, &legs) {
        Some((state, kind)) => store::sheets::end(act, &sheet.id, state, kind),
        None => Ok(()),
    }
}

/// How it ended: a code of `closing_kinds`.
fn ending(kind: Kind, legs: &[Leg]) -> Option<(SheetState, &'static str)> {
    // Information asks for no result.
    let owed = |leg: &Leg| kind != Kind::Information && leg.state.owes_result();
    if legs.iter().any(|leg| leg.state.is_waiting() || owed(leg)) {
        return None;
    }
    let any = |wanted: &[LegState]| legs.iter().any(|leg| wanted.contains(&leg.state));
    if any(&[LegState::Reported, LegState::Accepted, LegState::AcceptedInPart]) {
        Some((SheetState::Closed, "connected"))
    } else if any(&[LegState::Returned, LegState::NotReached]) {
        Some((SheetState::Closed, "handed_back"))
    } else {
        Some((SheetState::Withdrawn, "withdrawn"))
    }
}
