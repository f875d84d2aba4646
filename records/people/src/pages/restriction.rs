//! 存在を伏せる: begin, name colleagues and take names away; ask for its end; confirm it as another officer.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use office::{About, Desk, FieldErrors, Look, May, PersonId, StaffId, Trouble};
use web::parts;
use web::{Answer, Pairs, Path, Signed, Title};

use super::colleagues::{Colleagues, to_unname};
use super::seen_version;
use crate::restriction::Restriction;
use crate::store::{self, protections, restrictions, visible};
use crate::{Basic, Beside, Names, PersonSubject};

#[derive(Template)]
#[template(path = "pages/restriction.html")]
struct Page {
    person: Basic,
    restriction: Option<Restriction>,
    names: Names,
    named: Vec<StaffId>,
    colleagues: Colleagues,
    /// The reasons are for the named alone.
    is_named: bool,
    may: Mays,
    me: StaffId,
    reason: String,
    errors: FieldErrors,
    csrf: String,
}

/// What the actor's roles allow here.
#[derive(Debug, Clone, Copy, Default)]
struct Mays {
    ask: bool,
    confirm: bool,
    /// The page of the person can be opened, too.
    see: bool,
}

impl Page {
    fn standing(&self) -> Option<&Restriction> {
        self.restriction.as_ref().filter(|restriction| restriction.stands())
    }

    fn asked_by_me(&self) -> bool {
        let asked = self.standing().and_then(|restriction| restriction.lift_asked.as_ref());
        asked.is_some_and(|asked| asked.by == self.me)
    }

    fn rows(&self, count: usize) -> web::SafeHtml {
        self.colleagues.rows(count, &self.errors)
    }
}

fn title(page: &Page) -> Title {
    let title = Title::new("存在を伏せる");
    if page.may.see { title.under(page.person.name.to_string(), format!("/people/{}", page.person.id)) } else { title }
}

pub(crate) async fn get(beside: Beside, State(desk): State<Desk>, signed: Signed, Path(id): Path<String>) -> Answer {
    let id = super::person_id(&id)?;
    let page = read(&desk, &signed, beside, &id).await?;
    web::page(&signed, title(&page), &page)
}

async fn read(desk: &Desk, signed: &Signed, beside: Beside, id: &PersonId) -> Result<Page, Trouble> {
    let (subject, id, csrf) = (PersonSubject(id.clone()), id.clone(), signed.csrf().to_owned());
    desk.look(&signed.actor, May::RestrictPerson, subject, move |mut look: Look<'_, '_>| {
        let actor = look.actor().clone();
        let mut hands = look.hands();
        let person = store::basic(&mut hands, &actor, std::slice::from_ref(&id))?.into_iter().next();
        let person = person.ok_or_else(office::Refusal::not_there)?;
        let named = protections::named(&mut hands, &id)?;
        let mut known = named.clone();
        known.push(actor.staff.clone());
        let allow = |may| actor.grants.allow(may);
        let page = Page {
            person,
            restriction: restrictions::restriction_of(&mut hands, &id)?,
            names: (beside.names)(&mut hands)?,
            colleagues: Colleagues::new((beside.staff)(&mut hands)?, &known),
            named,
            is_named: visible::is_named(&mut hands, &actor, &id)?,
            may: Mays {
                ask: allow(May::AskLiftRestriction),
                confirm: allow(May::ConfirmLiftRestriction),
                see: allow(May::SeePerson),
            },
            me: actor.staff.clone(),
            reason: String::new(),
            errors: FieldErrors::default(),
            csrf,
        };
        Ok(look.seen(About::person(&id), page))
    })
    .await
}

fn again(signed: &Signed, page: Page, pairs: &Pairs, errors: FieldErrors) -> Answer {
    let colleagues = page.colleagues.clone().typed(pairs);
    let page = Page { colleagues, errors, reason: pairs.one("reason").to_owned(), ..page };
    web::page_with(StatusCode::UNPROCESSABLE_ENTITY, signed, title(&page), &page)
}

