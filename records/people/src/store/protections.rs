//! 支援措置 as it is kept. The present state is read inside the transaction that changes it.

use db::{Record, Row, args};
use office::{Act, Day, Fault, Hands, Instant, PersonId, Refusal, StaffId, Trouble};
use vault::Place;

use super::lifting::SealedLift;
use super::{households, index, visible};
use crate::ProtectionId;
use crate::lifting::By;
use crate::rules::{self, Beginning, Protection};

struct Sealed {
    id: ProtectionId,
    person: PersonId,
    reason: Vec<u8>,
    begun_at: Instant,
    begun_by: StaffId,
    until: Day,
    lift: SealedLift,
    version: i64,
}

impl Record for Sealed {
    fn read(row: &mut Row) -> Result<Self, Fault> {
        Ok(Self {
            id: row.take()?,
            person: row.take()?,
            reason: row.take()?,
            begun_at: row.take()?,
            begun_by: row.take()?,
            until: row.take()?,
            lift: SealedLift::take(row)?,
            version: row.take()?,
        })
    }
}

fn place<'a>(row: &'a ProtectionId, column: &'a str) -> Place<'a> {
    Place { table: "people_protection", row: row.as_text(), column }
}

/// The protection that stands, or the last one that did.
pub fn protection_of(hands: &mut Hands<'_, '_>, person: &PersonId) -> Result<Option<Protection>, Fault> {
    let row: Option<Sealed> = hands.store.maybe(
        "select id, person_id, reason, begun_at, begun_by, until, lift_asked_at, lift_asked_by, lift_reason, lifted_at,
           lifted_by, version
         from people_protection where municipality_id = $1 and person_id = $2
         order by case when lifted_at is null then 0 else 1 end, begun_at desc, id desc limit 1",
        &args![*hands.municipality, *person],
    )?;
    let Some(row) = row else { return Ok(None) };
    let reason = hands.open(person.as_text(), place(&row.id, "reason"), &row.reason)?;
    let (lift_asked, lifted) = row.lift.open(hands, person, place(&row.id, "lift_reason"))?;
    Ok(Some(Protection {
        id: row.id,
        person: row.person,
        reason,
        begun_at: row.begun_at,
        begun_by: row.begun_by,
        until: row.until,
        lift_asked,
        lifted,
        version: row.version,
    }))
}

fn standing(act: &mut Act<'_, '_>, person: &PersonId) -> Result<Protection, Trouble> {
    Ok(protection_of(&mut act.hands(), person)?.ok_or_else(Refusal::not_there)?)
}

/// Begins a protection. The beginner is one of the named, so that somebody always is.
pub fn begin_protection(
    act: &mut Act<'_, '_>,
    person: &PersonId,
    beginning: Beginning,
    staff: &[StaffId],
) -> Result<Protection, Trouble> {
    let before = protection_of(&mut act.hands(), person)?;
    let id = act.new_id(ProtectionId::PREFIX, ProtectionId::from_text)?;
    let actor = act.actor();
    let by = By { staff: &actor.staff, at: act.now() };
    let begun = rules::begin(before.as_ref(), (id, person.clone()), beginning, by)?;
    let reason = act.seal(person.as_text(), place(&begun.id, "reason"), &begun.reason)?;
    let municipality = act.municipality();
    act.store().run(
        "insert into people_protection (municipality_id, id, person_id, reason, begun_at, begun_by, until, version)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        &args![*municipality, begun.id, *person, reason, begun.begun_at, begun.begun_by, begun.until, begun.version,],
    )?;
    name_staff(act, person, &actor.staff)?;
    for one in staff {
        name_staff(act, person, one)?;
    }
    mark(act, person, true)?;
    Ok(begun)
}

pub fn renew_protection(act: &mut Act<'_, '_>, person: &PersonId, until: Day) -> Result<Protection, Trouble> {
    let now = standing(act, person)?;
    let next = rules::renew(&now, until, act.today())?;
    save(act, &now, &next)?;
    Ok(next)
}

/// `seen` is the version that the officer had before them.
pub fn ask_lift(act: &mut Act<'_, '_>, person: &PersonId, seen: i64, reason: &str) -> Result<Protection, Trouble> {
    let now = standing(act, person)?;
    let actor = act.actor();
    let next = rules::ask_lift(&now, seen, reason, By { staff: &actor.staff, at: act.now() })?;
    save(act, &now, &next)?;
    Ok(next)
}

