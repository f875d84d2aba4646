use proptest::prelude::*;

use super::*;

fn day(iso: &str) -> Day {
    Day::parse_iso(iso).unwrap()
}

fn said(text: &str) -> BirthKnown {
    BirthKnown::from_typed(&office::typed::birth(text, day("2025-04-08")).unwrap(), text)
}

#[test]
fn a_birth_is_kept_as_exactly_as_it_was_said() {
    assert_eq!(said("S45.3.1"), BirthKnown::Exact(day("1970-03-01")));
    assert_eq!(said("昭和45年"), BirthKnown::Between(day("1970-01-01"), day("1970-12-31"), "昭和45年".into()));
    assert_eq!(said("50歳"), BirthKnown::Between(day("1974-04-09"), day("1975-04-08"), "50歳".into()));
    assert_eq!(said("50代").age_on(day("2025-04-08")), Some((50, 59)));
    assert_eq!(said("50歳くらい").age_on(day("2025-04-08")), Some((49, 51)));
}

#[test]
fn an_age_is_told_as_people_tell_it() {
    let today = day("2025-04-08");
    assert_eq!(said("S45.3.1").brief(today), "昭和45年生 55歳");
    assert_eq!(said("50歳くらい").brief(today), "50歳くらい");
    assert_eq!(BirthKnown::NotHeard.brief(today), "年齢はまだ聞いていません");
    assert_eq!(BirthKnown::NotHeard.age_on(today), None);
}

#[test]
fn the_nameless_come_last_in_a_list() {
    let named = PersonName::new("和田 わたる", "わだ わたる");
    assert!(named.order() < PersonName::default().order());
    assert_eq!(PersonName::default().to_string(), "(名前はまだ聞いていません)");
}

proptest! {
    #[test]
    fn an_age_that_was_said_is_the_age_that_is_shown(age in 0u8..=110, later in 0..20_000i32) {
        let on = day("1990-03-31").plus_days(later);
        let birth = BirthKnown::from_typed(&Birth::Aged { from: age, to: age, about: false, on }, "said");
        let (youngest, oldest) = birth.age_on(on).unwrap();
        // Ages on a leap day's eve may be one off at one end, never more.
        prop_assert!(youngest + 1 >= u16::from(age) && oldest <= u16::from(age) + 1, "{youngest} {oldest}");
    }

    #[test]
    fn columns_give_back_the_birth(from in 0..40_000i32, more in 1..5_000i32) {
        let from = day("1900-01-01").plus_days(from);
        for birth in [
            BirthKnown::Exact(from),
            BirthKnown::Between(from, from.plus_days(more), "ごろ".into()),
            BirthKnown::NotHeard,
        ] {
            let (a, b, c) = birth.columns();
            prop_assert_eq!(BirthKnown::from_columns(a, b, c), birth);
        }
    }
}
