//! What must be true of the baton, as sentences and as 100,000 random histories.

use std::cell::RefCell;
use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use super::*;

const COUNTERS: [&str; 6] = ["agc_tax", "agc_support", "agc_housing", "agc_water", "agc_school", "agc_elderly"];

fn agency(at: u8) -> AgencyId {
    AgencyId::from_text(COUNTERS[usize::from(at) % COUNTERS.len()]).unwrap()
}

fn leg_id(n: usize) -> LegId {
    LegId::from_text(&format!("leg_{n}")).unwrap()
}

fn sheet_id(n: usize) -> SheetId {
    SheetId::from_text(&format!("sht_{n}")).unwrap()
}

const TAX: u8 = 0;
const SUPPORT: u8 = 1;
const HOUSING: u8 = 2;
const WATER: u8 = 3;

fn going(leg: usize, to: u8, lead: Lead) -> Going {
    Going { leg: leg_id(leg), to: agency(to), lead }
}

fn send(sheet: usize, from: u8, kind: Kind, legs: Vec<Going>) -> Deed {
    Deed::Send { sheet: sheet_id(sheet), from: agency(from), kind, legs }
}

/// Tax took the household in and asked Support to take it on.
fn asked(lead: Lead) -> Baton {
    let taken = Baton::take_in(agency(TAX));
    taken.after(&send(1, TAX, Kind::Forward, vec![going(1, SUPPORT, lead)])).unwrap()
}

fn accept(leg: usize, by: u8) -> Deed {
    Deed::Accept { leg: leg_id(leg), by: agency(by) }
}

fn accept_in_part(leg: usize, by: u8) -> Deed {
    Deed::AcceptInPart { leg: leg_id(leg), by: agency(by) }
}

fn forward(leg: usize, by: u8, next: usize, to: u8) -> Deed {
    Deed::Forward { leg: leg_id(leg), by: agency(by), next: leg_id(next), to: agency(to) }
}

fn held_by(baton: &Baton, at: u8) -> bool {
    baton.holder() == Some(&agency(at))
}

#[test]
fn the_counter_that_takes_in_holds() {
    assert!(held_by(&Baton::take_in(agency(TAX)), TAX));
}

#[test]
fn sending_does_not_pass_the_baton() {
    assert!(held_by(&asked(Lead::WhenAccepted), TAX));
}

#[test]
fn acceptance_of_the_lead_leg_passes_the_baton() {
    let after = asked(Lead::WhenAccepted).after(&accept(1, SUPPORT)).unwrap();
    assert!(held_by(&after, SUPPORT));
    assert_eq!((after.hops, after.trail), (1, vec![agency(TAX), agency(SUPPORT)]));
}

#[test]
fn partial_acceptance_leaves_the_baton_with_the_sender() {
    assert!(held_by(&asked(Lead::WhenAccepted).after(&accept_in_part(1, SUPPORT)).unwrap(), TAX));
}

#[test]
fn partial_acceptance_passes_the_baton_where_the_sender_asked_for_it() {
    assert!(held_by(&asked(Lead::EvenInPart).after(&accept_in_part(1, SUPPORT)).unwrap(), SUPPORT));
}

#[test]
fn a_parallel_leg_never_passes_the_baton() {
    let taken = Baton::take_in(agency(TAX));
    let sent = taken.after(&send(1, TAX, Kind::Parallel, vec![going(1, HOUSING, Lead::No)])).unwrap();
    assert!(held_by(&sent.after(&accept(1, HOUSING)).unwrap(), TAX));
}

#[test]
fn a_forwarded_leg_is_a_new_one_hop_further_and_its_acceptance_passes_the_baton() {
    let forwarded = asked(Lead::WhenAccepted).after(&forward(1, SUPPORT, 2, HOUSING)).unwrap();
    assert!(held_by(&forwarded, TAX));
    assert_eq!(forwarded.leg(&leg_id(2)).unwrap().hop, 2);
    let accepted = forwarded.after(&accept(2, HOUSING)).unwrap();
    assert!(held_by(&accepted, HOUSING));
    assert_eq!(accepted.hops, 1);
}

