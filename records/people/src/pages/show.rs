//! 人を見る: what is known of a person, with whom they live, and their cases.

use askama::Template;
use axum::extract::State;
use office::{About, Actor, Day, Desk, Fault, Hands, Look, May, PersonId};
use web::{Answer, Path, Signed, Title, parts};

use super::history::{Corrected, corrections};
use crate::model::{Basic, BirthKnown, Contact, Member, Person, PersonName};
use crate::store::revisions::revisions;
use crate::store::same::{Same, Undone, same_as};
use crate::store::{self, households};
use crate::{Beside, Holding, PersonSubject};

/// Somebody of the household, with the place they have in it.
pub(crate) struct Housemate {
    person: Basic,
    member: Member,
    relation: String,
}

#[derive(Template)]
#[template(path = "pages/show.html")]
struct Page {
    person: Person,
    households: Vec<Vec<Housemate>>,
    cases: Vec<Holding>,
    /// 同じ人かもしれない
    same: Vec<Linked>,
    /// 訂正の履歴
    history: Vec<Corrected>,
    today: Day,
    may: Mays,
    csrf: String,
}

/// What the actor's roles allow here.
#[derive(Debug, Clone, Copy, Default)]
struct Mays {
    amend: bool,
    restrict: bool,
    link: bool,
}

/// Another record that somebody took for this person, with its own threads.
struct Linked {
    link: Same,
    person: Basic,
    cases: Vec<Holding>,
    by: String,
    undone_by: Option<String>,
}

pub(crate) async fn get(beside: Beside, State(desk): State<Desk>, signed: Signed, Path(id): Path<String>) -> Answer {
    let id = super::person_id(&id)?;
    let csrf = signed.csrf().to_owned();
    let page = desk
        .look(&signed.actor, May::SeePerson, PersonSubject(id.clone()), move |mut look: Look<'_, '_>| {
            let actor = look.actor().clone();
            let person = store::read(&mut look.hands(), &actor, &id)?;
            let households = together(&mut look, &actor, &id)?;
            let cases = beside.cases_of(&mut look.hands(), &actor, &id)?;
            let revisions = revisions(&mut look.hands(), &id, person.contact.is_some())?;
            let same = linked(&mut look.hands(), &actor, beside, &id)?;
            let history = if revisions.is_empty() {
                Vec::new()
            } else {
                corrections(&person, revisions, &(beside.names)(&mut look.hands())?)
            };
            let mut shown: Vec<_> = households.iter().flatten().map(|mate| mate.person.id.clone()).collect();
            shown.extend(same.iter().map(|linked| linked.person.id.clone()));
            let allow = |may| actor.grants.allow(may);
            let may = Mays {
                amend: allow(May::AmendPerson),
                restrict: allow(May::RestrictPerson),
                link: allow(May::LinkPersons),
            };
            let page = Page { person, households, cases, same, history, today: look.today(), may, csrf };
            Ok(look.seen(About::person(&id).with(shown), page))
        })
        .await?;
    let title = Title::new(page.person.name.to_string()).under("人を探す", "/people");
    web::page(&signed, title, &page)
}

/// The other records, as far as the actor may see them: with those that were told apart again.
fn linked(hands: &mut Hands<'_, '_>, actor: &Actor, beside: Beside, id: &PersonId) -> Result<Vec<Linked>, Fault> {
    let links = same_as(hands, actor, id, true)?;
    if links.is_empty() {
        return Ok(Vec::new());
    }
    let names = (beside.names)(hands)?;
    let mut all = Vec::new();
    for link in links {
        let Some(person) = store::basic(hands, actor, std::slice::from_ref(&link.other))?.pop() else { continue };
        let cases = if link.undone.is_none() { beside.cases_of(hands, actor, &link.other)? } else { Vec::new() };
        let by = format!("{} {}", names.agency(&link.agency), names.staff(&link.by));
        let undone_by = link.undone.as_ref().map(|undone| names.staff(&undone.by).to_owned());
        all.push(Linked { link, person, cases, by, undone_by });
    }
    Ok(all)
}

fn together(look: &mut Look<'_, '_>, actor: &Actor, id: &PersonId) -> Result<Vec<Vec<Housemate>>, Fault> {
    let codes = look.codes().list("relations").clone();
    let mut hands = look.hands();
    let mut all = Vec::new();
    for household in households::households_of(&mut hands, id)? {
        let mates = housemates(&mut hands, actor, &household)?;
        let mates = mates.into_iter().map(|(person, member)| {
            let relation = codes.label(&member.relation).to_owned();
            Housemate { person, member, relation }
        });
        all.push(mates.collect());
    }
    Ok(all)
}

