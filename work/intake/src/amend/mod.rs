//! 受付票を直す: what stood before is kept, and nobody's text is lost.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use office::drafts::{self, Draft, Which};
use office::{About, Act, Codes, Desk, FieldErrors, Look, May, RefusalKind, Trouble};
use web::{Answer, Pairs, Path, SafeHtml, Signed, Title, parts};

use crate::decided::id_of;
use crate::form::{self, Fields, lines, pairs_of};
use crate::model::{Intake, IntakeId, Told};
use crate::rules::{self, IntakeRefusal};
use crate::store::revisions;
use crate::{IntakeSubject, reach, store};

/// The name under which the form's drafts are kept.
const FORM: &str = "intake";

/// A part that two people wrote differently.
pub(crate) struct Differing {
    label: &'static str,
    theirs: String,
    yours: String,
}

#[derive(Template)]
#[template(path = "amend/amend.html")]
struct AmendPage<'a> {
    csrf: &'a str,
    id: &'a IntakeId,
    version: i64,
    fields: Fields<'a>,
    draft: Option<Draft>,
    differing: Vec<Differing>,
}

impl AmendPage<'_> {
    fn path(&self) -> String {
        format!("/intake/{}/amend", self.id)
    }

    fn notice(&self) -> SafeHtml {
        parts::draft_notice(self.draft.as_ref(), self.csrf, &self.path())
    }

    fn hidden(&self) -> SafeHtml {
        parts::csrf(self.csrf)
            .and(parts::draft_fields(FORM, self.id.as_text(), &self.path()))
            .and(parts::hidden("version", &self.version.to_string()))
    }
}

/// GET /intake/{id}/amend
pub(crate) async fn page(State(desk): State<Desk>, signed: Signed, Path(id): Path<String>) -> Answer {
    let intake = read(&desk, &signed, &id_of(&id)?).await?;
    let which = Which { form: FORM.to_owned(), subject: intake.id.as_text().to_owned() };
    let draft = drafts::find(&desk, &signed.actor, which).await?;
    let pairs = draft.as_ref().map_or_else(|| pairs_of(&intake.told), |draft| Pairs(draft.fields.clone()));
    // A draft goes on from the version it was begun on, so that what a colleague saved meanwhile is shown.
    let version = draft.as_ref().and_then(|_| pairs.one("version").parse().ok()).unwrap_or(intake.version);
    let errors = FieldErrors::default();
    render(&desk, &signed, (&intake.id, version), (&pairs, &errors), Around { draft, ..Around::default() })
}

/// What stands around the fields.
#[derive(Default)]
struct Around {
    draft: Option<Draft>,
    differing: Vec<Differing>,
    status: StatusCode,
}

fn render(
    desk: &Desk,
    signed: &Signed,
    (id, version): (&IntakeId, i64),
    (pairs, errors): (&Pairs, &FieldErrors),
    around: Around,
) -> Answer {
    let fields = Fields { pairs, errors, codes: desk.codes(), today: desk.now().day() };
    let Around { draft, differing, status } = around;
    let page = AmendPage { csrf: signed.csrf(), id, version, fields, draft, differing };
    let title = Title::new("受付票を直す").under("相談受付票", format!("/intake/{id}"));
    web::page_with(status, signed, title, &page)
}

/// POST /intake/{id}/amend
pub(crate) async fn save(State(desk): State<Desk>, signed: Signed, Path(id): Path<String>, pairs: Pairs) -> Answer {
    let id = id_of(&id)?;
    let version: i64 = pairs.one("version").parse().unwrap_or_default();
    let told = match form::understand_told(&pairs, desk.codes(), desk.now().day()) {
        Ok(told) => told,
        Err(errors) => {
            let around = Around { status: StatusCode::UNPROCESSABLE_ENTITY, ..Around::default() };
            return render(&desk, &signed, (&id, version), (&pairs, &errors), around);
        }
    };
    let reason = Some(pairs.one("reason").trim().chars().take(200).collect::<String>()).filter(|r| !r.is_empty());
    match amend_now(&desk, &signed.actor, (id.clone(), version), (told, reason)).await {
        Ok(()) => web::redirect(&format!("/intake/{id}")),
        Err(Trouble::Refused(refusal)) if refusal.kind == RefusalKind::Conflict => {
            beside(&desk, &signed, &id, &pairs).await
        }
        Err(trouble) => Err(trouble.into()),
    }
}

