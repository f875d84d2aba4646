//! 人を見る: what is known of a person, with whom they live, and their cases.

use askama::Template;
use axum::extract::State;
use office::{About, Actor, Day, Desk, Fault, Hands, Look, May, PersonId};
use web::{Answer, Path, Signed, Title, parts};

use crate::model::{Basic, BirthKnown, Contact, Member, Person, PersonName};
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
    today: Day,
    may_amend: bool,
}

pub(crate) async fn get(beside: Beside, State(desk): State<Desk>, signed: Signed, Path(id): Path<String>) -> Answer {
    let id = super::person_id(&id)?;
    let page = desk
        .look(&signed.actor, May::SeePerson, PersonSubject(id.clone()), move |mut look: Look<'_, '_>| {
            let actor = look.actor().clone();
            let person = store::read(&mut look.hands(), &actor, &id)?;
            let households = together(&mut look, &actor, &id)?;
            let mut cases = (beside.cases)(&mut look.hands(), &actor, std::slice::from_ref(&id))?;
            let cases = cases.remove(&id).unwrap_or_default();
            let shown: Vec<_> = households.iter().flatten().map(|mate| mate.person.id.clone()).collect();
            let may_amend = actor.grants.allow(May::AmendPerson);
            let page = Page { person, households, cases, today: look.today(), may_amend };
            Ok(look.seen(About::person(&id).with(shown), page))
        })
        .await?;
    let title = Title::new(page.person.name.to_string()).under("人を探す", "/people");
    web::page(&signed, title, &page)
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
        Some(Page { person: person?, households: vec![mates()], cases: vec![case], today, may_amend: true })
    };
    [("people: 見る", page(sample_person(Some(contact)))), ("people: 支援措置のある人", page(sample_person(None)))]
        .into_iter()
        .filter_map(|(name, page)| Some((name, page?)))
        .fold(web::Samples::new(), |samples, (name, page)| samples.with(name, &page))
}
