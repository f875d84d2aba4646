//! 送られた内容: reads a request's body once, within a limit, and keeps the fields of a form.

use axum::body::{Body, Bytes};
use axum::extract::{FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use std::time::Duration;

use crate::crossing::is_safe;
use crate::failure::Failure;

/// At most so many bytes are taken in one request.
pub const LIMIT: usize = 1024 * 1024;

/// A body that has not arrived by then is given up, so that slow senders hold nothing.
const PATIENCE: Duration = Duration::from_secs(30);

/// The fields of a form in the order in which they were sent, several of one name included. Line ends are `\n`;
/// control characters other than line end and tab, which nobody types, are left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pairs(pub Vec<(String, String)>);

impl Pairs {
    #[must_use]
    pub fn parse(bytes: &[u8]) -> Self {
        Self(form_urlencoded::parse(bytes).map(|(name, value)| (clean(&name), clean(&value))).collect())
    }

    /// The first field of that name.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The first field of that name, or nothing typed.
    #[must_use]
    pub fn one(&self, name: &str) -> &str {
        self.find(name).unwrap_or_default()
    }

    /// All fields of that name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub(crate) fn encoded(&self) -> String {
        form_urlencoded::Serializer::new(String::new()).extend_pairs(&self.0).finish()
    }
}

fn clean(text: &str) -> String {
    let lines = text.replace("\r\n", "\n").replace('\r', "\n");
    lines.chars().filter(|letter| !letter.is_control() || matches!(letter, '\n' | '\t')).collect()
}

impl<S: Sync> FromRequestParts<S> for Pairs {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        Ok(parts.extensions.get::<Pairs>().cloned().unwrap_or_default())
    }
}

/// Takes the body in before anything else looks at it.
pub(crate) async fn take(request: Request, next: Next) -> Response {
    if is_safe(request.method()) {
        return next.run(request).await;
    }
    let (mut parts, body) = request.into_parts();
    match read(body).await {
        Ok(bytes) => {
            if is_form(&parts.headers) {
                parts.extensions.insert(Pairs::parse(&bytes));
            }
            next.run(Request::from_parts(parts, Body::from(bytes))).await
        }
        Err(failure) => failure.into_response(),
    }
}

async fn read(body: Body) -> Result<Bytes, Failure> {
    let collected = tokio::time::timeout(PATIENCE, Limited::new(body, LIMIT).collect()).await;
    let too_slow = || Failure::plain(StatusCode::REQUEST_TIMEOUT, "送信が途中で止まりました。もう一度送ってください。");
    match collected.map_err(|_| too_slow())? {
        Ok(collected) => Ok(collected.to_bytes()),
        Err(error) if error.is::<LengthLimitError>() => Err(Failure::plain(
            StatusCode::PAYLOAD_TOO_LARGE,
            "一度に送れる量(およそ10万字)を超えています。前の画面に戻り、分けて保存してください。",
        )),
        Err(_) => Err(Failure::plain(StatusCode::BAD_REQUEST, "送信が途中で切れました。もう一度送ってください。")),
    }
}

fn is_form(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    kind.to_ascii_lowercase().starts_with("application/x-www-form-urlencoded")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_keep_their_order_and_their_repetition() {
        let pairs = Pairs::parse("concern=1&concern=4&words=a%0D%0Ab%00c+%E9%AB%99".as_bytes());
        assert_eq!(pairs.all("concern").collect::<Vec<_>>(), ["1", "4"]);
        assert_eq!(pairs.one("words"), "a\nbc 髙");
        assert_eq!(pairs.one("absent"), "");
        assert_eq!(Pairs::parse(pairs.encoded().as_bytes()), pairs);
    }

    #[test]
    fn bytes_that_are_no_text_are_still_read() {
        assert_eq!(Pairs::parse(b"a=%ff%zz&=&&b").one("a"), "\u{fffd}%zz");
    }
}
