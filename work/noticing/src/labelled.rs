//! 例文: labelled sentences by which the rules are measured, a third of them held out.

use crate::codes::{Agency, Issue, Urgency};
use crate::mistake::{Mistake, parse};
use serde::Deserialize;
use std::sync::OnceLock;

/// Who says the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Speaker {
    #[serde(rename = "本人")]
    Person,
    #[serde(rename = "家族")]
    Family,
    #[serde(rename = "近隣")]
    Neighbour,
    #[serde(rename = "窓口")]
    Clerk,
    #[serde(rename = "機関")]
    Agency,
    #[serde(rename = "子ども")]
    Child,
}

/// A sentence with what a worker would note from its words alone.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Labelled {
    pub speaker: Speaker,
    pub text: String,
    pub issues: Vec<Issue>,
    pub urgency: Urgency,
    pub kinds: Vec<Agency>,
}

/// Which part of the sentences: the ones rules were tuned on, or the third kept aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Training,
    HeldOut,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    sentences: Vec<Labelled>,
}

const EMBEDDED: &str = include_str!("../../../rules/noticing/labelled.yaml");

/// The same, read once for every comparison.
pub(crate) fn all() -> Result<&'static [Labelled], Vec<Mistake>> {
    static READ: OnceLock<Result<Vec<Labelled>, Vec<Mistake>>> = OnceLock::new();
    READ.get_or_init(labelled).as_deref().map_err(Clone::clone)
}

/// The labelled sentences that come with the rules.
pub fn labelled() -> Result<Vec<Labelled>, Vec<Mistake>> {
    let mut mistakes = Vec::new();
    parse::<File>("labelled.yaml", EMBEDDED, &mut mistakes).map(|file| file.sentences).ok_or(mistakes)
}

impl Labelled {
    /// The same on every machine: FNV-1a of the text, every third value held out.
    pub fn part(&self) -> Part {
        let hash = self
            .text
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0000_0100_0000_01b3));
        if (hash >> 32).is_multiple_of(3) { Part::HeldOut } else { Part::Training }
    }
}
