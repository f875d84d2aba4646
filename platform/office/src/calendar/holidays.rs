//! 開庁日: holidays and closures of the counters, read from `rules/calendar/holidays.yaml`.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;

use super::{CalendarFileError, Day};

const EMBEDDED: &str = include_str!("../../../../rules/calendar/holidays.yaml");
static BUILT_IN: OnceLock<Holidays> = OnceLock::new();

/// 祝日・休日と閉庁日.
#[derive(Clone, Debug)]
pub struct Holidays {
    first: Day,
    last: Day,
    closures: Vec<Closure>,
    days: BTreeMap<Day, String>,
}

/// 閉庁期間: days of each year on which the counters are closed, as (month, day), both included; may cross New Year.
#[derive(Clone, Debug)]
pub struct Closure {
    pub name: String,
    pub first: (i8, i8),
    pub last: (i8, i8),
}

impl Closure {
    fn holds(&self, day: Day) -> bool {
        let on = (day.month(), day.day());
        if self.first <= self.last {
            (self.first..=self.last).contains(&on)
        } else {
            on >= self.first || on <= self.last
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    covers: Covers,
    closures: Vec<ClosureLine>,
    holidays: Vec<HolidayLine>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Covers {
    first: Day,
    last: Day,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ClosureLine {
    name: String,
    first: String,
    last: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HolidayLine {
    day: Day,
    name: String,
}

impl Holidays {
    /// Reads a table in the form of `rules/calendar/holidays.yaml`.
    pub fn parse(yaml: &str) -> Result<Self, CalendarFileError> {
        let wrong = |reason: String| CalendarFileError { file: "祝日と閉庁日の表", reason };
        let file: File = serde_saphyr::from_str(yaml).map_err(|error| wrong(error.to_string()))?;
        let mut closures = Vec::new();
        for line in file.closures {
            let ends = month_and_day(&line.first).zip(month_and_day(&line.last));
            let Some((first, last)) = ends else {
                return Err(wrong(format!("「{}」の月日は 12-29 のように書いてください。", line.name)));
            };
            closures.push(Closure { name: line.name, first, last });
        }
        let mut days = BTreeMap::new();
        for line in file.holidays {
            let iso = line.day.iso();
            if line.day < file.covers.first || file.covers.last < line.day {
                return Err(wrong(format!("{iso}が表の期間の外にあります。")));
            }
            if days.insert(line.day, line.name).is_some() {
                return Err(wrong(format!("{iso}が二度書かれています。")));
            }
        }
        Ok(Self { first: file.covers.first, last: file.covers.last, closures, days })
    }

    /// The table the program was built with.
    #[expect(clippy::expect_used, reason = "the embedded file is part of the program and read by a test")]
    pub fn embedded() -> &'static Self {
        BUILT_IN.get_or_init(|| Self::parse(EMBEDDED).expect("embedded holiday table"))
    }

    /// False where the table does not reach: there only weekends and closures are known.
    pub fn covers(&self, day: Day) -> bool {
        (self.first..=self.last).contains(&day)
    }

    /// 祝日名 or the name of the closure.
    pub fn name(&self, day: Day) -> Option<&str> {
        let closure = || self.closures.iter().find(|closure| closure.holds(day)).map(|closure| closure.name.as_str());
        self.days.get(&day).map(String::as_str).or_else(closure)
    }

    pub fn is_working_day(&self, day: Day) -> bool {
        !day.is_weekend() && self.name(day).is_none()
    }

    /// The `n`th working day after `day`, which itself is not counted (民法140条). `n` = 0 gives `day` as it is.
    pub fn add_working_days(&self, day: Day, n: u16) -> Day {
        let mut at = day;
        for _ in 0..n {
            at = self.or_next_working_day(at.plus_days(1));
        }
        at
    }

    /// `day` itself if the counters are open, otherwise the next day on which they are (民法142条).
    pub fn or_next_working_day(&self, day: Day) -> Day {
        // A closure may be written to fill the whole year; then no later day is better than this one.
        (0..=366).map(|days| day.plus_days(days)).find(|day| self.is_working_day(*day)).unwrap_or(day)
    }

    /// Working days after `from`, up to and including `to`; 0 if `to` is not later.
    pub fn working_days_between(&self, from: Day, to: Day) -> usize {
        let days = from.days_until(to).max(0);
        (1..=days).filter(|days| self.is_working_day(from.plus_days(*days))).count()
    }
}

fn month_and_day(text: &str) -> Option<(i8, i8)> {
    let (month, day) = text.split_once('-')?;
    let (month, day) = (month.parse().ok()?, day.parse().ok()?);
    // A leap year, so that 02-29 may be written.
    Day::of(2024, month, day).map(|_| (month, day))
}

#[cfg(test)]
#[path = "holidays_tests.rs"]
mod tests;
