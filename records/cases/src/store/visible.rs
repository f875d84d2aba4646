//! Whether an actor may know that a case exists.

use std::collections::{BTreeMap, BTreeSet};

use db::{Record, Row, args};
use office::{Actor, CaseId, Fault, Hands, PersonId, Situation, Tie};

use crate::model::{Case, TieKind};

pub(crate) fn situation(hands: &mut Hands<'_, '_>, actor: &Actor, id: &CaseId) -> Result<Situation, Fault> {
    Ok(situations(hands, actor, std::slice::from_ref(id))?.remove(id).unwrap_or_default())
}

/// The facts about many cases at once, for lists. A case that is not there is not in the answer.
pub fn situations(
    hands: &mut Hands<'_, '_>,
    actor: &Actor,
    ids: &[CaseId],
) -> Result<BTreeMap<CaseId, Situation>, Fault> {
    let cases: Vec<(CaseId, bool)> = hands.store.of_many(
        "select id, restricted from cases_case where municipality_id = $1 and id in ($many)",
        &args![*hands.municipality],
        ids,
    )?;
    let mut persons = persons(hands, actor, ids)?;
    let mut ties = ties(hands, actor, ids)?;
    let broken = broke_glass(hands, actor, ids)?;
    let facts = |(id, restricted): (CaseId, bool)| {
        let persons = persons.remove(&id).unwrap_or_default();
        let (kept_back, named) = named(restricted, &persons);
        let situation = Situation {
            tie: ties.remove(&id).unwrap_or_default(),
            protected: persons.iter().any(|p| p.protected),
            restricted: kept_back,
            named,
            broke_glass: broken.contains(&id),
            ..Situation::default()
        };
        (id, situation)
    };
    Ok(cases.into_iter().map(facts).collect())
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

fn persons(hands: &mut Hands<'_, '_>, actor: &Actor, ids: &[CaseId]) -> Result<BTreeMap<CaseId, Vec<Standing>>, Fault> {
    let rows: Vec<(CaseId, bool, bool, bool)> = hands.store.of_many(
        "select c.case_id, p.restricted, p.protected, case when n.staff_id is null then 0 else 1 end
         from cases_person c
         join people_person p on p.municipality_id = c.municipality_id and p.id = c.person_id
         left join people_named n on n.municipality_id = c.municipality_id and n.person_id = c.person_id
           and n.staff_id = $2
         where c.municipality_id = $1 and c.case_id in ($many)",
        &args![*hands.municipality, actor.staff],
        ids,
    )?;
    let mut all: BTreeMap<CaseId, Vec<Standing>> = BTreeMap::new();
    for (case, restricted, protected, named) in rows {
        all.entry(case).or_default().push(Standing { restricted, protected, named });
    }
    Ok(all)
}

fn ties(hands: &mut Hands<'_, '_>, actor: &Actor, ids: &[CaseId]) -> Result<BTreeMap<CaseId, Tie>, Fault> {
    let rows: Vec<(CaseId, TieKind)> = hands.store.of_many(
        "select case_id, tie from cases_party where municipality_id = $1 and agency_id = $2 and case_id in ($many)",
        &args![*hands.municipality, actor.agency],
        ids,
    )?;
    let mut all: BTreeMap<CaseId, Tie> = BTreeMap::new();
    for (case, kind) in rows {
        let tie = all.entry(case).or_default();
        match kind {
            TieKind::Holds => tie.holds = true,
            TieKind::Held => tie.held = true,
            TieKind::TookIn => tie.took_in = true,
            TieKind::Sent => tie.sent = true,
            TieKind::Received => tie.received = true,
        }
    }
    Ok(all)
}

fn broke_glass(hands: &mut Hands<'_, '_>, actor: &Actor, ids: &[CaseId]) -> Result<BTreeSet<CaseId>, Fault> {
    let rows: Vec<(CaseId,)> = hands.store.of_many(
        "select case_id from cases_break_glass
         where municipality_id = $1 and staff_id = $2 and until > $3 and case_id in ($many)",
        &args![*hands.municipality, actor.staff, hands.at],
        ids,
    )?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// In lists: tied, or opened in an emergency; restricted ones for the named alone.
pub(crate) fn is_seen(facts: &Situation) -> bool {
    (facts.tie.beyond_a_sheet() || facts.broke_glass) && (!facts.restricted || facts.named)
}

/// The cases of a person that the actor may know of, the newest first.
pub fn cases_of_person(hands: &mut Hands<'_, '_>, actor: &Actor, person: &PersonId) -> Result<Vec<Case>, Fault> {
    Ok(cases_of_persons(hands, actor, std::slice::from_ref(person))?.remove(person).unwrap_or_default())
}

struct OfPerson(PersonId, Case);

impl Record for OfPerson {
    fn read(row: &mut Row) -> Result<Self, Fault> {
        Ok(Self(row.take()?, Case::read(row)?))
    }
}

/// As [`cases_of_person`] for all the persons of a list.
pub(crate) fn cases_of_persons(
    hands: &mut Hands<'_, '_>,
    actor: &Actor,
    persons: &[PersonId],
) -> Result<BTreeMap<PersonId, Vec<Case>>, Fault> {
    let found: Vec<OfPerson> = hands.store.of_many(
        "select p.person_id, c.id, c.no, c.household_id, c.status, c.holder_agency, c.holder_staff, c.held_since,
           c.hops, c.opened_on, c.support_from, c.closed_on, c.closing_kind, c.restricted, c.version
         from cases_person p
         cross join cases_case c
         where c.municipality_id = p.municipality_id and c.id = p.case_id
           and p.municipality_id = $1 and p.person_id in ($many) order by c.opened_on desc, c.id desc",
        &args![*hands.municipality],
        persons,
    )?;
    let ids: Vec<CaseId> = found.iter().map(|OfPerson(_, case)| case.id.clone()).collect();
    let facts = situations(hands, actor, &ids)?;
    let mut seen: BTreeMap<PersonId, Vec<Case>> = BTreeMap::new();
    for OfPerson(person, case) in found {
        if facts.get(&case.id).is_some_and(is_seen) {
            seen.entry(person).or_default().push(case);
        }
    }
    Ok(seen)
}
