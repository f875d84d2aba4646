//! 窓口と職員: the counters, who works at them, and how they sign in.

mod account;
pub mod agencies;
pub mod commands;
pub mod members;
mod sessions;
mod sign_in;
mod source;
mod throttle;

#[cfg(test)]
mod tests;

use axum::extract::State;
use office::{Desk, Fault, Hands, May, Roles, StaffId};
use web::{Doors, Lock, Path, Signed};

pub use agencies::{Agency, AgencyNames, NewAgency};
pub use members::{Member, NewMember};
pub use sessions::{Ended, Strength, session_layer};

/// Whether a hidden record (存在を伏せた記録) lost in this member one of the last who could open it. Handed in by `app`;
/// whoever manages the staff learns that, and not which record.
pub type LeavesBehind = fn(&mut Hands<'_, '_>, &Roles, &StaffId) -> Result<bool, Fault>;

/// Every route of this crate with its lock.
#[must_use]
pub fn routes(leaves_behind: LeavesBehind) -> Doors {
    own_sign_in(doorway(Doors::new())).merge(manage_staff(leaves_behind)).merge(directory())
}

fn doorway(doors: Doors) -> Doors {
    doors
        .public_get("/sign-in", sign_in::page)
        .public_post("/sign-in", sign_in::sign_in)
        .public_get("/sign-in/code", sign_in::code)
        .public_post("/sign-in/code", sign_in::enter_code)
        .public_get("/welcome/{token}", sign_in::welcome)
        .public_post("/welcome/{token}", sign_in::set_first_password)
        .public_post("/sign-out", sign_in::sign_out)
        .public_get("/session/state", sessions::state)
        .post("/session/stay", sessions::stay, Lock::SignedIn)
}

fn own_sign_in(doors: Doors) -> Doors {
    let own = Lock::May(May::ManageOwnSignIn);
    doors
        .get("/account", account::page, own)
        .post("/account/sessions/{id}/end", account::end_one, own)
        .post("/account/sign-out-everywhere", account::end_everywhere, own)
        .get("/account/password", account::password, own)
        .post("/account/password", account::change_password, own)
        .get("/account/second-factor", account::second_factor, own)
        .post("/account/second-factor", account::confirm_second_factor, own)
}

fn manage_staff(leaves_behind: LeavesBehind) -> Doors {
    let manage = Lock::May(May::ManageStaff);
    Doors::new()
        .get("/staff", members::page, manage)
        .get("/staff/new", members::form, manage)
        .post("/staff/new", members::register, manage)
        .get(
            "/staff/{id}",
            move |desk: State<Desk>, signed: Signed, id: Path<String>| members::one(leaves_behind, desk, signed, id),
            manage,
        )
        .get("/staff/{id}/amend", members::form_to_amend, manage)
        .post("/staff/{id}/amend", members::keep_amended, manage)
        .post("/staff/{id}/roles", members::set_roles_door, manage)
        .post("/staff/{id}/deactivate", members::deactivate_door, manage)
        .post("/staff/{id}/reactivate", members::reactivate_door, manage)
        .post("/staff/{id}/invite", members::invite_again, manage)
}

fn directory() -> Doors {
    let (see, manage) = (Lock::May(May::SeeAgencies), Lock::May(May::ManageAgencies));
    Doors::new()
        .get("/agencies", agencies::page, see)
        .get("/agencies/new", agencies::form_to_register, manage)
        .post("/agencies/new", agencies::register, manage)
        .get("/agencies/{id}", agencies::one, see)
        .get("/agencies/{id}/amend", agencies::form_to_amend, manage)
        .post("/agencies/{id}/amend", agencies::keep_amended, manage)
        .post("/agencies/{id}/close", agencies::close_door, manage)
        .post("/agencies/{id}/reopen", agencies::reopen_door, manage)
}

/// Every page of this crate in each of its states.
#[must_use]
pub fn samples() -> web::Samples {
    let mut all = sign_in::samples();
    all.extend(account::samples());
    all.extend(agencies::samples());
    all.extend(members::samples());
    all.into_iter().collect()
}

/// A page for the list of samples; what cannot be rendered shows as such and fails the test of the samples.
fn sample(name: &'static str, page: &impl askama::Template) -> (&'static str, String) {
    (name, page.render().unwrap_or_else(|error| format!("<p>{error}</p>")))
}
