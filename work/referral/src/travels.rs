//! 伝わること: the snapshot of the person that a sheet takes along, and nothing else (forms 12.3).
//!
//! What is not a field here cannot travel: assessments, records, the health of others in the household.

use office::Day;
use office::calendar::{age_on, long};
use people::{BirthKnown, Person, Sex};
use serde::{Deserialize, Serialize};

use crate::consent::Consent;

/// What may be told without naming anybody.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bare {
    /// Code of [`Sex`].
    pub sex: Option<String>,
    /// `50代`
    pub age_band: Option<String>,
}

/// Who it is about, as written on the sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonPart {
    pub name: Option<String>,
    pub kana: Option<String>,
    /// As the paper shows it: `昭和45年3月1日(48歳)`.
    pub birth: Option<String>,
    /// Never of a protected person.
    pub address: Option<String>,
    /// Never of a protected person.
    pub phones: Vec<String>,
    /// 世帯, in one line.
    pub household_line: Option<String>,
}

/// What a sheet says about the person: named only where consent or law allows it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    pub bare: Bare,
    pub named: Option<PersonPart>,
}

impl Snapshot {
    /// Takes along what `consent` lets travel. `protected`: the person, or somebody at the same address.
    #[must_use]
    pub fn take(
        person: &Person,
        protected: bool,
        household_line: Option<&str>,
        (consent, today): (&Consent, Day),
    ) -> Self {
        let bare =
            Bare { sex: person.sex.map(|sex| sex.as_text().to_owned()), age_band: age_band(&person.birth, today) };
        let named = consent.names_the_person().then(|| named(person, protected, household_line, today));
        Self { bare, named }
    }

    /// `50代 男性`
    #[must_use]
    pub fn bare_line(&self) -> String {
        let sex = self.bare.sex.as_deref().and_then(Sex::from_text).map(|sex| sex.label().to_owned());
        let known: Vec<String> = self.bare.age_band.clone().into_iter().chain(sex).collect();
        if known.is_empty() { "年代・性別はまだ聞いていない".to_owned() } else { known.join(" ") }
    }

    /// What is left when the naming part may not be seen.
    #[must_use]
    pub fn without_name(&self) -> Self {
        Self { bare: self.bare.clone(), named: None }
    }

    /// What is left when address and telephones may not be seen.
    #[must_use]
    pub fn without_address(&self) -> Self {
        let named = self.named.clone().map(|part| PersonPart { address: None, phones: Vec::new(), ..part });
        Self { bare: self.bare.clone(), named }
    }
}

fn named(person: &Person, protected: bool, household_line: Option<&str>, today: Day) -> PersonPart {
    let contact = person.contact.as_ref().filter(|_| !protected && !person.protected);
    let address = contact.and_then(|contact| match (&contact.postal_code, &contact.address) {
        (Some(code), Some(address)) => Some(format!("〒{code} {address}")),
        (None, Some(address)) => Some(address.clone()),
        (_, None) => contact.no_fixed_address.then(|| "決まった住まいがない".to_owned()),
    });
    let phones = contact.map(|contact| {
        let labelled = |label: &str, phone: &Option<String>| phone.as_ref().map(|phone| format!("{label} {phone}"));
        [labelled("自宅", &contact.phone_home), labelled("携帯", &contact.phone_mobile)].into_iter().flatten().collect()
    });
    PersonPart {
        name: person.name.written.clone(),
        kana: person.name.kana.clone(),
        birth: birth(&person.birth, today),
        address,
        phones: phones.unwrap_or_default(),
        household_line: household_line.map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned),
    }
}

fn birth(birth: &BirthKnown, today: Day) -> Option<String> {
    match birth {
        BirthKnown::Exact(day) => {
            let age = age_on(*day, today).map_or_else(String::new, |age| format!("({age}歳)"));
            Some(format!("{}{age}", long(*day)))
        }
        BirthKnown::Between(_, _, said) => Some(said.clone()),
        BirthKnown::NotHeard => None,
    }
}

/// `50代`; a span that crosses decades is told by both ends. No single year of age: few enough share it to be known by it.
fn age_band(birth: &BirthKnown, today: Day) -> Option<String> {
    let (youngest, oldest) = birth.age_on(today)?;
    let decade = |age: u16| match age / 10 * 10 {
        0 => "10歳未満".to_owned(),
        tens @ 10..90 => format!("{tens}代"),
        _ => "90歳以上".to_owned(),
    };
    let (low, high) = (decade(youngest), decade(oldest));
    Some(if low == high { low } else { format!("{low}から{high}") })
}

#[cfg(test)]
#[path = "travels_tests.rs"]
mod tests;
