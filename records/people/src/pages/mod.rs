//! The doors to people.

pub(crate) mod amend;
pub(crate) mod form;
pub(crate) mod protection;
pub(crate) mod search;
pub(crate) mod show;
pub(crate) mod suggest;
pub(crate) mod who_saw;

use axum::extract::State;
use office::{Desk, May, PersonId, Refusal, Trouble};
use web::{Doors, Lock, Pairs, Path, Query, Signed};

use crate::Beside;

/// Every door of this crate. `beside` is what cases and staff tell for these pages.
#[must_use]
pub fn routes(beside: Beside) -> Doors {
    finding(beside).merge(protecting(beside)).merge(explaining(beside))
}

fn finding(beside: Beside) -> Doors {
    Doors::new()
        .get(
            "/people",
            move |desk: State<Desk>, signed: Signed, asked: Query<search::Asked>| {
                search::get(beside, desk, signed, asked)
            },
            Lock::May(May::FindPerson),
        )
        .get("/people/suggest", suggest::get, Lock::May(May::FindPerson))
        .get(
            "/people/{id}",
            move |desk: State<Desk>, signed: Signed, id: Path<String>| show::get(beside, desk, signed, id),
            Lock::May(May::SeePerson),
        )
        .get("/people/{id}/amend", amend::get, Lock::May(May::AmendPerson))
        .post("/people/{id}/amend", amend::post, Lock::May(May::AmendPerson))
}

fn protecting(beside: Beside) -> Doors {
    let protect = Lock::May(May::ProtectPerson);
    Doors::new()
        .get(
            "/people/{id}/protection",
            move |desk: State<Desk>, signed: Signed, id: Path<String>| protection::get(beside, desk, signed, id),
            Lock::May(May::SeePerson),
        )
        .post(
            "/people/{id}/protection/begin",
            move |desk: State<Desk>, signed: Signed, id: Path<String>, form: Pairs| {
                protection::begin(beside, (desk, signed, id), form)
            },
            protect,
        )
        .post("/people/{id}/protection/renew", protection::renew, protect)
        .post("/people/{id}/protection/name", protection::name, protect)
        .post("/people/{id}/protection/ask-lift", protection::ask_lift, Lock::May(May::AskLiftProtection))
        .post("/people/{id}/protection/keep", protection::keep, protect)
        .post("/people/{id}/protection/confirm-lift", protection::confirm_lift, Lock::May(May::ConfirmLiftProtection))
}

fn explaining(beside: Beside) -> Doors {
    let see = Lock::May(May::SeeWhoSaw);
    Doors::new().get("/who-saw", who_saw::find, see).get(
        "/people/{id}/who-saw",
        move |desk: State<Desk>, signed: Signed, id: Path<String>, page: Query<who_saw::Page>| {
            who_saw::get(beside, (desk, signed, id), page)
        },
        see,
    )
}

/// Whoever writes another address gets the answer for what is not there.
pub(crate) fn person_id(path: &str) -> Result<PersonId, Trouble> {
    Ok(PersonId::from_text(path).ok_or_else(Refusal::not_there)?)
}

/// Every page in every state.
#[must_use]
pub fn samples() -> web::Samples {
    web::Samples::new()
        .merge(search::samples())
        .merge(show::samples())
        .merge(amend::samples())
        .merge(protection::samples())
        .merge(who_saw::samples())
}
