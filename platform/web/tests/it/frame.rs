//! The bar shows what its reader may use; the banner tells that the town is pretended.

use office::Settings;
use web::testing::check_page;

use crate::bench::{CLERK, at_a_stand, with_settings};

fn links(html: &str) -> Vec<&str> {
    let nav = html.split("<nav aria-label=\"主な画面\">").nth(1).unwrap_or_default();
    let nav = nav.split("</nav>").next().unwrap();
    nav.split("href=\"").skip(1).map(|part| part.split('"').next().unwrap()).collect()
}

#[test]
fn each_role_sees_the_links_of_its_grants() {
    at_a_stand(|stand| {
        let page = |role: &str| stand.get("/today", &[("cookie", &format!("who={role}"))]).body;
        let clerk = page("counter_clerk");
        assert_eq!(check_page(&clerk), Vec::<String>::new());
        assert!(links(&clerk).starts_with(&["/today", "/cases", "/sheets"]), "{:?}", links(&clerk));
        assert!(!links(&clerk).contains(&"/staff"));
        assert!(clerk.contains("data-receive") && clerk.contains("data-finder"));
        let administrator = page("system_administrator");
        assert_eq!(links(&administrator), ["/today", "/agencies", "/staff"]);
        assert!(!administrator.contains("data-receive") && !administrator.contains("data-finder"));
        let officer = page("privacy_officer");
        assert!(links(&officer).contains(&"/who-saw"));
        assert_eq!(check_page(&stand.get("/hello", &[]).body), Vec::<String>::new());
        assert_eq!(links(&stand.get("/hello", &[]).body), Vec::<&str>::new());
    });
}

#[test]
fn the_page_in_use_and_the_way_to_it_are_marked() {
    at_a_stand(|stand| {
        let page = stand.get("/today", &[CLERK]).body;
        assert!(page.contains("<a href=\"/today\" aria-current=\"page\">今日</a>"), "{page}");
        assert_eq!(page.matches("aria-current").count(), 2);
        assert!(page.contains("aria-label=\"いまの場所\""));
        assert!(page.contains("data-seconds-left=\"900\""));
    });
}

#[test]
fn only_a_demonstration_says_that_it_is_one() {
    at_a_stand(|stand| assert!(!stand.get("/hello", &[]).body.contains("デモ")));
    let settings = Settings { demo: true, ..Settings::default() };
    with_settings(&settings, |stand| {
        let page = stand.get("/hello", &[]).body;
        assert!(page.contains("デモ: 架空の市です。きょうは H30.4.9(月) という設定です。"), "{page}");
    });
}
