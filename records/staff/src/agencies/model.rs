//! 窓口 as a noun: one counter of the city hall or of a partner.

use db::{Fault, Record, Row};
use office::{About, Actor, AgencyId, Day, Hands, Situation, Subject};

/// A counter or partner. Public data: no person's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agency {
    pub id: AgencyId,
    /// Code of `agency_kinds`.
    pub kind: String,
    pub name: String,
    pub kana: String,
    pub place: String,
    /// As shown; empty if there is none.
    pub phone: String,
    pub hours: String,
    /// Codes of `languages`.
    pub languages: Vec<String>,
    /// Codes of `concerns`.
    pub takes: Vec<String>,
    pub takes_note: String,
    /// Whether it signs in here. One without an account gets the printed sheet.
    pub has_account: bool,
    pub opened_on: Day,
    /// The first day on which it no longer takes anything.
    pub closed_on: Option<Day>,
    pub version: i64,
}

impl Agency {
    #[must_use]
    pub fn is_open_on(&self, day: Day) -> bool {
        self.opened_on <= day && self.closed_on.is_none_or(|closed| day < closed)
    }
}

/// What is told of a counter when it is registered or amended.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewAgency {
    pub kind: String,
    pub name: String,
    pub kana: String,
    pub place: String,
    pub phone: String,
    pub hours: String,
    pub languages: Vec<String>,
    pub takes: Vec<String>,
    pub takes_note: String,
    pub has_account: bool,
}

impl NewAgency {
    /// The counter `id` opened on `day` with what is told here.
    #[must_use]
    pub fn opened(self, id: AgencyId, day: Day) -> Agency {
        Agency {
            id,
            kind: self.kind,
            name: self.name,
            kana: self.kana,
            place: self.place,
            phone: self.phone,
            hours: self.hours,
            languages: self.languages,
            takes: self.takes,
            takes_note: self.takes_note,
            has_account: self.has_account,
            opened_on: day,
            closed_on: None,
            version: 1,
        }
    }
}

impl Record for Agency {
    fn read(row: &mut Row) -> Result<Self, Fault> {
        Ok(Self {
            id: row.take()?,
            kind: row.take()?,
            name: row.take()?,
            kana: row.take()?,
            place: row.take()?,
            phone: row.take()?,
            hours: row.take()?,
            languages: codes(&row.take::<String>()?),
            takes: codes(&row.take::<String>()?),
            takes_note: row.take()?,
            has_account: row.take()?,
            opened_on: row.take()?,
            closed_on: row.take()?,
            version: row.take()?,
        })
    }
}

fn codes(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

/// One counter, as authority is asked about it.
#[derive(Debug, Clone)]
pub struct AgencySubject(pub AgencyId);

impl Subject for AgencySubject {
    fn situation(&self, _: &mut Hands<'_, '_>, actor: &Actor) -> Result<Situation, Fault> {
        Ok(if actor.agency == self.0 { Situation::own() } else { Situation::default() })
    }

    fn about(&self) -> About {
        About::new("agency", self.0.as_text())
    }
}

/// A pretend counter for pages that are shown as samples.
pub(crate) fn sample() -> Option<Agency> {
    let told = NewAgency {
        kind: "city_tax".to_owned(),
        name: "収納課".to_owned(),
        kana: "しゅうのうか".to_owned(),
        place: "本庁舎2階 6番".to_owned(),
        phone: "046-000-1234".to_owned(),
        hours: "平日 8:30から17:15".to_owned(),
        languages: vec!["ja".to_owned(), "en".to_owned()],
        takes: vec!["tax_utilities".to_owned(), "debt".to_owned()],
        takes_note: "分けて納める相談もできます。".to_owned(),
        has_account: true,
    };
    Some(told.opened(AgencyId::from_text("agc_tax")?, Day::of(2018, 4, 2)?))
}
