//! Style and script: served under the address of their content, and nothing in them reaches outside.

use std::collections::BTreeMap;

use axum::http::StatusCode;

use crate::bench::{Stand, at_a_stand};
use crate::headers::asset_path;

fn body(stand: &Stand, ending: &str) -> String {
    let said = stand.get(&asset_path(stand, ending), &[]);
    assert_eq!(said.status, StatusCode::OK);
    said.body
}

#[test]
fn style_and_script_name_no_other_place_and_make_no_html() {
    at_a_stand(|stand| {
        let (css, js) = (body(&stand, ".css"), body(&stand, ".js"));
        for text in ["http://", "https://", "url(", "@import", "//cdn"] {
            assert!(!css.contains(text) && !js.contains(text), "{text}");
        }
        for sink in [
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
            "eval(",
            "new Function",
            "srcdoc",
            ".style",
        ] {
            assert!(!js.contains(sink), "{sink}");
        }
        let svg = body(&stand, ".svg");
        assert!(!svg.contains("script"));
    });
}

#[test]
fn the_address_of_an_asset_is_made_of_its_content() {
    at_a_stand(|stand| {
        let path = asset_path(&stand, ".css");
        let digest = vault::hash_token(&body(&stand, ".css"));
        assert_eq!(path, format!("/assets/tsunagu.{}.css", &digest[..16]));
    });
}

type Tokens = BTreeMap<String, [f64; 3]>;

fn tokens(css: &str) -> Tokens {
    let root = css.split(":root {").nth(1).unwrap().split('}').next().unwrap();
    let pairs = root.split(';').filter_map(|line| line.trim().strip_prefix("--")?.split_once(": #"));
    let part = |hex: &str, at: usize| f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0;
    pairs.map(|(name, hex)| (name.to_owned(), [part(hex, 0), part(hex, 2), part(hex, 4)])).collect()
}

/// WCAG 2.2: relative luminance and contrast.
fn contrast(a: [f64; 3], b: [f64; 3]) -> f64 {
    let linear = |part: f64| if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) };
    let light = |c: [f64; 3]| 0.2126 * linear(c[0]) + 0.7152 * linear(c[1]) + 0.0722 * linear(c[2]);
    let (a, b) = (light(a), light(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn the_colours_are_far_enough_apart() {
    at_a_stand(|stand| {
        let tokens = tokens(&body(&stand, ".css"));
        let pairs: &[(f64, &str, &[&str])] = &[
            (7.0, "ink", &["ground", "desk", "key-tint", "link-tint", "danger-tint", "attention-tint", "waiting-tint"]),
            (7.0, "second", &["ground", "desk"]),
            (4.5, "link", &["ground", "desk", "link-tint", "key-tint"]),
            (4.5, "key", &["ground", "key-tint"]),
            (4.5, "danger", &["ground", "danger-tint"]),
            (4.5, "attention", &["attention-tint"]),
            (4.5, "waiting", &["waiting-tint"]),
            (3.0, "edge", &["ground", "desk"]),
        ];
        for (least, front, backs) in pairs {
            for back in *backs {
                let measured = contrast(tokens[*front], tokens[*back]);
                assert!(measured >= *least, "{front} on {back}: {measured:.2} < {least}");
            }
        }
    });
}
