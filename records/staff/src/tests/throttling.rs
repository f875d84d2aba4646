use axum::http::StatusCode;

use super::rig::{PASSWORD, in_a_town};

#[test]
fn of_a_thousand_tries_in_a_quarter_of_an_hour_at_most_ten_reach_the_hash_and_then_the_victim_gets_in() {
    in_a_town(true, |town| {
        town.member("sato.h", &["counter_clerk"]);
        let mut stranger = town.browser();
        stranger.get("/sign-in");
        let (mut looked_at, mut slowed) = (0, 0);
        for number in 0..1000_i64 {
            town.later(i64::from(number % 9 != 0));
            let guess = format!("あてずっぽうの合言葉{number}");
            let answer = stranger.post("/sign-in", &[("login", "sato.h"), ("password", &guess)]);
            match answer.status {
                StatusCode::UNPROCESSABLE_ENTITY => looked_at += 1,
                StatusCode::TOO_MANY_REQUESTS => {
                    assert!(answer.body.contains("ほど待ってから"), "{}", answer.body);
                    let after = answer.headers.get("retry-after").map(|value| value.to_str().unwrap().parse::<i64>());
                    assert!(matches!(after, Some(Ok(1..=900))), "{after:?}");
                    slowed += 1;
                }
                other => panic!("{other}"),
            }
        }
        assert_eq!(looked_at + slowed, 1000);
        assert!((1..=10).contains(&looked_at), "{looked_at}");
        let recorded = town.cells("select ground from office_audit where outcome = 'denied'").len();
        assert_eq!(recorded, 1000, "each try is recorded, whether it was looked at or had to wait");
        town.later(901);
        assert!(town.signed_in("sato.h").is_in(), "nobody is locked out for good");
    });
}

#[test]
fn an_unknown_login_is_slowed_down_in_the_same_way_and_the_right_password_clears_the_count() {
    in_a_town(true, |town| {
        town.member("sato.h", &["counter_clerk"]);
        let statuses = |login: &str| {
            let mut stranger = town.browser();
            stranger.get("/sign-in");
            let post = |number| (number, "x").1;
            (0..6)
                .map(|n| stranger.post("/sign-in", &[("login", login), ("password", post(n))]).status)
                .collect::<Vec<_>>()
        };
        assert_eq!(statuses("sato.h"), statuses("nobody.x"));
        assert_eq!(town.browser().sign_in("sato.h", PASSWORD).status, StatusCode::TOO_MANY_REQUESTS);
        town.later(60);
        town.signed_in("sato.h");
        assert_eq!(
            town.browser().sign_in("sato.h", "x").status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "no wait is left over"
        );
        let kept = town.cells("select account || source from staff_try").concat();
        assert!(!kept.contains("sato") && !kept.contains("nobody"), "{kept}");
    });
}

#[test]
fn tries_that_come_at_the_same_moment_are_counted_one_by_one() {
    in_a_town(true, |town| {
        town.member("sato.h", &["counter_clerk"]);
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(4).enable_all().build().unwrap();
        let looked_at = runtime.block_on(async {
            let mut running = tokio::task::JoinSet::new();
            for number in 0..40 {
                let desk = town.desk.clone();
                let tried = crate::sign_in::Tried {
                    login: "sato.h".to_owned(),
                    password: format!("合言葉{number}"),
                    source: None,
                    browser: Default::default(),
                };
                running.spawn(async move { crate::sign_in::enter(&desk, tried).await.err() });
            }
            let all = running.join_all().await;
            all.iter().filter(|trouble| matches!(trouble, Some(office::Trouble::Fields(_)))).count()
        });
        assert_eq!(looked_at, 4, "three free tries, and the fourth before the first wait");
    });
}

