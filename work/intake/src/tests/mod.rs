//! Receptions from the first word to the decision, on both engines.

mod budget;
mod canary;
mod conflict;
mod deeds;
mod editing;
mod judgements;
mod pages;
mod searching;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{StatusCode, header};
use axum::middleware::{Next, from_fn};
use http_body_util::BodyExt;
use office::testing::{Bench, actor};
use office::{About, Actor, AgencyId, Desk, May, Nothing, Trouble};
use people::{NewPerson, PersonName};
use staff::NewAgency;
use tower::ServiceExt;
use web::{Pairs, SessionInfo};

use crate::{TakeIn, TakenIn, Told, Who, take_in};

/// A clerk of the counter `agency`.
pub(super) fn clerk(bench: &Bench, name: &str, agency: &str) -> Actor {
    actor(&bench.desk, name, agency, &["counter_clerk"]).unwrap()
}

/// Registers a counter of this kind.
pub(super) fn counter(bench: &Bench, id: &str, kind: &str) {
    let administrator = actor(&bench.desk, "admin", "it", &["system_administrator"]).unwrap();
    let agency =
        NewAgency { kind: kind.to_owned(), name: format!("{id}の窓口"), has_account: true, ..NewAgency::default() };
    let id = AgencyId::from_text(&format!("agc_{id}")).unwrap();
    let day = bench.desk.now().day();
    bench
        .desk
        .act_now(&administrator, May::ManageAgencies, Nothing, move |mut act| {
            staff::agencies::insert_as(&mut act, &agency.opened(id, day))?;
            act.done(About::nothing(), "窓口を登録した", ())
        })
        .unwrap();
}

pub(super) fn person(name: &str, kana: &str) -> NewPerson {
    NewPerson { name: PersonName::new(name, kana), ..NewPerson::default() }
}

pub(super) fn said(bench: &Bench, words: &str) -> Told {
    Told { channel: Some("counter".to_owned()), words: Some(words.to_owned()), ..Told::on(bench.desk.now().day()) }
}

/// Takes somebody in at the actor's counter.
pub(super) fn taken(bench: &Bench, actor: &Actor, who: Who, told: Told) -> Result<TakenIn, Trouble> {
    bench.desk.act_now(actor, May::ReceiveIntake, who.clone(), move |mut act| {
        let taken = take_in(&mut act, TakeIn { id: None, who, told })?;
        act.done(About::new("intake", taken.intake.as_text()).with([taken.person.clone()]), "受け付けた", taken)
    })
}

/// What came back.
#[derive(Debug)]
pub(super) struct Answered {
    pub(super) status: StatusCode,
    pub(super) location: String,
    pub(super) body: String,
}

/// The program as one signed-in member of staff meets it.
pub(super) struct Browser {
    app: Router,
    csrf: String,
}

impl Browser {
    pub(super) fn of(desk: &Desk, actor: &Actor) -> Self {
        let session = SessionInfo::new(desk, "ses_1", "secret", 900);
        let (csrf, actor) = (session.csrf.clone(), actor.clone());
        let signed = from_fn(move |mut request: Request, next: Next| {
            let (actor, session) = (actor.clone(), session.clone());
            async move {
                request.extensions_mut().insert(actor);
                request.extensions_mut().insert(session);
                next.run(request).await
            }
        });
        let router = crate::routes(judgements::directory).into_router(desk).layer(signed);
        Self { app: web::shell(desk, router), csrf }
    }

    pub(super) async fn get(&self, path: &str) -> Answered {
        let request = Request::get(encoded(path)).body(Body::empty()).unwrap();
        answered(self.app.clone(), request).await
    }

    pub(super) async fn post(&self, path: &str, pairs: &Pairs) -> Answered {
        let fields = [("csrf".to_owned(), self.csrf.clone())].into_iter().chain(pairs.0.iter().cloned());
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .body(Body::from(body))
            .unwrap();
        answered(self.app.clone(), request).await
    }
}

/// Japanese in an address, as a browser sends it.
fn encoded(path: &str) -> String {
    path.bytes().map(|b| if b.is_ascii_graphic() { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}

async fn answered(app: Router, request: Request) -> Answered {
    let response = app.oneshot(request).await.unwrap();
    let location = response.headers().get(header::LOCATION).map(|l| l.to_str().unwrap().to_owned()).unwrap_or_default();
    let status = response.status();
    let bytes = response.into_body().collect().await.unwrap().to_bytes();
    Answered { status, location, body: String::from_utf8_lossy(&bytes).into_owned() }
}

/// Runs what waits.
pub(super) fn block<F: Future>(waits: F) -> F::Output {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap().block_on(waits)
}

/// A form as it is when it is opened, with more typed into it.
pub(super) fn typed(bench: &Bench, fields: &[(&str, &str)]) -> Pairs {
    let mut pairs = crate::receive::blank(bench.desk.now().day(), "");
    pairs.0.retain(|(known, _)| !fields.iter().any(|(field, _)| known == field));
    pairs.0.extend(fields.iter().map(|(field, value)| ((*field).to_owned(), (*value).to_owned())));
    pairs
}

#[test]
fn every_page_in_every_state_is_sound() {
    let samples = crate::samples();
    assert!(samples.iter().count() >= 20);
    let problems = web::testing::check_samples(&samples);
    assert!(problems.is_empty(), "{problems:#?}");
}
