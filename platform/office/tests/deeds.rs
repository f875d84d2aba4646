//! Acts and looks on both databases: nothing without leave, nothing without a record.

#![expect(clippy::expect_used, reason = "a test that cannot go on stops, and says where")]

use db::{Writer, args};
use office::audit::{Checkpoint, PORTION, Verdict, checkpoint, of_person, verify};
use office::testing::{actor, at_a_desk, morning};
use office::{About, Actor, Desk, Fault, Nothing, PersonId, Refusal, Trouble};
use office::{AgencyId, May, StaffId, drafts};

fn rows(desk: &Desk) -> i64 {
    desk.db()
        .read_now(|reader| reader.one::<(i64,)>("select count(*) from office_audit", &[]))
        .map(|(n,)| n)
        .expect("count")
}

fn verdict(desk: &Desk, earlier: Option<Checkpoint>) -> Verdict {
    let own = desk.clone();
    desk.db()
        .read_now(move |reader| verify(reader, own.keys(), own.municipality(), earlier.as_ref()))
        .expect("verification runs")
}

fn deed(desk: &Desk, who: &Actor, n: usize) {
    let person = PersonId::from_text(&format!("psn_{n}")).expect("id");
    desk.act_now(who, May::ReceiveIntake, Nothing, move |act| {
        act.done_because(About::person(&person), "相談を受け付けた", "理由のことば", ())
    })
    .expect("allowed");
}

#[test]
fn a_deed_that_is_refused_by_a_rule_leaves_neither_rows_nor_a_record() {
    at_a_desk(|bench| {
        let clerk = actor(&bench.desk, "sato", "tax", &["counter_clerk"]).expect("actor");
        let refused = bench.desk.act_now::<()>(&clerk, May::ReceiveIntake, Nothing, |mut act| {
            act.make_key("cas_x")?;
            Err(Refusal::rule("だめです").into())
        });
        assert!(matches!(refused, Err(Trouble::Refused(_))));
        let keys =
            bench.desk.db().read_now(|r| r.one::<(i64,)>("select count(*) from office_key", &[])).expect("count");
        assert_eq!((keys.0, rows(&bench.desk)), (0, 0));
    })
    .expect("both engines");
}

#[test]
fn a_denied_try_is_recorded_and_does_nothing() {
    at_a_desk(|bench| {
        let planner = actor(&bench.desk, "kato", "plan", &["planner"]).expect("actor");
        let denied = bench
            .desk
            .act_now::<()>(&planner, May::ReceiveIntake, Nothing, |act| act.done(About::nothing(), "ありえない", ()));
        assert!(matches!(denied, Err(Trouble::Refused(_))));
        let outcome =
            bench.desk.db().read_now(|r| r.one::<(String,)>("select outcome from office_audit", &[])).expect("one row");
        assert_eq!(outcome.0, "denied");
    })
    .expect("both engines");
}

#[test]
fn a_look_is_recorded_with_the_persons_it_showed() {
    at_a_desk(|bench| {
        let clerk = actor(&bench.desk, "sato", "tax", &["counter_clerk"]).expect("actor");
        let person = PersonId::from_text("psn_a").expect("id");
        let about = About::person(&person);
        bench.desk.look_now(&clerk, May::SeeQueue, Nothing, move |look| Ok(look.seen(about, 1))).expect("allowed");
        let own = bench.desk.clone();
        let seen =
            bench.desk.db().read_now(move |r| of_person(r, own.municipality(), &person, None, 10)).expect("rows");
        assert_eq!(seen.len(), 1);
        assert_eq!(seen.first().map(|row| row.may), Some(May::SeeQueue));
    })
    .expect("both engines");
}

#[test]
fn who_saw_a_person_is_told_in_full_wherever_the_index_ends() {
    at_a_desk(|bench| {
        let clerk = actor(&bench.desk, "sato", "tax", &["counter_clerk"]).expect("actor");
        let [each, third] = ["psn_each", "psn_third"].map(|id| PersonId::from_text(id).expect("id"));
        let told = |person: &PersonId, before: Option<i64>, limit: i64| -> Vec<i64> {
            let (own, person) = (bench.desk.clone(), person.clone());
            let read = move |r: &mut db::Reader<'_>| of_person(r, own.municipality(), &person, before, limit);
            bench.desk.db().read_now(read).expect("rows").iter().map(|row| row.seq).collect()
        };
        for seq in 1..=2 * PORTION + 5 {
            let mut about = About::person(&each);
            about.persons.push(each.clone());
            if seq % 3 == 0 {
                about.persons.push(third.clone());
            }
            bench.desk.look_now(&clerk, May::SeeQueue, Nothing, move |look| Ok(look.seen(about, ()))).expect("allowed");
            if [1, PORTION - 1, PORTION, PORTION + 1, 2 * PORTION, 2 * PORTION + 5].contains(&seq) {
                assert_eq!(told(&each, None, 1_000), (1..=seq).rev().collect::<Vec<_>>());
                assert_eq!(told(&third, None, 1_000), (1..=seq).rev().filter(|n| n % 3 == 0).collect::<Vec<_>>());
                assert_eq!(verdict(&bench.desk, None), Verdict::Whole(seq));
            }
        }
        let (mut paged, mut before) = (Vec::new(), None);
        while let Some(last) = { told(&third, before, 7) }.iter().inspect(|seq| paged.push(**seq)).last() {
            before = Some(*last);
        }
        assert_eq!(paged, told(&third, None, 1_000), "page by page, none twice and none left out");
    })
    .expect("both engines");
}

