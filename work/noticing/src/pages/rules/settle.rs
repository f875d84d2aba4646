//! 案を確かめる・見送る: by a person other than the writer; 取り下げる: by the writer.

use axum::extract::State;
use office::{About, Desk, Fault, FieldErrors, May, Nothing, Refusal};
use web::{Answer, Pairs, Path, Signed};

use super::proposal::{id_of, show};
use crate::store;

fn version(pairs: &Pairs) -> i64 {
    pairs.one("version").parse().unwrap_or(0)
}

pub(in crate::pages) async fn approve(
    State(desk): State<Desk>,
    signed: Signed,
    Path(id): Path<String>,
    pairs: Pairs,
) -> Answer {
    let (id, version) = (id_of(&id)?, version(&pairs));
    if pairs.one("seen") != "1" {
        let mut errors = FieldErrors::default();
        errors.add("seen", "文の違いと例文を見終えたら、ここに印を付けてください。");
        return show(&desk, &signed, id, errors).await;
    }
    let asked = id.clone();
    let (file, content, in_force, texts) = desk
        .glance(&signed.actor, May::ApproveNoticingRules, move |mut look| {
            let municipality = look.municipality();
            let proposal = store::find(look.store(), municipality, &asked)?.ok_or_else(Refusal::not_there)?;
            let in_force = store::approved(look.store(), municipality)?;
            let texts = store::texts(look.store(), municipality, &in_force)?;
            Ok((proposal.file, store::content(look.store(), municipality, &asked)?, in_force, texts))
        })
        .await?;
    let loaded = tokio::task::spawn_blocking(move || store::candidate(texts, &file, &content).is_ok());
    if !loaded.await.map_err(|error| Fault::other(error.to_string()))? {
        let told =
            "いまの規則と合わせると読み取れないところがあり、まだ使い始められません。書いた人に直しを頼んでください。";
        return Err(Refusal::rule(told).into());
    }
    desk.act(&signed.actor, May::ApproveNoticingRules, Nothing, move |mut act| {
        store::approve(&mut act, (&id, version), &in_force)?;
        act.done(About::new("noticing_proposal", id.as_text()), "気づきの規則の案を確かめ、使い始めた", ())
    })
    .await?;
    web::redirect("/notice/rules")
}

pub(in crate::pages) async fn refuse(
    State(desk): State<Desk>,
    signed: Signed,
    Path(id): Path<String>,
    pairs: Pairs,
) -> Answer {
    let (id, version) = (id_of(&id)?, version(&pairs));
    desk.act(&signed.actor, May::ApproveNoticingRules, Nothing, move |mut act| {
        store::refuse(&mut act, &id, version)?;
        act.done(About::new("noticing_proposal", id.as_text()), "気づきの規則の案を見送った", ())
    })
    .await?;
    web::redirect("/notice/rules")
}

/// By the writer alone.
pub(in crate::pages) async fn withdraw(
    State(desk): State<Desk>,
    signed: Signed,
    Path(id): Path<String>,
    pairs: Pairs,
) -> Answer {
    let (id, version) = (id_of(&id)?, version(&pairs));
    desk.act(&signed.actor, May::EditNoticingRules, Nothing, move |mut act| {
        store::withdraw(&mut act, &id, version)?;
        act.done(About::new("noticing_proposal", id.as_text()), "気づきの規則の案を取り下げた", ())
    })
    .await?;
    web::redirect("/notice/rules")
}
