//! 基準の数値: named numbers by date, read from YAML.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Deserialize;

use super::{ParameterTrouble, quick::Quick, row::Row};
use crate::days::parse_date;

/// No amount, count or rate of these programmes is larger; sums of them stay far from overflow.
pub(crate) const LARGEST: i64 = 10_000_000_000;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    checked: Checked,
    parameters: BTreeMap<String, Parameter>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Checked {
    by: String,
    on: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Parameter {
    title: String,
    unit: String,
    reference: String,
    values: Vec<Dated>,
}

/// One value with its days in force; a municipality's own file states its source and check on each.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Dated {
    from: String,
    to: Option<String>,
    value: Option<OneOrMany>,
    /// Name and telephone of a counter, instead of a value.
    #[serde(default)]
    words: Vec<String>,
    source: Option<String>,
    checked_by: Option<String>,
    checked_on: Option<String>,
    confirmed: Option<bool>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMany {
    One(i64),
    Many(Vec<Option<i64>>),
}

pub(crate) fn read_date(text: &str) -> Result<Date, ParameterTrouble> {
    parse_date(text).ok_or_else(|| ParameterTrouble(format!("not a date: {text:?}")))
}

impl Dated {
    /// Fills what the row itself does not say from `like`.
    pub(crate) fn into_row(self, like: Row) -> Result<Row, ParameterTrouble> {
        let values = match self.value {
            Some(OneOrMany::One(one)) => vec![Some(one)],
            Some(OneOrMany::Many(many)) => many,
            None => Vec::new(),
        };
        if values.is_empty() == self.words.is_empty() {
            return Err(ParameterTrouble(format!("{}: either a value or words", like.table)));
        }
        if values.iter().flatten().any(|value| !(0..=LARGEST).contains(value)) {
            return Err(ParameterTrouble(format!("{}: values run from 0 to {LARGEST}", like.table)));
        }
        Ok(Row {
            valid_from: read_date(&self.from)?,
            valid_to: self.to.as_deref().map(read_date).transpose()?,
            values,
            words: self.words,
            source: self.source.unwrap_or(like.source),
            checked_by: self.checked_by.unwrap_or(like.checked_by),
            checked_on: self.checked_on.unwrap_or(like.checked_on),
            confirmed: self.confirmed.unwrap_or(true),
            ..like
        })
    }
}

/// Two rows of one table may not both be in force on a day.
pub(crate) fn refuse_overlap(rows: &[Row]) -> Result<(), ParameterTrouble> {
    for (at, row) in rows.iter().enumerate() {
        let overlaps = rows.iter().skip(at + 1).any(|other| {
            row.valid_to.is_none_or(|last| other.valid_from <= last)
                && other.valid_to.is_none_or(|last| row.valid_from <= last)
        });
        if overlaps || row.valid_to.is_some_and(|last| last < row.valid_from) {
            return Err(ParameterTrouble(format!("{}: days in force overlap or run backwards", row.table)));
        }
    }
    Ok(())
}

pub(crate) fn read_numbers(text: &str, into: &mut Quick<Vec<Row>>) -> Result<(), ParameterTrouble> {
    let file: File = serde_saphyr::from_str(text).map_err(|trouble| ParameterTrouble(trouble.to_string()))?;
    for (table, parameter) in file.parameters {
        let like = Row {
            table: table.clone(),
            title: parameter.title,
            unit: parameter.unit,
            source: parameter.reference,
            checked_by: file.checked.by.clone(),
            checked_on: file.checked.on.clone(),
            ..Row::default()
        };
        let rows = parameter.values.into_iter().map(|value| value.into_row(like.clone()));
        let rows = rows.collect::<Result<Vec<_>, _>>()?;
        refuse_overlap(&rows)?;
        into.insert(table, rows);
    }
    Ok(())
}
