//! 人: who came or was brought, as far as they told; their households.

use office::calendar::{age_on, era_year};
use office::typed::{Birth, TypedDate};
use office::{Day, HouseholdId, PersonId, coded};

coded! {
    /// 性別 (forms.md 4.1). None in a person: not heard, or not wished to say.
    pub enum Sex {
        Male = "male" "男性",
        Female = "female" "女性",
        Other = "other" "その他",
    }
}

/// 氏名・ふりがな, code point for code point as told. Either may still be unknown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PersonName {
    pub written: Option<String>,
    pub kana: Option<String>,
}

impl PersonName {
    pub fn new(written: impl Into<String>, kana: impl Into<String>) -> Self {
        Self { written: Some(written.into()), kana: Some(kana.into()) }
    }

    /// What a list sorts by: byte order of the key is 五十音順. The nameless come last.
    #[must_use]
    pub fn order(&self) -> String {
        match self.kana.as_deref().or(self.written.as_deref()) {
            Some(text) => vault::fold::kana_order(text),
            None => "\u{10ffff}".to_owned(),
        }
    }
}

impl std::fmt::Display for PersonName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.written.as_deref().or(self.kana.as_deref()).unwrap_or("(名前はまだ聞いていません)"))
    }
}

/// 生年月日, as far as it is known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum BirthKnown {
    Exact(Day),
    /// Born from the first to the second day; the note is how it was said (`50歳くらい`).
    Between(Day, Day, String),
    #[default]
    NotHeard,
}

impl BirthKnown {
    /// Reads what `office::typed::birth` understood of `said`.
    #[must_use]
    pub fn from_typed(birth: &Birth, said: &str) -> Self {
        let span = match *birth {
            Birth::Known(TypedDate::Exact(day)) => return Self::Exact(day),
            Birth::Known(date) => span_of(date),
            // ごろ: a year to either side, so that the age is shown as a span too.
            Birth::About(date) => span_of(date).map(|(from, to)| (from.plus_months(-12), to.plus_months(12))),
            Birth::Aged { from, to, about, on } => {
                let more = i32::from(about);
                let oldest = on.plus_months(-12 * (i32::from(to) + more + 1)).plus_days(1);
                Some((oldest, on.plus_months(-12 * (i32::from(from) - more).max(0))))
            }
        };
        span.map_or(Self::NotHeard, |(from, to)| Self::Between(from, to, said.trim().to_owned()))
    }

    /// The age on a day if exact, the youngest and oldest it may be otherwise.
    #[must_use]
    pub fn age_on(&self, day: Day) -> Option<(u16, u16)> {
        match self {
            Self::Exact(birth) => age_on(*birth, day).map(|age| (age, age)),
            Self::Between(from, to, _) => {
                let oldest = age_on(*from, day)?;
                Some((age_on(*to, day).unwrap_or(0), oldest))
            }
            Self::NotHeard => None,
        }
    }

    /// `昭和45年生 55歳`, `50歳くらい`, `年齢はまだ聞いていません`.
    #[must_use]
    pub fn brief(&self, today: Day) -> String {
        match self {
            Self::Exact(birth) => {
                let year = era_year(*birth).map_or_else(|| format!("{}年", birth.year()), |year| year.to_string());
                match age_on(*birth, today) {
                    Some(age) => format!("{year}生 {age}歳"),
                    None => format!("{year}生"),
                }
            }
            Self::Between(_, _, said) => said.clone(),
            Self::NotHeard => "年齢はまだ聞いていません".to_owned(),
        }
    }

    /// The year alone, where no more may be shown.
    #[must_use]
    pub fn year(&self) -> Option<String> {
        match self {
            Self::Exact(birth) => era_year(*birth).map(|year| format!("{year}生")),
            Self::Between(_, _, said) => Some(said.clone()),
            Self::NotHeard => None,
        }
    }

    pub(crate) fn columns(&self) -> (Option<Day>, Option<Day>, Option<String>) {
        match self {
            Self::Exact(day) => (Some(*day), Some(*day), None),
            Self::Between(from, to, said) => (Some(*from), Some(*to), Some(said.clone())),
            Self::NotHeard => (None, None, None),
        }
    }

    pub(crate) fn from_columns(from: Option<Day>, to: Option<Day>, said: Option<String>) -> Self {
        match (from, to, said) {
            (Some(from), Some(to), Some(said)) => Self::Between(from, to, said),
            (Some(day), Some(_), None) => Self::Exact(day),
            _ => Self::NotHeard,
        }
    }
}

fn span_of(date: TypedDate) -> Option<(Day, Day)> {
    let first = date.earliest()?;
    let last = match date {
        TypedDate::Exact(day) => day,
        TypedDate::Month { .. } => first.last_of_month(),
        TypedDate::Year(_) => first.plus_months(11).last_of_month(),
    };
    Some((first, last))
}

/// Where and how to reach a person. Of a protected person it exists for the named few alone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contact {
    pub postal_code: Option<String>,
    pub address: Option<String>,
    /// 住所不定
    pub no_fixed_address: bool,
    pub phone_home: Option<String>,
    pub phone_mobile: Option<String>,
    pub email: Option<String>,
    /// 地区
    pub district: Option<String>,
}

/// What is known of a person at first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewPerson {
    pub name: PersonName,
    pub sex: Option<Sex>,
    pub birth: BirthKnown,
    pub contact: Contact,
}

/// A person as one actor may see them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    pub id: PersonId,
    pub name: PersonName,
    pub sex: Option<Sex>,
    pub birth: BirthKnown,
    /// None: protected (the person, or somebody they live with), and the actor is not among the named.
    pub contact: Option<Contact>,
    /// 支援措置
    pub protected: bool,
    /// Exists for the named few alone.
    pub restricted: bool,
    pub version: i64,
}

/// What a list shows of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Basic {
    pub id: PersonId,
    pub name: PersonName,
    pub sex: Option<Sex>,
    pub birth: BirthKnown,
    pub protected: bool,
}

/// A corrected person. Contact None leaves it as it is: whoever does not see it does not change it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amendment {
    pub name: PersonName,
    pub sex: Option<Sex>,
    pub birth: BirthKnown,
    pub contact: Option<Contact>,
}

/// 世帯員
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    pub household: HouseholdId,
    pub person: PersonId,
    /// 続柄: a code of `rules/codes/relations.yaml`.
    pub relation: String,
    pub since: Day,
    pub until: Option<Day>,
}

#[cfg(test)]
#[path = "model_tests.rs"]
mod tests;
