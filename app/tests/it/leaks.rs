//! Nothing leaks sideways: words planted in every field of a record are looked for in every answer to everyone else.

use std::collections::BTreeSet;

use office::May;
use office::{Actor, AgencyId, Day, StaffId};

use crate::world::{Browser, World, encoded, on_each_city, roles};

/// Planted in every free field. Each is found nowhere else in the city.
const NAME: &str = "鸚鵡野 隠子";
const KANA: &str = "おうむの かくしこ";
const ADDRESS: &str = "隠里町九十九番地カナリア荘";
const PHONE: &str = "00098761234";
const WORDS: &str = "金糸雀のことばを書きました";
const HOUSEHOLD: &str = "金糸雀の世帯です";
const SAFE_TIME: &str = "金糸雀の時間";

/// What must not be found: parts that survive the ways a page shows them.
const CANARIES: &[&str] = &["鸚鵡野", "隠子", "おうむの", "隠里町", "カナリア荘", "98761234", "98-7612", "金糸雀"];

struct Planted {
    agency: AgencyId,
    paths: Vec<String>,
}

/// A clerk of the water office, who takes the planted person in.
fn clerk(world: &World) -> Actor {
    let text = |sql| world.ask(sql, vec![]).expect("a row");
    let agency = AgencyId::from_text(&text(
        "select m.agency_id from staff_member m join staff_agency a on a.municipality_id = m.municipality_id
           and a.id = m.agency_id where a.kind = 'city_water' order by m.id limit 1",
    ))
    .expect("agency");
    let staff = StaffId::from_text(
        &world
            .ask(
                "select id from staff_member where agency_id = $1 order by id limit 1",
                vec![db::Value::Text(agency.to_string())],
            )
            .expect("staff"),
    )
    .expect("id");
    Actor {
        staff,
        name: "水道の職員".to_owned(),
        agency,
        agency_name: "水道課".to_owned(),
        roles: vec!["counter_clerk".to_owned()],
        role_labels: vec!["窓口職員".to_owned()],
        grants: world.desk.roles().grants(&["counter_clerk".to_owned()]),
    }
}

fn plant(world: &World) -> Planted {
    let actor = clerk(world);
    let agency = actor.agency.clone();
    let taken = world
        .desk
        .act_now(&actor, May::ReceiveIntake, office::Nothing, |mut act| {
            let person = people::NewPerson {
                name: people::PersonName::new(NAME, KANA),
                sex: None,
                birth: people::BirthKnown::Exact(Day::of(1931, 1, 3).expect("day")),
                contact: people::Contact {
                    address: Some(ADDRESS.to_owned()),
                    phone_home: Some(PHONE.to_owned()),
                    ..people::Contact::default()
                },
            };
            let told = intake::Told {
                received_on: act.today(),
                channel: Some("counter".to_owned()),
                visitor: "self".to_owned(),
                relation: None,
                visitor_name: None,
                visitor_phone: None,
                visitor_email: None,
                words: Some(WORDS.to_owned()),
                concerns: Vec::new(),
                other_concern: None,
                wishes: Vec::new(),
                safe_time: Some(SAFE_TIME.to_owned()),
                language: None,
                household_line: Some(HOUSEHOLD.to_owned()),
            };
            let taken = intake::take_in(&mut act, intake::TakeIn { id: None, who: intake::Who::New(person), told })?;
            act.done(office::About::case(&taken.case), "受け付けた", taken)
        })
        .expect("taken in");
    let (case, person, intake) = (taken.case, taken.person, taken.intake);
    let paths = vec![
        format!("/cases/{case}"),
        format!("/cases/{case}/close"),
        format!("/people/{person}"),
        format!("/people/{person}/amend"),
        format!("/people/{person}/protection"),
        format!("/intake/{intake}"),
        format!("/intake/{intake}/amend"),
        format!("/intake/{intake}/print"),
        format!("/intake/new/form?person={person}"),
        format!("/sheets/new?case={case}"),
        format!("/sheets/new?intake={intake}"),
    ];
    Planted { agency, paths }
}

