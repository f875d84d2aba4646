//! いちばん外側: what holds for every answer: security headers, foreign origins, the body limit, panics, the log line.

use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::task::Poll;

use axum::Router;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use office::{Desk, Refusal};

use crate::assets;
use crate::body;
use crate::crossing::{is_safe, wants_json};
use crate::failure::Failure;
use crate::frame::Shell;

/// Puts the outermost layers around the whole program.
pub fn shell(desk: &Desk, router: Router) -> Router {
    router
        .layer(middleware::from_fn(body::take))
        .layer(middleware::from_fn_with_state(desk.clone(), same_origin))
        .layer(middleware::from_fn_with_state(desk.clone(), dressed))
        .layer(middleware::from_fn(logged))
        .layer(middleware::from_fn_with_state(desk.clone(), headed))
}

/// Keeps the text of a panic, which could be content, out of the log: only the place is told.
pub fn quiet_panics() {
    std::panic::set_hook(Box::new(|info| {
        let place = info.location().map_or_else(String::new, |at| format!("{}:{}", at.file(), at.line()));
        tracing::error!(place, "panic");
    }));
}

/// Refuses what another site sends. Where the browser says nothing (plain http within a closed network), the token decides.
async fn same_origin(State(desk): State<Desk>, request: Request, next: Next) -> Response {
    if is_safe(request.method()) || comes_from_here(request.headers(), desk.settings().secure_cookies) {
        return next.run(request).await;
    }
    Failure::from(Refusal::not_allowed(
        "ほかの場所から送られたため、受け付けていません。つなぐの画面からお進みください。",
    ))
    .into_response()
}

fn comes_from_here(headers: &HeaderMap, https: bool) -> bool {
    let text = |name: &HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    if let Some(site) = text(&HeaderName::from_static("sec-fetch-site")) {
        return site == "same-origin";
    }
    match text(&header::ORIGIN) {
        // A browser that is told to send no referrer sends "null" with its own forms, too.
        None | Some("null") => !https,
        Some(origin) => {
            let host = origin.split_once("://").map(|(_, host)| host);
            host.is_some() && host == text(&header::HOST)
        }
    }
}

/// Catches panics, and dresses what the layers outside the session refused.
async fn dressed(State(desk): State<Desk>, request: Request, next: Next) -> Response {
    let shell = Shell::of(&desk, request.extensions(), request.uri().path());
    let json = wants_json(request.headers());
    let mut running = Box::pin(next.run(request));
    let caught = poll_fn(|cx| match catch_unwind(AssertUnwindSafe(|| running.as_mut().poll(cx))) {
        Ok(poll) => poll.map(Ok),
        Err(_) => Poll::Ready(Err(())),
    });
    let mut response = match caught.await {
        Ok(response) => response,
        Err(()) => Failure::broken("a panic was caught").into_response(),
    };
    match response.extensions_mut().remove::<Failure>() {
        Some(failure) => failure.dressed(&shell, json),
        None => response,
    }
}

/// One line for each request: never an address with its query, never a body.
async fn logged(request: Request, next: Next) -> Response {
    let began = std::time::Instant::now();
    let method = request.method().clone();
    let path = request.extensions().get::<MatchedPath>().map_or("-".to_owned(), |path| path.as_str().to_owned());
    let response = next.run(request).await;
    let (status, ms) = (response.status().as_u16(), began.elapsed().as_millis());
    let reference = response.headers().get("x-reference").and_then(|value| value.to_str().ok()).unwrap_or("-");
    tracing::info!(%method, path, status, ms, reference, "request");
    response
}

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; \
    connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

const HEADERS: &[(&str, &str)] = &[
    ("content-security-policy", POLICY),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    (
        "permissions-policy",
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), \
         microphone=(), midi=(), payment=(), usb=()",
    ),
    ("x-frame-options", "DENY"),
];

/// The headers of every answer, also of refusals and faults.
async fn headed(State(desk): State<Desk>, request: Request, next: Next) -> Response {
    let asset = request.uri().path().starts_with(assets::FOLDER);
    let mut response = next.run(request).await;
    let kept = asset && response.status().is_success();
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    let keep = if kept { "public, max-age=31536000, immutable" } else { "no-store" };
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(keep));
    if desk.settings().secure_cookies {
        let always = HeaderValue::from_static("max-age=63072000; includeSubDomains");
        headers.insert(header::STRICT_TRANSPORT_SECURITY, always);
    }
    response
}
