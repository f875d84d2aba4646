//! POST /legs/{id}/answer: five buttons, a reason where one is needed, and it is done.

use axum::extract::State;
use office::{Act, AgencyId, Codes, Desk, FieldErrors, May, Refusal, RefusalKind, Trouble};
use web::{Pairs, Path, Signed};

use super::{Answer, answer};
use crate::model::{AnsweredHow, LegId, SheetId};
use crate::show;
use crate::store;
use crate::subject::{LegSubject, about};
use crate::typed::Reader;

/// Which button was pressed, and what it needs.
pub(crate) fn understand(pairs: &Pairs, codes: &Codes) -> Result<Answer, FieldErrors> {
    let mut reader = Reader::new(pairs);
    let note = reader.text("note", "ひとこと");
    let answer = match pairs.one("answer") {
        "accept" => Some(Answer::Accept { note }),
        "accept_in_part" => Some(Answer::AcceptInPart { note }),
        "not_reached" => Some(Answer::NotReached { note }),
        "forward" => forward(&mut reader, note),
        "return" => back(&mut reader, codes, note),
        _ => {
            reader.errors.add("note", "返事のボタンを一つ押してください。");
            None
        }
    };
    reader.done(answer)
}

fn forward(reader: &mut Reader<'_>, note: Option<String>) -> Option<Answer> {
    match AgencyId::from_text(reader.pairs.one("forward_to")) {
        Some(to) => Some(Answer::Forward { to, reason: note.unwrap_or_default() }),
        None => {
            reader.errors.add("forward_to", "どの窓口へ送るかを選んでから、「別の窓口へ」を押してください。");
            None
        }
    }
}

fn back(reader: &mut Reader<'_>, codes: &Codes, note: Option<String>) -> Option<Answer> {
    let reason = reader.code("return_reason", "返す理由", codes.list("return_reasons"));
    if reason.is_none() && reader.errors.of("return_reason").is_none() {
        reader.errors.add(
            "return_reason",
            "返す理由を選んでから、「戻す」を押してください。元の窓口に、次にすることが伝わります。",
        );
    }
    reason.map(|reason| Answer::Return { reason, note })
}

pub(crate) fn leg_of(text: &str) -> Result<LegId, Refusal> {
    LegId::from_text(text).ok_or_else(Refusal::not_there)
}

/// The sheet of a leg, to come back to; whether it may be seen is decided there.
pub(crate) async fn sheet_of(desk: &Desk, signed: &Signed, leg: &LegId) -> Result<SheetId, Trouble> {
    let leg = leg.clone();
    desk.glance(&signed.actor, May::SeeSheet, move |mut look| {
        Ok(store::legs::sheet_of(&mut look.hands(), &leg)?.ok_or_else(Refusal::not_there)?)
    })
    .await
}

pub(crate) async fn door(
    State(desk): State<Desk>,
    signed: Signed,
    Path(id): Path<String>,
    pairs: Pairs,
) -> web::Answer {
    let leg = leg_of(&id)?;
    let sheet = sheet_of(&desk, &signed, &leg).await?;
    let said = match understand(&pairs, desk.codes()) {
        Ok(said) => said,
        Err(errors) => return show::again(&desk, &signed, &sheet, (&pairs, &errors)).await,
    };
    let subject = LegSubject(leg.clone());
    let deed = move |mut act: Act<'_, '_>| {
        answer(&mut act, &leg, &said, AnsweredHow::Screen)?;
        let sheet = store::legs::find(&mut act.hands(), &leg)?.ok_or_else(Refusal::not_there)?.sheet;
        let person = store::sheets::get(&mut act.hands(), &sheet)?.person;
        act.done(about(&sheet, person.as_ref()), "つなぐシートに返事をした", sheet)
    };
    match desk.act(&signed.actor, May::AnswerLeg, subject, deed).await {
        Ok(sheet) => web::redirect(&format!("/sheets/{sheet}")),
        Err(Trouble::Refused(refusal)) if refusal.kind == RefusalKind::Rule => {
            let mut errors = FieldErrors::default();
            errors.add("note", refusal.sentence);
            show::again(&desk, &signed, &sheet, (&pairs, &errors)).await
        }
        Err(trouble) => Err(trouble.into()),
    }
}
