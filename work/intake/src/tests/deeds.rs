use cases::Status as CaseStatus;
use office::testing::{Bench, at_a_desk};
use office::{About, Actor, CaseId, Look, May, RefusalKind, Trouble};

use super::{clerk, counter, person, said, taken};
use crate::figures::{Counted, intakes_with_leg, receptions};
use crate::{
    ConcernMark, FromSheet, Intake, IntakeId, IntakeSubject, Status, TakenIn, Who, inform, mark_connected,
    receive_from_sheet, support,
};

fn look_at(bench: &Bench, actor: &Actor, id: &IntakeId) -> Result<Intake, Trouble> {
    let known = id.clone();
    bench.desk.look_now(actor, May::SeeIntake, IntakeSubject(id.clone()), move |mut look: Look<'_, '_>| {
        let desk = look.desk().clone();
        let intake = crate::read(&mut look.hands(), desk.codes(), &known)?;
        Ok(look.seen(About::nothing(), intake))
    })
}

fn case(bench: &Bench, actor: &Actor, id: &CaseId) -> cases::Case {
    let known = id.clone();
    bench
        .desk
        .look_now(actor, May::SeeCase, cases::CaseSubject(id.clone()), move |mut look: Look<'_, '_>| {
            let case = cases::get(&mut look.hands(), &known)?;
            Ok(look.seen(About::nothing(), case))
        })
        .unwrap()
}

fn decide_support(bench: &Bench, actor: &Actor, id: &IntakeId) -> Result<(), Trouble> {
    let known = id.clone();
    bench.desk.act_now(actor, May::SupportHere, IntakeSubject(id.clone()), move |mut act| {
        support(&mut act, &known)?;
        act.done(About::nothing(), "支援", ())
    })
}

fn decide_inform(bench: &Bench, actor: &Actor, id: &IntakeId) -> Result<bool, Trouble> {
    let known = id.clone();
    bench.desk.act_now(actor, May::EndWithInformation, IntakeSubject(id.clone()), move |mut act| {
        let (_, closed) = inform(&mut act, &known, "窓口の場所をお伝えした")?;
        act.done(About::nothing(), "情報提供", closed)
    })
}

fn connected(bench: &Bench, actor: &Actor, id: &IntakeId) -> Result<(), Trouble> {
    let known = id.clone();
    bench.desk.act_now(actor, May::SendSheet, IntakeSubject(id.clone()), move |mut act| {
        mark_connected(&mut act, &known)?;
        act.done(About::nothing(), "つないだ", ())
    })
}

fn somebody(bench: &Bench, actor: &Actor) -> TakenIn {
    taken(bench, actor, Who::New(person("見本 太郎", "みほん たろう")), said(bench, "家賃が払えない")).unwrap()
}

