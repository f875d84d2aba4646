//! Fifty clients at the same twenty receptions (R6): nothing that was saved is overwritten, nothing typed is lost.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use office::testing::{Bench, at_a_desk};
use office::{Actor, Desk, Hands, RefusalKind, Trouble};

use super::{Browser, block, clerk, person, said, taken};
use crate::amend::amend_now;
use crate::form::pairs_of;
use crate::{IntakeId, Told, Who};

const CASES: usize = 20;
const CLIENTS: usize = 50;
/// So many edits are sent on SQLite: each is kept, or its writer is told that somebody else saved first.
const EDITS: usize = 100_000;
/// PostgreSQL commits one by one: the same clients and cases, fewer edits.
const EDITS_ON_POSTGRES: usize = 5_000;
/// Through the pages: form, conflict page and form again.
const PAGES: usize = 2_000;

fn receptions(bench: &Bench, actor: &Actor) -> Vec<IntakeId> {
    let one = |n: usize| {
        let who = Who::New(person(&format!("見本{n}"), "みほん"));
        taken(bench, actor, who, said(bench, "はじめ")).unwrap().intake
    };
    (0..CASES).map(one).collect()
}

fn is_sqlite(bench: &Bench) -> bool {
    matches!(bench.test.place, db::Place::Sqlite(_))
}

/// The reception as it stands, without a record of the look: here only the writing is tried.
async fn now(desk: &Desk, id: &IntakeId) -> (i64, Told) {
    let (own, id) = (desk.clone(), id.clone());
    let read = move |reader: &mut db::Reader<'_>| -> Result<_, Trouble> {
        let mut hands = Hands { store: reader, keys: own.keys(), municipality: own.municipality(), at: own.now() };
        let intake = crate::read(&mut hands, own.codes(), &id)?;
        Ok((intake.version, intake.told))
    };
    desk.db().read(read).await.unwrap()
}

/// Every text that the reception ever held, the first included.
async fn ever(desk: &Desk, id: &IntakeId) -> (i64, Vec<String>) {
    let (own, id) = (desk.clone(), id.clone());
    let read = move |reader: &mut db::Reader<'_>| -> Result<_, Trouble> {
        let mut hands = Hands { store: reader, keys: own.keys(), municipality: own.municipality(), at: own.now() };
        let intake = crate::read(&mut hands, own.codes(), &id)?;
        let before = crate::revisions_of(&mut hands, &intake)?;
        let texts = before.into_iter().filter_map(|revision| revision.before.words).chain(intake.told.words);
        Ok((intake.version, texts.collect()))
    };
    desk.db().read(read).await.unwrap()
}

#[test]
fn of_a_hundred_thousand_edits_by_fifty_clients_on_twenty_cases_none_is_lost() {
    at_a_desk(|bench| {
        let tax = clerk(&bench, "sato", "tax");
        let ids = Arc::new(receptions(&bench, &tax));
        let edits = if is_sqlite(&bench) { EDITS } else { EDITS_ON_POSTGRES };
        let kept = block(async {
            let mut clients = tokio::task::JoinSet::new();
            for client in 0..CLIENTS {
                clients.spawn(edit(bench.desk.clone(), tax.clone(), (ids.clone(), client, edits / CLIENTS)));
            }
            clients.join_all().await
        });
        let mut expected: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
        for (case, text) in kept.into_iter().flatten() {
            assert!(expected.entry(case).or_default().insert(text), "each edit says something else");
        }
        let kept = expected.values().map(BTreeSet::len).sum::<usize>();
        assert!(
            kept > edits / 20 && kept < edits,
            "{kept} of {edits} were kept: there were no conflicts, or nothing else"
        );
        for (case, id) in ids.iter().enumerate() {
            let (version, texts) = block(ever(&bench.desk, id));
            let mut wanted = expected.remove(&case).unwrap_or_default();
            assert_eq!(version, 1 + i64::try_from(wanted.len()).unwrap(), "one version for each edit");
            assert_eq!(texts.len(), wanted.len() + 1);
            wanted.insert("はじめ".to_owned());
            assert_eq!(texts.into_iter().collect::<BTreeSet<_>>(), wanted);
        }
    })
    .unwrap();
}

/// Sends so many edits, one after another, an edit that met another's again; answers what was kept where.
async fn edit(
    desk: Desk,
    actor: Actor,
    (ids, client, times): (Arc<Vec<IntakeId>>, usize, usize),
) -> Vec<(usize, String)> {
    let mut kept = Vec::with_capacity(times);
    for _ in 0..times {
        let case = (client * 7 + kept.len() * 13) % ids.len();
        let text = format!("{client}の{}", kept.len());
        let id = &ids[case];
        let (version, told) = now(&desk, id).await;
        let told = Told { words: Some(text.clone()), ..told };
        match amend_now(&desk, &actor, (id.clone(), version), (told, None)).await {
            Ok(()) => kept.push((case, text)),
            Err(Trouble::Refused(refusal)) if refusal.kind == RefusalKind::Conflict => {}
            Err(trouble) => panic!("{trouble:?}"),
        }
    }
    kept
}

#[test]
fn through_the_pages_every_conflict_shows_both_texts_and_every_text_is_kept_in_the_end() {
    at_a_desk(|bench| {
        let tax = clerk(&bench, "sato", "tax");
        let ids = Arc::new(receptions(&bench, &tax));
        let edits = if is_sqlite(&bench) { PAGES } else { PAGES / 4 };
        let conflicts: usize = block(async {
            let mut clients = tokio::task::JoinSet::new();
            for client in 0..CLIENTS {
                let (browser, blank) = (Browser::of(&bench.desk, &tax), said(&bench, ""));
                clients.spawn(pages(browser, blank, (ids.clone(), client, edits / CLIENTS)));
            }
            clients.join_all().await.into_iter().sum()
        });
        assert!(conflicts > edits / 10, "only {conflicts} conflicts: the clients were not at the same sheets");
        let texts: usize =
            ids.iter().map(|id| block(ever(&bench.desk, id)).1.into_iter().collect::<BTreeSet<_>>().len()).sum();
        assert_eq!(texts, edits + CASES, "each text once, and what stood at first");
    })
    .unwrap();
}

async fn pages(browser: Browser, blank: Told, (ids, client, times): (Arc<Vec<IntakeId>>, usize, usize)) -> usize {
    let mut conflicts = 0;
    for nth in 0..times {
        // Clients come to the same sheet at the same time.
        let id = &ids[nth % ids.len()];
        let path = format!("/intake/{id}/amend");
        let text = format!("第{client}番の人が{nth}度目に書いた文");
        let mut version = version_in(&browser.get(&path).await.body);
        loop {
            let mut pairs = pairs_of(&Told { words: Some(text.clone()), ..blank.clone() });
            pairs.0.push(("version".to_owned(), version.clone()));
            let answer = browser.post(&path, &pairs).await;
            if answer.status == 303 {
                break;
            }
            assert_eq!(answer.status, 409, "{}", answer.body);
            conflicts += 1;
            assert!(answer.body.matches(&text).count() >= 2, "beside the other text, and in the form: {}", answer.body);
            let theirs = answer.body.matches("度目に書いた文").count() > answer.body.matches(&text).count();
            assert!(theirs || answer.body.contains("はじめ"), "what is saved is shown: {}", answer.body);
            version = version_in(&answer.body);
        }
    }
    conflicts
}

fn version_in(page: &str) -> String {
    let (_, rest) = page.split_once(r#"name="version" value=""#).unwrap();
    rest.split('"').next().unwrap().to_owned()
}
