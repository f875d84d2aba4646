//! Lists of receptions, showing only what exists for the actor.

use db::{Record, Row, args};
use office::{Actor, AgencyId, CaseId, Codes, Day, Decision, Fault, Hands, May, Subject, decide};

use super::{find, index};
use crate::model::{Intake, IntakeId, Status};

/// Where a page of a list begins: after this reception.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct After {
    pub received_on: Day,
    pub id: IntakeId,
}

struct Found {
    id: IntakeId,
    case: CaseId,
    received_on: Day,
}

impl Record for Found {
    fn read(row: &mut Row) -> Result<Self, Fault> {
        Ok(Self { id: row.take()?, case: row.take()?, received_on: row.take()? })
    }
}

/// Receptions of one counter in one status, the oldest first, with the place to go on from.
pub(crate) fn of_agency(
    hands: &mut Hands<'_, '_>,
    (actor, codes): (&Actor, &Codes),
    (agency, status): (&AgencyId, Status),
    (after, limit): (Option<After>, usize),
) -> Result<(Vec<Intake>, Option<After>), Fault> {
    let mut from = after;
    let mut shown = Vec::new();
    loop {
        let (day, id) = match &from {
            Some(after) => (after.received_on.iso(), after.id.as_text().to_owned()),
            None => (String::new(), String::new()),
        };
        let rows: Vec<Found> = hands.store.all(
            "select id, case_id, received_on from intake_intake
             where municipality_id = $1 and agency_id = $2 and status = $3
               and (received_on, id) > ($4, $5)
             order by received_on, id limit $6",
            &args![*hands.municipality, *agency, status, day, id, limit as i64],
        )?;
        let full = rows.len() == limit;
        for row in rows {
            from = Some(After { received_on: row.received_on, id: row.id.clone() });
            if visible(hands, actor, &row.case)? {
                shown.extend(find(hands, codes, &row.id)?);
            }
            if shown.len() == limit {
                return Ok((shown, from));
            }
        }
        if !full {
            return Ok((shown, None));
        }
    }
}

/// How many entries of the index one search looks at before it offers to go on.
const MOST: usize = 500;
const STEP: i64 = 50;

/// Receptions whose texts hold what is asked, of any counter, newest first.
pub(crate) fn holding(
    hands: &mut Hands<'_, '_>,
    (actor, codes): (&Actor, &Codes),
    text: &str,
    (before, limit): (Option<i64>, usize),
) -> Result<(Vec<Intake>, Option<i64>), Fault> {
    let (mut shown, mut from, mut looked_at) = (Vec::new(), before, 0);
    while looked_at < MOST {
        let entries = index::find(hands, text, from, STEP)?;
        let last = entries.len() < STEP as usize;
        for (id, entry) in entries {
            from = Some(entry);
            looked_at += 1;
            let case = super::case_of(hands, &id)?;
            if let Some(case) = case
                && visible(hands, actor, &case)?
            {
                shown.extend(find(hands, codes, &id)?);
            }
            if shown.len() == limit {
                return Ok((shown, from));
            }
        }
        if last {
            return Ok((shown, None));
        }
    }
    Ok((shown, from))
}

fn visible(hands: &mut Hands<'_, '_>, actor: &Actor, case: &CaseId) -> Result<bool, Fault> {
    let facts = cases::CaseSubject(case.clone()).situation(hands, actor)?;
    Ok(matches!(decide(actor, May::SeeIntake, &facts), Decision::Granted(_)))
}

/// The actor's counter's receptions that nobody decided yet, the oldest first: for 今日.
pub fn today_undecided(
    hands: &mut Hands<'_, '_>,
    (actor, codes): (&Actor, &Codes),
    limit: usize,
) -> Result<Vec<Intake>, Fault> {
    let which = (&actor.agency, Status::Received);
    Ok(of_agency(hands, (actor, codes), which, (None, limit))?.0)
}
