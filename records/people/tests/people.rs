//! People through the desk, on both engines.

#![expect(clippy::unwrap_used, reason = "a helper of a test may stop the test")]

use office::testing::{Bench, actor, at_a_desk};
use office::{About, Actor, Day, Look, May, Nothing, Reach, RefusalKind, Trouble};
use people::{
    Amendment, Beginning, BirthKnown, Contact, Found, Member, NewPerson, Person, PersonId, PersonName, PersonSubject,
};

fn day(iso: &str) -> Day {
    Day::parse_iso(iso).unwrap()
}

/// The system's own hand in these tests: may do what a counter may do.
fn clerk(bench: &Bench, name: &str, agency: &str) -> Actor {
    actor(&bench.desk, name, agency, &["chief_counsellor"]).unwrap()
}

fn someone(name: &str, kana: &str) -> NewPerson {
    NewPerson { name: PersonName::new(name, kana), ..NewPerson::default() }
}

fn with_phone(name: &str, kana: &str, phone: &str) -> NewPerson {
    let contact = Contact {
        address: Some("見本町一丁目2の3".into()),
        phone_mobile: Some(phone.into()),
        district: Some("見本町".into()),
        ..Contact::default()
    };
    NewPerson { birth: BirthKnown::Exact(day("1970-03-01")), contact, ..someone(name, kana) }
}

fn take_in(bench: &Bench, by: &Actor, new: NewPerson) -> PersonId {
    bench
        .desk
        .act_now(by, May::ReceiveIntake, Nothing, move |mut act| {
            let id = people::insert(&mut act, &new)?;
            act.done(About::person(&id), "人を登録した", id)
        })
        .unwrap()
}

fn in_one_household(bench: &Bench, by: &Actor, persons: &[PersonId]) {
    let persons = persons.to_vec();
    bench
        .desk
        .act_now(by, May::ReceiveIntake, Nothing, move |mut act| {
            let household = people::new_household(&mut act)?;
            for person in &persons {
                let member = Member {
                    household: household.clone(),
                    person: person.clone(),
                    relation: "self".into(),
                    since: day("2018-04-09"),
                    until: None,
                };
                people::add_member(&mut act, &member)?;
            }
            act.done(About::nothing(), "世帯", ())
        })
        .unwrap();
}

fn search(bench: &Bench, by: &Actor, reach: Reach, text: &str) -> Vec<String> {
    let text = text.to_owned();
    let found: Found = bench
        .desk
        .look_now(by, May::FindPerson, Nothing, move |mut look: Look<'_, '_>| {
            let actor = look.actor().clone();
            let found = people::find_by(&mut look.hands(), (&actor, reach), &text, None, 20)?;
            Ok(look.seen(About::nothing(), found))
        })
        .unwrap();
    found.people.iter().map(|p| p.name.to_string()).collect()
}

/// Reads beyond ties: what these tests are about is what `read` itself keeps back.
fn read(bench: &Bench, by: &Actor, id: &PersonId) -> Result<Person, Trouble> {
    let id = id.clone();
    bench.desk.look_now(by, May::FindPerson, Nothing, move |mut look: Look<'_, '_>| {
        let actor = look.actor().clone();
        let person = people::read(&mut look.hands(), &actor, &id)?;
        Ok(look.seen(About::person(&id), person))
    })
}

fn protect(bench: &Bench, by: &Actor, id: &PersonId) {
    let id = id.clone();
    bench
        .desk
        .act_now(by, May::ReceiveIntake, Nothing, move |mut act| {
            let beginning = Beginning { reason: "申出".into(), until: day("2019-03-31") };
            people::begin_protection(&mut act, &id, beginning, &[])?;
            act.done(About::person(&id), "支援措置を始めた", ())
        })
        .unwrap();
}

#[test]
fn a_person_is_found_in_every_spelling_by_phone_and_by_birth_date() {
    at_a_desk(|bench| {
        let by = clerk(&bench, "sato", "tax");
        take_in(&bench, &by, with_phone("田中 見本子", "たなか みほんこ", "090-1234-5678"));
        take_in(&bench, &by, someone("髙橋 見本太", "たかはし みほんた"));
        for text in [
            "田中",
            "たなか",
            "タナカ",
            "ﾀﾅｶ 見本子",
            "5678",
            "1234-5678",
            "S45.3.1",
            "昭和45年3月1日",
            "1970/3/1",
            "19700301",
        ] {
            assert_eq!(search(&bench, &by, Reach::City, text), ["田中 見本子"], "{text}");
        }
        assert_eq!(search(&bench, &by, Reach::City, "高橋"), ["髙橋 見本太"]);
        for text in ["", "ー", "山田", "田中 高橋", "9999", "S45.3.2", "'; drop table people_person"] {
            assert!(search(&bench, &by, Reach::City, text).is_empty(), "{text}");
        }
    })
    .unwrap();
}