#[test]
fn a_returned_leg_leaves_the_baton_with_the_sender() {
    let after = asked(Lead::WhenAccepted).after(&Deed::Return { leg: leg_id(1), by: agency(SUPPORT) }).unwrap();
    assert!(held_by(&after, TAX));
}

#[test]
fn a_person_not_reached_stays_with_the_sender() {
    let after = asked(Lead::WhenAccepted).after(&Deed::NotReached { leg: leg_id(1), by: agency(SUPPORT) }).unwrap();
    assert!(held_by(&after, TAX));
}

#[test]
fn handing_back_passes_the_baton_only_when_the_earlier_holder_accepts() {
    let held = asked(Lead::WhenAccepted).after(&accept(1, SUPPORT)).unwrap();
    let back = held.after(&send(2, SUPPORT, Kind::Return, vec![going(2, TAX, Lead::WhenAccepted)])).unwrap();
    assert!(held_by(&back, SUPPORT));
    assert!(held_by(&back.after(&accept(2, TAX)).unwrap(), TAX));
}

#[test]
fn handing_back_goes_to_a_counter_that_held_it_before() {
    let held = asked(Lead::WhenAccepted).after(&accept(1, SUPPORT)).unwrap();
    let back = send(2, SUPPORT, Kind::Return, vec![going(2, WATER, Lead::WhenAccepted)]);
    assert_eq!(held.after(&back), Err(Refusal::NotHeldBefore));
}

#[test]
fn a_withdrawn_leg_can_no_longer_be_accepted() {
    let after = asked(Lead::WhenAccepted).after(&Deed::Withdraw { sheet: sheet_id(1), by: agency(TAX) }).unwrap();
    assert_eq!(after.after(&accept(1, SUPPORT)), Err(Refusal::AnsweredAlready));
}

#[test]
fn withdrawing_takes_back_forwarded_legs_too() {
    let forwarded = asked(Lead::WhenAccepted).after(&forward(1, SUPPORT, 2, HOUSING)).unwrap();
    let after = forwarded.after(&Deed::Withdraw { sheet: sheet_id(1), by: agency(TAX) }).unwrap();
    assert_eq!(after.leg(&leg_id(2)).unwrap().state, LegState::Withdrawn);
    assert_eq!(after.leg(&leg_id(1)).unwrap().state, LegState::Forwarded);
}

#[test]
fn only_the_sender_withdraws_and_only_the_receiver_answers() {
    let sent = asked(Lead::WhenAccepted);
    assert_eq!(sent.after(&Deed::Withdraw { sheet: sheet_id(1), by: agency(SUPPORT) }), Err(Refusal::NotTheSender));
    assert_eq!(sent.after(&accept(1, HOUSING)), Err(Refusal::NotTheReceiver));
    assert_eq!(sent.after(&accept(9, HOUSING)), Err(Refusal::LegUnknown));
}

#[test]
fn only_the_holder_asks_another_to_take_on_and_only_one_at_a_time() {
    let sent = asked(Lead::WhenAccepted);
    let again = |from, to| send(2, from, Kind::Forward, vec![going(2, to, Lead::WhenAccepted)]);
    assert_eq!(sent.after(&again(SUPPORT, HOUSING)), Err(Refusal::NotTheHolder));
    assert_eq!(sent.after(&again(TAX, HOUSING)), Err(Refusal::LeadPending));
}

#[test]
fn any_counter_may_ask_alongside_without_touching_the_baton() {
    let sent = asked(Lead::WhenAccepted);
    let after = sent.after(&send(2, WATER, Kind::Information, vec![going(2, TAX, Lead::No)])).unwrap();
    assert!(held_by(&after, TAX));
}

