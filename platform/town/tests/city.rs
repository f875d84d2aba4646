//! The pretend city as a whole: its flows, its faults, its sameness, and that every deed in it was really done.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a helper of a test may stop the test")]

mod counting;

use counting::{dump, flows_line, number, read};
use db::Engine;
use office::testing::{Bench, at_a_desk};
use office::{Day, Desk};
use town::{Made, Plan, make, today};

const FLOWS: &str = include_str!("../../../rules/town/flows.csv");

fn made(desk: &Desk, plan: Plan) -> Made {
    let mut told = Vec::new();
    let made = make(desk, &plan, &mut |done, of| told.push((done, of))).unwrap();
    assert_eq!(told.last(), Some(&(made.receptions, made.receptions)));
    assert!(told.iter().is_sorted());
    made
}

fn small(seed: u64) -> Plan {
    Plan { seed, receptions: Some(220), years: Some(1) }
}

#[test]
fn a_small_city_is_made_on_both_engines_with_exactly_as_many_receptions_as_asked_for() {
    at_a_desk(|bench| {
        let made = made(&bench.desk, small(3));
        assert_eq!(made.receptions, 220);
        the_records_agree(&bench.desk, &made);
        everything_was_recorded(&bench.desk);
        somebody_holds_every_open_household(&bench.desk);
        todays_work_is_waiting(&bench.desk);
    })
    .unwrap();
}

#[test]
fn the_same_seed_makes_the_same_city_and_another_seed_another() {
    let dumps = std::cell::RefCell::new(Vec::new());
    for seed in [3, 3, 4] {
        at_a_desk(|bench| {
            made(&bench.desk, small(seed));
            dumps.borrow_mut().push((seed, dump(&bench.desk)));
        })
        .unwrap();
    }
    let dumps = dumps.into_inner();
    let first = &dumps[0].1;
    assert!(first.len() > 300, "{}", first.len());
    for (seed, dump) in &dumps {
        assert_eq!(first == dump, *seed == 3, "seed {seed}");
    }
}

#[test]
fn the_city_of_the_table_has_its_flows_and_its_faults() {
    at_a_desk(|bench| {
        // The small city tries the other engine; this one is made once.
        if bench.test.engine == Engine::Sqlite {
            let made = made(&bench.desk, Plan { seed: 1, ..Plan::default() });
            assert_eq!(made.accounts.len(), 11);
            the_flows_come_out(&bench.desk);
            the_faults_are_there(&bench.desk);
            every_state_of_a_sheet_is_there(&bench.desk);
            the_records_agree(&bench.desk, &made);
            everything_was_recorded(&bench.desk);
            somebody_holds_every_open_household(&bench.desk);
            todays_work_is_waiting(&bench.desk);
        }
    })
    .unwrap();
}

#[test]
fn a_large_city_may_reach_back_to_years_before_the_act() {
    at_a_desk(|bench| {
        let made = made(&bench.desk, Plan { seed: 1, receptions: Some(60), years: Some(10) });
        assert_eq!(made.receptions, 60);
    })
    .unwrap();
}

#[test]
fn people_come_again_as_a_benchmark_needs_them() {
    at_a_desk(|bench| {
        if bench.test.engine == Engine::Sqlite {
            let made = made(&bench.desk, Plan { seed: 1, receptions: Some(3_000), years: Some(3) });
            assert_eq!(made.receptions, 3_000);
            let share = made.people as f64 / made.receptions as f64;
            assert!((0.25..0.35).contains(&share), "{share}");
        }
    })
    .unwrap();
}

fn the_flows_come_out(desk: &Desk) {
    for line in FLOWS.lines().skip(1) {
        let (year, _) = line.split_once(',').unwrap();
        // The last column, 就労者数, is not made by this city.
        let (expected, _) = line.rsplit_once(',').unwrap();
        assert_eq!(flows_line(desk, year), expected);
    }
}

fn the_faults_are_there(desk: &Desk) {
    for (what, least, sql) in [
        ("匿名", 50, "select count(*) from intake_intake where municipality_id = $1 and anonymous = 1"),
        ("名前なし", 60, "select count(*) from people_person where municipality_id = $1 and name is null"),
        ("生年月日なし", 80, "select count(*) from people_person where municipality_id = $1 and birth_from is null"),
        (
            "年齢がおよそ",
            30,
            "select count(*) from people_person where municipality_id = $1 and birth_note is not null",
        ),
        (
            "二つの世帯にいる人",
            3,
            "select count(*) from (select person_id from people_member where municipality_id = $1
               group by person_id having count(*) > 1) twice",
        ),
        (
            "何か月も返事のないつなぎ",
            10,
            "select count(*) from referral_leg where municipality_id = $1 and state = 'sent' and accept_due < '2018-02-09'",
        ),
        ("たらい回し", 10, "select count(*) from referral_leg where municipality_id = $1 and hop >= 2"),
        ("支援措置", 5, "select count(*) from people_person where municipality_id = $1 and protected = 1"),
        ("存在を伏せた人", 3, "select count(*) from people_person where municipality_id = $1 and restricted = 1"),
        (
            "終了を待つ伏せた記録",
            1,
            "select count(*) from people_restriction where municipality_id = $1 and lift_asked_by = 'stf_soudan'",
        ),
        ("結んだ記録", 2, "select count(*) from people_same where municipality_id = $1 and undone_at is null"),
        (
            "詳しく聞かれたこと",
            2,
            "select count(*) from referral_more where municipality_id = $1 and answered_at is null",
        ),
        ("読まれていない詳しい返事", 2, counting::TOLD_AND_UNREAD),
        ("緊急に開いた記録", 1, "select count(*) from cases_break_glass where municipality_id = $1"),
        ("お礼", 20, "select count(*) from referral_leg where municipality_id = $1 and thanks is not null"),
    ] {
        let found = number(desk, sql);
        assert!(found >= least, "{what}: {found}");
    }
}