/// Questions that would find the planted record if it could be found.
fn questions() -> Vec<String> {
    let mut asked = Vec::new();
    for word in ["鸚鵡野", "隠子", "おうむの", "オウムノ", "鸚", "1234", "98761234", "S6.1.3", "1931-01-03", "金糸雀"]
    {
        for path in ["/people?q=", "/people/suggest?q=", "/intake/new?q=", "/intake/suggest?q=", "/intakes?q="] {
            asked.push(format!("{path}{}", encoded(word)));
        }
    }
    asked
}

async fn searched(browser: &mut Browser<'_>, path: &str) -> usize {
    let answer = browser.get(path).await;
    let headers = format!("{:?}", answer.headers);
    // The question itself is shown again in its field: only what is beyond it counts.
    let asked = path.split("q=").nth(1).map(decoded).unwrap_or_default();
    for canary in CANARIES.iter().filter(|c| !asked.contains(*c)) {
        assert!(!answer.text.contains(canary), "{path} ({}) shows {canary}", answer.status);
        assert!(!headers.contains(canary), "{path} tells {canary} in a header");
    }
    1
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let pair: String = rest.by_ref().take(2).map(char::from).collect();
            bytes.push(u8::from_str_radix(&pair, 16).unwrap_or(b'?'));
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[test]
fn what_one_counter_took_in_is_found_by_no_other_in_any_answer() {
    on_each_city(async |world| {
        let planted = tokio::task::block_in_place(|| plant(world));
        let mut answers = 0;
        for role in roles(world) {
            let account = world.accounts.iter().find(|a| a.role_label == role).expect("account");
            let own = world.ask(
                "select agency_id from staff_member where login = $1",
                vec![db::Value::Text(account.login.clone())],
            );
            if own.as_deref() == Some(planted.agency.as_text()) || role.contains("個人情報保護") {
                continue;
            }
            let mut browser = world.signed_in(&role).await;
            let lists: BTreeSet<String> = app::routes::doors()
                .list()
                .iter()
                .filter(|d| d.method == "GET" && !d.path.contains('{'))
                .map(|d| d.path.to_owned())
                .collect();
            for path in lists.iter().chain(&planted.paths).chain(&questions()) {
                answers += searched(&mut browser, path).await;
            }
        }
        let mut stranger = world.stranger();
        for path in &planted.paths {
            answers += searched(&mut stranger, path).await;
        }
        assert!(answers > 500, "{answers}");
    });
}

#[test]
fn the_planted_words_are_seen_by_the_counter_that_took_them_in() {
    // The search above could pass by looking for what is nowhere: here the same words are found.
    on_each_city(async |world| {
        let planted = tokio::task::block_in_place(|| plant(world));
        let found = tokio::task::block_in_place(|| {
            world.desk.db().read_now({
                let desk = world.desk.clone();
                let id = planted.paths[0].trim_start_matches("/cases/").to_owned();
                move |reader| {
                    let mut hands = office::Hands {
                        store: reader,
                        keys: desk.keys(),
                        municipality: desk.municipality(),
                        at: desk.now(),
                    };
                    let case = office::CaseId::from_text(&id).expect("id");
                    intake::of_case(&mut hands, desk.codes(), &case)
                }
            })
        });
        let words = found.expect("read").first().and_then(|i| i.told.words.clone());
        assert_eq!(words.as_deref(), Some(WORDS));
    });
}

#[test]
fn no_planted_word_lies_in_clear_in_the_database_file() {
    for world in crate::world::worlds() {
        plant(world);
        let db::Place::Sqlite(path) = &world.test.place else { continue };
        for file in [path.clone(), path.with_extension("sqlite-wal")] {
            let Ok(bytes) = std::fs::read(&file) else { continue };
            for canary in CANARIES {
                let at = bytes.windows(canary.len()).position(|window| window == canary.as_bytes());
                assert_eq!(at, None, "{} holds {canary}", file.display());
            }
        }
    }
}
