//! 行の見せ方: a row in words, whether it was entered here or came with the program.

use office::{By, Day, StaffId};

use crate::model::{RowState, TableRow};
use crate::parameters::{Item, Row, Shape, Tables};
use crate::yen::yen;

/// A row in words.
#[derive(Debug, Clone)]
pub(super) struct Shown {
    /// Empty for a row that came with the program.
    pub(super) path: String,
    pub(super) place: String,
    pub(super) item: String,
    pub(super) amounts: String,
    pub(super) from: Day,
    pub(super) to: Option<Day>,
    pub(super) source: String,
    pub(super) state: (&'static str, &'static str),
    pub(super) proposed: String,
    pub(super) checked: String,
}

pub(super) fn item_of(table: &str) -> Item {
    let known = Tables::embedded().items().into_iter().find(|item| item.table == table);
    let unknown =
        || Item { table: table.to_owned(), title: table.to_owned(), unit: String::new(), shape: Shape::ByPersons };
    known.unwrap_or_else(unknown)
}

pub(super) fn amount(value: Option<i64>, unit: &str) -> String {
    match value {
        Some(value) if unit == "円" => yen(value),
        Some(value) => format!("{value}{unit}"),
        None => "(定めなし)".to_owned(),
    }
}

/// A value of an item in words.
pub(super) fn value(value: Option<i64>, item: &Item) -> String {
    match (item.shape, value) {
        (Shape::YesNo, Some(1)) => "はい".to_owned(),
        (Shape::YesNo, Some(_)) => "いいえ".to_owned(),
        (_, value) => amount(value, &item.unit),
    }
}

fn amounts((values, words): (&[Option<i64>], &[String]), item: &Item) -> String {
    if !words.is_empty() {
        return words.join(" ");
    }
    let one = |(at, told): (usize, &Option<i64>)| {
        let said = value(*told, item);
        if item.shape == Shape::ByPersons { format!("{}人 {said}", at + 1) } else { said }
    };
    values.iter().enumerate().map(one).collect::<Vec<_>>().join("、")
}

fn badge(state: RowState) -> (&'static str, &'static str) {
    let kind = match state {
        RowState::Proposed => "waiting",
        RowState::InUse => "held",
        RowState::Withdrawn => "plain",
    };
    (kind, state.label())
}

pub(super) fn by(by: &By) -> String {
    format!("{} {}", by.name, office::calendar::short(by.at.day()))
}

impl Shown {
    pub(super) fn of(row: &TableRow) -> Self {
        let item = item_of(&row.told.item);
        Self {
            path: format!("/benefits/tables/{}", row.id),
            place: row.told.place.clone(),
            amounts: amounts((&row.told.values, &row.told.words), &item),
            item: item.title,
            from: row.told.valid_from,
            to: row.told.valid_to,
            source: row.told.source.clone(),
            state: badge(row.state),
            proposed: by(&row.proposed),
            checked: row.settled.as_ref().map_or_else(String::new, by),
        }
    }

    /// `None` where its days are not days of the calendar in use.
    pub(super) fn of_program(row: &Row) -> Option<Self> {
        let item = item_of(&row.table);
        let day = |date: jiff::civil::Date| Day::of(date.year(), date.month(), date.day());
        Some(Self {
            path: String::new(),
            place: row.municipality.clone().unwrap_or_default(),
            amounts: amounts((&row.values, &row.words), &item),
            item: item.title,
            from: day(row.valid_from)?,
            to: row.valid_to.and_then(day),
            source: row.source.clone(),
            state: if row.confirmed { ("done", "確認済み") } else { ("attention", "未確認") },
            proposed: String::new(),
            checked: format!("{} {}", row.checked_by, row.checked_on),
        })
    }
}

/// An invented row for pages that are shown as samples.
pub(super) fn sample(state: RowState) -> Option<TableRow> {
    let at = office::Instant::at(Day::of(2026, 6, 15)?, 9, 0)?;
    let person = |id: &str, name: &str| Some(By { staff: StaffId::from_text(id)?, name: name.to_owned(), at });
    let told = crate::model::NewRow {
        place: "神奈川県座間市".to_owned(),
        item: "housing_rent.rent_ceiling".to_owned(),
        values: vec![Some(43_000), Some(51_000), None],
        words: Vec::new(),
        valid_from: Day::of(2026, 5, 1)?,
        valid_to: None,
        source: "市の告示第0号(見本)".to_owned(),
    };
    let settled = if state == RowState::Proposed { None } else { person("stf_b", "見本 太郎") };
    let id = crate::model::RowId::from_text("btr_1")?;
    Some(TableRow { id, told, state, proposed: person("stf_a", "見本 花子")?, settled, version: 1 })
}
