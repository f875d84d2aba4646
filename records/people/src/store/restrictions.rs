//! 存在を伏せること as it is kept, and the named few for whom the record still exists.

use db::{Record, Row, args};
use office::{Act, Fault, Hands, Instant, PersonId, Refusal, StaffId, Trouble};
use vault::Place;

use super::lifting::SealedLift;
use super::protections::{name_staff, named};
use super::{restrict, visible};
use crate::RestrictionId;
use crate::lifting::By;
use crate::restriction::{self, LEAST_NAMED, Restriction, RestrictionRefusal};

struct Sealed {
    id: RestrictionId,
    reason: Vec<u8>,
    begun: (Instant, StaffId),
    lift: SealedLift,
    version: i64,
}

impl Record for Sealed {
    fn read(row: &mut Row) -> Result<Self, Fault> {
        Ok(Self {
            id: row.take()?,
            reason: row.take()?,
            begun: (row.take()?, row.take()?),
            lift: SealedLift::take(row)?,
            version: row.take()?,
        })
    }
}

fn place<'a>(row: &'a RestrictionId, column: &'a str) -> Place<'a> {
    Place { table: "people_restriction", row: row.as_text(), column }
}

/// The restriction that stands, or the last one that did.
pub fn restriction_of(hands: &mut Hands<'_, '_>, person: &PersonId) -> Result<Option<Restriction>, Fault> {
    let row: Option<Sealed> = hands.store.maybe(
        "select id, reason, begun_at, begun_by, lift_asked_at, lift_asked_by, lift_reason, lifted_at, lifted_by, version
         from people_restriction where municipality_id = $1 and person_id = $2
         order by case when lifted_at is null then 0 else 1 end, begun_at desc, id desc limit 1",
        &args![*hands.municipality, *person],
    )?;
    let Some(row) = row else { return Ok(None) };
    let reason = hands.open(person.as_text(), place(&row.id, "reason"), &row.reason)?;
    let (lift_asked, lifted) = row.lift.open(hands, person, place(&row.id, "lift_reason"))?;
    Ok(Some(Restriction {
        id: row.id,
        person: person.clone(),
        reason,
        begun_at: row.begun.0,
        begun_by: row.begun.1,
        lift_asked,
        lifted,
        version: row.version,
    }))
}

/// From now on the person, and the cases they are in, exist for the beginner and for `staff` alone.
pub fn begin_restriction(
    act: &mut Act<'_, '_>,
    person: &PersonId,
    (reason, staff): (&str, &[StaffId]),
) -> Result<Restriction, Trouble> {
    let before = restriction_of(&mut act.hands(), person)?;
    let actor = act.actor();
    let mut all = named(&mut act.hands(), person)?;
    all.extend(staff.iter().cloned());
    all.push(actor.staff.clone());
    all.sort();
    all.dedup();
    let id = act.new_id(RestrictionId::PREFIX, RestrictionId::from_text)?;
    let by = By { staff: &actor.staff, at: act.now() };
    let begun = restriction::begin(before.as_ref(), (id, person.clone()), (reason, all.len()), by)?;
    let sealed = act.seal(person.as_text(), place(&begun.id, "reason"), &begun.reason)?;
    let municipality = act.municipality();
    act.store().run(
        "insert into people_restriction (municipality_id, id, person_id, reason, begun_at, begun_by, begun_agency,
           version)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        &args![*municipality, begun.id, *person, sealed, begun.begun_at, begun.begun_by, actor.agency, begun.version],
    )?;
    for one in &all {
        name_staff(act, person, one)?;
    }
    restrict(act, person, true)?;
    Ok(begun)
}

fn standing(act: &mut Act<'_, '_>, person: &PersonId) -> Result<Restriction, Trouble> {
    Ok(restriction_of(&mut act.hands(), person)?.ok_or_else(Refusal::not_there)?)
}

/// `seen` is the version that the officer had before them.
pub fn ask_lift_restriction(
    act: &mut Act<'_, '_>,
    person: &PersonId,
    seen: i64,
    reason: &str,
) -> Result<Restriction, Trouble> {
    let now = standing(act, person)?;
    let next = restriction::ask_lift(&now, seen, reason, By { staff: &act.actor().staff, at: act.now() })?;
    save(act, &now, next)
}

pub fn keep_restriction(act: &mut Act<'_, '_>, person: &PersonId) -> Result<Restriction, Trouble> {
    let now = standing(act, person)?;
    let next = restriction::keep(&now)?;
    save(act, &now, next)
}

/// Ends it if `seen` is still its state.
pub fn confirm_lift_restriction(act: &mut Act<'_, '_>, person: &PersonId, seen: i64) -> Result<Restriction, Trouble> {
    let now = standing(act, person)?;
    let next = restriction::confirm_lift(&now, seen, By { staff: &act.actor().staff, at: act.now() })?;
    let next = save(act, &now, next)?;
    restrict(act, person, false)?;
    Ok(next)
}

fn save(act: &mut Act<'_, '_>, before: &Restriction, next: Restriction) -> Result<Restriction, Trouble> {
    let asked = next.lift_asked.as_ref();
    let reason = asked.map(|asked| asked.reason.as_str());
    let reason = act.seal_maybe(next.person.as_text(), place(&next.id, "lift_reason"), reason)?;
    let municipality = act.municipality();
    let changed = act.store().run(
        "update people_restriction set lift_asked_at = $4, lift_asked_by = $5, lift_reason = $6, lifted_at = $7,
           lifted_by = $8, version = $9
         where municipality_id = $1 and id = $2 and version = $3 and lifted_at is null",
        &args![
            *municipality,
            next.id,
            before.version,
            asked.map(|asked| asked.at),
            asked.map(|asked| asked.by.clone()),
            reason,
            next.lifted.as_ref().map(|lifted| lifted.at),
            next.lifted.as_ref().map(|lifted| lifted.by.clone()),
            next.version,
        ],
    )?;
    if changed == 0 { Err(RestrictionRefusal::SeenAnOlderState.into()) } else { Ok(next) }
}

/// One of the named takes a colleague's, or their own, name away: as many as the state needs stay.
pub fn unname_staff(act: &mut Act<'_, '_>, person: &PersonId, staff: &StaffId) -> Result<(), Trouble> {
    let actor = act.actor();
    let mut hands = act.hands();
    if !visible::is_named(&mut hands, actor, person)? {
        return Err(Refusal::not_allowed(
            "名指しは、名指しされた職員だけが外せます。名指しされた職員に相談してください。",
        )
        .into());
    }
    let all = named(&mut hands, person)?;
    let hidden = restriction_of(&mut hands, person)?.is_some_and(|restriction| restriction.stands());
    restriction::unname(&all, staff, if hidden { LEAST_NAMED } else { 1 })?;
    let municipality = act.municipality();
    act.store().run(
        "delete from people_named where municipality_id = $1 and person_id = $2 and staff_id = $3",
        &args![*municipality, *person, *staff],
    )?;
    Ok(())
}
