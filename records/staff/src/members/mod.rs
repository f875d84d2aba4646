//! 職員: who works at the counters, with which login and which roles.

mod account;
mod amend;
mod list;
mod manage;
mod model;
mod register;
mod rules;
mod store;

pub use account::actor;
pub use amend::{Amended, amend};
pub use manage::{deactivate, set_roles};
pub use model::{Member, MemberSubject, NewMember, OwnAccount};
pub use rules::login;
pub use store::{by_login, find, insert, insert_as, list, names};

pub(crate) use account::{Standing, account};
pub(crate) use amend::{form_to_amend, keep_amended};
pub(crate) use list::page;
pub(crate) use manage::{deactivate_door, invite_again, one, reactivate_door, reset, set_roles_door};
pub(crate) use register::{form, insert_within, register};
pub(crate) use rules::keeps_an_administrator;
pub(crate) use store::{open_second_factor, secrets, set_password, set_second_factor, take_step};

pub(crate) fn samples() -> Vec<(&'static str, String)> {
    let mut all = list::samples();
    all.extend(register::samples());
    all.extend(manage::samples());
    all.extend(amend::samples());
    all
}
