//! サインイン中の職員: who stands before the desk, as the session layer found out.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use office::{Actor, Desk, RefusalKind};

use crate::crossing::csrf_token;
use crate::failure::Failure;
use crate::frame::Shell;

/// A live session. The session layer puts it, and the [`Actor`], into the extensions of the request.
#[derive(Debug, Clone)]
pub struct SessionInfo {
    /// The session's public id, as the list of own sessions shows it.
    pub id: String,
    /// What every form of this session carries.
    pub csrf: String,
    /// Seconds until the session ends if nothing happens.
    pub seconds_left: i64,
}

impl SessionInfo {
    /// `token` is the secret of the cookie; only a digest of it goes into pages.
    #[must_use]
    pub fn new(desk: &Desk, id: impl Into<String>, token: &str, seconds_left: i64) -> Self {
        Self { id: id.into(), csrf: csrf_token(desk, token), seconds_left }
    }
}

/// A signed-in member of staff. As an extractor: strangers are sent to sign in.
#[derive(Debug, Clone)]
pub struct Signed {
    pub actor: Actor,
    pub session: SessionInfo,
    pub shell: Shell,
}

impl Signed {
    #[must_use]
    pub fn csrf(&self) -> &str {
        &self.session.csrf
    }
}

/// Somebody, signed in or not.
#[derive(Debug, Clone)]
pub struct Visit {
    pub signed: Option<Signed>,
    pub shell: Shell,
}

impl Visit {
    #[must_use]
    pub fn csrf(&self) -> &str {
        &self.shell.csrf
    }
}

impl FromRequestParts<Desk> for Visit {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, desk: &Desk) -> Result<Self, Self::Rejection> {
        let shell = Shell::of(desk, &parts.extensions, parts.uri.path());
        let signed = match (parts.extensions.get::<Actor>(), parts.extensions.get::<SessionInfo>()) {
            (Some(actor), Some(session)) => {
                Some(Signed { actor: actor.clone(), session: session.clone(), shell: shell.clone() })
            }
            _ => None,
        };
        Ok(Self { signed, shell })
    }
}

impl FromRequestParts<Desk> for Signed {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, desk: &Desk) -> Result<Self, Self::Rejection> {
        let Ok(visit) = Visit::from_request_parts(parts, desk).await;
        visit.signed.ok_or_else(|| Failure::of(RefusalKind::SignIn))
    }
}
