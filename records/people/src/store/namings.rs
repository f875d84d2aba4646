//! 伏せた記録の担当の付け替え as it is kept, and which hidden records have too few who can open them.

use std::collections::{BTreeMap, BTreeSet};

use db::{Record, Row, args};
use office::{Act, AgencyId, By, Fault, Hands, Instant, PersonId, Refusal, StaffId, Trouble};
use vault::Place;

use super::protections::name_staff;
use crate::naming::{self, AtWork, Naming, NamingRefusal, Unattended};
use crate::restriction::LEAST_NAMED;
use crate::{NamingId, RestrictionId};

/// A record that is hidden now.
struct Hidden {
    id: RestrictionId,
    person: PersonId,
    at: Instant,
    agency: Option<AgencyId>,
    named: Vec<StaffId>,
    in_charge: BTreeSet<StaffId>,
}

struct Sealed {
    id: NamingId,
    reason: Vec<u8>,
    staff: String,
    proposed: By,
    version: i64,
}

impl Record for Sealed {
    fn read(row: &mut Row) -> Result<Self, Fault> {
        Ok(Self {
            id: row.take()?,
            reason: row.take()?,
            staff: row.take()?,
            proposed: By::take(row)?,
            version: row.take()?,
        })
    }
}

fn place(row: &NamingId) -> Place<'_> {
    Place { table: "people_naming", row: row.as_text(), column: "reason" }
}

/// Every hidden record, the first hidden first.
fn hidden(hands: &mut Hands<'_, '_>, at_work: AtWork<'_>) -> Result<Vec<Hidden>, Fault> {
    let rows: Vec<(RestrictionId, PersonId, Instant, Option<AgencyId>)> = hands.store.all(
        "select id, person_id, begun_at, begun_agency from people_restriction
         where municipality_id = $1 and lifted_at is null order by begun_at, id",
        &args![*hands.municipality],
    )?;
    let persons: Vec<PersonId> = rows.iter().map(|(_, person, ..)| person.clone()).collect();
    let named: Vec<(PersonId, StaffId)> = hands.store.of_many(
        "select person_id, staff_id from people_named where municipality_id = $1 and person_id in ($many)",
        &args![*hands.municipality],
        &persons,
    )?;
    let ties: Vec<(PersonId, AgencyId)> = hands.store.of_many(
        "select distinct person_id, agency_id from cases_person_tie
         where municipality_id = $1 and tie <> 'received' and person_id in ($many)",
        &args![*hands.municipality],
        &persons,
    )?;
    let (named, ties) = (by_person(named), by_person(ties));
    let whole = |(id, person, at, agency): (RestrictionId, PersonId, Instant, Option<AgencyId>)| {
        let named = named.get(&person).cloned().unwrap_or_default();
        let tied: BTreeSet<AgencyId> = ties.get(&person).into_iter().flatten().cloned().collect();
        let in_charge = at_work.in_charge(&named, &tied);
        Hidden { id, person, at, agency, named, in_charge }
    };
    Ok(rows.into_iter().map(whole).collect())
}

fn by_person<T>(rows: Vec<(PersonId, T)>) -> BTreeMap<PersonId, Vec<T>> {
    let mut all: BTreeMap<PersonId, Vec<T>> = BTreeMap::new();
    for (person, one) in rows {
        all.entry(person).or_default().push(one);
    }
    all
}

/// The hidden records that fewer than two can open.
pub(crate) fn unattended(hands: &mut Hands<'_, '_>, at_work: AtWork<'_>) -> Result<Vec<Unattended>, Fault> {
    let few = hidden(hands, at_work)?.into_iter().filter(|one| one.in_charge.len() < LEAST_NAMED);
    let mut all = Vec::new();
    for one in few {
        all.push(Unattended {
            proposal: open_proposal(hands, &one)?,
            id: one.id,
            person: one.person,
            hidden_on: one.at.day(),
            hidden_at: one.agency,
            in_charge: one.in_charge.len(),
            gone: one.named.into_iter().filter(|staff| !one.in_charge.contains(staff)).collect(),
        });
    }
    Ok(all)
}

/// One of them. A record that enough can open is as one that never was.
pub(crate) fn one(hands: &mut Hands<'_, '_>, at_work: AtWork<'_>, id: &RestrictionId) -> Result<Unattended, Trouble> {
    let found = unattended(hands, at_work)?.into_iter().find(|one| one.id == *id);
    Ok(found.ok_or_else(Refusal::not_there)?)
}

/// How many hidden records too few can open.
pub fn count_unattended(hands: &mut Hands<'_, '_>, at_work: AtWork<'_>) -> Result<usize, Fault> {
    Ok(hidden(hands, at_work)?.iter().filter(|one| one.in_charge.len() < LEAST_NAMED).count())
}

