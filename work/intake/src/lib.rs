//! 相談受付: any counter takes it in, in the person's own words, and says what becomes of it.

mod aid;
mod amend;
mod decide;
mod decided;
pub mod figures;
mod form;
mod from_sheet;
mod judgement;
mod list;
mod model;
mod names;
mod print;
mod reach;
mod receive;
mod routes;
pub mod rules;
mod show;
mod store;
mod subject;
mod take_in;

pub use amend::amend;
pub use decide::{drop_out, inform, mark_connected, support};
pub use from_sheet::receive_from_sheet;
pub use judgement::{Judgement, JudgementId};
pub use model::{Concern, ConcernMark, FromSheet, Intake, IntakeId, NewIntake, Status, Told, Visitor};
pub use routes::{routes, samples};
pub use rules::{Decision, IntakeRefusal};
pub use store::judgements::of as judgements_of;
pub use store::list::today_undecided;
pub use store::revisions::{Revision, of as revisions_of};
pub use store::{insert, of_case, read};
pub use subject::IntakeSubject;
pub use take_in::{TakeIn, TakenIn, Who, take_in};

#[cfg(test)]
mod tests;
