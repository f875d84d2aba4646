//! 気づき: what the concerns and the text say, judged by the rules, each with its ground.

use crate::codes::{Agency, Concern, Issue, Urgency};
use crate::connect::connections;
use crate::context::Reading;
use crate::fold::Folded;
use crate::judge::{Reader, Verdict};
use crate::questions::questions;
use crate::rules::Rules;
use serde::Serialize;
use std::collections::BTreeSet;

/// A character range of the original text, end excluded.
pub type Span = (usize, usize);

/// Everything the aid shows; a suggestion to the worker and never a verdict.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Notice {
    pub issues: Vec<Suggestion>,
    pub urgency: Urgency,
    pub urgency_because: Option<String>,
    pub danger: Vec<Danger>,
    pub questions: Vec<Question>,
    pub connect_to: Vec<Connection>,
    pub contradictions: Vec<Contradiction>,
    /// 「分かりません、もう少し聞いてください」 where nothing was understood.
    pub answer: Option<String>,
}

/// A 課題 that may be there.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Suggestion {
    pub issue: Issue,
    pub label: &'static str,
    pub because: String,
    pub grounds: Vec<Ground>,
}

/// The words a rule found; `spans` is empty where a ticked concern is the ground.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Ground {
    pub rule: String,
    pub because: String,
    pub source: String,
    pub spans: Vec<Span>,
    pub reading: Option<Reading>,
}

/// 危険のしるし.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Danger {
    pub sign: String,
    pub label: String,
    pub now: Vec<String>,
    pub call: Vec<Agency>,
    pub avoid: Vec<String>,
    pub because: String,
    pub spans: Vec<Span>,
}

/// 聞いてみるとよいこと.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Question {
    pub ask: String,
    pub because: String,
}

/// つなぐ先の種類.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Connection {
    pub kind: Agency,
    pub label: &'static str,
    pub because: String,
}

/// 食い違い: words for and against the same 課題.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Contradiction {
    pub issue: Issue,
    pub because: String,
    pub spans_for: Vec<Span>,
    pub spans_against: Vec<Span>,
}

/// Reads ticked concerns and text with the rules.
pub fn notice(rules: &Rules, concerns: &[Concern], text: &str) -> Notice {
    let folded = Folded::new(text, &rules.spellings);
    let hits = rules.finder.search(&folded);
    let around = rules.context.survey(&rules.finder, &hits, &folded);
    let reader = Reader { rules, folded: &folded, hits: &hits, around: &around, concerns };
    assemble(rules, concerns, &yielding(reader.verdicts()))
}

/// Without what yields to an issue that another rule finds.
fn yielding(verdicts: Vec<Verdict<'_>>) -> Vec<Verdict<'_>> {
    let issues = |kept: &[&Verdict<'_>]| -> BTreeSet<Issue> {
        kept.iter().filter(|v| !v.grounds.is_empty()).flat_map(|v| v.rule.issues.iter().copied()).collect()
    };
    let stays = |verdict: &Verdict<'_>, found: &BTreeSet<Issue>| {
        !verdict.rule.yields_to.iter().any(|issue| found.contains(issue))
    };
    let firm: Vec<_> = verdicts.iter().filter(|v| v.rule.yields_to.is_empty()).collect();
    let firm = issues(&firm);
    // What itself has to yield drives nothing else out.
    let standing: Vec<_> = verdicts.iter().filter(|v| stays(v, &firm)).collect();
    let found = issues(&standing);
    verdicts.into_iter().filter(|v| stays(v, &found)).collect()
}

