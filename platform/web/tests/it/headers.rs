//! Security headers on every answer.

use axum::http::StatusCode;
use office::Settings;

use crate::bench::{CLERK, HERE, Said, Stand, at_a_stand, with_settings};

fn every_kind(stand: &Stand) -> Vec<(StatusCode, Said)> {
    let big = format!("words={}", "a".repeat(web::LIMIT));
    let asset = asset_path(stand, ".css");
    vec![
        (StatusCode::OK, stand.get("/hello", &[])),
        (StatusCode::OK, stand.get("/today", &[CLERK])),
        (StatusCode::OK, stand.get(&asset, &[])),
        (StatusCode::SEE_OTHER, stand.get("/today", &[])),
        (StatusCode::UNAUTHORIZED, stand.post("/echo", &[HERE], "")),
        (StatusCode::FORBIDDEN, stand.post("/echo", &[CLERK, HERE], "words=a")),
        (StatusCode::FORBIDDEN, stand.post("/hello", &[("sec-fetch-site", "cross-site")], "")),
        (StatusCode::NOT_FOUND, stand.get("/nowhere", &[CLERK])),
        (StatusCode::NOT_FOUND, stand.get("/assets/tsunagu.0000000000000000.css", &[])),
        (StatusCode::METHOD_NOT_ALLOWED, stand.post("/today", &[CLERK, HERE], "")),
        (StatusCode::METHOD_NOT_ALLOWED, stand.send("DELETE", "/hello", &[HERE], axum::body::Body::empty())),
        (StatusCode::PAYLOAD_TOO_LARGE, stand.post("/echo", &[CLERK, HERE], &big)),
        (StatusCode::INTERNAL_SERVER_ERROR, stand.get("/trouble/fault", &[CLERK])),
        (StatusCode::INTERNAL_SERVER_ERROR, stand.get("/trouble/panic", &[])),
    ]
}

pub(crate) fn asset_path(stand: &Stand, ending: &str) -> String {
    let page = stand.get("/hello", &[]).body;
    let found = page.split('"').find(|part| part.starts_with("/assets/") && part.ends_with(ending));
    found.unwrap().to_owned()
}

#[test]
fn every_answer_carries_the_security_headers() {
    at_a_stand(|stand| {
        for (status, said) in every_kind(&stand) {
            assert_eq!(said.status, status, "{}", said.body);
            let policy = said.header("content-security-policy");
            for part in [
                "default-src 'none'",
                "script-src 'self'",
                "style-src 'self'",
                "img-src 'self'",
                "font-src 'self'",
                "connect-src 'self'",
                "form-action 'self'",
                "base-uri 'none'",
                "frame-ancestors 'none'",
                "require-trusted-types-for 'script'",
            ] {
                assert!(policy.split(';').any(|have| have.trim() == part), "{status}: {part}");
            }
            assert_eq!(said.header("x-content-type-options"), "nosniff", "{status}");
            assert_eq!(said.header("referrer-policy"), "no-referrer", "{status}");
            assert_eq!(said.header("cross-origin-opener-policy"), "same-origin", "{status}");
            assert_eq!(said.header("cross-origin-resource-policy"), "same-origin", "{status}");
            assert!(said.header("permissions-policy").contains("camera=()"), "{status}");
            for name in ["server", "x-powered-by", "strict-transport-security"] {
                assert_eq!(said.header(name), "", "{status}: {name}");
            }
        }
    });
}

#[test]
fn nothing_but_an_asset_is_kept_by_the_browser() {
    at_a_stand(|stand| {
        for (status, said) in every_kind(&stand) {
            let is_asset = status == StatusCode::OK && said.header("content-type").starts_with("text/css");
            let wanted = if is_asset { "public, max-age=31536000, immutable" } else { "no-store" };
            assert_eq!(said.header("cache-control"), wanted, "{status}");
        }
    });
}

#[test]
fn over_https_the_browser_is_told_to_stay_with_it() {
    let settings = Settings { secure_cookies: true, ..Settings::default() };
    with_settings(&settings, |stand| {
        for (status, said) in every_kind(&stand) {
            assert!(said.header("strict-transport-security").starts_with("max-age=63072000"), "{status}");
        }
        let cookie = stand.get("/hello", &[]).header("set-cookie").to_owned();
        assert!(cookie.starts_with("__Host-tsunagu-visit="), "{cookie}");
        for part in ["Path=/", "HttpOnly", "SameSite=Lax", "Secure"] {
            assert!(cookie.split("; ").any(|have| have == part), "{cookie}: {part}");
        }
    });
}

#[test]
fn no_page_tells_the_version_of_the_program() {
    at_a_stand(|stand| {
        for (status, said) in every_kind(&stand) {
            if !said.header("content-type").starts_with("text/css") {
                assert!(!said.body.contains(env!("CARGO_PKG_VERSION")), "{status}");
            }
        }
    });
}
