//! 伏せた記録の担当: who is at work is the staff's to tell, which records too few can open is told by the people.

use office::{Desk, Fault, Hands, Roles, StaffId};
use people::AtWork;

/// How many hidden records too few can open.
pub(crate) fn unattended(hands: &mut Hands<'_, '_>, roles: &Roles) -> Result<usize, Fault> {
    let officers = (cases::beside().officers)(hands)?;
    people::count_unattended(hands, AtWork { officers: &officers, roles })
}

/// Whether one of them lost this member.
pub(crate) fn leaves_behind(hands: &mut Hands<'_, '_>, roles: &Roles, staff: &StaffId) -> Result<bool, Fault> {
    let officers = (cases::beside().officers)(hands)?;
    people::leaves_unattended(hands, AtWork { officers: &officers, roles }, staff)
}

/// As [`leaves_behind`], for the command line.
pub(crate) fn leaves_behind_now(desk: &Desk, login: &str) -> Result<bool, Fault> {
    let (own, login) = (desk.clone(), login.to_owned());
    desk.db().read_now(move |store| {
        let mut hands = Hands { store, keys: own.keys(), municipality: own.municipality(), at: own.now() };
        match staff::members::by_login(&mut hands, &login)? {
            Some(member) => leaves_behind(&mut hands, own.roles(), &member.id),
            None => Ok(false),
        }
    })
}
