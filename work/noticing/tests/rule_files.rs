//! 規則ファイルの確かめ: an officer's mistakes are told, and a change shows what it does.

use noticing::{EMBEDDED, Issue, Part, Rules, Urgency, compare, labelled};
use std::collections::BTreeSet;

/// The built-in files with one of them changed.
fn with(name: &str, change: impl Fn(&str) -> String) -> Vec<(&str, String)> {
    EMBEDDED
        .iter()
        .map(|(file, content)| {
            let content = if *file == name { change(content) } else { (*content).to_owned() };
            (*file, content)
        })
        .collect()
}

fn parse(files: &[(&str, String)]) -> Result<Rules, Vec<noticing::Mistake>> {
    let files: Vec<(&str, &str)> = files.iter().map(|f| (f.0, f.1.as_str())).collect();
    Rules::parse(&files)
}

#[cfg(test)]
fn told(files: &[(&str, String)]) -> String {
    match parse(files) {
        Ok(_) => panic!("no mistake was told"),
        Err(mistakes) => mistakes.iter().map(|m| format!("{}|{}|{}\n", m.file, m.rule, m.sentence)).collect(),
    }
}

#[test]
fn every_rule_has_a_sentence_a_source_a_date_and_an_id_of_its_own() {
    let rules = Rules::embedded().unwrap();
    let mut ids = BTreeSet::new();
    for card in rules.cards() {
        assert!(ids.insert(card.id.to_owned()), "{}", card.id);
        assert!(card.because.ends_with('。') && !card.source.is_empty());
        assert_eq!(card.valid_from.len(), 10);
        assert!(card.version >= 1);
    }
}

#[test]
fn every_issue_has_a_rule_and_sentences_on_both_sides() {
    let rules = Rules::embedded().unwrap();
    let sentences = labelled().unwrap();
    for issue in Issue::ALL {
        assert!(rules.cards().any(|c| c.issues.contains(issue)), "{issue:?}");
        let count = sentences.iter().filter(|s| s.issues.contains(issue)).count();
        assert!(count >= 8, "{issue:?} {count}");
    }
}

#[test]
fn the_sentences_are_many_and_a_third_is_held_out() {
    let sentences = labelled().unwrap();
    assert!(sentences.len() >= 450);
    assert!(sentences.iter().filter(|s| s.issues.is_empty()).count() >= 80);
    let held = sentences.iter().filter(|s| s.part() == Part::HeldOut).count();
    assert!((held * 3).abs_diff(sentences.len()) < sentences.len() / 8);
    let texts: BTreeSet<_> = sentences.iter().map(|s| &s.text).collect();
    assert_eq!(texts.len(), sentences.len());
}

#[test]
fn a_line_that_cannot_be_read_is_told_with_its_number() {
    let files = with("debt.yaml", |c| c.replacen("because:", "becuase:", 1));
    let told = told(&files);
    assert!(told.contains("debt.yaml||") && told.contains("行目"), "{told}");
}

#[test]
fn a_wrong_phrase_is_told_with_its_rule() {
    for (wrong, sentence) in
        [("(借金", "かっこ"), ("{知らない組}", "words.yaml"), ("[円=3]", "数の条件"), ("借金.*", "使えない記号")]
    {
        let files =
            with("debt.yaml", |c| c.replacen("    phrases:\n", &format!("    phrases:\n      - \"{wrong}\"\n"), 1));
        let told = told(&files);
        assert!(told.contains("debt.yaml|debt.") && told.contains(sentence), "{wrong}: {told}");
    }
}

