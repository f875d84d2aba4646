//! POST /sheets/{id}/withdraw and /sheets/{id}/withdraw-consent.

use axum::extract::State;
use office::{Act, Desk, FieldErrors, May};
use web::{Answer, Pairs, Path, Signed};

use super::{withdraw, withdraw_consent};
use crate::show::{self, id_of};
use crate::store;
use crate::subject::{SheetSubject, about};
use crate::typed::Reader;

pub(crate) async fn door(State(desk): State<Desk>, signed: Signed, Path(id): Path<String>, pairs: Pairs) -> Answer {
    let id = id_of(&id)?;
    let mut reader = Reader::new(&pairs);
    let reason = reader.text("withdraw_reason", "取り下げる理由");
    if reason.is_none() && reader.errors.is_empty() {
        reader.errors.add_with_example(
            "withdraw_reason",
            "取り下げる理由を一言書いてください。相手の窓口に伝わります。",
            "本人が、もう少し考えたいと話したため",
        );
    }
    let reason = match reader.done(reason) {
        Ok(reason) => reason,
        Err(errors) => return show::again(&desk, &signed, &id, (&pairs, &errors)).await,
    };
    let sheet = id.clone();
    let deed = move |mut act: Act<'_, '_>| {
        withdraw(&mut act, &sheet, &reason)?;
        let person = store::sheets::get(&mut act.hands(), &sheet)?.person;
        act.done(about(&sheet, person.as_ref()), "つなぐシートを取り下げた", ())
    };
    desk.act(&signed.actor, May::WithdrawSheet, SheetSubject(id.clone()), deed).await?;
    web::redirect(&format!("/sheets/{id}"))
}

pub(crate) async fn consent_door(
    State(desk): State<Desk>,
    signed: Signed,
    Path(id): Path<String>,
    pairs: Pairs,
) -> Answer {
    let id = id_of(&id)?;
    let mut reader = Reader::new(&pairs);
    let reason = reader.text("consent_reason", "本人の話");
    if !reader.errors.is_empty() {
        let errors: FieldErrors = reader.errors;
        return show::again(&desk, &signed, &id, (&pairs, &errors)).await;
    }
    let sheet = id.clone();
    let deed = move |mut act: Act<'_, '_>| {
        withdraw_consent(&mut act, &sheet, reason.as_deref())?;
        let person = store::sheets::get(&mut act.hands(), &sheet)?.person;
        act.done(about(&sheet, person.as_ref()), "同意の撤回を記録した", ())
    };
    desk.act(&signed.actor, May::WithdrawConsent, SheetSubject(id.clone()), deed).await?;
    web::redirect(&format!("/sheets/{id}"))
}
