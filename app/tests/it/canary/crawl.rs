//! One role's way through every door: with planted records, with records that never were, and with questions.

use std::collections::{BTreeMap, BTreeSet};

use office::Reach;
use web::{Door, Lock};

use super::plant::{Planted, reading, word};
use crate::doors::{Id, filled, id_of, made_up};
use crate::world::{Answer, Browser, World, encoded};

/// Addresses that answer a question in words.
const ASKED: &[&str] = &[
    "/people?q=",
    "/people/suggest?q=",
    "/intake/new?q=",
    "/intake/suggest?q=",
    "/intakes?q=",
    "/break-glass?q=",
    "/agencies?q=",
    "/staff?q=",
];

/// Addresses that take a record's id as an answer.
const NAMED: &[(&str, Id)] =
    &[("/intake/new/form?person=", Id::Person), ("/sheets/new?case=", Id::Case), ("/sheets/new?intake=", Id::Intake)];

/// What one role was shown.
pub struct Crawl<'w> {
    world: &'w World,
    role: String,
    browser: Browser<'w>,
    pub answers: usize,
    pub found: Vec<String>,
}

impl<'w> Crawl<'w> {
    pub async fn begin(world: &'w World, role: &str) -> Self {
        let browser = world.signed_in(role).await;
        Self { world, role: role.to_owned(), browser, answers: 0, found: Vec::new() }
    }

    pub fn stranger(world: &'w World) -> Self {
        Self {
            world,
            role: "(サインインしていない人)".to_owned(),
            browser: world.stranger(),
            answers: 0,
            found: Vec::new(),
        }
    }

    /// Looks through an answer, its headers included. What was asked stands in the page again and does not count.
    fn look(&mut self, path: &str, answer: &Answer, (asked, marks): (&str, &[&str])) {
        self.answers += 1;
        assert!(!answer.status.is_server_error(), "{} {path}: {}", self.role, answer.status);
        let mut text = format!("{}\n{:?}", answer.text, answer.headers);
        if !asked.is_empty() {
            text = text.replace(asked, "").replace(&encoded(asked), "");
        }
        for mark in marks {
            if let Some(at) = text.find(mark) {
                let around: String = text.get(at..).unwrap_or_default().chars().take(40).collect();
                self.found.push(format!("{} {path} ({}): {around}", self.role, answer.status));
            }
        }
    }

    /// Whether the role may do this with any record of the city: then no record is foreign to it.
    fn reaches_city(&self, door: &Door) -> bool {
        let roles = self.world.desk.roles();
        let codes: Vec<String> = roles.roles.iter().filter(|r| r.label == self.role).map(|r| r.code.clone()).collect();
        matches!(door.lock, Lock::May(may) if roles.grants(&codes).reach(may) == Some(Reach::City))
    }

    /// Every page that needs no record, as it stands now.
    pub async fn lists(&mut self, marks: &[&str]) -> BTreeMap<String, String> {
        let mut seen = BTreeMap::new();
        for door in app::routes::doors().list().iter().filter(|d| d.method == "GET" && !d.path.contains('{')) {
            let answer = self.browser.get(door.path).await;
            self.look(door.path, &answer, ("", marks));
            seen.insert(door.path.to_owned(), answer.text);
        }
        seen
    }

    /// Pages that links lead to, with their filters and their next pages.
    pub async fn links(&mut self, most: usize, marks: &[&str]) {
        let mut waiting = vec!["/today".to_owned()];
        let mut known: BTreeSet<String> = waiting.iter().cloned().collect();
        let mut gone = 0;
        while let Some(path) = waiting.pop() {
            if gone == most {
                return;
            }
            gone += 1;
            let answer = self.browser.get(&path).await;
            self.look(&path, &answer, ("", marks));
            for href in answer.text.split("href=\"/").skip(1).filter_map(|rest| rest.split('"').next()) {
                let href = format!("/{}", href.split('#').next().unwrap_or_default().replace("&amp;", "&"));
                if !href.starts_with("/assets/") && known.insert(href.clone()) {
                    waiting.insert(0, href);
                }
            }
        }
    }

