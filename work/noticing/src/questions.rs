//! 聞いてみるとよいこと: at most three questions, the careful ones first.

use crate::codes::{Concern, Issue};
use crate::notice::Question;
use crate::rule_file::QuestionText;
use crate::rules::Rules;

const MOST_QUESTIONS: usize = 3;
const WHEN_UNCLEAR: usize = 2;

/// `issues` come with the most urgent first.
pub(crate) fn questions(rules: &Rules, concerns: &[Concern], issues: &[Issue], denied_signs: &[&str]) -> Vec<Question> {
    let file = &rules.questions;
    let mut out: Vec<Question> = Vec::new();
    for sign in denied_signs.iter().filter_map(|name| rules.signs.get(*name)) {
        let because = format!("打ち消す言い方ですが、「{}」に触れています。ていねいに確かめてください。", sign.label);
        add(&mut out, &sign.if_denied, &because);
    }
    let by_issue = issues.iter().filter_map(|i| file.issues.get(i));
    let by_concern = concerns.iter().filter_map(|c| file.concerns.get(c));
    let lists: Vec<&Vec<QuestionText>> = by_issue.chain(by_concern).collect();
    let deepest = lists.iter().map(|l| l.len()).max().unwrap_or(0);
    for place in 0..deepest {
        for question in lists.iter().filter_map(|l| l.get(place)) {
            add(&mut out, &question.ask, &question.because);
        }
    }
    if out.is_empty() {
        for question in file.unclear.iter().take(WHEN_UNCLEAR) {
            add(&mut out, &question.ask, &question.because);
        }
    }
    out.truncate(MOST_QUESTIONS);
    out
}

fn add(out: &mut Vec<Question>, ask: &str, because: &str) {
    if !out.iter().any(|q| q.ask == ask) {
        out.push(Question { ask: ask.to_owned(), because: because.to_owned() });
    }
}
