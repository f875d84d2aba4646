//! Finds every form that a role can reach, and fills it.

use std::collections::{BTreeMap, BTreeSet};

use super::scan::{Form, forms};
use crate::world::{Answer, Browser, World};

/// A door that takes a form, and the pages on which it stands.
#[derive(Debug, Clone)]
pub struct Stand {
    pub role: String,
    /// The address of the door with `*` for a record.
    pub door: String,
    pub pages: Vec<String>,
    pub form: Form,
}

/// Pages that links alone do not lead to.
const BEGIN: &[&str] = &[
    "/intake/new/form?person=new",
    "/intake/new/form?person=anonymous",
    "/notice",
    "/guide",
    "/break-glass",
    "/returns",
    "/benefits",
    "/sign-in",
    "/cases",
    "/sheets",
    "/people?q=%E8%A6%8B",
    "/agencies?closed=1",
    "/staff",
];
/// So many pages of one kind are gone to.
const OF_A_KIND: usize = 12;
const MOST: usize = 220;

/// An address without the names of records.
pub fn kind(path: &str) -> String {
    let bare = path.split(['?', '#']).next().unwrap_or_default();
    let part = |part: &str| {
        let named =
            part.split_once('_').is_some_and(|(start, rest)| start.len() <= 5 && rest.len() >= 3 && start != "break");
        let file = part.ends_with(".yaml");
        let session = part.len() == 16 && part.chars().all(|c| c.is_ascii_hexdigit());
        if named || file || session { "*".to_owned() } else { part.to_owned() }
    };
    bare.split('/').map(part).collect::<Vec<_>>().join("/")
}

/// Pages of the few records in a state of their own: behind long lists, a walk from link to link comes to them late.
fn of_few(world: &World) -> Vec<String> {
    let asked = [
        ("/people/{}/restriction", "select person_id from people_restriction where lifted_at is null"),
        ("/people/{}/protection", "select person_id from people_protection where lifted_at is null"),
        ("/people/{}", "select one from people_same where undone_at is null"),
        // The day of birth of everyone who was planted: others to be linked with.
        ("/people/{}/same?q=1903-02-03", "select one from people_same where undone_at is null"),
        ("/sheets/{}", "select sheet_id from referral_more where answered_at is not null and read_at is null"),
        (
            "/sheets/{}",
            "select sheet_id from referral_leg where state = 'accepted' and to_agency = 'agc_jiritsu' limit 3",
        ),
        ("/sheets/{}/tell-more", "select sheet_id from referral_more where answered_at is null"),
        ("/hidden-records/{}", "select id from people_restriction where lifted_at is null"),
    ];
    let pages = |(path, sql): (&str, &'static str)| {
        world.ask_all(sql).into_iter().map(|id| path.replace("{}", &id)).collect::<Vec<_>>()
    };
    asked.into_iter().flat_map(pages).collect()
}

/// Every form on the pages that this role can reach.
pub async fn found(world: &World, role: &str) -> Vec<Stand> {
    let mut browser = world.signed_in(role).await;
    let begin = BEGIN.iter().map(|path| (*path).to_owned()).chain(of_few(world));
    let mut waiting: Vec<String> = begin.rev().chain(["/today".to_owned()]).collect();
    let mut known: BTreeSet<String> = waiting.iter().cloned().collect();
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    let mut stands: BTreeMap<(String, String), Stand> = BTreeMap::new();
    let mut gone = 0;
    while let Some(path) = waiting.pop() {
        let count = kinds.entry(kind(&path)).or_default();
        *count += 1;
        if *count > OF_A_KIND || gone >= MOST {
            continue;
        }
        gone += 1;
        let page = browser.get(&path).await;
        for form in forms(&page.text) {
            let names: BTreeSet<&str> = form.written().map(|control| control.name.as_str()).collect();
            let action = if form.action.is_empty() { path.clone() } else { form.action.clone() };
            let key = (kind(&action), names.into_iter().collect::<Vec<_>>().join(" "));
            let stand = stands.entry(key).or_insert_with(|| Stand {
                role: role.to_owned(),
                door: kind(&action),
                pages: Vec::new(),
                form: Form { action, ..form },
            });
            if !stand.pages.contains(&path) {
                stand.pages.push(path.clone());
            }
        }
        for href in page.text.split("href=\"/").skip(1).filter_map(|rest| rest.split('"').next()) {
            let href = format!("/{}", href.split('#').next().unwrap_or_default().replace("&amp;", "&"));
            if !href.starts_with("/assets/") && !href.starts_with("/sign-out") && known.insert(href.clone()) {
                waiting.insert(0, href);
            }
        }
    }
    stands.into_values().collect()
}

impl Stand {
    /// The form as it stands now on one of its pages; None where it stands on none of them any more.
    pub async fn again(&self, browser: &mut Browser<'_>) -> Option<Form> {
        for page in &self.pages {
            let answer = browser.get(page).await;
            if let Some(form) = self.on(&answer, page) {
                return Some(form);
            }
        }
        None
    }

    /// This form on a page: what leads to the same door and asks for the most of the same.
    pub fn on(&self, answer: &Answer, page: &str) -> Option<Form> {
        let wanted: BTreeSet<&str> = self.form.written().map(|control| control.name.as_str()).collect();
        let alike = |form: &Form| form.written().filter(|control| wanted.contains(control.name.as_str())).count();
        let here = forms(&answer.text).into_iter().map(|form| {
            let action = if form.action.is_empty() { page.to_owned() } else { form.action.clone() };
            Form { action, ..form }
        });
        here.filter(|form| kind(&form.action) == self.door && alike(form) > 0).max_by_key(alike)
    }
}

/// What is kept of typed text: line ends as `\n`, without control characters that nobody types.
pub fn kept(text: &str) -> String {
    let lines = text.replace("\r\n", "\n").replace('\r', "\n");
    lines.chars().filter(|letter| !letter.is_control() || matches!(letter, '\n' | '\t')).collect()
}