fn every_state_of_a_sheet_is_there(desk: &Desk) {
    for (state, sql) in counting::LEG_STATES {
        assert!(number(desk, sql) > 0, "{state}");
    }
    assert!(number(desk, counting::ON_PAPER_WAITING) > 0);
    assert!(number(desk, counting::WITHOUT_CONSENT) > 1);
    assert!(number(desk, counting::CONSENT_WITHDRAWN) > 0);
}

fn the_records_agree(desk: &Desk, made: &Made) {
    for (made, sql) in [
        (made.people, "select count(*) from people_person where municipality_id = $1"),
        (made.households, "select count(*) from people_household where municipality_id = $1"),
        (made.receptions, "select count(*) from intake_intake where municipality_id = $1"),
        (made.sheets, "select count(*) from referral_sheet where municipality_id = $1"),
    ] {
        assert_eq!(number(desk, sql), made as i64, "{sql}");
    }
    assert_eq!(number(desk, counting::BATONS_ASTRAY), 0);
    assert_eq!(number(desk, counting::AFTER_TODAY), 0);
}

fn everything_was_recorded(desk: &Desk) {
    let verdict = read(desk, |hands| office::audit::verify(hands.store, hands.keys, hands.municipality, None));
    let office::audit::Verdict::Whole(rows) = verdict else { panic!("{verdict:?}") };
    assert!(rows > 400, "{rows}");
    assert_eq!(number(desk, counting::DENIED), 0);
    assert_eq!(number(desk, counting::BACK_IN_TIME), 0);
}

fn somebody_holds_every_open_household(desk: &Desk) {
    assert_eq!(read(desk, cases::nobody_holds), []);
}

/// The home page of each demo account has something on it.
fn todays_work_is_waiting(desk: &Desk) {
    for id in ["stf_madoguchi", "stf_soudan", "stf_gakushuu", "stf_tantou", "stf_coordinator"] {
        let own = desk.clone();
        let (undecided, received, waiting, unread) = read(desk, move |hands| {
            let staff = office::StaffId::from_text(id).unwrap();
            let actor = staff::members::actor(hands.store, &own, &staff)?.unwrap();
            Ok((
                intake::today_undecided(hands, (&actor, own.codes()), 50)?,
                referral::today_received(hands, &actor, 50)?,
                referral::today_waiting(hands, &actor, 50)?,
                referral::answers_unread(hands, &actor, 50)?,
            ))
        });
        assert!(!undecided.is_empty(), "{id}: nothing undecided");
        assert!(!received.is_empty(), "{id}: nothing received");
        assert!(waiting.len() + unread.len() > 0, "{id}: nothing sent");
        assert!(unread.len() < 20, "{id}: {} unread", unread.len());
    }
}

#[test]
fn the_city_is_handed_over_on_a_monday_morning() {
    assert_eq!(today().as_text(), "2018-04-09T00:00:00.000Z");
    assert_eq!(today().day(), Day::of(2018, 4, 9).unwrap());
    assert_eq!(today().day().weekday_ja(), "月");
}

#[test]
fn the_demo_accounts_are_written_where_the_page_of_sign_in_reads_them() {
    let folder = tempfile::tempdir().unwrap();
    at_a_desk(|bench: Bench| {
        if bench.test.engine == Engine::Sqlite {
            let desk = counting::with_data_folder(&bench, folder.path());
            let made = made(&desk, Plan { seed: 1, receptions: Some(5), years: Some(1) });
            let json = std::fs::read_to_string(folder.path().join("demo-accounts.json")).unwrap();
            let known: serde_json::Value = serde_json::from_str(&json).unwrap();
            let lines = known.as_array().unwrap();
            assert_eq!(lines.len(), made.accounts.len());
            for (line, account) in lines.iter().zip(&made.accounts) {
                for field in ["login", "password", "role_label", "name", "agency"] {
                    assert!(!line[field].as_str().unwrap().is_empty(), "{field}");
                }
                assert_eq!(line["login"], account.login);
                assert!(number(&desk, "select count(*) from staff_member where municipality_id = $1") > 50);
            }
        }
    })
    .unwrap();
}
