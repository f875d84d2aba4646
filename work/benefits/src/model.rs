//! 基準の行 as a noun: what one person of the municipality proposes and another confirms.

use db::{Fault, Record, Row};
use jiff::civil::Date;
use office::{About, Actor, By, Day, Hands, Proposed, Situation, Subject, coded, id};

use crate::parameters::EnteredRow;

id!(
    /// 基準の行
    RowId, "btr"
);

coded! {
    /// Where a row stands.
    pub enum RowState {
        Proposed = "proposed" "確認待ち",
        InUse = "in_use" "使っている",
        Withdrawn = "withdrawn" "取り下げ",
    }
}

/// What is told of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRow {
    /// With its prefecture.
    pub place: String,
    /// The table of an [`crate::Item`].
    pub item: String,
    pub values: Vec<Option<i64>>,
    /// Name and telephone, for an item that tells a counter.
    pub words: Vec<String>,
    pub valid_from: Day,
    /// The last day in force.
    pub valid_to: Option<Day>,
    pub source: String,
}

/// A row with its history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableRow {
    pub id: RowId,
    pub told: NewRow,
    pub state: RowState,
    pub proposed: By,
    /// Who confirmed or withdrew it.
    pub settled: Option<By>,
    pub version: i64,
}

impl TableRow {
    pub(crate) fn as_proposed(&self) -> Proposed<'_> {
        Proposed { open: self.state == RowState::Proposed, by: &self.proposed.staff, version: self.version }
    }
}

/// `84000 130000 - 214000`; words stand one on a line, each after a bar.
pub(crate) fn told_text(values: &[Option<i64>], words: &[String]) -> String {
    if !words.is_empty() {
        return words.iter().map(|word| format!("|{word}\n")).collect();
    }
    let words: Vec<String> =
        values.iter().map(|value| value.map_or_else(|| "-".to_owned(), |value| value.to_string())).collect();
    words.join(" ")
}

type Told = (Vec<Option<i64>>, Vec<String>);

fn told_of(text: &str) -> Result<Told, Fault> {
    if !text.starts_with('|') {
        return Ok((amounts(text)?, Vec::new()));
    }
    let word = |line: &str| line.strip_prefix('|').map(str::to_owned).ok_or(Fault::NotA("word"));
    Ok((Vec::new(), text.lines().map(word).collect::<Result<_, _>>()?))
}

fn amounts(text: &str) -> Result<Vec<Option<i64>>, Fault> {
    let value = |word: &str| match word {
        "-" => Ok(None),
        word => word.parse().map(Some).map_err(|_| Fault::NotA("amount")),
    };
    text.split_whitespace().map(value).collect()
}

impl Record for TableRow {
    fn read(row: &mut Row) -> Result<Self, Fault> {
        let id = row.take()?;
        let (place, item) = (row.take()?, row.take()?);
        let (values, words) = told_of(&row.take::<String>()?)?;
        let told =
            NewRow { place, item, values, words, valid_from: row.take()?, valid_to: row.take()?, source: row.take()? };
        let state = row.take()?;
        let (proposed, settled) = (By::take(row)?, By::take_maybe(row)?);
        Ok(Self { id, told, state, proposed, settled, version: row.take()? })
    }
}

/// As the rules count days.
pub(crate) fn date(day: Day) -> Result<Date, Fault> {
    Date::new(day.year(), day.month(), day.day()).map_err(|_| Fault::NotA("day"))
}

impl NewRow {
    /// As the rules take it; `by` checked it.
    pub fn entered(&self, by: &By) -> Result<EnteredRow, Fault> {
        Ok(EnteredRow {
            municipality: self.place.clone(),
            item: self.item.clone(),
            values: self.values.clone(),
            words: self.words.clone(),
            valid_from: date(self.valid_from)?,
            valid_to: self.valid_to.map(date).transpose()?,
            source: self.source.clone(),
            checked_by: by.name.clone(),
            checked_on: by.at.day().iso(),
        })
    }
}

/// One row, as authority is asked about it: it holds no person's data and is the whole municipality's.
#[derive(Debug, Clone)]
pub struct RowSubject(pub RowId);

impl Subject for RowSubject {
    fn situation(&self, _: &mut Hands<'_, '_>, _: &Actor) -> Result<Situation, Fault> {
        Ok(Situation::general())
    }

    fn about(&self) -> About {
        About::new("benefits_row", self.0.as_text())
    }
}
