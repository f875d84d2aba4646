//! 履歴 of a sheet: appended to, never changed.

use db::{Record, Row, args};
use office::{Act, AgencyId, CaseId, Fault, Hands, Instant, StaffId};

use super::Cell;
use crate::model::{EventKind, LegId, SheetId};
use crate::sheet::{Change, Event};

struct Sealed {
    seq: i64,
    at: Instant,
    staff: StaffId,
    agency: AgencyId,
    kind: EventKind,
    leg: Option<LegId>,
    detail: Option<Vec<u8>>,
}

impl Record for Sealed {
    fn read(row: &mut Row) -> Result<Self, Fault> {
        Ok(Self {
            seq: row.take()?,
            at: row.take()?,
            staff: row.take()?,
            agency: row.take()?,
            kind: row.take()?,
            leg: row.take()?,
            detail: row.take()?,
        })
    }
}

/// What happened, about which leg, and what was said or changed.
pub(crate) struct Happened<'a> {
    pub(crate) kind: EventKind,
    pub(crate) leg: Option<&'a LegId>,
    pub(crate) changes: Vec<Change>,
}

pub(crate) fn append(
    act: &mut Act<'_, '_>,
    (case, sheet): (&CaseId, &SheetId),
    happened: Happened<'_>,
) -> Result<(), Fault> {
    let municipality = act.municipality();
    let (seq,): (i64,) = act.store().one(
        "select coalesce(max(seq), 0) + 1 from referral_event where municipality_id = $1 and sheet_id = $2",
        &args![*municipality, *sheet],
    )?;
    let row = format!("{sheet}/{seq}");
    let at = Cell { case, table: "referral_event", row: &row };
    let detail = if happened.changes.is_empty() {
        None
    } else {
        let text = serde_json::to_string(&happened.changes).map_err(|e| Fault::other(e.to_string()))?;
        at.seal(act, "detail", Some(&text))?
    };
    let (now, actor) = (act.now(), act.actor());
    act.store().run(
        "insert into referral_event (municipality_id, sheet_id, seq, at, staff_id, agency_id, kind, leg_id, detail)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        &args![
            *municipality,
            *sheet,
            seq,
            now,
            actor.staff,
            actor.agency,
            happened.kind,
            happened.leg.cloned(),
            detail,
        ],
    )?;
    Ok(())
}

/// The whole history of a sheet, the first first.
pub(crate) fn of_sheet(hands: &mut Hands<'_, '_>, case: &CaseId, sheet: &SheetId) -> Result<Vec<Event>, Fault> {
    let rows: Vec<Sealed> = hands.store.all(
        "select seq, at, staff_id, agency_id, kind, leg_id, detail from referral_event
         where municipality_id = $1 and sheet_id = $2 order by seq",
        &args![*hands.municipality, *sheet],
    )?;
    let mut events = Vec::with_capacity(rows.len());
    for row in rows {
        let name = format!("{sheet}/{}", row.seq);
        let at = Cell { case, table: "referral_event", row: &name };
        let changes = match at.open(hands, "detail", row.detail.as_deref())? {
            Some(text) => serde_json::from_str(&text).map_err(|_| Fault::NotA("history of a sheet"))?,
            None => Vec::new(),
        };
        events.push(Event {
            seq: row.seq,
            at: row.at,
            staff: row.staff,
            agency: row.agency,
            kind: row.kind,
            leg: row.leg,
            changes,
        });
    }
    Ok(events)
}
