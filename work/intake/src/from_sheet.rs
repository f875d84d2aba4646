//! つなぐシートからの受付: the reception of a counter that accepted a sheet.

use cases::TieKind;
use office::{Act, Trouble};

use crate::model::{Concern, ConcernMark, FromSheet, IntakeId, NewIntake, Told};
use crate::{rules, store};

/// Records, inside the deed of accepting, that the counter received somebody by this leg.
pub fn receive_from_sheet(act: &mut Act<'_, '_>, from: &FromSheet) -> Result<IntakeId, Trouble> {
    let given: Vec<Concern> = from
        .concerns
        .iter()
        .map(|(code, mark)| Concern { code: code.clone(), most: *mark == ConcernMark::Most })
        .collect();
    let told = Told {
        channel: Some("other_counter".to_owned()),
        concerns: rules::in_order(act.codes(), &given),
        ..Told::on(from.received_on)
    };
    let new = NewIntake {
        case: from.case.clone(),
        person: from.person.clone(),
        agency: from.agency.clone(),
        staff: from.staff.clone(),
        anonymous: from.person.is_none(),
        told,
        initial_route: Some("agency_referral".to_owned()),
        via_leg: Some(from.via_leg.clone()),
    };
    if from.person.is_some() {
        // From now on it is its own work: what the case holds is open to it as to any counter that took somebody in.
        cases::attach_party(act, &from.case, &from.agency, TieKind::TookIn)?;
    }
    Ok(store::insert(act, &new)?)
}
