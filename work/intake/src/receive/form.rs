//! 受付票: one page, in the order of a conversation.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use office::calendar::short;
use office::drafts::{self, Draft, Which};
use office::{About, Codes, Day, Desk, FieldErrors, Look, May, Refusal, Trouble};
use people::PersonSubject;
use serde::Deserialize;
use web::{Answer, Pairs, Query, SafeHtml, Signed, Title, parts};

use super::Whom;
use crate::form::Fields;
use crate::model::{Intake, IntakeId};
use crate::names::Names;

/// The name under which the form's drafts are kept.
pub(super) const FORM: &str = "receive";

#[derive(Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    person: String,
    /// What was looked for before.
    #[serde(default)]
    q: String,
}

/// Who sits opposite, where that is known already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Known {
    pub(super) name: String,
    pub(super) kana: String,
    pub(super) born: String,
    pub(super) protected: bool,
    /// The counter that holds the household's open case, where the actor may know.
    pub(super) held_by: Option<String>,
    pub(super) held_here: bool,
}

#[derive(Template)]
#[template(path = "receive/form.html")]
pub(super) struct FormPage<'a> {
    pub(super) csrf: &'a str,
    pub(super) whom: &'a Whom,
    pub(super) known: Option<Known>,
    pub(super) fields: Fields<'a>,
    pub(super) draft: Option<Draft>,
    pub(super) aid: Option<SafeHtml>,
}

impl FormPage<'_> {
    fn anonymous(&self) -> bool {
        *self.whom == Whom::Anonymous
    }

    fn notice(&self) -> SafeHtml {
        parts::draft_notice(self.draft.as_ref(), self.csrf, &self.whom.path())
    }

    fn hidden(&self) -> SafeHtml {
        parts::csrf(self.csrf)
            .and(parts::draft_fields(FORM, self.whom.as_text(), &self.whom.path()))
            .and(parts::hidden("whom", self.whom.as_text()))
            .and(parts::hidden("once", self.fields.pairs.one("once")))
    }

    /// What is filled or answered is not folded away.
    fn contact_open(&self) -> bool {
        let parts = ["phone_mobile", "phone_home", "postal_code", "address", "no_fixed_address"];
        parts.iter().any(|field| !self.fields.pairs.one(field).is_empty() || self.fields.errors.of(field).is_some())
    }

    /// Another counter holds the household: then supporting here does not move the baton.
    fn held_elsewhere(&self) -> Option<&str> {
        let known = self.known.as_ref().filter(|known| !known.held_here)?;
        known.held_by.as_deref()
    }
}

/// The title of the form.
pub(super) fn title() -> Title {
    Title::new("相談を受ける")
}

/// GET /intake/new/form
pub(crate) async fn page(State(desk): State<Desk>, signed: Signed, Query(asked): Query<Asked>) -> Answer {
    let Some(whom) = Whom::parse(&asked.person) else { return web::redirect("/intake/new") };
    let known = known(&desk, &signed, &whom).await?;
    let which = Which { form: FORM.to_owned(), subject: whom.as_text().to_owned() };
    let draft = drafts::find(&desk, &signed.actor, which).await?;
    let mut pairs = match &draft {
        Some(draft) => Pairs(draft.fields.clone()),
        None => blank(desk.now().day(), super::whom::name_in(&asked.q)),
    };
    if IntakeId::from_text(pairs.one("once")).is_none() {
        pairs.0.retain(|(field, _)| field != "once");
        pairs.0.push(("once".to_owned(), new_id(&desk)?));
    }
    let errors = FieldErrors::default();
    let fields = Fields { pairs: &pairs, errors: &errors, codes: desk.codes(), today: desk.now().day() };
    let page = FormPage { csrf: signed.csrf(), whom: &whom, known, fields, draft, aid: None };
    web::page(&signed, title(), &page)
}

/// POST /intake/aid: the same form with 相談チャート opened beside it. Nothing is kept.
pub(crate) async fn aid(
    directory: noticing::Directory,
    State(desk): State<Desk>,
    signed: Signed,
    pairs: Pairs,
) -> Answer {
    let whom = Whom::parse(pairs.one("whom")).ok_or_else(Refusal::not_there)?;
    let errors = FieldErrors::default();
    let aid = Some(crate::aid::of(directory, &desk, &signed, &pairs).await?);
    again(&desk, &signed, (&pairs, &errors), (&whom, aid, StatusCode::OK)).await
}

