//! 見立てを加える・取り下げる: POST /intake/{id}/judgements, /judgements/back.

use axum::extract::State;
use noticing::Issue;
use office::{About, Act, Desk, FieldErrors, May, Refusal};
use web::{Answer, Pairs, Path, Signed};

use super::{JudgementId, NewJudgement, acceptable, amiss, returnable};
use crate::decided::id_of;
use crate::model::{Intake, IntakeId};
use crate::store::{self, judgements};
use crate::{IntakeSubject, rules, show};

fn about(intake: &Intake) -> About {
    About::new("intake", intake.id.as_text()).with(intake.person.clone())
}

fn own_intake(act: &mut Act<'_, '_>, id: &IntakeId) -> Result<Intake, office::Trouble> {
    let codes = act.codes();
    let intake = store::read(&mut act.hands(), codes, id)?;
    rules::own(&intake, act.agency())?;
    Ok(intake)
}

/// A worker takes a suggestion as their own judgement.
pub(crate) async fn accept(State(desk): State<Desk>, signed: Signed, Path(id): Path<String>, pairs: Pairs) -> Answer {
    let id = id_of(&id)?;
    let issue = Issue::from_text(pairs.one("issue"));
    let ground = issue.map(|issue| pairs.one(issue.as_text()).trim().to_owned()).unwrap_or_default();
    if let (Some(issue), Some(told)) = (issue, amiss(&ground)) {
        let mut errors = FieldErrors::default();
        errors.add(issue.as_text(), told);
        return show::with_errors(&desk, &signed, &id, (&pairs, &errors)).await;
    }
    let suggested = noticing::current(&desk).await?.cards().any(|card| card.id == pairs.one("rule"));
    let rule = suggested.then(|| pairs.one("rule").to_owned());
    let (subject, path) = (IntakeSubject(id.clone()), format!("/intake/{id}"));
    let deed = move |mut act: Act<'_, '_>| {
        let intake = own_intake(&mut act, &id)?;
        // Only now, so that whoever tries a reception that is not theirs leaves a row, whatever they sent.
        let issue = issue.ok_or_else(Refusal::not_there)?;
        let new = NewJudgement { issue, ground, rule };
        acceptable(&judgements::of(&mut act.hands(), &intake)?, new.issue)?;
        judgements::insert(&mut act, &intake, &new)?;
        act.done(about(&intake), "職員の見立てを加えた", ())
    };
    desk.act(&signed.actor, May::AmendIntake, subject, deed).await?;
    web::redirect(&path)
}

/// It stays readable, and counts no more.
pub(crate) async fn take_back(
    State(desk): State<Desk>,
    signed: Signed,
    Path(id): Path<String>,
    pairs: Pairs,
) -> Answer {
    let id = id_of(&id)?;
    let asked = JudgementId::from_text(pairs.one("judgement"));
    let (subject, path) = (IntakeSubject(id.clone()), format!("/intake/{id}"));
    let deed = move |mut act: Act<'_, '_>| {
        let intake = own_intake(&mut act, &id)?;
        let asked = asked.ok_or_else(Refusal::not_there)?;
        let known = judgements::of(&mut act.hands(), &intake)?;
        let judgement = known.iter().find(|judgement| judgement.id == asked).ok_or_else(Refusal::not_there)?;
        returnable(judgement)?;
        judgements::take_back(&mut act, &asked)?;
        act.done(about(&intake), "職員の見立てを取り下げた", ())
    };
    desk.act(&signed.actor, May::AmendIntake, subject, deed).await?;
    web::redirect(&path)
}
