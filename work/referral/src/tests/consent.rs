use cases::TieKind;
use office::testing::at_a_desk;
use office::{May, RefusalKind};
use people::Beginning;

use super::*;
use crate::consent::LegalGround;

fn not_yet() -> Consent {
    Consent::NotYet { ground: None }
}

/// Everything that `by` can see of the city's sheets and people.
fn everything(city: &City, by: &Actor, sheet: &crate::SheetId) -> String {
    let mut all = format!("{:?}", city.see(by, sheet));
    for which in [crate::store::lists::Which::ToAnswer, crate::store::lists::Which::Received] {
        let lines = city.read(by, move |hands, actor| crate::store::lists::of_agency(hands, actor, which, None, 50));
        all.push_str(&format!("{lines:?}"));
    }
    all.push_str(&format!("{:?}", city.read(by, |hands, actor| crate::store::lists::overdue(hands, actor, false))));
    let id = city.person.clone();
    let person = city.desk.look_now(by, May::SeePerson, people::PersonSubject(id.clone()), move |mut look| {
        let actor = look.actor();
        let person = people::read(&mut look.hands(), actor, &id)?;
        Ok(look.seen(About::person(&id), format!("{person:?}")))
    });
    all.push_str(&format!("{person:?}"));
    all
}

fn tells_who(text: &str) -> bool {
    [CANARY, "かなりあ たろう", "かなりあ町", "7777", "1967"].iter().any(|canary| text.contains(canary))
}

#[test]
fn without_consent_nothing_that_tells_who_reaches_the_receiver() {
    at_a_desk(|bench| {
        let city = City::new(&bench);
        let sent = city.send(&city.tax, city.sheet(Kind::Information, not_yet(), vec![beside("support")])).unwrap();
        let seen = everything(&city, &city.support, &sent.sheet);
        assert!(!tells_who(&seen), "{seen}");
        assert!(seen.contains("50代"));
        assert!(!has_tie(&city, "support", TieKind::Received));
        city.accept(&city.support, &sent.legs[0]).unwrap();
        let seen = everything(&city, &city.support, &sent.sheet);
        assert!(!tells_who(&seen), "{seen}");
        assert_eq!(city.see(&city.tax, &sent.sheet).unwrap().person_line(), "50代 男性");
    })
    .unwrap();
}

#[test]
fn without_consent_the_household_cannot_be_passed_on() {
    at_a_desk(|bench| {
        let city = City::new(&bench);
        let new = city.sheet(Kind::Forward, not_yet(), vec![lead("support")]);
        assert!(is(city.send(&city.tax, new).unwrap_err(), crate::Refusal::LeadWithoutConsent));
    })
    .unwrap();
}

#[test]
fn with_consent_the_receiver_knows_who_it_is() {
    at_a_desk(|bench| {
        let city = City::new(&bench);
        let sent = city.asked();
        let seen = city.see(&city.support, &sent.sheet).unwrap();
        assert!(seen.named);
        let part = seen.sheet.snapshot.named.unwrap();
        assert_eq!(part.name.as_deref(), Some(CANARY));
        assert_eq!(part.address.as_deref(), Some("つなぐ市かなりあ町1-2-3"));
    })
    .unwrap();
}

#[test]
fn a_legal_ground_names_the_person_and_stands_on_the_sheet() {
    at_a_desk(|bench| {
        let city = City::new(&bench);
        let ground = LegalGround { code: "life_in_danger".into(), reason: "けさから応答がない".into() };
        let consent = Consent::NotYet { ground: Some(ground.clone()) };
        let sent = city.send(&city.tax, city.sheet(Kind::Forward, consent, vec![lead("support")])).unwrap();
        let seen = city.see(&city.support, &sent.sheet).unwrap();
        assert!(seen.named);
        assert_eq!(seen.sheet.consent.ground(), Some(&ground));
    })
    .unwrap();
}

