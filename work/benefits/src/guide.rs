//! 相談の手引き: from a few everyday worries to what to ask for, where, with which papers. A guide, not a judgement.

use std::sync::LazyLock;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::parameters::{ParameterTrouble, Tables};
use crate::programs::{Program, judge_one};
use crate::situation::{Instead, Situation};

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
    /// Codes of `agency_kinds`: which counters of the city take this.
    pub kinds: Vec<String>,
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

/// A few facts in round figures, each as far as it is known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Facts {
    pub persons: Option<usize>,
    /// Income of the whole household this month, before tax.
    pub income: Option<i64>,
    pub rent: Option<i64>,
    pub savings: Option<i64>,
}

impl Facts {
    /// Whether income and savings lie within the limits of 家賃補助. `false` says nothing at all about the person.
    pub fn within_housing_limits(&self, municipality: &str, on: Date, tables: &Tables) -> bool {
        let (Some(persons), Some(income), Some(rent), Some(savings)) =
            (self.persons, self.income, self.rent, self.savings)
        else {
            return false;
        };
        let others = (1..persons).map(|_| json!({"role": "other", "income": []}));
        let applicant = json!({"role": "applicant", "income": [{"kind": "wage", "gross": income}]});
        let household: Vec<_> = std::iter::once(applicant).chain(others).collect();
        let text = json!({
            "municipality": municipality, "date": on.to_string(), "household": household, "rent": rent,
            "financial_assets": savings,
        });
        let Ok(situation) = Situation::read(&text.to_string(), Instead::default(), tables) else { return false };
        let answer = judge_one(Program::HousingRent, &situation, tables);
        let known = answer.income_limit.is_some() && answer.asset_limit.is_some();
        known && !answer.not_met.iter().any(|rule| matches!(rule.rule, "E5" | "E6"))
    }
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

    pub fn asks(&self) -> &[Ask] {
        &self.asks
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