#[test]
fn a_sheet_is_refused_where_its_legs_make_no_sense() {
    let taken = Baton::take_in(agency(TAX));
    let try_to = |kind, legs| taken.after(&send(1, TAX, kind, legs)).unwrap_err();
    assert_eq!(try_to(Kind::Forward, vec![]), Refusal::NoLegs);
    assert_eq!(try_to(Kind::Forward, vec![going(1, TAX, Lead::No)]), Refusal::ToItself);
    assert_eq!(
        try_to(Kind::Parallel, vec![going(1, WATER, Lead::No), going(2, WATER, Lead::No)]),
        Refusal::SameCounterTwice
    );
    let two = vec![going(1, WATER, Lead::WhenAccepted), going(2, HOUSING, Lead::EvenInPart)];
    assert_eq!(try_to(Kind::Forward, two), Refusal::TwoLeads);
    assert_eq!(try_to(Kind::Parallel, vec![going(1, WATER, Lead::WhenAccepted)]), Refusal::LeadUnwanted);
    assert_eq!(try_to(Kind::Return, vec![going(1, WATER, Lead::No)]), Refusal::LeadMissing);
}

#[test]
fn a_leg_is_not_forwarded_in_a_circle() {
    let sent = asked(Lead::WhenAccepted);
    assert_eq!(sent.after(&forward(1, SUPPORT, 2, SUPPORT)), Err(Refusal::ToItself));
    assert_eq!(sent.after(&forward(1, SUPPORT, 2, TAX)), Err(Refusal::BackIsReturn));
    let on = sent.after(&forward(1, SUPPORT, 2, HOUSING)).unwrap().after(&forward(2, HOUSING, 3, WATER)).unwrap();
    assert_eq!(on.after(&forward(3, WATER, 4, SUPPORT)), Err(Refusal::InACircle));
}

#[test]
fn a_result_follows_an_acceptance_and_may_come_again() {
    let sent = asked(Lead::WhenAccepted);
    let report = Deed::Report { leg: leg_id(1), by: agency(SUPPORT) };
    assert_eq!(sent.after(&report), Err(Refusal::NotAcceptedYet));
    let reported = sent.after(&accept(1, SUPPORT)).unwrap().after(&report).unwrap();
    assert_eq!(reported.after(&report), Ok(reported.clone()));
    assert!(held_by(&reported, SUPPORT));
}

#[test]
fn a_household_is_not_closed_while_another_counter_is_being_asked_to_take_it_on() {
    let sent = asked(Lead::WhenAccepted);
    assert_eq!(sent.after(&Deed::Close { by: agency(TAX) }), Err(Refusal::AnswersPending));
    assert_eq!(sent.after(&Deed::Close { by: agency(SUPPORT) }), Err(Refusal::NotTheHolder));
}

#[test]
fn who_opens_a_closed_household_again_holds_it() {
    let closed = Baton::take_in(agency(TAX)).after(&Deed::Close { by: agency(TAX) }).unwrap();
    assert_eq!(closed.holder(), None);
    let to_water = vec![going(1, WATER, Lead::WhenAccepted)];
    assert_eq!(closed.after(&send(1, TAX, Kind::Forward, to_water)), Err(Refusal::CaseClosed));
    let reopened = closed.after(&Deed::Reopen { by: agency(WATER) }).unwrap();
    assert!(held_by(&reopened, WATER));
    assert_eq!(reopened.after(&Deed::Reopen { by: agency(TAX) }), Err(Refusal::CaseOpen));
}

