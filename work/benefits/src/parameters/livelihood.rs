//! 生活扶助基準の表: 第1類, 第2類, 逓減率, 経過的加算, 冬季加算, 期末一時扶助 of one standard.

use serde::Deserialize;

use super::{ParameterTrouble, csv::Csv, row::Row, yaml::read_date};

pub(crate) const AREAS: [&str; 6] = ["1-1", "1-2", "2-1", "2-2", "3-1", "3-2"];

/// Upper ages of the eleven bands of 第1類 and 経過的加算.
pub(crate) const AGE_BANDS: [i16; 11] = [2, 5, 11, 17, 19, 40, 59, 64, 69, 74, i16::MAX];

pub(crate) fn age_band(age: i16) -> usize {
    AGE_BANDS.iter().position(|upper| age <= *upper).unwrap_or(AGE_BANDS.len() - 1)
}

/// Amounts for 1..=9 persons and for each more.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct ByPersons {
    upto_nine: [i64; 9],
    each_more: i64,
}

impl ByPersons {
    #[inline]
    pub(crate) fn of(&self, persons: usize) -> i64 {
        match persons {
            0 => 0,
            1..=9 => self.upto_nine.get(persons - 1).copied().unwrap_or(0),
            more => self.upto_nine.get(8).copied().unwrap_or(0) + self.each_more * i64::try_from(more - 9).unwrap_or(0),
        }
    }

    fn read(cells: &[Option<i64>]) -> Result<Self, ParameterTrouble> {
        let mut by = Self::default();
        for (slot, at) in by.upto_nine.iter_mut().zip(0..) {
            *slot = cell(cells, at)?;
        }
        by.each_more = cell(cells, 9)?;
        Ok(by)
    }
}

#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Winter {
    pub(crate) first_month: i32,
    pub(crate) last_month: i32,
    pub(crate) amounts: ByPersons,
}

impl Winter {
    pub(crate) fn covers(&self, month: i32) -> bool {
        month >= self.first_month || month <= self.last_month
    }
}

#[derive(Debug, Default)]
pub(crate) struct Livelihood {
    pub(crate) row: Row,
    /// `[area][age band]`
    pub(crate) class1: [[i64; 11]; 6],
    pub(crate) class2: ByPersons,
    /// Hundredths, 1 person first, the tenth for 10 and more.
    pub(crate) rates: [i64; 10],
    /// `[area][age band][persons]`
    pub(crate) transitional: [[[i64; 10]; 11]; 6],
    pub(crate) winter: [Winter; 6],
    pub(crate) year_end: [ByPersons; 6],
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct About {
    title: String,
    valid_from: String,
    valid_to: Option<String>,
    unit: String,
    source: String,
    checked_by: String,
    checked_on: String,
}

/// The description of a table that is one file as a whole.
pub(crate) fn about(table: &str, text: &str) -> Result<Row, ParameterTrouble> {
    let about: About = serde_saphyr::from_str(text).map_err(|trouble| ParameterTrouble(trouble.to_string()))?;
    Ok(Row {
        table: table.into(),
        title: about.title,
        valid_from: read_date(&about.valid_from)?,
        valid_to: about.valid_to.as_deref().map(read_date).transpose()?,
        values: Vec::new(),
        unit: about.unit,
        source: about.source,
        checked_by: about.checked_by,
        checked_on: about.checked_on,
        confirmed: true,
        ..Row::default()
    })
}

pub(crate) struct Files<'a> {
    pub(crate) about: &'a str,
    pub(crate) class1: &'a str,
    pub(crate) class2: &'a str,
    pub(crate) rates: &'a str,
    pub(crate) transitional: &'a str,
    pub(crate) winter: &'a str,
    pub(crate) year_end: &'a str,
}

impl Livelihood {
    pub(crate) fn read(files: &Files<'_>) -> Result<Self, ParameterTrouble> {
        let mut standard = Self { row: about("public_assistance.livelihood", files.about)?, ..Self::default() };
        standard.class1 = by_age_and_area(files.class1)?;
        for record in Csv::read("class2", files.class2)?.records() {
            standard.class2 = ByPersons::read(&record.numbers(0, 10)?)?;
        }
        standard.rates = hundredths(files.rates)?;
        standard.read_transitional(files.transitional)?;
        let winter = Csv::read("winter", files.winter)?;
        for (slot, record) in standard.winter.iter_mut().zip(winter.records()) {
            let months =
                record.text("months").split_once('-').and_then(|(a, b)| Some((a.parse().ok()?, b.parse().ok()?)));
            let (first_month, last_month) = months.ok_or_else(|| ParameterTrouble("winter: months".into()))?;
            *slot = Winter { first_month, last_month, amounts: ByPersons::read(&record.numbers(2, 10)?)? };
        }
        let year_end = Csv::read("year_end", files.year_end)?;
        for (slot, record) in standard.year_end.iter_mut().zip(year_end.records()) {
            *slot = ByPersons::read(&record.numbers(1, 10)?)?;
        }
        Ok(standard)
    }

    fn read_transitional(&mut self, text: &str) -> Result<(), ParameterTrouble> {
        let mut bands = [0_usize; 6];
        for record in Csv::read("transitional", text)?.records() {
            let area = AREAS.iter().position(|name| *name == record.text("class"));
            let area = area.ok_or_else(|| ParameterTrouble("transitional: class".into()))?;
            let cells = record.numbers(2, 10)?;
            let band = bands.get_mut(area).map(|band| std::mem::replace(band, *band + 1)).unwrap_or_default();
            let slots = self.transitional.get_mut(area).and_then(|bands| bands.get_mut(band));
            for (at, slot) in slots.into_iter().flatten().enumerate() {
                *slot = cell(&cells, at)?;
            }
        }
        match bands == [11; 6] {
            true => Ok(()),
            false => Err(ParameterTrouble("transitional: eleven ages for each class".into())),
        }
    }
}

fn cell(cells: &[Option<i64>], at: usize) -> Result<i64, ParameterTrouble> {
    cells.get(at).copied().flatten().ok_or_else(|| ParameterTrouble(format!("cell {at} is missing")))
}

/// A table with a row for each age band and a column for each 級地.
pub(crate) fn by_age_and_area(text: &str) -> Result<[[i64; 11]; 6], ParameterTrouble> {
    let mut table = [[0; 11]; 6];
    let csv = Csv::read("by age", text)?;
    let mut bands = 0;
    for (band, record) in csv.records().enumerate() {
        bands += 1;
        for (name, ages) in AREAS.iter().zip(table.iter_mut()) {
            let slot = ages.get_mut(band).ok_or_else(|| ParameterTrouble("more than eleven ages".into()))?;
            *slot = record.number(name)?;
        }
    }
    match bands == 11 {
        true => Ok(table),
        false => Err(ParameterTrouble("eleven ages are needed".into())),
    }
}

fn hundredths(text: &str) -> Result<[i64; 10], ParameterTrouble> {
    let line = text.lines().nth(1).unwrap_or_default();
    let mut rates = [0; 10];
    let mut cells = line.split(',').map(str::trim);
    for slot in &mut rates {
        let rate: Option<f64> = cells.next().and_then(|cell| cell.parse().ok());
        let rate = rate.ok_or_else(|| ParameterTrouble("reduction rate".into()))?;
        *slot = whole_hundredths(rate).ok_or_else(|| ParameterTrouble("reduction rate".into()))?;
    }
    Ok(rates)
}

fn whole_hundredths(rate: f64) -> Option<i64> {
    (0..=100).find(|hundredths: &i32| (f64::from(*hundredths) / 100.0 - rate).abs() < 1e-9).map(i64::from)
}
