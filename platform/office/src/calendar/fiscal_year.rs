//! 年度: the fiscal year, 1 April to 31 March.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Day, Era, Eras};
use crate::typed::fold;

/// 年度, by the western year in which it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FiscalYear(i16);

impl FiscalYear {
    pub const fn beginning_in(year: i16) -> Self {
        Self(year)
    }

    pub fn of(day: Day) -> Self {
        if day.month() >= 4 { Self(day.year()) } else { Self(day.year().saturating_sub(1)) }
    }

    /// Reads `H28`, `平成28年度`, `H28年度`, `令和元年`, `2016`, `2016年度` in either width; None otherwise.
    /// The era must have covered part of the year: both `H31` and `R1` are 2019年度, `H32` is none.
    pub fn parse(text: &str) -> Option<Self> {
        Self::parse_in(Eras::in_use(), text)
    }

    pub fn parse_in(eras: &Eras, text: &str) -> Option<Self> {
        let text = fold(text);
        let text = text.trim();
        let text = ["年度", "年"].iter().find_map(|end| text.strip_suffix(end)).unwrap_or(text).trim_end();
        if text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit()) {
            return text.parse().ok().filter(|year| (1868..=2200).contains(year)).map(Self);
        }
        let (era, year) = eras.iter().find_map(|era| Some((era, after_era(era, text)?)))?;
        let year = match year.trim_start() {
            "元" => 1,
            digits if digits.len() <= 2 && digits.bytes().all(|byte| byte.is_ascii_digit()) => digits.parse().ok()?,
            _ => return None,
        };
        let found = Self(era.western(year));
        let covered = year >= 1
            && found.last_day()? >= era.begins
            && eras.last_day(era).is_none_or(|last| found.first_day().is_some_and(|first| first <= last));
        covered.then_some(found)
    }

    /// The western year in which it begins.
    pub fn year(self) -> i16 {
        self.0
    }

    /// 4月1日; None only outside the calendar.
    pub fn first_day(self) -> Option<Day> {
        Day::of(self.0, 4, 1)
    }

    /// 3月31日 of the next year; None only outside the calendar.
    pub fn last_day(self) -> Option<Day> {
        Day::of(self.0.saturating_add(1), 3, 31)
    }

    pub fn contains(self, day: Day) -> bool {
        Self::of(day) == self
    }

    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }

    #[must_use]
    pub fn previous(self) -> Self {
        Self(self.0.saturating_sub(1))
    }

    /// `H28`, `R1`.
    pub fn short(self) -> String {
        match self.era() {
            Some(era) => format!("{}{}", era.letter, era.year_of(self.0)),
            None => self.0.to_string(),
        }
    }

    /// `平成28年度`, `令和元年度`.
    pub fn long(self) -> String {
        match self.era().map(|era| (era, era.year_of(self.0))) {
            Some((era, 1)) => format!("{}元年度", era.name),
            Some((era, year)) => format!("{}{year}年度", era.name),
            None => format!("{}年度", self.0),
        }
    }

    fn era(self) -> Option<&'static Era> {
        Eras::in_use().iter().rev().find(|era| match era.first_fiscal_year {
            Some(first) => first <= self.0,
            None => self.first_day().is_some_and(|day| era.begins <= day),
        })
    }
}

fn after_era<'a>(era: &Era, text: &'a str) -> Option<&'a str> {
    text.strip_prefix(era.name.as_str())
        .or_else(|| text.strip_prefix(era.kanji))
        .or_else(|| text.strip_prefix([era.letter, era.letter.to_ascii_lowercase()]))
        .or_else(|| text.strip_prefix(era.ligature))
}

impl fmt::Display for FiscalYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.long())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_year_begins_on_1_april() {
        let of = |iso| FiscalYear::of(Day::parse_iso(iso).unwrap()).year();
        assert_eq!((of("2016-03-31"), of("2016-04-01"), of("2017-03-31")), (2015, 2016, 2016));
        let year = FiscalYear::beginning_in(2016);
        assert_eq!(year.first_day().unwrap().iso(), "2016-04-01");
        assert_eq!(year.last_day().unwrap().iso(), "2017-03-31");
    }

    #[test]
    fn every_way_of_writing_a_year_is_read() {
        for text in [
            "H28",
            "h28",
            "Ｈ２８",
            "平成28年度",
            "平28",
            "平成２８年",
            "H28年度",
            " H 28 年度",
            "㍻28",
            "2016",
            "2016年度",
            "２０１６",
        ] {
            assert_eq!(FiscalYear::parse(text).map(FiscalYear::year), Some(2016), "{text}");
        }
        for (text, year) in [
            ("R7", 2025),
            ("H31", 2019),
            ("R1", 2019),
            ("令和元年度", 2019),
            ("S63", 1988),
            ("S1", 1926),
            ("T15", 1926),
        ] {
            assert_eq!(FiscalYear::parse(text).map(FiscalYear::year), Some(year), "{text}");
        }
    }

    #[test]
    fn a_year_that_is_not_certain_is_not_read() {
        for text in [
            "28",
            "28年度",
            "H32",
            "S64",
            "R0",
            "H",
            "元年度",
            "H28.4",
            "H280",
            "20160",
            "1500",
            "",
            "年度",
            "平成28年度分",
        ] {
            assert_eq!(FiscalYear::parse(text), None, "{text}");
        }
    }

    #[test]
    fn the_year_of_the_change_bears_the_new_name() {
        let label = |year| (FiscalYear::beginning_in(year).short(), FiscalYear::beginning_in(year).long());
        assert_eq!(label(2016), ("H28".into(), "平成28年度".into()));
        assert_eq!(label(2019), ("R1".into(), "令和元年度".into()));
        assert_eq!(label(2018), ("H30".into(), "平成30年度".into()));
        assert_eq!(label(1989), ("H1".into(), "平成元年度".into()));
        assert_eq!(label(1988), ("S63".into(), "昭和63年度".into()));
    }

    proptest! {
        #[test]
        fn each_year_reads_back_from_its_names(year in 1873..2100i16) {
            let year = FiscalYear::beginning_in(year);
            prop_assert_eq!(FiscalYear::parse(&year.short()), Some(year));
            prop_assert_eq!(FiscalYear::parse(&year.long()), Some(year));
            prop_assert!(year.contains(year.first_day().unwrap()) && year.contains(year.last_day().unwrap()));
        }

        #[test]
        fn no_text_breaks_the_reading(text in ".*") {
            let _ = FiscalYear::parse(&text);
        }
    }
}
