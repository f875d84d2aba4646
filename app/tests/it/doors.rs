//! Every door has a lock: walked as a stranger and as each role. A new door without an example here fails.

use axum::http::StatusCode;
use db::Value;
use office::May;
use web::{Door, Lock};

use crate::world::{Browser, World, on_cities_of_their_own, on_each_city, roles};

/// Where a path's `{id}` comes from: a record that the agency of the walker has nothing to do with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Id {
    None,
    Case,
    Person,
    Intake,
    Sheet,
    Leg,
    Agency,
    Staff,
    Anything,
}

pub fn id_of(path: &str) -> Option<Id> {
    if !path.contains('{') {
        return Some(Id::None);
    }
    let known = [
        ("/cases/{id}", Id::Case),
        ("/nobody-holds/{id}/", Id::Case),
        ("/people/{id}", Id::Person),
        ("/intake/{id}", Id::Intake),
        ("/sheets/{id}", Id::Sheet),
        ("/legs/{id}/", Id::Leg),
        ("/agencies/{id}", Id::Agency),
        ("/staff/{id}", Id::Staff),
        ("/break-glass/review/{id}", Id::Anything),
        ("/account/sessions/{id}/", Id::Anything),
        ("/hidden-records/{id}", Id::Anything),
        ("/welcome/{token}", Id::Anything),
        ("/assets/{file}", Id::Anything),
        ("/benefits/tables/{id}", Id::Anything),
        ("/notice/rules/", Id::Anything),
    ];
    known.iter().find(|(start, _)| path.starts_with(start)).map(|(_, id)| *id)
}

/// A record to which `agency` has no tie.
fn foreign(world: &World, id: Id, agency: &str) -> String {
    let sql = match id {
        Id::None => return String::new(),
        Id::Case => {
            "select c.id from cases_case c where not exists (select 1 from cases_party p
               where p.municipality_id = c.municipality_id and p.case_id = c.id and p.agency_id = $1) order by c.id limit 1"
        }
        Id::Person => {
            "select p.person_id from cases_person p where not exists (select 1 from cases_person q join cases_party y
               on y.municipality_id = q.municipality_id and y.case_id = q.case_id
               where q.person_id = p.person_id and y.agency_id = $1) order by p.person_id limit 1"
        }
        Id::Intake => {
            "select i.id from intake_intake i where not exists (select 1 from cases_party p
               where p.municipality_id = i.municipality_id and p.case_id = i.case_id and p.agency_id = $1)
             order by i.id limit 1"
        }
        Id::Sheet => {
            "select s.id from referral_sheet s where s.from_agency <> $1 and not exists (select 1 from referral_leg l
               where l.sheet_id = s.id and l.to_agency = $1) and not exists (select 1 from cases_party p
               where p.case_id = s.case_id and p.agency_id = $1) order by s.id limit 1"
        }
        Id::Leg => {
            "select l.id from referral_leg l where l.to_agency <> $1 and l.from_agency <> $1
               and not exists (select 1 from cases_party p where p.case_id = l.case_id and p.agency_id = $1)
             order by l.id limit 1"
        }
        Id::Agency => "select id from staff_agency where id <> $1 order by id limit 1",
        Id::Staff => return a_colleague(world, agency),
        Id::Anything => return "nothing-of-the-kind".to_owned(),
    };
    world.ask(sql, vec![Value::Text(agency.to_owned())]).unwrap_or_else(|| panic!("no foreign {id:?} for {agency}"))
}

/// Somebody of another counter whose sign-in no other test needs: the administrator's doors may shut it.
fn a_colleague(world: &World, agency: &str) -> String {
    let (sql, asked) = ("select id, login from staff_member where agency_id <> $1 order by id", agency.to_owned());
    let all = || world.desk.db().read_now(move |reader| reader.all::<(String, String)>(sql, &[Value::Text(asked)]));
    let all = tokio::task::block_in_place(all).expect("the staff");
    let spare = all.into_iter().find(|(_, login)| world.accounts.iter().all(|account| account.login != *login));
    spare.expect("somebody without a place on the page of sign-in").0
}

pub fn filled(path: &str, id: &str) -> String {
    let Some((before, rest)) = path.split_once('{') else { return path.to_owned() };
    let after = rest.split_once('}').map_or("", |(_, after)| after);
    format!("{before}{id}{after}")
}

/// What was put into the path.
fn path_id(path: &str, door: &str) -> String {
    let (before, _) = door.split_once('{').unwrap_or((door, ""));
    path.strip_prefix(before).and_then(|rest| rest.split('/').next()).unwrap_or_default().to_owned()
}

/// An identifier of the same shape that no record has.
pub fn made_up(id: &str) -> String {
    let (prefix, rest) = id.split_once('_').unwrap_or(("x", ""));
    format!("{prefix}_{}", "0".repeat(rest.len().max(1)))
}

async fn go(browser: &mut Browser<'_>, door: &Door, path: &str) -> crate::world::Answer {
    if door.method == "GET" { browser.get(path).await } else { browser.post(path, &[]).await }
}

#[test]
fn every_door_has_an_example_and_no_two_are_the_same() {
    let doors = app::routes::doors();
    assert!(doors.clashes().is_empty(), "{:?}", doors.clashes());
    let unknown: Vec<&Door> = doors.list().iter().filter(|door| id_of(door.path).is_none()).collect();
    assert!(unknown.is_empty(), "give these doors an example: {unknown:#?}");
    assert!(doors.list().len() > 60);
}

