//! 日付の確認: what is asked back about a date.

use super::{TypedTrouble, shown};
use crate::calendar::{Day, Era, Eras};

/// The last western year that is read.
pub(super) const LAST_YEAR: i16 = 2100;

/// What was typed, and into which field.
pub(super) struct Asked<'a> {
    pub(super) eras: &'a Eras,
    pub(super) subject: &'a str,
    pub(super) text: &'a str,
    pub(super) example: &'static str,
}

impl Asked<'_> {
    pub(super) fn nothing(&self) -> TypedTrouble {
        self.ask(format!("{}を入れてください。", self.subject))
    }

    pub(super) fn no_day(&self) -> TypedTrouble {
        self.ask(format!("{}の「{}」に日がありません。日まで入れてください。", self.subject, shown(self.text)))
    }

    pub(super) fn unclear(&self) -> TypedTrouble {
        self.ask(format!(
            "{}の「{}」を日付として読み取れませんでした。年、月、日を入れてください。",
            self.subject,
            shown(self.text)
        ))
    }

    pub(super) fn which_year(&self) -> TypedTrouble {
        self.ask(format!("{}の「{}」は何年のことでしょうか。年も入れてください。", self.subject, shown(self.text)))
    }

    pub(super) fn which_era(&self, year: u32, month: u32, day: u32) -> TypedTrouble {
        let day_in = |era: &Era| {
            let western = era.western(i16::try_from(year).ok().filter(|year| *year > 0)?);
            let day = Day::of(western, i8::try_from(month).ok()?, i8::try_from(day).ok()?)?;
            (self.eras.of(day) == Some(era)).then(|| self.eras.long(day))
        };
        let candidates: Vec<String> = self.eras.iter().rev().filter_map(day_in).take(3).collect();
        let question = match candidates.as_slice() {
            [] => String::new(),
            days => format!("{}でしょうか。", days.join("、")),
        };
        self.ask(format!(
            "{}の「{}」だけでは何年か決まりません。{question}年号か西暦の4けたを付けてください。",
            self.subject,
            shown(self.text)
        ))
    }

    pub(super) fn coded(&self, code: u32) -> TypedTrouble {
        let (place, year) = (code / 1_000_000, code / 10_000 % 100);
        let era = usize::try_from(place).ok().and_then(|place| self.eras.iter().nth(place.checked_sub(1)?));
        let meant = era.and_then(|era| {
            let western = era.western(i16::try_from(year).ok().filter(|year| *year > 0)?);
            let day = Day::of(western, i8::try_from(code / 100 % 100).ok()?, i8::try_from(code % 100).ok()?)?;
            (self.eras.of(day) == Some(era)).then(|| self.eras.long(day))
        });
        match meant {
            Some(day) => self.ask(format!(
                "{}の「{}」は{day}のことでしょうか。年号か西暦の4けたを付けてください。",
                self.subject,
                shown(self.text)
            )),
            None => self.unclear(),
        }
    }

    pub(super) fn no_such_day(&self, year: i16, month: i8, day: i8) -> TypedTrouble {
        let typed = shown(self.text);
        let subject = self.subject;
        let Some(first) = Day::of(year, month, 1) else {
            return self.ask(format!("{subject}の「{typed}」に{month}月とあります。月は1から12までです。"));
        };
        let last = first.last_of_month();
        let of_year = if month == 2 { format!("{year}年の") } else { String::new() };
        self.ask(format!(
            "{subject}の「{typed}」に{month}月{day}日とあります。{of_year}{month}月は1日から{}日までです。",
            last.day()
        ))
    }

    pub(super) fn no_year_zero(&self, era: &Era) -> TypedTrouble {
        let typed = shown(self.text);
        self.ask(format!("{}の「{typed}」が{}0年になっています。{}は元年からです。", self.subject, era.name, era.name))
    }

    pub(super) fn before_calendar(&self, typed: &str) -> TypedTrouble {
        let Some((beginning, first)) = self.eras.beginning().map(|day| (self.eras.long(day), day.year())) else {
            return self.unclear();
        };
        self.ask(format!("{}が{typed}になっています。{beginning}({first}年)からの日付を入れてください。", self.subject))
    }

    pub(super) fn before_era(&self, typed: &str, era: &Era, meant: &str) -> TypedTrouble {
        let begins = self.eras.long(era.begins);
        self.ask(format!(
            "{}が{typed}になっています。{}は{begins}からです。{meant}ではありませんか。",
            self.subject, era.name
        ))
    }

    pub(super) fn after_era(&self, typed: &str, ended: (&Era, Day), meant: &str) -> TypedTrouble {
        let (era, end) = ended;
        let last = format!("{}年{}月{}日", era.year_of(end.year()), end.month(), end.day());
        self.ask(format!(
            "{}が{typed}になっています。{}は{last}までです。{meant}ではありませんか。",
            self.subject, era.name
        ))
    }

    pub(super) fn too_late(&self, typed: &str) -> TypedTrouble {
        self.ask(format!("{}が{typed}になっています。{}年までの日付を入れてください。", self.subject, LAST_YEAR))
    }

    pub(super) fn other_weekday(&self, day: Day, weekday: char) -> TypedTrouble {
        let (long, right) = (self.eras.long(day), day.weekday_ja());
        self.ask(format!(
            "{}の{long}は{right}曜日です。{weekday}曜日とあるのをもう一度確かめてください。",
            self.subject
        ))
    }

    pub(super) fn years_differ(&self) -> TypedTrouble {
        self.ask(format!(
            "{}の「{}」は、かっこの中と外で年が違います。もう一度確かめてください。",
            self.subject,
            shown(self.text)
        ))
    }

    fn ask(&self, message: String) -> TypedTrouble {
        TypedTrouble::new(message, self.example)
    }
}
