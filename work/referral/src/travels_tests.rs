use office::PersonId;
use people::{Contact, PersonName};

use super::*;
use crate::consent::LegalGround;

fn today() -> Day {
    Day::of(2018, 4, 9).unwrap()
}

fn person() -> Person {
    Person {
        id: PersonId::from_text("psn_1").unwrap(),
        name: PersonName::new("見本 太郎", "みほん たろう"),
        sex: Some(Sex::Male),
        birth: BirthKnown::Exact(Day::of(1967, 5, 1).unwrap()),
        contact: Some(Contact {
            postal_code: Some("999-0001".into()),
            address: Some("つなぐ市見本町1-2-3".into()),
            phone_mobile: Some("090-0000-0001".into()),
            ..Contact::default()
        }),
        protected: false,
        restricted: false,
        version: 1,
    }
}

fn written() -> Consent {
    Consent::Written { on: today() }
}

#[test]
fn with_consent_name_birth_address_and_household_travel() {
    let part = Snapshot::take(&person(), false, Some(" ひとり暮らし "), (&written(), today())).named.unwrap();
    assert_eq!(part.name.as_deref(), Some("見本 太郎"));
    assert_eq!(part.birth.as_deref(), Some("昭和42年5月1日(50歳)"));
    assert_eq!(part.address.as_deref(), Some("〒999-0001 つなぐ市見本町1-2-3"));
    assert_eq!(part.phones, ["携帯 090-0000-0001"]);
    assert_eq!(part.household_line.as_deref(), Some("ひとり暮らし"));
}

#[test]
fn without_consent_only_sex_and_age_band_travel() {
    let snapshot = Snapshot::take(&person(), false, Some("ひとり暮らし"), (&Consent::NotYet { ground: None }, today()));
    assert_eq!(snapshot.named, None);
    assert_eq!(snapshot.bare_line(), "50代 男性");
    let kept = serde_json::to_string(&snapshot).unwrap();
    for secret in ["見本", "太郎", "1967", "昭和", "見本町", "0000", "ひとり"] {
        assert!(!kept.contains(secret), "{secret} travelled: {kept}");
    }
}

#[test]
fn a_legal_ground_with_its_reason_names_the_person() {
    let ground = LegalGround { code: "life_in_danger".into(), reason: "けさから連絡がとれない".into() };
    let snapshot = Snapshot::take(&person(), false, None, (&Consent::NotYet { ground: Some(ground) }, today()));
    assert!(snapshot.named.is_some());
}

#[test]
fn address_and_telephones_of_a_protected_person_never_enter() {
    let mut protected = person();
    protected.protected = true;
    for (who, covered) in [(protected, false), (person(), true)] {
        let snapshot = Snapshot::take(&who, covered, None, (&written(), today()));
        let kept = serde_json::to_string(&snapshot).unwrap();
        assert!(kept.contains("見本 太郎"));
        assert!(!kept.contains("見本町") && !kept.contains("090-0000"), "{kept}");
    }
}

#[test]
fn an_age_that_is_not_exact_is_told_as_a_span_of_decades() {
    let mut someone = person();
    someone.birth =
        BirthKnown::Between(Day::of(1955, 1, 1).unwrap(), Day::of(1962, 1, 1).unwrap(), "60歳くらい".into());
    let snapshot = Snapshot::take(&someone, false, None, (&written(), today()));
    assert_eq!(snapshot.bare.age_band.as_deref(), Some("50代から60代"));
}
