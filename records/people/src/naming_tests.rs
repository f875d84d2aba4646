use proptest::prelude::*;

use super::*;

fn staff(name: &str) -> StaffId {
    StaffId::from_text(&format!("stf_{name}")).unwrap()
}

fn agency(name: &str) -> AgencyId {
    AgencyId::from_text(&format!("agc_{name}")).unwrap()
}

fn officer(name: &str, at: &str, role: &str) -> Officer {
    Officer { id: staff(name), agency: agency(at), roles: vec![role.to_owned()], label: name.to_owned() }
}

fn record(in_charge: usize, proposal: Option<Naming>) -> Unattended {
    Unattended {
        id: RestrictionId::from_text("rst_0abcde12fgh").unwrap(),
        person: PersonId::from_text("psn_1").unwrap(),
        hidden_on: office::testing::morning().day(),
        hidden_at: None,
        in_charge,
        gone: Vec::new(),
        proposal,
    }
}

fn proposal(by: &str, of: &[&str]) -> Naming {
    Naming {
        id: NamingId::from_text("nam_1").unwrap(),
        reason: "異動".to_owned(),
        staff: of.iter().map(|one| staff(one)).collect(),
        proposed: By { staff: staff(by), name: by.to_owned(), at: office::testing::morning() },
        version: 1,
    }
}

#[test]
fn in_charge_is_who_is_named_at_work_and_able_to_open_the_record() {
    let roles = Roles::embedded().unwrap();
    let officers = [
        officer("tied", "a", "counsellor"),
        officer("clerk", "a", "counter_clerk"),
        officer("elsewhere", "b", "counsellor"),
        officer("figures", "a", "planner"),
        officer("privacy", "b", "privacy_officer"),
        officer("unnamed", "a", "counsellor"),
    ];
    let at_work = AtWork { officers: &officers, roles: &roles };
    let named = ["tied", "clerk", "elsewhere", "figures", "privacy", "left"].map(staff);
    let found = at_work.in_charge(&named, &[agency("a")].into_iter().collect());
    assert_eq!(found, ["clerk", "privacy", "tied"].map(staff).into_iter().collect());
}

#[test]
fn the_number_tells_nothing_of_when_the_record_was_hidden() {
    assert_eq!(record(0, None).number(), "12FGH".chars().fold("E".to_owned(), |all, one| format!("{all}{one}")));
}

#[test]
fn a_proposal_needs_a_reason_colleagues_at_work_and_two_in_the_end() {
    let roles = Roles::embedded().unwrap();
    let officers = ["a", "b", "me"].map(|name| officer(name, "x", "counsellor"));
    let at_work = AtWork { officers: &officers, roles: &roles };
    let tried = |now: &Unattended, reason: &str, of: &[&str]| {
        let of: Vec<StaffId> = of.iter().map(|one| staff(one)).collect();
        propose(now, at_work, (reason, &of), &staff("me"))
    };
    let (none, one) = (record(0, None), record(1, None));
    assert_eq!(tried(&none, " ", &["a", "b"]), Err(NamingRefusal::NoReason));
    assert_eq!(tried(&none, "異動", &[]), Err(NamingRefusal::NobodyChosen));
    assert_eq!(tried(&none, "異動", &["a"]), Err(NamingRefusal::TooFew));
    assert_eq!(tried(&none, "異動", &["a", "me"]), Err(NamingRefusal::OneOfTheTwo));
    assert_eq!(tried(&none, "異動", &["a", "left"]), Err(NamingRefusal::NotAtWork));
    assert_eq!(tried(&record(0, Some(proposal("b", &["a"]))), "異動", &["a", "b"]), Err(NamingRefusal::AskedAlready));
    assert_eq!(tried(&one, "異動", &["a"]), Ok(()));
    assert_eq!(tried(&none, "異動", &["a", "b"]), Ok(()));
}

proptest! {
    #[test]
    fn only_another_officer_who_is_not_chosen_confirms_and_only_what_still_is(
        by in "[abc]", of in proptest::sample::subsequence(vec!["a", "b", "c", "left"], 1..4),
        asks in "[abc]", seen in 0i64..3, open in any::<bool>(),
    ) {
        let roles = Roles::embedded().unwrap();
        let officers = ["a", "b", "c"].map(|name| officer(name, "x", "counsellor"));
        let now = record(0, open.then(|| proposal(&by, &of)));
        let told = confirm(&now, AtWork { officers: &officers, roles: &roles }, (&staff(&asks), seen));
        let fine = open && by != asks && !of.contains(&asks.as_str()) && !of.contains(&"left") && seen == 1;
        prop_assert_eq!(told.is_ok(), fine);
    }
}
