//! 受付の数: counted from the receptions themselves; no total is stored anywhere.

use db::args;
use office::{Day, Fault, Hands};

use crate::model::{IntakeId, Status};

/// What is counted: receptions at counters of one kind (a code of `agency_kinds.yaml`) from the first to the last day.
#[derive(Debug, Clone, Copy)]
pub struct Counted<'a> {
    pub kind: &'a str,
    pub first: Day,
    pub last: Day,
}

/// Receptions, counted each way that the yearly flows need.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Receptions {
    pub all: i64,
    /// Supported by the counter itself: at 生活保護, those who applied.
    pub supported: i64,
    /// That did not come by a つなぐシート.
    pub without_leg: i64,
    pub connected: i64,
    pub informed: i64,
}

/// Counts the receptions of a kind of counter.
pub fn receptions(hands: &mut Hands<'_, '_>, counted: Counted<'_>) -> Result<Receptions, Fault> {
    let (all, supported, without_leg, connected, informed): (i64, i64, i64, i64, i64) = hands.store.one(
        "select count(*),
           coalesce(sum(case when i.status = 'supported' then 1 else 0 end), 0),
           coalesce(sum(case when i.via_leg is null then 1 else 0 end), 0),
           coalesce(sum(case when i.status = 'connected' then 1 else 0 end), 0),
           coalesce(sum(case when i.status = 'informed' then 1 else 0 end), 0)
         from intake_intake i
         join staff_agency a on a.municipality_id = i.municipality_id and a.id = i.agency_id
         where i.municipality_id = $1 and a.kind = $2 and i.received_on >= $3 and i.received_on <= $4",
        &args![*hands.municipality, counted.kind.to_owned(), counted.first, counted.last],
    )?;
    Ok(Receptions { all, supported, without_leg, connected, informed })
}

/// The receptions that came by a つなぐシート: which, by which leg, and what was decided. The leg knows its sender.
pub fn intakes_with_leg(
    hands: &mut Hands<'_, '_>,
    counted: Counted<'_>,
) -> Result<Vec<(IntakeId, String, Status)>, Fault> {
    hands.store.all(
        "select i.id, i.via_leg, i.status from intake_intake i
         join staff_agency a on a.municipality_id = i.municipality_id and a.id = i.agency_id
         where i.municipality_id = $1 and a.kind = $2 and i.received_on >= $3 and i.received_on <= $4
           and i.via_leg is not null order by i.received_on, i.id",
        &args![*hands.municipality, counted.kind.to_owned(), counted.first, counted.last],
    )
}