#[test]
fn a_stranger_who_guesses_without_end_keeps_nobody_out_of_their_own_browser() {
    in_a_town(true, |town| {
        town.member("sato.h", &["counter_clerk"]);
        let mut own = town.signed_in("sato.h");
        own.get("/account");
        own.post("/sign-out", &[]);
        let mut stranger = town.browser();
        stranger.get("/sign-in");
        for _ in 0..300 {
            town.later(5);
            stranger.post("/sign-in", &[("login", "sato.h"), ("password", "あてずっぽう")]);
        }
        assert_eq!(town.browser().sign_in("sato.h", PASSWORD).status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(own.sign_in("sato.h", PASSWORD).status, StatusCode::SEE_OTHER);
        assert!(own.is_in());

        let mut looked_at = 0;
        for _ in 0..100 {
            let answer = own.post("/sign-in", &[("login", "sato.h"), ("password", "あてずっぽう")]);
            looked_at += usize::from(answer.status == StatusCode::UNPROCESSABLE_ENTITY);
            town.later(8);
        }
        assert!((1..=10).contains(&looked_at), "the known browser is slowed down in the same way: {looked_at}");
    });
}

#[test]
fn a_browser_known_for_one_login_is_a_stranger_for_another_and_a_made_up_mark_counts_for_nothing() {
    in_a_town(true, |town| {
        town.member("sato.h", &["counter_clerk"]);
        town.member("other.o", &["counter_clerk"]);
        let mut own = town.signed_in("sato.h");
        let mut stranger = town.browser();
        stranger.get("/sign-in");
        for _ in 0..6 {
            stranger.post("/sign-in", &[("login", "other.o"), ("password", "あてずっぽう")]);
        }
        own.get("/account");
        own.post("/sign-out", &[]);
        assert_eq!(own.sign_in("other.o", PASSWORD).status, StatusCode::TOO_MANY_REQUESTS);
        let made_up = format!("{}.{}", "A".repeat(43), "0".repeat(64));
        stranger.cookies.insert("tsunagu-known".to_owned(), made_up);
        let answer = stranger.post("/sign-in", &[("login", "other.o"), ("password", PASSWORD)]);
        assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    });
}

#[test]
fn a_wrong_present_password_is_one_denied_row_at_each_form_and_slowed_down_like_a_sign_in() {
    in_a_town(true, |town| {
        town.member("sato.h", &["counter_clerk"]);
        let mut own = super::second_factor::with_a_factor(&town, "sato.h");
        let denied = || town.cells("select ground from office_audit where outcome = 'denied'");
        let new = "しずかな 砂浜を7人 あるいていた";
        let change = [("present_password", "あてずっぽう"), ("new_password", new), ("again_password", new)];
        let renew = [("present_password", "あてずっぽう"), ("code", "000000")];
        for (form, fields) in [("/account/password", &change[..]), ("/account/second-factor", &renew[..])] {
            let before = denied().len();
            assert_eq!(own.post(form, fields).status, StatusCode::UNPROCESSABLE_ENTITY);
            assert_eq!(denied().len() - before, 1, "{form}");
            assert!(denied().contains(&"サインイン: いまのパスワードが合わなかった".to_owned()), "{:?}", denied());
        }
        let (mut looked_at, before) = (2, denied().len());
        for _ in 0..100 {
            town.later(4);
            looked_at += usize::from(own.post("/account/password", &change).status == StatusCode::UNPROCESSABLE_ENTITY);
        }
        assert!((3..=10).contains(&looked_at), "{looked_at}");
        assert_eq!(denied().len() - before, 100, "each try is recorded, whether it was looked at or had to wait");
        town.later(450);
        assert!(own.is_in(), "whoever waits goes on working");
        town.later(451);
        let right = [("present_password", PASSWORD), ("new_password", new), ("again_password", new)];
        assert_eq!(own.post("/account/password", &right).location(), "/account");
        assert!(town.cells("select id from staff_try").is_empty(), "what was right leaves no wait behind");
        town.record_is_whole();
    });
}
