//! The words of the screen: no sentence that narrows a person's rights, no half-width kana, the glossary's spelling.

use crate::source::{files, literals, rust, without_tests};

/// Never on a screen, a form or a print.
const NARROWING: &[&str] = &[
    "対象外です",
    "受給できません",
    "申請できません",
    "申請はできません",
    "資格がありません",
    "該当しないため",
    "却下します",
    "受給できます",
];

/// Spelt one way (docs/glossary.md, "say / don't say").
const SPELLING: &[(&str, &str)] = &[
    ("繋ぐ", "つなぐ"),
    ("繋ぎ", "つなぎ"),
    ("下さい", "ください"),
    ("出来ます", "できます"),
    ("出来ません", "できません"),
    ("入力エラー", "まだ聞いていない、直してください"),
    ("不正な", "具体的に何が違うか"),
    ("アサイン", "担当"),
    ("クライアント", "本人"),
];

fn shown() -> Vec<(String, String)> {
    let mut texts: Vec<(String, String)> =
        ["platform", "records", "work", "app"].iter().flat_map(|folder| files(folder, ".html")).collect();
    texts.extend(
        files("rules", ".yaml")
            .into_iter()
            .filter(|(p, _)| p.starts_with("rules/codes") || p.starts_with("rules/roles")),
    );
    for (path, text) in rust() {
        if path.contains("/tests/")
            || path.ends_with("_tests.rs")
            || path.starts_with("work/noticing")
            || path.starts_with("work/benefits")
        {
            continue;
        }
        texts.push((path, literals(without_tests(&text)).join("\n")));
    }
    texts
}

#[test]
fn no_sentence_narrows_a_persons_rights() {
    for (path, text) in shown() {
        for word in NARROWING {
            assert!(!text.contains(word), "{path} says {word}");
        }
    }
}

#[test]
fn words_are_spelt_as_the_glossary_spells_them() {
    for (path, text) in shown() {
        for (wrong, right) in SPELLING {
            assert!(!text.contains(wrong), "{path} says {wrong}; the glossary says {right}");
        }
    }
}

#[test]
fn no_half_width_kana_on_any_page() {
    for (path, text) in shown().into_iter().filter(|(p, _)| p.ends_with(".html")) {
        let found: Vec<char> = text.chars().filter(|c| ('\u{FF61}'..='\u{FF9F}').contains(c)).collect();
        assert!(found.is_empty(), "{path}: {found:?}");
    }
}

/// The names under which forms keep drafts: each form says its own, in Rust or in its page.
fn drafted_forms() -> Vec<String> {
    let between = |text: &str, start: &str| -> Vec<String> {
        let found = text.split(start).skip(1).filter_map(|rest| rest.split('"').next());
        found.filter(|name| !name.contains('/')).map(str::to_owned).collect()
    };
    let mut forms: Vec<String> = rust()
        .into_iter()
        .filter(|(path, _)| !path.contains("/tests/"))
        .flat_map(|(_, text)| between(&text, "const FORM: &str = \""))
        .collect();
    for folder in ["platform", "records", "work", "app"] {
        for (_, text) in files(folder, ".html") {
            forms.extend(between(&text, "draft_fields(\""));
        }
    }
    forms.sort();
    forms.dedup();
    forms
}

#[test]
fn every_form_that_keeps_a_draft_has_its_name_on_today() {
    let mut named: Vec<String> = app::drafts::FORMS.iter().map(|(form, _)| (*form).to_owned()).collect();
    named.sort();
    assert_eq!(drafted_forms(), named);
}
