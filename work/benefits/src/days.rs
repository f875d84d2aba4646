//! 年齢・年月・学年: the counts of days that the programmes share.

use jiff::civil::Date;
use serde::{Serialize, Serializer};

/// A calendar month, counted so that months subtract.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month(i32);

impl Month {
    /// `month` outside 1..=12 gives `None`.
    pub fn new(year: i32, month: i32) -> Option<Self> {
        ((1..=12).contains(&month) && (1900..=2200).contains(&year)).then_some(Self(year * 12 + month - 1))
    }

    pub fn of(day: Date) -> Self {
        Self(i32::from(day.year()) * 12 + i32::from(day.month()) - 1)
    }

    pub fn plus(self, months: i32) -> Self {
        Self(self.0 + months)
    }

    pub fn months_until(self, later: Self) -> i32 {
        later.0 - self.0
    }

    /// 1..=12.
    pub fn number(self) -> i32 {
        self.0.rem_euclid(12) + 1
    }
}

impl std::fmt::Display for Month {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}", self.0.div_euclid(12), self.number())
    }
}

/// `令和8年5月15日`, as sentences for people say a day.
pub(crate) fn said_day(day: Date) -> String {
    office::Day::of(day.year(), day.month(), day.day()).map_or_else(|| day.to_string(), office::calendar::long)
}

/// Exactly `YYYY-MM-DD`.
pub fn parse_date(text: &str) -> Option<Date> {
    let (year, rest) = text.split_once('-')?;
    let (month, day) = rest.split_once('-')?;
    if year.len() != 4 || month.len() != 2 || day.len() != 2 {
        return None;
    }
    Date::new(digits(year)?, digits(month)?.try_into().ok()?, digits(day)?.try_into().ok()?).ok()
}

/// Exactly `YYYY-MM`.
pub(crate) fn parse_month(text: &str) -> Option<Month> {
    let (year, month) = text.split_once('-')?;
    if year.len() != 4 || month.len() != 2 {
        return None;
    }
    Month::new(digits(year)?.into(), digits(month)?.into())
}

fn digits(text: &str) -> Option<i16> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

/// 満年齢. A birthday of 29 February is passed on 1 March of a common year.
pub fn age_on(birth: Date, on: Date) -> i16 {
    let passed = (on.month(), on.day()) >= (birth.month(), birth.day());
    on.year() - birth.year() - i16::from(!passed)
}

/// The same day `years` later; 29 February becomes 28 February.
pub(crate) fn years_after(day: Date, years: i64) -> Date {
    let year = i64::from(day.year()).saturating_add(years);
    let year = i16::try_from(year).unwrap_or(i16::MAX).min(9999);
    Date::new(year, day.month(), day.day()).or_else(|_| Date::new(year, day.month(), 28)).unwrap_or(day)
}

pub(crate) fn days_after(day: Date, days: i64) -> Date {
    day.checked_add(jiff::Span::new().try_days(days).unwrap_or_default()).unwrap_or(day)
}

/// Days from `from` to `to`, both counted.
pub(crate) fn days_inclusive(from: Date, to: Date) -> i64 {
    from.until(to).map_or(0, |span| i64::from(span.get_days()) + 1)
}

/// Where a child stands in the school years (学年), by birth date and the year beginning 1 April.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SchoolStage {
    BeforeSchool,
    Elementary(i16),
    JuniorHigh,
    HighSchoolAge,
    Over,
}

impl SchoolStage {
    /// A child born on 1 April belongs with those born before it (学校教育法第17条).
    pub fn of(birth: Date, on: Date) -> Self {
        let entry = birth.year() + if (birth.month(), birth.day()) <= (4, 1) { 6 } else { 7 };
        let school_year = on.year() - i16::from(on.month() < 4);
        match school_year - entry + 1 {
            grade @ 1..=6 => Self::Elementary(grade),
            7..=9 => Self::JuniorHigh,
            10..=12 => Self::HighSchoolAge,
            grade if grade < 1 => Self::BeforeSchool,
            _ => Self::Over,
        }
    }

    /// Until the 31 March after the 18th birthday (児童).
    pub fn is_child(self) -> bool {
        self != Self::Over
    }
}

pub(crate) fn write_date<S: Serializer>(day: &Date, out: S) -> Result<S::Ok, S::Error> {
    out.collect_str(day)
}

pub(crate) fn write_date_if<S: Serializer>(day: &Option<Date>, out: S) -> Result<S::Ok, S::Error> {
    match day {
        Some(day) => out.collect_str(day),
        None => Option::<&str>::None.serialize(out),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_child_born_on_1_april_enters_school_a_year_before_one_born_on_2_april() {
        let on = date(2026, 4, 1);
        assert_eq!(SchoolStage::of(date(2020, 4, 1), on), SchoolStage::Elementary(1));
        assert_eq!(SchoolStage::of(date(2020, 4, 2), on), SchoolStage::BeforeSchool);
        assert_eq!(SchoolStage::of(date(2020, 4, 1), date(2026, 3, 31)), SchoolStage::BeforeSchool);
    }

    #[test]
    fn a_child_is_a_child_until_the_31_march_after_the_18th_birthday() {
        assert!(SchoolStage::of(date(2008, 5, 1), date(2027, 3, 31)).is_child());
        assert!(!SchoolStage::of(date(2008, 5, 1), date(2027, 4, 1)).is_child());
    }

    #[test]
    fn age_changes_on_the_birthday() {
        assert_eq!(age_on(date(1980, 4, 1), date(2026, 3, 31)), 45);
        assert_eq!(age_on(date(1980, 4, 1), date(2026, 4, 1)), 46);
        assert_eq!(age_on(date(2000, 2, 29), date(2026, 2, 28)), 25);
        assert_eq!(age_on(date(2000, 2, 29), date(2026, 3, 1)), 26);
    }

    #[test]
    fn only_a_full_written_date_is_read() {
        assert_eq!(parse_date("2026-05-15"), Some(date(2026, 5, 15)));
        for wrong in ["2026-5-15", "2026-02-30", "20260515", "2026-05-15T00:00", "+026-05-15", ""] {
            assert_eq!(parse_date(wrong), None, "{wrong}");
        }
    }
}
