//! Planted words: seen by the counter that took them in, and lying in clear nowhere. Who must not see them: `canary`.

use office::May;
use office::{Actor, AgencyId, Day, StaffId};

use crate::world::{World, on_each_city};

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
    Planted { paths }
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
