//! 和暦: how a day is written for people.

use std::fmt;

use super::{Day, Era, Eras};

/// 和暦の年: `令和7年`, `令和元年`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EraYear<'a> {
    pub era: &'a Era,
    pub year: i16,
}

impl fmt::Display for EraYear<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.year {
            1 => write!(f, "{}元年", self.era.name),
            year => write!(f, "{}{year}年", self.era.name),
        }
    }
}

impl Eras {
    /// None before 1873-01-01.
    pub fn era_year(&self, day: Day) -> Option<EraYear<'_>> {
        self.of(day).map(|era| EraYear { era, year: era.year_of(day.year()) })
    }

    /// `R7.4.8(火)`; a day before 1873-01-01 is written by its western year, `1872.12.31(火)`.
    pub fn short(&self, day: Day) -> String {
        let year = match self.era_year(day) {
            Some(EraYear { era, year }) => format!("{}{year}", era.letter),
            None => day.year().to_string(),
        };
        format!("{year}.{}.{}({})", day.month(), day.day(), day.weekday_ja())
    }

    /// `令和7年4月8日`; a day before 1873-01-01 is written by its western year.
    pub fn long(&self, day: Day) -> String {
        match self.era_year(day) {
            Some(year) => format!("{year}{}月{}日", day.month(), day.day()),
            None => western(day),
        }
    }
}

/// `R7.4.8(火)`, by the era table in use.
pub fn short(day: Day) -> String {
    Eras::in_use().short(day)
}

/// `令和7年4月8日`, by the era table in use.
pub fn long(day: Day) -> String {
    Eras::in_use().long(day)
}

/// `令和7年`, by the era table in use; None before 1873-01-01.
pub fn era_year(day: Day) -> Option<EraYear<'static>> {
    Eras::in_use().era_year(day)
}

/// 西暦: `2025年4月8日`, shown beside the era date.
pub fn western(day: Day) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_written_short_and_long() {
        let day = Day::of(2025, 4, 8).unwrap();
        assert_eq!(short(day), "R7.4.8(火)");
        assert_eq!(long(day), "令和7年4月8日");
        assert_eq!(western(day), "2025年4月8日");
        assert_eq!(era_year(day).unwrap().to_string(), "令和7年");
    }

    #[test]
    fn the_first_year_is_gannen_in_long_and_one_in_short() {
        let day = Day::of(1926, 12, 31).unwrap();
        assert_eq!(long(day), "昭和元年12月31日");
        assert_eq!(short(day), "S1.12.31(金)");
    }

    #[test]
    fn a_day_before_the_present_calendar_has_a_western_year() {
        let day = Day::of(1872, 12, 31).unwrap();
        assert_eq!(long(day), "1872年12月31日");
        assert_eq!(short(day), "1872.12.31(火)");
        assert_eq!(era_year(day), None);
    }
}