#[test]
fn a_missing_file_an_unknown_sign_and_a_repeated_id_are_told() {
    let without: Vec<(&str, String)> = with("", str::to_owned).into_iter().filter(|f| f.0 != "context.yaml").collect();
    assert!(told(&without).contains("context.yaml||このファイルがありません。"));
    let unknown = with("homeless.yaml", |c| c.replace("no_shelter", "no_such_sign"));
    assert!(told(&unknown).contains("danger.yaml にありません"));
    let twice = with("debt.yaml", |c| {
        let rule = "  - id: debt.twice\n    because: \"例です。\"\n    phrases: [\"例\"]\n";
        format!("{}\n{rule}{rule}", c.trim_end())
    });
    assert!(told(&twice).contains("debt.twice|同じ id"));
}

#[test]
fn the_same_rules_change_nothing() {
    let rules = Rules::embedded().unwrap();
    let change = compare(rules, rules).unwrap();
    assert!(change.better.is_empty() && change.worse.is_empty() && change.other.is_empty());
}

#[test]
fn taking_rules_away_shows_the_sentences_that_get_worse() {
    let old = Rules::embedded().unwrap();
    let files = with("debt.yaml", |_| {
        "issue: debt\nsource: \"例\"\nvalid_from: \"2026-04-01\"\nversion: 2\nrules: []\n".to_owned()
    });
    let new = parse(&files).unwrap();
    let change = compare(old, &new).unwrap();
    assert!(change.worse.len() > change.better.len());
    let lost = change.worse.iter().find(|c| c.labelled.0.contains(&Issue::Debt)).unwrap();
    assert!(lost.before.0.contains(&Issue::Debt) && !lost.after.0.contains(&Issue::Debt));
}

#[test]
fn an_officer_s_new_phrase_is_found_at_once() {
    let files = with("debt.yaml", |c| {
        format!(
            "{}\n  - id: debt.new\n    because: \"例です。\"\n    urgency: 早期\n    phrases: [\"ほげほげ札~[円>=1000]\"]\n",
            c.trim_end()
        )
    });
    let rules = parse(&files).unwrap();
    let noticed = noticing::notice(&rules, &[], "ほげほげ札が２千円分あります");
    assert_eq!(noticed.issues[0].grounds[0].rule, "debt.new");
    assert_eq!(noticed.urgency, Urgency::Early);
    assert!(noticing::notice(&rules, &[], "ほげほげ札が九百円分あります").issues.is_empty());
}

#[test]
fn kinds_of_counter_and_concerns_are_those_of_the_code_lists() {
    let codes = office::Codes::embedded().unwrap();
    let listed = |list: &str| -> Vec<(String, String)> {
        codes.list(list).codes.iter().map(|code| (code.code.clone(), code.label.clone())).collect()
    };
    let kinds = noticing::Agency::ALL.iter().map(|kind| (kind.as_text().to_owned(), kind.label().to_owned()));
    assert_eq!(kinds.collect::<Vec<_>>(), listed("agency_kinds"));
    let concerns = noticing::Concern::ALL.iter().map(|one| (one.as_text().to_owned(), one.label().to_owned()));
    assert_eq!(concerns.collect::<Vec<_>>(), listed("concerns"));
}

#[test]
fn what_yields_says_nothing_where_the_other_issue_is_found_and_speaks_otherwise() {
    let files = with("debt.yaml", |c| {
        let rule = "  - id: debt.yields\n    because: \"例です。\"\n    yields_to: [homeless]\n    phrases: [\"ほげほげ札\"]\n";
        format!("{}\n{rule}", c.trim_end())
    });
    let rules = parse(&files).unwrap();
    let found = |text: &str| noticing::notice(&rules, &[], text).issues.iter().any(|i| i.issue == Issue::Debt);
    assert!(found("ほげほげ札があります"));
    assert!(!found("ほげほげ札を持って、公園で野宿しています"));
    let files = with("debt.yaml", |c| {
        let rule = "  - id: debt.danger\n    because: \"例です。\"\n    danger: suicide\n    yields_to: [homeless]\n    phrases: [\"例\"]\n";
        format!("{}\n{rule}", c.trim_end())
    });
    assert!(told(&files).contains("yields_to"), "a sign of danger yields to nothing");
}
