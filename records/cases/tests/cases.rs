//! Cases through the desk, on both engines.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a helper of a test may stop the test")]

use cases::{By, Case, CaseSubject, Holder, How, Opening, TieKind};
use office::testing::{Bench, actor, at_a_desk};
use office::{About, Actor, AgencyId, CaseId, HouseholdId, Look, May, Nothing, PersonId, RefusalKind, Trouble};
use people::{NewPerson, PersonName};

fn officer(bench: &Bench, name: &str, agency: &str) -> Actor {
    actor(&bench.desk, name, agency, &["chief_counsellor"]).unwrap()
}

fn holder(of: &Actor) -> Holder {
    Holder { agency: of.agency.clone(), staff: Some(of.staff.clone()) }
}

fn opened_for(bench: &Bench, by: &Actor, household: Option<HouseholdId>) -> Result<(Case, PersonId), Trouble> {
    let (holder, took_in) = (holder(by), by.agency.clone());
    bench.desk.act_now(by, May::ReceiveIntake, Nothing, move |mut act| {
        let new =
            NewPerson { name: PersonName::new("田中 見本子", "たなか みほんこ"), ..NewPerson::default() };
        let person = people::insert(&mut act, &new)?;
        let household = match household {
            Some(known) => known,
            None => people::new_household(&mut act)?,
        };
        let on = act.today();
        let opening = Opening { household, persons: vec![person.clone()], holder, took_in, on };
        let case = cases::open(&mut act, &opening)?;
        let about = About::case(&case.id).with([person.clone()]);
        act.done(about, "ケースを開いた", (case, person))
    })
}

fn opened(bench: &Bench, by: &Actor) -> (Case, PersonId) {
    opened_for(bench, by, None).unwrap()
}

fn sees(bench: &Bench, by: &Actor, case: &Case) -> bool {
    let id = case.id.clone();
    let answer = bench.desk.look_now(by, May::SeeCase, CaseSubject(id.clone()), move |mut look: Look<'_, '_>| {
        let case = cases::get(&mut look.hands(), &id)?;
        Ok(look.seen(About::case(&id), case))
    });
    match answer {
        Ok(_) => true,
        Err(Trouble::Refused(refusal)) if refusal.kind == RefusalKind::NotThere => false,
        Err(other) => panic!("{other:?}"),
    }
}

fn sees_person(bench: &Bench, by: &Actor, person: &PersonId) -> bool {
    let subject = people::PersonSubject(person.clone());
    bench.desk.look_now(by, May::SeePerson, subject, |look| Ok(look.seen(About::nothing(), ()))).is_ok()
}

fn pass(bench: &Bench, by: &Actor, case: &Case, to: &Actor) -> Result<Case, Trouble> {
    let (case, to) = (case.clone(), holder(to));
    bench.desk.act_now(by, May::AnswerLeg, CaseSubject(case.id.clone()), move |mut act| {
        let next = cases::pass_baton(&mut act, &case, &to, By { how: How::Accompany, leg: None })?;
        act.done(About::case(&next.id), "バトンを渡した", next)
    })
}

fn close(bench: &Bench, by: &Actor, case: &Case) -> Result<Case, Trouble> {
    let case = case.clone();
    bench.desk.act_now(by, May::CloseCase, CaseSubject(case.id.clone()), move |mut act| {
        let next = cases::close(&mut act, &case, "resolved")?;
        act.done(About::case(&next.id), "終結した", next)
    })
}

fn is_conflict<T>(answer: &Result<T, Trouble>) -> bool {
    matches!(answer, Err(Trouble::Refused(refusal)) if refusal.kind == RefusalKind::Conflict)
}

#[test]
fn cases_are_numbered_within_the_fiscal_year() {
    at_a_desk(|bench| {
        let by = officer(&bench, "sato", "tax");
        let numbers: Vec<String> = (0..3).map(|_| opened(&bench, &by).0.no).collect();
        assert_eq!(numbers, ["H30-00001", "H30-00002", "H30-00003"]);
    })
    .unwrap();
}

#[test]
fn a_household_has_one_open_case() {
    at_a_desk(|bench| {
        let by = officer(&bench, "sato", "tax");
        let (case, _) = opened(&bench, &by);
        assert!(is_conflict(&opened_for(&bench, &by, Some(case.household.clone()))));
        close(&bench, &by, &case).unwrap();
        assert!(opened_for(&bench, &by, Some(case.household)).is_ok());
    })
    .unwrap();
}

#[test]
fn only_tied_counters_see_a_case_and_its_people() {
    at_a_desk(|bench| {
        let (tax, housing) = (officer(&bench, "sato", "tax"), officer(&bench, "suzuki", "housing"));
        let (case, person) = opened(&bench, &tax);
        assert!(sees(&bench, &tax, &case) && sees_person(&bench, &tax, &person));
        assert!(!sees(&bench, &housing, &case) && !sees_person(&bench, &housing, &person));
        let case = pass(&bench, &tax, &case, &housing).unwrap();
        for by in [&tax, &housing] {
            assert!(sees(&bench, by, &case) && sees_person(&bench, by, &person));
        }
        assert_eq!((case.hops, case.holder_agency.clone()), (1, housing.agency.clone()));
    })
    .unwrap();
}