/// What a random number makes someone try next. Mostly sensible, often not.
fn deed<'b>(baton: &'b Baton, (what, who, which, how): (u8, u8, u8, u8), step: usize) -> Deed {
    let waiting: Vec<&Leg> = baton.legs.iter().filter(|leg| leg.state.is_waiting()).collect();
    let pick = |legs: &[&'b Leg]| legs.get(usize::from(which) % legs.len().max(1)).copied();
    let leg = pick(&waiting).filter(|_| which < 200).or_else(|| pick(&baton.legs.iter().collect::<Vec<_>>()));
    let holder = baton.holder().cloned().unwrap_or_else(|| agency(who));
    // Three times of four the right counter acts.
    let right = |right: Option<AgencyId>| right.filter(|_| how % 4 != 0).unwrap_or_else(|| agency(who));
    let receiver = right(leg.map(|leg| leg.to.clone()));
    let id = leg.map_or_else(|| leg_id(0), |leg| leg.id.clone());
    let sheet = leg.map_or_else(|| sheet_id(0), |leg| leg.sheet.clone());
    match what % 16 {
        0..=4 => random_send(&right(Some(holder)), (who, which, how), step),
        5 | 6 => Deed::Accept { leg: id, by: receiver },
        7 => Deed::AcceptInPart { leg: id, by: receiver },
        8 | 9 => Deed::Forward { leg: id, by: receiver, next: leg_id(step * 4 + 3), to: agency(who) },
        10 => Deed::Return { leg: id, by: receiver },
        11 => Deed::NotReached { leg: id, by: receiver },
        12 => Deed::Withdraw { sheet, by: right(leg.map(|leg| leg.origin.clone())) },
        13 => Deed::Report { leg: id, by: receiver },
        14 => hand_back(baton, &holder, which, step),
        // Seldom: a closed household has little history left.
        15 if which % 8 == 0 || baton.standing == Standing::Closed => match baton.standing {
            Standing::Held(_) => Deed::Close { by: right(Some(holder)) },
            Standing::Closed => Deed::Reopen { by: agency(who) },
        },
        _ => Deed::Report { leg: id, by: receiver },
    }
}

/// To someone who once held it, oneself included.
fn hand_back(baton: &Baton, from: &AgencyId, which: u8, step: usize) -> Deed {
    let to = baton.trail[usize::from(which) % baton.trail.len()].clone();
    let legs = vec![Going { leg: leg_id(step * 4), to, lead: Lead::WhenAccepted }];
    Deed::Send { sheet: sheet_id(step), from: from.clone(), kind: Kind::Return, legs }
}

fn random_send(from: &AgencyId, (who, which, how): (u8, u8, u8), step: usize) -> Deed {
    let kind = match how / 4 % 8 {
        0..=4 => Kind::Forward,
        5 => Kind::Parallel,
        6 => Kind::Information,
        _ => Kind::Return,
    };
    let lead = match (kind, how / 16 % 4) {
        (Kind::Parallel | Kind::Information, 1..) => Lead::No,
        (_, 3) => Lead::EvenInPart,
        _ => Lead::WhenAccepted,
    };
    let mut legs = vec![Going { leg: leg_id(step * 4), to: agency(who), lead }];
    for more in 1..=which % 3 {
        let lead = if how == 255 { Lead::WhenAccepted } else { Lead::No };
        legs.push(Going { leg: leg_id(step * 4 + usize::from(more)), to: agency(who.wrapping_add(more)), lead });
    }
    Deed::Send { sheet: sheet_id(step), from: from.clone(), kind, legs }
}

fn name(deed: &Deed) -> &'static str {
    match deed {
        Deed::Send { kind: Kind::Return, .. } => "hand back",
        Deed::Send { .. } => "send",
        Deed::Accept { .. } => "accept",
        Deed::AcceptInPart { .. } => "accept in part",
        Deed::Forward { .. } => "forward",
        Deed::Return { .. } => "return",
        Deed::NotReached { .. } => "not reached",
        Deed::Withdraw { .. } => "withdraw",
        Deed::Report { .. } => "report",
        Deed::Close { .. } => "close",
        Deed::Reopen { .. } => "reopen",
    }
}

