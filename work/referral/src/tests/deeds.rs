use cases::TieKind;
use office::May;
use office::testing::at_a_desk;

use super::*;
use crate::amend::Amendment;
use crate::answer::Answer;
use crate::model::{AnsweredHow, EventKind, LegState, SheetState};
use crate::report::Report;
use crate::seen::Side;

fn answer(city: &City, by: &Actor, leg: &crate::LegId, answer: Answer) -> Result<Option<crate::LegId>, Trouble> {
    city.on_leg(by, (May::AnswerLeg, leg), move |act, leg| {
        crate::answer::answer(act, leg, &answer, AnsweredHow::Screen)
    })
}

fn report(city: &City, by: &Actor, leg: &crate::LegId, told: Report) -> Result<(), Trouble> {
    city.on_leg(by, (May::ReportResult, leg), move |act, leg| {
        crate::report::report(act, leg, &told, AnsweredHow::Screen)
    })
}

#[test]
fn a_sheet_is_sent_accepted_and_reported_and_the_sender_reads_it() {
    at_a_desk(|bench| {
        let city = City::new(&bench);
        let sent = city.asked();
        assert_eq!(city.holder(), agency("tax"));
        city.accept(&city.support, &sent.legs[0]).unwrap();
        assert_eq!(city.holder(), agency("support"));
        let told = Report {
            result: "support_started".into(),
            first_met_on: Some(today()),
            thanks: Some("あの窓口を紹介してくれてありがとう".into()),
            ..Report::default()
        };
        report(&city, &city.support, &sent.legs[0], told).unwrap();
        let seen = city.see(&city.tax, &sent.sheet).unwrap();
        assert_eq!((seen.side, seen.sheet.state), (Side::Sender, SheetState::Closed));
        assert!(seen.has_unread());
        let outcome = seen.legs[0].outcome.as_ref().unwrap();
        assert_eq!(outcome.told.as_ref().unwrap().result, "support_started");
        assert_eq!(outcome.thanks.as_deref(), Some("あの窓口を紹介してくれてありがとう"));
        let kinds: Vec<EventKind> = seen.events.iter().map(|event| event.kind).collect();
        assert_eq!(kinds, [EventKind::Sent, EventKind::Accepted, EventKind::Reported]);
    })
    .unwrap();
}

#[test]
fn the_outcome_is_told_only_as_the_person_agreed() {
    at_a_desk(|bench| {
        let city = City::new(&bench);
        let new = NewSheet { share_outcome: false, ..city.sheet(Kind::Forward, written(), vec![lead("support")]) };
        let sent = city.send(&city.tax, new).unwrap();
        city.accept(&city.support, &sent.legs[0]).unwrap();
        let told = Report {
            result: "declined".into(),
            note: Some("ひみつの経過".into()),
            ask_back: Some("分納の相談をお願いします".into()),
            ..Report::default()
        };
        report(&city, &city.support, &sent.legs[0], told).unwrap();
        let seen = city.see(&city.tax, &sent.sheet).unwrap();
        let outcome = seen.legs[0].outcome.as_ref().unwrap();
        assert_eq!(outcome.told, None);
        assert_eq!(outcome.ask_back.as_deref(), Some("分納の相談をお願いします"));
        assert!(!format!("{:?}", seen.events).contains("希望しなかった"));
        let own = city.see(&city.support, &sent.sheet).unwrap();
        assert_eq!(own.legs[0].outcome.as_ref().unwrap().told.as_ref().unwrap().result, "declined");
    })
    .unwrap();
}

#[test]
fn accepting_leaves_the_receivers_own_reception() {
    at_a_desk(|bench| {
        let city = City::new(&bench);
        let sent = city.asked();
        city.accept(&city.support, &sent.legs[0]).unwrap();
        let (case, codes) = (city.case.clone(), city.desk.codes().clone());
        let intakes = city.read(&city.support, move |hands, _| intake::of_case(hands, &codes, &case));
        assert_eq!(intakes.len(), 1);
        assert_eq!(intakes[0].agency, agency("support"));
        assert_eq!(intakes[0].via_leg.as_deref(), Some(sent.legs[0].as_text()));
    })
    .unwrap();
}

