use office::testing::morning;
use proptest::prelude::*;

use super::*;

fn officer(name: &str) -> StaffId {
    StaffId::from_text(&format!("stf_{name}")).unwrap()
}

fn standing() -> Protection {
    let (id, person) = (ProtectionId::from_text("prt_1").unwrap(), PersonId::from_text("psn_1").unwrap());
    let beginning = Beginning { reason: "申出".into(), until: Day::of(2019, 3, 31).unwrap() };
    begin(None, (id, person), beginning, By { staff: &officer("a"), at: morning() }).unwrap()
}

#[test]
fn one_officer_alone_ends_nothing() {
    let a = officer("a");
    let by = By { staff: &a, at: morning() };
    let asked = ask_lift(&standing(), 1, "本人の申出", by).unwrap();
    assert_eq!(confirm_lift(&asked, asked.version, by), Err(ProtectionRefusal::SameOfficer));
    assert_eq!(confirm_lift(&standing(), 1, by), Err(ProtectionRefusal::NotAsked));
}

#[test]
fn two_officers_end_it() {
    let (a, b) = (officer("a"), officer("b"));
    let asked = ask_lift(&standing(), 1, "本人の申出", By { staff: &a, at: morning() }).unwrap();
    let ended = confirm_lift(&asked, asked.version, By { staff: &b, at: morning() }).unwrap();
    assert!(!ended.stands());
    assert_eq!(renew(&ended, Day::of(2020, 1, 1).unwrap(), morning().day()), Err(ProtectionRefusal::AlreadyEnded));
}

#[test]
fn a_renewal_takes_back_the_wish_to_end_it() {
    let (a, b) = (officer("a"), officer("b"));
    let asked = ask_lift(&standing(), 1, "本人の申出", By { staff: &a, at: morning() }).unwrap();
    let renewed = renew(&asked, Day::of(2020, 3, 31).unwrap(), morning().day()).unwrap();
    assert_eq!(
        confirm_lift(&renewed, asked.version, By { staff: &b, at: morning() }),
        Err(ProtectionRefusal::SeenAnOlderState)
    );
    assert_eq!(
        confirm_lift(&renewed, renewed.version, By { staff: &b, at: morning() }),
        Err(ProtectionRefusal::NotAsked)
    );
}

#[test]
fn its_last_day_passing_opens_nothing() {
    let later = Day::of(2019, 4, 1).unwrap();
    assert!(standing().is_overdue(later) && standing().stands());
}

#[test]
fn no_reason_or_a_day_that_passed_begins_nothing() {
    let ids = || (ProtectionId::from_text("prt_2").unwrap(), PersonId::from_text("psn_1").unwrap());
    let a = officer("a");
    let by = By { staff: &a, at: morning() };
    let until = |year| Day::of(year, 3, 31).unwrap();
    let says = |reason: &str, year| begin(None, ids(), Beginning { reason: reason.into(), until: until(year) }, by);
    assert_eq!(says(" ", 2019), Err(ProtectionRefusal::NoReason));
    assert_eq!(says("申出", 2018), Err(ProtectionRefusal::DayPassed));
    assert!(says("申出", 2019).is_ok());
}

/// One step of a schedule: who, what, and how many steps old the state is that they look at.
#[derive(Debug, Clone)]
enum Step {
    Renew(i32),
    Ask(u8, usize),
    Keep,
    Confirm(u8, usize),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        (1..400i32).prop_map(Step::Renew),
        (0..3u8, 0..4usize).prop_map(|(who, old)| Step::Ask(who, old)),
        Just(Step::Keep),
        (0..3u8, 0..4usize).prop_map(|(who, old)| Step::Confirm(who, old)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn in_no_order_of_events_is_a_protection_lost(schedule in prop::collection::vec(step(), 1..40)) {
        let officers = [officer("a"), officer("b"), officer("c")];
        let mut history = vec![standing()];
        // Told apart from the rules: who asked for the end, of the state as it is now.
        let mut open_ask: Option<u8> = None;
        for step in schedule {
            let now = history.last().unwrap().clone();
            let seen = |old: usize| history[history.len().saturating_sub(old + 1)].version;
            let by = |who: u8| By { staff: &officers[usize::from(who)], at: morning() };
            let next = match &step {
                Step::Renew(days) => renew(&now, now.until.plus_days(*days), morning().day()),
                Step::Ask(who, old) => ask_lift(&now, seen(*old), "理由", by(*who)),
                Step::Keep => keep(&now),
                Step::Confirm(who, old) => confirm_lift(&now, seen(*old), by(*who)),
            };
            let Ok(next) = next else { continue };
            prop_assert_eq!(next.version, now.version + 1);
            if !next.stands() {
                let Step::Confirm(who, old) = step else { panic!("only a confirmation ends it") };
                prop_assert_eq!(seen(old), now.version);
                prop_assert!(open_ask.is_some_and(|asker| asker != who));
            }
            open_ask = match step {
                Step::Ask(who, _) => Some(who),
                _ => None,
            };
            let ended = !next.stands();
            history.push(next);
            if ended {
                break;
            }
        }
    }
}
