//! 窓口・関係機関: the directory of counters, with what each takes, when it is open and in which languages.

mod amend;
mod directory;
mod form;
mod model;
mod names;
mod search;
mod store;

pub use model::{Agency, AgencySubject, NewAgency};
pub use names::AgencyNames;
pub use search::{Asked, matching};
pub use store::{amend, close, find, insert, insert_as, list, names, open_agencies, reopen, search};

pub(crate) use store::changed_meanwhile;

pub(crate) use amend::{close_door, form_to_amend, form_to_register, keep_amended, register, reopen_door};
pub(crate) use directory::{one, page};

pub(crate) fn samples() -> Vec<(&'static str, String)> {
    let mut all = directory::samples();
    all.extend(amend::samples());
    all
}
