//! 窓口の記入: what is typed of a counter, and what it means.

use office::typed::{kana, phone};
use office::{Codes, Day, FieldErrors};
use web::Pairs;

use super::{Agency, NewAgency};

/// As typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Typed {
    pub(super) kind: String,
    pub(super) name: String,
    pub(super) kana: String,
    pub(super) place: String,
    pub(super) phone: String,
    pub(super) hours: String,
    pub(super) languages: Vec<String>,
    pub(super) takes: Vec<String>,
    pub(super) takes_note: String,
    pub(super) has_account: bool,
}

impl From<&Pairs> for Typed {
    fn from(pairs: &Pairs) -> Self {
        let one = |name: &str| pairs.one(name).to_owned();
        let many = |name: &str| pairs.all(name).map(str::to_owned).collect();
        Self {
            kind: one("kind"),
            name: one("name"),
            kana: one("kana"),
            place: one("place"),
            phone: one("phone"),
            hours: one("hours"),
            languages: many("languages"),
            takes: many("takes"),
            takes_note: one("takes_note"),
            has_account: pairs.one("has_account") == "1",
        }
    }
}

impl From<&Agency> for Typed {
    fn from(agency: &Agency) -> Self {
        let agency = agency.clone();
        Self {
            kind: agency.kind,
            name: agency.name,
            kana: agency.kana,
            place: agency.place,
            phone: agency.phone,
            hours: agency.hours,
            languages: agency.languages,
            takes: agency.takes,
            takes_note: agency.takes_note,
            has_account: agency.has_account,
        }
    }
}

const NAME: usize = 60;
const LINE: usize = 120;
const NOTE: usize = 400;

impl Typed {
    /// What it means, or what is to be looked at again.
    pub(super) fn read(&self, codes: &Codes, today: Day) -> Result<NewAgency, FieldErrors> {
        let mut errors = FieldErrors::default();
        if !codes.list("agency_kinds").valid_on(today).any(|code| code.code == self.kind) {
            errors.add("kind", "窓口の種類を選んでください。");
        }
        let name = self.name.trim();
        if name.is_empty() || name.chars().count() > NAME {
            errors.add_with_example("name", "窓口の名前を60文字以内で入れてください。", "収納課");
        }
        let kana = kana(&self.kana).map_err(|t| errors.add_with_example("kana", t.message, "しゅうのうか"));
        let phone = match self.phone.trim() {
            "" => Ok(String::new()),
            typed => {
                let read = phone(typed).map(|phone| phone.to_string());
                read.map_err(|t| errors.add_with_example("phone", t.message, t.example))
            }
        };
        for (field, text, most) in
            [("place", &self.place, LINE), ("hours", &self.hours, LINE), ("takes_note", &self.takes_note, NOTE)]
        {
            if text.trim().chars().count() > most {
                errors.add(
                    field,
                    format!("{most}文字以内で入れてください。いまは{}文字です。", text.trim().chars().count()),
                );
            }
        }
        match (kana, phone) {
            (Ok(kana), Ok(phone)) if errors.is_empty() => Ok(self.meant(codes, (name, kana.hiragana, phone))),
            _ => Err(errors),
        }
    }

    fn meant(&self, codes: &Codes, (name, kana, phone): (&str, String, String)) -> NewAgency {
        let known = |list: &str, typed: &[String]| {
            let all = codes.list(list).codes.iter().map(|code| &code.code);
            all.filter(|code| typed.contains(code)).cloned().collect()
        };
        NewAgency {
            kind: self.kind.clone(),
            name: name.to_owned(),
            kana,
            place: self.place.trim().to_owned(),
            phone,
            hours: self.hours.trim().to_owned(),
            languages: known("languages", &self.languages),
            takes: known("concerns", &self.takes),
            takes_note: self.takes_note.trim().to_owned(),
            has_account: self.has_account,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn codes() -> (Codes, Day) {
        (Codes::embedded().unwrap(), Day::of(2018, 4, 9).unwrap())
    }

    fn typed() -> Typed {
        Typed::from(&crate::agencies::model::sample().unwrap())
    }

    #[test]
    fn what_a_counter_tells_is_read_back_as_it_was() {
        let (codes, today) = codes();
        let told = typed().read(&codes, today).unwrap();
        let agency = crate::agencies::model::sample().unwrap();
        assert_eq!(told.clone().opened(agency.id.clone(), agency.opened_on), agency);
        let katakana = Typed {
            kana: "ｼｭｳﾉｳｶ".to_owned(), phone: "０４６（０００）１２３４".to_owned(), ..typed()
        };
        let again = katakana.read(&codes, today).unwrap();
        assert_eq!((again.kana.as_str(), again.phone.as_str()), ("しゅうのうか", "046-000-1234"));
    }

    #[test]
    fn each_field_that_cannot_be_read_is_named_and_the_rest_is_not() {
        let (codes, today) = codes();
        let cases: [(&str, Typed); 6] = [
            ("kind", Typed { kind: "moon_base".to_owned(), ..typed() }),
            ("name", Typed { name: " ".to_owned(), ..typed() }),
            ("kana", Typed { kana: "収納".to_owned(), ..typed() }),
            ("phone", Typed { phone: "123".to_owned(), ..typed() }),
            ("place", Typed { place: "あ".repeat(121), ..typed() }),
            ("takes_note", Typed { takes_note: "あ".repeat(401), ..typed() }),
        ];
        for (field, typed) in cases {
            let errors = typed.read(&codes, today).unwrap_err();
            assert_eq!(errors.iter().map(|error| error.field).collect::<Vec<_>>(), [field]);
        }
    }

    proptest! {
        #[test]
        fn whatever_is_typed_is_read_or_explained(name in any::<String>(), kana in any::<String>(), phone in any::<String>()) {
            let (codes, today) = codes();
            let typed = Typed { name, kana, phone, ..typed() };
            if let Err(errors) = typed.read(&codes, today) {
                prop_assert!(!errors.is_empty());
            }
        }
    }
}
