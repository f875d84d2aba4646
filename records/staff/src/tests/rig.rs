//! A browser with cookies at the doors of a desk that has one counter.

use std::collections::BTreeMap;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode, header};
use http_body_util::BodyExt;
use office::testing::{actor, at_a_desk};
use office::{Actor, Clock, Desk, Keyring, May, Nothing, Parts, Settings, StaffId};
use tower::ServiceExt;
use vault::password::{Cost, hash};

use crate::agencies::{self, NewAgency};
use crate::members::{self, NewMember};

pub(super) const PASSWORD: &str = "みずうみの 青い馬が3頭 はしっていた";

pub(super) struct Town {
    pub(super) desk: Desk,
    pub(super) admin: Actor,
}

/// Runs `test` on both engines. In a `demo`, a password alone is enough.
pub(super) fn in_a_town(demo: bool, test: impl Fn(Town)) {
    at_a_desk(|bench| {
        let old = &bench.desk;
        let desk = Desk::new(Parts {
            db: old.db().clone(),
            keys: Keyring::new(vault::Root::generate().unwrap()),
            clock: old.clock().clone(),
            municipality: old.municipality().clone(),
            codes: old.codes().clone(),
            roles: old.roles().clone(),
            holidays: old.holidays().clone(),
            settings: Settings { demo, ..old.settings().clone() },
        });
        let admin = actor(&desk, "operator", "tax", &["system_administrator"]).unwrap();
        let town = Town { desk, admin };
        town.counter();
        test(town);
    })
    .unwrap();
}

impl Town {
    fn counter(&self) {
        let agency = agencies::NewAgency {
            kind: "city_tax".to_owned(),
            name: "収納課".to_owned(),
            kana: "しゅうのうか".to_owned(),
            takes: vec!["tax_utilities".to_owned()],
            has_account: true,
            ..NewAgency::default()
        }
        .opened(self.admin.agency.clone(), self.desk.now().day());
        self.desk
            .act_now(&self.admin, May::ManageAgencies, Nothing, move |mut act| {
                agencies::insert_as(&mut act, &agency)?;
                act.done(office::About::nothing(), "窓口を登録した", ())
            })
            .unwrap();
    }

    /// A second counter; its identifier.
    pub(super) fn other_counter(&self) -> String {
        let id = office::AgencyId::from_text("agc_water").unwrap();
        let agency = agencies::NewAgency {
            kind: "city_water".to_owned(),
            name: "見本水道課".to_owned(),
            kana: "みほんすいどうか".to_owned(),
            has_account: true,
            ..NewAgency::default()
        }
        .opened(id.clone(), self.desk.now().day());
        self.desk
            .act_now(&self.admin, May::ManageAgencies, Nothing, move |mut act| {
                agencies::insert_as(&mut act, &agency)?;
                act.done(office::About::nothing(), "窓口を登録した", id.as_text().to_owned())
            })
            .unwrap()
    }

    /// A member who has a password already.
    pub(super) fn member(&self, login: &str, roles: &[&str]) -> StaffId {
        let new = NewMember {
            login: login.to_owned(),
            name: "見本 花子".to_owned(),
            kana: "みほん はなこ".to_owned(),
            agency: self.admin.agency.clone(),
            extension: String::new(),
            roles: roles.iter().map(|role| (*role).to_owned()).collect(),
        };
        let password = hash(PASSWORD, Cost::Demo).unwrap();
        self.desk
            .act_now(&self.admin, May::ManageStaff, Nothing, move |mut act| {
                let id = members::insert(&mut act, &new, Some(&password))?;
                act.done(office::About::nothing(), "職員を登録した", id)
            })
            .unwrap()
    }

    pub(super) fn browser(&self) -> Browser {
        let doors = web::routes().merge(crate::routes(|_, _, _| Ok(false)));
        let app = web::shell(&self.desk, crate::session_layer(&self.desk, doors.into_router(&self.desk)));
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        Browser { app, runtime, cookies: BTreeMap::new(), csrf: String::new(), script: false }
    }

    /// A browser that signed in with the password.
    pub(super) fn signed_in(&self, login: &str) -> Browser {
        let mut browser = self.browser();
        let answer = browser.sign_in(login, PASSWORD);
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        browser
    }

    pub(super) fn later(&self, seconds: i64) {
        let Clock::Still(_) = self.desk.clock() else { panic!("the clock runs") };
        self.desk.clock().set(self.desk.now().plus_seconds(seconds));
    }

    /// Every cell of a one-column statement.
    pub(super) fn cells(&self, sql: &'static str) -> Vec<String> {
        let rows: Vec<(String,)> = self.desk.db().read_now(move |reader| reader.all(sql, &[])).unwrap();
        rows.into_iter().map(|(cell,)| cell).collect()
    }

    pub(super) fn record_is_whole(&self) {
        let desk = self.desk.clone();
        let verdict = self
            .desk
            .db()
            .read_now(move |reader| office::audit::verify(reader, desk.keys(), desk.municipality(), None))
            .unwrap();
        assert!(matches!(verdict, office::audit::Verdict::Whole(_)), "{verdict:?}");
    }
}

pub(super) struct Browser {
    app: Router,
    runtime: tokio::runtime::Runtime,
    pub(super) cookies: BTreeMap<String, String>,
    pub(super) csrf: String,
    /// Whether requests come from a script instead of a person.
    pub(super) script: bool,
}

#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: String,
}

impl Answer {
    pub(super) fn location(&self) -> &str {
        self.headers.get(header::LOCATION).map_or("", |value| value.to_str().unwrap())
    }
}

impl Browser {
    pub(super) fn get(&mut self, path: &str) -> Answer {
        let request = Request::get(path);
        self.send(self.marked(request), Body::empty())
    }

    fn marked(&self, request: axum::http::request::Builder) -> axum::http::request::Builder {
        if self.script { request.header("sec-fetch-dest", "empty") } else { request }
    }

    pub(super) fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let csrf = self.csrf.clone();
        let body =
            form_urlencoded::Serializer::new(String::new()).append_pair("csrf", &csrf).extend_pairs(fields).finish();
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin");
        self.send(self.marked(request), Body::from(body))
    }

    pub(super) fn sign_in(&mut self, login: &str, password: &str) -> Answer {
        self.get("/sign-in");
        self.post("/sign-in", &[("login", login), ("password", password), ("next", "/account")])
    }

    /// Whether the desk still knows who this is.
    pub(super) fn is_in(&mut self) -> bool {
        self.get("/account").status == StatusCode::OK
    }

    pub(super) fn token(&self) -> String {
        self.cookies.get("tsunagu").cloned().unwrap_or_default()
    }

    fn send(&mut self, request: axum::http::request::Builder, body: Body) -> Answer {
        let cookies = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ");
        let request = request.header(header::COOKIE, cookies).header(header::HOST, "localhost").body(body).unwrap();
        let app = self.app.clone();
        let (parts, body) = self.runtime.block_on(async move {
            let (parts, body) = app.oneshot(request).await.unwrap().into_parts();
            (parts, body.collect().await.unwrap().to_bytes())
        });
        for line in parts.headers.get_all(header::SET_COOKIE) {
            let (pair, rest) = line.to_str().unwrap().split_once(';').unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            if rest.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        let body = String::from_utf8(body.to_vec()).unwrap();
        if let Some((_, rest)) = body.split_once("name=\"csrf\" content=\"") {
            self.csrf = rest.split('"').next().unwrap().to_owned();
        }
        assert!(!parts.status.is_server_error(), "{body}");
        Answer { status: parts.status, headers: parts.headers, body }
    }
}
