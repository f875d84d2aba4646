//! Whether an actor may know that a case exists.

use db::args;
use office::{Actor, CaseId, Fault, Hands, PersonId, Situation, Tie};

use crate::model::Case;

pub(crate) fn situation(hands: &mut Hands<'_, '_>, actor: &Actor, id: &CaseId) -> Result<Situation, Fault> {
    let restricted: Option<(bool,)> = hands.store.maybe(
        "select restricted from cases_case where municipality_id = $1 and id = $2",
        &args![*hands.municipality, *id],
    )?;
    let Some((restricted,)) = restricted else { return Ok(Situation::default()) };
    let persons = persons(hands, actor, id)?;
    let (kept_back, named) = named(restricted, &persons);
    Ok(Situation {
        tie: tie(hands, actor, id)?,
        protected: persons.iter().any(|p| p.protected),
        restricted: kept_back,
        named,
        broke_glass: broke_glass(hands, actor, id)?,
        ..Situation::default()
    })
}

/// How one person of a case stands to the actor.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Standing {
    pub(crate) restricted: bool,
    pub(crate) protected: bool,
    pub(crate) named: bool,
}

/// Whether the case is restricted, and whether the actor is named: for every restricted person, and for a restricted
/// case for at least one of its persons.
pub(crate) fn named(case_restricted: bool, persons: &[Standing]) -> (bool, bool) {
    let kept_back = case_restricted || persons.iter().any(|p| p.restricted);
    let for_persons = persons.iter().all(|p| !p.restricted || p.named);
    let for_case = persons.iter().any(|p| p.named);
    (kept_back, for_persons && for_case)
}

fn persons(hands: &mut Hands<'_, '_>, actor: &Actor, id: &CaseId) -> Result<Vec<Standing>, Fault> {
    let rows: Vec<(bool, bool, bool)> = hands.store.all(
        "select p.restricted, p.protected, case when n.staff_id is null then 0 else 1 end
         from cases_person c
         join people_person p on p.municipality_id = c.municipality_id and p.id = c.person_id
         left join people_named n on n.municipality_id = c.municipality_id and n.person_id = c.person_id
           and n.staff_id = $3
         where c.municipality_id = $1 and c.case_id = $2",
        &args![*hands.municipality, *id, actor.staff],
    )?;
    Ok(rows.into_iter().map(|(restricted, protected, named)| Standing { restricted, protected, named }).collect())
}

fn tie(hands: &mut Hands<'_, '_>, actor: &Actor, id: &CaseId) -> Result<Tie, Fault> {
    let ties: Vec<(String,)> = hands.store.all(
        "select tie from cases_party where municipality_id = $1 and case_id = $2 and agency_id = $3",
        &args![*hands.municipality, *id, actor.agency],
    )?;
    let has = |name: &str| ties.iter().any(|(tie,)| tie == name);
    Ok(Tie {
        holds: has("holds"),
        held: has("held"),
        took_in: has("took_in"),
        sent: has("sent"),
        received: has("received"),
    })
}

fn broke_glass(hands: &mut Hands<'_, '_>, actor: &Actor, id: &CaseId) -> Result<bool, Fault> {
    let found: Option<(i64,)> = hands.store.maybe(
        "select 1 from cases_break_glass
         where municipality_id = $1 and staff_id = $2 and case_id = $3 and until > $4 limit 1",
        &args![*hands.municipality, actor.staff, *id, hands.at],
    )?;
    Ok(found.is_some())
}

/// In lists: tied, or opened in an emergency; restricted ones for the named alone.
pub(crate) fn is_seen(facts: &Situation) -> bool {
    (facts.tie.beyond_a_sheet() || facts.broke_glass) && (!facts.restricted || facts.named)
}

/// The cases of a person that the actor may know of, the newest first.
pub fn cases_of_person(hands: &mut Hands<'_, '_>, actor: &Actor, person: &PersonId) -> Result<Vec<Case>, Fault> {
    let cases: Vec<Case> = hands.store.all(
        "select c.id, c.no, c.household_id, c.status, c.holder_agency, c.holder_staff, c.held_since, c.hops,
           c.opened_on, c.support_from, c.closed_on, c.closing_kind, c.restricted, c.version
         from cases_person p join cases_case c on c.municipality_id = p.municipality_id and c.id = p.case_id
         where p.municipality_id = $1 and p.person_id = $2 order by c.opened_on desc, c.id desc",
        &args![*hands.municipality, *person],
    )?;
    let mut seen = Vec::new();
    for case in cases {
        let facts = situation(hands, actor, &case.id)?;
        if is_seen(&facts) {
            seen.push(case);
        }
    }
    Ok(seen)
}