#[test]
fn a_returned_sheet_is_back_with_the_sender_who_never_gave_it_away() {
    at_a_desk(|bench| {
        let city = City::new(&bench);
        let sent = city.asked();
        assert!(has_tie(&city, "support", TieKind::Received));
        let back = Answer::Return { reason: "needs_more_facts".into(), note: Some("家賃の額".into()) };
        answer(&city, &city.support, &sent.legs[0], back).unwrap();
        assert_eq!(city.holder(), agency("tax"));
        assert!(!has_tie(&city, "support", TieKind::Received));
        let unread = city.read(&city.tax, |hands, actor| crate::answers_unread(hands, actor, 10));
        assert_eq!((unread.len(), unread[0].state), (1, LegState::Returned));
        let again = city.asked();
        city.accept(&city.support, &again.legs[0]).unwrap();
        assert_eq!(city.holder(), agency("support"));
    })
    .unwrap();
}

#[test]
fn a_forwarded_leg_is_answered_by_the_next_counter_and_shows_as_a_second_hop() {
    at_a_desk(|bench| {
        let city = City::new(&bench);
        let sent = city.asked();
        let on = Answer::Forward { to: agency("housing"), reason: "住まいの相談が中心".into() };
        let next = answer(&city, &city.support, &sent.legs[0], on).unwrap().unwrap();
        assert_eq!(city.holder(), agency("tax"));
        let rounds = city.read(&city.coordinator, crate::store::lists::rounds);
        assert_eq!((rounds.len(), rounds[0].hop), (1, 2));
        assert!(!format!("{rounds:?}").contains(CANARY), "the coordinator's list names nobody");
        city.accept(&city.housing, &next).unwrap();
        assert_eq!(city.holder(), agency("housing"));
    })
    .unwrap();
}

#[test]
fn a_household_that_was_sent_back_and_sent_elsewhere_shows_as_a_further_hop() {
    at_a_desk(|bench| {
        let city = City::new(&bench);
        let rounds = || city.read(&city.coordinator, crate::store::lists::rounds);
        let back = Answer::Return { reason: "other_counter".into(), note: None };
        let asked = |to: &str| {
            let sheet = city.sheet(Kind::Forward, written(), vec![lead(to)]);
            city.send(&city.tax, sheet).unwrap()
        };
        let first = asked("support");
        answer(&city, &city.support, &first.legs[0], back.clone()).unwrap();
        assert!(rounds().is_empty());
        let again = asked("support");
        assert!(rounds().is_empty(), "the same counter again is no further counter");
        answer(&city, &city.support, &again.legs[0], back.clone()).unwrap();
        let second = asked("housing");
        assert_eq!(rounds().iter().map(|line| line.hop).collect::<Vec<_>>(), [2]);
        answer(&city, &city.housing, &second.legs[0], back).unwrap();
        asked("water");
        assert_eq!(rounds().iter().map(|line| line.hop).collect::<Vec<_>>(), [3, 2]);
    })
    .unwrap();
}

#[test]
fn handing_back_passes_the_baton_when_the_earlier_counter_accepts() {
    at_a_desk(|bench| {
        let city = City::new(&bench);
        let sent = city.asked();
        city.accept(&city.support, &sent.legs[0]).unwrap();
        let back = city.sheet(Kind::Return, written(), vec![lead("tax")]);
        let back = city.send(&city.support, back).unwrap();
        assert_eq!(city.holder(), agency("support"));
        city.accept(&city.tax, &back.legs[0]).unwrap();
        assert_eq!(city.holder(), agency("tax"));
    })
    .unwrap();
}

#[test]
fn a_second_answer_to_the_same_leg_is_a_conflict() {
    at_a_desk(|bench| {
        let city = City::new(&bench);
        let sent = city.asked();
        city.accept(&city.support, &sent.legs[0]).unwrap();
        let late = Answer::NotReached { note: None };
        let trouble = answer(&city, &city.support, &sent.legs[0], late).unwrap_err();
        assert_eq!(refused(trouble).kind, RefusalKind::Conflict);
    })
    .unwrap();
}

#[test]
fn only_the_receiver_answers_and_to_others_the_leg_is_not_there() {
    at_a_desk(|bench| {
        let city = City::new(&bench);
        let sent = city.asked();
        assert!(is_not_there(city.accept(&city.tax, &sent.legs[0]).unwrap_err()));
        assert!(is_not_there(city.accept(&city.water, &sent.legs[0]).unwrap_err()));
        assert!(is_not_there(city.see(&city.water, &sent.sheet).unwrap_err()));
    })
    .unwrap();
}

