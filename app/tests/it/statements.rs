//! Every statement of the project is prepared on both engines, so that a wrong word is found here and not at the desk.

use db::testing::on_both;

use crate::source::{literals, rust, without_tests};

fn is_statement(text: &str) -> bool {
    let start = text.trim_start().to_lowercase();
    ["select ", "insert into ", "update ", "delete from ", "with "].iter().any(|verb| start.starts_with(verb))
        && (start.contains(" from ") || start.contains(" into ") || start.contains(" set "))
}

/// Statements outside `db`, which alone may speak to one engine.
fn statements() -> Vec<(String, String)> {
    rust()
        .into_iter()
        .filter(|(path, _)| {
            !path.starts_with("platform/db/") && !path.contains("/tests/") && !path.contains("/benches/")
        })
        .flat_map(|(path, text)| {
            let found: Vec<String> =
                whole(&literals(without_tests(&text)), &text).into_iter().filter(|s| is_statement(s)).collect();
            found.into_iter().map(move |sql| (path.clone(), sql)).collect::<Vec<_>>()
        })
        .collect()
}

/// Statements that a macro puts together from a head, the words of each use and perhaps a tail, put together likewise.
fn whole(literals: &[String], text: &str) -> Vec<String> {
    let Some((_, after)) = text.split_once("        concat!(\n") else { return literals.to_vec() };
    let body = crate::source::literals(after.split("\n        )\n").next().unwrap_or_default());
    let name = text.split_once("macro_rules! ").and_then(|(_, rest)| rest.split(' ').next()).unwrap_or_default();
    let used: Vec<String> = text
        .split(&format!("{name}!("))
        .skip(1)
        .filter_map(|use_| crate::source::literals(use_).into_iter().next())
        .collect();
    let head = body.first().cloned().unwrap_or_default();
    let tail = body.get(1).cloned().unwrap_or_default();
    assert!(!used.is_empty(), "{name} is used nowhere");
    let plain = literals.iter().filter(|l| !body.contains(l) && !used.contains(l)).cloned();
    plain.chain(used.iter().map(|middle| format!("{head}{middle}{tail}"))).collect()
}

#[test]
fn every_statement_prepares_on_both_engines() {
    let all = statements();
    assert!(all.len() > 60, "only {} statements were found", all.len());
    on_both(|test| {
        for (path, sql) in all.clone() {
            let shown = sql.clone();
            let told = test.db.read_now(move |reader| reader.prepare(&sql));
            assert!(told.is_ok(), "{path} on {:?}: {told:?}\n{shown}", test.engine);
        }
    })
    .expect("both engines");
}

#[test]
fn every_statement_over_records_names_the_municipality() {
    for (path, sql) in statements() {
        assert!(sql.contains("municipality_id"), "{path}: {sql}");
    }
}

#[test]
fn statements_stand_only_in_stores_and_a_table_only_in_its_owners() {
    let owner = [
        ("office_", "platform/office/"),
        ("staff_", "records/staff/"),
        ("people_", "records/people/"),
        ("cases_", "records/cases/"),
        ("intake_", "work/intake/"),
        ("referral_", "work/referral/"),
        ("noticing_", "work/noticing/"),
        ("benefits_", "work/benefits/"),
    ];
    let tables: Vec<String> = db::migrations()
        .iter()
        .flat_map(|m| m.sql.lines())
        .filter_map(|line| line.strip_prefix("create table "))
        .filter_map(|rest| rest.split_whitespace().next().map(str::to_owned))
        .collect();
    let mut wrong = Vec::new();
    for (path, sql) in statements() {
        for table in &tables {
            let named =
                sql.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).any(|word| word == table.as_str());
            let home = owner.iter().find(|(prefix, _)| table.starts_with(prefix)).expect("every table has an owner").1;
            let reads = sql.trim_start().starts_with("select");
            let shared = reads && SHARED.iter().any(|(t, reader)| t == table && path.starts_with(reader));
            if named && !path.starts_with(home) && !shared {
                wrong.push(format!("{path} names {table}"));
            }
        }
    }
    wrong.sort();
    wrong.dedup();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Reading an earlier neighbour's table in a join is a decision (ADR 0007): lists must not ask row by row.
const SHARED: &[(&str, &str)] = &[
    ("people_named", "records/cases/"),
    ("people_person", "records/cases/"),
    ("staff_agency", "records/cases/"),
    ("staff_member", "records/cases/"),
    ("cases_party", "work/intake/"),
    ("staff_agency", "work/intake/"),
    ("people_member", "work/referral/"),
    ("people_person", "work/referral/"),
    ("cases_case", "work/referral/"),
    ("cases_person", "work/referral/"),
    ("staff_agency", "work/referral/"),
];
