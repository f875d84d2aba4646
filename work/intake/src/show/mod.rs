//! 相談受付票を見る: what was said, and what is to be decided.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use office::{About, Codes, Day, Desk, FieldErrors, Hands, Look, May, Trouble};
use people::Basic;
use web::parts::{self, opts};
use web::{Answer, Pairs, Path, SafeHtml, Signed, Title};

use crate::decided::id_of;
use crate::form::lines;
use crate::model::{Intake, IntakeId, Status};
use crate::names::Names;
use crate::store::revisions;
use crate::{IntakeSubject, judgement, reach, rules, store};

/// Shown where there is any: nobody has to be asked for it where the person came.
const VISITORS_REACH: &str = "来られた方の連絡先";

/// A reception with everything its page needs.
pub(crate) struct Shown {
    pub(crate) intake: Intake,
    pub(crate) person: Option<Basic>,
    pub(crate) case: cases::Case,
    /// The counter and the member who listened.
    pub(crate) agency: String,
    pub(crate) staff: String,
    pub(crate) holder: String,
    pub(crate) history: Vec<Corrected>,
    pub(crate) judgements: Vec<judgement::Shown>,
    pub(crate) codes: Codes,
}

/// One correction: what stood before.
pub(crate) struct Corrected {
    pub(crate) on: Day,
    pub(crate) at: String,
    pub(crate) by: String,
    pub(crate) reason: String,
    /// Label and text of what was replaced.
    pub(crate) before: Vec<(&'static str, String)>,
}

#[derive(Template)]
#[template(path = "show/show.html")]
struct ShowPage<'a> {
    csrf: &'a str,
    shown: &'a Shown,
    today: Day,
    own: bool,
    ours: bool,
    pairs: &'a Pairs,
    errors: &'a FieldErrors,
    judgements: SafeHtml,
}

impl ShowPage<'_> {
    fn undecided(&self) -> bool {
        self.own && matches!(self.shown.intake.status, Status::Received | Status::Connected)
    }

    /// Nobody's name is known, because they wished so.
    fn is_anonymous(&self) -> bool {
        let named = self.shown.person.as_ref().is_some_and(|person| person.name.written.is_some());
        self.shown.intake.anonymous && !named
    }

    fn status(&self) -> SafeHtml {
        let status = self.shown.intake.status;
        let kind = match status {
            Status::Received => "waiting",
            Status::Supported | Status::Connected => "held",
            Status::Informed => "done",
            Status::Dropped => "plain",
        };
        parts::badge(kind, status.label())
    }

    fn lines(&self) -> Vec<(&'static str, String)> {
        lines(&self.shown.intake.told, &self.shown.codes)
            .into_iter()
            .filter(|(label, text)| *label != "お聞きしたこと" && (*label != VISITORS_REACH || !text.is_empty()))
            .collect()
    }

    fn hint(&self) -> Option<&'static str> {
        rules::mark_hint(&self.shown.intake.told.concerns)
    }

    fn information(&self) -> SafeHtml {
        let shown = opts().rows(2);
        parts::area("information", "お伝えしたこと", self.pairs.one("information"), self.errors, shown)
    }
}

/// GET /intake/{id}
pub(crate) async fn page(State(desk): State<Desk>, signed: Signed, Path(id): Path<String>) -> Answer {
    let shown = read(&desk, &signed, &id_of(&id)?).await?;
    render(&desk, &signed, &shown, (&Pairs::default(), &FieldErrors::default(), StatusCode::OK)).await
}

/// The page with what was typed to end the reception still in it.
pub(crate) async fn with_errors(
    desk: &Desk,
    signed: &Signed,
    id: &IntakeId,
    (pairs, errors): (&Pairs, &FieldErrors),
) -> Answer {
    let shown = read(desk, signed, id).await?;
    render(desk, signed, &shown, (pairs, errors, StatusCode::UNPROCESSABLE_ENTITY)).await
}

async fn render(
    desk: &Desk,
    signed: &Signed,
    shown: &Shown,
    (pairs, errors, status): (&Pairs, &FieldErrors, StatusCode),
) -> Answer {
    let own = shown.intake.agency == signed.actor.agency;
    let drafts = if own { judgement::drafts(&*noticing::current(desk).await?, &shown.intake) } else { Vec::new() };
    let around = (signed.csrf(), &shown.intake.id, own);
    let page = ShowPage {
        csrf: signed.csrf(),
        shown,
        today: desk.now().day(),
        judgements: judgement::html(around, &shown.judgements, &drafts, (pairs, errors))?,
        own,
        ours: shown.case.holder_agency == signed.actor.agency,
        pairs,
        errors,
    };
    let title = Title::new("相談受付票").under("ケース", shown.case.path());
    web::page_with(status, signed, title, &page)
}

/// Reads a reception as a recorded look.
pub(crate) async fn read(desk: &Desk, signed: &Signed, id: &IntakeId) -> Result<Shown, Trouble> {
    let (subject, id) = (IntakeSubject(id.clone()), id.clone());
    let reading = move |mut look: Look<'_, '_>| {
        let desk = look.desk().clone();
        let actor = look.actor().clone();
        let mut hands = look.hands();
        let mut intake = store::read(&mut hands, desk.codes(), &id)?;
        let withheld = reach::keep_back(&mut hands, &actor, &mut intake)?;
        let case = cases::get(&mut hands, &intake.case)?;
        let persons: Vec<_> = intake.person.iter().cloned().collect();
        let person = people::basic(&mut hands, &actor, &persons)?.into_iter().next();
        let names = Names::read(&mut hands)?;
        let history = history(&mut hands, (&intake, &names, withheld), desk.codes())?;
        let judgements = store::judgements::of(&mut hands, &intake)?;
        let shown = Shown {
            person,
            agency: names.agency(&intake.agency),
            staff: names.member(&intake.staff),
            holder: names.agency(&case.holder_agency),
            history,
            judgements: judgements.into_iter().map(|one| judgement::Shown::of(one, &names)).collect(),
            case,
            intake,
            codes: desk.codes().clone(),
        };
        Ok(look.seen(About::new("intake", id.as_text()).with(persons), shown))
    };
    desk.look(&signed.actor, May::SeeIntake, subject, reading).await
}

/// What each correction replaced: only the parts that changed.
fn history(
    hands: &mut Hands<'_, '_>,
    (intake, names, withheld): (&Intake, &Names, bool),
    codes: &Codes,
) -> Result<Vec<Corrected>, Trouble> {
    let mut after = lines(&intake.told, codes);
    let mut history = Vec::new();
    for mut revision in revisions::of(hands, intake)? {
        if withheld {
            reach::without(&mut revision.before);
        }
        let before = lines(&revision.before, codes);
        let changed = before.iter().zip(&after).filter(|(was, became)| was != became);
        history.push(Corrected {
            on: revision.at.day(),
            at: revision.at.time_of_day(),
            by: names.member(&revision.by),
            reason: revision.reason.unwrap_or_default(),
            before: changed.map(|(was, _)| was.clone()).collect(),
        });
        after = before;
    }
    Ok(history)
}

mod samples;
pub(crate) use samples::{samples, shown};
