//! サインインの画面: login and password; in a demo also one button for each role.

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use db::Writer;
use office::{Desk, FieldErrors, Refusal, RefusalKind, Trouble};
use serde::Deserialize;
use web::{Answer, Form, Query, Title, Visit, safe_next};

use super::demo::{self, DemoAccount};
use super::enter::as_kept;
use super::known_browser::KnownBrowser;
use super::{Entered, Tried, enter};
use crate::sessions::{self, Ended, Opened, Place};
use crate::source::Source;

#[derive(Template, Default)]
#[template(path = "sign_in/page.html")]
struct SignInPage {
    csrf: String,
    login: String,
    next: String,
    notice: Notice,
    wait: Option<String>,
    errors: FieldErrors,
    demo: bool,
    accounts: Vec<DemoAccount>,
}

/// Why the page stands before someone who did not ask for it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Notice {
    #[default]
    None,
    Kept,
    Ended,
    PasswordSet,
    SignedOut,
}

#[derive(Debug, Default, Deserialize)]
pub(crate) struct Came {
    #[serde(default)]
    next: String,
    kept: Option<String>,
    ended: Option<String>,
    set: Option<String>,
    out: Option<String>,
}

impl Came {
    fn notice(&self) -> Notice {
        match self {
            Self { kept: Some(_), .. } => Notice::Kept,
            Self { ended: Some(_), .. } => Notice::Ended,
            Self { set: Some(_), .. } => Notice::PasswordSet,
            Self { out: Some(_), .. } => Notice::SignedOut,
            _ => Notice::None,
        }
    }
}

fn title() -> Title {
    Title::new("サインイン")
}

fn blank(desk: &Desk, visit: &Visit) -> SignInPage {
    SignInPage {
        csrf: visit.csrf().to_owned(),
        demo: desk.settings().demo,
        accounts: demo::accounts(desk.settings()),
        ..SignInPage::default()
    }
}

pub(crate) async fn page(State(desk): State<Desk>, visit: Visit, Query(came): Query<Came>) -> Answer {
    if visit.signed.is_some() {
        return web::redirect(&came.next);
    }
    let notice = came.notice();
    web::page(&visit, title(), &SignInPage { next: came.next, notice, ..blank(&desk, &visit) })
}

#[derive(Deserialize)]
pub(crate) struct Fields {
    #[serde(default)]
    login: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    next: String,
}

pub(crate) async fn sign_in(
    State(desk): State<Desk>,
    visit: Visit,
    Source(source): Source,
    headers: HeaderMap,
    Form(fields): Form<Fields>,
) -> Answer {
    let Fields { login, password, next } = fields;
    let again = |login: String| SignInPage { login, next: next.clone(), ..blank(&desk, &visit) };
    let errors = empty(&login, &password);
    if !errors.is_empty() {
        return web::page_with(
            StatusCode::UNPROCESSABLE_ENTITY,
            &visit,
            title(),
            &SignInPage { errors, ..again(login) },
        );
    }
    let browser = KnownBrowser::from_headers(&headers, desk.settings());
    let tried = Tried { login: login.clone(), password, source, browser: browser.clone() };
    match enter(&desk, tried).await {
        Ok(entered) => {
            end_earlier(&desk, &headers).await?;
            let to = match &entered {
                Entered::In(_) => safe_next(&next).to_owned(),
                Entered::NeedsCode(_) => with_next("/sign-in/code", &next),
                Entered::NeedsSecondFactor(_) => with_next("/account/second-factor", &next),
            };
            let mut response = with_cookie(&desk, web::redirect(&to)?, entered.opened());
            add_cookie(&mut response, &browser.knowing(&desk, &as_kept(&login))?);
            Ok(response)
        }
        Err(Trouble::Fields(errors)) => {
            web::page_with(StatusCode::UNPROCESSABLE_ENTITY, &visit, title(), &SignInPage { errors, ..again(login) })
        }
        Err(Trouble::Refused(Refusal { kind: RefusalKind::TooMany(seconds), sentence })) => {
            let page = SignInPage { wait: Some(sentence), ..again(login) };
            web::page_after(seconds, &visit, title(), &page)
        }
        Err(trouble) => Err(trouble.into()),
    }
}

fn empty(login: &str, password: &str) -> FieldErrors {
    let mut errors = FieldErrors::default();
    if login.trim().is_empty() {
        errors.add("login", "ログイン名を入れてください。");
    }
    if password.is_empty() {
        errors.add("password", "パスワードを入れてください。");
    }
    errors
}

/// A session that this browser still had is replaced, never joined.
async fn end_earlier(desk: &Desk, headers: &HeaderMap) -> Result<(), Trouble> {
    let Some(token) = sessions::from_headers(headers, desk.settings()) else { return Ok(()) };
    let (own, at) = (desk.clone(), desk.now());
    desk.db()
        .write(move |writer: &mut Writer<'_>| {
            sessions::end(writer, Place::at(&own, at), &vault::hash_token(&token), Ended::Rotated)
        })
        .await?;
    Ok(())
}

/// `path` with the page to go on to.
#[must_use]
pub(crate) fn with_next(path: &str, next: &str) -> String {
    let query = form_urlencoded::Serializer::new(String::new()).append_pair("next", safe_next(next)).finish();
    format!("{path}?{query}")
}

#[must_use]
pub(crate) fn with_cookie(desk: &Desk, mut response: Response, opened: &Opened) -> Response {
    add_cookie(&mut response, &sessions::set(desk.settings(), &opened.token));
    response
}

fn add_cookie(response: &mut Response, line: &str) {
    if let Ok(value) = HeaderValue::from_str(line) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}

pub(crate) fn samples() -> Vec<(&'static str, String)> {
    let account = DemoAccount {
        login: "demo-sato".to_owned(),
        password: "demo-sato-no-aikotoba".to_owned(),
        role_label: "窓口職員".to_owned(),
        name: "見本 花子".to_owned(),
        agency: "収納課".to_owned(),
    };
    let demo = || SignInPage { demo: true, accounts: vec![account.clone(), account.clone()], ..SignInPage::default() };
    let wait = Some(crate::throttle::too_many(64).sentence);
    let noticed = |notice| SignInPage { notice, next: "/today".to_owned(), ..SignInPage::default() };
    vec![
        crate::sample("staff: サインイン", &SignInPage::default()),
        crate::sample("staff: サインイン(デモ)", &demo()),
        crate::sample("staff: サインイン(直すところあり)", &SignInPage { errors: empty("", ""), ..demo() }),
        crate::sample("staff: サインイン(待つ)", &SignInPage { wait, ..SignInPage::default() }),
        crate::sample("staff: サインイン(書きかけあり)", &noticed(Notice::Kept)),
        crate::sample("staff: サインイン(時間切れ)", &noticed(Notice::Ended)),
        crate::sample("staff: サインイン(パスワードを決めた)", &noticed(Notice::PasswordSet)),
        crate::sample("staff: サインイン(終えた)", &noticed(Notice::SignedOut)),
    ]
}
