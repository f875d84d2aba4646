//! 緊急に開いた記録 as it is kept.

use db::{Record, Row, args};
use office::{Act, AgencyId, CaseId, Fault, Hands, Instant, Refusal, StaffId, Trouble};
use vault::Place;

use crate::GlassId;
use crate::model::{BrokenGlass, Case};
use crate::rules::{CaseRefusal, GLASS_MINUTES};

struct Sealed {
    id: GlassId,
    case: CaseId,
    case_no: String,
    staff: StaffId,
    agency: AgencyId,
    reason: Vec<u8>,
    at: Instant,
    until: Instant,
    reviewed: (Option<Instant>, Option<StaffId>),
}

impl Record for Sealed {
    fn read(row: &mut Row) -> Result<Self, Fault> {
        Ok(Self {
            id: row.take()?,
            case: row.take()?,
            case_no: row.take()?,
            staff: row.take()?,
            agency: row.take()?,
            reason: row.take()?,
            at: row.take()?,
            until: row.take()?,
            reviewed: (row.take()?, row.take()?),
        })
    }
}

fn place(id: &GlassId) -> Place<'_> {
    Place { table: "cases_break_glass", row: id.as_text(), column: "reason" }
}

/// Opens a case to the actor for [`GLASS_MINUTES`]; answers until when.
pub fn break_glass(act: &mut Act<'_, '_>, case: &Case, reason: &str) -> Result<Instant, Trouble> {
    if reason.trim().is_empty() {
        return Err(CaseRefusal::NoReason.into());
    }
    let id = act.new_id(GlassId::PREFIX, GlassId::from_text)?;
    let until = act.now().plus_seconds(GLASS_MINUTES * 60);
    let sealed = act.seal(case.id.as_text(), place(&id), reason)?;
    let (municipality, actor, now) = (act.municipality(), act.actor(), act.now());
    act.store().run(
        "insert into cases_break_glass (municipality_id, id, case_id, staff_id, agency_id, reason, at, until)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        &args![*municipality, id, case.id, actor.staff, actor.agency, sealed, now, until],
    )?;
    Ok(until)
}

/// What the staff of one counter opened in an emergency: first what nobody has looked at yet, then the newest.
pub fn opened_by_agency(hands: &mut Hands<'_, '_>, agency: &AgencyId, limit: i64) -> Result<Vec<BrokenGlass>, Fault> {
    let rows: Vec<Sealed> = hands.store.all(
        "select g.id, g.case_id, c.no, g.staff_id, g.agency_id, g.reason, g.at, g.until, g.reviewed_at, g.reviewed_by
         from cases_break_glass g join cases_case c on c.municipality_id = g.municipality_id and c.id = g.case_id
         where g.municipality_id = $1 and g.agency_id = $2
         order by case when g.reviewed_at is null then 0 else 1 end, g.at desc, g.id desc limit $3",
        &args![*hands.municipality, *agency, limit],
    )?;
    rows.into_iter().map(|row| unseal(hands, row)).collect()
}

fn unseal(hands: &mut Hands<'_, '_>, row: Sealed) -> Result<BrokenGlass, Fault> {
    let reason = hands.open(row.case.as_text(), place(&row.id), &row.reason)?;
    Ok(BrokenGlass {
        id: row.id,
        case: row.case,
        case_no: row.case_no,
        staff: row.staff,
        agency: row.agency,
        reason,
        at: row.at,
        until: row.until,
        reviewed: row.reviewed.0.zip(row.reviewed.1),
    })
}

/// How many of them nobody has looked at yet: what tells the supervisor.
pub fn to_review(hands: &mut Hands<'_, '_>, agency: &AgencyId) -> Result<i64, Fault> {
    let (count,): (i64,) = hands.store.one(
        "select count(*) from cases_break_glass
         where municipality_id = $1 and agency_id = $2 and reviewed_at is null",
        &args![*hands.municipality, *agency],
    )?;
    Ok(count)
}

/// The supervisor looked at it. Nobody reviews what they opened themselves.
pub fn review(act: &mut Act<'_, '_>, id: &GlassId) -> Result<CaseId, Trouble> {
    let (municipality, actor, now) = (act.municipality(), act.actor(), act.now());
    let found: Option<(CaseId, StaffId)> = act.store().maybe(
        "select case_id, staff_id from cases_break_glass where municipality_id = $1 and id = $2 and agency_id = $3",
        &args![*municipality, *id, actor.agency],
    )?;
    let (case, opened_by) = found.ok_or_else(Refusal::not_there)?;
    if opened_by == actor.staff {
        return Err(Refusal::rule("開いた本人とは別の職員が確かめてください。").into());
    }
    act.store().run(
        "update cases_break_glass set reviewed_at = $3, reviewed_by = $4
         where municipality_id = $1 and id = $2 and reviewed_at is null",
        &args![*municipality, *id, now, actor.staff],
    )?;
    Ok(case)
}
