//! 答えのことば: what a verdict and a value are called on a page.

use crate::answer::{Value, Verdict};
use crate::yen::yen;

pub(super) fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Fits => "要件に合う見込み",
        Verdict::DoesNotFit => "話し合いたい条件がある",
        Verdict::Missing => "まだ確かめることがある",
        Verdict::Discretion => "窓口での判断",
    }
}

pub(super) fn badge(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Fits => "held",
        Verdict::DoesNotFit => "attention",
        Verdict::Missing => "waiting",
        Verdict::Discretion => "plain",
    }
}

pub(super) fn value(value: &Value) -> String {
    match value {
        Value::Yen(amount) => yen(*amount),
        Value::Count(count) => count.to_string(),
        Value::Day(day) => day.to_string(),
        Value::Month(month) => month.to_string(),
        Value::Word(word) => (*word).to_owned(),
    }
}
