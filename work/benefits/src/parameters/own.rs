//! 自治体の設定: rows and settings of one municipality, which come before those of the country.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::ParameterTrouble;
use super::quick::Quick;
use super::row::Row;
use super::yaml::{Dated, LARGEST, refuse_overlap};
use crate::programs::Program;

/// What a municipality decides where the ordinance leaves it open.
#[derive(Debug, Clone, Default, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// 支給額の端数: rounded up to this many yen.
    pub round_unit: Option<i64>,
    /// 再支給: whether the year binds a person who was dismissed, too.
    pub regrant_year_binds_dismissal: Option<bool>,
    /// 転居費用補助: the breadwinner at the fall of income counts as well as at the application.
    pub moving_breadwinner_at_fall: bool,
    /// 生活福祉資金: ceilings of monthly household income, 1 person first.
    pub loan_income_ceilings: Vec<i64>,
    pub welfare_office: Option<Office>,
    pub consultation_office: Option<Office>,
    pub welfare_council: Option<Office>,
    /// Programmes that the municipality does not run, by id.
    pub not_run: Vec<String>,
}

impl Settings {
    fn refuse_impossible(&self, municipality: &str) -> Result<(), ParameterTrouble> {
        let unit = self.round_unit.is_none_or(|unit| (1..=10_000).contains(&unit));
        let ceilings = self.loan_income_ceilings.iter().all(|yen| (0..=LARGEST).contains(yen));
        let programs = self.not_run.iter().all(|id| Program::from_id(id).is_some());
        match unit && ceilings && programs {
            true => Ok(()),
            false => Err(ParameterTrouble(format!("{municipality}: a setting that cannot be"))),
        }
    }
}

#[derive(Debug, Clone, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Office {
    pub name: String,
    pub phone: String,
}

#[derive(Debug, Default)]
pub(crate) struct Own {
    pub(crate) income_standard: Vec<Row>,
    pub(crate) rent_ceiling: Vec<Row>,
    pub(crate) numbers: Quick<Vec<Row>>,
    pub(crate) settings: Settings,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    municipality: String,
    #[serde(default)]
    income_standard: Vec<Dated>,
    #[serde(default)]
    rent_ceiling: Vec<Dated>,
    #[serde(default)]
    numbers: BTreeMap<String, Vec<Dated>>,
    #[serde(default)]
    settings: Settings,
}

fn rows(municipality: &str, table: &str, title: &str, values: Vec<Dated>) -> Result<Vec<Row>, ParameterTrouble> {
    let like = Row {
        table: table.into(),
        title: title.into(),
        municipality: Some(municipality.into()),
        unit: "円".into(),
        ..Row::default()
    };
    let rows = values.into_iter().map(|value| value.into_row(like.clone())).collect::<Result<Vec<_>, _>>()?;
    refuse_overlap(&rows)?;
    match rows.iter().any(|row| row.source.is_empty() || row.checked_by.is_empty()) {
        true => {
            Err(ParameterTrouble(format!("{municipality} {table}: each row needs source, checked_by and checked_on")))
        }
        false => Ok(rows),
    }
}

/// Adds the municipalities of one file to `into`: rows given again replace the earlier ones.
pub(crate) fn read_own(
    text: &str,
    into: &mut Quick<Own>,
    names: impl Fn(&str) -> Option<String>,
) -> Result<(), ParameterTrouble> {
    let entries: Vec<Entry> = serde_saphyr::from_str(text).map_err(|trouble| ParameterTrouble(trouble.to_string()))?;
    for entry in entries {
        let name = names(&entry.municipality)
            .ok_or_else(|| ParameterTrouble(format!("no such municipality: {}", entry.municipality)))?;
        let own = into.entry(name.clone()).or_default();
        if !entry.income_standard.is_empty() {
            own.income_standard = rows(&name, "housing_rent.income_standard", "基準額", entry.income_standard)?;
        }
        if !entry.rent_ceiling.is_empty() {
            own.rent_ceiling =
                rows(&name, "housing_rent.rent_ceiling", "家賃の上限（住宅扶助基準に基づく額）", entry.rent_ceiling)?;
        }
        for (table, values) in entry.numbers {
            let read = rows(&name, &table, "自治体の定め", values)?;
            own.numbers.insert(table, read);
        }
        entry.settings.refuse_impossible(&name)?;
        if entry.settings != Settings::default() {
            own.settings = entry.settings;
        }
    }
    Ok(())
}
