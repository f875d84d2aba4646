//! 支援措置: begin, renew, name colleagues; ask for its end; confirm it as another officer.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use office::{About, Day, Desk, FieldErrors, Look, May, PersonId, RefusalKind, StaffId, Trouble, typed};
use web::parts;
use web::{Answer, Pairs, Path, Signed, Title};

use super::colleagues::{Colleagues, to_unname};
use super::seen_version;
use crate::rules::{Beginning, Protection};
use crate::store::{self, protections, restrictions, visible};
use crate::{Basic, Beside, Names, PersonSubject};

#[derive(Template)]
#[template(path = "pages/protection.html")]
struct Page {
    person: Basic,
    protection: Option<Protection>,
    names: Names,
    named: Vec<StaffId>,
    colleagues: Colleagues,
    today: Day,
    /// The reasons are for the named alone.
    is_named: bool,
    may: Mays,
    me: StaffId,
    form: BeginForm,
    errors: FieldErrors,
    csrf: String,
}

/// What the actor's roles allow here.
#[derive(Debug, Clone, Copy, Default)]
struct Mays {
    protect: bool,
    ask: bool,
    confirm: bool,
}

/// What was typed into the form that begins a protection.
#[derive(Debug, Clone, Default)]
struct BeginForm {
    reason: String,
    until: String,
}

impl Page {
    fn standing(&self) -> Option<&Protection> {
        self.protection.as_ref().filter(|protection| protection.stands())
    }

    fn rows(&self, count: usize) -> web::SafeHtml {
        self.colleagues.rows(count, &self.errors)
    }

    fn asked_by_me(&self) -> bool {
        let asked = self.standing().and_then(|protection| protection.lift_asked.as_ref());
        asked.is_some_and(|asked| asked.by == self.me)
    }
}

fn title(page: &Page) -> Title {
    Title::new("支援措置").under(page.person.name.to_string(), format!("/people/{}", page.person.id))
}

pub(crate) async fn get(beside: Beside, State(desk): State<Desk>, signed: Signed, Path(id): Path<String>) -> Answer {
    let id = super::person_id(&id)?;
    let page = read(&desk, &signed, beside, &id).await?;
    web::page(&signed, title(&page), &page)
}

async fn read(desk: &Desk, signed: &Signed, beside: Beside, id: &PersonId) -> Result<Page, Trouble> {
    let (subject, id, csrf) = (PersonSubject(id.clone()), id.clone(), signed.csrf().to_owned());
    desk.look(&signed.actor, May::SeePerson, subject, move |mut look: Look<'_, '_>| {
        let (actor, today) = (look.actor().clone(), look.today());
        let mut hands = look.hands();
        let person = store::basic(&mut hands, &actor, std::slice::from_ref(&id))?.into_iter().next();
        let person = person.ok_or_else(office::Refusal::not_there)?;
        let allow = |may| actor.grants.allow(may);
        let named = protections::named(&mut hands, &id)?;
        let mut known = named.clone();
        known.push(actor.staff.clone());
        let page = Page {
            person,
            protection: protections::protection_of(&mut hands, &id)?,
            names: (beside.names)(&mut hands)?,
            colleagues: Colleagues::new((beside.staff)(&mut hands)?, &known),
            named,
            today,
            is_named: visible::is_named(&mut hands, &actor, &id)?,
            may: Mays {
                protect: allow(May::ProtectPerson),
                ask: allow(May::AskLiftProtection),
                confirm: allow(May::ConfirmLiftProtection),
            },
            me: actor.staff.clone(),
            form: BeginForm::default(),
            errors: FieldErrors::default(),
            csrf,
        };
        Ok(look.seen(About::person(&id), page))
    })
    .await
}

pub(crate) async fn begin(
    beside: Beside,
    (State(desk), signed, Path(id)): (State<Desk>, Signed, Path<String>),
    pairs: Pairs,
) -> Answer {
    let id = super::person_id(&id)?;
    let form = BeginForm { reason: pairs.one("reason").to_owned(), until: pairs.one("until").to_owned() };
    let page = read(&desk, &signed, beside, &id).await?;
    let colleagues = page.colleagues.clone().typed(&pairs);
    let mut errors = FieldErrors::default();
    let until = until(&form.until, &mut errors);
    if form.reason.trim().is_empty() {
        errors.add("reason", "理由を書いてください。あとで確かめるときに使います。");
    }
    let staff = colleagues.read(&mut errors);
    let Some(until) = until.filter(|_| errors.is_empty()) else {
        let page = Page { form, errors, colleagues, ..page };
        return web::page_with(StatusCode::UNPROCESSABLE_ENTITY, &signed, title(&page), &page);
    };
    let beginning = Beginning { reason: form.reason, until };
    let person = id.clone();
    desk.act(&signed.actor, May::ProtectPerson, PersonSubject(id.clone()), move |mut act| {
        protections::begin_protection(&mut act, &person, beginning, &staff)?;
        act.done(About::person(&person), "支援措置を始めた", ())
    })
    .await?;
    back(&id)
}

fn until(text: &str, errors: &mut FieldErrors) -> Option<Day> {
    match typed::day("期間の終わりの日", text) {
        Ok(day) => Some(day),
        Err(trouble) => {
            errors.add_with_example("until", trouble.message, trouble.example);
            None
        }
    }
}

