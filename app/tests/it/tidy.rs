//! The rules of the house as failing tests.

use crate::source::{files, root, rust, without_tests};

#[test]
fn no_file_is_longer_than_five_hundred_lines() {
    let long: Vec<String> = rust()
        .into_iter()
        .filter(|(path, text)| !path.contains("/tests/") && without_tests(text).lines().count() > 500)
        .map(|(path, _)| path)
        .collect();
    assert!(long.is_empty(), "{long:#?}");
}

#[test]
fn the_median_file_is_about_a_hundred_lines() {
    let mut sizes: Vec<usize> =
        rust().iter().filter(|(p, _)| !p.contains("/tests/")).map(|(_, t)| t.lines().count()).collect();
    sizes.sort_unstable();
    let (median, p90) = (sizes[sizes.len() / 2], sizes[sizes.len() * 9 / 10]);
    assert!(median <= 140, "median {median}");
    assert!(p90 <= 320, "p90 {p90}");
}

#[test]
fn only_the_database_crate_names_the_engines() {
    for (path, text) in rust() {
        if path.starts_with("platform/db/") || path.starts_with("app/tests/it/") {
            continue;
        }
        assert!(!text.contains("rusqlite::") && !text.contains("postgres::"), "{path}");
    }
}

#[test]
fn the_rules_of_a_capability_know_neither_database_nor_page() {
    let rules: Vec<_> = rust()
        .into_iter()
        .filter(|(p, _)| p.ends_with("/rules.rs") || p.ends_with("/baton.rs"))
        .filter(|(p, _)| (p.starts_with("work/") || p.starts_with("records/")) && !p.contains("/store/"))
        .collect();
    assert!(rules.len() >= 4, "{}", rules.len());
    for (path, text) in rules {
        let text = without_tests(&text);
        for word in ["use db::", "db::Reader", "use web", "web::", "axum", ".now()", "Timestamp::now"] {
            assert!(!text.contains(word), "{path} uses {word}");
        }
    }
}

#[test]
fn nothing_switches_escaping_off_and_no_template_holds_script_style_or_foreign_addresses() {
    for (path, text) in files("platform", ".html")
        .into_iter()
        .chain(files("records", ".html"))
        .chain(files("work", ".html"))
        .chain(files("app", ".html"))
    {
        for word in
            ["|safe", "| safe", "<style", " style=", "javascript:", "http://", "https://", " onclick", " onload"]
        {
            assert!(!text.contains(word), "{path} holds {word}");
        }
        let inline =
            text.match_indices("<script").any(|(at, _)| !text[at..].lines().next().is_some_and(|l| l.contains("src=")));
        assert!(!inline, "{path} holds an inline script");
    }
    for (path, text) in rust() {
        assert!(!text.contains("escape = \"none\""), "{path}");
    }
}

#[test]
fn every_statement_is_static_and_no_crate_has_rules_of_its_own() {
    for (path, text) in rust() {
        if path.contains("/tests/") || path.contains("/benches/") {
            continue;
        }
        // The database takes `&'static str` alone: nothing may be made static that was not written so.
        for word in [concat!(".le", "ak("), concat!("Box::le", "ak")] {
            assert!(!text.contains(word), "{path} holds {word}");
        }
    }
    let crates = files("", "Cargo.toml");
    assert!(crates.len() > 10, "{}", crates.len());
    for (path, text) in crates.iter().filter(|(path, _)| path != "Cargo.toml") {
        assert!(text.contains("[lints]\nworkspace = true"), "{path} has lints of its own");
    }
    let whole = crates.iter().find(|(path, _)| path == "Cargo.toml").map(|(_, text)| text.as_str()).unwrap_or_default();
    assert!(whole.contains("unsafe_code = \"forbid\""));
}

#[test]
fn no_file_speaks_of_where_it_was_made() {
    // Written apart so that this test does not find itself.
    let words = [concat!("/wo", "rk/"), concat!("TO", "DO"), concat!("FIX", "ME"), concat!("/tmp/", "brief")];
    let mut wrong = Vec::new();
    for ending in [".rs", ".md", ".html", ".yaml", ".toml", ".mjs", ".sql", ".tsv", ".css", ".js"] {
        for (path, text) in files("", ending) {
            wrong.extend(words.iter().filter(|w| text.contains(**w)).map(|w| format!("{path} holds {w}")));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn decisions_are_numbered_once_and_without_gaps() {
    let mut numbers: Vec<u32> = std::fs::read_dir(root().join("docs/adr"))
        .expect("folder")
        .filter_map(|e| e.expect("entry").file_name().into_string().ok())
        .map(|name| name[..4].parse().expect("a decision begins with its number"))
        .collect();
    numbers.sort_unstable();
    let expected: Vec<u32> = (1..=u32::try_from(numbers.len()).expect("few")).collect();
    assert_eq!(numbers, expected);
}

#[test]
fn every_module_says_what_it_is_for() {
    let silent: Vec<String> = rust()
        .into_iter()
        .filter(|(path, text)| !path.contains("tests") && !text.trim_start().starts_with("//!"))
        .map(|(path, _)| path)
        .collect();
    assert!(silent.is_empty(), "{silent:#?}");
}
