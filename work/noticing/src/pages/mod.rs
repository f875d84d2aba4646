//! 相談チャートの画面: for anyone on the telephone; and the rules, written by one officer and approved by another.

mod marked;
mod notice;
mod refuse;
mod rules;

pub use notice::answer_beside;

use office::{Fault, Hands, May};
use web::{Doors, Lock, Samples};

/// One open counter of the city, as its directory knows it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CounterLine {
    pub name: String,
    /// Empty if there is none.
    pub phone: String,
    pub hours: String,
    /// As shown: `ベトナム語、英語`; empty if none is noted.
    pub languages: String,
    pub open_now: bool,
}

/// The city's counters of a kind (a code of `agency_kinds`) that take people in today.
pub type Directory = fn(&mut Hands<'_, '_>, &str) -> Result<Vec<CounterLine>, Fault>;

/// Every door of this crate.
#[must_use]
pub fn routes(directory: Directory) -> Doors {
    let (aid, edit, approve) =
        (Lock::May(May::ReceiveIntake), Lock::May(May::EditNoticingRules), Lock::May(May::ApproveNoticingRules));
    Doors::new()
        .get("/notice", notice::show, aid)
        .post("/notice", move |desk, signed, pairs| notice::answer(directory, desk, signed, pairs), aid)
        .post("/notice/refuse", refuse::post, aid)
        // Who edits and who approves may be two roles: the look itself decides.
        .get("/notice/rules", rules::list, Lock::SignedIn)
        .get("/notice/rules/{file}", rules::edit, edit)
        .post("/notice/rules/{file}", rules::write, edit)
        .get("/notice/rules/proposals/{id}", rules::proposal, Lock::SignedIn)
        .post("/notice/rules/proposals/{id}/approve", rules::approve, approve)
        .post("/notice/rules/proposals/{id}/refuse", rules::refuse, approve)
        .post("/notice/rules/proposals/{id}/withdraw", rules::withdraw, edit)
}

/// Every page of this crate in each of its states.
#[must_use]
pub fn samples() -> Samples {
    notice::samples().merge(refuse::samples()).merge(rules::samples())
}
