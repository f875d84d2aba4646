//! 基準の見直しの試算: what new tables would cost and how many they would reach. Figures only.

use std::io::{self, BufRead, Write};

use serde::Serialize;

use crate::answer::Verdict;
use crate::batch::{Lines, read_line};
use crate::parameters::{ParameterTrouble, Tables};
use crate::programs::{Program, judge_one};
use crate::situation::{Instead, Situation};

/// The programmes that 基準額 and rent ceilings move.
const MOVED: [Program; 4] = [Program::HousingRent, Program::HousingMoving, Program::WorkPreparation, Program::Shelter];

#[derive(Debug, thiserror::Error)]
pub enum CompareTrouble {
    #[error(transparent)]
    Table(#[from] ParameterTrouble),
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// One programme under one set of tables; yen of the months that would be granted now.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Reach {
    pub fits: u64,
    pub does_not_fit: u64,
    pub missing: u64,
    pub discretion: u64,
    pub yen_each_month: i64,
    pub yen_of_the_period: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Figures {
    pub program: Program,
    /// Households whose situation asks for the programme.
    pub asked: u64,
    pub first: Reach,
    pub second: Reach,
    /// Fits only under the second tables.
    pub newly_reached: u64,
    /// Fits only under the first tables.
    pub no_longer_reached: u64,
    pub amount_rises: u64,
    pub amount_falls: u64,
}

/// Lines judged and refused, and the figures of each programme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Comparison {
    pub judged: u64,
    pub refused: u64,
    pub programs: [Figures; MOVED.len()],
}

/// What changes for one household already receiving.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    pub program: Program,
    pub before: (Verdict, Option<i64>),
    pub after: (Verdict, Option<i64>),
}

/// The programmes whose answer or amount differs between two sets of tables.
pub fn changes(situation: &Situation, tables: (&Tables, &Tables)) -> Vec<Change> {
    let change = |program: &Program| {
        let before = judge_one(*program, situation, tables.0);
        let after = judge_one(*program, situation, tables.1);
        let change =
            Change { program: *program, before: (before.answer, before.amount), after: (after.answer, after.amount) };
        (change.before != change.after).then_some(change)
    };
    MOVED.iter().filter(|program| situation.programs.contains(program)).filter_map(change).collect()
}

impl Reach {
    fn add(&mut self, answer: Verdict, amount: i64, months: i64) {
        match answer {
            Verdict::Fits => self.fits += 1,
            Verdict::DoesNotFit => self.does_not_fit += 1,
            Verdict::Missing => self.missing += 1,
            Verdict::Discretion => self.discretion += 1,
        }
        if answer == Verdict::Fits {
            self.yen_each_month += amount;
            self.yen_of_the_period += amount.saturating_mul(months);
        }
    }
}

impl Figures {
    fn add(&mut self, situation: &Situation, tables: (&Tables, &Tables)) {
        let judged = [tables.0, tables.1].map(|tables| {
            let answer = judge_one(self.program, situation, tables);
            (answer.answer, answer.amount.unwrap_or(0), answer.months.unwrap_or(1))
        });
        self.asked += 1;
        let [first, second] = judged;
        self.first.add(first.0, first.1, first.2);
        self.second.add(second.0, second.1, second.2);
        match (first.0 == Verdict::Fits, second.0 == Verdict::Fits) {
            (false, true) => self.newly_reached += 1,
            (true, false) => self.no_longer_reached += 1,
            (true, true) if second.1 > first.1 => self.amount_rises += 1,
            (true, true) if second.1 < first.1 => self.amount_falls += 1,
            _ => {}
        }
    }
}

/// Judges each line under both tables and writes the figures as one JSON object.
/// A table is YAML in the form of `rules/benefits/municipalities.yaml`; an empty text means the tables in use.
pub fn compare_tables(
    tables: (&str, &str),
    reader: impl BufRead,
    mut writer: impl Write,
) -> Result<(), CompareTrouble> {
    let (first, second) = (Tables::with_municipalities(tables.0)?, Tables::with_municipalities(tables.1)?);
    write_compared((&first, &second), reader, &mut writer)?;
    Ok(())
}

/// As `compare_tables`, with tables already read.
pub fn write_compared(tables: (&Tables, &Tables), reader: impl BufRead, mut writer: impl Write) -> io::Result<()> {
    let compared = compare_under(tables, reader, Instead::default())?;
    serde_json::to_writer(&mut writer, &compared)?;
    writer.write_all(b"\n")
}

/// As `compare_tables`, with tables already read; `instead` comes before day and municipality of the lines.
pub fn compare_under(
    (first, second): (&Tables, &Tables),
    reader: impl BufRead,
    instead: Instead<'_>,
) -> io::Result<Comparison> {
    let empty = |program| Figures {
        program,
        asked: 0,
        first: Reach::default(),
        second: Reach::default(),
        newly_reached: 0,
        no_longer_reached: 0,
        amount_rises: 0,
        amount_falls: 0,
    };
    let mut figures = MOVED.map(empty);
    let (mut judged, mut refused) = (0, 0);
    let mut input = Lines::new(reader);
    loop {
        let lines = input.some()?;
        if lines.is_empty() {
            break;
        }
        for line in &lines {
            let Ok(situation) = read_line(line, instead, first) else {
                refused += 1;
                continue;
            };
            judged += 1;
            for figure in figures.iter_mut().filter(|figure| situation.programs.contains(&figure.program)) {
                figure.add(&situation, (first, second));
            }
        }
    }
    Ok(Comparison { judged, refused, programs: figures })
}
