//! The record of deeds (S23): every request of the matrix of doors, roles and records leaves one row before it is answered,
//! and where no row can be written nothing is shown.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use db::Value;
use web::{Door, Lock};

use crate::canary::plant::{self, MARKS, Planted};
use crate::doors::{Id, filled, id_of, made_up};
use crate::world::{Browser, World, roles};

/// Doors about nobody: counters, staff, rules, amounts, city-wide numbers, blank forms and blank questions. They hold no
/// person's data, so that a row for each would only bury the rows that matter.
const ABOUT_NOBODY: &[&str] = &[
    "/agencies",
    "/api/benefits/",
    "/benefits",
    "/break-glass",
    "/drafts",
    "/figures",
    "/intake/new",
    "/intake/new/form",
    "/intake/suggest",
    "/notice",
    "/people",
    "/people/colleagues",
    "/people/suggest",
    "/queue/state",
    "/returns",
    "/sheets/counters",
    "/staff",
    "/who-saw",
];

fn is_about_nobody(door: &Door) -> bool {
    let below = ["/agencies", "/api/benefits/", "/benefits", "/drafts", "/notice", "/staff"];
    ABOUT_NOBODY.contains(&door.path) || below.iter().any(|start| door.path.starts_with(start))
}

fn agency_of(world: &World, role: &str) -> String {
    let account = world.accounts.iter().find(|a| a.role_label == role).expect("account");
    let asked = vec![Value::Text(account.login.clone())];
    world.ask("select agency_id from staff_member where login = $1", asked).expect("agency")
}

fn rows(world: &World) -> i64 {
    let sql = "select cast(count(*) as text) from office_audit";
    world.ask(sql, vec![]).and_then(|count| count.parse().ok()).expect("a count")
}

fn last(world: &World) -> String {
    world.ask("select outcome from office_audit order by seq desc limit 1", vec![]).expect("a row")
}

/// Whose record is tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Whose {
    Own,
    Foreign,
    NobodyS,
}

/// The record of each kind: one's own counter's, another's, and one that never was.
fn ids(own: &Planted, foreign: &Planted, kind: Id) -> Vec<(Whose, String)> {
    let of = |planted: &Planted| match kind {
        Id::Case => planted.case.clone(),
        Id::Person => planted.persons.first().cloned().unwrap_or_default(),
        Id::Intake => planted.intake.clone(),
        Id::Sheet => planted.sheet.clone(),
        Id::Leg => planted.legs.first().cloned().unwrap_or_default(),
        _ => String::new(),
    };
    match kind {
        Id::None => vec![(Whose::Own, String::new())],
        Id::Agency => vec![(Whose::Own, "agc_suido".to_owned())],
        Id::Staff | Id::Anything => vec![(Whose::NobodyS, "nothing-of-the-kind".to_owned())],
        _ => {
            let (own, foreign) = (of(own), of(foreign));
            let nowhere = made_up(&foreign);
            vec![(Whose::Own, own), (Whose::Foreign, foreign), (Whose::NobodyS, nowhere)]
        }
    }
}

/// What is wrong with so many rows for this answer, if anything is.
fn fault(door: &Door, (whose, tied): (Whose, bool), answer: &crate::world::Answer, rows: i64) -> Option<&'static str> {
    let shows = MARKS.iter().any(|mark| answer.text.contains(mark));
    let went_well = answer.status.is_success() || answer.status.is_redirection();
    let blank = door.method == "POST" && answer.status == StatusCode::UNPROCESSABLE_ENTITY;
    match rows {
        1 => None,
        // Refused for lack of what was to be said, before anybody looked at the record.
        0 if blank && !shows => None,
        0 if shows => Some("it shows a person and left no row"),
        0 if whose == Whose::Foreign && tied => Some("a foreign record was tried and no row tells of it"),
        0 if went_well && !is_about_nobody(door) => Some("it was done and left no row"),
        0 => None,
        // What a colleague saved meanwhile is read to be shown beside: a look of its own.
        2 if answer.status == StatusCode::CONFLICT => None,
        _ => Some("it left more rows than one"),
    }
}

fn skipped(door: &Door) -> bool {
    door.path.starts_with("/sign-") || door.path.starts_with("/account") || door.path.starts_with("/session")
}

async fn go(browser: &mut Browser<'_>, door: &Door, path: &str) -> crate::world::Answer {
    if door.method == "GET" { browser.get(path).await } else { browser.post(path, &[]).await }
}

