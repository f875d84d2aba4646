use std::collections::BTreeSet;

use office::testing::at_a_desk;
use office::{About, Look, May, RefusalKind, Trouble};

use super::{Browser, block, clerk, person, said, taken, typed};
use crate::amend::amend_now;
use crate::form::pairs_of;
use crate::{IntakeId, IntakeSubject, Told, Who};

#[test]
fn fifty_clients_correct_the_same_sheet_and_no_text_is_lost() {
    at_a_desk(|bench| {
        let tax = clerk(&bench, "sato", "tax");
        let taken = taken(&bench, &tax, Who::New(person("見本", "みほん")), said(&bench, "はじめ")).unwrap();
        let (desk, id) = (bench.desk.clone(), taken.intake);
        let conflicts = block(async {
            let mut clients = Vec::new();
            for client in 0..50 {
                let (desk, tax, id, told) =
                    (desk.clone(), tax.clone(), id.clone(), said(&bench, &format!("client {client}")));
                clients.push(tokio::spawn(async move { save_until_saved(&desk, &tax, (id, told)).await }));
            }
            let mut conflicts = 0;
            for client in clients {
                conflicts += client.await.unwrap();
            }
            conflicts
        });
        let (last, history) = block(history(&bench.desk, &tax, &id));
        let mut texts: BTreeSet<String> = history.iter().filter_map(|told| told.words.clone()).collect();
        assert_eq!(history.len(), 50, "{conflicts} conflicts");
        texts.extend(last.words);
        let mut expected: BTreeSet<String> = (0..50).map(|client| format!("client {client}")).collect();
        expected.insert("はじめ".to_owned());
        assert_eq!(texts, expected);
    })
    .unwrap();
}

/// Reads, writes on what was read, and reads again after a conflict; answers how many there were.
async fn save_until_saved(desk: &office::Desk, actor: &office::Actor, (id, told): (IntakeId, Told)) -> usize {
    for conflicts in 0.. {
        let version = version(desk, actor, &id).await;
        match amend_now(desk, actor, (id.clone(), version), (told.clone(), None)).await {
            Ok(()) => return conflicts,
            Err(Trouble::Refused(refusal)) if refusal.kind == RefusalKind::Conflict => {}
            Err(trouble) => panic!("{trouble:?}"),
        }
    }
    unreachable!()
}

async fn version(desk: &office::Desk, actor: &office::Actor, id: &IntakeId) -> i64 {
    let known = id.clone();
    let reading = move |mut look: Look<'_, '_>| {
        let desk = look.desk().clone();
        let version = crate::read(&mut look.hands(), desk.codes(), &known)?.version;
        Ok(look.seen(About::nothing(), version))
    };
    desk.look(actor, May::SeeIntake, IntakeSubject(id.clone()), reading).await.unwrap()
}

async fn history(desk: &office::Desk, actor: &office::Actor, id: &IntakeId) -> (Told, Vec<Told>) {
    let known = id.clone();
    let reading = move |mut look: Look<'_, '_>| {
        let desk = look.desk().clone();
        let intake = crate::read(&mut look.hands(), desk.codes(), &known)?;
        let history = crate::revisions_of(&mut look.hands(), &intake)?;
        let before = history.into_iter().map(|revision| revision.before).collect();
        Ok(look.seen(About::nothing(), (intake.told, before)))
    };
    desk.look(actor, May::SeeIntake, IntakeSubject(id.clone()), reading).await.unwrap()
}

#[test]
fn the_second_of_two_editors_sees_both_texts_and_can_still_save() {
    at_a_desk(|bench| {
        let tax = clerk(&bench, "sato", "tax");
        let taken = taken(&bench, &tax, Who::New(person("見本", "みほん")), said(&bench, "はじめの文")).unwrap();
        let browser = Browser::of(&bench.desk, &tax);
        let path = format!("/intake/{}/amend", taken.intake);
        let edit = |words: &str, version: &str| {
            let mut pairs = pairs_of(&said(&bench, words));
            pairs.0.push(("version".to_owned(), version.to_owned()));
            pairs
        };
        let first = block(browser.post(&path, &edit("先に書いた文", "1")));
        assert_eq!(first.status, 303);
        let second = block(browser.post(&path, &edit("後から書いた文", "1")));
        assert_eq!(second.status, 409);
        assert!(
            second.body.contains("先に書いた文") && second.body.matches("後から書いた文").count() == 2,
            "{}",
            second.body
        );
        assert!(second.body.contains(r#"name="version" value="2""#), "{}", second.body);
        assert_eq!(block(browser.post(&path, &edit("後から書いた文", "2"))).status, 303);
        let page = block(browser.get(&format!("/intake/{}", taken.intake))).body;
        for text in ["はじめの文", "先に書いた文", "後から書いた文"] {
            assert!(page.contains(text), "{text}");
        }
    })
    .unwrap();
}

#[test]
fn a_form_sent_again_with_more_in_it_is_laid_beside_what_was_kept() {
    at_a_desk(|bench| {
        let browser = Browser::of(&bench.desk, &clerk(&bench, "sato", "tax"));
        let form = |words: &str| {
            let fields = [("whom", "new"), ("once", "int_once"), ("words", words), ("name", "見本 太郎")];
            typed(&bench, &fields)
        };
        let send = |words: &str| block(browser.post("/intake/new/form", &form(words)));
        assert_eq!(send("一度目").location, "/intake/int_once");
        assert_eq!(send("一度目").location, "/intake/int_once");
        let third = send("一度目に書き足した");
        assert_eq!(third.status, 409);
        assert!(third.body.contains("一度目に書き足した"));
        let listed = block(browser.get("/intakes")).body;
        assert_eq!(listed.matches("見本 太郎").count(), 1);
    })
    .unwrap();
}
