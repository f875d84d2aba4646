//! Nothing leaks sideways (S3): words are planted in every field of consultations that a role may not see, every door is
//! tried as that role with every one of them, and no answer, header or log line holds a planted word.

pub mod crawl;
pub mod plant;

use std::collections::BTreeMap;
use std::sync::Arc;

use crawl::Crawl;
use db::Value;
use plant::{MARKS, PLACES, Planted};
use tokio::task::JoinSet;

use crate::world::{World, roles};

/// How much is tried on one engine.
struct Size {
    /// Consultations with all that belongs to them.
    stories: usize,
    /// Pages that links lead to, for each role.
    links: usize,
    least_answers: usize,
}

const SQLITE: Size = Size { stories: 42, links: 120, least_answers: 50_000 };
/// The same doors and the same questions about fewer records.
const POSTGRES: Size = Size { stories: 4, links: 40, least_answers: 5_000 };

#[test]
fn no_planted_word_is_in_any_of_fifty_thousand_answers_to_those_who_may_not_see_it() {
    crate::logbook::open();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(4).enable_all().build().expect("runtime");
    for world in World::fresh() {
        let size = if matches!(world.test.place, db::Place::Sqlite(_)) { SQLITE } else { POSTGRES };
        // Let go of outside of the runtime, because closing a database waits.
        let world = Arc::new(world);
        let answers = runtime.block_on(tried(world.clone(), &size));
        assert!(answers >= size.least_answers, "{answers}");
    }
    let log = crate::logbook::written();
    // Digits alone stand in the times of the log, too.
    let marks = all_marks().into_iter().filter(|mark| !mark.chars().all(|c| c.is_ascii_digit())).collect::<Vec<_>>();
    let told: Vec<&str> = log.lines().filter(|line| marks.iter().any(|mark| line.contains(mark))).collect();
    assert!(log.lines().count() >= SQLITE.least_answers, "the log was not written");
    assert_eq!(told, Vec::<&str>::new());
}

async fn tried(world: Arc<World>, size: &Size) -> usize {
    let mut before = BTreeMap::new();
    for role in roles(&world) {
        before.insert(role.clone(), Crawl::begin(&world, &role).await.lists(&all_marks()).await);
    }
    let stories =
        tokio::task::block_in_place(|| (0..size.stories).map(|n| plant::story(&world, n)).collect::<Vec<_>>());
    let stories = Arc::new(stories);
    let mut running = JoinSet::new();
    for role in roles(&world) {
        running.spawn(crawled(world.clone(), role, (stories.clone(), size.links)));
    }
    let (mut found, mut answers) = (Vec::new(), 0);
    for done in running.join_all().await {
        answers += done.answers;
        found.extend(done.found);
        found.extend(changed(&done.role, before.get(&done.role).expect("crawled before"), &done.lists));
    }
    answers += strangers(&world, &stories, &mut found).await;
    answers += own_counter(&world, &mut found).await;
    assert!(found.is_empty(), "{} of {answers} answers tell something:\n{}", found.len(), first(&found));
    answers
}

/// What one role was shown.
struct Shown {
    role: String,
    lists: BTreeMap<String, String>,
    answers: usize,
    found: Vec<String>,
}

async fn crawled(world: Arc<World>, role: String, (stories, links): (Arc<Vec<Planted>>, usize)) -> Shown {
    let mut crawl = Crawl::begin(&world, &role).await;
    let lists = crawl.lists(&all_marks()).await;
    crawl.links(links, &all_marks()).await;
    everything(&mut crawl, &stories).await;
    let (answers, found) = (crawl.answers, std::mem::take(&mut crawl.found));
    Shown { role, lists, answers, found }
}

fn all_marks() -> Vec<&'static str> {
    MARKS.iter().chain(PLACES).copied().collect()
}

fn first(found: &[String]) -> String {
    found.iter().take(40).cloned().collect::<Vec<_>>().join("\n")
}

async fn everything(crawl: &mut Crawl<'_>, stories: &[Planted]) {
    for (nth, planted) in stories.iter().enumerate() {
        // The comparison with what never was doubles the requests: for a few it tells all.
        let as_nowhere = nth < 6;
        crawl.record(planted, (&all_marks(), as_nowhere)).await;
        crawl.questions(planted.number, (&all_marks(), nth < 3)).await;
    }
}

/// What other counters take in changes nothing on one's own lists and counts. Figures and the list of hops
/// count the whole city, without a name; one's own account tells of one's own sessions.
pub fn changed(role: &str, before: &BTreeMap<String, String>, after: &BTreeMap<String, String>) -> Vec<String> {
    before
        .iter()
        .filter(|(path, _)| !["/figures", "/rounds", "/account"].iter().any(|start| path.starts_with(start)))
        .filter(|(path, text)| after.get(*path).is_none_or(|now| anew(now) != anew(text)))
        .map(|(path, _)| format!("{role} {path}: it is not as it was before"))
        .collect()
}

/// Without the session's own tokens and ids, which differ at each sign-in and on each form.
fn anew(text: &str) -> String {
    let mut parts = text.split("value=\"");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.push_str(part.split_once('"').map_or(part, |(_, rest)| rest));
    }
    out.split("content=\"").map(|part| part.split_once('"').map_or(part, |(_, rest)| rest)).collect()
}

async fn strangers(world: &World, stories: &[Planted], found: &mut Vec<String>) -> usize {
    let mut crawl = Crawl::stranger(world);
    crawl.lists(&all_marks()).await;
    for planted in stories.iter().take(6) {
        crawl.record(planted, (&all_marks(), false)).await;
    }
    found.append(&mut crawl.found);
    crawl.answers
}

/// At one's own counter: of a protected person the place is absent, and a restricted one does not exist.
async fn own_counter(world: &World, found: &mut Vec<String>) -> usize {
    let mut answers = 0;
    for (nth, role) in roles(world).into_iter().enumerate() {
        let account = world.accounts.iter().find(|a| a.role_label == role).expect("account");
        let asked = vec![Value::Text(account.login.clone())];
        let agency = world.ask("select agency_id from staff_member where login = $1", asked).expect("agency");
        let (hidden, kept) = tokio::task::block_in_place(|| {
            (plant::protected(world, &agency, 800 + nth), plant::restricted(world, &agency, 900 + nth))
        });
        let mut crawl = Crawl::begin(world, &role).await;
        crawl.record(&hidden, (PLACES, false)).await;
        crawl.links(60, PLACES).await;
        crawl.questions(hidden.number, (PLACES, false)).await;
        let own = only(kept.number);
        let own: Vec<&str> = own.iter().map(String::as_str).collect();
        crawl.record(&kept, (&own, true)).await;
        crawl.questions(kept.number, (&own, false)).await;
        found.append(&mut crawl.found);
        answers += crawl.answers;
    }
    answers
}

/// The words of this record alone: at one's own counter others are to be seen.
fn only(number: usize) -> [String; 2] {
    [format!("鸚鵡{number}"), plant::reading(number)]
}
