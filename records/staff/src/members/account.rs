//! The account behind a session: who the actor is at this moment, with the roles of this moment.

use db::{Reader, args};
use office::{Actor, AgencyId, Desk, Fault, StaffId};

use super::store::roles_of;

/// A member as sessions need them, read anew on every request.
#[derive(Debug, Clone)]
pub(crate) struct Standing {
    pub(crate) actor: Actor,
    pub(crate) is_active: bool,
    pub(crate) second_factor: bool,
}

pub(crate) fn account(reader: &mut Reader<'_>, desk: &Desk, staff: &StaffId) -> Result<Option<Standing>, Fault> {
    let row: Option<(String, AgencyId, String, bool, bool)> = reader.maybe(
        "select m.name, m.agency_id, a.name, m.active, case when m.totp is null then 0 else 1 end
         from staff_member m
         join staff_agency a on a.municipality_id = m.municipality_id and a.id = m.agency_id
         where m.municipality_id = $1 and m.id = $2",
        &args![desk.municipality().clone(), staff.clone()],
    )?;
    let Some((name, agency, agency_name, is_active, second_factor)) = row else { return Ok(None) };
    let roles = roles_of(reader, desk.municipality(), staff)?;
    let role_labels = roles.iter().filter_map(|code| desk.roles().find(code)).map(|role| role.label.clone()).collect();
    let grants = desk.roles().grants(&roles);
    let actor = Actor { staff: staff.clone(), name, agency, agency_name, roles, role_labels, grants };
    Ok(Some(Standing { actor, is_active, second_factor }))
}

/// The member as an actor, if they are active: for commands and for the pretend city.
pub fn actor(reader: &mut Reader<'_>, desk: &Desk, staff: &StaffId) -> Result<Option<Actor>, Fault> {
    Ok(account(reader, desk, staff)?.filter(|account| account.is_active).map(|account| account.actor))
}
