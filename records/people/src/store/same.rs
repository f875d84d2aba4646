//! 同じ人かもしれない as it is kept: a link between two records that stay as they are.

use std::collections::BTreeMap;

use db::{Record, Row, args};
use office::{
    Act, Actor, AgencyId, Decision, Fault, Hands, Instant, May, PersonId, Refusal, StaffId, Subject, Trouble, decide,
};
use vault::Place;

use crate::{PersonSubject, SameId};

/// One link, from the side of the person who is looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Same {
    pub id: SameId,
    /// The other record.
    pub other: PersonId,
    pub why: String,
    pub at: Instant,
    pub by: StaffId,
    pub agency: AgencyId,
    pub undone: Option<Undone>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undone {
    pub at: Instant,
    pub by: StaffId,
    pub why: String,
}

struct Sealed {
    id: SameId,
    one: PersonId,
    other: PersonId,
    why: Vec<u8>,
    linked: (Instant, StaffId, AgencyId),
    undone: (Option<Instant>, Option<StaffId>, Option<Vec<u8>>),
}

impl Record for Sealed {
    fn read(row: &mut Row) -> Result<Self, Fault> {
        Ok(Self {
            id: row.take()?,
            one: row.take()?,
            other: row.take()?,
            why: row.take()?,
            linked: (row.take()?, row.take()?, row.take()?),
            undone: (row.take()?, row.take()?, row.take()?),
        })
    }
}

fn place<'a>(row: &'a SameId, column: &'a str) -> Place<'a> {
    Place { table: "people_same", row: row.as_text(), column }
}

/// The records that somebody took for this person, as far as the actor may see them: of the others nothing is told, not
/// even that there is a link. `all`: with those that were undone.
pub fn same_as(hands: &mut Hands<'_, '_>, actor: &Actor, person: &PersonId, all: bool) -> Result<Vec<Same>, Fault> {
    let rows: Vec<Sealed> = hands.store.all(
        "select id, one, other, why, linked_at, linked_by, linked_agency, undone_at, undone_by, undone_why
         from people_same where municipality_id = $1 and (one = $2 or other = $2) and (undone_at is null or $3 = 1)
         order by linked_at, id",
        &args![*hands.municipality, *person, all],
    )?;
    let mut seen = Vec::new();
    for row in rows {
        let other = if row.one == *person { row.other.clone() } else { row.one.clone() };
        if !may_see(hands, actor, &other)? {
            continue;
        }
        let why = hands.open(row.one.as_text(), place(&row.id, "why"), &row.why)?;
        let undone = match row.undone {
            (Some(at), Some(by), sealed) => {
                let why = hands.open_maybe(row.one.as_text(), place(&row.id, "undone_why"), sealed.as_deref())?;
                Some(Undone { at, by, why: why.unwrap_or_default() })
            }
            _ => None,
        };
        let (at, by, agency) = row.linked;
        seen.push(Same { id: row.id, other, why, at, by, agency, undone });
    }
    Ok(seen)
}

/// The records that stand linked with each of these persons, for lists; none for a person who has no link to be seen.
pub(crate) fn same_as_many(
    hands: &mut Hands<'_, '_>,
    actor: &Actor,
    persons: &[PersonId],
) -> Result<BTreeMap<PersonId, Vec<PersonId>>, Fault> {
    let mut pairs: Vec<(PersonId, PersonId)> = hands.store.of_many(
        "select one, other from people_same where municipality_id = $1 and undone_at is null and one in ($many)",
        &args![*hands.municipality],
        persons,
    )?;
    pairs.extend(hands.store.of_many::<(PersonId, PersonId), _>(
        "select other, one from people_same where municipality_id = $1 and undone_at is null and other in ($many)",
        &args![*hands.municipality],
        persons,
    )?);
    let mut seen: BTreeMap<PersonId, Vec<PersonId>> = BTreeMap::new();
    for (person, other) in pairs {
        if may_see(hands, actor, &other)? {
            seen.entry(person).or_default().push(other);
        }
    }
    Ok(seen)
}

/// By the one function that decides: a page that shows less is no denied deed.
pub(crate) fn may_see(hands: &mut Hands<'_, '_>, actor: &Actor, person: &PersonId) -> Result<bool, Fault> {
    let situation = PersonSubject(person.clone()).situation(hands, actor)?;
    Ok(matches!(decide(actor, May::SeePerson, &situation), Decision::Granted(_)))
}

/// 同じ人かもしれない: links two records that the actor may see. Neither is changed.
pub fn link(act: &mut Act<'_, '_>, (one, other): (&PersonId, &PersonId), why: &str) -> Result<SameId, Trouble> {
    if one == other {
        return Err(Refusal::rule("同じ記録どうしは結べません。もう一つの記録を選んでください。").into());
    }
    let actor = act.actor();
    if !may_see(&mut act.hands(), actor, other)? {
        return Err(Refusal::not_there().into());
    }
    if same_as(&mut act.hands(), actor, one, false)?.iter().any(|same| same.other == *other) {
        return Err(Refusal::conflict("この二つの記録は、すでに結ばれています。").into());
    }
    let (first, second) = if one < other { (one, other) } else { (other, one) };
    let id = act.new_id(SameId::PREFIX, SameId::from_text)?;
    let why = act.seal(first.as_text(), place(&id, "why"), why)?;
    let (municipality, now) = (act.municipality(), act.now());
    act.store().run(
        "insert into people_same (municipality_id, id, one, other, why, linked_at, linked_by, linked_agency)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        &args![*municipality, id, *first, *second, why, now, actor.staff, actor.agency],
    )?;
    Ok(id)
}

/// Takes a link back. It stays in the history of both. Gives the other record.
pub fn undo_link(act: &mut Act<'_, '_>, person: &PersonId, (id, why): (&SameId, &str)) -> Result<PersonId, Trouble> {
    let actor = act.actor();
    let links = same_as(&mut act.hands(), actor, person, true)?;
    let link = links.into_iter().find(|link| link.id == *id).ok_or_else(Refusal::not_there)?;
    let first = if *person < link.other { person } else { &link.other };
    let why = act.seal(first.as_text(), place(id, "undone_why"), why)?;
    let (municipality, now) = (act.municipality(), act.now());
    let changed = act.store().run(
        "update people_same set undone_at = $3, undone_by = $4, undone_why = $5
         where municipality_id = $1 and id = $2 and undone_at is null",
        &args![*municipality, *id, now, actor.staff, why],
    )?;
    if changed == 0 {
        return Err(Refusal::conflict("この結びつきは、すでに解かれています。").into());
    }
    Ok(link.other)
}
