use office::testing::morning;
use office::typed::Birth;
use proptest::prelude::*;

use super::*;
use crate::receive::blank;

fn codes() -> Codes {
    Codes::embedded().unwrap()
}

fn today() -> Day {
    morning().day()
}

fn with(fields: &[(&str, &str)]) -> Pairs {
    let mut pairs = blank(today(), "");
    for (field, value) in fields {
        if !matches!(*field, "concern" | "concern_main" | "wishes") {
            pairs.0.retain(|(known, _)| known != field);
        }
        pairs.0.push(((*field).to_owned(), (*value).to_owned()));
    }
    pairs
}

#[test]
fn a_form_that_nobody_touched_is_a_reception() {
    let filled = understand(&blank(today(), ""), &codes(), today()).unwrap();
    assert_eq!(filled.told.received_on, today());
    assert_eq!(filled.told.channel.as_deref(), Some("counter"));
    assert_eq!(filled.person, NewPerson::default());
}

#[test]
fn only_the_day_is_compulsory_and_it_is_not_in_the_future() {
    let errors = understand(&with(&[("received_on", " ")]), &codes(), today()).unwrap_err();
    assert_eq!((errors.len(), errors.of("received_on").is_some()), (1, true));
    let errors = understand(&with(&[("received_on", "H30.4.10")]), &codes(), today()).unwrap_err();
    assert!(errors.of("received_on").unwrap().message.contains("きょう"), "{errors:?}");
    let earlier = understand(&with(&[("received_on", "平成３０年４月８日")]), &codes(), today()).unwrap();
    assert_eq!(earlier.told.received_on, today().plus_days(-1));
    let all_empty = Pairs(vec![("received_on".to_owned(), "2018-04-09".to_owned())]);
    assert!(understand(&all_empty, &codes(), today()).is_ok());
}

#[test]
fn typing_is_taken_as_people_type() {
    let filled = understand(
        &with(&[
            ("name", " 髙橋　花子 "),
            ("kana", "ﾀｶﾊｼ ﾊﾅｺ"),
            ("birth", "昭４５－３－１"),
            ("phone_mobile", "０９０－１２３４－５６７８"),
            ("postal_code", "〒２５２ー８５６６"),
            ("concern", "debt"),
            ("concern_main", "housing"),
            ("concern", "housing"),
        ]),
        &codes(),
        today(),
    )
    .unwrap();
    assert_eq!(filled.person.name.written.as_deref(), Some("髙橋　花子"));
    assert_eq!(filled.person.name.kana.as_deref(), Some("ﾀｶﾊｼ ﾊﾅｺ"));
    assert_eq!(filled.person.birth, people::BirthKnown::Exact(Day::of(1970, 3, 1).unwrap()));
    assert_eq!(filled.person.contact.phone_mobile.as_deref(), Some("090-1234-5678"));
    assert_eq!(filled.person.contact.postal_code.as_deref(), Some("252-8566"));
    let marks: Vec<(&str, bool)> = filled.told.concerns.iter().map(|c| (c.code.as_str(), c.most)).collect();
    assert_eq!(marks, [("housing", true), ("debt", false)]);
}

#[test]
fn an_age_that_was_guessed_is_kept_as_it_was_said() {
    let filled = understand(&with(&[("birth", "50歳くらい")]), &codes(), today()).unwrap();
    assert!(matches!(office::typed::birth("50歳くらい", today()), Ok(Birth::Aged { about: true, .. })));
    assert!(matches!(filled.person.birth, people::BirthKnown::Between(_, _, ref said) if said == "50歳くらい"));
}

#[test]
fn all_that_is_not_clear_is_answered_at_once_each_beside_its_field() {
    let wrong = with(&[
        ("received_on", "きのう"),
        ("kana", "高橋"),
        ("birth", "昭和99年1月1日"),
        ("sex", "robot"),
        ("phone_home", "12"),
        ("postal_code", "1"),
        ("channel", "pigeon"),
        ("visitor", "ghost"),
        ("concern", "everything"),
        ("wishes", "gold"),
        ("language", "xx"),
        ("next", "inform"),
    ]);
    let errors = understand(&wrong, &codes(), today()).unwrap_err();
    for field in [
        "received_on",
        "kana",
        "birth",
        "sex",
        "phone_home",
        "postal_code",
        "channel",
        "visitor",
        "concern",
        "wishes",
        "language",
        "information",
    ] {
        assert!(errors.of(field).is_some(), "{field}");
    }
}

#[test]
fn whoever_came_for_somebody_else_is_understood_or_asked_back() {
    let came = |fields: &[(&str, &str)]| understand(&with(fields), &codes(), today());
    let filled = came(&[("relation", "child"), ("visitor_name", "見本 次郎")]).unwrap();
    assert_eq!(filled.told.visitor(), crate::Visitor::Other);
    let errors = came(&[("visitor", "self"), ("visitor_name", "見本 次郎")]).unwrap_err();
    assert!(errors.of("visitor").is_some());
    let filled =
        came(&[("visitor_phone", "０９０ー００００ー０００１"), ("visitor_email", "mihon@example.jp")]).unwrap();
    assert_eq!(filled.told.visitor(), crate::Visitor::Other);
    assert_eq!(filled.told.visitor_phone.as_deref(), Some("090-0000-0001"));
    for wrong in ["mihon", "@example.jp", "mihon@", "a@b@c", "a b@c"] {
        assert!(came(&[("visitor_email", wrong)]).unwrap_err().of("visitor_email").is_some(), "{wrong}");
    }
    let filled = came(&[("visitor", "self"), ("relation", "self")]).unwrap();
    assert_eq!((filled.told.visitor(), filled.told.relation), (crate::Visitor::ThePerson, None));
}

