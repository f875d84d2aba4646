//! The headers that every answer carries, looked at on every answer that any test of this program gets.

use axum::http::{HeaderMap, StatusCode};

/// Name, and what its value holds.
const ALWAYS: &[(&str, &str)] = &[
    ("content-security-policy", "default-src 'none'"),
    ("content-security-policy", "frame-ancestors 'none'"),
    ("content-security-policy", "require-trusted-types-for 'script'"),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=()"),
];

/// Stops the test where an answer, whatever its status, lacks a header or tells what it runs on.
pub fn complete(path: &str, status: StatusCode, headers: &HeaderMap) {
    let value = |name: &str| headers.get(name).and_then(|v| v.to_str().ok()).unwrap_or_default();
    for (name, has) in ALWAYS {
        assert!(value(name).contains(has), "{path} ({status}): {name} is {:?}", value(name));
    }
    let kept = path.starts_with("/assets/") && status.is_success();
    assert_eq!(value("cache-control") == "no-store", !kept, "{path} ({status}): {:?}", value("cache-control"));
    for name in ["server", "x-powered-by"] {
        assert!(headers.get(name).is_none(), "{path} ({status}) tells {name}");
    }
    for cookie in headers.get_all("set-cookie") {
        let cookie = cookie.to_str().unwrap_or_default();
        assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{path}: {cookie}");
    }
}
