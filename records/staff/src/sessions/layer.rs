//! The layer around every route: who stands before the desk, found out from the cookie, on each request anew.

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, Method, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use db::{Reader, Writer};
use office::{Actor, AgencyId, Desk, Grants, Instant, May, Reach, StaffId, Trouble, drafts};
use web::{Failure, Pairs, SessionInfo};

use super::{Limits, Session, Standing, Strength, cookie, rules, standing, store};
use crate::members::{self, Standing as Account};

/// Puts the session layer around the routes: `web::shell(&desk, session_layer(&desk, doors.into_router(&desk)))`.
pub fn session_layer(desk: &Desk, router: Router) -> Router {
    router.layer(middleware::from_fn_with_state(desk.clone(), resolve))
}

/// The password was right; the code of the second factor is still to come.
#[derive(Debug, Clone)]
pub(crate) struct HalfSigned {
    pub(crate) staff: StaffId,
    pub(crate) agency: AgencyId,
    pub(crate) token_hash: String,
}

/// The session of this request, for the pages of one's own sign-in.
#[derive(Debug, Clone)]
pub(crate) struct Current {
    pub(crate) session: Session,
    /// Only the second factor can be set up as yet.
    pub(crate) is_bare: bool,
}

/// Where someone whose second factor is still to be set up may go.
const SET_UP: &str = "/account/second-factor";
const OPEN_WHILE_BARE: &[&str] = &[SET_UP, "/sign-out", "/sign-in", "/session/state", "/session/stay"];

async fn resolve(State(desk): State<Desk>, request: Request, next: Next) -> Response {
    let token = cookie::from_headers(request.headers(), desk.settings());
    let Some(token) = token.filter(|_| !request.uri().path().starts_with("/assets/")) else {
        return next.run(request).await;
    };
    match met(&desk, vault::hash_token(&token)).await {
        Ok(None) => next.run(request).await,
        Ok(Some((session, account))) => match standing(&session, Limits::from(desk.settings()), desk.now()) {
            Standing::Live { .. } if account.is_active => live(&desk, (session, account), &token, request, next).await,
            _ => over(&desk, (session, account), &token, request, next).await,
        },
        Err(trouble) => Failure::from(trouble).into_response(),
    }
}

/// The session behind the token and the member's account as it is now.
async fn met(desk: &Desk, token_hash: String) -> Result<Option<(Session, Account)>, Trouble> {
    let own = desk.clone();
    desk.db()
        .read(move |reader: &mut Reader<'_>| {
            let Some(session) = store::find(reader, own.municipality(), &token_hash)? else { return Ok(None) };
            let account = members::account(reader, &own, &session.staff)?;
            Ok(account.map(|account| (session, account)))
        })
        .await
}

async fn live(
    desk: &Desk,
    (mut session, account): (Session, Account),
    token: &str,
    mut request: Request,
    next: Next,
) -> Response {
    let half = session.strength == Strength::Password;
    if half && account.second_factor {
        let (staff, agency) = (account.actor.staff, account.actor.agency);
        request.extensions_mut().insert(HalfSigned { staff, agency, token_hash: session.token_hash });
        return next.run(request).await;
    }
    let now = desk.now();
    if rules::is_to_be_touched(&session, now) && !is_background(&request) {
        if let Err(trouble) = touched(desk, session.clone(), now).await {
            return Failure::from(trouble).into_response();
        }
        session.seen_at = now;
    }
    let is_bare = half && !desk.settings().demo;
    if is_bare && !OPEN_WHILE_BARE.contains(&request.uri().path()) {
        return see_other(SET_UP);
    }
    let actor = if is_bare { bare(account.actor) } else { account.actor };
    let seconds_left = match standing(&session, Limits::from(desk.settings()), now) {
        Standing::Live { seconds_left } => seconds_left,
        _ => 0,
    };
    let extensions = request.extensions_mut();
    extensions.insert(SessionInfo::new(desk, public_id(&session), token, seconds_left));
    extensions.insert(Current { session, is_bare });
    extensions.insert(actor);
    next.run(request).await
}