fn back(id: &PersonId) -> Answer {
    web::redirect(&format!("/people/{id}/protection"))
}

pub(crate) async fn renew(
    beside: Beside,
    (State(desk), signed, Path(id)): (State<Desk>, Signed, Path<String>),
    pairs: Pairs,
) -> Answer {
    let id = super::person_id(&id)?;
    let typed = pairs.one("until").to_owned();
    let errors = match renewed(&desk, &signed, &id, &typed).await {
        Ok(()) => return back(&id),
        Err(Trouble::Fields(errors)) => errors,
        Err(Trouble::Refused(refusal)) if refusal.kind == RefusalKind::Rule => {
            let mut errors = FieldErrors::default();
            errors.add("until", refusal.sentence);
            errors
        }
        Err(trouble) => return Err(trouble.into()),
    };
    let page = read(&desk, &signed, beside, &id).await?;
    let page = Page { form: BeginForm { until: typed, ..BeginForm::default() }, errors, ..page };
    web::page_with(StatusCode::UNPROCESSABLE_ENTITY, &signed, title(&page), &page)
}

async fn renewed(desk: &Desk, signed: &Signed, person: &PersonId, typed: &str) -> Result<(), Trouble> {
    let mut errors = FieldErrors::default();
    let Some(until) = until(typed, &mut errors) else { return Err(errors.into()) };
    let person = person.clone();
    desk.act(&signed.actor, May::ProtectPerson, PersonSubject(person.clone()), move |mut act| {
        protections::renew_protection(&mut act, &person, until)?;
        act.done(About::person(&person), "支援措置を延長した", ())
    })
    .await
}

pub(crate) async fn name(
    beside: Beside,
    (State(desk), signed, Path(id)): (State<Desk>, Signed, Path<String>),
    pairs: Pairs,
) -> Answer {
    let id = super::person_id(&id)?;
    let page = read(&desk, &signed, beside, &id).await?;
    if !page.is_named {
        return Err(protections::only_the_named().into());
    }
    let colleagues = page.colleagues.clone().typed(&pairs);
    let mut errors = FieldErrors::default();
    let staff = colleagues.read_some(&mut errors);
    if !errors.is_empty() {
        let page = Page { errors, colleagues, ..page };
        return web::page_with(StatusCode::UNPROCESSABLE_ENTITY, &signed, title(&page), &page);
    }
    let person = id.clone();
    desk.act(&signed.actor, May::ProtectPerson, PersonSubject(id.clone()), move |mut act| {
        for one in &staff {
            protections::name_colleague(&mut act, &person, one)?;
        }
        act.done(About::person(&person), "支援措置の職員を名指しした", ())
    })
    .await?;
    back(&id)
}

/// POST /people/{id}/protection/unname: one of the named takes a name away. The last stays.
pub(crate) async fn unname(State(desk): State<Desk>, signed: Signed, Path(id): Path<String>, pairs: Pairs) -> Answer {
    let id = super::person_id(&id)?;
    let staff = to_unname(&pairs)?;
    let person = id.clone();
    desk.act(&signed.actor, May::ProtectPerson, PersonSubject(id.clone()), move |mut act| {
        restrictions::unname_staff(&mut act, &person, &staff)?;
        act.done(About::person(&person), "支援措置の職員の名指しを外した", ())
    })
    .await?;
    back(&id)
}

pub(crate) async fn ask_lift(State(desk): State<Desk>, signed: Signed, Path(id): Path<String>, pairs: Pairs) -> Answer {
    let id = super::person_id(&id)?;
    let (person, seen, reason) = (id.clone(), seen_version(&pairs), pairs.one("lift_reason").to_owned());
    desk.act(&signed.actor, May::AskLiftProtection, PersonSubject(id.clone()), move |mut act| {
        protections::ask_lift(&mut act, &person, seen, &reason)?;
        act.done(About::person(&person), "支援措置の終了を求めた", ())
    })
    .await?;
    back(&id)
}

pub(crate) async fn keep(State(desk): State<Desk>, signed: Signed, Path(id): Path<String>) -> Answer {
    let id = super::person_id(&id)?;
    let person = id.clone();
    desk.act(&signed.actor, May::ProtectPerson, PersonSubject(id.clone()), move |mut act| {
        protections::keep_protection(&mut act, &person)?;
        act.done(About::person(&person), "支援措置を続けると決めた", ())
    })
    .await?;
    back(&id)
}

pub(crate) async fn confirm_lift(
    State(desk): State<Desk>,
    signed: Signed,
    Path(id): Path<String>,
    pairs: Pairs,
) -> Answer {
    let id = super::person_id(&id)?;
    let (person, seen) = (id.clone(), seen_version(&pairs));
    desk.act(&signed.actor, May::ConfirmLiftProtection, PersonSubject(id.clone()), move |mut act| {
        protections::confirm_lift(&mut act, &person, seen)?;
        act.done(About::person(&person), "支援措置の終了を確認した", ())
    })
    .await?;
    back(&id)
}

#[path = "protection_samples.rs"]
mod sample;
pub(crate) use sample::samples;
