use office::Trouble;

use super::rig::in_a_town;
use crate::commands::{self, Added};

fn added(login: &str, agency: &str, role: &str) -> Added {
    Added {
        login: login.to_owned(),
        name: "見本 次郎".to_owned(),
        kana: String::new(),
        agency: agency.to_owned(),
        roles: vec![role.to_owned()],
    }
}

#[test]
fn the_first_administrator_is_made_once_and_can_sign_in_by_the_token() {
    in_a_town(true, |town| {
        let token = commands::first_administrator(&town.desk).unwrap();
        let again = commands::first_administrator(&town.desk);
        assert!(matches!(again, Err(Trouble::Refused(_))));
        let mut browser = town.browser();
        let path = format!("/welcome/{}", token.as_str());
        browser.get(&path);
        let new = super::rig::PASSWORD;
        browser.post(&path, &[("new_password", new), ("again_password", new)]);
        let mut admin = town.signed_in("admin");
        assert_eq!(admin.get("/staff").status, axum::http::StatusCode::OK);
        town.record_is_whole();
    });
}

#[test]
fn members_are_added_listed_reset_and_closed_and_mistakes_are_explained() {
    in_a_town(true, |town| {
        commands::first_administrator(&town.desk).unwrap();
        commands::add_member(&town.desk, added("jiro.m", "収納課", "counter_clerk")).unwrap();
        for wrong in [
            added("jiro.m", "収納課", "counter_clerk"),
            added("次郎", "収納課", "counter_clerk"),
            added("saburo.m", "ない課", "counter_clerk"),
            added("saburo.m", "収納課", "king"),
        ] {
            assert!(!matches!(commands::add_member(&town.desk, wrong), Ok(_) | Err(Trouble::Fault(_))));
        }
        let logins =
            || commands::list(&town.desk).unwrap().into_iter().map(|m| (m.login, m.active)).collect::<Vec<_>>();
        assert_eq!(logins(), [("admin".to_owned(), true), ("jiro.m".to_owned(), true)]);
        commands::reset(&town.desk, "jiro.m").unwrap();
        commands::deactivate(&town.desk, "jiro.m").unwrap();
        assert_eq!(logins(), [("admin".to_owned(), true), ("jiro.m".to_owned(), false)]);
        assert!(matches!(commands::deactivate(&town.desk, "admin"), Err(Trouble::Refused(_))));
        assert!(matches!(commands::reset(&town.desk, "nobody"), Err(Trouble::Refused(_))));
    });
}
