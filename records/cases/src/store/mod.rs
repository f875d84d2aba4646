//! Cases as they are kept, and every passing of the baton.

pub(crate) mod glass;
pub(crate) mod list;
pub(crate) mod nobody;
pub(crate) mod parties;
pub(crate) mod visible;

use std::collections::BTreeMap;

use db::{Record, Row, args};
use office::calendar::FiscalYear;
use office::{Act, AgencyId, CaseId, Day, Fault, Hands, HouseholdId, Instant, PersonId, Refusal, Trouble};

use crate::model::{Baton, Case, Holder, How, Opening, Status, TieKind};
use crate::rules::{self, CaseRefusal};

impl Record for Case {
    fn read(row: &mut Row) -> Result<Self, Fault> {
        Ok(Self {
            id: row.take()?,
            no: row.take()?,
            household: row.take()?,
            status: row.take()?,
            holder_agency: row.take()?,
            holder_staff: row.take()?,
            held_since: row.take()?,
            hops: row.take()?,
            opened_on: row.take()?,
            support_from: row.take()?,
            closed_on: row.take()?,
            closing_kind: row.take()?,
            restricted: row.take()?,
            version: row.take()?,
        })
    }
}

impl Record for Baton {
    fn read(row: &mut Row) -> Result<Self, Fault> {
        Ok(Self {
            seq: row.take()?,
            at: row.take()?,
            agency: row.take()?,
            staff: row.take()?,
            how: row.take()?,
            leg: row.take()?,
        })
    }
}

pub fn find(hands: &mut Hands<'_, '_>, id: &CaseId) -> Result<Option<Case>, Fault> {
    hands.store.maybe(
        "select id, no, household_id, status, holder_agency, holder_staff, held_since, hops, opened_on, support_from,
           closed_on, closing_kind, restricted, version
         from cases_case where municipality_id = $1 and id = $2",
        &args![*hands.municipality, *id],
    )
}

/// As [`find`]; a case that is not there is answered as such.
pub fn get(hands: &mut Hands<'_, '_>, id: &CaseId) -> Result<Case, Trouble> {
    Ok(find(hands, id)?.ok_or_else(Refusal::not_there)?)
}

pub fn find_by_no(hands: &mut Hands<'_, '_>, no: &str) -> Result<Option<Case>, Fault> {
    hands.store.maybe(
        "select id, no, household_id, status, holder_agency, holder_staff, held_since, hops, opened_on, support_from,
           closed_on, closing_kind, restricted, version
         from cases_case where municipality_id = $1 and no = $2",
        &args![*hands.municipality, no.to_owned()],
    )
}

/// The one open case of a household, whether or not an actor may see it.
pub fn open_case_of_household(hands: &mut Hands<'_, '_>, household: &HouseholdId) -> Result<Option<Case>, Fault> {
    hands.store.maybe(
        "select id, no, household_id, status, holder_agency, holder_staff, held_since, hops, opened_on, support_from,
           closed_on, closing_kind, restricted, version
         from cases_case where municipality_id = $1 and household_id = $2 and status <> 'closed'",
        &args![*hands.municipality, *household],
    )
}