#[test]
fn a_name_is_kept_code_point_for_code_point() {
    at_a_desk(|bench| {
        let by = clerk(&bench, "sato", "tax");
        for name in ["葛\u{e0100}城 﨑", "か\u{3099}め", "𠮷野家", "Ἀλέξανδρος O'Neil", "a\u{0301}", &"長".repeat(80)]
        {
            let id = take_in(&bench, &by, someone(name, "よみ"));
            assert_eq!(read(&bench, &by, &id).unwrap().name.written.as_deref(), Some(name));
        }
    })
    .unwrap();
}

#[test]
fn a_counter_without_a_tie_finds_nobody() {
    at_a_desk(|bench| {
        let by = clerk(&bench, "sato", "tax");
        let id = take_in(&bench, &by, someone("田中 見本子", "たなか みほんこ"));
        assert!(search(&bench, &by, Reach::Tied, "田中").is_empty());
        let asked =
            bench.desk.look_now(&by, May::SeePerson, PersonSubject(id), |look| Ok(look.seen(About::nothing(), ())));
        assert!(matches!(asked, Err(Trouble::Refused(refusal)) if refusal.kind == RefusalKind::NotThere));
    })
    .unwrap();
}

#[test]
fn a_restricted_person_is_there_for_the_named_alone() {
    at_a_desk(|bench| {
        let (by, other) = (clerk(&bench, "sato", "tax"), clerk(&bench, "suzuki", "tax"));
        let id = take_in(&bench, &by, someone("田中 見本子", "たなか みほんこ"));
        protect(&bench, &by, &id);
        let restricted = id.clone();
        bench
            .desk
            .act_now(&by, May::ReceiveIntake, Nothing, move |mut act| {
                people::restrict(&mut act, &restricted, true)?;
                act.done(About::person(&restricted), "限った", ())
            })
            .unwrap();
        assert_eq!(search(&bench, &by, Reach::City, "田中"), ["田中 見本子"]);
        assert!(search(&bench, &other, Reach::City, "田中").is_empty());
        assert!(read(&bench, &by, &id).is_ok());
        assert!(matches!(read(&bench, &other, &id), Err(Trouble::Refused(r)) if r.kind == RefusalKind::NotThere));
    })
    .unwrap();
}

#[test]
fn a_protected_address_is_absent_for_all_but_the_named_and_so_is_that_of_the_household() {
    at_a_desk(|bench| {
        let (by, other) = (clerk(&bench, "sato", "tax"), clerk(&bench, "suzuki", "tax"));
        let mother = take_in(&bench, &by, with_phone("田中 見本子", "たなか みほんこ", "090-1234-5678"));
        let child = take_in(&bench, &by, with_phone("田中 見本次", "たなか みほんじ", "090-8765-4321"));
        in_one_household(&bench, &by, &[mother.clone(), child.clone()]);
        protect(&bench, &by, &mother);
        for person in [&mother, &child] {
            assert!(read(&bench, &by, person).unwrap().contact.is_some());
            assert_eq!(read(&bench, &other, person).unwrap().contact, None);
        }
        // The index is one for all, so it does not hold the number at all.
        for tail in ["5678", "4321"] {
            assert!(search(&bench, &other, Reach::City, tail).is_empty());
        }
        assert_eq!(search(&bench, &other, Reach::City, "見本子"), ["田中 見本子"]);
    })
    .unwrap();
}

#[test]
fn whoever_does_not_see_the_address_does_not_change_it() {
    at_a_desk(|bench| {
        let (by, other) = (clerk(&bench, "sato", "tax"), clerk(&bench, "suzuki", "tax"));
        let id = take_in(&bench, &by, with_phone("田中 見本子", "たなか みほんこ", "090-1234-5678"));
        protect(&bench, &by, &id);
        let before = read(&bench, &by, &id).unwrap();
        let seen = read(&bench, &other, &id).unwrap();
        let amended = amend(&bench, &other, &seen, "田中 見本美", Some(Contact::default()));
        assert!(matches!(amended, Err(Trouble::Refused(r)) if r.kind == RefusalKind::NotAllowed));
        amend(&bench, &other, &seen, "田中 見本美", None).unwrap();
        let after = read(&bench, &by, &id).unwrap();
        assert_eq!((after.name.to_string(), after.contact), ("田中 見本美".to_owned(), before.contact));
    })
    .unwrap();
}

fn amend(bench: &Bench, by: &Actor, seen: &Person, name: &str, contact: Option<Contact>) -> Result<(), Trouble> {
    let (id, version) = (seen.id.clone(), seen.version);
    let amendment = Amendment {
        name: PersonName { written: Some(name.to_owned()), kana: seen.name.kana.clone() },
        sex: seen.sex,
        birth: seen.birth.clone(),
        contact,
    };
    bench.desk.act_now(by, May::ReceiveIntake, Nothing, move |mut act| {
        people::amend(&mut act, &id, version, &amendment)?;
        act.done(About::person(&id), "訂正した", ())
    })
}

