//! Lists of receptions, showing only what exists for the actor.

use db::{Record, Row, args};
use office::{Actor, AgencyId, CaseId, Codes, Day, Decision, Fault, Hands, May, Situation, decide};

use super::{find_all, index};
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
        let cases: Vec<CaseId> = rows.iter().map(|row| row.case.clone()).collect();
        let facts = cases::situations(hands, actor, &cases)?;
        let mut seen = Vec::new();
        for row in rows {
            from = Some(After { received_on: row.received_on, id: row.id.clone() });
            if facts.get(&row.case).is_some_and(|facts| may_see(actor, facts)) {
                seen.push(row.id);
            }
            if shown.len() + seen.len() == limit {
                shown.extend(find_all(hands, codes, &seen)?);
                return Ok((shown, from));
            }
        }
        shown.extend(find_all(hands, codes, &seen)?);
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
        let ids: Vec<IntakeId> = entries.iter().map(|(id, _)| id.clone()).collect();
        let of = super::cases_of(hands, &ids)?;
        let facts = cases::situations(hands, actor, &of.values().cloned().collect::<Vec<_>>())?;
        let mut seen = Vec::new();
        for (id, entry) in entries {
            from = Some(entry);
            looked_at += 1;
            let facts = of.get(&id).and_then(|case| facts.get(case));
            if facts.is_some_and(|facts| may_see(actor, facts)) {
                seen.push(id);
            }
            if shown.len() + seen.len() == limit {
                shown.extend(find_all(hands, codes, &seen)?);
                return Ok((shown, from));
            }
        }
        shown.extend(find_all(hands, codes, &seen)?);
        if last {
            return Ok((shown, None));
        }
    }
    Ok((shown, from))
}

fn may_see(actor: &Actor, facts: &Situation) -> bool {
    matches!(decide(actor, May::SeeIntake, facts), Decision::Granted(_))
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
