//! 相談の手引き: from a few everyday worries to what to ask for, where, with which papers. A guide, not a judgement.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::parameters::ParameterTrouble;

/// The same sentence in everyday Japanese and in やさしい日本語.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Said {
    pub everyday: String,
    pub plain: String,
}

/// One thing to ask for.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Ask {
    /// The id of a programme.
    pub program: String,
    pub say: Said,
    pub go_to: Said,
    pub papers: Vec<Said>,
}

/// A worry that a person may tick.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Worry {
    pub code: String,
    pub label: Said,
    /// Danger stands first and has its own words.
    #[serde(default)]
    pub urgent: bool,
    /// Programmes to ask for, most pressing first.
    pub asks: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Guide {
    /// Says that this is a guide and that anyone may come.
    pub note: Vec<Said>,
    pub urgent: Vec<Said>,
    /// With no paper at hand, one may come all the same.
    pub papers_note: Vec<Said>,
    worries: Vec<Worry>,
    asks: Vec<Ask>,
}

/// What a person takes along.
#[derive(Debug, Serialize)]
pub struct Leaflet<'g> {
    pub urgent: &'g [Said],
    pub asks: Vec<&'g Ask>,
    pub papers_note: &'g [Said],
    pub note: &'g [Said],
}

static EMBEDDED: LazyLock<Guide> = LazyLock::new(|| Guide::read().unwrap_or_default());

impl Guide {
    pub fn embedded() -> &'static Self {
        &EMBEDDED
    }

    pub fn read() -> Result<Self, ParameterTrouble> {
        let text = include_str!("../../../rules/benefits/guide.yaml");
        serde_saphyr::from_str(text).map_err(|trouble| ParameterTrouble(trouble.to_string()))
    }

    /// Urgent worries first.
    pub fn worries(&self) -> impl Iterator<Item = &Worry> {
        let urgent = self.worries.iter().filter(|worry| worry.urgent);
        urgent.chain(self.worries.iter().filter(|worry| !worry.urgent))
    }

    /// Each ask once; the consultation is always there; unknown codes change nothing.
    pub fn leaflet(&self, codes: &[&str]) -> Leaflet<'_> {
        let chosen: Vec<&Worry> = self.worries().filter(|worry| codes.contains(&worry.code.as_str())).collect();
        let mut asks: Vec<&Ask> = Vec::new();
        let always = ["self_reliance_consultation"];
        let wanted = chosen.iter().flat_map(|worry| worry.asks.iter().map(String::as_str)).chain(always);
        for program in wanted {
            let ask = self.asks.iter().find(|ask| ask.program == program);
            asks.extend(ask.filter(|ask| !asks.iter().any(|known| known.program == ask.program)));
        }
        let urgent = if chosen.iter().any(|worry| worry.urgent) { self.urgent.as_slice() } else { &[] };
        Leaflet { urgent, asks, papers_note: &self.papers_note, note: &self.note }
    }
}