#[test]
fn nothing_is_shown_when_the_record_cannot_be_written() {
    at_a_desk(|bench| {
        let clerk = actor(&bench.desk, "sato", "tax", &["counter_clerk"]).expect("actor");
        bench
            .desk
            .db()
            .write_now(|w: &mut Writer<'_>| w.run("alter table office_audit rename to office_audit_lost", &[]))
            .expect("renamed");
        let answer = bench.desk.look_now(&clerk, May::SeeQueue, Nothing, |look| Ok(look.seen(About::nothing(), 1)));
        assert!(matches!(answer, Err(Trouble::Fault(_))), "content left without a record");
    })
    .expect("both engines");
}

#[test]
fn one_hundred_deeds_at_once_make_one_unbroken_chain() {
    at_a_desk(|bench| {
        let clerk = actor(&bench.desk, "sato", "tax", &["counter_clerk"]).expect("actor");
        std::thread::scope(|scope| {
            for worker in 0..4 {
                let (desk, clerk) = (bench.desk.clone(), clerk.clone());
                scope.spawn(move || (0..25).for_each(|n| deed(&desk, &clerk, worker * 100 + n)));
            }
        });
        assert_eq!(verdict(&bench.desk, None), Verdict::Whole(100));
    })
    .expect("both engines");
}

/// A small repeatable generator: the attacks must be the same on every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: i64) -> i64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i64::try_from(self.0 >> 33).expect("31 bits").rem_euclid(sides)
    }
}

/// More than a portion of the index by person, and less than two.
const ROWS: i64 = PORTION + 40;

const CUT: &str = "truncate or roll back";

/// One attack inside the given transaction; answers its name.
fn attack(writer: &mut Writer<'_>, dice: &mut Dice) -> Result<&'static str, Fault> {
    let (a, b) = (dice.roll(ROWS) + 1, dice.roll(ROWS) + 1);
    match dice.roll(9) {
        0 => writer.run("update office_audit set staff_id = 'stf_other' where seq = $1", &args![a]).map(|_| "edit who"),
        1 => writer
            .run("update office_audit set ground = ground || '.' where seq = $1", &args![a])
            .map(|_| "edit ground"),
        2 => writer.run("update office_audit set detail = null where seq = $1", &args![a]).map(|_| "drop the reason"),
        3 => {
            writer.run("delete from office_audit_person where seq = $1", &args![a])?;
            writer.run("delete from office_audit where seq = $1", &args![a]).map(|_| "delete")
        }
        4 => {
            let b = if a == b { b % ROWS + 1 } else { b };
            writer.run("update office_audit set seq = -1 where seq = $1", &args![a])?;
            writer.run("update office_audit set seq = $1 where seq = $2", &args![a, b])?;
            writer.run("update office_audit set seq = $1 where seq = -1", &args![b]).map(|_| "reorder")
        }
        5 => writer
            .run(
                "insert into office_audit select municipality_id, $2, at, staff_id, agency_id, may, outcome,
                   subject_kind, subject_id, '', ground, detail, hash from office_audit where seq = $1",
                &args![a, ROWS + 1],
            )
            .map(|_| "insert"),
        6 => {
            let indexed = dice.roll(PORTION) + 1;
            writer
                .run("delete from office_audit_person where seq = $1", &args![indexed])
                .map(|_| "hide from the person")
        }
        7 => writer
            .run(
                "insert into office_audit_person select municipality_id, 'psn_other', seq from office_audit where seq = $1",
                &args![a],
            )
            .map(|_| "say of another person"),
        _ => {
            // Cut off the end and make the head fit: only a checkpoint kept elsewhere can tell.
            writer.run("delete from office_audit_person where seq >= $1", &args![a])?;
            writer.run("delete from office_audit where seq >= $1", &args![a])?;
            writer.run(
                "update office_audit_head set seq = $1 - 1, hash = coalesce(
                   (select hash from office_audit where seq = $1 - 1), hash)",
                &args![a],
            )?;
            Ok(CUT)
        }
    }
}

