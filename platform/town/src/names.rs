//! 作りものの名前: surnames that no family bears, put together of words for "example"; telephones that nobody answers.

use office::{Day, Fault};
use people::Sex;
use serde::Deserialize;

use crate::chance::Chance;

const FILE: &str = include_str!("../../../rules/town/names.yaml");

/// A written name and its reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Named {
    pub(crate) written: String,
    pub(crate) kana: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Names {
    heads: Vec<(String, String)>,
    tails: Vec<Tail>,
    female: Vec<(String, String)>,
    male: Vec<(String, String)>,
    /// Persons whom two counters wrote in two ways.
    pub(crate) twice: Vec<Twice>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Tail {
    written: String,
    kana: String,
    /// Another form of the same kanji, which some families insist on.
    #[serde(default)]
    other: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Twice {
    pub(crate) first: String,
    pub(crate) second: String,
    pub(crate) kana: String,
    sex: String,
    birth: String,
}

impl Twice {
    pub(crate) fn sex(&self) -> Option<Sex> {
        Sex::from_text(&self.sex)
    }

    pub(crate) fn birth(&self) -> Option<Day> {
        Day::parse_iso(&self.birth)
    }
}

impl Names {
    pub(crate) fn read() -> Result<Self, Fault> {
        serde_saphyr::from_str(FILE).map_err(|e| Fault::other(format!("架空の名前の表を読めません: {e}")))
    }

    pub(crate) fn surname(&self, chance: &mut Chance) -> Named {
        let (Some((head, reading)), Some(tail)) = (chance.pick(&self.heads), chance.pick(&self.tails)) else {
            return Named { written: String::new(), kana: String::new() };
        };
        let end = match &tail.other {
            Some(other) if chance.percent(30) => other,
            _ => &tail.written,
        };
        Named { written: format!("{head}{end}"), kana: format!("{reading}{}", tail.kana) }
    }

    /// A given name after the surname.
    pub(crate) fn with_given(&self, surname: &Named, sex: Option<Sex>, chance: &mut Chance) -> Named {
        let female = match sex {
            Some(Sex::Female) => true,
            Some(Sex::Male) => false,
            _ => chance.percent(50),
        };
        let given = chance.pick(if female { &self.female } else { &self.male });
        let (given, reading) = given.map_or(("", ""), |(given, reading)| (given, reading));
        Named { written: format!("{} {given}", surname.written), kana: format!("{} {reading}", surname.kana) }
    }

    pub(crate) fn full(&self, sex: Option<Sex>, chance: &mut Chance) -> Named {
        let surname = self.surname(chance);
        self.with_given(&surname, sex, chance)
    }
}

/// `000-0000-1234`: of a form that no exchange connects.
pub(crate) fn phone(chance: &mut Chance) -> String {
    format!("000-0000-{:04}", chance.between(200, 9999))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Common names of living people; any of them in the pretend city would be somebody's.
    const REAL: &[&str] = &[
        "佐藤 誠",
        "鈴木 一郎",
        "高橋 実",
        "田中 太郎",
        "田中 清",
        "伊藤 誠",
        "渡辺 弘",
        "山本 茂",
        "中村 清",
        "小林 茂",
        "加藤 弘",
        "吉田 実",
        "山田 太郎",
        "山田 花子",
        "佐々木 進",
        "山口 勇",
        "松本 清",
        "井上 豊",
        "木村 正",
        "林 節",
    ];

    #[test]
    fn no_family_bears_the_surnames_and_nobody_common_the_names() {
        let names = Names::read().unwrap();
        let mut chance = Chance::new(3);
        for n in 0..5_000 {
            let sex = if n % 2 == 0 { Sex::Female } else { Sex::Male };
            let name = names.full(Some(sex), &mut chance);
            assert!(names.heads.iter().any(|(head, _)| name.written.starts_with(head.as_str())), "{}", name.written);
            assert!(!REAL.contains(&name.written.as_str()));
            assert_eq!(name.kana.split(' ').count(), 2);
        }
    }

    #[test]
    fn the_two_ways_of_writing_one_person_are_found_by_each_other_or_by_reading() {
        let names = Names::read().unwrap();
        assert_eq!(names.twice.len(), 7);
        for twice in &names.twice {
            assert_ne!(twice.first, twice.second);
            assert!(twice.sex().is_some() && twice.birth().is_some());
            assert!(!REAL.contains(&twice.first.as_str()) && !REAL.contains(&twice.second.as_str()));
        }
        assert_eq!(vault::fold::fold("髙橋"), vault::fold::fold("高橋"));
    }

    #[test]
    fn no_telephone_can_be_called() {
        let mut chance = Chance::new(3);
        assert!((0..100).all(|_| phone(&mut chance).starts_with("000-0000-")));
    }
}
