//! 元号: the table of eras, read from `rules/calendar/eras.yaml`.

use std::sync::OnceLock;

use serde::Deserialize;

use super::{CalendarFileError, Day};

const EMBEDDED: &str = include_str!("../../../../rules/calendar/eras.yaml");
static IN_USE: OnceLock<Eras> = OnceLock::new();

/// 元号. See `rules/calendar/eras.yaml` for the meaning of each part.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Era {
    pub name: String,
    pub kanji: char,
    pub letter: char,
    pub ligature: char,
    pub first_year: i16,
    pub begins: Day,
    #[serde(default)]
    pub first_fiscal_year: Option<i16>,
}

impl Era {
    /// 1 for 元年; may be below 1 for a year before the era.
    pub fn year_of(&self, western: i16) -> i16 {
        western.saturating_sub(self.first_year).saturating_add(1)
    }

    pub fn western(&self, year: i16) -> i16 {
        self.first_year.saturating_add(year).saturating_sub(1)
    }
}

/// 元号の表, oldest first, never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Eras(Vec<Era>);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    eras: Vec<Era>,
}

impl Eras {
    /// Reads a table in the form of `rules/calendar/eras.yaml`.
    pub fn parse(yaml: &str) -> Result<Self, CalendarFileError> {
        let wrong = |reason: String| CalendarFileError { file: "元号の表", reason };
        let File { mut eras } = serde_saphyr::from_str(yaml).map_err(|error| wrong(error.to_string()))?;
        for era in &mut eras {
            era.letter = era.letter.to_ascii_uppercase();
        }
        if eras.is_empty() {
            return Err(wrong("元号が一つもありません。".into()));
        }
        for (older, newer) in eras.iter().zip(eras.iter().skip(1)) {
            if newer.begins <= older.begins {
                return Err(wrong(format!("{}が{}より前に始まっています。", newer.name, older.name)));
            }
        }
        for (at, era) in eras.iter().enumerate() {
            if era.name.is_empty() || !era.letter.is_ascii_uppercase() || era.first_year > era.begins.year() {
                return Err(wrong(format!("「{}」の行に誤りがあります。", era.name)));
            }
            let alike = |other: &&Era| {
                other.name == era.name
                    || other.kanji == era.kanji
                    || other.letter == era.letter
                    || other.ligature == era.ligature
            };
            if let Some(other) = eras.iter().take(at).find(alike) {
                return Err(wrong(format!("{}と{}の書き方が重なっています。", other.name, era.name)));
            }
        }
        Ok(Self(eras))
    }

    /// The table the program was built with.
    #[expect(clippy::expect_used, reason = "the embedded file is part of the program and read by a test")]
    pub fn embedded() -> Self {
        Self::parse(EMBEDDED).expect("embedded era table")
    }

    /// The table used wherever none is named.
    pub fn in_use() -> &'static Self {
        IN_USE.get_or_init(Self::embedded)
    }

    /// Puts a municipality's own table in use. Only at start, before the first date is read or written; later it is refused.
    pub fn put_in_use(self) -> Result<(), CalendarFileError> {
        IN_USE.set(self).map_err(|_| CalendarFileError {
            file: "元号の表",
            reason: "起動の後に入れ替えることはできません。".into(),
        })
    }

    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Era> {
        self.0.iter()
    }

    /// The era in which a day lies; None before 1873-01-01.
    pub fn of(&self, day: Day) -> Option<&Era> {
        self.0.iter().rev().find(|era| era.begins <= day)
    }

    /// The last day of an era; None while it lasts.
    pub fn last_day(&self, era: &Era) -> Option<Day> {
        self.0.iter().find(|other| other.begins > era.begins).map(|next| next.begins.plus_days(-1))
    }

    /// First day of the oldest era: days before it have no era and are not read.
    pub fn beginning(&self) -> Option<Day> {
        self.0.first().map(|era| era.begins)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_table_has_the_five_eras() {
        let names: Vec<_> = Eras::embedded().iter().map(|era| era.name.clone()).collect();
        assert_eq!(names, ["明治", "大正", "昭和", "平成", "令和"]);
    }

    #[test]
    fn each_era_ends_on_the_day_before_the_next() {
        let eras = Eras::embedded();
        let last: Vec<_> = eras.iter().map(|era| eras.last_day(era).map(Day::iso)).collect();
        let told = |iso: &str| Some(iso.to_owned());
        assert_eq!(last, [told("1912-07-29"), told("1926-12-24"), told("1989-01-07"), told("2019-04-30"), None]);
    }

    #[test]
    fn a_future_era_is_one_more_line() {
        let line = "  - { name: 仮元, kanji: 仮, letter: K, ligature: ◇, first_year: 2050, begins: \"2050-07-01\" }\n";
        let eras = Eras::parse(&format!("{EMBEDDED}{line}")).unwrap();
        let day = Day::of(2050, 7, 1).unwrap();
        assert_eq!(eras.long(day), "仮元元年7月1日");
        assert_eq!(eras.short(day), "K1.7.1(金)");
        assert_eq!(eras.long(day.plus_days(-1)), "令和32年6月30日");
    }

    #[test]
    fn a_faulty_table_is_refused_with_its_reason() {
        let line = |letter: char, begins: &str| {
            format!(
                "{EMBEDDED}  - {{ name: 仮元, kanji: 仮, letter: {letter}, ligature: ◇, first_year: 2050, begins: \"{begins}\" }}\n"
            )
        };
        for (yaml, reason) in [
            (line('R', "2050-07-01"), "重なっています"),
            (line('K', "2010-07-01"), "前に始まっています"),
            (line('K', "2049-07-01"), "誤りがあります"),
            ("eras: []".to_owned(), "一つもありません"),
        ] {
            let error = Eras::parse(&yaml).unwrap_err().to_string();
            assert!(error.contains(reason), "{error}");
        }
        assert!(Eras::parse("eras: [{").is_err());
        assert!(Eras::parse(&line('K', "2050-02-30")).is_err());
    }
}
