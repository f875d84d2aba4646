//! The same rows, the same search and the same refusals on both engines.

use db::search::{Asked, Shelf, Words, find, put, remove};
use db::testing::{both_empty, on_both};
use db::{Engine, Fault, Reader, Writer, args, migrate, migrations};

fn words(runs: &[&str]) -> Words {
    let runs: Vec<Vec<String>> = runs.iter().map(|run| run.split(' ').map(|w| format!("w{w}")).collect()).collect();
    Words { singles: runs.iter().flatten().map(|w| format!("s{w}")).collect(), runs }
}

fn phrase(text: &str) -> Asked {
    Asked::Phrase(text.split(' ').map(|w| format!("w{w}")).collect())
}

const SHELF: Shelf<'static> = Shelf { municipality: "mun_town", kind: "person" };

fn found(reader: &mut Reader<'_>, asked: &[Asked]) -> Result<Vec<String>, Fault> {
    Ok(find(reader, SHELF, asked, None, 10)?.into_iter().map(|(subject, _)| subject).collect())
}

#[test]
fn a_phrase_is_found_in_its_order_within_one_field_and_single_words_anywhere() {
    on_both(|test| {
        let answers: Vec<Vec<String>> = test
            .db
            .write_now(|w: &mut Writer<'_>| {
                put(w, SHELF, "a", &words(&["ta na ka", "ha na"]))?;
                put(w, SHELF, "b", &words(&["na ka", "ta"]))?;
                put(w, Shelf { municipality: "mun_other", ..SHELF }, "c", &words(&["ta na ka"]))?;
                let both = [phrase("ta na"), Asked::Single("swha".to_owned())];
                Ok::<_, Fault>(vec![
                    found(w, &[phrase("ta na")])?,
                    found(w, &[phrase("na ka")])?,
                    found(w, &[phrase("ka ha")])?,
                    found(w, &[phrase("ka ta")])?,
                    found(w, &[Asked::Single("swta".to_owned())])?,
                    found(w, &both)?,
                ])
            })
            .expect("search");
        assert_eq!(
            answers,
            [vec!["a"], vec!["b", "a"], vec![], vec![], vec!["b", "a"], vec!["a"]],
            "{:?}",
            test.engine
        );
    })
    .expect("both engines");
}

#[test]
fn what_is_replaced_or_removed_is_no_longer_found() {
    on_both(|test| {
        let gone = test
            .db
            .write_now(|w: &mut Writer<'_>| {
                put(w, SHELF, "a", &words(&["ta na"]))?;
                put(w, SHELF, "a", &words(&["ka"]))?;
                let replaced = found(w, &[phrase("ta na")])?;
                remove(w, SHELF, "a")?;
                Ok::<_, Fault>((replaced, found(w, &[phrase("ka")])?))
            })
            .expect("search");
        assert_eq!(gone, (vec![], vec![]));
    })
    .expect("both engines");
}

#[test]
fn a_text_of_a_hundred_thousand_words_is_indexed_without_trouble() {
    on_both(|test| {
        let long: Vec<String> = (0..100_000).map(|n| format!("w{n}")).collect();
        let words = Words { singles: long.clone(), runs: vec![long] };
        let hit = test
            .db
            .write_now(move |w: &mut Writer<'_>| {
                put(w, SHELF, "long", &words)?;
                found(w, &[phrase("1 2 3")])
            })
            .expect("indexed");
        assert_eq!(hit, ["long"]);
    })
    .expect("both engines");
}

#[test]
fn a_failed_act_leaves_nothing_and_its_neighbours_stay() {
    on_both(|test| {
        let insert = "insert into office_key (municipality_id, id, wrapped, made_at) values ('m', $1, null, 'x')";
        for n in 0..20_i64 {
            let _expected = test.db.write_now::<(), Fault>(move |w| {
                w.run(insert, &args![format!("k{n}")])?;
                if n % 2 == 0 { Err(Fault::other("no")) } else { Ok(()) }
            });
        }
        let (kept,) = test.db.read_now(|r| r.one::<(i64,)>("select count(*) from office_key", &[])).expect("count");
        assert_eq!(kept, 10);
    })
    .expect("both engines");
}

