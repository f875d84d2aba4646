//! 見知ったブラウザー: a browser from which a member signed in before has a count of tries of its own, so that a stranger
//! who guesses without end cannot keep the member out. It opens nothing and says nothing about anybody.

use axum::http::HeaderMap;
use axum::http::header::COOKIE;
use data_encoding::HEXLOWER;
use office::{Desk, Fault, Settings};

/// Several members share a counter's machine.
const MOST: usize = 8;
const DAYS: i64 = 90;

/// The cookie: a random name of the browser, and a keyed mark for each login that was right here.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct KnownBrowser {
    name: String,
    marks: Vec<String>,
}

fn cookie(settings: &Settings) -> &'static str {
    if settings.secure_cookies { "__Host-tsunagu-known" } else { "tsunagu-known" }
}

fn mark(desk: &Desk, name: &str, login: &str) -> String {
    let key = desk.keys().root().derive("known-browser:v1");
    HEXLOWER.encode(&vault::hmac_chain(&key, name.as_bytes(), login.as_bytes()))
}

impl KnownBrowser {
    pub(crate) fn from_headers(headers: &HeaderMap, settings: &Settings) -> Self {
        let wanted = cookie(settings);
        let value = headers
            .get_all(COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|line| line.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .find(|(name, _)| *name == wanted);
        let mut parts = value.map_or("", |(_, value)| value).split('.');
        let name = parts.next().unwrap_or_default().to_owned();
        if name.len() != 43 {
            return Self::default();
        }
        Self { name, marks: parts.filter(|part| part.len() == 64).take(MOST).map(str::to_owned).collect() }
    }

    /// The name under which the tries for `login` are counted here; none where the login was never right here.
    pub(crate) fn count_for(&self, desk: &Desk, login: &str) -> Option<String> {
        let wanted = mark(desk, &self.name, login);
        let is_known = self.marks.iter().any(|mark| vault::same(mark.as_bytes(), wanted.as_bytes()));
        is_known.then(|| format!("{} {login}", self.name))
    }

    /// `Set-Cookie` after `login` was right here.
    pub(crate) fn knowing(mut self, desk: &Desk, login: &str) -> Result<String, Fault> {
        if self.name.is_empty() {
            let fresh = vault::random::token().map_err(|e| Fault::other(e.to_string()))?;
            fresh.as_str().clone_into(&mut self.name);
        }
        let new = mark(desk, &self.name, login);
        self.marks.retain(|mark| *mark != new);
        self.marks.insert(0, new);
        self.marks.truncate(MOST);
        let settings = desk.settings();
        let secure = if settings.secure_cookies { "; Secure" } else { "" };
        let (name, marks, seconds) = (self.name, self.marks.join("."), DAYS * 24 * 3600);
        Ok(format!("{}={name}.{marks}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}", cookie(settings)))
    }
}
