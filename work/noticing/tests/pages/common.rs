//! What the page tests share: browsers of members of staff at a desk on either engine.

use axum::Extension;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use http_body_util::BodyExt;
use noticing::CounterLine;
use office::testing::{Bench, actor};
use office::{Actor, Desk, Fault, Hands};
use tower::ServiceExt;

pub(crate) fn officer(bench: &Bench, name: &str, role: &str) -> Actor {
    actor(&bench.desk, name, "center", &[role]).unwrap()
}

/// The city has two legal counters, the first outside its hours, and no other.
pub(crate) fn directory(_: &mut Hands<'_, '_>, kind: &str) -> Result<Vec<CounterLine>, Fault> {
    let line = |name: &str, open_now| CounterLine {
        name: name.to_owned(),
        phone: "0000-11-2222".to_owned(),
        hours: "平日 9時から17時".to_owned(),
        languages: "ベトナム語".to_owned(),
        open_now,
    };
    Ok(match kind {
        "legal" => vec![line("見本法律相談(夜)", false), line("見本法律相談(昼)", true)],
        _ => Vec::new(),
    })
}

/// A page as it came.
pub(crate) struct Page {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

impl Page {
    pub(crate) fn location(&self) -> &str {
        self.headers.get("location").map_or("", |value| value.to_str().unwrap())
    }

    /// The value of a hidden field.
    pub(crate) fn hidden(&self, name: &str) -> String {
        let (_, rest) = self.text.split_once(&format!("name=\"{name}\" value=\"")).unwrap();
        rest.split('"').next().unwrap().to_owned()
    }
}

pub(crate) struct Browser {
    router: axum::Router,
    csrf: String,
    runtime: tokio::runtime::Runtime,
}

impl Browser {
    pub(crate) fn of(desk: &Desk, who: &Actor) -> Self {
        let session = web::SessionInfo::new(desk, "session", "secret", 900);
        let csrf = session.csrf.clone();
        let doors = noticing::routes(directory).merge(web::routes());
        let router = doors.into_router(desk).layer(Extension(who.clone())).layer(Extension(session));
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        Self { router: web::shell(desk, router), csrf, runtime }
    }

    pub(crate) fn get(&self, path: &str) -> Page {
        self.send(Request::get(path).body(Body::empty()).unwrap())
    }

    pub(crate) fn post(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let mut body = form_urlencoded::Serializer::new(String::new());
        let body = body.append_pair("csrf", &self.csrf).extend_pairs(fields).finish();
        let request = Request::post(path)
            .header("content-type", "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin");
        self.send(request.body(Body::from(body)).unwrap())
    }

    fn send(&self, request: Request<Body>) -> Page {
        self.runtime.block_on(async {
            let (parts, body) = self.router.clone().oneshot(request).await.unwrap().into_parts();
            let bytes = body.collect().await.unwrap().to_bytes();
            Page { status: parts.status, headers: parts.headers, text: String::from_utf8_lossy(&bytes).into_owned() }
        })
    }
}

/// How many rows each table holds.
pub(crate) fn row_counts(bench: &Bench) -> Vec<(String, i64)> {
    let names: Vec<String> = db::migrations()
        .iter()
        .flat_map(|migration| migration.sql.split("create table ").skip(1))
        .map(|rest| rest.split_whitespace().next().unwrap().to_owned())
        .collect();
    assert!(names.iter().any(|name| name == "office_audit") && names.iter().any(|name| name == "noticing_refused"));
    let count = |name: String| {
        let sql: &'static str = Box::leak(format!("select count(*) from {name}").into_boxed_str());
        let (rows,): (i64,) = bench.desk.db().read_now(move |reader| reader.one(sql, &[])).unwrap();
        (name, rows)
    };
    names.into_iter().map(count).collect()
}
