//! 人を探す: who is it?

use askama::Template;
use axum::extract::State;
use office::{About, Actor, Day, Desk, Fault, Hands, Look, May, Nothing, Reach};
use serde::Deserialize;
use web::{Answer, Query, Signed, Title, parts};

use crate::model::Basic;
use crate::store;
use crate::store::same::same_as_many;
use crate::store::search::find_by;
use crate::{Beside, Holding};

const LIMIT: usize = 30;

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    q: String,
    after: String,
}

/// One found person with the cases the actor may know of.
struct Line {
    person: Basic,
    cases: Vec<Holding>,
    /// 同じ人かもしれない: other records that the actor may see.
    same: Vec<Basic>,
}

impl Line {
    fn open_case(&self) -> Option<&Holding> {
        self.cases.iter().find(|case| case.open)
    }
}

#[derive(Template)]
#[template(path = "pages/search.html")]
struct Page {
    asked: String,
    lines: Vec<Line>,
    next: Option<String>,
    today: Day,
}

pub(crate) async fn get(
    beside: Beside,
    State(desk): State<Desk>,
    signed: Signed,
    Query(asked): Query<Asked>,
) -> Answer {
    let today = desk.now().day();
    let text = asked.q.trim().to_owned();
    let (lines, next) = if text.is_empty() {
        (Vec::new(), None)
    } else {
        let (after, sought) = (asked.after.parse().ok(), text.clone());
        desk.look(&signed.actor, May::FindPerson, Nothing, move |mut look: Look<'_, '_>| {
            let actor = look.actor().clone();
            let reach = actor.grants.reach(May::FindPerson).unwrap_or(Reach::Tied);
            let found = find_by(&mut look.hands(), (&actor, reach), &sought, after, LIMIT)?;
            let lines = with_cases(&mut look.hands(), &actor, beside, found.people)?;
            let shown =
                |line: &Line| [vec![line.person.id.clone()], line.same.iter().map(|p| p.id.clone()).collect()].concat();
            let seen: Vec<_> = lines.iter().flat_map(shown).collect();
            Ok(look.seen(About::nothing().with(seen), (lines, found.next)))
        })
        .await?
    };
    let next = next.map(|after| format!("/people?q={}&after={after}", query(&text)));
    web::page(&signed, Title::new("人を探す"), &Page { asked: text, lines, next, today })
}

fn with_cases(
    hands: &mut Hands<'_, '_>,
    actor: &Actor,
    beside: Beside,
    people: Vec<Basic>,
) -> Result<Vec<Line>, Fault> {
    let ids: Vec<_> = people.iter().map(|person| person.id.clone()).collect();
    let mut cases = (beside.cases)(hands, actor, &ids)?;
    let mut links = same_as_many(hands, actor, &ids)?;
    let mut lines = Vec::with_capacity(people.len());
    for person in people {
        let others = links.remove(&person.id).unwrap_or_default();
        let same = if others.is_empty() { Vec::new() } else { store::basic(hands, actor, &others)? };
        lines.push(Line { cases: cases.remove(&person.id).unwrap_or_default(), person, same });
    }
    Ok(lines)
}

/// A text as part of an address.
pub(crate) fn query(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 3);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

pub(crate) fn samples() -> web::Samples {
    let today = Day::of(2018, 4, 9).unwrap_or_else(|| Day::in_japan(jiff::Timestamp::UNIX_EPOCH));
    let line = |person: Basic, open: bool| {
        let holding = Holding {
            path: "/cases/cas_1".into(),
            no: "H30-00012".into(),
            status: "支援中",
            open,
            holder: "自立相談支援センター".into(),
            thread: web::SafeHtml::nothing(),
            sentence: "税務課 → 同行 → 自立相談支援センター(いま)".into(),
        };
        let same = super::show::sample_people().into_iter().take(1).collect();
        Line { person, cases: vec![holding], same }
    };
    let page = |asked: &str, lines: Vec<Line>, next: Option<&str>| Page {
        asked: asked.to_owned(),
        lines,
        next: next.map(str::to_owned),
        today,
    };
    let found = super::show::sample_people().into_iter().map(|person| line(person, true)).collect();
    web::Samples::new()
        .with("people: 探す前", &page("", Vec::new(), None))
        .with("people: 見つからない", &page("架空", Vec::new(), None))
        .with("people: 見つかった", &page("架空", found, Some("/people?q=a&after=1")))
}