#[test]
fn every_passing_of_the_baton_is_kept() {
    at_a_desk(|bench| {
        let (tax, housing) = (officer(&bench, "sato", "tax"), officer(&bench, "suzuki", "housing"));
        let (case, _) = opened(&bench, &tax);
        let case = pass(&bench, &tax, &case, &housing).unwrap();
        let case = pass(&bench, &housing, &case, &tax).unwrap();
        let id = case.id.clone();
        let batons = bench
            .desk
            .look_now(&tax, May::SeeCase, CaseSubject(id.clone()), move |mut look: Look<'_, '_>| {
                let batons = cases::batons(&mut look.hands(), &id)?;
                Ok(look.seen(About::case(&id), batons))
            })
            .unwrap();
        let agencies: Vec<&AgencyId> = batons.iter().map(|b| &b.agency).collect();
        assert_eq!(agencies, [&tax.agency, &housing.agency, &tax.agency]);
        assert_eq!(batons.iter().map(|b| b.seq).collect::<Vec<_>>(), [1, 2, 3]);
    })
    .unwrap();
}

#[test]
fn of_two_who_pass_one_baton_the_second_is_told() {
    at_a_desk(|bench| {
        let (tax, housing) = (officer(&bench, "sato", "tax"), officer(&bench, "suzuki", "housing"));
        let water = officer(&bench, "ito", "water");
        let (case, _) = opened(&bench, &tax);
        pass(&bench, &tax, &case, &housing).unwrap();
        assert!(is_conflict(&pass(&bench, &tax, &case, &water)));
        assert!(!sees(&bench, &water, &case));
    })
    .unwrap();
}

#[test]
fn a_counter_that_held_a_closed_case_still_sees_it() {
    at_a_desk(|bench| {
        let (tax, housing) = (officer(&bench, "sato", "tax"), officer(&bench, "suzuki", "housing"));
        let (case, _) = opened(&bench, &tax);
        let case = pass(&bench, &tax, &case, &housing).unwrap();
        let closed = close(&bench, &housing, &case).unwrap();
        assert!(sees(&bench, &tax, &closed) && sees(&bench, &housing, &closed));
        assert!(matches!(pass(&bench, &housing, &closed, &tax), Err(Trouble::Refused(_))));
    })
    .unwrap();
}

#[test]
fn a_counter_whose_tie_is_taken_back_sees_nothing_from_then_on() {
    at_a_desk(|bench| {
        let (tax, housing) = (officer(&bench, "sato", "tax"), officer(&bench, "suzuki", "housing"));
        let (case, person) = opened(&bench, &tax);
        // A counter that was only asked knows its sheet, not the case; one that took somebody in does.
        for (tie, attach, seen) in [
            (TieKind::Received, true, false),
            (TieKind::TookIn, true, true),
            (TieKind::TookIn, false, false),
            (TieKind::Received, false, false),
        ] {
            let (id, to) = (case.id.clone(), housing.agency.clone());
            bench
                .desk
                .act_now(&tax, May::SendSheet, CaseSubject(id.clone()), move |mut act| {
                    if attach {
                        cases::attach_party(&mut act, &id, &to, tie)?;
                    } else {
                        cases::detach_party(&mut act, &id, &to, tie)?;
                    }
                    act.done(About::case(&id), "関わり", ())
                })
                .unwrap();
            assert_eq!((sees(&bench, &housing, &case), sees_person(&bench, &housing, &person)), (seen, seen));
        }
    })
    .unwrap();
}

#[test]
fn an_emergency_opens_a_case_for_sixty_minutes_and_is_told() {
    at_a_desk(|bench| {
        let (tax, housing) = (officer(&bench, "sato", "tax"), officer(&bench, "suzuki", "housing"));
        let chief = officer(&bench, "ito", "housing");
        let (case, person) = opened(&bench, &tax);
        let opened = case.clone();
        let until = bench
            .desk
            .act_now(&housing, May::BreakGlass, Nothing, move |mut act| {
                let until = cases::break_glass(&mut act, &opened, "倒れていると通報があった")?;
                act.done_because(About::case(&opened.id), "緊急に開いた", "倒れていると通報があった", until)
            })
            .unwrap();
        assert!(sees(&bench, &housing, &case) && sees_person(&bench, &housing, &person));
        assert!(!sees(&bench, &chief, &case));
        let listed = waiting(&bench, &chief);
        assert_eq!(listed.len(), 1);
        assert_eq!((listed[0].reason.as_str(), &listed[0].staff), ("倒れていると通報があった", &housing.staff));
        let id = listed[0].id.clone();
        assert!(review(&bench, &housing, &id).is_err(), "nobody reviews what they opened themselves");
        review(&bench, &chief, &id).unwrap();
        assert!(waiting(&bench, &chief)[0].reviewed.is_some());
        bench.desk.clock().set(until);
        assert!(!sees(&bench, &housing, &case));
    })
    .unwrap();
}

fn waiting(bench: &Bench, by: &Actor) -> Vec<cases::BrokenGlass> {
    let agency = by.agency.clone();
    bench
        .desk
        .look_now(by, May::ReviewBreakGlass, Nothing, move |mut look: Look<'_, '_>| {
            let list = cases::opened_by_agency(&mut look.hands(), &agency, 50)?;
            Ok(look.seen(About::nothing(), list))
        })
        .unwrap()
}

fn review(bench: &Bench, by: &Actor, id: &cases::GlassId) -> Result<CaseId, Trouble> {
    let id = id.clone();
    bench.desk.act_now(by, May::ReviewBreakGlass, Nothing, move |mut act| {
        let case = cases::review(&mut act, &id)?;
        act.done(About::case(&case), "緊急に開いた記録を確かめた", case)
    })
}
