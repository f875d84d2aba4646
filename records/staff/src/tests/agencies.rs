use axum::http::StatusCode;

use super::rig::in_a_town;
use crate::agencies;

const TOLD: [(&str, &str); 8] = [
    ("name", "架空フードバンク"),
    ("kana", "カクウフードバンク"),
    ("kind", "food_bank"),
    ("place", "本町1番"),
    ("phone", "０４６－０００－５６７８"),
    ("takes", "no_food"),
    ("languages", "vi"),
    ("has_account", "0"),
];

#[test]
fn a_counter_is_registered_found_amended_closed_and_opened_again() {
    in_a_town(true, |town| {
        town.member("admin.a", &["system_administrator"]);
        let mut admin = town.signed_in("admin.a");
        admin.get("/agencies/new");
        let made = admin.post("/agencies/new", &TOLD);
        let path = made.location().to_owned();
        assert!(path.starts_with("/agencies/agc_"), "{path}");
        let found = admin.get("/agencies?q=%E3%83%90%E3%83%B3%E3%82%AF&language=vi&takes=no_food").body;
        assert!(found.contains("架空フードバンク") && found.contains("046-000-5678") && found.contains("1か所"));
        let mut told = TOLD.to_vec();
        told[3] = ("place", "本町2番");
        told.push(("version", "1"));
        assert_eq!(admin.post(&format!("{path}/amend"), &told).location(), path);
        assert_eq!(admin.post(&format!("{path}/close"), &[("version", "2")]).location(), path);
        assert!(!admin.get("/agencies").body.contains("架空フードバンク"));
        assert!(admin.get("/agencies?closed=1").body.contains("架空フードバンク"));
        assert_eq!(admin.post(&format!("{path}/reopen"), &[("version", "3")]).location(), path);
        assert!(admin.get("/agencies").body.contains("本町2番"));
        town.record_is_whole();
    });
}

#[test]
fn the_second_of_two_who_save_is_shown_both_texts_and_loses_nothing() {
    in_a_town(true, |town| {
        town.member("admin.a", &["system_administrator"]);
        let mut admin = town.signed_in("admin.a");
        admin.get("/agencies/new");
        let path = admin.post("/agencies/new", &TOLD).location().to_owned();
        let with = |place, version| {
            let mut told = TOLD.to_vec();
            told[3] = ("place", place);
            told.push(("version", version));
            told
        };
        admin.post(&format!("{path}/amend"), &with("西館1階", "1"));
        let answer = admin.post(&format!("{path}/amend"), &with("東館3階", "1"));
        assert_eq!(answer.status, StatusCode::CONFLICT);
        assert!(answer.body.contains("西館1階") && answer.body.contains("東館3階"), "{}", answer.body);
        assert_eq!(admin.post(&format!("{path}/amend"), &with("東館3階", "2")).location(), path);
        assert!(admin.get(&path).body.contains("東館3階"));
    });
}

#[test]
fn the_directory_is_in_kana_order_and_names_serve_closed_counters_too() {
    in_a_town(true, |town| {
        town.member("admin.a", &["system_administrator"]);
        let mut admin = town.signed_in("admin.a");
        admin.get("/agencies/new");
        let path = admin.post("/agencies/new", &TOLD).location().to_owned();
        admin.post(&format!("{path}/close"), &[("version", "1")]);
        let desk = town.desk.clone();
        let (all, open, names) = town
            .desk
            .db()
            .read_now(move |reader| {
                let mut hands = office::Hands {
                    store: reader,
                    keys: desk.keys(),
                    municipality: desk.municipality(),
                    at: desk.now(),
                };
                let all = agencies::list(&mut hands)?;
                let open = agencies::open_agencies(&mut hands)?;
                Ok::<_, office::Fault>((all, open, agencies::names(&mut hands)?))
            })
            .unwrap();
        let named = |agencies: &[agencies::Agency]| agencies.iter().map(|a| a.name.clone()).collect::<Vec<_>>();
        assert_eq!(named(&all), ["架空フードバンク", "収納課"]);
        assert_eq!(named(&open), ["収納課"]);
        assert_eq!(names.of(&all[0].id), "架空フードバンク");
    });
}

#[test]
fn a_half_written_counter_is_offered_again() {
    in_a_town(true, |town| {
        town.member("admin.a", &["system_administrator"]);
        let mut admin = town.signed_in("admin.a");
        admin.get("/agencies/new");
        let fields = [
            ("draft_form", "agency"),
            ("draft_subject", "new"),
            ("draft_page", "/agencies/new"),
            ("name", "書きかけの窓口"),
        ];
        assert_eq!(admin.post("/drafts", &fields).location(), "/agencies/new");
        let page = admin.get("/agencies/new").body;
        assert!(page.contains("書きかけがあります(9:00 に保存)") && page.contains("書きかけの窓口"), "{page}");
        admin.post("/agencies/new", &TOLD);
        assert!(!admin.get("/agencies/new").body.contains("書きかけがあります"));
    });
}
