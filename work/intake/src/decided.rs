//! 決めるための扉: POST /intake/{id}/support, /connect, /inform, /drop-out.

use axum::extract::State;
use office::{About, Act, Desk, FieldErrors, Look, May, Refusal, Trouble};
use web::{Answer, Pairs, Path, Signed};

use crate::decide::{drop_out, inform, support};
use crate::model::{Intake, IntakeId};
use crate::rules::{self, Decision, IntakeRefusal};
use crate::{IntakeSubject, show, store};

pub(crate) fn id_of(text: &str) -> Result<IntakeId, Refusal> {
    IntakeId::from_text(text).ok_or_else(Refusal::not_there)
}

fn about(intake: &Intake) -> About {
    About::new("intake", intake.id.as_text()).with(intake.person.clone())
}

/// 自分の窓口で支援する
pub(crate) async fn support_here(State(desk): State<Desk>, signed: Signed, Path(id): Path<String>) -> Answer {
    support_now(&desk, &signed, id_of(&id)?).await
}

pub(crate) async fn support_now(desk: &Desk, signed: &Signed, id: IntakeId) -> Answer {
    let subject = IntakeSubject(id.clone());
    let deed = move |mut act: Act<'_, '_>| {
        let intake = support(&mut act, &id)?;
        act.done(about(&intake), "自分の窓口で支援すると決めた", intake.case)
    };
    let case = desk.act(&signed.actor, May::SupportHere, subject, deed).await?;
    web::redirect(&format!("/cases/{case}"))
}

/// 情報提供で終了
pub(crate) async fn end_with_information(
    State(desk): State<Desk>,
    signed: Signed,
    Path(id): Path<String>,
    pairs: Pairs,
) -> Answer {
    let id = id_of(&id)?;
    let told = pairs.one("information").trim().to_owned();
    if told.is_empty() {
        let mut errors = FieldErrors::default();
        errors.add("information", IntakeRefusal::NothingTold.sentence());
        return show::with_errors(&desk, &signed, &id, (&pairs, &errors)).await;
    }
    inform_now(&desk, &signed, (id, told)).await
}

pub(crate) async fn inform_now(desk: &Desk, signed: &Signed, (id, told): (IntakeId, String)) -> Answer {
    let subject = IntakeSubject(id.clone());
    let path = format!("/intake/{id}");
    let deed = move |mut act: Act<'_, '_>| {
        let (intake, closed) = inform(&mut act, &id, &told)?;
        let what =
            if closed { "情報提供で終了し、ケースを終えた" } else { "情報提供で終了した" };
        act.done(about(&intake), what, ())
    };
    desk.act(&signed.actor, May::EndWithInformation, subject, deed).await?;
    web::redirect(&path)
}

/// 途中で終わった: contact was lost before anything was decided.
pub(crate) async fn broken_off(State(desk): State<Desk>, signed: Signed, Path(id): Path<String>) -> Answer {
    let id = id_of(&id)?;
    let (subject, path) = (IntakeSubject(id.clone()), format!("/intake/{id}"));
    let deed = move |mut act: Act<'_, '_>| {
        let (intake, closed) = drop_out(&mut act, &id)?;
        let what = if closed {
            "途中で終わった相談として閉じ、ケースを終えた"
        } else {
            "途中で終わった相談として閉じた"
        };
        act.done(about(&intake), what, ())
    };
    desk.act(&signed.actor, May::DropOut, subject, deed).await?;
    web::redirect(&path)
}

/// つなぐ: on to the sheet. Nothing is decided until it is sent.
pub(crate) async fn connect(State(desk): State<Desk>, signed: Signed, Path(id): Path<String>) -> Answer {
    let id = id_of(&id)?;
    let (subject, known) = (IntakeSubject(id.clone()), id.clone());
    let reading = move |mut look: Look<'_, '_>| {
        let desk = look.desk().clone();
        let intake = store::read(&mut look.hands(), desk.codes(), &known)?;
        rules::own(&intake, &look.actor().agency).map_err(Trouble::from)?;
        rules::after(intake.status, Decision::Connect).map_err(Trouble::from)?;
        Ok(look.seen(about(&intake), ()))
    };
    desk.look(&signed.actor, May::SeeIntake, subject, reading).await?;
    web::redirect(&format!("/sheets/new?intake={id}"))
}