fn kind(trouble: Trouble) -> RefusalKind {
    match trouble {
        Trouble::Refused(refusal) => refusal.kind,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_new_reception_opens_a_case_that_this_counter_holds() {
    at_a_desk(|bench| {
        let tax = clerk(&bench, "sato", "tax");
        let taken = somebody(&bench, &tax);
        let intake = look_at(&bench, &tax, &taken.intake).unwrap();
        assert_eq!(intake.told, said(&bench, "家賃が払えない"));
        assert_eq!((intake.status, intake.agency, intake.initial_route), (Status::Received, tax.agency.clone(), None));
        let case = case(&bench, &tax, &taken.case);
        assert_eq!((case.status, case.holder_agency, case.hops), (CaseStatus::Received, tax.agency, 0));
    })
    .unwrap();
}

#[test]
fn a_second_counter_joins_the_open_case_and_the_holder_stays() {
    at_a_desk(|bench| {
        let (tax, water) = (clerk(&bench, "sato", "tax"), clerk(&bench, "kato", "water"));
        let first = somebody(&bench, &tax);
        // The water counter knows the person only once it is tied to the case by its own work.
        let again = || Who::Known(first.person.clone());
        let refused = taken(&bench, &water, again(), said(&bench, "水道が止まる")).unwrap_err();
        assert_eq!(kind(refused), RefusalKind::NotThere);
        let (tied, agency) = (first.case.clone(), water.agency.clone());
        bench
            .desk
            .act_now(&tax, May::SendSheet, cases::CaseSubject(tied.clone()), move |mut act| {
                cases::attach_party(&mut act, &tied, &agency, cases::TieKind::TookIn)?;
                act.done(About::case(&tied), "つないだ", ())
            })
            .unwrap();
        let second = taken(&bench, &water, again(), said(&bench, "水道が止まる")).unwrap();
        assert_eq!((&second.case, &second.person), (&first.case, &first.person));
        assert_eq!(case(&bench, &water, &second.case).holder_agency, tax.agency);
        // The holder sees what is new, and does not decide it.
        assert_eq!(look_at(&bench, &tax, &second.intake).unwrap().told.words.as_deref(), Some("水道が止まる"));
        assert_eq!(kind(decide_support(&bench, &tax, &second.intake).unwrap_err()), RefusalKind::NotAllowed);
        // Supporting at the second counter moves no baton.
        decide_support(&bench, &water, &second.intake).unwrap();
        let case = case(&bench, &tax, &first.case);
        assert_eq!((case.holder_agency, case.status), (tax.agency, CaseStatus::Received));
    })
    .unwrap();
}

#[test]
fn a_person_who_comes_back_after_the_end_gets_a_new_case_of_the_same_household() {
    at_a_desk(|bench| {
        let tax = clerk(&bench, "sato", "tax");
        let first = somebody(&bench, &tax);
        assert!(decide_inform(&bench, &tax, &first.intake).unwrap());
        let second = taken(&bench, &tax, Who::Known(first.person.clone()), said(&bench, "また困った")).unwrap();
        assert_ne!(second.case, first.case);
        assert_eq!(case(&bench, &tax, &second.case).household, case(&bench, &tax, &first.case).household);
    })
    .unwrap();
}

#[test]
fn ending_with_information_closes_the_case_only_where_nothing_else_is_open() {
    at_a_desk(|bench| {
        let tax = clerk(&bench, "sato", "tax");
        let first = somebody(&bench, &tax);
        let second = taken(&bench, &tax, Who::Known(first.person.clone()), said(&bench, "もう一つ")).unwrap();
        assert_eq!(first.case, second.case);
        assert!(!decide_inform(&bench, &tax, &first.intake).unwrap());
        assert!(case(&bench, &tax, &first.case).is_open());
        assert!(decide_inform(&bench, &tax, &second.intake).unwrap());
        let case = case(&bench, &tax, &first.case);
        assert_eq!((case.is_open(), case.closing_kind.as_deref()), (false, Some("information_only")));
        assert_eq!(kind(decide_support(&bench, &tax, &first.intake).unwrap_err()), RefusalKind::Rule);
    })
    .unwrap();
}

#[test]
fn supporting_starts_the_support_and_a_later_sheet_leaves_it_supported() {
    at_a_desk(|bench| {
        let tax = clerk(&bench, "sato", "tax");
        let taken = somebody(&bench, &tax);
        decide_support(&bench, &tax, &taken.intake).unwrap();
        assert_eq!(case(&bench, &tax, &taken.case).status, CaseStatus::InSupport);
        connected(&bench, &tax, &taken.intake).unwrap();
        let intake = look_at(&bench, &tax, &taken.intake).unwrap();
        assert_eq!((intake.status, intake.decided_on), (Status::Supported, Some(bench.desk.now().day())));
    })
    .unwrap();
}

#[test]
fn a_sent_sheet_connects_the_reception_and_a_returned_one_leaves_it_to_decide_again() {
    at_a_desk(|bench| {
        let tax = clerk(&bench, "sato", "tax");
        let taken = somebody(&bench, &tax);
        connected(&bench, &tax, &taken.intake).unwrap();
        connected(&bench, &tax, &taken.intake).unwrap();
        assert_eq!(look_at(&bench, &tax, &taken.intake).unwrap().status, Status::Connected);
        decide_support(&bench, &tax, &taken.intake).unwrap();
        assert_eq!(look_at(&bench, &tax, &taken.intake).unwrap().status, Status::Supported);
    })
    .unwrap();
}

#[test]
fn an_anonymous_caller_leaves_no_name() {
    at_a_desk(|bench| {
        let tax = clerk(&bench, "sato", "tax");
        let who = crate::receive::Whom::Anonymous.who(person("名乗った人", "なのったひと"));
        let taken = taken(&bench, &tax, who, said(&bench, "匿名で聞きたい")).unwrap();
        let (id, known) = (taken.person.clone(), taken.person.clone());
        let shown = bench
            .desk
            .look_now(&tax, May::SeePerson, people::PersonSubject(id), move |mut look: Look<'_, '_>| {
                let actor = look.actor().clone();
                let person = people::read(&mut look.hands(), &actor, &known)?;
                Ok(look.seen(About::nothing(), person))
            })
            .unwrap();
        assert_eq!(shown.name, people::PersonName::default());
        assert!(look_at(&bench, &tax, &taken.intake).unwrap().anonymous);
    })
    .unwrap();
}

#[test]
fn a_restricted_case_is_not_joined_by_whoever_must_not_know_of_it() {
    at_a_desk(|bench| {
        let tax = clerk(&bench, "sato", "tax");
        let first = somebody(&bench, &tax);
        let known = first.case.clone();
        bench
            .desk
            .act_now(&tax, May::CloseCase, cases::CaseSubject(known.clone()), move |mut act| {
                let case = cases::get(&mut act.hands(), &known)?;
                let closed = cases::close(&mut act, &case, "resolved")?;
                act.done(About::case(&closed.id), "終えた", ())
            })
            .unwrap();
        let second = taken(&bench, &tax, Who::Known(first.person.clone()), said(&bench, "二度目")).unwrap();
        let known = second.case.clone();
        bench
            .desk
            .act_now(&tax, May::CloseCase, cases::CaseSubject(known.clone()), move |mut act| {
                let case = cases::get(&mut act.hands(), &known)?;
                cases::restrict(&mut act, &case, true)?;
                act.done(About::case(&known), "限った", ())
            })
            .unwrap();
        let third = taken(&bench, &tax, Who::Known(first.person.clone()), said(&bench, "三度目")).unwrap();
        assert_ne!(third.case, second.case);
        assert_eq!(kind(look_at(&bench, &tax, &second.intake).unwrap_err()), RefusalKind::NotThere);
        let browser = super::Browser::of(&bench.desk, &tax);
        for path in ["/intakes", "/intakes?q=度目"] {
            let list = super::block(browser.get(path)).body;
            assert!(list.contains("三度目") && !list.contains("二度目"), "{path}");
        }
    })
    .unwrap();
}

#[test]
fn receptions_are_counted_by_kind_of_counter_and_by_the_leg_they_came_by() {
    at_a_desk(|bench| {
        counter(&bench, "welfare", "welfare_office_public_assistance");
        counter(&bench, "jiritsu", "self_reliance");
        let (welfare, jiritsu) = (clerk(&bench, "sato", "welfare"), clerk(&bench, "kato", "jiritsu"));
        let first = somebody(&bench, &welfare);
        let second = somebody(&bench, &welfare);
        somebody(&bench, &jiritsu);
        decide_support(&bench, &welfare, &first.intake).unwrap();
        decide_inform(&bench, &welfare, &second.intake).unwrap();
        let from = FromSheet {
            case: first.case.clone(),
            person: Some(first.person.clone()),
            agency: jiritsu.agency.clone(),
            staff: jiritsu.staff.clone(),
            concerns: vec![("debt".to_owned(), ConcernMark::Most), ("invented".to_owned(), ConcernMark::Applies)],
            via_leg: "leg_1".to_owned(),
            received_on: bench.desk.now().day(),
        };
        let tied = cases::CaseSubject(first.case.clone());
        let by_sheet = bench
            .desk
            .act_now(&welfare, May::SendSheet, tied, move |mut act| {
                let id = receive_from_sheet(&mut act, &from)?;
                act.done(About::nothing(), "受理", id)
            })
            .unwrap();
        let intake = look_at(&bench, &welfare, &by_sheet).unwrap();
        assert_eq!(intake.initial_route.as_deref(), Some("agency_referral"));
        assert_eq!(intake.told.concerns, [crate::Concern { code: "debt".to_owned(), most: true }]);
        let day = bench.desk.now().day();
        let counted = move |kind: &'static str| Counted { kind, first: day, last: day };
        let (at_welfare, at_jiritsu, legs) = bench
            .desk
            .look_now(&welfare, May::SeeIntake, office::Nothing, move |mut look: Look<'_, '_>| {
                let mut hands = look.hands();
                let welfare = receptions(&mut hands, counted("welfare_office_public_assistance"))?;
                let jiritsu = receptions(&mut hands, counted("self_reliance"))?;
                let legs = intakes_with_leg(&mut hands, counted("self_reliance"))?;
                Ok(look.seen(About::nothing(), (welfare, jiritsu, legs)))
            })
            .unwrap();
        assert_eq!((at_welfare.all, at_welfare.supported, at_welfare.informed, at_welfare.without_leg), (2, 1, 1, 2));
        assert_eq!((at_jiritsu.all, at_jiritsu.without_leg), (2, 1));
        assert_eq!(legs, [(by_sheet, "leg_1".to_owned(), Status::Received)]);
    })
    .unwrap();
}
