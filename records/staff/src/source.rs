//! 送り元: the address from which a request comes, for slowing guesses down. Never stored or logged as such.

use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::HeaderMap;
use axum::http::request::Parts;

/// The browser's address, if the server tells.
#[derive(Debug, Clone)]
pub(crate) struct Source(pub(crate) Option<String>);

impl<S: Sync> FromRequestParts<S> for Source {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
        Ok(Self(peer.and_then(|peer| behind(peer, &parts.headers)).map(|ip| ip.to_string())))
    }
}

/// A proxy on this machine names the browser in the last place of `X-Forwarded-For`; from elsewhere the header is
/// anybody's word. A proxy that names nobody would make one source of everybody, so then there is none.
fn behind(peer: IpAddr, headers: &HeaderMap) -> Option<IpAddr> {
    if !peer.is_loopback() {
        return Some(peer);
    }
    let line = headers.get_all("x-forwarded-for").iter().next_back()?.to_str().ok()?;
    line.rsplit(',').next()?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn only_a_proxy_on_this_machine_is_believed() {
        let mut headers = HeaderMap::new();
        let (near, far): (IpAddr, IpAddr) = ("127.0.0.1".parse().unwrap(), "198.51.100.7".parse().unwrap());
        assert_eq!(behind(near, &headers), None);
        headers.insert("x-forwarded-for", HeaderValue::from_static("203.0.113.1, 203.0.113.9"));
        assert_eq!(behind(near, &headers), Some("203.0.113.9".parse().unwrap()));
        assert_eq!(behind(far, &headers), Some(far));
        headers.insert("x-forwarded-for", HeaderValue::from_static("<script>"));
        assert_eq!(behind(near, &headers), None);
    }
}