fn assemble(rules: &Rules, concerns: &[Concern], verdicts: &[Verdict<'_>]) -> Notice {
    let issues = suggestions(verdicts);
    let danger = dangers(rules, verdicts);
    let urgent = verdicts.iter().filter(|v| !v.grounds.is_empty()).max_by_key(|v| v.rule.urgency);
    let nothing = issues.is_empty() && danger.is_empty() && concerns.is_empty();
    let denied: Vec<&str> = verdicts
        .iter()
        .filter(|v| v.grounds.is_empty() && !v.against.is_empty())
        .filter_map(|v| v.rule.danger.as_deref())
        .collect();
    Notice {
        urgency: urgent.map_or(Urgency::Ordinary, |v| v.rule.urgency),
        urgency_because: urgent.filter(|v| v.rule.urgency > Urgency::Ordinary).map(|v| v.rule.because.clone()),
        questions: questions(rules, concerns, &most_urgent_first(&issues, verdicts), &denied),
        connect_to: connections(rules, concerns, verdicts, &issues),
        contradictions: contradictions(verdicts),
        answer: nothing.then(|| rules.questions.unclear_answer.clone()),
        issues,
        danger,
    }
}

fn suggestions(verdicts: &[Verdict<'_>]) -> Vec<Suggestion> {
    let mut out = Vec::new();
    for issue in Issue::ALL {
        let mut for_it: Vec<&Verdict<'_>> =
            verdicts.iter().filter(|v| !v.grounds.is_empty() && v.rule.issues.contains(issue)).collect();
        for_it.sort_by_key(|v| std::cmp::Reverse(v.rule.urgency));
        if let Some(first) = for_it.first() {
            out.push(Suggestion {
                issue: *issue,
                label: issue.label(),
                because: first.rule.because.clone(),
                grounds: for_it.iter().flat_map(|v| v.grounds()).collect(),
            });
        }
    }
    out
}

fn most_urgent_first(issues: &[Suggestion], verdicts: &[Verdict<'_>]) -> Vec<Issue> {
    let urgency = |issue: Issue| {
        let about = verdicts.iter().filter(|v| !v.grounds.is_empty() && v.rule.issues.contains(&issue));
        about.map(|v| v.rule.urgency).max()
    };
    let mut order: Vec<Issue> = issues.iter().map(|s| s.issue).collect();
    order.sort_by_key(|issue| std::cmp::Reverse(urgency(*issue)));
    order
}

fn dangers(rules: &Rules, verdicts: &[Verdict<'_>]) -> Vec<Danger> {
    let mut out: Vec<Danger> = Vec::new();
    for verdict in verdicts.iter().filter(|v| !v.grounds.is_empty()) {
        let Some((name, sign)) = verdict.rule.danger.as_ref().and_then(|name| rules.signs.get_key_value(name)) else {
            continue;
        };
        let spans = verdict.grounds.iter().flat_map(|g| g.spans.iter().copied());
        if let Some(same) = out.iter_mut().find(|d| d.sign == *name) {
            same.spans.extend(spans);
            continue;
        }
        out.push(Danger {
            sign: name.clone(),
            label: sign.label.clone(),
            now: sign.now.clone(),
            call: sign.call.clone(),
            avoid: sign.avoid.clone(),
            because: verdict.rule.because.clone(),
            spans: spans.collect(),
        });
    }
    out
}

fn contradictions(verdicts: &[Verdict<'_>]) -> Vec<Contradiction> {
    let mut out = Vec::new();
    for issue in Issue::ALL {
        let about = || verdicts.iter().filter(|v| v.rule.issues.contains(issue));
        let grounded = about().any(|v| !v.grounds.is_empty());
        let mut spans_for: Vec<Span> =
            about().flat_map(|v| v.grounds.iter().flat_map(|g| g.spans.iter().copied())).collect();
        let mut spans_against: Vec<Span> = about().flat_map(|v| v.against.iter().copied()).collect();
        if !grounded || spans_against.is_empty() {
            continue;
        }
        spans_for.sort_unstable();
        spans_for.dedup();
        spans_against.sort_unstable();
        spans_against.dedup();
        out.push(Contradiction {
            issue: *issue,
            because: format!(
                "「{}」について、そうだという手がかりと、打ち消す言葉の両方があります。決めつけずに、もう一度うかがってください。",
                issue.label()
            ),
            spans_for,
            spans_against,
        });
    }
    out
}
