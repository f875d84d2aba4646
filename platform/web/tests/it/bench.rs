//! A router with doors of every kind, behind a session layer that believes the cookie `who`.

use std::cell::RefCell;
use std::io::Write;
use std::sync::Once;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use http_body_util::BodyExt;
use office::calendar::Holidays;
use office::testing::{actor, at_a_desk, morning};
use office::{
    Clock, Codes, Desk, Fault, FieldErrors, Keyring, May, MunicipalityId, Refusal, RefusalKind, Roles, Settings,
};
use tower::ServiceExt;
use web::{Answer, Doors, Lock, Pairs, Path, Query, SessionInfo, Signed, Title, Visit};

#[derive(askama::Template)]
#[template(source = "<h1>{{ words }}</h1>", ext = "html")]
struct Words {
    words: String,
}

#[derive(serde::Deserialize)]
struct Asked {
    #[serde(default)]
    number: Option<u8>,
}

async fn hello(visit: Visit) -> Answer {
    web::page(&visit, Title::new("あいさつ"), &Words { words: "こんにちは".to_owned() })
}

async fn today(signed: Signed, Query(asked): Query<Asked>) -> Answer {
    let words = format!("{} {:?}", signed.actor.name, asked.number);
    web::page(&signed, Title::new("今日").under("はじめ", "/today"), &Words { words })
}

async fn echo(pairs: Pairs) -> String {
    pairs.one("words").to_owned()
}

async fn trouble(Path(kind): Path<String>) -> Answer {
    let refusal =
        |kind| Refusal { kind, sentence: "責任者の<b>田村さん</b>に相談してください。".to_owned() };
    match kind.as_str() {
        "sign-in" => Err(refusal(RefusalKind::SignIn).into()),
        "not-allowed" => Err(refusal(RefusalKind::NotAllowed).into()),
        "not-there" => Err(refusal(RefusalKind::NotThere).into()),
        "conflict" => Err(refusal(RefusalKind::Conflict).into()),
        "rule" => Err(refusal(RefusalKind::Rule).into()),
        "too-many" => Err(refusal(RefusalKind::TooMany(8)).into()),
        "twice" => Err(Fault::AlreadyThere("x".to_owned()).into()),
        "disk-full" => Err(Fault::DiskFull.into()),
        "fault" => Err(Fault::other("secret\r\nplace").into()),
        "fields" => {
            let mut errors = FieldErrors::default();
            errors.add("birth", "生年月日が<b>未来</b>です。");
            Err(errors.into())
        }
        _ => panic!("a panic with content"),
    }
}

pub(crate) fn doors() -> Doors {
    web::routes()
        .public_get("/hello", hello)
        .public_post("/hello", echo)
        .get("/today", today, Lock::SignedIn)
        .post("/echo", echo, Lock::SignedIn)
        .get("/intake/new", today, Lock::May(May::ReceiveIntake))
        .post("/staff", echo, Lock::May(May::ManageStaff))
        .get("/trouble/{kind}", trouble, Lock::Public)
}

pub(crate) struct Stand {
    pub(crate) desk: Desk,
    router: Router,
}

pub(crate) struct Said {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

/// The cookie of a clerk's and of an administrator's pretend session.
pub(crate) const CLERK: (&str, &str) = ("cookie", "who=counter_clerk");
pub(crate) const ADMIN: (&str, &str) = ("cookie", "who=system_administrator");
pub(crate) const HERE: (&str, &str) = ("sec-fetch-site", "same-origin");

thread_local! {
    static LOG: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Writes into the log of this thread. One subscriber for all tests: what is silenced first would stay silent.
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

/// What this test has logged.
pub(crate) fn logged() -> String {
    LOG.with_borrow(|log| String::from_utf8(log.clone()).unwrap())
}

impl Stand {
    fn new(desk: Desk) -> Self {
        static SUBSCRIBED: Once = Once::new();
        SUBSCRIBED.call_once(|| tracing_subscriber::fmt().with_ansi(false).with_writer(|| ThreadLog).init());
        let own = desk.clone();
        let session = middleware::from_fn(move |request, next| believe(own.clone(), request, next));
        let router = web::shell(&desk, doors().into_router(&desk).layer(session));
        Self { desk, router }
    }

    pub(crate) fn csrf(&self, role: &str) -> String {
        web::csrf_token(&self.desk, role)
    }

    pub(crate) fn get(&self, path: &str, headers: &[(&str, &str)]) -> Said {
        self.send("GET", path, headers, Body::empty())
    }

    pub(crate) fn post(&self, path: &str, headers: &[(&str, &str)], body: &str) -> Said {
        let mut headers = headers.to_vec();
        headers.push(("content-type", "application/x-www-form-urlencoded"));
        self.send("POST", path, &headers, Body::from(body.to_owned()))
    }

    pub(crate) fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: Body) -> Said {
        let mut request = Request::builder().method(method).uri(path).header("host", "tsunagu.example");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(body).unwrap();
        let router = self.router.clone();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async move {
            let response = router.oneshot(request).await.unwrap();
            let (parts, body) = response.into_parts();
            let body = body.collect().await.unwrap().to_bytes();
            let body = String::from_utf8(body.to_vec()).unwrap();
            Said { status: parts.status, headers: parts.headers, body }
        })
    }
}

impl Said {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

async fn believe(desk: Desk, mut request: Request, next: Next) -> Response {
    let cookie = request.headers().get("cookie").and_then(|value| value.to_str().ok()).unwrap_or_default();
    if let Some(role) = cookie.strip_prefix("who=").map(str::to_owned) {
        let Ok(actor) = actor(&desk, "sato", "center", &[&role]) else {
            return StatusCode::BAD_REQUEST.into_response();
        };
        let session = SessionInfo::new(&desk, "ses_1", &role, 900);
        request.extensions_mut().insert(session);
        request.extensions_mut().insert(actor);
    }
    next.run(request).await
}

/// Runs the test on each engine at a plain desk.
pub(crate) fn at_a_stand(test: impl Fn(Stand)) {
    at_a_desk(|bench| test(Stand::new(bench.desk))).unwrap();
}

/// Runs the test with settings of its own.
pub(crate) fn with_settings(settings: &Settings, test: impl Fn(Stand)) {
    at_a_desk(|bench| {
        let desk = Desk::new(office_parts(bench.test.db.clone(), settings.clone()));
        test(Stand::new(desk));
    })
    .unwrap();
}

fn office_parts(db: db::Db, settings: Settings) -> office::Parts {
    office::Parts {
        db,
        keys: Keyring::new(vault::Root::generate().unwrap()),
        clock: Clock::still_at(morning()),
        municipality: MunicipalityId::from_text("mun_town").unwrap(),
        codes: Codes::embedded().unwrap(),
        roles: Roles::embedded().unwrap(),
        holidays: Holidays::embedded().clone(),
        settings,
    }
}