#[test]
fn what_was_told_goes_into_the_form_and_comes_back_the_same() {
    let told = Told {
        channel: Some("telephone".to_owned()),
        visitor: "other".to_owned(),
        relation: Some("parent".to_owned()),
        visitor_name: Some("見本 次郎".to_owned()),
        visitor_phone: Some("090-0000-0001".to_owned()),
        visitor_email: Some("mihon@example.jp".to_owned()),
        words: Some("一行目\n\n三行目 <b>".to_owned()),
        concerns: vec![
            crate::Concern { code: "housing".to_owned(), most: false },
            crate::Concern { code: "no_food".to_owned(), most: true },
        ],
        other_concern: Some("その他".to_owned()),
        wishes: vec!["no_calls_home".to_owned(), "interpreter".to_owned()],
        safe_time: Some("18時より後".to_owned()),
        language: Some("vi".to_owned()),
        household_line: Some("母と二人".to_owned()),
        ..Told::on(today())
    };
    assert_eq!(understand_told(&pairs_of(&told), &codes(), today()).unwrap(), told);
}

const HOSTILE: &[&str] = &[
    "\0",
    "a\0b",
    "\u{202e}evil\u{202c}",
    "\u{feff}",
    "\u{200b}\u{200b}",
    "👩‍👩‍👧‍👦🏳️‍🌈",
    "𠮷野家 𩸽",
    "辻\u{e0100}",
    "か\u{3099}",
    "﨑",
    "</textarea><script>alert(1)</script>",
    "'; drop table intake_intake; --",
    "{{7*7}}",
    "%00%ff",
    "\u{1b}[31m",
    "\u{fffd}\u{fffd}",
    "\r\n\r\n",
    "=cmd|' /C calc'!A0",
    "Ｎｕｌｌ",
    "ﷺ",
    "\u{2028}\u{2029}",
    "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢",
];

const FIELDS: &[&str] = &[
    "name",
    "kana",
    "birth",
    "sex",
    "phone_mobile",
    "phone_home",
    "postal_code",
    "address",
    "no_fixed_address",
    "received_on",
    "channel",
    "visitor",
    "relation",
    "visitor_name",
    "visitor_phone",
    "visitor_email",
    "words",
    "concern",
    "concern_main",
    "other_concern",
    "wishes",
    "safe_time",
    "language",
    "household_line",
    "information",
    "next",
];

#[test]
fn hostile_input_is_kept_letter_for_letter_or_answered_in_every_field() {
    for text in HOSTILE {
        for field in FIELDS {
            let pairs = with(&[(field, text)]);
            match understand(&pairs, &codes(), today()) {
                Ok(_) => {}
                Err(errors) => assert!(errors.of(field).is_some(), "{field} {text:?} {errors:?}"),
            }
        }
        let kept = understand(&with(&[("words", text), ("name", text)]), &codes(), today()).unwrap();
        let expected: String = text.trim().chars().filter(|c| !c.is_control() || *c == '\n' || *c == '\t').collect();
        assert_eq!(kept.told.words.unwrap_or_default(), expected, "{text:?}");
    }
}

#[test]
fn surrogates_in_the_bytes_become_marks_of_replacement() {
    let pairs = Pairs::parse(b"received_on=2018-04-09&words=%ED%A0%80%ED%B0%80&name=%C0%AE");
    let filled = understand(&pairs, &codes(), today()).unwrap();
    assert!(filled.told.words.unwrap().chars().all(|c| c == '\u{fffd}'));
}

#[test]
fn too_long_a_text_is_answered_with_how_much_too_long_it_is() {
    let long = "借".repeat(100_000);
    let errors = understand(&with(&[("words", &long)]), &codes(), today()).unwrap_err();
    assert!(errors.of("words").unwrap().message.contains("80000字分"), "{errors:?}");
    let fits = "借".repeat(20_000);
    assert_eq!(understand(&with(&[("words", &fits)]), &codes(), today()).unwrap().told.words, Some(fits));
    let name = "名".repeat(201);
    assert!(understand(&with(&[("name", &name)]), &codes(), today()).unwrap_err().of("name").is_some());
}

proptest! {
    #[test]
    fn no_text_in_any_field_panics(text in "\\PC{0,40}|[0-9０-９./年月日歳SHR昭和平成-]{0,20}", field in 0..FIELDS.len()) {
        let pairs = with(&[(FIELDS[field], &text)]);
        let understood = understand(&pairs, &codes(), today());
        if let Err(errors) = understood {
            prop_assert!(errors.iter().all(|error| error.message.ends_with('。')), "{:?}", errors);
        }
    }

    #[test]
    fn a_name_is_kept_code_point_for_code_point(name in "[\\p{Han}\\p{Hiragana}\\p{Katakana}a-zA-Z]{1,60}") {
        let filled = understand(&with(&[("name", &name)]), &codes(), today()).unwrap();
        prop_assert_eq!(filled.person.name.written, Some(name));
    }
}
