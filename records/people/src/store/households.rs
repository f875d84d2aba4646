//! 世帯 as it is kept. A person may be in two.

use db::{Record, Row, args};
use office::{Act, Day, Fault, Hands, HouseholdId, PersonId};

use super::index;
use crate::model::Member;

impl Record for Member {
    fn read(row: &mut Row) -> Result<Self, Fault> {
        Ok(Self {
            household: row.take()?,
            person: row.take()?,
            relation: row.take()?,
            since: row.take()?,
            until: row.take()?,
        })
    }
}

pub fn new_household(act: &mut Act<'_, '_>) -> Result<HouseholdId, Fault> {
    let id = act.new_id(HouseholdId::PREFIX, HouseholdId::from_text)?;
    let (municipality, now) = (act.municipality(), act.now());
    act.store().run(
        "insert into people_household (municipality_id, id, made_at) values ($1, $2, $3)",
        &args![*municipality, id, now],
    )?;
    Ok(id)
}

/// Adds a person to a household, or corrects their place in it. `relation` is a code of `relations.yaml`.
pub fn add_member(act: &mut Act<'_, '_>, member: &Member) -> Result<(), Fault> {
    let municipality = act.municipality();
    act.store().run(
        "insert into people_member (municipality_id, household_id, person_id, relation, since, until)
         values ($1, $2, $3, $4, $5, $6)
         on conflict (municipality_id, household_id, person_id)
         do update set relation = excluded.relation, since = excluded.since, until = excluded.until",
        &args![*municipality, member.household, member.person, member.relation, member.since, member.until],
    )?;
    find_anew(act, &member.household)
}

/// The person left the household.
pub fn end_membership(act: &mut Act<'_, '_>, household: &HouseholdId, person: &PersonId, on: Day) -> Result<(), Fault> {
    let municipality = act.municipality();
    act.store().run(
        "update people_member set until = $4 where municipality_id = $1 and household_id = $2 and person_id = $3",
        &args![*municipality, *household, *person, on],
    )?;
    index::again(act, person)?;
    find_anew(act, household)
}

/// Who lives together decides whose telephones may be found by.
fn find_anew(act: &mut Act<'_, '_>, household: &HouseholdId) -> Result<(), Fault> {
    let everyone = members(&mut act.hands(), household)?;
    let mut protected = false;
    for member in &everyone {
        protected = protected || super::visible::is_covered(&mut act.hands(), &member.person)?;
    }
    if protected {
        for member in &everyone {
            index::again(act, &member.person)?;
        }
    }
    Ok(())
}

/// Everyone who is or was in the household; those who left come last.
pub fn members(hands: &mut Hands<'_, '_>, household: &HouseholdId) -> Result<Vec<Member>, Fault> {
    hands.store.all(
        "select household_id, person_id, relation, since, until from people_member
         where municipality_id = $1 and household_id = $2
         order by case when until is null then 0 else 1 end, since, person_id",
        &args![*hands.municipality, *household],
    )
}

/// The households in which the person is now.
pub fn households_of(hands: &mut Hands<'_, '_>, person: &PersonId) -> Result<Vec<HouseholdId>, Fault> {
    let rows: Vec<(HouseholdId,)> = hands.store.all(
        "select household_id from people_member
         where municipality_id = $1 and person_id = $2 and until is null order by since desc, household_id",
        &args![*hands.municipality, *person],
    )?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}
