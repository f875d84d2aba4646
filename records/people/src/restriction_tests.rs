use office::testing::morning;
use proptest::prelude::*;

use super::*;

fn officer(number: u8) -> StaffId {
    StaffId::from_text(&format!("stf_{number}")).unwrap()
}

fn ids() -> (RestrictionId, PersonId) {
    (RestrictionId::from_text("rst_1").unwrap(), PersonId::from_text("psn_1").unwrap())
}

fn standing() -> Restriction {
    begin(None, ids(), ("申出", 2), By { staff: &officer(0), at: morning() }).unwrap()
}

#[test]
fn it_begins_with_a_reason_and_with_two_officers_who_know() {
    let a = officer(0);
    let by = By { staff: &a, at: morning() };
    assert_eq!(begin(None, ids(), (" ", 2), by), Err(RestrictionRefusal::NoReason));
    assert_eq!(begin(None, ids(), ("申出", 1), by), Err(RestrictionRefusal::OneNamedAlone));
    assert_eq!(begin(Some(&standing()), ids(), ("申出", 2), by), Err(RestrictionRefusal::AlreadyStands));
}

#[test]
fn the_last_who_know_cannot_be_taken_away() {
    let named = [officer(0), officer(1)];
    assert_eq!(unname(&named, &officer(1), LEAST_NAMED), Err(RestrictionRefusal::LastNamed));
    assert_eq!(unname(&named, &officer(1), 1), Ok(()));
    assert_eq!(unname(&named[..1], &officer(0), 1), Err(RestrictionRefusal::LastNamed));
    assert_eq!(unname(&named, &officer(2), 1), Err(RestrictionRefusal::NotNamed));
}

#[derive(Debug, Clone)]
enum Step {
    Ask(u8, usize),
    Keep,
    Confirm(u8, usize),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        (0..3u8, 0..3usize).prop_map(|(who, old)| Step::Ask(who, old)),
        Just(Step::Keep),
        (0..3u8, 0..3usize).prop_map(|(who, old)| Step::Confirm(who, old)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn in_no_order_of_events_does_one_officer_end_it(schedule in prop::collection::vec(step(), 1..30)) {
        let mut history = vec![standing()];
        // Told apart from the rules: who asked for the end of the state as it is now.
        let mut asker: Option<u8> = None;
        for step in schedule {
            let now = history.last().unwrap().clone();
            let seen = |old: usize| history[history.len().saturating_sub(old + 1)].version;
            let next = match &step {
                Step::Ask(who, old) => {
                    ask_lift(&now, seen(*old), "理由", By { staff: &officer(*who), at: morning() })
                }
                Step::Keep => keep(&now),
                Step::Confirm(who, old) => {
                    confirm_lift(&now, seen(*old), By { staff: &officer(*who), at: morning() })
                }
            };
            let Ok(next) = next else { continue };
            prop_assert_eq!(next.version, now.version + 1);
            if !next.stands() {
                let Step::Confirm(who, old) = step else { panic!("only a confirmation ends it") };
                prop_assert_eq!(seen(old), now.version);
                prop_assert!(asker.is_some_and(|asker| asker != who));
                break;
            }
            asker = match step {
                Step::Ask(who, _) => Some(who),
                _ => None,
            };
            history.push(next);
        }
    }
}
