//! Whether an actor may know that a person exists, and where they live.

use db::args;
use office::{Actor, Fault, Hands, Instant, PersonId, Situation, Tie};

/// The actor is one of the named few of this person.
pub(crate) fn is_named(hands: &mut Hands<'_, '_>, actor: &Actor, id: &PersonId) -> Result<bool, Fault> {
    let found: Option<(i64,)> = hands.store.maybe(
        "select 1 from people_named where municipality_id = $1 and person_id = $2 and staff_id = $3",
        &args![*hands.municipality, *id, actor.staff],
    )?;
    Ok(found.is_some())
}

/// A protection stands on the person, or on somebody who lives with them: the same address.
pub(crate) fn is_covered(hands: &mut Hands<'_, '_>, id: &PersonId) -> Result<bool, Fault> {
    let found: Option<(i64,)> = hands.store.maybe(
        "select 1 from people_person where municipality_id = $1 and protected = 1 and (id = $2 or id in (
           select b.person_id from people_member a join people_member b
             on b.municipality_id = a.municipality_id and b.household_id = a.household_id
           where a.municipality_id = $1 and a.person_id = $2 and a.until is null and b.until is null)) limit 1",
        &args![*hands.municipality, *id],
    )?;
    Ok(found.is_some())
}

/// As [`is_covered`], and the actor is not among the named of each protected person.
pub(crate) fn is_withheld(hands: &mut Hands<'_, '_>, actor: &Actor, id: &PersonId) -> Result<bool, Fault> {
    let found: Option<(i64,)> = hands.store.maybe(
        "select 1 from people_person p where p.municipality_id = $1 and p.protected = 1 and (p.id = $2 or p.id in (
           select b.person_id from people_member a join people_member b
             on b.municipality_id = a.municipality_id and b.household_id = a.household_id
           where a.municipality_id = $1 and a.person_id = $2 and a.until is null and b.until is null))
         and not exists (select 1 from people_named n
           where n.municipality_id = p.municipality_id and n.person_id = p.id and n.staff_id = $3) limit 1",
        &args![*hands.municipality, *id, actor.staff],
    )?;
    Ok(found.is_some())
}

pub(crate) fn situation(hands: &mut Hands<'_, '_>, actor: &Actor, id: &PersonId) -> Result<Situation, Fault> {
    let restricted: Option<(bool,)> = hands.store.maybe(
        "select restricted from people_person where municipality_id = $1 and id = $2",
        &args![*hands.municipality, *id],
    )?;
    let Some((restricted,)) = restricted else { return Ok(Situation::default()) };
    let named = is_named(hands, actor, id)?;
    Ok(Situation {
        tie: tie(hands, actor, id, named)?,
        protected: is_withheld(hands, actor, id)?,
        restricted,
        named,
        broke_glass: broke_glass(hands, actor, id)?,
        ..Situation::default()
    })
}

/// Ties through restricted cases count for the named alone.
fn tie(hands: &mut Hands<'_, '_>, actor: &Actor, id: &PersonId, named: bool) -> Result<Tie, Fault> {
    let ties: Vec<(String,)> = hands.store.all(
        "select distinct tie from cases_person_tie
         where municipality_id = $1 and person_id = $2 and agency_id = $3 and (restricted = 0 or $4 = 1)",
        &args![*hands.municipality, *id, actor.agency, named],
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

fn broke_glass(hands: &mut Hands<'_, '_>, actor: &Actor, id: &PersonId) -> Result<bool, Fault> {
    let now: Instant = hands.at;
    let found: Option<(i64,)> = hands.store.maybe(
        "select 1 from cases_person_glass where municipality_id = $1 and person_id = $2 and staff_id = $3 and until > $4
         limit 1",
        &args![*hands.municipality, *id, actor.staff, now],
    )?;
    Ok(found.is_some())
}