/// 本人 first.
pub fn persons_of(hands: &mut Hands<'_, '_>, case: &CaseId) -> Result<Vec<PersonId>, Fault> {
    let rows: Vec<(PersonId,)> = hands.store.all(
        "select person_id from cases_person where municipality_id = $1 and case_id = $2 order by main desc, person_id",
        &args![*hands.municipality, *case],
    )?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

struct OfCase(CaseId, Baton);

impl Record for OfCase {
    fn read(row: &mut Row) -> Result<Self, Fault> {
        Ok(Self(row.take()?, Baton::read(row)?))
    }
}

/// Every passing of the batons of many cases, for lists: of each case the first first.
pub(crate) fn batons_of(hands: &mut Hands<'_, '_>, cases: &[CaseId]) -> Result<BTreeMap<CaseId, Vec<Baton>>, Fault> {
    let rows: Vec<OfCase> = hands.store.of_many(
        "select case_id, seq, at, agency_id, staff_id, how, leg_id from cases_baton
         where municipality_id = $1 and case_id in ($many) order by case_id, seq",
        &args![*hands.municipality],
        cases,
    )?;
    let mut all: BTreeMap<CaseId, Vec<Baton>> = BTreeMap::new();
    for OfCase(case, baton) in rows {
        all.entry(case).or_default().push(baton);
    }
    Ok(all)
}

/// Every passing of the baton, the first first.
pub fn batons(hands: &mut Hands<'_, '_>, case: &CaseId) -> Result<Vec<Baton>, Fault> {
    Ok(batons_of(hands, std::slice::from_ref(case))?.remove(case).unwrap_or_default())
}

/// Opens the case of a household: its key, who holds it, who took it in, the first knot of its thread.
/// A household has one open case; where there is one already, the refusal names it.
pub fn open(act: &mut Act<'_, '_>, opening: &Opening) -> Result<Case, Trouble> {
    if let Some(known) = open_case_of_household(&mut act.hands(), &opening.household)? {
        return Err(CaseRefusal::HouseholdHasOpen { no: known.no }.into());
    }
    let id = act.new_id(CaseId::PREFIX, CaseId::from_text)?;
    act.make_key(id.as_text())?;
    let case = Case {
        no: next_number(act, opening.on)?,
        id,
        household: opening.household.clone(),
        status: Status::Received,
        holder_agency: opening.holder.agency.clone(),
        holder_staff: opening.holder.staff.clone(),
        held_since: act.now(),
        hops: 0,
        opened_on: opening.on,
        support_from: None,
        closed_on: None,
        closing_kind: None,
        restricted: false,
        version: 1,
    };
    insert(act, &case)?;
    for (place, person) in opening.persons.iter().enumerate() {
        add_person(act, &case.id, person, place == 0)?;
    }
    attach_party(act, &case.id, &opening.took_in, TieKind::TookIn)?;
    attach_party(act, &case.id, &case.holder_agency, TieKind::Holds)?;
    add_baton(act, &case, How::TookIn, None)?;
    Ok(case)
}

fn next_number(act: &mut Act<'_, '_>, on: Day) -> Result<String, Fault> {
    let year = FiscalYear::of(on);
    let municipality = act.municipality();
    let (count,): (i64,) = act.store().one(
        "insert into cases_number (municipality_id, fiscal_year, last) values ($1, $2, 1)
         on conflict (municipality_id, fiscal_year) do update set last = cases_number.last + 1 returning last",
        &args![*municipality, i64::from(year.year())],
    )?;
    Ok(rules::number(year, count))
}

fn insert(act: &mut Act<'_, '_>, case: &Case) -> Result<(), Fault> {
    let municipality = act.municipality();
    act.store().run(
        "insert into cases_case (municipality_id, id, no, household_id, status, holder_agency, holder_staff, held_since,
           hops, opened_on, support_from, closed_on, closing_kind, restricted, version)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
        &args![
            *municipality, case.id, case.no, case.household, case.status, case.holder_agency, case.holder_staff,
            case.held_since, case.hops, case.opened_on, case.support_from, case.closed_on, case.closing_kind,
            case.restricted, case.version,
        ],
    )?;
    Ok(())
}

/// Adds a person whom the case concerns.
pub fn add_person(act: &mut Act<'_, '_>, case: &CaseId, person: &PersonId, main: bool) -> Result<(), Fault> {
    let municipality = act.municipality();
    act.store().run(
        "insert into cases_person (municipality_id, case_id, person_id, main) values ($1, $2, $3, $4)
         on conflict (municipality_id, case_id, person_id) do update set main = excluded.main",
        &args![*municipality, *case, *person, main],
    )?;
    Ok(())
}

/// Ties a counter to a case. From then on the counter sees the case and its persons: without the person's consent,
/// or a legal ground, it must not be called for a counter that is only asked.
pub fn attach_party(act: &mut Act<'_, '_>, case: &CaseId, agency: &AgencyId, tie: TieKind) -> Result<(), Fault> {
    let (municipality, now) = (act.municipality(), act.now());
    act.store().run(
        "insert into cases_party (municipality_id, case_id, agency_id, tie, since) values ($1, $2, $3, $4, $5)
         on conflict (municipality_id, case_id, agency_id, tie) do nothing",
        &args![*municipality, *case, *agency, tie, now],
    )?;
    Ok(())
}

/// Unties a counter, when consent is withdrawn or a sheet is taken back. What it did stays in the record of deeds.
pub fn detach_party(act: &mut Act<'_, '_>, case: &CaseId, agency: &AgencyId, tie: TieKind) -> Result<(), Fault> {
    let municipality = act.municipality();
    act.store().run(
        "delete from cases_party where municipality_id = $1 and case_id = $2 and agency_id = $3 and tie = $4",
        &args![*municipality, *case, *agency, tie],
    )?;
    Ok(())
}