#[test]
fn the_same_key_twice_is_told_apart_from_other_faults() {
    on_both(|test| {
        let twice = test.db.write_now::<(), Fault>(|w| {
            for _ in 0..2 {
                w.run(
                    "insert into office_key (municipality_id, id, wrapped, made_at) values ('m', 'k', null, 'x')",
                    &[],
                )?;
            }
            Ok(())
        });
        assert!(matches!(twice, Err(Fault::AlreadyThere(_))), "{twice:?}");
    })
    .expect("both engines");
}

#[test]
fn every_migration_runs_from_empty_and_over_rows_and_only_once() {
    for test in both_empty().expect("engines") {
        let names: Vec<&str> = migrations().iter().map(|m| m.name).collect();
        assert_eq!(migrate(&test.db, "t").expect("first"), names);
        assert!(migrate(&test.db, "t").expect("second").is_empty());
    }
    for test in both_empty().expect("engines") {
        db::testing::migrate_over_samples(&test.db).expect("each migration over the samples of those before it");
    }
}

#[test]
fn a_database_newer_than_the_program_is_refused_in_words() {
    on_both(|test| {
        test.db
            .write_now(|w| {
                w.run(
                    "insert into db_migration (number, name, checksum, applied_at) values (9999, 'later', 'x', 't')",
                    &[],
                )
            })
            .expect("row");
        let refused = migrate(&test.db, "t").expect_err("refused").to_string();
        assert!(refused.contains("新しい版"), "{refused}");
    })
    .expect("both engines");
}

#[test]
fn numbers_and_names_of_migrations_are_used_once_and_every_file_is_known() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../migrations");
    let mut files: Vec<String> = std::fs::read_dir(folder)
        .expect("folder")
        .filter_map(|e| e.expect("entry").file_name().into_string().ok())
        .filter_map(|name| name.strip_suffix(".sql").map(str::to_owned))
        .collect();
    files.sort();
    let known: Vec<String> = migrations().iter().map(|m| m.name.to_owned()).collect();
    assert_eq!(files, known);
    for (index, migration) in migrations().iter().enumerate() {
        assert_eq!(migration.number, i64::try_from(index + 1).expect("few"));
        assert!(migration.name.starts_with(&format!("{:04}_", migration.number)));
        assert!(migration.sample.contains("insert into"), "{} has no sample rows", migration.name);
    }
}

#[test]
fn the_settings_that_durability_rests_on_are_as_they_must_be_on_sqlite() {
    let test = db::testing::sqlite().expect("sqlite");
    for (name, is, must) in test.db.health().expect("health").settings {
        assert_eq!(is, must, "{name}");
    }
}

#[test]
fn a_server_that_began_empty_plans_by_what_has_come_since() {
    on_both(|test| {
        if test.engine == Engine::Postgres {
            return;
        }
        test.db
            .write_now(|writer| {
                writer.run(
                    "create table thing_thing (municipality_id text not null, id text not null, kind text not null)",
                    &[],
                )?;
                writer.run("create index thing_kind on thing_thing (municipality_id, kind)", &[])
            })
            .unwrap();
        let known = |db: &db::Db| -> Option<(String,)> {
            db.read_now(|reader| reader.maybe("select stat from sqlite_stat1 where idx = 'thing_kind'", &[])).unwrap()
        };
        assert_eq!(known(&test.db), None);
        for number in 0..100_i64 {
            test.db
                .write_now(move |writer| {
                    writer.run(
                        "insert into thing_thing (municipality_id, id, kind) values ('mun_1', $1, $2)",
                        &args![number.to_string(), (number / 4).to_string()],
                    )
                })
                .unwrap();
        }
        let (told,) = known(&test.db).expect("the statistics were taken");
        assert!(told.ends_with(" 4"), "so many rows to a kind: {told}");
        test.db
            .write_now(|writer| {
                for number in 0..1_000_i64 {
                    writer.run(
                        "insert into thing_thing (municipality_id, id, kind) values ('mun_1', $1, $2)",
                        &args![format!("more {number}"), format!("more {number}")],
                    )?;
                }
                writer.count_anew()
            })
            .unwrap();
        let (told,) = known(&test.db).expect("the statistics were taken again");
        assert!(told.starts_with("1100 1100 "), "every row is of the one municipality: {told}");
    })
    .unwrap();
}
