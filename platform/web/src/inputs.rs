//! 受け取る値: extractors that answer in Japanese.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use office::Refusal;
use serde::de::DeserializeOwned;

use crate::body::Pairs;
use crate::failure::Failure;

/// The fields of a posted form. For repeated fields take [`Pairs`].
#[derive(Debug, Clone)]
pub struct Form<T>(pub T);

/// The query of the address. What cannot be read is as if it were not there at all: 404.
#[derive(Debug, Clone)]
pub struct Query<T>(pub T);

/// The variable parts of the path.
#[derive(Debug, Clone)]
pub struct Path<T>(pub T);

fn of_pairs<T: DeserializeOwned>(pairs: &Pairs) -> Option<T> {
    serde_urlencoded::from_str(&pairs.encoded()).ok()
}

impl<S: Sync, T: DeserializeOwned> FromRequestParts<S> for Form<T> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let pairs = parts.extensions.get::<Pairs>().cloned().unwrap_or_default();
        of_pairs(&pairs).map(Form).ok_or_else(|| {
            Refusal::rule("送られた内容に足りないところがあります。前の画面に戻って開き直し、もう一度送ってください。")
                .into()
        })
    }
}

impl<S: Sync, T: DeserializeOwned> FromRequestParts<S> for Query<T> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let pairs = Pairs::parse(parts.uri.query().unwrap_or_default().as_bytes());
        of_pairs(&pairs).map(Query).ok_or_else(|| Refusal::not_there().into())
    }
}

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for Path<T> {
    type Rejection = Failure;

    #[expect(clippy::disallowed_types, reason = "this is what the rest of the program uses instead")]
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        let found = axum::extract::Path::<T>::from_request_parts(parts, state).await;
        found.map(|path| Path(path.0)).map_err(|_| Refusal::not_there().into())
    }
}

/// A path of this site to go on to, or the first page: nobody is led away by a link.
#[must_use]
pub fn safe_next(path: &str) -> &str {
    let inside = path.starts_with('/') && !path.starts_with("//") && !path.starts_with("/\\");
    if inside && !path.chars().any(char::is_control) { path } else { "/today" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_of_this_site_are_gone_on_to() {
        assert_eq!(safe_next("/cases/cas_1?a=1#b"), "/cases/cas_1?a=1#b");
        for path in ["", "//evil.example", "/\\evil.example", "https://evil.example", "javascript:x", "/a\r\nb", "a"] {
            assert_eq!(safe_next(path), "/today", "{path:?}");
        }
    }
}
