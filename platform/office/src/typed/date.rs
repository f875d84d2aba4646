//! 日付: any usual way of writing a date, in either calendar.

use super::date_shape::{Shape, Year, shape};
use super::date_tokens::{Parted, Token, part, tokens};
use super::date_trouble::{Asked, LAST_YEAR};
use super::{TypedTrouble, fold_hyphens};
use crate::calendar::{Day, Era, Eras};

const EXAMPLE: &str = "令和7年4月8日";

/// 日付, as exact as it was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypedDate {
    Exact(Day),
    Month { year: i16, month: i8 },
    Year(i16),
}

impl TypedDate {
    /// The first day it may mean.
    pub fn earliest(self) -> Option<Day> {
        match self {
            Self::Exact(day) => Some(day),
            Self::Month { year, month } => Day::of(year, month, 1),
            Self::Year(year) => Day::of(year, 1, 1),
        }
    }
}

/// Reads `S45.3.1`, `昭45-3-1`, `昭和四十五年三月一日`, `19700301`, `R7.4.8(火)`; also `令和7年4月` and `2025年`.
/// Years 1873 to 2100. A two-digit year without era, or a day without year, is asked back.
pub fn date(text: &str) -> Result<TypedDate, TypedTrouble> {
    date_in(Eras::in_use(), "日付", text)
}

/// As [`date`], for a field that needs the very day; `subject` is the name of the field (`受付日`).
pub fn day(subject: &str, text: &str) -> Result<Day, TypedTrouble> {
    let asked = Asked { eras: Eras::in_use(), subject, text, example: EXAMPLE };
    match read(&asked)? {
        TypedDate::Exact(day) => Ok(day),
        _ => Err(asked.no_day()),
    }
}

/// As [`date`], by a given era table.
pub fn date_in(eras: &Eras, subject: &str, text: &str) -> Result<TypedDate, TypedTrouble> {
    read(&Asked { eras, subject, text, example: EXAMPLE })
}

pub(super) fn read(asked: &Asked<'_>) -> Result<TypedDate, TypedTrouble> {
    let folded = fold_hyphens(asked.text);
    if folded.trim().is_empty() {
        return Err(asked.nothing());
    }
    let Some(Parted { text: bare, notes }) = part(without_midnight(folded.trim())) else {
        return Err(asked.unclear());
    };
    let (bare, weekday) = split_weekday(&bare);
    let Some(found) = tokens(asked.eras, bare) else {
        return Err(asked.unclear());
    };
    let read = match shape(&found) {
        Shape::Date(year, month, day) => asked.exact(year, month, day)?,
        Shape::Month(year, month) => asked.month(year, month)?,
        Shape::Year(year) => asked.year(year)?,
        Shape::ShortYear(year, month, day) => return Err(asked.which_era(year, month, day)),
        Shape::NoYear => return Err(asked.which_year()),
        Shape::Coded(code) => return Err(asked.coded(code)),
        Shape::Unclear => return Err(asked.unclear()),
    };
    if let Some(weekday) = weekday {
        asked.weekday_fits(read, weekday)?;
    }
    for note in &notes {
        asked.note_fits(read, note)?;
    }
    Ok(read)
}

/// Spreadsheets add midnight to a date when it is copied out of them.
fn without_midnight(text: &str) -> &str {
    [" 00:00:00", " 0:00:00", " 00:00", " 0:00"].iter().find_map(|time| text.strip_suffix(time)).unwrap_or(text)
}

fn split_weekday(text: &str) -> (&str, Option<char>) {
    let text = text.trim_end();
    let named = text.strip_suffix("曜日").or_else(|| text.strip_suffix("曜"));
    match named.and_then(|before| before.char_indices().last().map(|(at, c)| (before.get(..at).unwrap_or(""), c))) {
        Some((before, c)) => (before, Some(c)),
        None => (text, None),
    }
}

impl<'a> Asked<'a> {
    fn exact(&self, year: Year<'a>, month: u32, day: u32) -> Result<TypedDate, TypedTrouble> {
        let western = self.western(year)?;
        let (Ok(month), Ok(day)) = (i8::try_from(month), i8::try_from(day)) else {
            return Err(self.unclear());
        };
        let Some(found) = Day::of(western, month, day) else {
            return Err(self.no_such_day(western, month, day));
        };
        self.within(year, (found, found), &format!("{month}月{day}日"), &|day| self.eras.long(day))?;
        Ok(TypedDate::Exact(found))
    }

