//! The commands as an administrator types them: the program itself on a data folder, its words and how it ends.

use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output};

use db::{Db, Place, Writer};
use serde_json::Value;

/// What the town is made to show, as published; `started_work` needs plans, which are not built yet.
const FLOWS: &str = include_str!("../../../rules/town/flows.csv");

fn run(data: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_tsunagu")).args(args).arg("--data").arg(data).output().expect("the program runs")
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

fn fails(data: &Path, args: &[&str], words: &str) {
    let output = run(data, args);
    assert!(!output.status.success(), "{args:?} went through: {}", said(&output));
    assert!(said(&output).contains(words), "{args:?} does not say {words}: {}", said(&output));
}

fn goes_well(data: &Path, args: &[&str]) -> String {
    let output = run(data, args);
    assert!(output.status.success(), "{args:?}: {}", said(&output));
    said(&output)
}

fn change(data: &Path, sql: &'static str) {
    let db = Db::open(&Place::Sqlite(data.join("tsunagu.sqlite"))).expect("opened");
    db.write_now(move |writer: &mut Writer<'_>| writer.run(sql, &[])).expect("changed");
}

fn flows_are_those_of_the_table(data: &Path) {
    let mut lines = FLOWS.lines();
    let names: Vec<&str> = lines.next().expect("names").split(',').collect();
    let mut compared = 0;
    for line in lines {
        let cells: Vec<&str> = line.split(',').collect();
        let year = cells.first().expect("a year");
        let told = goes_well(data, &["figures", "flows", "--fiscal-year", year]);
        let told: Value = serde_json::from_str(&told).expect("JSON");
        for (name, cell) in names.iter().zip(&cells).filter(|(name, _)| **name != "started_work") {
            let counted = match told.get(*name).expect("a column") {
                Value::Null => String::new(),
                Value::String(text) => text.clone(),
                number if name.ends_with("_pct") => format!("{:.1}", number.as_f64().expect("a rate")),
                number => number.to_string(),
            };
            assert_eq!(counted, *cell, "{name} of {year}");
            compared += 1;
        }
    }
    assert_eq!(compared, 4 * 12);
}

fn check_names_each_fault_with_its_mend(data: &Path) {
    assert!(goes_well(data, &["check"]).contains("すべて整っています。"));
    let key = data.join("keys/root.key");
    let mode = |mode| std::fs::set_permissions(&key, std::fs::Permissions::from_mode(mode)).expect("mode");
    mode(0o644);
    fails(data, &["check"], "chmod 600");
    mode(0o600);
    let away = data.join("away");
    std::fs::rename(&key, &away).expect("moved");
    fails(data, &["check"], "控えの鍵を元どおり置いてください");
    fails(data, &["serve", "--listen", "127.0.0.1:0"], "鍵を元の場所に戻してください");
    std::fs::rename(&away, &key).expect("moved back");
    let settings = data.join("tsunagu.toml");
    let whole = std::fs::read_to_string(&settings).expect("settings");
    std::fs::write(&settings, format!("{whole}\nさっぱり = = 1\n")).expect("written");
    fails(data, &["check"], "× 設定ファイル");
    std::fs::write(&settings, whole).expect("written back");
    assert!(goes_well(data, &["check"]).contains("すべて整っています。"));
}

fn nothing_is_served_on_what_cannot_be_trusted(data: &Path) {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = taken.local_addr().expect("address").to_string();
    fails(data, &["serve", "--listen", &address], &address);
    for own in ["roles.yaml", "holidays.yaml"] {
        // There, and not to be read as a text: the program's own must not stand in for it.
        std::fs::create_dir(data.join(own)).expect("made");
        fails(data, &["figures", "flows", "--fiscal-year", "H28"], own);
        std::fs::remove_dir(data.join(own)).expect("removed");
    }
    change(data, "insert into db_migration (number, name, checksum, applied_at) values (9999, 'later', 'x', 'x')");
    fails(data, &["serve", "--listen", "127.0.0.1:0"], "新しい版のプログラムで開いてください");
    fails(data, &["migrate"], "新しい版のプログラムで開いてください");
    fails(data, &["check"], "× データベースの版(新しい)");
    change(data, "delete from db_migration where number = 9999");
    // Settings and keys, and a database in which nothing was made yet.
    let empty = data.with_file_name("empty");
    std::fs::create_dir_all(empty.join("keys")).expect("made");
    for kept in ["tsunagu.toml", "keys/root.key"] {
        std::fs::copy(data.join(kept), empty.join(kept)).expect("copied");
    }
    fails(&empty, &["serve", "--listen", "127.0.0.1:0"], "先に「tsunagu migrate");
    fails(&empty, &["check"], "× データベースの版(まだ空)");
}

fn the_record_tells_its_first_broken_row(data: &Path) {
    let point = goes_well(data, &["audit", "checkpoint"]);
    goes_well(data, &["audit", "verify", "--checkpoint", point.trim()]);
    change(data, "update office_audit set ground = ground || '.' where seq = 77");
    fails(data, &["audit", "verify"], "77");
    fails(data, &["check"], "77");
}

#[test]
fn the_commands_do_what_their_help_says_on_the_city_of_the_demo() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    let made = run(&data, &["demo", "--prepare-only"]);
    assert!(made.status.success(), "{}", said(&made));
    flows_are_those_of_the_table(&data);
    check_names_each_fault_with_its_mend(&data);
    nothing_is_served_on_what_cannot_be_trusted(&data);
    the_record_tells_its_first_broken_row(&data);
}