/// The members of a household as the actor may see them.
pub(crate) fn housemates(
    hands: &mut Hands<'_, '_>,
    actor: &Actor,
    household: &office::HouseholdId,
) -> Result<Vec<(Basic, Member)>, Fault> {
    let mut shown = Vec::new();
    for member in households::members(hands, household)? {
        let seen = store::basic(hands, actor, std::slice::from_ref(&member.person))?;
        shown.extend(seen.into_iter().map(|person| (person, member.clone())));
    }
    Ok(shown)
}

pub(crate) fn sample_people() -> Vec<Basic> {
    let id = |text: &str| PersonId::from_text(text);
    let day = Day::of(1970, 3, 1);
    let people = [
        (id("psn_1"), PersonName::new("架空 花子", "かくう はなこ"), day.map(BirthKnown::Exact), true),
        (id("psn_2"), PersonName::default(), None, false),
    ];
    let basic = |(id, name, birth, protected): (Option<PersonId>, PersonName, Option<BirthKnown>, bool)| {
        Some(Basic { id: id?, name, sex: None, birth: birth.unwrap_or_default(), protected })
    };
    people.into_iter().filter_map(basic).collect()
}

pub(crate) fn sample_person(contact: Option<Contact>) -> Option<Person> {
    let basic = sample_people().into_iter().next()?;
    let protected = contact.is_none();
    Some(Person {
        id: basic.id,
        name: basic.name,
        sex: Some(crate::Sex::Female),
        birth: basic.birth,
        contact,
        protected,
        restricted: false,
        version: 3,
    })
}

fn sample_links(day: Day) -> Vec<Linked> {
    let linked = |undone: bool| {
        let at = office::Instant::at(day, 9, 5)?;
        let by = office::StaffId::from_text("stf_a")?;
        let undone = undone.then(|| Undone { at, by: by.clone(), why: "別の人と分かった".into() });
        let link = Same {
            id: crate::SameId::from_text("sam_1")?,
            other: PersonId::from_text("psn_2")?,
            why: "電話番号が<同じ>".into(),
            at,
            agency: office::AgencyId::from_text("agc_1")?,
            undone,
            by,
        };
        let case = Holding {
            path: "/cases/cas_2".into(),
            no: "H30-00013".into(),
            status: "受付中",
            sentence: "税務課(いま)".into(),
            ..Holding::default()
        };
        let undone_by = link.undone.as_ref().map(|_| "見本 太郎".to_owned());
        let person = sample_people().pop()?;
        Some(Linked { link, person, cases: vec![case], by: "税務課 見本 花子".into(), undone_by })
    };
    [linked(false), linked(true)].into_iter().flatten().collect()
}

fn sample_history(day: Day) -> Vec<Corrected> {
    let changes = vec![("名前", "架空 <花>子".to_owned(), "架空 花子".to_owned())];
    let made = |at, changes: Vec<_>| {
        let kept_back = changes.is_empty();
        Corrected { at, by: "税務課 見本 花子".into(), changes, kept_back }
    };
    let at = office::Instant::at(day, 9, 5);
    at.map(|at| vec![made(at, changes), made(at, Vec::new())]).unwrap_or_default()
}

pub(crate) fn samples() -> web::Samples {
    let today = Day::of(2018, 4, 9).unwrap_or_else(|| Day::in_japan(jiff::Timestamp::UNIX_EPOCH));
    let household = office::HouseholdId::from_text("hsh_1");
    let mates = || {
        let mate = |person: Basic| {
            let household = household.clone()?;
            let member =
                Member { household, person: person.id.clone(), relation: "self".into(), since: today, until: None };
            Some(Housemate { person, member, relation: "本人".into() })
        };
        sample_people().into_iter().filter_map(mate).collect::<Vec<_>>()
    };
    let contact = Contact {
        address: Some("見本町1-2-3".into()),
        phone_mobile: Some("090-0000-0000".into()),
        ..Contact::default()
    };
    let page = |person: Option<Person>| {
        let case =
            Holding { path: "/cases/cas_1".into(), no: "H30-00012".into(), status: "支援中", ..Holding::default() };
        let may = Mays { amend: true, restrict: true, link: true };
        let (same, history) = (sample_links(today), sample_history(today));
        let households = vec![mates()];
        Some(Page { person: person?, households, cases: vec![case], same, history, today, may, csrf: "0".into() })
    };
    [("people: 見る", page(sample_person(Some(contact)))), ("people: 支援措置のある人", page(sample_person(None)))]
        .into_iter()
        .filter_map(|(name, page)| Some((name, page?)))
        .fold(web::Samples::new(), |samples, (name, page)| samples.with(name, &page))
}
