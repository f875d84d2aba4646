//! 本人の欄: who it is, as far as it was told. All of it may be empty (forms 4.1).

use office::typed;
use people::{BirthKnown, Contact, NewPerson, PersonName, Sex};

use super::read::Reader;

pub(super) fn person(reader: &mut Reader<'_>) -> NewPerson {
    NewPerson { name: name(reader), sex: sex(reader), birth: birth(reader), contact: contact(reader) }
}

fn name(reader: &mut Reader<'_>) -> PersonName {
    PersonName {
        written: reader.line("name", "氏名"),
        kana: reader.read("kana", "ふりがな", typed::kana).map(|kana| kana.typed.trim().to_owned()),
    }
}

fn sex(reader: &mut Reader<'_>) -> Option<Sex> {
    let chosen = reader.pairs.one("sex");
    let sex = Sex::from_text(chosen);
    if sex.is_none() && !chosen.is_empty() {
        reader.errors.add("sex", "性別を、表示されている中からもう一度選んでください。");
    }
    sex
}

fn birth(reader: &mut Reader<'_>) -> BirthKnown {
    let today = reader.today;
    let read = |text: &str| typed::birth(text, today).map(|birth| BirthKnown::from_typed(&birth, text));
    reader.read("birth", "生年月日", read).unwrap_or_default()
}

fn contact(reader: &mut Reader<'_>) -> Contact {
    Contact {
        postal_code: reader.read("postal_code", "郵便番号", typed::postal_code).map(|code| code.to_string()),
        address: reader.line("address", "住所"),
        no_fixed_address: reader.pairs.one("no_fixed_address") == "1",
        phone_home: reader.read("phone_home", "自宅の電話", typed::phone).map(|phone| phone.to_string()),
        phone_mobile: reader.read("phone_mobile", "携帯電話", typed::phone).map(|phone| phone.to_string()),
        email: None,
        district: None,
    }
}
