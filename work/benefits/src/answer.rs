//! 見立ての答え: fits, does not fit yet, missing facts or another's decision, with every step and row.

use std::borrow::Cow;

use jiff::civil::Date;
use serde::{Serialize, Serializer};

use crate::{minimum::Parts, parameters::Row, programs::Program};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    Fits,
    DoesNotFit,
    Missing,
    Discretion,
}

impl Verdict {
    pub fn code(self) -> &'static str {
        match self {
            Self::Fits => "fits",
            Self::DoesNotFit => "does_not_fit",
            Self::Missing => "missing",
            Self::Discretion => "discretion",
        }
    }
}

impl Serialize for Verdict {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        self.code().serialize(out)
    }
}

/// A value of a step or a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    Yen(i64),
    Count(i64),
    Day(Date),
    Month(crate::days::Month),
    Word(&'static str),
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Yen(number) | Self::Count(number) => number.serialize(out),
            Self::Day(day) => out.collect_str(day),
            Self::Month(month) => out.collect_str(month),
            Self::Word(word) => word.serialize(out),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Step<'t> {
    pub text: Cow<'static, str>,
    pub value: Value,
    pub source: &'t str,
}

/// A condition that the facts do not meet as they stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NotMet {
    pub rule: &'static str,
    pub text: &'static str,
    pub value: Value,
    pub limit: Value,
}

/// A question that a person decides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LeftTo {
    pub who: &'static str,
    pub ground: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fact {
    /// The field of the situation, or `table:` and the name of the table.
    pub fact: Cow<'static, str>,
    pub text: Cow<'static, str>,
}

/// 生活保護: a band and not a verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Band {
    #[serde(rename = "要保護の可能性が高い")]
    Likely,
    #[serde(rename = "境目")]
    Near,
    #[serde(rename = "この計算では上回る")]
    Above,
}

#[derive(Debug, Clone, Serialize)]
pub struct Answer<'t> {
    pub program: Program,
    pub name: &'static str,
    pub answer: Verdict,
    /// Yen a month, or once for a single payment.
    pub amount: Option<i64>,
    pub months: Option<i64>,
    pub income_limit: Option<i64>,
    pub asset_limit: Option<i64>,
    pub not_met: Vec<NotMet>,
    pub left_to: Vec<LeftTo>,
    pub steps: Vec<Step<'t>>,
    pub missing: Vec<Fact>,
    pub conditions: Vec<Cow<'static, str>>,
    /// What may be said or shown to the person.
    pub citizen: Cow<'static, str>,
    pub parameters: Vec<&'t Row>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub route: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub band: Option<Band>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minimum: Option<Parts>,
}
