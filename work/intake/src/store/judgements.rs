//! 職員の見立て in the database: the ground sealed under the case's key; nothing is overwritten.

use db::{Record, Row, args};
use noticing::Issue;
use office::{Act, Fault, Hands, Instant, StaffId};
use vault::Place;

use crate::judgement::{Judgement, JudgementId, NewJudgement};
use crate::model::Intake;

/// A row before it is unsealed.
struct Sealed {
    id: JudgementId,
    issue: Issue,
    ground: Vec<u8>,
    rule: Option<String>,
    by: StaffId,
    at: Instant,
    back_by: Option<StaffId>,
    back_at: Option<Instant>,
}

impl Record for Sealed {
    fn read(row: &mut Row) -> Result<Self, Fault> {
        Ok(Self {
            id: row.take()?,
            issue: row.take()?,
            ground: row.take()?,
            rule: row.take()?,
            by: row.take()?,
            at: row.take()?,
            back_by: row.take()?,
            back_at: row.take()?,
        })
    }
}

fn place(id: &JudgementId) -> Place<'_> {
    Place { table: "intake_judgement", row: id.as_text(), column: "ground" }
}

/// Keeps what a worker judged.
pub(crate) fn insert(act: &mut Act<'_, '_>, intake: &Intake, new: &NewJudgement) -> Result<JudgementId, Fault> {
    let id = act.new_id(JudgementId::PREFIX, JudgementId::from_text)?;
    let ground = act.seal(intake.case.as_text(), place(&id), &new.ground)?;
    let (municipality, now, staff) = (act.municipality().clone(), act.now(), act.actor().staff.clone());
    act.store().run(
        "insert into intake_judgement (municipality_id, id, intake_id, issue, ground, rule, staff_id, at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        &args![municipality, id, intake.id, new.issue, ground, new.rule, staff, now],
    )?;
    Ok(id)
}

/// Every judgement of a reception, those taken back among them, oldest first.
pub fn of(hands: &mut Hands<'_, '_>, intake: &Intake) -> Result<Vec<Judgement>, Fault> {
    let rows: Vec<Sealed> = hands.store.all(
        "select j.id, j.issue, j.ground, j.rule, j.staff_id, j.at, b.staff_id, b.at
         from intake_judgement j left join intake_judgement_back b
           on b.municipality_id = j.municipality_id and b.judgement_id = j.id
         where j.municipality_id = $1 and j.intake_id = $2 order by j.at, j.id",
        &args![*hands.municipality, intake.id],
    )?;
    let mut judgements = Vec::with_capacity(rows.len());
    for row in rows {
        let ground = hands.open(intake.case.as_text(), place(&row.id), &row.ground)?;
        let back = row.back_by.zip(row.back_at);
        let Sealed { id, issue, rule, by, at, .. } = row;
        judgements.push(Judgement { id, issue, ground, rule, by, at, back });
    }
    Ok(judgements)
}

/// Records that a judgement counts no more.
pub(crate) fn take_back(act: &mut Act<'_, '_>, id: &JudgementId) -> Result<(), Fault> {
    let (municipality, now, staff) = (act.municipality().clone(), act.now(), act.actor().staff.clone());
    act.store().run(
        "insert into intake_judgement_back (municipality_id, judgement_id, staff_id, at) values ($1, $2, $3, $4)",
        &args![municipality, *id, staff, now],
    )?;
    Ok(())
}