pub(crate) async fn begin(
    beside: Beside,
    (State(desk), signed, Path(id)): (State<Desk>, Signed, Path<String>),
    pairs: Pairs,
) -> Answer {
    let id = super::person_id(&id)?;
    let page = read(&desk, &signed, beside, &id).await?;
    let mut errors = FieldErrors::default();
    let staff = page.colleagues.clone().typed(&pairs).read(&mut errors);
    let reason = pairs.one("reason").trim().to_owned();
    if reason.is_empty() {
        errors.add("reason", crate::RestrictionRefusal::NoReason.sentence());
    }
    if staff.is_empty() && page.named.iter().all(|named| *named == page.me) && errors.of("colleague_0").is_none() {
        errors.add("colleague_0", crate::RestrictionRefusal::OneNamedAlone.sentence());
    }
    if !errors.is_empty() {
        return again(&signed, page, &pairs, errors);
    }
    let person = id.clone();
    desk.act(&signed.actor, May::RestrictPerson, PersonSubject(id.clone()), move |mut act| {
        restrictions::begin_restriction(&mut act, &person, (&reason, &staff))?;
        act.done(About::person(&person), "存在を伏せた", ())
    })
    .await?;
    back(&id)
}

fn back(id: &PersonId) -> Answer {
    web::redirect(&format!("/people/{id}/restriction"))
}

/// POST /people/{id}/restriction/name: one of the named names colleagues.
pub(crate) async fn name(
    beside: Beside,
    (State(desk), signed, Path(id)): (State<Desk>, Signed, Path<String>),
    pairs: Pairs,
) -> Answer {
    let id = super::person_id(&id)?;
    let page = read(&desk, &signed, beside, &id).await?;
    let mut errors = FieldErrors::default();
    let staff = page.colleagues.clone().typed(&pairs).read_some(&mut errors);
    if !errors.is_empty() {
        return again(&signed, page, &pairs, errors);
    }
    let person = id.clone();
    desk.act(&signed.actor, May::RestrictPerson, PersonSubject(id.clone()), move |mut act| {
        for one in &staff {
            protections::name_colleague(&mut act, &person, one)?;
        }
        act.done(About::person(&person), "この人を知る職員を名指しした", ())
    })
    .await?;
    back(&id)
}

/// POST /people/{id}/restriction/unname
pub(crate) async fn unname(State(desk): State<Desk>, signed: Signed, Path(id): Path<String>, pairs: Pairs) -> Answer {
    let id = super::person_id(&id)?;
    let staff = to_unname(&pairs)?;
    let (person, own) = (id.clone(), staff == signed.actor.staff);
    desk.act(&signed.actor, May::RestrictPerson, PersonSubject(id.clone()), move |mut act| {
        restrictions::unname_staff(&mut act, &person, &staff)?;
        act.done(About::person(&person), "この人を知る職員の名指しを外した", ())
    })
    .await?;
    // Whoever took their own name away may no longer know of the page.
    if own { web::redirect("/today") } else { back(&id) }
}

pub(crate) async fn ask_lift(
    beside: Beside,
    (State(desk), signed, Path(id)): (State<Desk>, Signed, Path<String>),
    pairs: Pairs,
) -> Answer {
    let id = super::person_id(&id)?;
    let (person, seen, reason) = (id.clone(), seen_version(&pairs), pairs.one("lift_reason").trim().to_owned());
    if reason.is_empty() {
        let mut errors = FieldErrors::default();
        errors.add("lift_reason", crate::RestrictionRefusal::NoReason.sentence());
        let page = read(&desk, &signed, beside, &id).await?;
        return again(&signed, page, &pairs, errors);
    }
    desk.act(&signed.actor, May::AskLiftRestriction, PersonSubject(id.clone()), move |mut act| {
        restrictions::ask_lift_restriction(&mut act, &person, seen, &reason)?;
        act.done(About::person(&person), "存在を伏せることの終了を求めた", ())
    })
    .await?;
    back(&id)
}

pub(crate) async fn keep(State(desk): State<Desk>, signed: Signed, Path(id): Path<String>) -> Answer {
    let id = super::person_id(&id)?;
    let person = id.clone();
    desk.act(&signed.actor, May::RestrictPerson, PersonSubject(id.clone()), move |mut act| {
        restrictions::keep_restriction(&mut act, &person)?;
        act.done(About::person(&person), "存在を伏せ続けると決めた", ())
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
    desk.act(&signed.actor, May::ConfirmLiftRestriction, PersonSubject(id.clone()), move |mut act| {
        restrictions::confirm_lift_restriction(&mut act, &person, seen)?;
        act.done(About::person(&person), "存在を伏せることの終了を確認した", ())
    })
    .await?;
    back(&id)
}

#[path = "restriction_samples.rs"]
mod sample;
pub(crate) use sample::samples;
