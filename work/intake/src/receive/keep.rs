//! 受け付ける: keeps the reception and goes on to what was pressed.

use axum::extract::State;
use axum::http::StatusCode;
use office::{About, Act, Desk, Look, May, Refusal, Trouble};
use web::{Answer, Pairs, Signed};

use super::Whom;
use super::form::{FORM, again, same};
use crate::form::{self, Filled, Next};
use crate::model::{Intake, IntakeId};
use crate::take_in::{TakeIn, take_in};
use crate::{IntakeSubject, amend, decided, store};

/// POST /intake/new/form
pub(crate) async fn keep(State(desk): State<Desk>, signed: Signed, pairs: Pairs) -> Answer {
    let whom = Whom::parse(pairs.one("whom")).ok_or_else(Refusal::not_there)?;
    let filled = match form::understand(&pairs, desk.codes(), desk.now().day()) {
        Ok(filled) => filled,
        Err(errors) => {
            let shown = (&whom, None, StatusCode::UNPROCESSABLE_ENTITY);
            return again(&desk, &signed, (&pairs, &errors), shown).await;
        }
    };
    let once = IntakeId::from_text(pairs.one("once"));
    if let Some(before) = kept_before(&desk, &signed, once.as_ref()).await? {
        // Sent twice, or sent again after going back: kept once, and nothing that was added is lost.
        return match same(&before, &filled.told) {
            true => web::redirect(&format!("/intake/{}", before.id)),
            false => amend::beside(&desk, &signed, &before.id, &pairs).await,
        };
    }
    let next = Next::of(&pairs);
    let information = filled.information.clone();
    let id = receive(&desk, &signed, (whom, filled, once)).await?;
    match next {
        Next::Save => web::redirect(&format!("/intake/{id}")),
        Next::Connect => web::redirect(&format!("/sheets/new?intake={id}")),
        Next::Support => decided::support_now(&desk, &signed, id).await,
        Next::Inform => decided::inform_now(&desk, &signed, (id, information.unwrap_or_default())).await,
    }
}

async fn receive(
    desk: &Desk,
    signed: &Signed,
    (whom, filled, id): (Whom, Filled, Option<IntakeId>),
) -> Result<IntakeId, Trouble> {
    let subject = whom.as_text().to_owned();
    let who = whom.who(filled.person);
    let new = TakeIn { id, who: who.clone(), told: filled.told };
    let deed = move |mut act: Act<'_, '_>| {
        let taken = take_in(&mut act, new)?;
        office::drafts::clear(&mut act, FORM, &subject)?;
        let about = About::new("intake", taken.intake.as_text()).with([taken.person]);
        act.done(about, "相談を受け付けた", taken.intake)
    };
    desk.act(&signed.actor, May::ReceiveIntake, who, deed).await
}

/// The reception that this very form led to before, if it did.
async fn kept_before(desk: &Desk, signed: &Signed, once: Option<&IntakeId>) -> Result<Option<Intake>, Trouble> {
    let Some(id) = once.cloned() else { return Ok(None) };
    let known = id.clone();
    let asks = move |mut look: Look<'_, '_>| Ok(store::case_of(&mut look.hands(), &known)?.is_some());
    if !desk.glance(&signed.actor, May::ReceiveIntake, asks).await? {
        return Ok(None);
    }
    let subject = IntakeSubject(id.clone());
    let reading = move |mut look: Look<'_, '_>| {
        let desk = look.desk().clone();
        let intake = store::read(&mut look.hands(), desk.codes(), &id)?;
        let about = About::new("intake", id.as_text()).with(intake.person.clone());
        Ok(look.seen(about, Some(intake)))
    };
    desk.look(&signed.actor, May::SeeIntake, subject, reading).await
}
