//! どなたのことですか: search comes before everything else.

use askama::Template;
use axum::extract::State;
use office::{About, Desk, Hands, Look, May, Nothing, Reach, Trouble};
use serde::Deserialize;
use web::parts::{self, opts};
use web::{Answer, Query, SafeHtml, Signed, Title};

use crate::names::Names;

#[derive(Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    q: String,
    #[serde(default)]
    after: Option<i64>,
}

/// Somebody who may be meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Candidate {
    pub(crate) path: String,
    pub(crate) name: String,
    pub(crate) kana: String,
    pub(crate) born: String,
    pub(crate) protected: bool,
    /// The counter that holds the household, where the actor may know.
    pub(crate) held_by: Option<String>,
    /// 同じ人かもしれない: the names of other records that the actor may see.
    pub(crate) same: Vec<String>,
}

#[derive(Template)]
#[template(path = "receive/whom.html")]
struct WhomPage {
    q: String,
    /// None: nothing was asked yet.
    found: Option<Vec<Candidate>>,
    next: Option<String>,
}

impl WhomPage {
    fn field(&self) -> SafeHtml {
        let shown = opts()
            .kind("search")
            .suggest("/intake/suggest")
            .hint("名前、ふりがな、電話番号の下4けた、生年月日のどれでも探せます。");
        parts::text("q", "探す", &self.q, &office::FieldErrors::default(), shown)
    }
}

/// What was typed as a name is not typed twice; a telephone number or a birth date is no name.
pub(super) fn name_in(asked: &str) -> &str {
    let name = asked.trim();
    if name.chars().any(char::is_numeric) { "" } else { name }
}

pub(super) const PAGE: usize = 20;

/// GET /intake/new
pub(crate) async fn whom(State(desk): State<Desk>, signed: Signed, Query(asked): Query<Asked>) -> Answer {
    let (found, next) = match asked.q.trim() {
        "" => (None, None),
        q => {
            let (found, next) = find(&desk, &signed, q.to_owned(), (asked.after, PAGE)).await?;
            let next = next.map(|after| {
                let mut query = form_urlencoded::Serializer::new(String::new());
                query.append_pair("q", q).append_pair("after", &after.to_string());
                format!("/intake/new?{}", query.finish())
            });
            (Some(found), next)
        }
    };
    web::page(&signed, Title::new("相談を受ける"), &WhomPage { q: asked.q, found, next })
}

pub(super) async fn find(
    desk: &Desk,
    signed: &Signed,
    q: String,
    (after, limit): (Option<i64>, usize),
) -> Result<(Vec<Candidate>, Option<i64>), Trouble> {
    let reading = move |mut look: Look<'_, '_>| {
        let actor = look.actor().clone();
        let reach = actor.grants.reach(May::FindPerson).unwrap_or(Reach::Tied);
        let mut hands = look.hands();
        let found = people::find_by(&mut hands, (&actor, reach), &q, after, limit)?;
        let names = Names::read(&mut hands)?;
        let mut candidates = Vec::with_capacity(found.people.len());
        let mut seen: Vec<_> = found.people.iter().map(|person| person.id.clone()).collect();
        for person in &found.people {
            let linked = people::same_as(&mut hands, &actor, &person.id, false)?;
            let linked: Vec<_> = linked.into_iter().map(|link| link.other).collect();
            let same = people::basic(&mut hands, &actor, &linked)?;
            seen.extend(linked);
            candidates.push(candidate(&mut hands, (&actor, &names), (person, &same))?);
        }
        let seen = About::new("search", "-").with(seen);
        Ok(look.seen(seen, (candidates, found.next)))
    };
    desk.look(&signed.actor, May::FindPerson, Nothing, reading).await
}

fn candidate(
    hands: &mut Hands<'_, '_>,
    (actor, names): (&office::Actor, &Names),
    (person, same): (&people::Basic, &[people::Basic]),
) -> Result<Candidate, Trouble> {
    let cases = cases::cases_of_person(hands, actor, &person.id)?;
    let open = cases.iter().find(|case| case.is_open());
    Ok(Candidate {
        path: super::Whom::Known(person.id.clone()).path(),
        name: person.name.to_string(),
        kana: person.name.kana.clone().unwrap_or_default(),
        born: person.birth.brief(hands.at.day()),
        protected: person.protected,
        held_by: open.map(|case| names.agency(&case.holder_agency)),
        same: same.iter().map(|other| other.name.to_string()).collect(),
    })
}

pub(super) fn samples() -> web::Samples {
    let found = |held_by: Option<&str>, protected| Candidate {
        path: "/intake/new/form?person=psn_1".to_owned(),
        name: "見本 太郎".to_owned(),
        kana: "みほん たろう".to_owned(),
        born: "昭和45年生 48歳".to_owned(),
        protected,
        held_by: held_by.map(str::to_owned),
        same: if protected { vec!["見本 <多朗>".to_owned()] } else { Vec::new() },
    };
    let page = |q: &str, found| WhomPage { q: q.to_owned(), found, next: None };
    web::Samples::new()
        .with("相談を受ける: 探す前", &page("", None))
        .with("相談を受ける: 見つかった", &page("見本", Some(vec![found(Some("水道課"), false), found(None, true)])))
        .with("相談を受ける: 見つからない", &page("<b>だれか", Some(Vec::new())))
}