#[test]
fn every_request_of_the_matrix_leaves_one_row_and_nothing_is_shown_where_none_can_be_written() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("runtime");
    for world in World::fresh() {
        runtime.block_on(async {
            let foreign = tokio::task::block_in_place(|| plant::story(&world, 1));
            one_row_each(&world, &foreign).await;
            one_row_for_a_wrong_password(&world).await;
            nothing_without_a_row(&world).await;
        });
    }
}

async fn one_row_each(world: &World, foreign: &Planted) {
    let mut wrong: BTreeMap<String, String> = BTreeMap::new();
    let mut met = 0;
    for (nth, role) in roles(world).into_iter().enumerate() {
        let own = tokio::task::block_in_place(|| plant::at(world, &agency_of(world, &role), 100 + nth));
        let codes =
            world.desk.roles().roles.iter().filter(|r| r.label == role).map(|r| r.code.clone()).collect::<Vec<_>>();
        let grants = world.desk.roles().grants(&codes);
        let mut browser = world.signed_in(&role).await;
        for door in app::routes::doors().list() {
            let Lock::May(may) = door.lock else { continue };
            if skipped(door) {
                continue;
            }
            for (whose, id) in ids(&own, foreign, id_of(door.path).expect("an example")) {
                let path = filled(door.path, &id);
                let before = tokio::task::block_in_place(|| rows(world));
                let answer = go(&mut browser, door, &path).await;
                let (after, outcome) = tokio::task::block_in_place(|| (rows(world), last(world)));
                met += 1;
                let told = format!("{} {} {}", door.method, door.path, answer.status.as_u16());
                if !grants.allow(may) {
                    assert_eq!((answer.status, after - before), (StatusCode::FORBIDDEN, 1), "{role} {path}");
                    assert_eq!(outcome, "denied", "{role} {path}");
                } else if let Some(fault) =
                    fault(door, (whose, grants.reach(may) == Some(office::Reach::Tied)), &answer, after - before)
                {
                    wrong.insert(format!("{told} {whose:?}"), format!("{role}: {fault}, {} rows", after - before));
                }
            }
        }
    }
    assert!(met > 800, "{met}");
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Whoever sits down at a desk left open and guesses at its owner's password.
async fn one_row_for_a_wrong_password(world: &World) {
    let mut browser = world.signed_in("窓口職員").await;
    let new = "しずかな 砂浜を7人 あるいていた";
    let fields = [("present_password", "あてずっぽう"), ("new_password", new), ("again_password", new)];
    let before = tokio::task::block_in_place(|| rows(world));
    let answer = browser.post("/account/password", &fields).await;
    let (after, outcome) = tokio::task::block_in_place(|| (rows(world), last(world)));
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text);
    assert_eq!((after - before, outcome.as_str()), (1, "denied"));
}

async fn nothing_without_a_row(world: &World) {
    let role = "相談支援員";
    let own = tokio::task::block_in_place(|| plant::at(world, &agency_of(world, role), 300));
    let mut browser = world.signed_in(role).await;
    let doors: Vec<(Door, String)> = app::routes::doors()
        .list()
        .iter()
        .filter(|door| door.method == "GET" && matches!(door.lock, Lock::May(_)) && !skipped(door))
        .flat_map(|door| {
            ids(&own, &own, id_of(door.path).expect("an example"))
                .into_iter()
                .take(1)
                .map(|(_, id)| (*door, filled(door.path, &id)))
        })
        .chain(
            [("/people?q=%E9%B8%9A", "/people"), ("/intakes?q=%E9%B8%9A", "/intakes")]
                .map(|(path, door)| (Door { method: "GET", path: door, lock: Lock::SignedIn }, path.to_owned())),
        )
        .collect();
    let mut shown = 0;
    for (door, path) in &doors {
        let answer = go(&mut browser, door, path).await;
        shown += usize::from(MARKS.iter().any(|mark| answer.text.contains(mark)));
    }
    assert!(shown >= 10, "only {shown} pages show the planted words while the record can be written");
    let lose = |writer: &mut db::Writer<'_>| writer.run("alter table office_audit rename to office_audit_lost", &[]);
    tokio::task::block_in_place(|| world.desk.db().write_now(lose)).expect("renamed");
    for (door, path) in &doors {
        let answer = go(&mut browser, door, path).await;
        let told = MARKS.iter().find(|mark| answer.text.contains(**mark));
        assert_eq!(told, None, "{path} ({}) shows what no row tells of", answer.status);
    }
}
