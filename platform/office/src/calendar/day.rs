//! 日: one day of the calendar, without time or zone.

use std::fmt;

use jiff::civil::{Date, Weekday};
use jiff::tz::Offset;
use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};

/// A day, years 1 to 9999. Stored and serialised as ISO 8601 (`2025-04-08`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Day(Date);

impl Day {
    /// None where no such day exists.
    pub fn of(year: i16, month: i8, day: i8) -> Option<Self> {
        if year < 1 {
            return None;
        }
        Date::new(year, month, day).ok().map(Self)
    }

    /// The day in Japan (UTC+9, no summer time) at an instant.
    pub fn in_japan(instant: Timestamp) -> Self {
        Self(Offset::constant(9).to_datetime(instant).date())
    }

    /// Exactly `YYYY-MM-DD`. For what people type, see `typed::date`.
    pub fn parse_iso(text: &str) -> Option<Self> {
        let shaped = text.len() == 10
            && text.bytes().enumerate().all(|(at, byte)| match at {
                4 | 7 => byte == b'-',
                _ => byte.is_ascii_digit(),
            });
        if !shaped {
            return None;
        }
        let mut parts = text.split('-');
        let year = parts.next()?.parse().ok()?;
        let month = parts.next()?.parse().ok()?;
        let day = parts.next()?.parse().ok()?;
        Self::of(year, month, day)
    }

    pub fn iso(self) -> String {
        self.to_string()
    }

    pub fn year(self) -> i16 {
        self.0.year()
    }

    pub fn month(self) -> i8 {
        self.0.month()
    }

    pub fn day(self) -> i8 {
        self.0.day()
    }

    /// Days may be negative. Stops at the last (first) day of the calendar.
    #[must_use]
    pub fn plus_days(self, days: i32) -> Self {
        Self(self.0.saturating_add(i64::from(days.clamp(-MOST_DAYS, MOST_DAYS)).days()))
    }

    /// The same day of the month `months` later, or that month's last day where it is missing.
    #[must_use]
    pub fn plus_months(self, months: i32) -> Self {
        Self(self.0.saturating_add(i64::from(months.clamp(-MOST_MONTHS, MOST_MONTHS)).months()))
    }

    /// Negative where `later` comes before.
    pub fn days_until(self, later: Self) -> i32 {
        self.0.duration_until(later.0).as_hours().div_euclid(24).try_into().unwrap_or(i32::MAX)
    }

    #[must_use]
    pub fn first_of_month(self) -> Self {
        Self(self.0.first_of_month())
    }

    #[must_use]
    pub fn last_of_month(self) -> Self {
        Self(self.0.last_of_month())
    }

    /// 曜日, one character.
    pub fn weekday_ja(self) -> &'static str {
        match self.0.weekday() {
            Weekday::Monday => "月",
            Weekday::Tuesday => "火",
            Weekday::Wednesday => "水",
            Weekday::Thursday => "木",
            Weekday::Friday => "金",
            Weekday::Saturday => "土",
            Weekday::Sunday => "日",
        }
    }

    pub fn is_weekend(self) -> bool {
        matches!(self.0.weekday(), Weekday::Saturday | Weekday::Sunday)
    }
}

/// More than the whole calendar holds, and within what a jiff span takes.
const MOST_DAYS: i32 = 4_000_000;
const MOST_MONTHS: i32 = 130_000;

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day())
    }
}

impl From<Day> for String {
    fn from(day: Day) -> Self {
        day.iso()
    }
}

impl TryFrom<String> for Day {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Self::parse_iso(&text).ok_or_else(|| format!("「{text}」という日はありません。"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn iso_is_read_exactly_or_not_at_all() {
        assert_eq!(Day::parse_iso("2025-04-08"), Day::of(2025, 4, 8));
        for text in
            ["2025-4-8", "20250408", "2025-02-29", "2025-04-08 ", "+025-04-08", "0000-01-01", "２０25-04-08", ""]
        {
            assert_eq!(Day::parse_iso(text), None, "{text}");
        }
    }

    #[test]
    fn the_day_in_japan_turns_nine_hours_before_greenwich() {
        let instant: Timestamp = "2025-04-07T15:00:00Z".parse().unwrap();
        assert_eq!(Day::in_japan(instant).iso(), "2025-04-08");
        let before: Timestamp = "2025-04-07T14:59:59Z".parse().unwrap();
        assert_eq!(Day::in_japan(before).iso(), "2025-04-07");
    }

    #[test]
    fn the_calendar_has_ends_and_they_hold() {
        let last = Day::of(9999, 12, 31).unwrap();
        assert_eq!(last.plus_days(i32::MAX), last);
        assert_eq!(last.plus_months(i32::MAX), last);
        let first = Day::of(1, 1, 1).unwrap();
        assert!(first.plus_days(i32::MIN) <= first);
        assert!(first.plus_months(i32::MIN) <= first);
    }

    proptest! {
        #[test]
        fn days_added_are_the_days_between(start in 0..90_000i32, days in -40_000..40_000i32) {
            let day = Day::of(1873, 1, 1).unwrap().plus_days(start);
            prop_assert_eq!(day.days_until(day.plus_days(days)), days);
        }
    }
}
