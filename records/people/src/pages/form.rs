//! The fields of a person as they are typed, read into what is known.

use office::Day;
use office::FieldErrors;
use office::typed;
use web::Pairs;

use crate::model::{Amendment, BirthKnown, Contact, Person, PersonName, Sex};

/// What stands in the fields: raw, as typed or as drafted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Fields {
    pub(crate) name: String,
    pub(crate) kana: String,
    pub(crate) sex: String,
    pub(crate) birth: String,
    /// Whether the form has the fields below: not where a protection keeps them back.
    pub(crate) with_contact: bool,
    pub(crate) postal_code: String,
    pub(crate) address: String,
    pub(crate) no_fixed_address: bool,
    pub(crate) phone_home: String,
    pub(crate) phone_mobile: String,
    pub(crate) email: String,
    pub(crate) district: String,
}

impl Fields {
    pub(crate) fn of(person: &Person) -> Self {
        let contact = person.contact.clone().unwrap_or_default();
        let birth = match &person.birth {
            BirthKnown::Exact(day) => office::calendar::long(*day),
            BirthKnown::Between(_, _, said) => said.clone(),
            BirthKnown::NotHeard => String::new(),
        };
        Self {
            name: person.name.written.clone().unwrap_or_default(),
            kana: person.name.kana.clone().unwrap_or_default(),
            sex: person.sex.map(|sex| sex.as_text().to_owned()).unwrap_or_default(),
            birth,
            with_contact: person.contact.is_some(),
            postal_code: contact.postal_code.unwrap_or_default(),
            address: contact.address.unwrap_or_default(),
            no_fixed_address: contact.no_fixed_address,
            phone_home: contact.phone_home.unwrap_or_default(),
            phone_mobile: contact.phone_mobile.unwrap_or_default(),
            email: contact.email.unwrap_or_default(),
            district: contact.district.unwrap_or_default(),
        }
    }

    pub(crate) fn typed(pairs: &Pairs) -> Self {
        let one = |name: &str| pairs.one(name).to_owned();
        Self {
            name: one("name"),
            kana: one("kana"),
            sex: one("sex"),
            birth: one("birth"),
            with_contact: pairs.one("with_contact") == "1",
            postal_code: one("postal_code"),
            address: one("address"),
            no_fixed_address: pairs.one("no_fixed_address") == "1",
            phone_home: one("phone_home"),
            phone_mobile: one("phone_mobile"),
            email: one("email"),
            district: one("district"),
        }
    }

    /// Reads the fields. What is unchanged from `before` is kept as it is, whatever its shape: old entries stay valid.
    pub(crate) fn read(&self, before: &Person, today: Day) -> Result<Amendment, FieldErrors> {
        let mut errors = FieldErrors::default();
        let was = Self::of(before);
        let birth = if self.birth.trim() == was.birth { before.birth.clone() } else { self.birth(today, &mut errors) };
        let contact = self.with_contact.then(|| self.contact(&was, &mut errors));
        let name = PersonName { written: filled(&self.name), kana: filled(&self.kana) };
        for (field, text) in [("name", &self.name), ("kana", &self.kana), ("address", &self.address)] {
            if text.chars().count() > 400 {
                errors.add(field, "400文字までで入れてください。");
            }
        }
        if errors.is_empty() {
            Ok(Amendment { name, sex: Sex::from_text(&self.sex), birth, contact })
        } else {
            Err(errors)
        }
    }

    fn birth(&self, today: Day, errors: &mut FieldErrors) -> BirthKnown {
        if self.birth.trim().is_empty() {
            return BirthKnown::NotHeard;
        }
        match typed::birth(&self.birth, today) {
            Ok(birth) => BirthKnown::from_typed(&birth, &self.birth),
            Err(trouble) => {
                errors.add_with_example("birth", trouble.message, trouble.example);
                BirthKnown::NotHeard
            }
        }
    }

    fn contact(&self, was: &Self, errors: &mut FieldErrors) -> Contact {
        Contact {
            postal_code: read(("postal_code", &self.postal_code, &was.postal_code), errors, |text| {
                typed::postal_code(text).map(|code| code.to_string())
            }),
            address: filled(&self.address),
            no_fixed_address: self.no_fixed_address,
            phone_home: read(("phone_home", &self.phone_home, &was.phone_home), errors, phone),
            phone_mobile: read(("phone_mobile", &self.phone_mobile, &was.phone_mobile), errors, phone),
            email: filled(&self.email),
            district: filled(&self.district),
        }
    }
}

fn phone(text: &str) -> Result<String, typed::TypedTrouble> {
    typed::phone(text).map(|phone| phone.to_string())
}

/// Kept code point for code point; only the spaces around it go.
fn filled(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn read(
    (field, text, was): (&'static str, &str, &str),
    errors: &mut FieldErrors,
    how: fn(&str) -> Result<String, typed::TypedTrouble>,
) -> Option<String> {
    let plain = filled(text)?;
    if plain == was {
        return Some(plain);
    }
    match how(&plain) {
        Ok(read) => Some(read),
        Err(trouble) => {
            errors.add_with_example(field, trouble.message, trouble.example);
            None
        }
    }
}
