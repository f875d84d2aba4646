//! 自治体が入れた行: rows entered at the desk and confirmed by a second person, laid over those of the program.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use jiff::civil::Date;

use super::{ParameterTrouble, Place, Row, Setting, Tables, yaml};

/// A confirmed row of one municipality.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnteredRow {
    /// With its prefecture: `神奈川県座間市`.
    pub municipality: String,
    /// The table of an [`Item`].
    pub item: String,
    pub values: Vec<Option<i64>>,
    /// Name and telephone, for an item that tells a counter.
    pub words: Vec<String>,
    pub valid_from: Date,
    /// The last day in force.
    pub valid_to: Option<Date>,
    pub source: String,
    pub checked_by: String,
    /// YYYY-MM-DD.
    pub checked_on: String,
}

/// What a municipality can enter a row for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    pub table: String,
    pub title: String,
    pub unit: String,
    pub shape: Shape,
}

/// How an item is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Values for 1 person, 2 persons and so on.
    ByPersons,
    Single,
    /// 1: はい, 0: いいえ.
    YesNo,
    /// A name and a telephone number.
    Office,
}

impl Item {
    /// Whether a row of this item can have these values or words.
    pub(crate) fn takes(&self, values: &[Option<i64>], words: &[String]) -> bool {
        let single = |range: std::ops::RangeInclusive<i64>| matches!(values, [Some(value)] if range.contains(value));
        let bare = words.is_empty();
        match self.shape {
            Shape::ByPersons => {
                bare && values.iter().any(Option::is_some)
                    && values.iter().flatten().all(|value| (0..=yaml::LARGEST).contains(value))
            }
            Shape::Single if self.table == Setting::RoundUnit.table() => bare && single(1..=10_000),
            Shape::Single => bare && single(0..=yaml::LARGEST),
            Shape::YesNo => bare && single(0..=1),
            Shape::Office => {
                let told = |word: &String| !word.trim().is_empty() && word.chars().count() <= MOST_LETTERS;
                values.is_empty() && words.len() == 2 && words.iter().all(told)
            }
        }
    }
}

/// As many numbers of persons as a row can be entered for.
const MOST_PERSONS: usize = 10;
pub(crate) const MOST_LETTERS: usize = 60;
pub(crate) const INCOME_STANDARD: &str = "housing_rent.income_standard";
pub(crate) const RENT_CEILING: &str = "housing_rent.rent_ceiling";

impl Tables {
    /// 基準額 and rent ceiling first, then what is the municipality's to decide, then each number that is a single value.
    pub fn items(&self) -> Vec<Item> {
        let by_persons = |table: &str, title: &str| Item {
            table: table.to_owned(),
            title: title.to_owned(),
            unit: "円".to_owned(),
            shape: Shape::ByPersons,
        };
        let mut single: Vec<Item> = self
            .numbers
            .iter()
            .filter(|(_, rows)| rows.iter().all(|row| row.values.len() == 1))
            .filter_map(|(table, rows)| Some((table, rows.first()?)))
            .map(|(table, row)| Item {
                table: table.clone(),
                title: row.title.clone(),
                unit: row.unit.clone(),
                shape: Shape::Single,
            })
            .collect();
        single.sort_by(|a, b| a.table.cmp(&b.table));
        let mut items = vec![
            by_persons(INCOME_STANDARD, "住居確保給付金の基準額"),
            by_persons(RENT_CEILING, "家賃の上限（住宅扶助基準に基づく額）"),
        ];
        items.extend(Setting::ALL.iter().map(|setting| setting.item()));
        items.append(&mut single);
        items
    }