/// How a session is named in pages: enough of the hash to tell one's own sessions apart.
pub(crate) fn public_id(session: &Session) -> String {
    session.token_hash.chars().take(16).collect()
}

async fn touched(desk: &Desk, session: Session, now: Instant) -> Result<(), Trouble> {
    let own = desk.clone();
    desk.db()
        .write(move |writer: &mut Writer<'_>| store::touch(writer, own.municipality(), &session, now))
        .await
        .map_err(Trouble::from)
}

/// What a script asks by itself (counts, the time left) is no sign that anybody is there; what it sends is.
fn is_background(request: &Request) -> bool {
    *request.method() == Method::GET && (is_by_script(request) || request.uri().path() == "/session/state")
}

fn is_by_script(request: &Request) -> bool {
    let dest = request.headers().get(HeaderName::from_static("sec-fetch-dest"));
    dest.is_some_and(|value| value == "empty")
}

/// The same person with leave for nothing but their own sign-in.
fn bare(mut actor: Actor) -> Actor {
    let mut grants = Grants::default();
    grants.add(May::ManageOwnSignIn, Reach::Tied);
    actor.grants = grants;
    actor
}

/// A session that is over. What was typed into it is kept as a draft of the same person.
async fn over(
    desk: &Desk,
    (session, account): (Session, Account),
    token: &str,
    request: Request,
    next: Next,
) -> Response {
    let pairs = request.extensions().get::<Pairs>().cloned().unwrap_or_default();
    let which = pairs.which_draft().filter(|_| account.is_active && session.strength_was_enough(&account, desk));
    let is_own = vault::same(pairs.one("csrf").as_bytes(), web::csrf_token(desk, token).as_bytes());
    let by_script = is_by_script(&request);
    let Some(which) = which.filter(|_| *request.method() == Method::POST && is_own) else {
        let mut response = next.run(request).await;
        say_ended(&mut response);
        // A page that is still open goes on keeping its draft under the old name: only a person's step ends that.
        if !by_script {
            forget(desk, &mut response);
        }
        return response;
    };
    match drafts::keep(desk, &account.actor, which, pairs.to_keep()).await {
        Ok(version) if by_script => {
            let said = serde_json::json!({ "saved_at": desk.now().time_of_day(), "version": version, "over": true });
            ([(header::CONTENT_TYPE, "application/json")], said.to_string()).into_response()
        }
        Ok(_) => {
            let mut response = see_other(&sign_in_again(pairs.draft_page()));
            forget(desk, &mut response);
            response
        }
        Err(trouble) => Failure::from(trouble).into_response(),
    }
}

impl Session {
    /// Whether the session had come through all factors before it ended.
    fn strength_was_enough(&self, account: &Account, desk: &Desk) -> bool {
        self.strength == Strength::TwoFactor || (desk.settings().demo && !account.second_factor)
    }
}

fn sign_in_again(page: &str) -> String {
    let query = form_urlencoded::Serializer::new(String::new()).append_pair("next", page).finish();
    format!("/sign-in?kept=1&{query}")
}

/// Whoever is sent to sign in learns why.
fn say_ended(response: &mut Response) {
    let to = response.headers().get(header::LOCATION).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if to.starts_with("/sign-in?next=")
        && let Ok(value) = HeaderValue::from_str(&format!("{to}&ended=1"))
    {
        response.headers_mut().insert(header::LOCATION, value);
    }
}

fn forget(desk: &Desk, response: &mut Response) {
    // A new session that this very request opened keeps its cookie.
    let has_new = response
        .headers()
        .get_all(header::SET_COOKIE)
        .iter()
        .any(|value| value.to_str().is_ok_and(|line| cookie::is_session(line, desk.settings())));
    if !has_new && let Ok(value) = HeaderValue::from_str(&cookie::cleared(desk.settings())) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}

fn see_other(path: &str) -> Response {
    web::redirect(path).unwrap_or_else(IntoResponse::into_response)
}