pub fn keep_protection(act: &mut Act<'_, '_>, person: &PersonId) -> Result<Protection, Trouble> {
    let now = standing(act, person)?;
    let next = rules::keep(&now)?;
    save(act, &now, &next)?;
    Ok(next)
}

/// Ends the protection if `seen` is still its state. Takes one person, and no list.
pub fn confirm_lift(act: &mut Act<'_, '_>, person: &PersonId, seen: i64) -> Result<Protection, Trouble> {
    let now = standing(act, person)?;
    let actor = act.actor();
    let next = rules::confirm_lift(&now, seen, By { staff: &actor.staff, at: act.now() })?;
    save(act, &now, &next)?;
    mark(act, person, false)?;
    Ok(next)
}

fn save(act: &mut Act<'_, '_>, before: &Protection, next: &Protection) -> Result<(), Trouble> {
    let asked = next.lift_asked.as_ref();
    let person = next.person.as_text();
    let reason = act.seal_maybe(person, place(&next.id, "lift_reason"), asked.map(|a| a.reason.as_str()))?;
    let municipality = act.municipality();
    let changed = act.store().run(
        "update people_protection set until = $4, lift_asked_at = $5, lift_asked_by = $6, lift_reason = $7,
           lifted_at = $8, lifted_by = $9, version = $10
         where municipality_id = $1 and id = $2 and version = $3 and lifted_at is null",
        &args![
            *municipality,
            next.id,
            before.version,
            next.until,
            asked.map(|a| a.at),
            asked.map(|a| a.by.clone()),
            reason,
            next.lifted.as_ref().map(|l| l.at),
            next.lifted.as_ref().map(|l| l.by.clone()),
            next.version,
        ],
    )?;
    if changed == 0 {
        return Err(rules::ProtectionRefusal::SeenAnOlderState.into());
    }
    Ok(())
}

/// Marks the person, and lets everyone who lives with them be found by telephone no longer, or again.
fn mark(act: &mut Act<'_, '_>, person: &PersonId, protected: bool) -> Result<(), Fault> {
    let municipality = act.municipality();
    act.store().run(
        "update people_person set protected = $3, version = version + 1 where municipality_id = $1 and id = $2",
        &args![*municipality, *person, protected],
    )?;
    index::again(act, person)?;
    for household in households::households_of(&mut act.hands(), person)? {
        for member in households::members(&mut act.hands(), &household)? {
            index::again(act, &member.person)?;
        }
    }
    Ok(())
}

/// One of the named names a colleague. Nobody names themselves.
pub fn name_colleague(act: &mut Act<'_, '_>, person: &PersonId, staff: &StaffId) -> Result<(), Trouble> {
    let actor = act.actor();
    if !visible::is_named(&mut act.hands(), actor, person)? {
        return Err(only_the_named().into());
    }
    Ok(name_staff(act, person, staff)?)
}

pub(crate) fn only_the_named() -> Refusal {
    Refusal::not_allowed("名指しは、名指しされた職員だけができます。名指しされた職員に相談してください。")
}

/// Names a member of staff for a protected or restricted person. For deeds that have decided who may; pages use
/// [`name_colleague`].
pub fn name_staff(act: &mut Act<'_, '_>, person: &PersonId, staff: &StaffId) -> Result<(), Fault> {
    let (municipality, now, by) = (act.municipality(), act.now(), act.actor().staff.clone());
    act.store().run(
        "insert into people_named (municipality_id, person_id, staff_id, named_at, named_by)
         values ($1, $2, $3, $4, $5) on conflict (municipality_id, person_id, staff_id) do nothing",
        &args![*municipality, *person, *staff, now, by],
    )?;
    Ok(())
}

/// The named few.
pub fn named(hands: &mut Hands<'_, '_>, person: &PersonId) -> Result<Vec<StaffId>, Fault> {
    let rows: Vec<(StaffId,)> = hands.store.all(
        "select staff_id from people_named where municipality_id = $1 and person_id = $2 order by named_at, staff_id",
        &args![*hands.municipality, *person],
    )?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}
