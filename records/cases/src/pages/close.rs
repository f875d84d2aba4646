//! ケースを終える、再開する.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use office::{About, Desk, FieldErrors, Look, May, Trouble};
use web::parts::{self, Choices};
use web::{Answer, Pairs, Path, Signed, Title};

use super::MayClose;
use crate::CaseSubject;
use crate::model::{Case, Holder};
use crate::rules::CaseRefusal;
use crate::store;

#[derive(Template)]
#[template(path = "pages/close.html")]
struct Page {
    case: Case,
    kinds: Choices,
    errors: FieldErrors,
    csrf: String,
}

async fn read(desk: &Desk, signed: &Signed, id: &office::CaseId, picked: &str) -> Result<Page, Trouble> {
    let (id, csrf, picked) = (id.clone(), signed.csrf().to_owned(), picked.to_owned());
    desk.look(&signed.actor, May::CloseCase, CaseSubject(id.clone()), move |mut look: Look<'_, '_>| {
        let kinds = Choices::of(look.codes().list("closing_kinds"), look.today()).picked(picked);
        let case = store::get(&mut look.hands(), &id)?;
        Ok(look.seen(About::case(&id), Page { case, kinds, errors: FieldErrors::default(), csrf }))
    })
    .await
}

fn title(case: &Case) -> Title {
    Title::new("ケースを終える").under(case.no.clone(), case.path())
}

pub(crate) async fn get(State(desk): State<Desk>, signed: Signed, Path(id): Path<String>) -> Answer {
    let id = super::case_id(&id)?;
    let page = read(&desk, &signed, &id, "").await?;
    web::page(&signed, title(&page.case), &page)
}

pub(crate) async fn post(
    may_close: MayClose,
    (State(desk), signed, Path(id)): (State<Desk>, Signed, Path<String>),
    pairs: Pairs,
) -> Answer {
    let id = super::case_id(&id)?;
    let kind = pairs.one("kind").to_owned();
    if desk.codes().list("closing_kinds").find(&kind).is_none() {
        let mut page = read(&desk, &signed, &id, &kind).await?;
        page.errors.add("kind", "終わり方を一つ選んでください。");
        return web::page_with(StatusCode::UNPROCESSABLE_ENTITY, &signed, title(&page.case), &page);
    }
    let (case_id, seen) = (id.clone(), pairs.one("version").parse::<i64>().unwrap_or_default());
    desk.act(&signed.actor, May::CloseCase, CaseSubject(id.clone()), move |mut act| {
        let case = store::get(&mut act.hands(), &case_id)?;
        if case.version != seen {
            return Err(CaseRefusal::ChangedMeanwhile.into());
        }
        if case.holder_agency != *act.agency() {
            return Err(CaseRefusal::NotTheHolder.into());
        }
        let agency = act.agency().clone();
        may_close(&mut act.hands(), &case_id, &agency)?;
        store::close(&mut act, &case, &kind)?;
        let persons = store::persons_of(&mut act.hands(), &case_id)?;
        act.done(About::case(&case_id).with(persons), "ケースを終えた", ())
    })
    .await?;
    web::redirect(&format!("/cases/{id}"))
}

pub(crate) async fn reopen(State(desk): State<Desk>, signed: Signed, Path(id): Path<String>) -> Answer {
    let id = super::case_id(&id)?;
    let case_id = id.clone();
    desk.act(&signed.actor, May::SupportHere, CaseSubject(id.clone()), move |mut act| {
        let case = store::get(&mut act.hands(), &case_id)?;
        let actor = act.actor();
        let holder = Holder { agency: actor.agency.clone(), staff: Some(actor.staff.clone()) };
        store::reopen(&mut act, &case, &holder)?;
        let persons = store::persons_of(&mut act.hands(), &case_id)?;
        act.done(About::case(&case_id).with(persons), "ケースを再開した", ())
    })
    .await?;
    web::redirect(&format!("/cases/{id}"))
}

pub(crate) fn samples() -> web::Samples {
    let kinds = Choices::new([("connected", "つなぎ完了"), ("resolved", "困りごとが解けた")]);
    let page =
        |errors| Some(Page { case: super::head::sample_case()?, kinds: kinds.clone(), errors, csrf: "0".into() });
    let mut errors = FieldErrors::default();
    errors.add("kind", "終わり方を一つ選んでください。");
    [("cases: 終える", page(FieldErrors::default())), ("cases: 終わり方を確かめる", page(errors))]
        .into_iter()
        .filter_map(|(name, page)| Some((name, page?)))
        .fold(web::Samples::new(), |samples, (name, page)| samples.with(name, &page))
}
