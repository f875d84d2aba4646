//! ケースとバトン: the thread of each household, and the one counter that holds it.

mod beside;
mod model;
mod pages;
pub mod rules;
mod store;
mod subject;
pub mod thread;

pub use beside::beside;
pub use model::{Baton, BrokenGlass, Case, Holder, How, Opening, Status, TieKind};
pub use office::CaseId;
pub use pages::head as page;
pub use pages::parties::{PartiesPart, Party};
pub use pages::{MayClose, routes, samples};
pub use rules::{CaseRefusal, GLASS_MINUTES, number};
pub use store::glass::{break_glass, opened_by_agency, review, to_review};
pub use store::nobody::nobody_holds;
pub use store::visible::{cases_of_person, situations};
pub use store::{
    By, add_person, attach_party, batons, close, detach_party, find, find_by_no, get, open, open_case_of_household,
    pass_baton, persons_of, reopen, restrict, start_support,
};
pub use subject::CaseSubject;

office::id!(
    /// 緊急に開いた記録
    GlassId, "glass"
);
