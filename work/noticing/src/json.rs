//! 印字の形: the notice as the JSON that `tsunagu notice` prints.

use crate::codes::{Agency, Concern};
use crate::notice::{Ground, Notice, notice};
use crate::rules::Rules;
use serde_json::{Value, json};

/// The notice of the built-in rules; concern codes that are not of the form are left aside.
pub fn notice_json(concerns: &[&str], text: &str) -> Value {
    let concerns: Vec<Concern> = concerns.iter().filter_map(|c| Concern::from_text(c)).collect();
    match Rules::embedded() {
        Ok(rules) => as_json(&notice(rules, &concerns, text)),
        Err(mistakes) => json!({
            "mistakes": mistakes.iter().map(ToString::to_string).collect::<Vec<_>>()
        }),
    }
}

/// One notice as JSON.
pub fn as_json(notice: &Notice) -> Value {
    json!({
        "issues": notice.issues.iter().map(|s| json!({
            "code": s.issue.as_text(),
            "label": s.label,
            "because": s.because,
            "grounds": s.grounds.iter().map(ground).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "urgency": notice.urgency.as_text(),
        "urgency_because": notice.urgency_because,
        "danger": notice.danger.iter().map(|d| json!({
            "sign": d.sign,
            "label": d.label,
            "because": d.because,
            "now": d.now,
            "call": d.call.iter().map(|k| kind(*k)).collect::<Vec<_>>(),
            "avoid": d.avoid,
            "spans": d.spans,
        })).collect::<Vec<_>>(),
        "connect_to": notice.connect_to.iter().map(|c| json!({
            "kind": c.kind.as_text(),
            "label": c.label,
            "because": c.because,
        })).collect::<Vec<_>>(),
        "questions": notice.questions,
        "contradictions": notice.contradictions.iter().map(|c| json!({
            "code": c.issue.as_text(),
            "label": c.issue.label(),
            "because": c.because,
            "spans_for": c.spans_for,
            "spans_against": c.spans_against,
        })).collect::<Vec<_>>(),
        "answer": notice.answer,
    })
}

fn ground(ground: &Ground) -> Value {
    json!({
        "rule": ground.rule,
        "because": ground.because,
        "source": ground.source,
        "spans": ground.spans,
        "reading": ground.reading,
    })
}

fn kind(kind: Agency) -> Value {
    json!({ "kind": kind.as_text(), "label": kind.label() })
}
