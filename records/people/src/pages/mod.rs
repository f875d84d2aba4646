//! The doors to people.

pub(crate) mod amend;
pub(crate) mod colleagues;
pub(crate) mod form;
pub(crate) mod history;
pub(crate) mod protection;
pub(crate) mod restriction;
pub(crate) mod same;
pub(crate) mod search;
pub(crate) mod show;
pub(crate) mod suggest;
pub(crate) mod unattended;
pub(crate) mod who_saw;

use axum::extract::State;
use office::{Desk, May, PersonId, Refusal, Trouble};
use web::{Doors, Lock, Pairs, Path, Query, Signed};

use crate::Beside;

/// The state that an officer had before them. A form without it saw no state at all, which ends nothing.
fn seen_version(pairs: &web::Pairs) -> i64 {
    pairs.one("seen").parse().unwrap_or(0)
}

/// Every door of this crate. `beside` is what cases and staff tell for these pages.
#[must_use]
pub fn routes(beside: Beside) -> Doors {
    finding(beside)
        .merge(linking(beside))
        .merge(protecting(beside))
        .merge(restricting(beside))
        .merge(looking_after(beside))
        .merge(explaining(beside))
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
            "/people/colleagues",
            move |desk: State<Desk>, signed: Signed, asked: Query<colleagues::Asked>| {
                colleagues::suggest(beside, desk, signed, asked)
            },
            Lock::May(May::SeeAgencies),
        )
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
        .post(
            "/people/{id}/protection/renew",
            move |desk: State<Desk>, signed: Signed, id: Path<String>, form: Pairs| {
                protection::renew(beside, (desk, signed, id), form)
            },
            protect,
        )
        .post(
            "/people/{id}/protection/name",
            move |desk: State<Desk>, signed: Signed, id: Path<String>, form: Pairs| {
                protection::name(beside, (desk, signed, id), form)
            },
            protect,
        )
        .post("/people/{id}/protection/unname", protection::unname, protect)
        .post("/people/{id}/protection/ask-lift", protection::ask_lift, Lock::May(May::AskLiftProtection))
        .post("/people/{id}/protection/keep", protection::keep, protect)
        .post("/people/{id}/protection/confirm-lift", protection::confirm_lift, Lock::May(May::ConfirmLiftProtection))
}

fn restricting(beside: Beside) -> Doors {
    let restrict = Lock::May(May::RestrictPerson);
    Doors::new()
        .get(
            "/people/{id}/restriction",
            move |desk: State<Desk>, signed: Signed, id: Path<String>| restriction::get(beside, desk, signed, id),
            restrict,
        )
        .post(
            "/people/{id}/restriction/begin",
            move |desk: State<Desk>, signed: Signed, id: Path<String>, form: Pairs| {
                restriction::begin(beside, (desk, signed, id), form)
            },
            restrict,
        )
        .post(
            "/people/{id}/restriction/name",
            move |desk: State<Desk>, signed: Signed, id: Path<String>, form: Pairs| {
                restriction::name(beside, (desk, signed, id), form)
            },
            restrict,
        )
        .post("/people/{id}/restriction/unname", restriction::unname, restrict)
        .post(
            "/people/{id}/restriction/ask-lift",
            move |desk: State<Desk>, signed: Signed, id: Path<String>, form: Pairs| {
                restriction::ask_lift(beside, (desk, signed, id), form)
            },
            Lock::May(May::AskLiftRestriction),
        )
        .post("/people/{id}/restriction/keep", restriction::keep, restrict)
        .post(
            "/people/{id}/restriction/confirm-lift",
            restriction::confirm_lift,
            Lock::May(May::ConfirmLiftRestriction),
        )
}

/// 伏せた記録の担当
fn looking_after(beside: Beside) -> Doors {
    let confirm = Lock::May(May::ConfirmNaming);
    let propose = Lock::May(May::ProposeNaming);
    Doors::new()
        .get(
            "/hidden-records",
            move |desk: State<Desk>, signed: Signed| unattended::list(beside, desk, signed),
            confirm,
        )
        .get(
            "/hidden-records/{id}",
            move |desk: State<Desk>, signed: Signed, id: Path<String>| unattended::one(beside, desk, signed, id),
            confirm,
        )
        .post(
            "/hidden-records/{id}/propose",
            move |desk: State<Desk>, signed: Signed, id: Path<String>, form: Pairs| {
                unattended::propose(beside, (desk, signed, id), form)
            },
            propose,
        )
        .post(
            "/hidden-records/{id}/confirm",
            move |desk: State<Desk>, signed: Signed, id: Path<String>, form: Pairs| {
                unattended::confirm(beside, (desk, signed, id), form)
            },
            confirm,
        )
        .post(
            "/hidden-records/{id}/withdraw",
            move |desk: State<Desk>, signed: Signed, id: Path<String>| unattended::withdraw(beside, (desk, signed, id)),
            propose,
        )
}

/// 同じ人かもしれない
fn linking(beside: Beside) -> Doors {
    let link = Lock::May(May::LinkPersons);
    Doors::new()
        .get(
            "/people/{id}/same",
            move |desk: State<Desk>, signed: Signed, id: Path<String>, asked: Query<same::Asked>| {
                same::get(beside, (desk, signed, id), asked)
            },
            link,
        )
        .post(
            "/people/{id}/same",
            move |desk: State<Desk>, signed: Signed, id: Path<String>, form: Pairs| {
                same::post(beside, (desk, signed, id), form)
            },
            link,
        )
        .post("/people/{id}/same/undo", same::undo, link)
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
        .merge(restriction::samples())
        .merge(same::samples())
        .merge(unattended::samples())
        .merge(who_saw::samples())
}
