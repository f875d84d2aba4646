//! 自治体の設定: rows and settings of one municipality, which come before those of the country.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Deserialize;

use super::entered::{INCOME_STANDARD, RENT_CEILING};
use super::quick::Quick;
use super::row::{Row, in_force};
use super::yaml::{Dated, refuse_overlap};
use super::{Item, ParameterTrouble, Setting};

#[derive(Debug, Default)]
pub(crate) struct Own {
    pub(crate) income_standard: Vec<Row>,
    pub(crate) rent_ceiling: Vec<Row>,
    pub(crate) numbers: Quick<Vec<Row>>,
}

/// What the municipality itself decided; `None` while it has not.
pub(crate) fn setting(own: &Own, setting: Setting, on: Date) -> Option<&Row> {
    in_force(own.numbers.get(setting.table())?, on)
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
}

fn rows(municipality: &str, item: &Item, values: Vec<Dated>) -> Result<Vec<Row>, ParameterTrouble> {
    let table = &item.table;
    let like = Row {
        table: table.clone(),
        title: item.title.clone(),
        municipality: Some(municipality.into()),
        unit: item.unit.clone(),
        ..Row::default()
    };
    let rows = values.into_iter().map(|value| value.into_row(like.clone())).collect::<Result<Vec<_>, _>>()?;
    refuse_overlap(&rows)?;
    if rows.iter().any(|row| row.source.is_empty() || row.checked_by.is_empty()) {
        return Err(ParameterTrouble(format!(
            "{municipality} {table}: each row needs source, checked_by and checked_on"
        )));
    }
    match rows.iter().all(|row| item.takes(&row.values, &row.words)) {
        true => Ok(rows),
        false => Err(ParameterTrouble(format!("{municipality} {table}: a value that cannot be"))),
    }
}

/// Adds the municipalities of one file to `into`: rows given again replace the earlier ones.
pub(crate) fn read_own(
    text: &str,
    into: &mut Quick<Own>,
    items: &[Item],
    names: impl Fn(&str) -> Option<String>,
) -> Result<(), ParameterTrouble> {
    let entries: Vec<Entry> = serde_saphyr::from_str(text).map_err(|trouble| ParameterTrouble(trouble.to_string()))?;
    let item = |table: &str| {
        let known = items.iter().find(|item| item.table == table);
        known.ok_or_else(|| ParameterTrouble(format!("no such item: {table}")))
    };
    for entry in entries {
        let name = names(&entry.municipality)
            .ok_or_else(|| ParameterTrouble(format!("no such municipality: {}", entry.municipality)))?;
        let own = into.entry(name.clone()).or_default();
        if !entry.income_standard.is_empty() {
            own.income_standard = rows(&name, item(INCOME_STANDARD)?, entry.income_standard)?;
        }
        if !entry.rent_ceiling.is_empty() {
            own.rent_ceiling = rows(&name, item(RENT_CEILING)?, entry.rent_ceiling)?;
        }
        for (table, values) in entry.numbers {
            let read = rows(&name, item(&table)?, values)?;
            own.numbers.insert(table, read);
        }
    }
    Ok(())
}