/// Whether this member is named for a record that too few can open, and cannot open it: they left, moved, or work in
/// another role now. Told to whoever manages the staff; not which record.
pub fn leaves_unattended(hands: &mut Hands<'_, '_>, at_work: AtWork<'_>, staff: &StaffId) -> Result<bool, Fault> {
    let left =
        |one: &Hidden| one.in_charge.len() < LEAST_NAMED && one.named.contains(staff) && !one.in_charge.contains(staff);
    Ok(hidden(hands, at_work)?.iter().any(left))
}

fn open_proposal(hands: &mut Hands<'_, '_>, of: &Hidden) -> Result<Option<Naming>, Fault> {
    let row: Option<Sealed> = hands.store.maybe(
        "select id, reason, staff, proposed_by, proposed_name, proposed_at, version from people_naming
         where municipality_id = $1 and restriction_id = $2 and confirmed_at is null and withdrawn_at is null",
        &args![*hands.municipality, of.id],
    )?;
    let Some(row) = row else { return Ok(None) };
    let reason = hands.open(of.person.as_text(), place(&row.id), &row.reason)?;
    let staff = row.staff.split_whitespace().filter_map(StaffId::from_text).collect();
    Ok(Some(Naming { id: row.id, reason, staff, proposed: row.proposed, version: row.version }))
}

pub(crate) fn propose(
    act: &mut Act<'_, '_>,
    at_work: AtWork<'_>,
    id: &RestrictionId,
    (reason, staff): (&str, &[StaffId]),
) -> Result<PersonId, Trouble> {
    let actor = act.actor();
    let now = one(&mut act.hands(), at_work, id)?;
    naming::propose(&now, at_work, (reason, staff), &actor.staff)?;
    let naming = act.new_id(NamingId::PREFIX, NamingId::from_text)?;
    let sealed = act.seal(now.person.as_text(), place(&naming), reason)?;
    let (municipality, at) = (act.municipality(), act.now());
    let staff = staff.iter().map(StaffId::as_text).collect::<Vec<_>>().join(" ");
    act.store().run(
        "insert into people_naming (municipality_id, id, restriction_id, reason, staff, proposed_by, proposed_name,
           proposed_at, version)
         values ($1, $2, $3, $4, $5, $6, $7, $8, 1)",
        &args![*municipality, naming, *id, sealed, staff, actor.staff, actor.name.clone(), at],
    )?;
    Ok(now.person)
}

/// Takes an open proposal back.
pub(crate) fn withdraw(act: &mut Act<'_, '_>, at_work: AtWork<'_>, id: &RestrictionId) -> Result<PersonId, Trouble> {
    let (actor, now) = (act.actor(), one(&mut act.hands(), at_work, id)?);
    let naming = now.proposal.ok_or(NamingRefusal::NotAsked)?;
    let (municipality, at) = (act.municipality(), act.now());
    let changed = act.store().run(
        "update people_naming set withdrawn_by = $4, withdrawn_name = $5, withdrawn_at = $6, version = version + 1
         where municipality_id = $1 and id = $2 and version = $3 and confirmed_at is null and withdrawn_at is null",
        &args![*municipality, naming.id, naming.version, actor.staff, actor.name.clone(), at],
    )?;
    if changed == 0 { Err(NamingRefusal::SeenAnOlderState.into()) } else { Ok(now.person) }
}

/// The second officer: the chosen are named, and those who cannot open the record any more are named no longer.
pub(crate) fn confirm(
    act: &mut Act<'_, '_>,
    at_work: AtWork<'_>,
    (id, seen): (&RestrictionId, i64),
) -> Result<PersonId, Trouble> {
    let (actor, now) = (act.actor(), one(&mut act.hands(), at_work, id)?);
    let naming = naming::confirm(&now, at_work, (&actor.staff, seen))?.clone();
    let (municipality, at) = (act.municipality(), act.now());
    let changed = act.store().run(
        "update people_naming set confirmed_by = $4, confirmed_name = $5, confirmed_at = $6, version = version + 1
         where municipality_id = $1 and id = $2 and version = $3 and confirmed_at is null and withdrawn_at is null",
        &args![*municipality, naming.id, naming.version, actor.staff, actor.name.clone(), at],
    )?;
    if changed == 0 {
        return Err(NamingRefusal::SeenAnOlderState.into());
    }
    for gone in now.gone {
        act.store().run(
            "delete from people_named where municipality_id = $1 and person_id = $2 and staff_id = $3",
            &args![*municipality, now.person, gone],
        )?;
    }
    for staff in &naming.staff {
        name_staff(act, &now.person, staff)?;
    }
    Ok(now.person)
}