/// The form with what was typed still in it.
pub(super) async fn again(
    desk: &Desk,
    signed: &Signed,
    (pairs, errors): (&Pairs, &FieldErrors),
    (whom, aid, status): (&Whom, Option<SafeHtml>, StatusCode),
) -> Answer {
    let known = known(desk, signed, whom).await?;
    let fields = Fields { pairs, errors, codes: desk.codes(), today: desk.now().day() };
    let page = FormPage { csrf: signed.csrf(), whom, known, fields, draft: None, aid };
    web::page_with(status, signed, title(), &page)
}

fn new_id(desk: &Desk) -> Result<String, Trouble> {
    Ok(vault::random::id_at(IntakeId::PREFIX, desk.now().millis())?)
}

/// What a new form says by itself: today, at the counter. Nothing else is assumed.
pub(crate) fn blank(today: Day, name: &str) -> Pairs {
    let fields = [("received_on", short(today)), ("channel", "counter".to_owned()), ("name", name.to_owned())];
    let visitor = ("visitor", "not_heard".to_owned());
    Pairs(fields.into_iter().chain([visitor]).map(|(field, value)| (field.to_owned(), value)).collect())
}

async fn known(desk: &Desk, signed: &Signed, whom: &Whom) -> Result<Option<Known>, Trouble> {
    let Whom::Known(id) = whom.clone() else { return Ok(None) };
    let subject = PersonSubject(id.clone());
    let reading = move |mut look: Look<'_, '_>| {
        let actor = look.actor().clone();
        let mut hands = look.hands();
        let person = people::read(&mut hands, &actor, &id)?;
        let open = cases::cases_of_person(&mut hands, &actor, &id)?.into_iter().find(cases::Case::is_open);
        let names = Names::read(&mut hands)?;
        let known = Known {
            name: person.name.to_string(),
            kana: person.name.kana.clone().unwrap_or_default(),
            born: person.birth.brief(hands.at.day()),
            protected: person.protected,
            held_here: open.as_ref().is_some_and(|case| case.holder_agency == actor.agency),
            held_by: open.map(|case| names.agency(&case.holder_agency)),
        };
        Ok(look.seen(About::person(&id), Some(known)))
    };
    desk.look(&signed.actor, May::SeePerson, subject, reading).await
}

/// The form that was sent is kept already: the same is answered by the reception, something else beside it.
pub(super) fn same(intake: &Intake, told: &crate::model::Told) -> bool {
    intake.told == *told
}

pub(super) fn samples() -> web::Samples {
    let Ok(codes) = Codes::embedded() else { return web::Samples::new() };
    let Some(today) = Day::of(2018, 4, 9) else { return web::Samples::new() };
    let none = FieldErrors::default();
    let mut wrong = FieldErrors::default();
    wrong.add_with_example("birth", "「昭和99年」という年はありません。", "昭和45年3月1日");
    let mut typed = blank(today, "<b>見本");
    typed.0.extend(
        [("words", "</textarea>家賃が払えない"), ("concern", "debt"), ("birth", "昭和99年")]
            .map(|(f, v)| (f.to_owned(), v.to_owned())),
    );
    let empty = blank(today, "");
    let known = |held_by: Option<&str>| Known {
        name: "見本 太郎".to_owned(),
        kana: "みほん たろう".to_owned(),
        born: "昭和45年生 48歳".to_owned(),
        protected: true,
        held_by: held_by.map(str::to_owned),
        held_here: false,
    };
    let person = Whom::parse("psn_1").unwrap_or(Whom::New);
    let page = |whom, known, pairs, errors, aid| FormPage {
        csrf: "token",
        whom,
        known,
        fields: Fields { pairs, errors, codes: &codes, today },
        draft: None,
        aid,
    };
    web::Samples::new()
        .with("受付票: 新しい人", &page(&Whom::New, None, &empty, &none, None))
        .with("受付票: 匿名", &page(&Whom::Anonymous, None, &empty, &none, None))
        .with("受付票: 知っている人", &page(&person, Some(known(None)), &empty, &none, None))
        .with("受付票: ほかの窓口が持つ人", &page(&person, Some(known(Some("水道課"))), &empty, &none, None))
        .with("受付票: 確かめるところがある", &page(&Whom::New, None, &typed, &wrong, None))
        .with(
            "受付票: 相談チャート",
            &page(&Whom::New, None, &typed, &none, Some(parts::badge("attention", "見本の手がかり"))),
        )
}
