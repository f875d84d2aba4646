//! 同じ人かもしれない: two records that a worker takes for one person are linked, and can be told apart again.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use office::{About, Day, Desk, FieldErrors, Look, May, PersonId, Reach, Trouble};
use serde::Deserialize;
use web::parts::{self, Choices, opts};
use web::{Answer, Pairs, Path, Query, SafeHtml, Signed, Title};

use crate::model::Basic;
use crate::store::search::find_by;
use crate::store::{self, same};
use crate::{Beside, Holding, PersonSubject, SameId};

const LIMIT: usize = 12;
/// Letters of a reason.
const MOST: usize = 2_000;

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    q: String,
}

/// One record that may be the same person.
struct Candidate {
    person: Basic,
    cases: Vec<Holding>,
}

#[derive(Template)]
#[template(path = "pages/same.html")]
struct Page {
    person: Basic,
    asked: String,
    found: Vec<Candidate>,
    today: Day,
    other: String,
    why: String,
    errors: FieldErrors,
    csrf: String,
}

impl Page {
    fn candidates(&self) -> SafeHtml {
        let label = |one: &Candidate| {
            let kana = one.person.name.kana.clone().unwrap_or_default();
            format!("{} {kana} {}", one.person.name, one.person.birth.brief(self.today))
        };
        let choices = Choices::new(self.found.iter().map(|one| (one.person.id.as_text().to_owned(), label(one))));
        let with_cases = self.found.iter().fold(choices, |choices, one| {
            let threads: Vec<&str> = one.cases.iter().map(|case| case.sentence.as_str()).collect();
            choices.hint(one.person.id.as_text(), threads.join(" / "))
        });
        let picked = with_cases.picked(self.other.clone());
        parts::radios("other", "同じ人かもしれない記録", &picked, &self.errors, opts().required())
    }
}

fn title(page: &Page) -> Title {
    Title::new("同じ人かもしれない").under(page.person.name.to_string(), format!("/people/{}", page.person.id))
}

pub(crate) async fn get(
    beside: Beside,
    (State(desk), signed, Path(id)): (State<Desk>, Signed, Path<String>),
    Query(asked): Query<Asked>,
) -> Answer {
    let id = super::person_id(&id)?;
    let page = read(&desk, &signed, beside, (&id, asked.q)).await?;
    web::page(&signed, title(&page), &page)
}

/// The records that answer to `asked`; to the person's own reading or name, where nothing is asked yet.
async fn read(desk: &Desk, signed: &Signed, beside: Beside, (id, asked): (&PersonId, String)) -> Result<Page, Trouble> {
    let (subject, id, csrf) = (PersonSubject(id.clone()), id.clone(), signed.csrf().to_owned());
    desk.look(&signed.actor, May::LinkPersons, subject, move |mut look: Look<'_, '_>| {
        let (actor, today) = (look.actor().clone(), look.today());
        let mut hands = look.hands();
        let person = store::basic(&mut hands, &actor, std::slice::from_ref(&id))?.into_iter().next();
        let person = person.ok_or_else(office::Refusal::not_there)?;
        let own = person.name.kana.clone().or(person.name.written.clone()).unwrap_or_default();
        let asked = if asked.trim().is_empty() { own } else { asked.trim().to_owned() };
        let reach = actor.grants.reach(May::FindPerson).unwrap_or(Reach::Tied);
        let linked = same::same_as(&mut hands, &actor, &id, false)?;
        let mut found = Vec::new();
        for other in find_by(&mut hands, (&actor, reach), &asked, None, LIMIT)?.people {
            let known = other.id == id || linked.iter().any(|link| link.other == other.id);
            if !known && same::may_see(&mut hands, &actor, &other.id)? {
                let cases = beside.cases_of(&mut hands, &actor, &other.id)?;
                found.push(Candidate { person: other, cases });
            }
        }
        let seen: Vec<PersonId> = found.iter().map(|one| one.person.id.clone()).collect();
        let page = Page {
            person,
            asked,
            found,
            today,
            other: String::new(),
            why: String::new(),
            errors: FieldErrors::default(),
            csrf,
        };
        Ok(look.seen(About::person(&id).with(seen), page))
    })
    .await
}