#[test]
fn a_thousand_random_attacks_on_the_record_are_all_found() {
    at_a_desk(|bench| {
        let clerk = actor(&bench.desk, "sato", "tax", &["counter_clerk"]).expect("actor");
        (0..ROWS).for_each(|n| deed(&bench.desk, &clerk, usize::try_from(n).expect("small")));
        let own = bench.desk.clone();
        let kept = bench.desk.db().read_now(move |r| checkpoint(r, own.municipality())).expect("checkpoint");
        assert_eq!(verdict(&bench.desk, Some(kept.clone())), Verdict::Whole(ROWS));
        let mut dice = Dice(20_180_409);
        for round in 0..1_000 {
            let seed = u64::try_from(dice.roll(i64::from(i32::MAX))).expect("positive");
            let (own, kept) = (bench.desk.clone(), kept.clone());
            // The attack is undone by failing the transaction, after its verdict was taken inside it.
            let told: Result<(), Fault> = bench.desk.db().write_now(move |writer| {
                let name = attack(writer, &mut Dice(seed))?;
                let found = |verdict: Verdict| matches!(verdict, Verdict::Broken { .. });
                let told = found(verify(writer, own.keys(), own.municipality(), Some(&kept))?);
                // Only a cut-off end that the head was made to fit needs the checkpoint.
                let alone = name == CUT || found(verify(writer, own.keys(), own.municipality(), None)?);
                Err(Fault::other(format!("{name}|{}", told && alone)))
            });
            let told = told.expect_err("always undone").to_string();
            assert!(told.ends_with("|true"), "attack {round} went unseen: {told}");
        }
        assert_eq!(verdict(&bench.desk, Some(kept)), Verdict::Whole(ROWS), "the attacks were undone");
    })
    .expect("both engines");
}

#[test]
fn a_chain_rebuilt_without_the_root_key_does_not_verify() {
    at_a_desk(|bench| {
        let clerk = actor(&bench.desk, "sato", "tax", &["counter_clerk"]).expect("actor");
        deed(&bench.desk, &clerk, 1);
        let other = office::Keyring::new(vault::Root::generate().expect("key"));
        let own = bench.desk.clone();
        let verdict = bench.desk.db().read_now(move |r| verify(r, &other, own.municipality(), None)).expect("runs");
        assert!(matches!(verdict, Verdict::Broken { seq: 1, .. }));
    })
    .expect("both engines");
}

#[test]
fn the_record_holds_no_reason_in_clear() {
    at_a_desk(|bench| {
        let clerk = actor(&bench.desk, "sato", "tax", &["counter_clerk"]).expect("actor");
        deed(&bench.desk, &clerk, 1);
        let (detail,): (Vec<u8>,) =
            bench.desk.db().read_now(|r| r.one("select detail from office_audit", &[])).expect("row");
        assert!(!String::from_utf8_lossy(&detail).contains("理由のことば"));
    })
    .expect("both engines");
}

#[test]
fn a_draft_comes_back_as_typed_and_only_to_its_writer() {
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("runtime");
    at_a_desk(|bench| {
        runtime.block_on(async {
            let sato = actor(&bench.desk, "sato", "tax", &["counter_clerk"]).expect("actor");
            let ito = actor(&bench.desk, "ito", "tax", &["counter_clerk"]).expect("actor");
            let which = drafts::Which { form: "receive".to_owned(), subject: "new".to_owned() };
            let typed = vec![("words".to_owned(), "家賃が\r\n払えない 𠮷 👪".to_owned())];
            drafts::keep(&bench.desk, &sato, which.clone(), vec![]).await.expect("kept");
            let version = drafts::keep(&bench.desk, &sato, which.clone(), typed.clone()).await.expect("kept");
            let found = drafts::find(&bench.desk, &sato, which.clone()).await.expect("read").expect("there");
            assert_eq!((found.fields, found.version, version), (typed, 2, 2));
            assert!(drafts::find(&bench.desk, &ito, which).await.expect("read").is_none());
        });
    })
    .expect("both engines");
}

#[test]
fn the_clock_of_a_test_stands_still() {
    at_a_desk(|bench| {
        assert_eq!(bench.desk.now(), morning());
        assert_eq!(bench.desk.now().day().iso(), "2018-04-09");
        assert_eq!(bench.desk.now().time_of_day(), "9:00");
        assert_eq!(bench.desk.now().as_text(), "2018-04-09T00:00:00.000Z");
    })
    .expect("both engines");
    assert!(StaffId::from_text("stf_a b").is_none() && AgencyId::from_text("stf_a").is_none());
}