/// How a baton came, and by which leg of a sheet.
#[derive(Debug, Clone, Copy)]
pub struct By<'a> {
    pub how: How,
    pub leg: Option<&'a str>,
}

/// Passes the baton. The counter that held it stays tied as one that did.
pub fn pass_baton(act: &mut Act<'_, '_>, case: &Case, to: &Holder, by: By<'_>) -> Result<Case, Trouble> {
    let passed = rules::pass(case, to, act.now())?;
    save(act, case, &passed)?;
    move_hold(act, case, &passed)?;
    add_baton(act, &passed, by.how, by.leg)?;
    Ok(passed)
}

pub fn start_support(act: &mut Act<'_, '_>, case: &Case) -> Result<Case, Trouble> {
    let next = rules::start_support(case, act.today())?;
    save(act, case, &next)?;
    Ok(next)
}

/// Closes a case. `kind` is a code of `closing_kinds.yaml`.
pub fn close(act: &mut Act<'_, '_>, case: &Case, kind: &str) -> Result<Case, Trouble> {
    let next = rules::close(case, kind, act.today())?;
    save(act, case, &next)?;
    detach_party(act, &case.id, &case.holder_agency, TieKind::Holds)?;
    attach_party(act, &case.id, &case.holder_agency, TieKind::Held)?;
    Ok(next)
}

pub fn reopen(act: &mut Act<'_, '_>, case: &Case, holder: &Holder) -> Result<Case, Trouble> {
    if let Some(other) = open_case_of_household(&mut act.hands(), &case.household)? {
        return Err(CaseRefusal::HouseholdHasOpen { no: other.no }.into());
    }
    let next = rules::reopen(case, holder, act.now())?;
    save(act, case, &next)?;
    attach_party(act, &next.id, &next.holder_agency, TieKind::Holds)?;
    add_baton(act, &next, How::Reopened, None)?;
    Ok(next)
}

/// Makes a case exist for the named few alone, or for all who are tied to it again.
pub fn restrict(act: &mut Act<'_, '_>, case: &Case, restricted: bool) -> Result<Case, Trouble> {
    let next = Case { restricted, version: case.version + 1, ..case.clone() };
    save(act, case, &next)?;
    Ok(next)
}

fn save(act: &mut Act<'_, '_>, before: &Case, next: &Case) -> Result<(), Trouble> {
    let municipality = act.municipality();
    let changed = act.store().run(
        "update cases_case set status = $4, holder_agency = $5, holder_staff = $6, held_since = $7, hops = $8,
           support_from = $9, closed_on = $10, closing_kind = $11, restricted = $12, version = $13
         where municipality_id = $1 and id = $2 and version = $3",
        &args![
            *municipality,
            next.id,
            before.version,
            next.status,
            next.holder_agency,
            next.holder_staff,
            next.held_since,
            next.hops,
            next.support_from,
            next.closed_on,
            next.closing_kind,
            next.restricted,
            next.version,
        ],
    )?;
    if changed == 0 { Err(CaseRefusal::ChangedMeanwhile.into()) } else { Ok(()) }
}

fn move_hold(act: &mut Act<'_, '_>, before: &Case, next: &Case) -> Result<(), Fault> {
    if before.holder_agency != next.holder_agency {
        detach_party(act, &before.id, &before.holder_agency, TieKind::Holds)?;
        attach_party(act, &before.id, &before.holder_agency, TieKind::Held)?;
        attach_party(act, &next.id, &next.holder_agency, TieKind::Holds)?;
    }
    Ok(())
}

fn add_baton(act: &mut Act<'_, '_>, case: &Case, how: How, leg: Option<&str>) -> Result<(), Fault> {
    let (municipality, now): (_, Instant) = (act.municipality(), act.now());
    act.store().run(
        "insert into cases_baton (municipality_id, case_id, seq, at, agency_id, staff_id, how, leg_id)
         select $1, $2, coalesce(max(seq), 0) + 1, $3, $4, $5, $6, $7 from cases_baton
         where municipality_id = $1 and case_id = $2",
        &args![*municipality, case.id, now, case.holder_agency, case.holder_staff, how, leg.map(str::to_owned),],
    )?;
    Ok(())
}
