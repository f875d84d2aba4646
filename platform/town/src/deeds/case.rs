//! ケースのこと: closing, 支援措置, records for the named few, opening in an emergency.

use db::Writer;
use office::{About, Actor, Fault, May, Nothing, StaffId, Trouble};
use people::{Beginning, PersonSubject};

use super::{Counts, SoFar, Stage, subject_of};

/// Who is named besides the officer who begins a protection.
const NAMED: &[&str] = &["stf_shunin", "stf_soudan"];

fn named() -> Vec<StaffId> {
    NAMED.iter().filter_map(|id| StaffId::from_text(id)).collect()
}

/// One of them, who asks for what another confirms.
pub(crate) fn asks_for_an_end(actor: &Actor) -> bool {
    named().contains(&actor.staff) && !actor.grants.allow(May::ConfirmLiftRestriction)
}

/// The last word on a case, unless telling the person what they asked for was that already.
pub(super) fn close(
    stage: &Stage<'_>,
    writer: &mut Writer<'_>,
    so_far: &mut SoFar,
    kind: &str,
) -> Result<Counts, Trouble> {
    if so_far.closed {
        return Ok(Counts::default());
    }
    let (id, subject) = (so_far.case()?, subject_of(so_far)?);
    stage.deed(writer, (May::CloseCase, &subject), |mut act| {
        let case = cases::get(&mut act.hands(), &id)?;
        if case.holder_agency != *act.agency() {
            return Err(cases::CaseRefusal::NotTheHolder.into());
        }
        cases::close(&mut act, &case, kind)?;
        act.done(About::case(&id).with(so_far.person.clone()), "ケースを終えた", ())
    })?;
    so_far.closed = true;
    Ok(Counts::default())
}

pub(super) fn protect(stage: &Stage<'_>, writer: &mut Writer<'_>, so_far: &SoFar) -> Result<Counts, Trouble> {
    let person = so_far.person()?;
    let beginning = Beginning {
        reason: "住民基本台帳事務の支援措置の申出がありました。".to_owned(),
        until: stage.at().day().plus_months(12),
    };
    let named = named();
    stage.deed(writer, (May::ProtectPerson, &PersonSubject(person.clone())), |mut act| {
        people::begin_protection(&mut act, &person, beginning, &named)?;
        act.done(About::person(&person), "支援措置を始めた", ())
    })?;
    Ok(Counts::default())
}

/// Person and case exist for the named few alone from now on.
pub(super) fn restrict(stage: &Stage<'_>, writer: &mut Writer<'_>, so_far: &SoFar) -> Result<Counts, Trouble> {
    let person = so_far.person()?;
    let reason = "ご家族がこの市の窓口に勤めているとのことで、本人から申出がありました。";
    let named = named();
    stage.deed(writer, (May::RestrictPerson, &PersonSubject(person.clone())), |mut act| {
        people::begin_restriction(&mut act, &person, (reason, &named))?;
        act.done(About::person(&person), "存在を伏せた", ())
    })?;
    Ok(Counts::default())
}

/// Another of the named has to confirm it.
pub(super) fn ask_lift(stage: &Stage<'_>, writer: &mut Writer<'_>, so_far: &SoFar) -> Result<Counts, Trouble> {
    let person = so_far.person()?;
    let reason = "ご家族が異動し、本人から、もう伏せなくてよいとの申出がありました。";
    stage.deed(writer, (May::AskLiftRestriction, &PersonSubject(person.clone())), |mut act| {
        let seen = people::restriction_of(&mut act.hands(), &person)?.map_or(0, |restriction| restriction.version);
        people::ask_lift_restriction(&mut act, &person, seen, reason)?;
        act.done(About::person(&person), "存在を伏せることの終了を求めた", ())
    })?;
    Ok(Counts::default())
}

/// Two records that the counter takes for one person.
pub(super) fn link(stage: &Stage<'_>, writer: &mut Writer<'_>, so_far: &SoFar) -> Result<Counts, Trouble> {
    let (person, other) = (so_far.person()?, so_far.known.clone().ok_or(Fault::NotA("story of a known person"))?);
    let why = "生年月日とふりがなが同じで、前にもここへ来たと話しています。";
    stage.deed(writer, (May::LinkPersons, &PersonSubject(person.clone())), |mut act| {
        people::link(&mut act, (&person, &other), why)?;
        act.done(About::person(&person).with([other.clone()]), "同じ人かもしれない記録を結んだ", ())
    })?;
    Ok(Counts::default())
}

pub(super) fn break_glass(stage: &Stage<'_>, writer: &mut Writer<'_>, so_far: &SoFar) -> Result<Counts, Trouble> {
    let id = so_far.case()?;
    let reason = "夜間に救急から問い合わせがあり、連絡先を確かめる必要がありました。";
    stage.deed(writer, (May::BreakGlass, &Nothing), |mut act| {
        let case = cases::find(&mut act.hands(), &id)?.ok_or(Fault::Missing)?;
        cases::break_glass(&mut act, &case, reason)?;
        act.done_because(About::case(&id).with(so_far.person.clone()), "緊急に開いた", reason, ())
    })?;
    Ok(Counts::default())
}