    /// Every door that takes a record, with this one. Where `as_nowhere`, the answer must be the one for a record that
    /// never was, letter for letter.
    pub async fn record(&mut self, planted: &Planted, (marks, as_nowhere): (&[&str], bool)) {
        for door in app::routes::doors().list() {
            let kind = id_of(door.path).expect("an example");
            for id in ids(planted, kind) {
                if self.reaches_city(door) {
                    continue;
                }
                let path = filled(door.path, &id);
                let answer = self.go(door.method, &path).await;
                self.look(&path, &answer, ("", marks));
                if as_nowhere && !path.contains("break-glass") {
                    let nowhere = made_up(&id);
                    let other = self.go(door.method, &filled(door.path, &nowhere)).await;
                    self.answers += 1;
                    self.same(&path, (&answer, &id), (&other, &nowhere));
                }
            }
        }
        for (start, kind) in NAMED {
            for id in ids(planted, *kind) {
                let path = format!("{start}{id}");
                let answer = self.browser.get(&path).await;
                self.look(&path, &answer, ("", marks));
            }
        }
    }

    fn same(&mut self, path: &str, (one, id): (&Answer, &str), (other, nowhere): (&Answer, &str)) {
        let (one_text, other_text) = (plain(&one.text, id), plain(&other.text, nowhere));
        if one.status != other.status || one_text != other_text {
            let at = one_text.bytes().zip(other_text.bytes()).take_while(|(a, b)| a == b).count();
            let near = |text: &str| {
                text.chars().skip(text.get(..at).map_or(0, |t| t.chars().count())).take(60).collect::<String>()
            };
            self.found.push(format!(
                "{} {path}: {} is not {} as for what never was: {} | {}",
                self.role,
                one.status,
                other.status,
                near(&one_text),
                near(&other_text)
            ));
        }
    }

    /// Asks for this record in every way in which one can ask. Where `as_nowhere`, the answer must be the one to a
    /// question of the same shape about nobody.
    pub async fn questions(&mut self, number: usize, (marks, as_nowhere): (&[&str], bool)) {
        let (nobody, far) = (number + 700_000, number + 1000);
        let asked = [
            (format!("鸚鵡{number}"), format!("鸚鴞{nobody}")),
            (word(number, "ことば"), format!("鸚鴞{nobody}の言葉孔鵲")),
            (reading(number), "おおむあ くじやく".to_owned()),
            (format!("9876-{number:04}"), format!("9875-{far:04}")),
            (format!("4567-{number:04}"), format!("4568-{far:04}")),
            ("M36.2.3".to_owned(), "M35.2.3".to_owned()),
        ];
        for (question, control) in &asked {
            for start in ASKED {
                let path = format!("{start}{}", encoded(question));
                let answer = self.browser.get(&path).await;
                self.look(&path, &answer, (question, marks));
                if as_nowhere {
                    let other = self.browser.get(&format!("{start}{}", encoded(control))).await;
                    self.answers += 1;
                    self.same(&path, (&answer, question), (&other, control));
                }
            }
        }
    }

    async fn go(&mut self, method: &str, path: &str) -> Answer {
        if method == "GET" { self.browser.get(path).await } else { self.browser.post(path, &[]).await }
    }
}

/// The text without what was asked and without what is new on every page.
fn plain(text: &str, asked: &str) -> String {
    text.replace(asked, "~").replace(&encoded(asked), "~")
}

fn ids(planted: &Planted, kind: Id) -> Vec<String> {
    let some = |id: &String| if id.is_empty() { Vec::new() } else { vec![id.clone()] };
    match kind {
        Id::Case => some(&planted.case),
        Id::Person => planted.persons.clone(),
        Id::Intake => some(&planted.intake),
        Id::Sheet => some(&planted.sheet),
        Id::Leg => planted.legs.clone(),
        Id::None | Id::Agency | Id::Staff | Id::Anything => Vec::new(),
    }
}
