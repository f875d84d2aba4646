//! 行を確かめる・取り下げる.

use axum::extract::State;
use axum::http::StatusCode;
use office::{About, Desk, FieldErrors, May, Refusal};
use web::{Answer, Pairs, Path, Signed};

use super::one;
use crate::model::{RowId, RowSubject};
use crate::recipients::CurrentRecipients;
use crate::store;

fn id_of(text: &str) -> Result<RowId, Refusal> {
    RowId::from_text(text).ok_or_else(Refusal::not_there)
}

fn version(pairs: &Pairs) -> i64 {
    pairs.one("version").parse().unwrap_or(0)
}

pub(in crate::pages) async fn confirm(
    recipients: CurrentRecipients,
    State(desk): State<Desk>,
    signed: Signed,
    Path(id): Path<String>,
    pairs: Pairs,
) -> Answer {
    let (id, version) = (id_of(&id)?, version(&pairs));
    if pairs.one("compared") != "1" {
        let mut errors = FieldErrors::default();
        errors.add("compared", "出典の資料と見比べたら、ここに印を付けてください。");
        return one::show((&desk, recipients), &signed, id, one::Asked { errors, ..one::Asked::default() }).await;
    }
    let to = format!("/benefits/tables/{id}");
    desk.act(&signed.actor, May::ConfirmBenefitTables, RowSubject(id.clone()), move |mut act| {
        store::confirm(&mut act, &id, version)?;
        act.done(About::new("benefits_row", id.as_text()), "基準の行を確かめた", ())
    })
    .await?;
    web::redirect(&to)
}

pub(in crate::pages) async fn withdraw(
    State(desk): State<Desk>,
    signed: Signed,
    Path(id): Path<String>,
    pairs: Pairs,
) -> Answer {
    let (id, version) = (id_of(&id)?, version(&pairs));
    desk.act(&signed.actor, May::EditBenefitTables, RowSubject(id.clone()), move |mut act| {
        store::withdraw(&mut act, &id, version)?;
        act.done(About::new("benefits_row", id.as_text()), "基準の行を取り下げた", ())
    })
    .await?;
    web::redirect("/benefits/tables")
}

/// 422 where something of the form is to be looked at again.
pub(super) fn status(errors: &FieldErrors) -> StatusCode {
    if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }
}