    fn month(&self, year: Year<'a>, month: u32) -> Result<TypedDate, TypedTrouble> {
        let western = self.western(year)?;
        let month = i8::try_from(month).map_err(|_| self.unclear())?;
        let Some(first) = Day::of(western, month, 1) else {
            return Err(self.no_such_day(western, month, 1));
        };
        let named = |day: Day| self.eras.era_year(day).map_or_else(String::new, |year| format!("{year}{month}月"));
        self.within(year, (first, first.last_of_month()), &format!("{month}月"), &named)?;
        Ok(TypedDate::Month { year: western, month })
    }

    fn year(&self, year: Year<'a>) -> Result<TypedDate, TypedTrouble> {
        let western = self.western(year)?;
        let (Some(first), Some(last)) = (Day::of(western, 1, 1), Day::of(western, 12, 31)) else {
            return Err(self.unclear());
        };
        let named = |day: Day| self.eras.era_year(day).map_or_else(String::new, |year| year.to_string());
        self.within(year, (first, last), "", &named)?;
        Ok(TypedDate::Year(western))
    }

    fn western(&self, year: Year<'a>) -> Result<i16, TypedTrouble> {
        let western = match year {
            Year::Western(year) => i16::try_from(year).ok(),
            Year::Era(era, 0) => return Err(self.no_year_zero(era)),
            Year::Era(era, year) => i16::try_from(year).ok().map(|year| era.western(year)),
        };
        western.ok_or_else(|| self.unclear())
    }

    /// Some day from `first` to `last` must lie in the calendar and, where an era was typed, in that era.
    fn within(
        &self,
        year: Year<'a>,
        span: (Day, Day),
        rest: &str,
        named: &dyn Fn(Day) -> String,
    ) -> Result<(), TypedTrouble> {
        let (first, last) = span;
        let typed = match year {
            Year::Western(year) => format!("{year}年{rest}"),
            Year::Era(era, year) => format!("{}{rest}", era_year(era, year)),
        };
        let beginning = self.eras.beginning();
        if beginning.is_some_and(|beginning| last < beginning) {
            return Err(self.before_calendar(&typed));
        }
        if first.year() > LAST_YEAR {
            return Err(self.too_late(&typed));
        }
        let Year::Era(era, _) = year else {
            return Ok(());
        };
        if last < era.begins {
            return Err(self.before_era(&typed, era, &named(last)));
        }
        match self.eras.last_day(era).filter(|end| *end < first) {
            Some(end) => Err(self.after_era(&typed, (era, end), &named(first))),
            None => Ok(()),
        }
    }

    fn weekday_fits(&self, read: TypedDate, weekday: char) -> Result<(), TypedTrouble> {
        match read {
            TypedDate::Exact(day) if day.weekday_ja().starts_with(weekday) => Ok(()),
            TypedDate::Exact(day) if "月火水木金土日".contains(weekday) => Err(self.other_weekday(day, weekday)),
            _ => Err(self.unclear()),
        }
    }

    /// Brackets may hold the weekday, or the year in the other calendar.
    fn note_fits(&self, read: TypedDate, note: &str) -> Result<(), TypedTrouble> {
        let note = note.trim();
        let weekday = note.strip_suffix("曜日").or_else(|| note.strip_suffix("曜")).unwrap_or(note);
        let mut letters = weekday.chars();
        if let (Some(c), None) = (letters.next(), letters.next())
            && "月火水木金土日".contains(c)
        {
            return self.weekday_fits(read, c);
        }
        let found: Vec<Token<'_>> = tokens(self.eras, note).ok_or_else(|| self.unclear())?;
        let Shape::Year(year) = shape(&found) else {
            return Err(self.unclear());
        };
        let typed = match read {
            TypedDate::Exact(day) => day.year(),
            TypedDate::Month { year, .. } | TypedDate::Year(year) => year,
        };
        let era_fits = match (year, read) {
            (Year::Era(era, _), TypedDate::Exact(day)) => self.eras.of(day) == Some(era),
            _ => true,
        };
        if era_fits && self.western(year)? == typed { Ok(()) } else { Err(self.years_differ()) }
    }
}

fn era_year(era: &Era, year: u32) -> String {
    if year == 1 { format!("{}元年", era.name) } else { format!("{}{year}年", era.name) }
}
