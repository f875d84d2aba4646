//! 見立ての画面と入口: the public guide, the staff's page, the JSON doors and the table of rows.

mod api;
mod calendar;
mod guide;
mod judge;
mod said;
mod tables;

use office::{Fault, Hands, May};
use web::{Doors, Lock, Samples};

use crate::recipients::CurrentRecipients;

/// One open counter of the city, as its directory knows it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counter {
    pub name: String,
    pub place: String,
    /// Empty if there is none.
    pub phone: String,
    pub hours: String,
    /// What it takes, as shown: `住まい、収入・生活費`.
    pub takes: String,
}

/// The city's counters of some kinds (codes of `agency_kinds`) that take people in today.
pub type Directory = fn(&mut Hands<'_, '_>, &[&str]) -> Result<Vec<Counter>, Fault>;

/// Every route of this crate with its lock.
#[must_use]
pub fn routes(directory: Directory, recipients: CurrentRecipients) -> Doors {
    let judge = Lock::May(May::JudgeBenefits);
    let edit = Lock::May(May::EditBenefitTables);
    Doors::new()
        .public_get("/guide", guide::show)
        .public_post("/guide", move |desk, visit, asked, pairs| guide::answer(directory, desk, visit, asked, pairs))
        .public_get("/guide/leave", guide::leave)
        .public_get("/calendar", calendar::show)
        .post("/api/benefits/judge", api::judge, judge)
        .post("/api/benefits/minimum", api::minimum, judge)
        .get("/api/benefits/schema", api::schema, judge)
        .get("/benefits", judge::show, judge)
        .post("/benefits", judge::answer, judge)
        // Three roles look at the rows, each by another deed: the look itself decides.
        .get("/benefits/tables", tables::list, Lock::SignedIn)
        .get("/benefits/tables/new", tables::form, edit)
        .post("/benefits/tables/new", tables::propose, edit)
        .get("/benefits/tables/{id}", move |desk, signed, id| tables::one(recipients, desk, signed, id), Lock::SignedIn)
        .post(
            "/benefits/tables/{id}/changes",
            move |desk, signed, id, pairs| tables::changes(recipients, desk, signed, id, pairs),
            Lock::SignedIn,
        )
        .post(
            "/benefits/tables/{id}/confirm",
            move |desk, signed, id, pairs| tables::confirm(recipients, desk, signed, id, pairs),
            Lock::May(May::ConfirmBenefitTables),
        )
        .post("/benefits/tables/{id}/withdraw", tables::withdraw, edit)
}

/// Every page of this crate in each of its states.
#[must_use]
pub fn samples() -> Samples {
    guide::samples().merge(calendar::samples()).merge(judge::samples()).merge(tables::samples())
}
