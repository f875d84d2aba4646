//! 届いたシートの数: what pages ask for every few seconds. Counts only: nothing is unsealed.

use db::args;
use office::{Actor, CaseId, Fault, Hands, Subject};

use crate::model::LegId;

/// How many legs wait for this counter's answer, and the newest that ever came: what a page asks for again and again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct QueueState {
    pub count: i64,
    pub newest: Option<String>,
}

pub(crate) fn queue_state(hands: &mut Hands<'_, '_>, actor: &Actor) -> Result<QueueState, Fault> {
    let (mut count,): (i64,) = hands.store.one(
        "select count(*) from referral_leg l where l.municipality_id = $1 and l.to_agency = $2 and l.state = 'sent'
           and not exists (select 1 from cases_case c
             where c.municipality_id = l.municipality_id and c.id = l.case_id and c.restricted = 1)
           and not exists (select 1 from cases_person p
             join people_person q on q.municipality_id = p.municipality_id and q.id = p.person_id
             where p.municipality_id = l.municipality_id and p.case_id = l.case_id and q.restricted = 1)",
        &args![*hands.municipality, actor.agency],
    )?;
    let newest: Option<(LegId,)> = hands.store.maybe(
        "select l.id from referral_leg l where l.municipality_id = $1 and l.to_agency = $2
           and not exists (select 1 from cases_case c
             where c.municipality_id = l.municipality_id and c.id = l.case_id and c.restricted = 1)
           and not exists (select 1 from cases_person p
             join people_person q on q.municipality_id = p.municipality_id and q.id = p.person_id
             where p.municipality_id = l.municipality_id and p.case_id = l.case_id and q.restricted = 1)
         order by l.sent_at desc, l.id desc limit 1",
        &args![*hands.municipality, actor.agency],
    )?;
    let mut newest = newest.map(|(id,)| id.as_text().to_owned());
    for (leg, case) in kept_back(hands, actor)? {
        if cases::CaseSubject(case).situation(hands, actor)?.named {
            count += 1;
            newest = newest.max(Some(leg.as_text().to_owned()));
        }
    }
    Ok(QueueState { count, newest })
}

/// Waiting legs of cases that exist for the named few alone.
fn kept_back(hands: &mut Hands<'_, '_>, actor: &Actor) -> Result<Vec<(LegId, CaseId)>, Fault> {
    hands.store.all(
        "select l.id, l.case_id from referral_leg l
         where l.municipality_id = $1 and l.to_agency = $2 and l.state = 'sent'
           and (exists (select 1 from cases_case c
               where c.municipality_id = l.municipality_id and c.id = l.case_id and c.restricted = 1)
             or exists (select 1 from cases_person p
               join people_person q on q.municipality_id = p.municipality_id and q.id = p.person_id
               where p.municipality_id = l.municipality_id and p.case_id = l.case_id and q.restricted = 1))",
        &args![*hands.municipality, actor.agency],
    )
}
