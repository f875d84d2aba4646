//! A small city with the whole program before it, driven through its doors as a browser would.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::OnceLock;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, StatusCode, header};
use db::testing::TestDb;
use http_body_util::BodyExt;
use office::testing::morning;
use office::{Clock, Desk, MunicipalityId};
use tower::ServiceExt;

/// One city on one engine. Kept for the whole run: tests only read it, or write what is theirs.
pub struct World {
    pub desk: Desk,
    pub router: Router,
    pub accounts: Vec<town::DemoAccount>,
    pub test: TestDb,
    folder: PathBuf,
}

/// The cities: SQLite always, PostgreSQL where a server is named.
pub fn worlds() -> &'static [World] {
    static WORLDS: OnceLock<Vec<World>> = OnceLock::new();
    WORLDS.get_or_init(|| {
        crate::logbook::open();
        World::fresh()
    })
}

impl World {
    /// A city of its own for a test that changes what others read, or must know all that was written.
    pub fn fresh() -> Vec<Self> {
        Self::of(60)
    }

    /// As [`World::fresh`], with all that is under way on the morning at which the city begins.
    pub fn busy() -> Vec<Self> {
        Self::of(130)
    }

    fn of(receptions: u32) -> Vec<Self> {
        let mut ready = vec![World::on(db::testing::sqlite().expect("SQLite"), receptions)];
        ready.extend(db::testing::postgres().expect("PostgreSQL").map(|test| World::on(test, receptions)));
        ready
    }

    fn on(test: TestDb, receptions: u32) -> Self {
        let folder = tempfile::tempdir().expect("folder").keep();
        let settings = app::settings::Settings::parse(app::settings::ANNOTATED).expect("settings");
        let root = vault::Root::generate().expect("key");
        let mut parts = app::opened::parts(&folder, &settings, test.db.clone(), root).expect("parts");
        parts.clock = Clock::still_at(morning());
        parts.municipality = MunicipalityId::from_text("mun_town").expect("id");
        parts.settings.demo = true;
        let desk = Desk::new(parts);
        app::opened::migrate(&desk).expect("migrated");
        let plan = town::Plan { seed: 1, receptions: Some(receptions), years: Some(1) };
        let made = town::make(&desk, &plan, &mut |_, _| {}).expect("a city");
        let router = app::routes::router(&desk).expect("routes");
        Self { desk, router, accounts: made.accounts, test, folder }
    }

    /// A browser of someone who has not signed in.
    pub fn stranger(&self) -> Browser<'_> {
        Browser { world: self, cookies: Vec::new(), csrf: String::new() }
    }

    /// A browser in which the demo account of this role has signed in.
    pub async fn signed_in(&self, role_label: &str) -> Browser<'_> {
        let account = self.accounts.iter().find(|a| a.role_label == role_label).expect("a demo account of that role");
        let mut browser = self.stranger();
        let page = browser.get("/sign-in").await;
        browser.csrf = hidden(&page.text, "csrf");
        let answer =
            browser.post("/sign-in", &[("login", &account.login), ("password", &account.password), ("next", "")]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "sign-in as {role_label}: {}", answer.text);
        let page = browser.get("/today").await;
        browser.csrf = hidden(&page.text, "csrf");
        assert!(!browser.csrf.is_empty(), "a token on 今日");
        browser
    }

    /// A column of texts from the database.
    pub fn ask_all(&self, sql: &'static str) -> Vec<String> {
        let asked = || self.desk.db().read_now(move |reader| reader.all::<(String,)>(sql, &[]));
        tokio::task::block_in_place(asked)
            .expect("a question to the database")
            .into_iter()
            .map(|(text,)| text)
            .collect()
    }

    /// One text from the database.
    pub fn ask(&self, sql: &'static str, args: Vec<db::Value>) -> Option<String> {
        let asked = || self.desk.db().read_now(move |reader| reader.maybe::<(String,)>(sql, &args));
        tokio::task::block_in_place(asked).expect("a question to the database").map(|(text,)| text)
    }
}

impl Drop for World {
    fn drop(&mut self) {
        let _left = std::fs::remove_dir_all(&self.folder);
    }
}