    /// The full name of the municipality meant, or a sentence that says what is not clear.
    pub fn municipality(&self, written: &str) -> Result<String, &'static str> {
        self.place(written).map(|place| place.full_name.clone()).map_err(super::Unplaced::sentence)
    }

    /// The row of an item that is in force for a municipality on a day, as a judgement would use it.
    pub fn row_in_force(&self, item: &str, municipality: &str, on: Date) -> Option<&Row> {
        let place = self.place(municipality).ok()?;
        match item {
            INCOME_STANDARD => self.income_standard(&place, on),
            RENT_CEILING => self.rent_ceiling(&place, 1, on).map(|(_, row)| row),
            number => self.number(number, &place, on),
        }
    }

    /// The values of an item on a day, 1 person first, as a judgement would use them. The country's ceilings stand by
    /// bands of persons; here each number of persons has its own.
    pub fn values_in_force(&self, item: &str, municipality: &str, on: Date) -> Vec<Option<i64>> {
        let Ok(place) = self.place(municipality) else { return Vec::new() };
        match item {
            RENT_CEILING => {
                let of = |persons| self.rent_ceiling(&place, persons, on).map(|(yen, _)| yen);
                (1..=MOST_PERSONS).map(of).collect()
            }
            _ => self.row_in_force(item, municipality, on).map(|row| row.values.clone()).unwrap_or_default(),
        }
    }

    /// Rows of single municipalities that came with the program.
    pub fn municipal_rows(&self) -> Vec<&Row> {
        let own = self.own.values().flat_map(|own| {
            let numbers = own.numbers.values().flatten();
            own.income_standard.iter().chain(&own.rent_ceiling).chain(numbers)
        });
        let mut rows: Vec<&Row> = self.income_standards.values().flatten().chain(own).collect();
        rows.sort_by(|a, b| (&a.municipality, &a.table, a.valid_from).cmp(&(&b.municipality, &b.table, b.valid_from)));
        rows
    }

    /// 基準額 that the tax rules would give, one for each number of persons: for a warning only.
    pub fn plausible_standards(&self, municipality: &str, persons: usize, on: Date) -> Vec<Option<i64>> {
        let Ok(place) = self.place(municipality) else { return Vec::new() };
        (1..=persons).map(|persons| crate::programs::plausible::standard(self, &place, persons, on)).collect()
    }

    /// The tables of the program with confirmed rows over them, in the order of their confirmation.
    ///
    /// Of rows that begin on one day the last confirmed stands. A row ends at the latest the day before the next one
    /// begins, so that an ended row never brings an older one back.
    pub fn with_entered(rows: &[EnteredRow]) -> Result<Self, ParameterTrouble> {
        let mut tables = Self::national()?;
        let keys: BTreeSet<(&str, &str)> =
            rows.iter().map(|row| (row.municipality.as_str(), row.item.as_str())).collect();
        for (municipality, item) in keys {
            let place = tables
                .place(municipality)
                .map_err(|_| ParameterTrouble(format!("no such municipality: {municipality}")))?;
            let known = tables.items().into_iter().find(|known| known.table == item);
            let known = known.ok_or_else(|| ParameterTrouble(format!("no such item: {item}")))?;
            let of_this =
                rows.iter().rev().filter(|row| (row.municipality.as_str(), row.item.as_str()) == (municipality, item));
            let entered = of_this.map(|row| row.as_row(&known)).collect::<Result<Vec<_>, _>>()?;
            tables.lay_over(&place, item, entered);
        }
        Ok(tables)
    }

    /// As `with_entered`, with the rows of a file (as `rules/benefits/municipalities.yaml`) in the place of theirs.
    pub fn with_entered_and_file(rows: &[EnteredRow], file: &str) -> Result<Self, ParameterTrouble> {
        let mut tables = Self::with_entered(rows)?;
        if !file.trim().is_empty() {
            tables.read_municipalities(file)?;
        }
        Ok(tables)
    }

    fn lay_over(&mut self, place: &Place, item: &str, entered: Vec<Row>) {
        let own = self.own.entry(place.full_name.clone()).or_default();
        let (rows, published) = match item {
            INCOME_STANDARD => (&mut own.income_standard, self.income_standards.get(&place.full_name)),
            RENT_CEILING => (&mut own.rent_ceiling, None),
            number => (own.numbers.entry(number.to_owned()).or_default(), None),
        };
        let mut all = entered;
        all.append(rows);
        all.extend(published.into_iter().flatten().cloned());
        *rows = one_after_another(all);
    }
}

/// The first given of those that begin on one day; each until the day before the next.
fn one_after_another(mut rows: Vec<Row>) -> Vec<Row> {
    rows.sort_by_key(|row| std::cmp::Reverse(row.valid_from));
    rows.dedup_by_key(|row| row.valid_from);
    let mut next: Option<Date> = None;
    for row in &mut rows {
        if let Some(last) = next.and_then(|next| next.yesterday().ok()) {
            row.valid_to = Some(row.valid_to.map_or(last, |to| to.min(last)));
            row.written = OnceLock::new();
        }
        next = Some(row.valid_from);
    }
    rows
}

impl EnteredRow {
    fn as_row(&self, item: &Item) -> Result<Row, ParameterTrouble> {
        let sound = item.takes(&self.values, &self.words)
            && self.valid_to.is_none_or(|last| self.valid_from <= last)
            && ![&self.source, &self.checked_by].iter().any(|text| text.is_empty());
        if !sound {
            return Err(ParameterTrouble(format!("{} {}: a row that cannot be", self.municipality, self.item)));
        }
        Ok(Row {
            table: self.item.clone(),
            title: item.title.clone(),
            municipality: Some(self.municipality.clone()),
            valid_from: self.valid_from,
            valid_to: self.valid_to,
            values: self.values.clone(),
            words: self.words.clone(),
            unit: item.unit.clone(),
            source: self.source.clone(),
            checked_by: self.checked_by.clone(),
            checked_on: self.checked_on.clone(),
            confirmed: true,
            written: OnceLock::new(),
        })
    }
}
