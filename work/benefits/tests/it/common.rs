//! What the page tests share: browsers of members of staff and of nobody, at a desk on either engine.

use std::cell::RefCell;
use std::io::Write;
use std::sync::Once;

use axum::Extension;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use http_body_util::BodyExt;
use office::testing::{Bench, actor};
use office::{Actor, Desk};
use tower::ServiceExt;

pub(crate) fn officer(bench: &Bench, name: &str, role: &str) -> Actor {
    actor(&bench.desk, name, "center", &[role]).unwrap()
}

/// One counter of each kind asked for.
pub(crate) fn directory(
    _: &mut office::Hands<'_, '_>,
    kinds: &[&str],
) -> Result<Vec<benefits::Counter>, office::Fault> {
    let of_kind = |kind: &&str| benefits::Counter {
        name: format!("見本の窓口 {kind}"),
        phone: "000-111-2222".to_owned(),
        hours: "月〜金 8:30〜17:15".to_owned(),
        ..benefits::Counter::default()
    };
    Ok(kinds.iter().map(of_kind).collect())
}

/// Two households that receive: one of whom a raised ceiling reaches.
#[expect(clippy::unnecessary_wraps, reason = "as the program hands it in")]
pub(crate) fn recipients(
    _: &office::Desk,
    _: &mut office::Hands<'_, '_>,
    place: &str,
) -> Result<Vec<benefits::RecipientGroup>, office::Fault> {
    let of = |rent: i64| {
        serde_json::json!({
            "municipality": place, "rent": rent, "financial_assets": 0, "housing": {"state": "at_risk"},
            "payments_received_months": 2, "programs": ["housing_benefit_rent"],
            "household": [{"role": "applicant", "income": []}],
        })
        .to_string()
    };
    let label = "見本の受給世帯".to_owned();
    Ok(vec![benefits::RecipientGroup { label, situations: vec![of(30_000), of(60_000)] }])
}

thread_local! {
    static LOG: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

struct ThreadLog;

impl Write for ThreadLog {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        LOG.with_borrow_mut(|log| log.extend_from_slice(bytes));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// What this test has logged, at every level.
pub(crate) fn logged() -> String {
    LOG.with_borrow(|log| String::from_utf8(log.clone()).unwrap())
}

/// A page as it came.
pub(crate) struct Page {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

impl Page {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.text).unwrap()
    }
}

pub(crate) struct Browser {
    router: axum::Router,
    csrf: String,
    cookie: String,
    runtime: tokio::runtime::Runtime,
}

impl Browser {
    /// Of a signed-in member of staff.
    pub(crate) fn of(desk: &Desk, who: &Actor) -> Self {
        let session = web::SessionInfo::new(desk, "session", "secret", 900);
        let csrf = session.csrf.clone();
        let doors = benefits::routes(directory, recipients).merge(web::routes());
        let router = doors.into_router(desk).layer(Extension(who.clone())).layer(Extension(session));
        Self::at(desk, router, csrf)
    }

    /// Of somebody from the street.
    pub(crate) fn of_nobody(desk: &Desk) -> Self {
        let router = benefits::routes(directory, recipients).merge(web::routes()).into_router(desk);
        Self::at(desk, router, String::new())
    }

    fn at(desk: &Desk, router: axum::Router, csrf: String) -> Self {
        static SUBSCRIBED: Once = Once::new();
        SUBSCRIBED.call_once(|| {
            let all = tracing_subscriber::filter::LevelFilter::TRACE;
            tracing_subscriber::fmt().with_max_level(all).with_ansi(false).with_writer(|| ThreadLog).init();
        });
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        Self { router: web::shell(desk, router), csrf, cookie: String::new(), runtime }
    }

    pub(crate) fn get(&mut self, path: &str) -> Page {
        let cookie = self.cookie.clone();
        let page = self.send(Request::get(path).header("cookie", cookie).body(Body::empty()).unwrap());
        if let Some((cookie, _)) = page.header("set-cookie").split_once(';') {
            cookie.clone_into(&mut self.cookie);
        }
        if let Some((_, rest)) = page.text.split_once("name=\"csrf\" content=\"") {
            rest.split('"').next().unwrap().clone_into(&mut self.csrf);
        }
        page
    }

    pub(crate) fn post(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let mut body = form_urlencoded::Serializer::new(String::new());
        let body = body.append_pair("csrf", &self.csrf).extend_pairs(fields).finish();
        let request = Request::post(path)
            .header("content-type", "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .header("cookie", &self.cookie);
        self.send(request.body(Body::from(body)).unwrap())
    }

    /// As a script of the page sends it.
    pub(crate) fn post_json(&self, path: &str, body: impl Into<Vec<u8>>) -> Page {
        let request = Request::post(path)
            .header("content-type", "application/json")
            .header("accept", "application/json")
            .header("sec-fetch-site", "same-origin")
            .header("x-csrf", &self.csrf);
        self.send(request.body(Body::from(body.into())).unwrap())
    }

    fn send(&self, request: Request<Body>) -> Page {
        self.runtime.block_on(async {
            let (parts, body) = self.router.clone().oneshot(request).await.unwrap().into_parts();
            let bytes = body.collect().await.unwrap().to_bytes();
            Page { status: parts.status, headers: parts.headers, text: String::from_utf8_lossy(&bytes).into_owned() }
        })
    }
}
