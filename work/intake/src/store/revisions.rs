//! What a reception said before each correction, sealed as one text: nothing is overwritten.

use db::args;
use office::{Act, Fault, Hands, Instant, StaffId};
use vault::Place;

use crate::model::{Intake, Told};

/// 訂正の履歴: what stood until somebody corrected it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// The version that was replaced.
    pub version: i64,
    pub at: Instant,
    pub by: StaffId,
    pub before: Told,
    pub reason: Option<String>,
}

type Kept = (i64, Instant, StaffId, Vec<u8>, Option<Vec<u8>>);

fn row_of(intake: &Intake, version: i64) -> String {
    format!("{}/{version}", intake.id)
}

/// Keeps what stands now.
pub(crate) fn keep(act: &mut Act<'_, '_>, intake: &Intake, reason: Option<&str>) -> Result<(), Fault> {
    let plain = serde_json::to_string(&intake.told).map_err(|e| Fault::other(e.to_string()))?;
    let row = row_of(intake, intake.version);
    let place = |column| Place { table: "intake_revision", row: &row, column };
    let before = act.seal(intake.case.as_text(), place("before"), &plain)?;
    let reason = act.seal_maybe(intake.case.as_text(), place("reason"), reason)?;
    let (municipality, now, staff) = (act.municipality(), act.now(), &act.actor().staff);
    act.store().run(
        "insert into intake_revision (municipality_id, intake_id, version, at, staff_id, before, reason)
         values ($1, $2, $3, $4, $5, $6, $7)",
        &args![*municipality, intake.id, intake.version, now, *staff, before, reason],
    )?;
    Ok(())
}

/// The history of corrections, newest first.
pub fn of(hands: &mut Hands<'_, '_>, intake: &Intake) -> Result<Vec<Revision>, Fault> {
    let rows: Vec<Kept> = hands.store.all(
        "select version, at, staff_id, before, reason from intake_revision
         where municipality_id = $1 and intake_id = $2 order by version desc",
        &args![*hands.municipality, intake.id],
    )?;
    let mut history = Vec::with_capacity(rows.len());
    for (version, at, by, before, reason) in rows {
        let row = row_of(intake, version);
        let place = |column| Place { table: "intake_revision", row: &row, column };
        let plain = hands.open(intake.case.as_text(), place("before"), &before)?;
        let reason = hands.open_maybe(intake.case.as_text(), place("reason"), reason.as_deref())?;
        let before = serde_json::from_str(&plain).map_err(|e| Fault::other(e.to_string()))?;
        history.push(Revision { version, at, by, before, reason });
    }
    Ok(history)
}