#[test]
fn when_consent_is_withdrawn_receivers_lose_the_personal_part_at_their_next_request() {
    at_a_desk(|bench| {
        let city = City::new(&bench);
        let new = city.sheet(Kind::Parallel, written(), vec![beside("support"), beside("water")]);
        let sent = city.send(&city.tax, new).unwrap();
        city.accept(&city.water, &sent.legs[1]).unwrap();
        assert!(tells_who(&everything(&city, &city.support, &sent.sheet)));
        city.on_sheet(&city.tax, (May::WithdrawConsent, &sent.sheet), |act, sheet| {
            crate::withdraw::withdraw_consent(act, sheet, Some("やはり知られたくない"))
        })
        .unwrap();
        let asked = everything(&city, &city.support, &sent.sheet);
        assert!(!tells_who(&asked) && !asked.contains("三か月"), "{asked}");
        let accepted = city.see(&city.water, &sent.sheet).unwrap();
        assert!(!accepted.named && !tells_who(&format!("{accepted:?}")));
        assert!(city.see(&city.tax, &sent.sheet).unwrap().named, "the sender's own record stays");
        let trouble = city.accept(&city.support, &sent.legs[0]).unwrap_err();
        assert!(is(trouble, crate::Refusal::AnsweredAlready));
    })
    .unwrap();
}

#[test]
fn the_address_of_a_person_protected_after_sending_disappears_from_the_sheet() {
    at_a_desk(|bench| {
        let city = City::new(&bench);
        let sent = city.asked();
        let person = city.person.clone();
        let counsellor = actor(&city.desk, "mori", "tax", &["counsellor"]).unwrap();
        city.desk
            .act_now(&counsellor, May::ProtectPerson, people::PersonSubject(person.clone()), move |mut act| {
                let beginning = Beginning { reason: "支援措置の申出".into(), until: act.today().plus_days(365) };
                people::begin_protection(&mut act, &person, beginning, &[])?;
                act.done(About::person(&person), "支援措置", ())
            })
            .unwrap();
        for by in [&city.support, &city.tax] {
            let seen = city.see(by, &sent.sheet).unwrap();
            let part = seen.sheet.snapshot.named.as_ref().unwrap();
            assert_eq!((part.address.as_ref(), part.phones.len()), (None, 0));
            assert!(seen.protected);
        }
        let again = city.send(&city.tax, city.sheet(Kind::Parallel, written(), vec![beside("water")])).unwrap();
        // Named staff may see the address; the sheet still does not carry it.
        let seen = city.see(&counsellor, &again.sheet).unwrap();
        assert_eq!(seen.sheet.snapshot.named.unwrap().address, None);
    })
    .unwrap();
}

#[test]
fn a_restricted_person_is_in_no_list_count_or_page_of_those_not_named() {
    at_a_desk(|bench| {
        let city = City::new(&bench);
        let sent = city.asked();
        let person = city.person.clone();
        city.desk
            .act_now(&city.tax, May::AmendPerson, people::PersonSubject(person.clone()), move |mut act| {
                people::restrict(&mut act, &person, true)?;
                act.done(About::person(&person), "限る", ())
            })
            .unwrap();
        assert!(is_not_there(city.see(&city.support, &sent.sheet).unwrap_err()));
        let lines = city.read(&city.support, |hands, actor| crate::today_received(hands, actor, 10));
        assert!(lines.is_empty());
        let state = city.read(&city.support, crate::store::queue::queue_state);
        assert_eq!((state.count, state.newest), (0, None));
    })
    .unwrap();
}

#[test]
fn a_role_without_the_deed_is_refused_in_words() {
    at_a_desk(|bench| {
        let city = City::new(&bench);
        let sent = city.asked();
        let planner = actor(&city.desk, "abe", "support", &["planner"]).unwrap();
        let trouble = city.see(&planner, &sent.sheet).unwrap_err();
        assert_eq!(refused(trouble).kind, RefusalKind::NotAllowed);
    })
    .unwrap();
}
