//! ケースのこと: closing, 支援措置, records for the named few, opening in an emergency.

use db::Writer;
use office::{About, Fault, May, Nothing, StaffId, Trouble};
use people::{Beginning, PersonSubject};

use super::{Counts, SoFar, Stage, subject_of};

/// Who is named besides the officer who begins a protection.
const NAMED: &[&str] = &["stf_shunin", "stf_soudan"];

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
    let named: Vec<StaffId> = NAMED.iter().filter_map(|id| StaffId::from_text(id)).collect();
    stage.deed(writer, (May::ProtectPerson, &PersonSubject(person.clone())), |mut act| {
        people::begin_protection(&mut act, &person, beginning, &named)?;
        act.done(About::person(&person), "支援措置を始めた", ())
    })?;
    Ok(Counts::default())
}

/// Person and case exist for the named few alone from now on.
pub(super) fn restrict(stage: &Stage<'_>, writer: &mut Writer<'_>, so_far: &SoFar) -> Result<Counts, Trouble> {
    let (person, id) = (so_far.person()?, so_far.case()?);
    stage.deed(writer, (May::ProtectPerson, &PersonSubject(person.clone())), |mut act| {
        people::restrict(&mut act, &person, true)?;
        let case = cases::get(&mut act.hands(), &id)?;
        cases::restrict(&mut act, &case, true)?;
        act.done(About::person(&person), "限られた職員だけの記録にした", ())
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
