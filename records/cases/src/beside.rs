//! What cases and staff tell for the pages of a person.

use std::collections::BTreeMap;

use office::{Actor, Fault, Hands, PersonId, StaffId};
use people::{Beside, Holding, Names, Officer};

use crate::Case;
use crate::store::batons_of;
use crate::store::visible::cases_of_persons;
use crate::thread;

/// For `people::routes`.
#[must_use]
pub fn beside() -> Beside {
    Beside { cases: holdings, names, staff, officers }
}

fn holdings(
    hands: &mut Hands<'_, '_>,
    actor: &Actor,
    persons: &[PersonId],
) -> Result<BTreeMap<PersonId, Vec<Holding>>, Fault> {
    let of_persons = cases_of_persons(hands, actor, persons)?;
    if of_persons.is_empty() {
        return Ok(BTreeMap::new());
    }
    let (agencies, today) = (staff::agencies::names(hands)?, hands.at.day());
    let ids: Vec<_> = of_persons.values().flatten().map(|case| case.id.clone()).collect();
    let batons = batons_of(hands, &ids)?;
    let holding = |case: Case| {
        let batons = batons.get(&case.id).map(Vec::as_slice).unwrap_or_default();
        let knots = thread::knots(&case, batons, &agencies, &BTreeMap::new());
        Holding {
            path: case.path(),
            status: case.status.label(),
            open: case.is_open(),
            holder: agencies.of(&case.holder_agency).to_owned(),
            thread: thread::draw_small(&knots, today),
            sentence: thread::sentence(&knots, today),
            no: case.no,
        }
    };
    Ok(of_persons.into_iter().map(|(person, cases)| (person, cases.into_iter().map(&holding).collect())).collect())
}

fn names(hands: &mut Hands<'_, '_>) -> Result<Names, Fault> {
    let agencies = staff::agencies::names(hands)?;
    let agencies = agencies.iter().map(|(id, name)| (id.clone(), name.to_owned())).collect();
    Ok(Names { agencies, staff: staff::members::names(hands)? })
}

fn staff(hands: &mut Hands<'_, '_>) -> Result<Vec<(StaffId, String)>, Fault> {
    Ok(officers(hands)?.into_iter().map(|officer| (officer.id, officer.label)).collect())
}

fn officers(hands: &mut Hands<'_, '_>) -> Result<Vec<Officer>, Fault> {
    let agencies = staff::agencies::names(hands)?;
    let active = staff::members::list(hands)?.into_iter().filter(|member| member.active);
    let officer = |member: staff::Member| Officer {
        label: format!("{}({})", member.name, agencies.of(&member.agency)),
        id: member.id,
        agency: member.agency,
        roles: member.roles,
    };
    Ok(active.map(officer).collect())
}
