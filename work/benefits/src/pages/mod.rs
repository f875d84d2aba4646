//! 見立ての画面と入口: the public guide, the staff's page, the JSON doors and the table of rows.

mod api;
mod guide;
mod judge;
mod said;
mod tables;

use office::May;
use web::{Doors, Lock, Samples};

/// Every route of this crate with its lock.
#[must_use]
pub fn routes() -> Doors {
    let judge = Lock::May(May::JudgeBenefits);
    let edit = Lock::May(May::EditBenefitTables);
    Doors::new()
        .public_get("/guide", guide::show)
        .public_post("/guide", guide::answer)
        .public_get("/guide/leave", guide::leave)
        .post("/api/benefits/judge", api::judge, judge)
        .post("/api/benefits/minimum", api::minimum, judge)
        .get("/api/benefits/schema", api::schema, judge)
        .get("/benefits", judge::show, judge)
        .post("/benefits", judge::answer, judge)
        // Three roles look at the rows, each by another deed: the look itself decides.
        .get("/benefits/tables", tables::list, Lock::SignedIn)
        .get("/benefits/tables/new", tables::form, edit)
        .post("/benefits/tables/new", tables::propose, edit)
        .get("/benefits/tables/{id}", tables::one, Lock::SignedIn)
        .post("/benefits/tables/{id}/changes", tables::changes, Lock::SignedIn)
        .post("/benefits/tables/{id}/confirm", tables::confirm, Lock::May(May::ConfirmBenefitTables))
        .post("/benefits/tables/{id}/withdraw", tables::withdraw, edit)
}

/// Every page of this crate in each of its states.
#[must_use]
pub fn samples() -> Samples {
    guide::samples().merge(judge::samples()).merge(tables::samples())
}
