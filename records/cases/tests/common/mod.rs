//! What the page tests share: a browser of one member of staff, counters, households.

#![expect(clippy::unwrap_used, reason = "a helper of a test may stop the test")]

use axum::Extension;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use cases::{Case, Holder, Opening};
use db::args;
use http_body_util::BodyExt;
use office::testing::{Bench, actor};
use office::{About, Actor, Day, Look, May, Nothing, PersonId};
use people::NewPerson;
use tower::ServiceExt;

pub(crate) fn day(iso: &str) -> Day {
    Day::parse_iso(iso).unwrap()
}

pub(crate) fn officer(bench: &Bench, name: &str, agency: &str, role: &str) -> Actor {
    actor(&bench.desk, name, agency, &[role]).unwrap()
}

/// Opens a case for a new household of one.
pub(crate) fn open(bench: &Bench, by: &Actor, new: NewPerson) -> (Case, PersonId) {
    let holder = Holder { agency: by.agency.clone(), staff: Some(by.staff.clone()) };
    let took_in = by.agency.clone();
    bench
        .desk
        .act_now(by, May::ReceiveIntake, Nothing, move |mut act| {
            let person = people::insert(&mut act, &new)?;
            let household = people::new_household(&mut act)?;
            let member = people::Member {
                household: household.clone(),
                person: person.clone(),
                relation: "self".into(),
                since: act.today(),
                until: None,
            };
            people::add_member(&mut act, &member)?;
            let on = act.today();
            let opening = Opening { household, persons: vec![person.clone()], holder, took_in, on };
            let case = cases::open(&mut act, &opening)?;
            let about = About::case(&case.id).with([person.clone()]);
            act.done(about, "ケースを開いた", (case, person))
        })
        .unwrap()
}

/// Writes a counter into the directory. `closed`: its first day without work.
pub(crate) fn counter(bench: &Bench, by: &Actor, id: &'static str, has_account: bool, closed: Option<Day>) {
    bench
        .desk
        .act_now(by, May::ReceiveIntake, Nothing, move |mut act| {
            let municipality = act.municipality();
            act.store().run(
                "insert into staff_agency (municipality_id, id, kind, name, kana, place, phone, hours, languages, takes,
                   takes_note, has_account, opened_on, closed_on, version)
                 values ($1, $2, 'city_tax', $3, 'みほん', '', '', '', '', '', '', $4, '2015-04-01', $5, 1)",
                &args![*municipality, format!("agc_{id}"), format!("{id}の窓口"), has_account, closed],
            )?;
            act.done(About::nothing(), "窓口", ())
        })
        .unwrap();
}

pub(crate) fn member(bench: &Bench, by: &Actor, of: &Actor, active: bool) {
    let (staff, agency, name) = (of.staff.clone(), of.agency.clone(), of.name.clone());
    bench
        .desk
        .act_now(by, May::ReceiveIntake, Nothing, move |mut act| {
            let (municipality, now) = (act.municipality(), act.now());
            act.store().run(
                "insert into staff_member (municipality_id, id, login, name, kana, agency_id, extension, active, made_at,
                   version)
                 values ($1, $2, $3, $3, 'みほん', $4, '', $5, $6, 1)",
                &args![*municipality, staff, name, agency, active, now],
            )?;
            act.done(About::nothing(), "職員", ())
        })
        .unwrap();
}

pub(crate) fn nobody_holds(bench: &Bench, by: &Actor) -> Vec<String> {
    bench
        .desk
        .look_now(by, May::SeeNobodyHolds, Nothing, |mut look: Look<'_, '_>| {
            let list = cases::nobody_holds(&mut look.hands())?;
            Ok(look.seen(About::nothing(), list))
        })
        .unwrap()
        .into_iter()
        .map(|case| case.no)
        .collect()
}

/// A page as it came.
pub(crate) struct Page {
    pub(crate) status: StatusCode,
    pub(crate) location: String,
    pub(crate) text: String,
}

/// The browser of one member of staff.
pub(crate) struct Browser {
    router: axum::Router,
    csrf: String,
    runtime: tokio::runtime::Runtime,
}

impl Browser {
    pub(crate) fn of(bench: &Bench, who: &Actor) -> Self {
        let desk = &bench.desk;
        let session = web::SessionInfo::new(desk, "session", "secret", 900);
        let csrf = session.csrf.clone();
        let doors = cases::routes(|_, _, _| Ok(())).merge(people::routes(cases::beside())).merge(web::routes());
        assert_eq!(doors.clashes(), []);
        let router = doors.into_router(desk).layer(Extension(who.clone())).layer(Extension(session));
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        Self { router: web::shell(desk, router), csrf, runtime }
    }

    pub(crate) fn get(&self, path: &str) -> Page {
        self.send(Request::get(path).body(Body::empty()).unwrap())
    }

    pub(crate) fn post(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let mut body = format!("csrf={}", self.csrf);
        for (name, value) in fields {
            body.push_str(&format!("&{name}={}", encoded(value)));
        }
        let request = Request::post(path)
            .header("content-type", "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .body(Body::from(body));
        self.send(request.unwrap())
    }

    fn send(&self, request: Request<Body>) -> Page {
        self.runtime.block_on(async {
            let response = self.router.clone().oneshot(request).await.unwrap();
            let status = response.status();
            let location = response.headers().get("location").map_or("", |value| value.to_str().unwrap()).to_owned();
            let bytes = response.into_body().collect().await.unwrap().to_bytes();
            Page { status, location, text: String::from_utf8_lossy(&bytes).into_owned() }
        })
    }
}

pub(crate) fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}