#[test]
fn a_stranger_comes_through_public_doors_only() {
    on_each_city(async |world| {
        for door in app::routes::doors().list() {
            let path = filled(door.path, "nothing-of-the-kind");
            let mut stranger = world.stranger();
            let answer = go(&mut stranger, door, &path).await;
            assert!(!answer.status.is_server_error(), "{door:?}");
            if door.lock == Lock::Public {
                continue;
            }
            let turned_away = answer.status == StatusCode::FORBIDDEN
                || answer.status == StatusCode::UNAUTHORIZED
                || (answer.status == StatusCode::SEE_OTHER && answer.location().starts_with("/sign-in"));
            assert!(turned_away, "{door:?} let a stranger in: {}", answer.status);
        }
    });
}

/// Deeds whose reach is the whole city for some role: there a foreign record is no foreign record.
fn reaches_city(world: &World, role: &str, may: May) -> bool {
    let code = world.desk.roles().roles.iter().find(|r| r.label == role).expect("role").code.clone();
    world.desk.roles().grants(&[code]).reach(may) == Some(office::Reach::City)
}

/// In a city of its own: the walk goes through every door that writes, and some of these end what others rest on.
#[test]
fn each_role_comes_through_its_own_doors_and_never_to_a_foreign_record() {
    on_cities_of_their_own(async |world| {
        let mut met = 0;
        for role in roles(world) {
            let account = world.accounts.iter().find(|a| a.role_label == role).expect("account");
            let agency = world
                .ask("select agency_id from staff_member where login = $1", vec![Value::Text(account.login.clone())])
                .expect("agency");
            let codes = vec![world.desk.roles().roles.iter().find(|r| r.label == role).expect("role").code.clone()];
            let grants = world.desk.roles().grants(&codes);
            for door in app::routes::doors().list() {
                if door.path.starts_with("/sign-out") || door.path.contains("sign-out-everywhere") {
                    continue;
                }
                let kind = id_of(door.path).expect("an example");
                let path = filled(door.path, &foreign(world, kind, &agency));
                let mut browser = world.signed_in(&role).await;
                let answer = go(&mut browser, door, &path).await;
                met += 1;
                assert!(!answer.status.is_server_error(), "{role} {door:?} {path}: {}\n{}", answer.status, answer.text);
                let Lock::May(may) = door.lock else { continue };
                if !grants.allow(may) {
                    assert_eq!(answer.status, StatusCode::FORBIDDEN, "{role} came through {door:?}");
                } else if matches!(kind, Id::Case | Id::Person | Id::Intake | Id::Sheet | Id::Leg)
                    && !reaches_city(world, &role, may)
                    && !door.path.ends_with("break-glass")
                {
                    // Exactly as for a record that does not exist; a blank form may be sent back before anybody looks.
                    let nowhere = filled(door.path, &made_up(&path_id(&path, door.path)));
                    let same = go(&mut browser, door, &nowhere).await;
                    assert_eq!(answer.status, same.status, "{role} {door:?} {path}");
                    let blank = door.method == "POST" && answer.status == StatusCode::UNPROCESSABLE_ENTITY;
                    assert!(
                        blank || answer.status == StatusCode::NOT_FOUND,
                        "{role} {door:?} {path}: {}",
                        answer.status
                    );
                } else if door.method == "GET" && kind == Id::None {
                    let fine = [
                        StatusCode::OK,
                        StatusCode::SEE_OTHER,
                        StatusCode::NOT_FOUND,
                        StatusCode::UNPROCESSABLE_ENTITY,
                    ];
                    assert!(fine.contains(&answer.status), "{role} {door:?}: {}", answer.status);
                    assert_ne!(answer.status, StatusCode::FORBIDDEN, "{role} {door:?}");
                }
            }
        }
        assert!(met > 500, "{met}");
    });
}

#[test]
fn every_answer_carries_the_headers() {
    on_each_city(async |world| {
        let mut browser = world.signed_in("窓口職員").await;
        for path in ["/today", "/intake/new", "/nowhere", "/cases/cas_none", "/staff", "/sign-in", "/agencies?q=%00"] {
            let answer = browser.get(path).await;
            for (name, has) in [
                ("content-security-policy", "default-src 'none'"),
                ("x-content-type-options", "nosniff"),
                ("referrer-policy", "no-referrer"),
                ("cross-origin-opener-policy", "same-origin"),
                ("cache-control", "no-store"),
            ] {
                let value = answer.headers.get(name).and_then(|v| v.to_str().ok()).unwrap_or_default();
                assert!(value.contains(has), "{path} ({}): {name} is {value:?}", answer.status);
            }
            assert!(answer.headers.get("server").is_none(), "{path} tells what it runs on");
        }
    });
}

#[test]
fn no_deed_is_done_without_the_token_or_from_a_foreign_origin() {
    on_each_city(async |world| {
        let mut refused = 0;
        let mut other = world.signed_in("相談支援員").await;
        for door in app::routes::doors().list().iter().filter(|d| d.method == "POST") {
            let path = filled(door.path, "nothing-of-the-kind");
            let mut browser = world.signed_in("相談支援員").await;
            let none = browser.send("POST", &path, String::new(), &[]).await;
            let with_token = crate::world::form(&[("csrf", &browser.csrf.clone())]);
            let foreign = browser.send("POST", &path, with_token, &[("sec-fetch-site", "cross-site")]).await;
            let stolen = crate::world::form(&[("csrf", &other.csrf.clone())]);
            let stolen = browser.send("POST", &path, stolen, &[]).await;
            for answer in [none, foreign, stolen] {
                assert_eq!(answer.status, StatusCode::FORBIDDEN, "{door:?}");
                refused += 1;
            }
        }
        let posts = app::routes::doors().list().iter().filter(|d| d.method == "POST").count();
        assert_eq!(refused, 3 * posts);
        assert_eq!(other.get("/today").await.status, StatusCode::OK);
    });
}
