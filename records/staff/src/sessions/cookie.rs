//! The cookie that carries a session's token.

use axum::http::HeaderMap;
use axum::http::header::COOKIE;
use office::Settings;

/// `__Host-` binds the cookie to this host over HTTPS; browsers refuse it without HTTPS.
fn name(settings: &Settings) -> &'static str {
    if settings.secure_cookies { "__Host-tsunagu" } else { "tsunagu" }
}

fn secure(settings: &Settings) -> &'static str {
    if settings.secure_cookies { "; Secure" } else { "" }
}

/// The token of the request, if it has the shape of one.
#[must_use]
pub(crate) fn from_headers(headers: &HeaderMap, settings: &Settings) -> Option<String> {
    let wanted = name(settings);
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, _)| *name == wanted)
        .map(|(_, token)| token.to_owned())
        .filter(|token| token.len() == 43 && token.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_'))
}

/// `Set-Cookie` for a new session. It ends with the browser; the server ends it earlier.
#[must_use]
pub(crate) fn set(settings: &Settings, token: &vault::random::Token) -> String {
    format!("{}={}; Path=/; HttpOnly; SameSite=Lax{}", name(settings), token.as_str(), secure(settings))
}

/// `Set-Cookie` that takes the cookie away.
#[must_use]
pub(crate) fn cleared(settings: &Settings) -> String {
    format!("{}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0{}", name(settings), secure(settings))
}

/// Whether a `Set-Cookie` line is of this cookie.
#[must_use]
pub(crate) fn is_session(line: &str, settings: &Settings) -> bool {
    line.strip_prefix(name(settings)).is_some_and(|rest| rest.starts_with('='))
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn settings(secure_cookies: bool) -> Settings {
        Settings { secure_cookies, ..Settings::default() }
    }

    fn headers(line: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(COOKIE, HeaderValue::from_str(line).unwrap());
        headers
    }

    #[test]
    fn over_https_the_cookie_is_bound_to_the_host() {
        let token = vault::random::token().unwrap();
        let line = set(&settings(true), &token);
        assert!(line.starts_with("__Host-tsunagu="), "{line}");
        assert!(line.ends_with("; Path=/; HttpOnly; SameSite=Lax; Secure"), "{line}");
        let plain = set(&settings(false), &token);
        assert!(plain.starts_with("tsunagu=") && !plain.contains("Secure"), "{plain}");
    }

    #[test]
    fn what_was_set_is_read_and_what_has_no_shape_of_a_token_is_not() {
        let token = vault::random::token().unwrap();
        let sent = format!("a=b; tsunagu={}; c=d", token.as_str());
        assert_eq!(from_headers(&headers(&sent), &settings(false)).as_deref(), Some(token.as_str()));
        assert_eq!(from_headers(&headers(&sent), &settings(true)), None, "the plain cookie does not count over HTTPS");
        for wrong in ["tsunagu=", "tsunagu=short", "tsunagu", &format!("tsunagu={}", "'".repeat(43))] {
            assert_eq!(from_headers(&headers(wrong), &settings(false)), None, "{wrong}");
        }
    }
}