/// Corrects a reception inside a deed; what stood before is kept.
pub fn amend(
    act: &mut Act<'_, '_>,
    id: &IntakeId,
    version: i64,
    (told, reason): (&Told, Option<&str>),
) -> Result<Intake, Trouble> {
    let codes = act.codes();
    let intake = store::read(&mut act.hands(), codes, id)?;
    rules::own(&intake, act.agency())?;
    if intake.version != version {
        return Err(IntakeRefusal::SavedMeanwhile.into());
    }
    let told = &reach::with_unseen(act, &intake, told)?;
    if intake.told != *told {
        // Writing first: of two who save at once, the second waits here and is then told.
        store::rewrite(act, &intake, version, told)?;
        revisions::keep(act, &intake, reason)?;
    }
    Ok(intake)
}

pub(crate) async fn amend_now(
    desk: &Desk,
    actor: &office::Actor,
    (id, version): (IntakeId, i64),
    (told, reason): (Told, Option<String>),
) -> Result<(), Trouble> {
    let subject = IntakeSubject(id.clone());
    let deed = move |mut act: Act<'_, '_>| {
        let intake = amend(&mut act, &id, version, (&told, reason.as_deref()))?;
        drafts::clear(&mut act, FORM, id.as_text())?;
        act.done(About::new("intake", id.as_text()).with(intake.person), "受付票を直した", ())
    };
    desk.act(actor, May::AmendIntake, subject, deed).await
}

/// What is saved and what was typed, side by side, and the form to go on from what was typed.
pub(crate) async fn beside(desk: &Desk, signed: &Signed, id: &IntakeId, pairs: &Pairs) -> Answer {
    let intake = read(desk, signed, id).await?;
    let (errors, differing) = match form::understand_told(pairs, desk.codes(), desk.now().day()) {
        Ok(yours) => (FieldErrors::default(), differing(&intake.told, &yours, desk.codes())),
        Err(errors) => (errors, Vec::new()),
    };
    let around = Around { differing, status: StatusCode::CONFLICT, draft: None };
    render(desk, signed, (id, intake.version), (pairs, &errors), around)
}

fn differing(theirs: &Told, yours: &Told, codes: &Codes) -> Vec<Differing> {
    let pairs = lines(theirs, codes).into_iter().zip(lines(yours, codes));
    let differ = pairs.filter(|((_, theirs), (_, yours))| theirs != yours);
    differ.map(|((label, theirs), (_, yours))| Differing { label, theirs, yours }).collect()
}

async fn read(desk: &Desk, signed: &Signed, id: &IntakeId) -> Result<Intake, Trouble> {
    let (subject, id) = (IntakeSubject(id.clone()), id.clone());
    let reading = move |mut look: Look<'_, '_>| {
        let desk = look.desk().clone();
        let mut intake = store::read(&mut look.hands(), desk.codes(), &id)?;
        rules::own(&intake, &look.actor().agency).map_err(Trouble::from)?;
        let actor = look.actor();
        reach::keep_back(&mut look.hands(), actor, &mut intake)?;
        let about = About::new("intake", id.as_text()).with(intake.person.clone());
        Ok(look.seen(about, intake))
    };
    desk.look(&signed.actor, May::SeeIntake, subject, reading).await
}

pub(crate) fn samples() -> web::Samples {
    let made = || Some((Codes::embedded().ok()?, office::Day::of(2018, 4, 9)?, IntakeId::from_text("int_1")?));
    let Some((codes, today, id)) = made() else { return web::Samples::new() };
    let theirs = Told { words: Some("家賃が<b>払えない</b>".to_owned()), ..Told::on(today) };
    let yours = Told { words: Some("家賃と電気代が払えない".to_owned()), ..Told::on(today) };
    let (pairs, errors) = (pairs_of(&yours), FieldErrors::default());
    let page = |differing| AmendPage {
        csrf: "token",
        id: &id,
        version: 1,
        fields: Fields { pairs: &pairs, errors: &errors, codes: &codes, today },
        draft: None,
        differing,
    };
    web::Samples::new()
        .with("受付票を直す", &page(Vec::new()))
        .with("受付票を直す: 二人が直した", &page(differing(&theirs, &yours, &codes)))
}
