//! 気づきの規則: every file with its edition; a new text tried on all sentences, proposed by one, settled by another.

mod difference;
mod edit;
mod list;
mod proposal;
mod settle;
mod trial;

pub(super) use edit::{page as edit, post as write};
pub(super) use list::page as list;
pub(super) use proposal::page as proposal;
pub(super) use settle::{approve, refuse, withdraw};

use office::May;
use web::{Samples, Signed};

use crate::codes::Issue;
use crate::mistake::Mistake;

/// The deed by which this person may look at the rules.
fn looking(signed: &Signed) -> May {
    let edits = signed.actor.grants.allow(May::EditNoticingRules);
    if edits { May::EditNoticingRules } else { May::ApproveNoticingRules }
}

/// What a file is about.
fn about(file: &str) -> &'static str {
    match stem(file) {
        "danger" => "危険のしるし",
        "connect" => "つなぐ先",
        "questions" => "聞いてみるとよいこと",
        "context" => "打ち消し・時・だれのことか",
        "words" => "言葉の組",
        "spellings" => "表記のゆれ",
        "urgency" => "急ぎ具合",
        issue => Issue::from_text(issue).map_or("そのほか", |issue| issue.label()),
    }
}

fn stem(file: &str) -> &str {
    file.strip_suffix(".yaml").unwrap_or(file)
}

fn edition(edition: i64) -> String {
    if edition == 0 { "プログラムの文".to_owned() } else { format!("第{edition}版") }
}

fn said(mistake: &Mistake) -> String {
    let rule = if mistake.rule.is_empty() { String::new() } else { format!(" {}", mistake.rule) };
    format!("{}{rule}: {}", mistake.file, mistake.sentence)
}

pub(super) fn samples() -> Samples {
    list::samples().merge(edit::samples()).merge(proposal::samples())
}
