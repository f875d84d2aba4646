//! 誰も持っていない世帯. The list exists in order to be empty.

use db::args;
use office::{Fault, Hands};

use crate::model::Case;

/// Open cases that nobody holds in fact, the longest first.
///
/// Held is a case whose holder is a counter of the directory that is not closed today and that either works on paper
/// (no account: it is reached by telephone) or has at least one active member of staff. Everything else is nobody's.
pub fn nobody_holds(hands: &mut Hands<'_, '_>) -> Result<Vec<Case>, Fault> {
    let today = hands.at.day();
    hands.store.all(
        "select c.id, c.no, c.household_id, c.status, c.holder_agency, c.holder_staff, c.held_since, c.hops,
           c.opened_on, c.support_from, c.closed_on, c.closing_kind, c.restricted, c.version
         from cases_case c
         where c.municipality_id = $1 and c.status <> 'closed' and not exists (
           select 1 from staff_agency a
           where a.municipality_id = c.municipality_id and a.id = c.holder_agency
             and (a.closed_on is null or a.closed_on > $2)
             and (a.has_account = 0 or exists (
               select 1 from staff_member m
               where m.municipality_id = a.municipality_id and m.agency_id = a.id and m.active = 1)))
         order by c.held_since, c.id limit 500",
        &args![*hands.municipality, today],
    )
}
