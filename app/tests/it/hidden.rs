//! 伏せた記録の担当: when the named leave, whoever looks after such records learns that there is one; nobody learns whose
//! it is, and nothing else changes for anybody.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use db::Value;

use crate::canary::changed;
use crate::canary::crawl::Crawl;
use crate::canary::plant::{self, MARKS};
use crate::world::{World, hidden as field, on_cities_of_their_own, roles};

const SENTENCE: &str = "伏せた記録の担当の付け替えが必要です";
/// They are told that a record needs somebody, or see who of the staff is at work.
const TOLD: &[&str] = &["個人情報保護担当", "市の担当職員(決定)", "システム管理者"];
const NAMED: &[&str] = &["相談支援員", "主任相談支援員"];

async fn lists(world: &World, found: &mut Vec<String>) -> BTreeMap<String, BTreeMap<String, String>> {
    let mut all = BTreeMap::new();
    for role in roles(world).into_iter().filter(|role| !NAMED.contains(&role.as_str())) {
        let mut crawl = Crawl::begin(world, &role).await;
        all.insert(role, crawl.lists(MARKS).await);
        found.append(&mut crawl.found);
    }
    all
}

/// What is not as it was, where it should be.
fn differences(
    before: &BTreeMap<String, BTreeMap<String, String>>,
    after: &BTreeMap<String, BTreeMap<String, String>>,
) -> Vec<String> {
    let of = |(role, lists): (&String, &BTreeMap<String, String>)| {
        let told = TOLD.contains(&role.as_str());
        let may_differ = move |line: &String| {
            told && ["/today:", "/hidden-records:", "/staff:"].iter().any(|path| line.contains(path))
        };
        let all = changed(role, lists, after.get(role).expect("each role"));
        all.into_iter().filter(move |line| !may_differ(line)).collect::<Vec<_>>()
    };
    before.iter().flat_map(of).collect()
}

async fn shut(world: &World, login: &str) -> String {
    let mut admin = world.signed_in("システム管理者").await;
    let page = admin.get(&format!("/staff/stf_{login}")).await;
    assert!(!page.text.contains(SENTENCE), "nobody left yet");
    let version = field(&page.text, "version");
    let shut = admin.post(&format!("/staff/stf_{login}/deactivate"), &[("version", &version)]).await;
    assert_eq!(shut.status, StatusCode::SEE_OTHER, "{}", shut.text);
    admin.get(shut.location()).await.text
}

/// Two at the counter who can take over: identifier and name.
fn two(world: &World) -> [(String, String); 2] {
    ["jiritsu-7", "jiritsu-8"].map(|login| {
        let one = |sql| world.ask(sql, vec![Value::Text(login.to_owned())]).expect("a colleague");
        (
            one("select id from staff_member where login = $1 and active = 1"),
            one("select name from staff_member where login = $1"),
        )
    })
}

#[test]
fn the_named_of_a_hidden_record_leave_and_two_officers_name_others_without_learning_whose_it_is() {
    on_cities_of_their_own(async |world| {
        let planted = tokio::task::block_in_place(|| plant::at(world, "agc_jiritsu", 600));
        let person = planted.persons.first().expect("a person").clone();
        let mut first = world.signed_in("相談支援員").await;
        let reason = plant::word(600, "措置");
        let hide = [("reason", reason.as_str()), ("colleague_0", "架空 頼子")];
        let begun = first.post(&format!("/people/{person}/restriction/begin"), &hide).await;
        assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.text);
        let mut found = Vec::new();
        let before = lists(world, &mut found).await;

        for login in ["shunin", "soudan"] {
            let told = shut(world, login).await;
            assert!(told.contains(SENTENCE), "{told}");
            assert!(!MARKS.iter().any(|mark| told.contains(mark)) && !told.contains("psn_"), "{told}");
        }
        let during = lists(world, &mut found).await;
        assert_eq!(differences(&before, &during), Vec::<String>::new());
        for role in TOLD {
            let mut crawl = Crawl::begin(world, role).await;
            crawl.links(60, MARKS).await;
            found.append(&mut crawl.found);
        }

        let mut privacy = world.signed_in("個人情報保護担当").await;
        assert!(privacy.get("/today").await.text.contains("開ける担当が足りないものが1件あります"));
        let list = privacy.get("/hidden-records").await.text;
        let one = list.split("href=\"").find_map(|rest| rest.strip_prefix("/hidden-records/")).expect("one record");
        let one = format!("/hidden-records/{}", one.split('"').next().unwrap_or_default());
        let [(a, a_name), (b, b_name)] = tokio::task::block_in_place(|| two(world));
        let wish = [
            ("reason", "担当の二人が退職した"),
            ("colleague_0", &a_name),
            ("colleague_of_0", &a),
            ("colleague_1", &b_name),
            ("colleague_of_1", &b),
        ];
        let asked = privacy.post(&format!("{one}/propose"), &wish).await;
        assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", asked.text);
        let mut officer = world.signed_in("市の担当職員(決定)").await;
        let page = officer.get(&one).await.text;
        assert!(page.contains(&a_name) && !MARKS.iter().any(|mark| page.contains(mark)), "{page}");
        let done = officer.post(&format!("{one}/confirm"), &[("seen", "1")]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
        let (named, of) = tokio::task::block_in_place(|| {
            let named = "select cast(count(*) as text) from people_named where person_id = $1";
            let of = "select cast(count(*) as text) from office_audit where may = 'confirm_naming' and outcome = 'done'
                        and ' ' || persons || ' ' like '% ' || $1 || ' %'";
            (world.ask(named, vec![Value::Text(person.clone())]), world.ask(of, vec![Value::Text(person.clone())]))
        });
        assert_eq!(named.as_deref(), Some("2"), "those who left are named no longer");
        assert_eq!(of.as_deref(), Some("1"), "the person can be told who named whom");
        assert!(privacy.get("/hidden-records").await.text.contains("担当が足りない記録はありません"));
        let after = lists(world, &mut found).await;
        assert_eq!(differences(&before, &after), Vec::<String>::new());
        assert_eq!(found, Vec::<String>::new());
    });
}
