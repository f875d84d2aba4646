use axum::http::StatusCode;
use office::{May, Roles};

use super::rig::{Town, in_a_town};

fn version(town: &Town, login: &str) -> String {
    let all = crate::commands::list(&town.desk).unwrap();
    all.iter().find(|member| member.login == login).unwrap().version.to_string()
}

#[test]
fn a_change_of_roles_cuts_the_members_sessions_on_their_next_request() {
    in_a_town(true, |town| {
        let staff = town.member("sato.h", &["counter_clerk"]);
        town.member("admin.a", &["system_administrator"]);
        let (mut clerk, mut admin) = (town.signed_in("sato.h"), town.signed_in("admin.a"));
        assert!(clerk.is_in());
        admin.get("/staff");
        let seen = version(&town, "sato.h");
        let fields = [("version", seen.as_str()), ("roles", "planner"), ("roles", "no_such_role")];
        let to = format!("/staff/{staff}");
        assert_eq!(admin.post(&format!("{to}/roles"), &fields).location(), to);
        assert!(!clerk.is_in());
        assert!(town.signed_in("sato.h").get("/account").body.contains("企画・統計担当"));
        let stale = admin.post(&format!("{to}/roles"), &fields);
        assert_eq!(stale.status, StatusCode::CONFLICT);
        town.record_is_whole();
    });
}

#[test]
fn a_member_is_renamed_and_moved_and_signs_in_as_somebody_of_the_new_counter() {
    in_a_town(true, |town| {
        let staff = town.member("sato.h", &["counter_clerk"]);
        town.member("admin.a", &["system_administrator"]);
        let other = town.other_counter();
        let (mut clerk, mut admin) = (town.signed_in("sato.h"), town.signed_in("admin.a"));
        let (one, to) = (format!("/staff/{staff}"), format!("/staff/{staff}/amend"));
        let page = admin.get(&to).body;
        assert!(page.contains("見本水道課"), "{page}");
        let own = town.cells("select agency_id from staff_member where login = 'sato.h'").remove(0);
        let seen = version(&town, "sato.h");
        let renamed =
            [("version", seen.as_str()), ("name", "新姓 花子"), ("kana", "しんせい はなこ"), ("agency", &own)];
        assert_eq!(admin.post(&to, &renamed).location(), one);
        assert!(clerk.is_in(), "a new name ends nothing");
        assert!(admin.get(&one).body.contains("新姓 花子"));
        let late = admin.post(&to, &[("version", seen.as_str()), ("name", "別姓 花子"), renamed[2], renamed[3]]);
        assert_eq!(late.status, StatusCode::CONFLICT);
        assert!(late.body.contains("新姓 花子") && late.body.contains("別姓 花子"), "both texts");
        let seen = version(&town, "sato.h");
        let nowhere = admin.post(&to, &[("version", seen.as_str()), renamed[1], renamed[2], ("agency", "agc_nowhere")]);
        assert_eq!(nowhere.status, StatusCode::UNPROCESSABLE_ENTITY);
        let moved = [("version", seen.as_str()), renamed[1], renamed[2], ("agency", other.as_str())];
        assert_eq!(admin.post(&to, &moved).location(), one);
        assert!(!clerk.is_in(), "what was open was open as somebody of the counter before");
        assert!(town.signed_in("sato.h").get("/account").body.contains("見本水道課"));
        town.record_is_whole();
    });
}

#[test]
fn closing_a_sign_in_cuts_at_once_and_opening_it_again_lets_in() {
    in_a_town(true, |town| {
        let staff = town.member("sato.h", &["counter_clerk"]);
        town.member("admin.a", &["system_administrator"]);
        let (mut clerk, mut admin) = (town.signed_in("sato.h"), town.signed_in("admin.a"));
        admin.get("/staff");
        let seen = version(&town, "sato.h");
        admin.post(&format!("/staff/{staff}/deactivate"), &[("version", &seen)]);
        assert!(!clerk.is_in());
        let seen = version(&town, "sato.h");
        admin.post(&format!("/staff/{staff}/reactivate"), &[("version", &seen)]);
        assert!(!clerk.is_in(), "what ended stays ended");
        assert!(town.signed_in("sato.h").is_in());
    });
}

