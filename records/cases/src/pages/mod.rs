//! The doors to cases. The page of one case is composed by `app` from [`head`] and its neighbours' parts.

pub(crate) mod break_glass;
pub(crate) mod close;
pub mod head;
pub(crate) mod list;
pub(crate) mod nobody;
pub(crate) mod parties;
pub(crate) mod print;
pub(crate) mod review;

use axum::extract::State;
use office::{AgencyId, CaseId, Desk, Hands, May, Refusal, Trouble};
use web::{Doors, Lock, Pairs, Path, Signed};

/// Refuses in words where a later step knows a reason not to close.
pub type MayClose = fn(&mut Hands<'_, '_>, &CaseId, &AgencyId) -> Result<(), Trouble>;

/// Every door of this crate.
/// `may_close` is what later steps say about closing a case: whether somebody is still asked to take it on.
#[must_use]
pub fn routes(may_close: MayClose) -> Doors {
    let (list, glass) = (Lock::May(May::SeeCases), Lock::May(May::BreakGlass));
    let (close, review) = (Lock::May(May::CloseCase), Lock::May(May::ReviewBreakGlass));
    let nobody = Lock::May(May::SeeNobodyHolds);
    Doors::new()
        .get("/cases", list::get, list)
        .get("/cases/print", print::get, list)
        .get("/cases/{id}/close", close::get, close)
        .post(
            "/cases/{id}/close",
            move |desk: State<Desk>, signed: Signed, id: Path<String>, pairs: Pairs| {
                close::post(may_close, (desk, signed, id), pairs)
            },
            close,
        )
        .post("/cases/{id}/reopen", close::reopen, Lock::May(May::SupportHere))
        .get("/break-glass", break_glass::get, glass)
        .post("/break-glass", break_glass::post, glass)
        .get("/cases/{id}/break-glass", break_glass::of_case, glass)
        .get("/break-glass/review", review::get, review)
        .post("/break-glass/review/{id}", review::post, review)
        .get("/nobody-holds", nobody::get, nobody)
        .post("/nobody-holds/{id}/take", nobody::take, nobody)
}

/// Whoever writes another address gets the answer for what is not there.
pub(crate) fn case_id(path: &str) -> Result<CaseId, Trouble> {
    Ok(CaseId::from_text(path).ok_or_else(Refusal::not_there)?)
}

/// Every page in every state.
#[must_use]
pub fn samples() -> web::Samples {
    web::Samples::new()
        .merge(list::samples())
        .merge(print::samples())
        .merge(head::samples())
        .merge(parties::samples())
        .merge(close::samples())
        .merge(break_glass::samples())
        .merge(review::samples())
        .merge(nobody::samples())
}