/// Who must hold the household after a deed that went through, told from the words of the rule.
fn expected_holder(before: &Baton, deed: &Deed) -> Option<AgencyId> {
    let asked = |leg: &LegId| before.leg(leg).map(|leg| leg.lead);
    match deed {
        Deed::Accept { leg, by } if asked(leg) != Some(Lead::No) => Some(by.clone()),
        Deed::AcceptInPart { leg, by } if asked(leg) == Some(Lead::EvenInPart) => Some(by.clone()),
        Deed::Reopen { by } => Some(by.clone()),
        Deed::Close { .. } => None,
        _ => before.holder().cloned(),
    }
}

fn check(before: &Baton, deed: &Deed, after: &Baton) -> Result<(), TestCaseError> {
    prop_assert_eq!(after.holder().cloned(), expected_holder(before, deed), "{:?}", deed);
    if let Some(holder) = after.holder() {
        prop_assert_eq!(after.trail.last(), Some(holder));
    }
    prop_assert!(after.trail.starts_with(&before.trail), "the trail is never rewritten");
    prop_assert!(after.legs.len() >= before.legs.len(), "no leg is lost");
    for (old, new) in before.legs.iter().zip(&after.legs) {
        prop_assert_eq!((&old.id, &old.to, &old.from, old.hop), (&new.id, &new.to, &new.from, new.hop));
        let moved = old.state == new.state
            || old.state.is_waiting()
            || (old.state.owes_result() && new.state == LegState::Reported);
        prop_assert!(moved, "{:?} became {:?}", old.state, new.state);
    }
    let leads: Vec<&Leg> = after.legs.iter().filter(|leg| leg.lead.is_asked() && leg.state.is_waiting()).collect();
    prop_assert!(leads.len() <= 1, "two counters were asked to take on the same household");
    for lead in leads {
        prop_assert_eq!(Some(&lead.origin), after.holder(), "only the holder can have asked");
    }
    Ok(())
}

/// Whatever happened, the holder alone can bring the household to an end: nobody is ever stuck with it.
fn holder_can_always_go_on(baton: &Baton) -> Result<(), TestCaseError> {
    let Some(holder) = baton.holder().cloned() else { return Ok(()) };
    let mut at = baton.clone();
    let own: Vec<SheetId> = at.legs.iter().filter(|leg| leg.origin == holder).map(|leg| leg.sheet.clone()).collect();
    for sheet in own {
        if let Ok(after) = at.after(&Deed::Withdraw { sheet, by: holder.clone() }) {
            at = after;
        }
    }
    let closed = at.after(&Deed::Close { by: holder });
    prop_assert!(closed.is_ok(), "{closed:?}");
    Ok(())
}

#[test]
fn exactly_one_counter_holds_an_open_household_through_100_000_random_histories() {
    let done: RefCell<BTreeMap<&'static str, u64>> = RefCell::default();
    let passed = RefCell::new(0_u64);
    let mut runner = TestRunner::new(Config { cases: 100_000, failure_persistence: None, ..Config::default() });
    let histories = (any::<u8>(), prop::collection::vec(any::<(u8, u8, u8, u8)>(), 1..24));
    let outcome = runner.run(&histories, |(first, steps)| {
        let mut baton = Baton::take_in(agency(first));
        for (step, numbers) in steps.into_iter().enumerate() {
            let deed = deed(&baton, numbers, step + 1);
            if let Ok(after) = baton.after(&deed) {
                check(&baton, &deed, &after)?;
                *done.borrow_mut().entry(name(&deed)).or_default() += 1;
                *passed.borrow_mut() += u64::from(after.hops > baton.hops);
                baton = after;
            }
        }
        holder_can_always_go_on(&baton)
    });
    outcome.unwrap();
    // The histories must really have gone everywhere; otherwise the check above says little.
    let done = done.into_inner();
    assert_eq!(done.len(), 11, "{done:?}");
    assert!(done.values().all(|times| *times > 1_000), "{done:?}");
    let passed = passed.into_inner();
    assert!(passed > 10_000, "the baton passed {passed} times: {done:?}");
}
