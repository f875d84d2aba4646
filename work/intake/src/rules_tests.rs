use office::testing::morning;
use office::{AgencyId, CaseId, StaffId};
use proptest::prelude::*;

use super::*;
use crate::model::{IntakeId, Told};

const DECISIONS: [Decision; 4] = [Decision::Support, Decision::Connect, Decision::Inform, Decision::Drop];

#[test]
fn every_decision_upon_every_status_is_as_the_table_says() {
    use IntakeRefusal::{BrokenOff, EndedWithInformation, InformedAlready, SupportUnderWay, SupportedAlready};
    use Status::{Connected, Dropped, Informed, Received, Supported};
    let table = [
        (Received, [Ok(Supported), Ok(Connected), Ok(Informed), Ok(Dropped)]),
        (Connected, [Ok(Supported), Ok(Connected), Ok(Informed), Ok(Dropped)]),
        (Supported, [Err(SupportedAlready), Ok(Supported), Err(SupportUnderWay), Err(SupportUnderWay)]),
        (
            Informed,
            [Err(EndedWithInformation), Err(EndedWithInformation), Err(InformedAlready), Err(EndedWithInformation)],
        ),
        (Dropped, [Err(BrokenOff), Err(BrokenOff), Err(BrokenOff), Err(BrokenOff)]),
    ];
    assert_eq!(table.len(), Status::ALL.len());
    for (now, expected) in table {
        for (decision, expected) in DECISIONS.into_iter().zip(expected) {
            assert_eq!(after(now, decision), expected, "{now:?} {decision:?}");
        }
    }
}

proptest! {
    #[test]
    fn through_any_decisions_a_reception_never_comes_back_to_undecided(steps in prop::collection::vec(0..4_usize, 1..20)) {
        let mut now = Status::Received;
        for step in steps {
            if let Ok(next) = after(now, DECISIONS[step]) {
                prop_assert_ne!(next, Status::Received);
                prop_assert!(now != Status::Supported || next == Status::Supported);
                now = next;
            }
        }
    }
}

#[test]
fn every_refusal_is_a_polite_sentence_that_says_what_to_do() {
    for refusal in [
        IntakeRefusal::SupportedAlready,
        IntakeRefusal::InformedAlready,
        IntakeRefusal::SupportUnderWay,
        IntakeRefusal::EndedWithInformation,
        IntakeRefusal::BrokenOff,
        IntakeRefusal::AnotherCounter,
        IntakeRefusal::NothingTold,
        IntakeRefusal::SavedMeanwhile,
    ] {
        let sentence = refusal.sentence();
        assert!(sentence.ends_with("。") && (sentence.contains("ます") || sentence.contains("ください")), "{sentence}");
        assert!(!sentence.contains("対象外") && !sentence.contains("できません"), "{sentence}");
    }
}

#[test]
fn only_the_counter_that_listened_decides() {
    let told = Told::on(morning().day());
    let intake = Intake {
        id: IntakeId::from_text("int_1").unwrap(),
        case: CaseId::from_text("cas_1").unwrap(),
        person: None,
        agency: AgencyId::from_text("agc_tax").unwrap(),
        staff: StaffId::from_text("stf_1").unwrap(),
        received_at: morning(),
        anonymous: false,
        told,
        initial_route: None,
        status: Status::Received,
        decided_on: None,
        information: None,
        via_leg: None,
        version: 1,
    };
    assert_eq!(own(&intake, &AgencyId::from_text("agc_tax").unwrap()), Ok(()));
    assert_eq!(own(&intake, &AgencyId::from_text("agc_water").unwrap()), Err(IntakeRefusal::AnotherCounter));
}

fn concern(code: &str, most: bool) -> Concern {
    Concern { code: code.to_owned(), most }
}

#[test]
fn several_marks_without_a_main_one_are_kept_and_only_hinted_at() {
    assert_eq!(mark_hint(&[]), None);
    assert_eq!(mark_hint(&[concern("debt", false)]), None);
    assert_eq!(mark_hint(&[concern("debt", false), concern("housing", true)]), None);
    assert!(mark_hint(&[concern("debt", false), concern("housing", false)]).is_some());
    assert!(mark_hint(&[concern("debt", true), concern("housing", true)]).is_some());
}

#[test]
fn the_sixteen_concerns_come_in_the_order_of_the_form_and_each_once() {
    let codes = Codes::embedded().unwrap();
    assert_eq!(codes.list("concerns").codes.len(), 16);
    let given = [concern("debt", false), concern("housing", false), concern("debt", true), concern("invented", true)];
    assert_eq!(in_order(&codes, &given), [concern("housing", false), concern("debt", true)]);
}

#[test]
fn the_route_is_told_by_channel_and_visitor_or_left_to_be_asked() {
    let codes = Codes::embedded().unwrap();
    let table = [
        (Some("counter"), Visitor::ThePerson, None, Some("self_visit")),
        (Some("telephone"), Visitor::ThePerson, None, Some("self_phone_mail")),
        (Some("mail"), Visitor::Other, Some("child"), Some("family_phone_mail")),
        (Some("counter"), Visitor::Other, Some("neighbour"), Some("family_visit")),
        (Some("counter"), Visitor::Other, Some("supporter"), Some("agency_referral")),
        (Some("other_counter"), Visitor::NotHeard, None, Some("agency_referral")),
        (Some("counter"), Visitor::NotHeard, None, None),
        (Some("visit"), Visitor::ThePerson, None, None),
        (None, Visitor::ThePerson, None, None),
    ];
    for (channel, visitor, relation, expected) in table {
        let route = initial_route(channel, visitor, relation);
        assert_eq!(route, expected, "{channel:?} {visitor:?} {relation:?}");
        assert!(route.is_none_or(|code| codes.list("initial_routes").find(code).is_some()));
    }
}
