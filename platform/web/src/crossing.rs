//! 扉の前: the lock, the token against foreign forms (CSRF), and the dressing of refusals, around each route.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use data_encoding::HEXLOWER;
use office::{Actor, Desk, Refusal, RefusalKind};

use crate::body::Pairs;
use crate::doors::Lock;
use crate::failure::Failure;
use crate::frame::{Shell, VisitorCsrf, see_other};
use crate::session::SessionInfo;

/// The form token that belongs to a secret: useless without the cookie, and the cookie cannot be told from it.
#[must_use]
pub fn csrf_token(desk: &Desk, secret: &str) -> String {
    let key = desk.keys().root().derive("csrf:v1");
    HEXLOWER.encode(&vault::hmac_chain(&key, b"csrf", secret.as_bytes()))
}

pub(crate) fn is_safe(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

/// Lets through whom the lock lets through; strangers are sent to sign in, and back afterwards. A role that does not
/// reach so far is recorded, as every denied try is, before it is answered.
pub(crate) async fn lock(State((desk, lock)): State<(Desk, Lock)>, request: Request, next: Next) -> Response {
    let allowed = match (lock, request.extensions().get::<Actor>()) {
        (Lock::Public, _) | (Lock::SignedIn, Some(_)) => Ok(()),
        (_, None) => Err(Failure::of(RefusalKind::SignIn)),
        (Lock::May(may), Some(actor)) if actor.grants.allow(may) => Ok(()),
        (Lock::May(may), Some(actor)) => Err(match desk.turned_away(actor, may).await {
            Ok(()) => Failure::of(RefusalKind::NotAllowed),
            Err(fault) => fault.into(),
        }),
    };
    match allowed {
        Ok(()) => next.run(request).await,
        Err(failure) => failure.into_response(),
    }
}

/// Refuses a deed whose form does not carry the token of this session (or of this visitor).
pub(crate) async fn token(request: Request, next: Next) -> Response {
    if is_safe(request.method()) {
        return next.run(request).await;
    }
    let extensions = request.extensions();
    let wanted = match extensions.get::<SessionInfo>() {
        Some(session) => Some(session.csrf.as_str()),
        None => extensions.get::<VisitorCsrf>().map(|token| token.0.as_str()),
    };
    let header = request.headers().get("x-csrf").and_then(|value| value.to_str().ok());
    let field = extensions.get::<Pairs>().and_then(|pairs| pairs.find("csrf"));
    let given = header.or(field);
    let same = wanted.zip(given).is_some_and(|(wanted, given)| vault::same(wanted.as_bytes(), given.as_bytes()));
    if same {
        return next.run(request).await;
    }
    Failure::from(Refusal::not_allowed(
        "この画面を開いてから時間がたったか、サインインし直したため、受け付けていません。前の画面に戻って開き直し、もう一度お試しください。",
    ))
    .into_response()
}

pub(crate) async fn nothing_here() -> Response {
    Failure::from(Refusal::not_there()).into_response()
}

pub(crate) async fn other_method() -> Response {
    Failure::plain(StatusCode::METHOD_NOT_ALLOWED, "この宛先は、画面のボタンやリンクから使います。").into_response()
}

/// Gives a visitor a token, and turns what was refused inside into a page with the bar around it.
pub(crate) async fn around(State(desk): State<Desk>, mut request: Request, next: Next) -> Response {
    let visit =
        if request.extensions().get::<SessionInfo>().is_none() { visitor(&desk, request.headers()) } else { None };
    if let Some(visit) = &visit {
        request.extensions_mut().insert(VisitorCsrf(csrf_token(&desk, &visit.secret)));
    }
    let shell = Shell::of(&desk, request.extensions(), request.uri().path());
    let (wants_json, comes_back) = (wants_json(request.headers()), way_back(&request));
    let mut response = next.run(request).await;
    if let Some(failure) = response.extensions_mut().remove::<Failure>() {
        response = match comes_back {
            Some(path) if failure.is_sign_in() && !wants_json => see_other(&path),
            _ => failure.dressed(&shell, wants_json),
        };
    }
    if let Some(cookie) = visit.and_then(|visit| visit.cookie) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// Where a stranger who asked for a page is sent: to sign in, and back here.
fn way_back(request: &Request) -> Option<String> {
    if *request.method() != Method::GET {
        return None;
    }
    let here = request.uri().path_and_query().map_or("/today", |path| path.as_str());
    let query = form_urlencoded::Serializer::new(String::new()).append_pair("next", here).finish();
    Some(format!("/sign-in?{query}"))
}

/// A request that the page makes by itself (polling): it must not keep a session alive.
#[must_use]
pub fn is_quiet(headers: &HeaderMap) -> bool {
    headers.contains_key("x-quiet")
}

pub(crate) fn wants_json(headers: &HeaderMap) -> bool {
    headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).is_some_and(|accept| accept.contains("json"))
}

struct Visitor {
    secret: String,
    cookie: Option<HeaderValue>,
}

/// The visitor of the cookie, or a new one. Nobody where the machine has no randomness: then no form is accepted.
fn visitor(desk: &Desk, headers: &HeaderMap) -> Option<Visitor> {
    let secure = desk.settings().secure_cookies;
    let name = if secure { "__Host-tsunagu-visit" } else { "tsunagu-visit" };
    if let Some(secret) = cookie(headers, name).filter(|secret| looks_like_a_token(secret)) {
        return Some(Visitor { secret, cookie: None });
    }
    let secret = vault::random::token().ok()?.as_str().to_owned();
    let safely = if secure { "; Secure" } else { "" };
    let cookie = HeaderValue::from_str(&format!("{name}={secret}; Path=/; HttpOnly; SameSite=Lax{safely}")).ok();
    Some(Visitor { secret, cookie })
}

fn looks_like_a_token(text: &str) -> bool {
    text.len() == 43 && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
}

/// The value of one cookie of the request.
fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(';'))
        .find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix('=').map(str::to_owned))
}
