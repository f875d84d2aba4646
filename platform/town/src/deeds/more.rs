//! 詳しく聞く: a receiver asks for more than the sheet takes along, and is told what the person lets be told.

use db::Writer;
use office::{Fault, May, Trouble};
use referral::more::{Question, Telling};
use referral::{Consent, SheetSubject};

use super::sheet::about_sheet;
use super::{Counts, SoFar, Stage};

pub(super) fn ask(stage: &mut Stage<'_>, writer: &mut Writer<'_>, so_far: &mut SoFar) -> Result<Counts, Trouble> {
    let sheet = so_far.sheet()?;
    let words = stage.chance.pick(&stage.town.words.more).cloned().ok_or(Fault::NotA("question"))?;
    let question = Question { kinds: words.kinds.clone(), why: words.why.clone() };
    let id = stage.deed(writer, (May::AskMore, &SheetSubject(sheet.clone())), |mut act| {
        let id = referral::more::ask(&mut act, &sheet, &question)?;
        act.done(about_sheet(&sheet, so_far), "つなぐシートについて詳しく聞いた", id)
    })?;
    so_far.asked = Some((id, words));
    Ok(Counts::default())
}

/// The first of what was asked is told, with the person's word; of the rest, what to do instead.
pub(super) fn tell(stage: &Stage<'_>, writer: &mut Writer<'_>, so_far: &SoFar) -> Result<Counts, Trouble> {
    let (sheet, (id, words)) = (so_far.sheet()?, so_far.asked.clone().ok_or(Fault::NotA("story with a question"))?);
    let told = words.kinds.into_iter().take(1).map(|kind| (kind, words.told.clone())).collect();
    let consent = Some(Consent::Oral { on: stage.at().day(), heard_by: stage.actor.name.clone() });
    let telling = Telling { consent, told, instead: Some(words.instead) };
    stage.deed(writer, (May::TellMore, &SheetSubject(sheet.clone())), |mut act| {
        referral::more::tell(&mut act, (&sheet, &id), &telling)?;
        act.done(about_sheet(&sheet, so_far), "詳しく聞かれたことに返事をした", ())
    })?;
    Ok(Counts::default())
}
