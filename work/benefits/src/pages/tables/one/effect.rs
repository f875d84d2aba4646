//! 行で変わること: the values before and after, the households that receive now, situations that somebody pasted, and
//! invented households of every size.

use office::Fault;

use crate::answer::Verdict;
use crate::compare::{Change, Figures, changes, compare_under};
use crate::model::{TableRow, date};
use crate::model_households::{MODELS, ModelChange, model_changes};
use crate::pages::said;
use crate::parameters::{Shape, Tables};
use crate::recipients::RecipientGroup;
use crate::situation::{Instead, Situation};
use crate::yen::yen;

use super::super::shown::{item_of, value};

/// More lines than this are told by their number only.
const SHOWN: usize = 40;

pub(super) struct Effect {
    /// Persons (or `値`), before, after, what the tax rules would give where that differs.
    pub(super) values: Vec<(String, String, String, String)>,
    pub(super) doubtful: bool,
    pub(super) models: usize,
    pub(super) changed: usize,
    pub(super) households: Vec<HouseholdLine>,
    /// The households that receive now, by where they are known from; empty while no ledger knows any.
    pub(super) recipients: Vec<Tried>,
    pub(super) pasted: Option<Tried>,
}

pub(super) struct HouseholdLine {
    pub(super) household: String,
    pub(super) program: &'static str,
    pub(super) before: String,
    pub(super) after: String,
}

/// The figures of some situations, and those of which the answer differs.
pub(super) struct Tried {
    pub(super) label: String,
    pub(super) judged: u64,
    pub(super) refused: u64,
    pub(super) figures: Vec<FigureLine>,
    pub(super) changed: usize,
    pub(super) lines: Vec<HouseholdLine>,
}

pub(super) struct FigureLine {
    pub(super) program: &'static str,
    pub(super) newly: u64,
    pub(super) no_longer: u64,
    pub(super) rises: u64,
    pub(super) falls: u64,
    pub(super) before: String,
    pub(super) after: String,
}

fn verdict((verdict, amount): (Verdict, Option<i64>)) -> String {
    let word = said::verdict(verdict);
    amount.map_or_else(|| word.to_owned(), |amount| format!("{word} {}", yen(amount)))
}

fn line(household: String, change: &Change) -> HouseholdLine {
    HouseholdLine {
        household,
        program: change.program.name(),
        before: verdict(change.before),
        after: verdict(change.after),
    }
}

fn model_line(told: &ModelChange) -> HouseholdLine {
    let household = format!("{}人 収入{} 家賃{}", told.persons, yen(told.income), yen(told.rent));
    line(household, &told.change)
}

impl Effect {
    /// All that was tried: recipients first, then what was pasted.
    pub(super) fn tried(&self) -> impl Iterator<Item = &Tried> {
        self.recipients.iter().chain(&self.pasted)
    }

    pub(super) fn of(
        row: &TableRow,
        tables: (&Tables, &Tables),
        (recipients, pasted): (&[RecipientGroup], Option<&str>),
    ) -> Result<Self, Fault> {
        let first_day = row.told.valid_from.iso();
        let tried = |group: &RecipientGroup| Tried::of(&group.label, &group.situations.join("\n"), &first_day, tables);
        let on = date(row.told.valid_from)?;
        let changed = model_changes(&row.told.place, on, tables);
        let values = values(row, tables.0, on);
        Ok(Self {
            doubtful: values.iter().any(|(.., derived)| !derived.is_empty()),
            values,
            models: MODELS,
            changed: changed.len(),
            households: changed.iter().take(SHOWN).map(model_line).collect(),
            recipients: recipients.iter().map(tried).collect::<Result<_, _>>()?,
            pasted: pasted.map(|text| Tried::of("貼り付けた世帯", text, &first_day, tables)).transpose()?,
        })
    }
}

fn values(row: &TableRow, before: &Tables, on: jiff::civil::Date) -> Vec<(String, String, String, String)> {
    let told = &row.told;
    let item = item_of(&told.item);
    let known = before.row_in_force(&told.item, &told.place, on);
    if item.shape == Shape::Office {
        let words =
            |words: Option<&Vec<String>>| words.map_or_else(|| "(定めなし)".to_owned(), |words| words.join(" "));
        let line = ("窓口".to_owned(), words(known.map(|row| &row.words)), words(Some(&told.words)), String::new());
        return vec![line];
    }
    let derived = match told.item.as_str() {
        "housing_rent.income_standard" => before.plausible_standards(&told.place, told.values.len(), on),
        _ => Vec::new(),
    };
    let known = before.values_in_force(&told.item, &told.place, on);
    let rows = told.values.len().max(known.len());
    (0..rows)
        .map(|at| {
            let after = told.values.get(at).copied().flatten();
            let derived = derived.get(at).copied().flatten();
            let doubt = after.zip(derived).filter(|(after, derived)| after != derived);
            (
                if item.shape == Shape::ByPersons { format!("{}人", at + 1) } else { "値".to_owned() },
                value(known.get(at).copied().flatten(), &item),
                value(after, &item),
                doubt.map_or_else(String::new, |(_, derived)| value(Some(derived), &item)),
            )
        })
        .collect()
}

impl Tried {
    /// Every line is judged for the first day of the row, whatever day it names.
    fn of(label: &str, text: &str, on: &str, tables: (&Tables, &Tables)) -> Result<Self, Fault> {
        let instead = Instead { on: Some(on), municipality: None };
        let told = compare_under(tables, text.as_bytes(), instead).map_err(|e| Fault::other(e.to_string()))?;
        let mut changed = 0;
        let mut lines = Vec::new();
        for (at, text) in text.lines().enumerate() {
            let Ok(situation) = Situation::read(text, instead, tables.1) else { continue };
            for change in changes(&situation, tables) {
                changed += 1;
                if lines.len() < SHOWN {
                    lines.push(line(format!("{}行目", at + 1), &change));
                }
            }
        }
        Ok(Self {
            label: label.to_owned(),
            judged: told.judged,
            refused: told.refused,
            figures: told.programs.iter().filter(|figures| figures.asked > 0).map(FigureLine::of).collect(),
            changed,
            lines,
        })
    }
}

impl FigureLine {
    fn of(figures: &Figures) -> Self {
        Self {
            program: figures.program.name(),
            newly: figures.newly_reached,
            no_longer: figures.no_longer_reached,
            rises: figures.amount_rises,
            falls: figures.amount_falls,
            before: yen(figures.first.yen_each_month),
            after: yen(figures.second.yen_each_month),
        }
    }
}