fn why(pairs: &Pairs, field: &'static str, errors: &mut FieldErrors) -> String {
    let why = pairs.one(field).trim().to_owned();
    if why.is_empty() {
        errors.add_with_example(
            field,
            "そう考えた理由を書いてください。",
            "電話番号と生年月日が同じで、名字の字だけが違う",
        );
    } else if why.chars().count() > MOST {
        errors.add(field, format!("理由は{MOST}字までです。短くしてください。"));
    }
    why
}

pub(crate) async fn post(
    beside: Beside,
    (State(desk), signed, Path(id)): (State<Desk>, Signed, Path<String>),
    pairs: Pairs,
) -> Answer {
    let id = super::person_id(&id)?;
    let mut errors = FieldErrors::default();
    let reason = why(&pairs, "why", &mut errors);
    let other = PersonId::from_text(pairs.one("other"));
    if other.is_none() {
        errors.add("other", "同じ人かもしれない記録を、一つ選んでください。");
    }
    let Some(other) = other.filter(|_| errors.is_empty()) else {
        let page = read(&desk, &signed, beside, (&id, pairs.one("q").to_owned())).await?;
        let page = Page { other: pairs.one("other").to_owned(), why: pairs.one("why").to_owned(), errors, ..page };
        return web::page_with(StatusCode::UNPROCESSABLE_ENTITY, &signed, title(&page), &page);
    };
    let person = id.clone();
    desk.act(&signed.actor, May::LinkPersons, PersonSubject(id.clone()), move |mut act| {
        same::link(&mut act, (&person, &other), &reason)?;
        act.done(About::person(&person).with([other.clone()]), "同じ人かもしれない記録を結んだ", ())
    })
    .await?;
    web::redirect(&format!("/people/{id}#same"))
}

/// POST /people/{id}/same/undo
pub(crate) async fn undo(State(desk): State<Desk>, signed: Signed, Path(id): Path<String>, pairs: Pairs) -> Answer {
    let id = super::person_id(&id)?;
    let mut errors = FieldErrors::default();
    let reason = why(&pairs, "undo_why", &mut errors);
    if !errors.is_empty() {
        return Err(errors.into());
    }
    let link = SameId::from_text(pairs.one("link"));
    let person = id.clone();
    desk.act(&signed.actor, May::LinkPersons, PersonSubject(id.clone()), move |mut act| {
        let link = link.ok_or_else(office::Refusal::not_there)?;
        let other = same::undo_link(&mut act, &person, (&link, &reason))?;
        act.done(About::person(&person).with([other]), "同じ人かもしれない記録の結びつきを解いた", ())
    })
    .await?;
    web::redirect(&format!("/people/{id}#same"))
}

pub(crate) fn samples() -> web::Samples {
    let today = Day::of(2018, 4, 9).unwrap_or_else(|| Day::in_japan(jiff::Timestamp::UNIX_EPOCH));
    let mut people = super::show::sample_people().into_iter();
    let Some((person, other)) = people.next().zip(people.next()) else { return web::Samples::new() };
    let page = |found: Vec<Candidate>, errors: FieldErrors| Page {
        person: person.clone(),
        asked: "かくう <はなこ>".into(),
        found,
        today,
        other: String::new(),
        why: String::new(),
        errors,
        csrf: "0".into(),
    };
    let candidate = || {
        let case = Holding {
            sentence: "税務課 → 同行 → 自立相談支援センター(いま)".into(), ..Holding::default()
        };
        Candidate { person: other.clone(), cases: vec![case] }
    };
    let mut errors = FieldErrors::default();
    errors.add("other", "同じ人かもしれない記録を、一つ選んでください。");
    errors.add_with_example("why", "そう考えた理由を書いてください。", "電話番号が同じ");
    web::Samples::new()
        .with("people: 同じ人かもしれない", &page(vec![candidate()], FieldErrors::default()))
        .with("people: 同じ人かもしれない記録がない", &page(Vec::new(), FieldErrors::default()))
        .with("people: 同じ人かもしれない欄を確かめる", &page(vec![candidate()], errors))
}