#[test]
fn the_last_who_can_manage_the_staff_stays() {
    in_a_town(true, |town| {
        let only = town.member("admin.a", &["system_administrator"]);
        let mut admin = town.signed_in("admin.a");
        admin.get("/staff");
        let seen = version(&town, "admin.a");
        for (path, fields) in [
            ("roles", vec![("version", seen.as_str()), ("roles", "counter_clerk")]),
            ("deactivate", vec![("version", seen.as_str())]),
        ] {
            let answer = admin.post(&format!("/staff/{only}/{path}"), &fields);
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}");
        }
        assert!(admin.is_in());
    });
}

#[test]
fn a_member_is_registered_and_invited_and_typing_stays_where_something_is_missing() {
    in_a_town(true, |town| {
        town.member("admin.a", &["system_administrator"]);
        let mut admin = town.signed_in("admin.a");
        admin.get("/staff/new");
        let mut fields =
            vec![("name", "見本 次郎"), ("kana", "みほん じろう"), ("agency", "agc_tax"), ("login", "admin.a")];
        let missing = admin.post("/staff/new", &fields);
        assert_eq!(missing.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(missing.body.contains("見本 次郎") && missing.body.contains("役割を1つ以上"), "{}", missing.body);
        fields.push(("roles", "counter_clerk"));
        let taken = admin.post("/staff/new", &fields);
        assert!(taken.body.contains("もう使われています"), "{}", taken.body);
        fields[3] = ("login", "jiro.m");
        let made = admin.post("/staff/new", &fields);
        assert_eq!(made.status, StatusCode::OK);
        let token = made.body.split("/welcome/").nth(1).unwrap().split('<').next().unwrap().to_owned();
        assert!(town.browser().get(&format!("/welcome/{token}")).body.contains("見本 次郎"));
        assert!(admin.get("/staff?q=じろう").body.contains("招待中"));
    });
}

#[test]
fn a_reset_ends_password_factor_and_sessions_and_invites_anew() {
    in_a_town(true, |town| {
        let staff = town.member("sato.h", &["counter_clerk"]);
        town.member("admin.a", &["system_administrator"]);
        let (mut clerk, mut admin) = (town.signed_in("sato.h"), town.signed_in("admin.a"));
        admin.get("/staff");
        let page = admin.post(&format!("/staff/{staff}/invite"), &[]);
        assert!(page.body.contains("/welcome/"));
        assert!(!clerk.is_in());
        assert_eq!(town.browser().sign_in("sato.h", super::rig::PASSWORD).status, StatusCode::UNPROCESSABLE_ENTITY);
    });
}

#[test]
fn a_clerk_does_not_get_to_the_staff_and_the_administrator_to_no_case() {
    in_a_town(true, |town| {
        let staff = town.member("sato.h", &["counter_clerk"]);
        let mut clerk = town.signed_in("sato.h");
        for path in ["/staff", "/staff/new", &format!("/staff/{staff}"), "/agencies/new"] {
            assert_eq!(clerk.get(path).status, StatusCode::FORBIDDEN, "{path}");
        }
        assert_eq!(clerk.post("/staff/new", &[]).status, StatusCode::FORBIDDEN);
    });
    let grants = Roles::embedded().unwrap().grants(&["system_administrator".to_owned()]);
    let of_cases = [
        May::FindPerson,
        May::SeePerson,
        May::SeeAddress,
        May::SeeIntake,
        May::SeeCase,
        May::SeeCases,
        May::SeeSheet,
        May::SeeSheetPerson,
        May::SeeQueue,
        May::BreakGlass,
        May::SeeWhoSaw,
    ];
    assert!(of_cases.iter().all(|may| !grants.allow(*may)));
}