#[test]
fn of_two_officers_who_amend_one_person_the_second_overwrites_nothing() {
    at_a_desk(|bench| {
        let (by, other) = (clerk(&bench, "sato", "tax"), clerk(&bench, "suzuki", "tax"));
        let id = take_in(&bench, &by, with_phone("田中 見本子", "たなか みほんこ", "090-1234-5678"));
        let seen = read(&bench, &by, &id).unwrap();
        amend(&bench, &by, &seen, "田中 見本美", seen.contact.clone()).unwrap();
        let second = amend(&bench, &other, &seen, "田中 見本代", seen.contact.clone());
        assert!(matches!(second, Err(Trouble::Refused(r)) if r.kind == RefusalKind::Conflict));
        assert_eq!(read(&bench, &by, &id).unwrap().name.to_string(), "田中 見本美");
        assert_eq!(search(&bench, &by, Reach::City, "見本美"), ["田中 見本美"]);
        assert!(search(&bench, &by, Reach::City, "見本子").is_empty());
    })
    .unwrap();
}

fn version_of(bench: &Bench, by: &Actor, id: &PersonId) -> i64 {
    let id = id.clone();
    bench
        .desk
        .look_now(by, May::FindPerson, Nothing, move |mut look: Look<'_, '_>| {
            let version = people::protection_of(&mut look.hands(), &id)?.unwrap().version;
            Ok(look.seen(About::person(&id), version))
        })
        .unwrap()
}

fn ask(bench: &Bench, by: &Actor, id: &PersonId) -> Result<i64, Trouble> {
    let (person, seen) = (id.clone(), version_of(bench, by, id));
    bench.desk.act_now(by, May::ReceiveIntake, Nothing, move |mut act| {
        let next = people::ask_lift(&mut act, &person, seen, "本人の申出")?;
        act.done(About::person(&person), "終了を求めた", next.version)
    })
}

fn confirm(bench: &Bench, by: &Actor, id: &PersonId, seen: i64) -> Result<(), Trouble> {
    let person = id.clone();
    bench.desk.act_now(by, May::ReceiveIntake, Nothing, move |mut act| {
        people::confirm_lift(&mut act, &person, seen)?;
        act.done(About::person(&person), "終了を確認した", ())
    })
}

/// Meguro 2025: a list made before the renewals lifted the renewed protections.
#[test]
fn dv_stale_list() {
    at_a_desk(|bench| {
        let (by, other) = (clerk(&bench, "sato", "tax"), clerk(&bench, "suzuki", "tax"));
        let mut list = Vec::new();
        for number in 0..8 {
            let id = take_in(&bench, &by, with_phone("田中 見本子", "たなか みほんこ", "090-1234-5678"));
            protect(&bench, &by, &id);
            if number % 2 == 0 {
                ask(&bench, &by, &id).unwrap();
            }
            list.push((id.clone(), version_of(&bench, &by, &id)));
        }
        for (id, _) in &list {
            let id = id.clone();
            bench
                .desk
                .act_now(&by, May::ReceiveIntake, Nothing, move |mut act| {
                    people::renew_protection(&mut act, &id, day("2020-03-31"))?;
                    act.done(About::person(&id), "延長した", ())
                })
                .unwrap();
        }
        for (id, seen) in &list {
            assert!(confirm(&bench, &other, id, *seen).is_err());
            assert!(confirm(&bench, &by, id, *seen).is_err());
            assert_eq!(read(&bench, &other, id).unwrap().contact, None);
        }
    })
    .unwrap();
}

#[test]
fn two_officers_end_a_protection_and_one_does_not() {
    at_a_desk(|bench| {
        let (by, other) = (clerk(&bench, "sato", "tax"), clerk(&bench, "suzuki", "tax"));
        let id = take_in(&bench, &by, with_phone("田中 見本子", "たなか みほんこ", "090-1234-5678"));
        protect(&bench, &by, &id);
        let seen = ask(&bench, &by, &id).unwrap();
        assert!(confirm(&bench, &by, &id, seen).is_err());
        assert_eq!(read(&bench, &other, &id).unwrap().contact, None);
        confirm(&bench, &other, &id, seen).unwrap();
        assert!(read(&bench, &other, &id).unwrap().contact.is_some());
        assert_eq!(search(&bench, &other, Reach::City, "5678"), ["田中 見本子"]);
    })
    .unwrap();
}

#[test]
fn a_search_goes_on_where_the_page_before_ended() {
    at_a_desk(|bench| {
        let by = clerk(&bench, "sato", "tax");
        for number in 0..130 {
            take_in(&bench, &by, someone(&format!("田中 見本{number}"), "たなか みほん"));
        }
        let (mut after, mut names) = (None, Vec::new());
        loop {
            let found: Found = bench
                .desk
                .look_now(&by, May::FindPerson, Nothing, move |mut look: Look<'_, '_>| {
                    let actor = look.actor().clone();
                    let found = people::find_by(&mut look.hands(), (&actor, Reach::City), "田中", after, 40)?;
                    Ok(look.seen(About::nothing(), found))
                })
                .unwrap();
            names.extend(found.people.iter().map(|p| p.name.to_string()));
            after = found.next;
            if after.is_none() {
                break;
            }
        }
        names.sort();
        names.dedup();
        assert_eq!(names.len(), 130);
    })
    .unwrap();
}
