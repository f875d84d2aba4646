//! 見立ての入口: a situation in JSON in, answers in JSON out.

use serde::Serialize;
use serde_json::Value;

use crate::answer::Answer;
use crate::days::said_day;
use crate::minimum::{self, Household, Known, Parts, Person, Standard};
use crate::parameters::{Row, Tables};
use crate::programs::{judge, public_assistance};
use crate::situation::{FieldTrouble, HousingState, Instead, Situation};
use crate::wording;

/// All answers for one situation.
#[derive(Serialize)]
pub(crate) struct Judgement<'t> {
    pub(crate) municipality: &'t str,
    #[serde(serialize_with = "crate::days::write_date")]
    pub(crate) date: jiff::civil::Date,
    pub(crate) answers: Vec<Answer<'t>>,
}

impl<'t> Judgement<'t> {
    pub(crate) fn of(situation: &'t Situation, tables: &'t Tables) -> Self {
        Self { municipality: &situation.place.full_name, date: situation.date, answers: judge(situation, tables) }
    }
}

/// Judges a situation (`schema()`) by its own day and municipality.
pub fn judge_json(input: &str) -> Result<Value, Vec<FieldTrouble>> {
    judge_with(input, None, None)
}

/// As `judge_json`; `on` (YYYY-MM-DD) and `municipality` come before those in the input.
pub fn judge_with(input: &str, on: Option<&str>, municipality: Option<&str>) -> Result<Value, Vec<FieldTrouble>> {
    judge_under(Tables::embedded(), input, Instead { on, municipality })
}

/// As `judge_with`, under other tables than those that came with the program.
pub fn judge_under(tables: &Tables, input: &str, instead: Instead<'_>) -> Result<Value, Vec<FieldTrouble>> {
    let situation = Situation::read(input, instead, tables)?;
    to_json(&Judgement::of(&situation, tables))
}

fn to_json(answer: &impl Serialize) -> Result<Value, Vec<FieldTrouble>> {
    serde_json::to_value(answer).map_err(|trouble| whole(&format!("結果を書き出せませんでした（{trouble}）。")))
}

fn whole(message: &str) -> Vec<FieldTrouble> {
    vec![FieldTrouble { path: String::new(), message: message.to_owned() }]
}

#[derive(Serialize)]
struct PartLine {
    part: &'static str,
    name: &'static str,
    value: i64,
    source: &'static str,
}

#[derive(Serialize)]
struct MinimumLines<'t> {
    municipality: &'t str,
    date: &'t str,
    area_class: String,
    persons: usize,
    parts: Vec<PartLine>,
    /// 生活扶助: 第1類, 第2類, 特例加算 and 経過的加算.
    livelihood: Option<i64>,
    total: Option<i64>,
    missing: Vec<String>,
    conditions: Vec<&'static str>,
    parameters: Vec<&'t Row>,
}

impl<'t> MinimumLines<'t> {
    /// Every part that has a table; a sum only where no table is missing.
    fn tell(&mut self, parts: &Parts, known: &Known<'t>, tables: &Tables) {
        let listed = public_assistance::listed(parts).filter(|(part, ..)| *part != "total");
        self.parts = listed.map(|(part, name, value, source)| PartLine { part, name, value, source }).collect();
        self.parameters.clone_from(&known.rows);
        if known.missing.is_empty() {
            self.livelihood = Some(parts.livelihood);
            self.total = Some(parts.total);
        }
        for table in &known.missing {
            let on = self.date.parse().map_or_else(|_| self.date.to_owned(), said_day);
            let (municipality, title) = (self.municipality, tables.title(table));
            self.missing.push(format!("{municipality}の「{title}」の表（{on}に有効なもの）"));
        }
    }
}

/// The parts of 最低生活費. `input`: a situation, or only its `household` list.
pub fn minimum_json(input: &str, on: &str, municipality: &str) -> Result<Value, Vec<FieldTrouble>> {
    minimum_under(Tables::embedded(), input, (on, municipality))
}

/// As `minimum_json`, under other tables than those that came with the program.
pub fn minimum_under(
    tables: &Tables,
    input: &str,
    (on, municipality): (&str, &str),
) -> Result<Value, Vec<FieldTrouble>> {
    let wrapped;
    let input = if input.trim_start().starts_with('[') {
        wrapped = format!("{{\"household\":{input}}}");
        &wrapped
    } else {
        input
    };
    let situation = Situation::read(input, Instead { on: Some(on), municipality: Some(municipality) }, tables)?;
    let mut lines = MinimumLines {
        municipality: &situation.place.full_name,
        date: on,
        area_class: situation.place.area.to_string(),
        persons: situation.persons(),
        parts: Vec::new(),
        livelihood: None,
        total: None,
        missing: Vec::new(),
        conditions: vec![wording::GUIDE_ONLY, wording::ANYONE_MAY_APPLY, wording::OTHER_NEEDS],
        parameters: Vec::new(),
    };
    let persons: Option<Vec<Person>> =
        situation.household.iter().map(|member| Person::of(member, situation.date)).collect();
    let rent_known =
        situation.rent.is_some() || matches!(situation.housing.state, Some(HousingState::Owned | HousingState::Lost));
    if !rent_known {
        lines.conditions.push("家賃が入力されていないため、住宅扶助を含まない額です。");
    }
    let known = Standard::as_far_as_known(tables, &situation.place, situation.date);
    match persons {
        Some(persons) => {
            let lone_parent = minimum::lone_parent(&situation);
            let household = Household { persons: &persons, lone_parent, rent: situation.rent.unwrap_or(0) };
            lines.tell(&minimum::parts(&household, &known.standard), &known, tables);
        }
        None => lines.missing.push("世帯の人それぞれの生年月日".into()),
    }
    to_json(&lines)
}

/// The JSON Schema of a situation.
pub fn schema() -> &'static str {
    include_str!("../../../rules/benefits/situation.schema.json")
}
