//! 届いたシートの数: what pages ask for every few seconds. Counts only: nothing is unsealed.

use db::args;
use office::{Actor, CaseId, Fault, Hands};

use crate::model::LegId;

/// How many legs wait for this counter's answer, and the newest that ever came: what a page asks for again and again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct QueueState {
    pub count: i64,
    pub newest: Option<String>,
}

pub(crate) fn queue_state(hands: &mut Hands<'_, '_>, actor: &Actor) -> Result<QueueState, Fault> {
    let (mut count,): (i64,) = hands.store.one(
        "select count(*) from referral_leg where municipality_id = $1 and to_agency = $2 and state = 'sent'",
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
    let kept_back = kept_back(hands, actor)?;
    let cases: Vec<CaseId> = kept_back.iter().map(|(_, case)| case.clone()).collect();
    let facts = cases::situations(hands, actor, &cases)?;
    for (leg, case) in kept_back {
        if facts.get(&case).is_some_and(|facts| facts.named) {
            newest = newest.max(Some(leg.as_text().to_owned()));
        } else {
            count -= 1;
        }
    }
    Ok(QueueState { count, newest })
}

/// Waiting legs of cases that exist for the named few alone. Asked from the few that are restricted, never from the
/// many that wait.
fn kept_back(hands: &mut Hands<'_, '_>, actor: &Actor) -> Result<Vec<(LegId, CaseId)>, Fault> {
    hands.store.all(
        "select l.id, l.case_id from cases_case c
         join referral_leg l on l.municipality_id = c.municipality_id and l.case_id = c.id
         where c.municipality_id = $1 and c.restricted = 1 and l.to_agency = $2 and l.state = 'sent'
         union
         select l.id, l.case_id from people_person q
         join cases_person p on p.municipality_id = q.municipality_id and p.person_id = q.id
         join referral_leg l on l.municipality_id = p.municipality_id and l.case_id = p.case_id
         where q.municipality_id = $1 and q.restricted = 1 and l.to_agency = $2 and l.state = 'sent'",
        &args![*hands.municipality, actor.agency],
    )
}