#[test]
fn a_withdrawn_sheet_is_no_longer_asked_and_its_receiver_is_untied() {
    at_a_desk(|bench| {
        let city = City::new(&bench);
        let sent = city.asked();
        city.on_sheet(&city.tax, (May::WithdrawSheet, &sent.sheet), |act, sheet| {
            crate::withdraw::withdraw(act, sheet, "本人が考え直したいと話した")
        })
        .unwrap();
        assert!(!has_tie(&city, "support", TieKind::Received));
        let seen = city.see(&city.support, &sent.sheet).unwrap();
        assert_eq!((seen.sheet.state, seen.named), (SheetState::Withdrawn, false));
        assert!(!format!("{seen:?}").contains(CANARY));
        assert!(is(city.accept(&city.support, &sent.legs[0]).unwrap_err(), crate::Refusal::AnsweredAlready));
    })
    .unwrap();
}

#[test]
fn an_amendment_keeps_what_stood_before_and_a_late_one_is_a_conflict() {
    at_a_desk(|bench| {
        let city = City::new(&bench);
        let sent = city.asked();
        let seen = city.see(&city.tax, &sent.sheet).unwrap();
        let version = seen.sheet.version;
        let first = Amendment { summary: "滞納は四か月だった".into(), ..Amendment::of(&seen.sheet) };
        let second = Amendment { summary: "滞納は五か月だった".into(), ..Amendment::of(&seen.sheet) };
        let amend = |words: Amendment| {
            city.on_sheet(&city.tax, (May::AmendSheet, &sent.sheet), move |act, sheet| {
                crate::amend::amend(act, sheet, version, &words)
            })
        };
        amend(first).unwrap();
        assert_eq!(refused(amend(second).unwrap_err()).kind, RefusalKind::Conflict);
        let seen = city.see(&city.support, &sent.sheet).unwrap();
        assert_eq!(seen.sheet.summary, "滞納は四か月だった");
        let changed = &seen.events.last().unwrap().changes[0];
        assert_eq!(changed.field, "概要・経緯");
        assert_eq!(changed.before, "税の滞納が三か月あり、食べる物が少ない");
    })
    .unwrap();
}

#[test]
fn a_counter_without_the_screen_is_answered_for_by_the_sender_and_never_holds() {
    at_a_desk(|bench| {
        let city = City::new(&bench);
        let to_food = city.sheet(Kind::Forward, written(), vec![lead("food")]);
        assert!(is(city.send(&city.tax, to_food).unwrap_err(), crate::Refusal::LeadWithoutAccount));
        let new = city.sheet(Kind::Parallel, written(), vec![beside("food"), beside("water")]);
        let sent = city.send(&city.tax, new).unwrap();
        let enter = |leg: &crate::LegId| {
            let leg = leg.clone();
            city.on_sheet(&city.tax, (May::EnterReturn, &sent.sheet), move |act, _| {
                crate::answer::answer(act, &leg, &Answer::Accept { note: None }, AnsweredHow::Telephone)
            })
        };
        enter(&sent.legs[0]).unwrap();
        assert!(is(enter(&sent.legs[1]).unwrap_err(), crate::Refusal::AnswersOnScreen));
        let seen = city.see(&city.tax, &sent.sheet).unwrap();
        assert_eq!(seen.legs[0].answer.as_ref().unwrap().how, AnsweredHow::Telephone);
        assert_eq!(city.holder(), agency("tax"));
    })
    .unwrap();
}

#[test]
fn through_refusals_splits_and_hand_backs_somebody_always_holds() {
    at_a_desk(|bench| {
        let city = City::new(&bench);
        let both = city.sheet(Kind::Forward, written(), vec![lead("support"), beside("water")]);
        let sent = city.send(&city.tax, both).unwrap();
        let again = city.sheet(Kind::Forward, written(), vec![lead("housing")]);
        assert!(is(city.send(&city.tax, again).unwrap_err(), crate::Refusal::LeadPending));
        city.accept(&city.water, &sent.legs[1]).unwrap();
        assert_eq!(city.holder(), agency("tax"));
        answer(&city, &city.support, &sent.legs[0], Answer::NotReached { note: None }).unwrap();
        assert_eq!(city.holder(), agency("tax"));
    })
    .unwrap();
}

#[test]
fn a_case_is_not_closed_while_another_counter_is_asked_to_take_it_on() {
    at_a_desk(|bench| {
        let city = City::new(&bench);
        let may_close = |city: &City, by: &str| {
            let (case, by) = (city.case.clone(), agency(by));
            city.read(&city.tax, move |hands, _| Ok(crate::may_close(hands, &case, &by).map_err(refused)))
        };
        assert_eq!(may_close(&city, "tax"), Ok(()));
        assert_eq!(may_close(&city, "water").unwrap_err().sentence, crate::Refusal::NotTheHolder.sentence());
        city.asked();
        assert_eq!(may_close(&city, "tax").unwrap_err().sentence, crate::Refusal::AnswersPending.sentence());
    })
    .unwrap();
}
