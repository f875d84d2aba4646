use office::calendar::FiscalYear;
use office::testing::morning;
use office::{AgencyId, CaseId, HouseholdId};
use proptest::prelude::*;

use super::*;

fn agency(at: u8) -> AgencyId {
    AgencyId::from_text(&format!("agc_{at}")).unwrap()
}

fn holder(at: u8) -> Holder {
    Holder { agency: agency(at), staff: None }
}

fn case() -> Case {
    Case {
        id: CaseId::from_text("cas_1").unwrap(),
        no: "H30-00001".into(),
        household: HouseholdId::from_text("hsh_1").unwrap(),
        status: Status::Received,
        holder_agency: agency(0),
        holder_staff: None,
        held_since: morning(),
        hops: 0,
        opened_on: morning().day(),
        support_from: None,
        closed_on: None,
        closing_kind: None,
        restricted: false,
        version: 1,
    }
}

#[test]
fn a_number_names_the_year_and_grows_beyond_five_digits() {
    assert_eq!(number(FiscalYear::beginning_in(2025), 12), "R7-00012");
    assert_eq!(number(FiscalYear::beginning_in(2018), 123_456), "H30-123456");
}

#[test]
fn a_closed_case_is_neither_passed_nor_supported_nor_closed() {
    let closed = close(&case(), "resolved", morning().day()).unwrap();
    assert_eq!(pass(&closed, &holder(1), morning()), Err(CaseRefusal::Closed));
    assert_eq!(start_support(&closed, morning().day()), Err(CaseRefusal::Closed));
    assert_eq!(close(&closed, "resolved", morning().day()), Err(CaseRefusal::Closed));
}

#[test]
fn a_reopened_case_goes_on_where_it_was() {
    let supported = start_support(&case(), morning().day()).unwrap();
    let closed = close(&supported, "dropped", morning().day()).unwrap();
    let again = reopen(&closed, &holder(2), morning()).unwrap();
    assert_eq!((again.status, again.holder_agency, again.closed_on), (Status::InSupport, agency(2), None));
}

#[test]
fn a_change_of_officer_within_the_counter_is_no_hop() {
    let to = Holder { agency: agency(0), staff: office::StaffId::from_text("stf_b") };
    let passed = pass(&case(), &to, morning().plus_seconds(60)).unwrap();
    assert_eq!((passed.hops, passed.held_since), (0, morning()));
}

#[derive(Debug, Clone)]
enum Step {
    Pass(u8),
    Support,
    Close,
    Reopen(u8),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (0..5u8).prop_map(Step::Pass),
        1 => Just(Step::Support),
        1 => Just(Step::Close),
        1 => (0..5u8).prop_map(Step::Reopen),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn through_any_history_the_last_counter_that_took_it_holds_it(steps in prop::collection::vec(step(), 1..60)) {
        let mut now = case();
        let (mut expected, mut hops, mut is_open) = (0u8, 0, true);
        for step in steps {
            let next = match step {
                Step::Pass(to) => pass(&now, &holder(to), morning()),
                Step::Support => start_support(&now, morning().day()),
                Step::Close => close(&now, "resolved", morning().day()),
                Step::Reopen(to) => reopen(&now, &holder(to), morning()),
            };
            match (&step, &next) {
                (Step::Pass(to), Ok(_)) => { hops += 1; expected = *to; }
                (Step::Pass(to), Err(_)) => prop_assert!(!is_open || *to == expected),
                (Step::Close, Ok(_)) => is_open = false,
                (Step::Reopen(to), Ok(_)) => { is_open = true; expected = *to; }
                (Step::Reopen(_), Err(_)) => prop_assert!(is_open),
                (Step::Close, Err(_)) => prop_assert!(!is_open),
                (Step::Support, _) => {}
            }
            if let Ok(next) = next {
                prop_assert_eq!(next.version, now.version + 1);
                now = next;
            }
            prop_assert_eq!(now.is_open(), is_open);
            prop_assert_eq!(&now.holder_agency, &agency(expected));
            prop_assert_eq!(now.hops, hops);
        }
    }
}
