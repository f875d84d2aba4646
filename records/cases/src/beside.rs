//! What cases and staff tell for the pages of a person.

use std::collections::BTreeMap;

use office::{Actor, Fault, Hands, PersonId, StaffId};
use people::{Beside, Holding, Names};

use crate::store::visible::cases_of_person;
use crate::thread;

/// For `people::routes`.
#[must_use]
pub fn beside() -> Beside {
    Beside { cases: holdings, names, staff }
}

fn holdings(hands: &mut Hands<'_, '_>, actor: &Actor, person: &PersonId) -> Result<Vec<Holding>, Fault> {
    let cases = cases_of_person(hands, actor, person)?;
    if cases.is_empty() {
        return Ok(Vec::new());
    }
    let (agencies, today) = (staff::agencies::names(hands)?, hands.at.day());
    let holding = |case: crate::Case| {
        let knots = thread::knots(hands, &case, &agencies, &BTreeMap::new())?;
        Ok(Holding {
            path: case.path(),
            status: case.status.label(),
            open: case.is_open(),
            holder: agencies.of(&case.holder_agency).to_owned(),
            thread: thread::draw_small(&knots, today),
            sentence: thread::sentence(&knots, today),
            no: case.no,
        })
    };
    cases.into_iter().map(holding).collect()
}

fn names(hands: &mut Hands<'_, '_>) -> Result<Names, Fault> {
    let agencies = staff::agencies::names(hands)?;
    let agencies = agencies.iter().map(|(id, name)| (id.clone(), name.to_owned())).collect();
    Ok(Names { agencies, staff: staff::members::names(hands)? })
}

fn staff(hands: &mut Hands<'_, '_>) -> Result<Vec<(StaffId, String)>, Fault> {
    let agencies = staff::agencies::names(hands)?;
    let active = staff::members::list(hands)?.into_iter().filter(|member| member.active);
    Ok(active.map(|member| (member.id, format!("{}({})", member.name, agencies.of(&member.agency)))).collect())
}
