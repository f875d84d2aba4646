//! 基準の行: one dated, sourced row of a table of the law.

use std::sync::OnceLock;

use jiff::civil::Date;
use serde::{Serialize, Serializer};
use serde_json::value::{RawValue, to_raw_value};

use crate::days::{write_date, write_date_if};

/// A row as it is shown beside the step that used it.
#[derive(Debug, Clone, Default)]
pub struct Row {
    pub table: String,
    pub title: String,
    /// `None`: the row of the country.
    pub municipality: Option<String>,
    pub valid_from: Date,
    /// The last day in force; `None`: no end is known.
    pub valid_to: Option<Date>,
    pub values: Vec<Option<i64>>,
    /// Name and telephone, where the row tells a counter instead of a number.
    pub words: Vec<String>,
    pub unit: String,
    pub source: String,
    pub checked_by: String,
    pub checked_on: String,
    /// `false`: read in a second-hand source or an uncertain reading.
    pub confirmed: bool,
    /// The row in JSON: it is written with every answer and never changes.
    pub(crate) written: OnceLock<Option<Box<RawValue>>>,
}

#[derive(Serialize)]
struct Written<'r> {
    table: &'r str,
    title: &'r str,
    municipality: Option<&'r str>,
    #[serde(serialize_with = "write_date")]
    valid_from: Date,
    #[serde(serialize_with = "write_date_if")]
    valid_to: Option<Date>,
    #[serde(serialize_with = "write_values")]
    values: &'r [Option<i64>],
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    words: &'r [String],
    unit: &'r str,
    source: &'r str,
    checked_by: &'r str,
    checked_on: &'r str,
    confirmed: bool,
}

impl Row {
    fn fields(&self) -> Written<'_> {
        Written {
            table: &self.table,
            title: &self.title,
            municipality: self.municipality.as_deref(),
            valid_from: self.valid_from,
            valid_to: self.valid_to,
            values: &self.values,
            words: &self.words,
            unit: &self.unit,
            source: &self.source,
            checked_by: &self.checked_by,
            checked_on: &self.checked_on,
            confirmed: self.confirmed,
        }
    }

    /// The row in JSON, made once.
    pub(crate) fn as_json(&self) -> Option<&str> {
        self.raw().map(RawValue::get)
    }

    fn raw(&self) -> Option<&RawValue> {
        self.written.get_or_init(|| to_raw_value(&self.fields()).ok()).as_deref()
    }
}

impl Serialize for Row {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        match self.raw() {
            Some(written) => written.serialize(out),
            None => self.fields().serialize(out),
        }
    }
}

impl Row {
    pub fn in_force(&self, on: Date) -> bool {
        self.valid_from <= on && self.valid_to.is_none_or(|last| on <= last)
    }

    pub fn at(&self, index: usize) -> Option<i64> {
        self.values.get(index).copied().flatten()
    }

    pub fn first(&self) -> Option<i64> {
        self.at(0)
    }

    /// By number of persons, 1 first.
    pub fn for_persons(&self, persons: usize) -> Option<i64> {
        self.at(persons.checked_sub(1)?)
    }
}

pub(crate) fn in_force(rows: &[Row], on: Date) -> Option<&Row> {
    rows.iter().find(|row| row.in_force(on))
}

/// Whether any of the rows has begun by the day, ended or not.
pub(crate) fn begun(rows: &[Row], on: Date) -> bool {
    rows.iter().any(|row| row.valid_from <= on)
}

fn write_values<S: Serializer>(values: &&[Option<i64>], out: S) -> Result<S::Ok, S::Error> {
    match *values {
        [one] => one.serialize(out),
        many => many.serialize(out),
    }
}