/// What came back.
pub struct Answer {
    pub status: StatusCode,
    pub headers: axum::http::HeaderMap,
    pub text: String,
}

impl Answer {
    pub fn location(&self) -> &str {
        self.headers.get(header::LOCATION).and_then(|v| v.to_str().ok()).unwrap_or_default()
    }
}

/// A browser without a screen.
pub struct Browser<'w> {
    world: &'w World,
    cookies: Vec<(String, String)>,
    pub csrf: String,
}

impl Browser<'_> {
    pub async fn get(&mut self, path: &str) -> Answer {
        self.send("GET", path, String::new(), &[]).await
    }

    /// Posts a form with this browser's token.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let csrf = self.csrf.clone();
        let mut all = vec![("csrf", csrf.as_str())];
        all.extend_from_slice(fields);
        self.send("POST", path, form(&all), &[]).await
    }

    pub async fn send(&mut self, method: &str, path: &str, body: String, headers: &[(&str, &str)]) -> Answer {
        let cookies = self.cookies.iter().map(|(n, v)| format!("{n}={v}")).collect::<Vec<_>>().join("; ");
        let mut request = Request::builder().method(method).uri(path).header(header::HOST, "127.0.0.1:8080");
        if !headers.iter().any(|(name, _)| *name == "sec-fetch-site") {
            request = request.header("sec-fetch-site", "same-origin");
        }
        if !cookies.is_empty() {
            request = request.header(header::COOKIE, cookies);
        }
        if !headers.iter().any(|(name, _)| *name == "content-type") {
            request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let mut request = request.body(Body::from(body)).expect("a request");
        request.extensions_mut().insert(ConnectInfo(SocketAddr::from(([127, 0, 0, 1], 50_000))));
        let response = self.world.router.clone().oneshot(request).await.expect("infallible");
        let (parts, body) = response.into_parts();
        crate::headers::complete(path, parts.status, &parts.headers);
        let bytes = body.collect().await.expect("a body").to_bytes();
        for cookie in parts.headers.get_all(header::SET_COOKIE) {
            let pair = cookie.to_str().unwrap_or_default().split(';').next().unwrap_or_default();
            if let Some((name, value)) = pair.split_once('=') {
                self.cookies.retain(|(known, _)| known != name);
                self.cookies.push((name.to_owned(), value.to_owned()));
            }
        }
        Answer { status: parts.status, headers: parts.headers, text: String::from_utf8_lossy(&bytes).into_owned() }
    }
}

/// What the run of tests is told by name: a file or a server that not every machine has.
#[expect(clippy::disallowed_methods, reason = "only tests call this")]
pub fn named(variable: &str) -> Option<String> {
    std::env::var(variable).ok()
}

/// Fields as a browser sends them.
pub fn form(fields: &[(&str, &str)]) -> String {
    fields.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value))).collect::<Vec<_>>().join("&")
}

pub fn encoded(text: &str) -> String {
    text.bytes()
        .map(|b| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") })
        .collect()
}

/// The value of a hidden field.
pub fn hidden(html: &str, name: &str) -> String {
    let marker = format!("name=\"{name}\"");
    html.split('<')
        .find(|tag| tag.starts_with("input") && tag.contains(&marker))
        .and_then(|tag| tag.split("value=\"").nth(1))
        .and_then(|rest| rest.split('"').next())
        .unwrap_or_default()
        .to_owned()
}

/// The labels of all roles that have a demo account.
pub fn roles(world: &World) -> Vec<String> {
    let mut labels: Vec<String> = world.accounts.iter().map(|a| a.role_label.clone()).collect();
    labels.dedup();
    labels
}

/// Runs a story on a city of its own of each engine: for what writes more than is its own.
pub fn on_cities_of_their_own<F: AsyncFn(&World)>(story: F) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("runtime");
    for world in World::fresh() {
        runtime.block_on(story(&world));
    }
}

/// Runs a story on every city.
pub fn on_each_city<F: AsyncFn(&World)>(story: F) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("runtime");
    for world in worlds() {
        runtime.block_on(story(world));
    }
}
