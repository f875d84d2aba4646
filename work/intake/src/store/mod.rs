//! 相談受付 as it is kept: free text sealed under the case's key, marks and codes in clear.

pub(crate) mod index;
pub(crate) mod judgements;
pub(crate) mod list;
pub(crate) mod revisions;
mod rows;

use std::collections::BTreeMap;

use db::args;
use office::{Act, CaseId, Codes, Fault, Hands, Refusal, Trouble};

use crate::model::{Concern, ConcernMark, Intake, IntakeId, NewIntake, Status, Told};
use crate::rules::{self, IntakeRefusal};
use rows::{Sealed, place};

/// The reception. Whether the actor may see it is decided by its case.
pub fn read(hands: &mut Hands<'_, '_>, codes: &Codes, id: &IntakeId) -> Result<Intake, Trouble> {
    Ok(find(hands, codes, id)?.ok_or_else(Refusal::not_there)?)
}

pub(crate) fn find(hands: &mut Hands<'_, '_>, codes: &Codes, id: &IntakeId) -> Result<Option<Intake>, Fault> {
    Ok(find_all(hands, codes, std::slice::from_ref(id))?.pop())
}

/// These receptions, in the order of their ids.
pub(crate) fn find_all(hands: &mut Hands<'_, '_>, codes: &Codes, ids: &[IntakeId]) -> Result<Vec<Intake>, Fault> {
    let mut rows: Vec<Sealed> = hands.store.of_many(
        "select id, case_id, person_id, agency_id, staff_id, received_on, received_at, channel, initial_route, visitor,
           relation, visitor_name, visitor_phone, visitor_email, words, other_concern, household_line, safe_time,
           language, anonymous, status, decided_on, information, via_leg, version
         from intake_intake where municipality_id = $1 and id in ($many)",
        &args![*hands.municipality],
        ids,
    )?;
    rows.sort_by_key(|row| ids.iter().position(|id| id == row.id()));
    whole(hands, codes, rows)
}

/// All receptions of a case, newest first.
pub fn of_case(hands: &mut Hands<'_, '_>, codes: &Codes, case: &CaseId) -> Result<Vec<Intake>, Fault> {
    let rows: Vec<Sealed> = hands.store.all(
        "select id, case_id, person_id, agency_id, staff_id, received_on, received_at, channel, initial_route, visitor,
           relation, visitor_name, visitor_phone, visitor_email, words, other_concern, household_line, safe_time,
           language, anonymous, status, decided_on, information, via_leg, version
         from intake_intake where municipality_id = $1 and case_id = $2 order by received_at desc, id desc",
        &args![*hands.municipality, *case],
    )?;
    whole(hands, codes, rows)
}

/// With what was marked and wished, for all of them at once.
fn whole(hands: &mut Hands<'_, '_>, codes: &Codes, rows: Vec<Sealed>) -> Result<Vec<Intake>, Fault> {
    let ids: Vec<IntakeId> = rows.iter().map(|row| row.id().clone()).collect();
    let marked: Vec<(IntakeId, String, ConcernMark)> = hands.store.of_many(
        "select intake_id, concern, mark from intake_concern where municipality_id = $1 and intake_id in ($many)",
        &args![*hands.municipality],
        &ids,
    )?;
    let wished: Vec<(IntakeId, String)> = hands.store.of_many(
        "select intake_id, wish from intake_wish where municipality_id = $1 and intake_id in ($many)",
        &args![*hands.municipality],
        &ids,
    )?;
    let mut all = Vec::with_capacity(rows.len());
    for row in rows {
        let marks = marked.iter().filter(|(id, ..)| id == row.id());
        let marks: Vec<Concern> =
            marks.map(|(_, code, mark)| Concern { code: code.clone(), most: *mark == ConcernMark::Most }).collect();
        let known = codes.list("contact_wishes").codes.iter();
        let wishes = known.filter(|code| wished.iter().any(|(id, wish)| id == row.id() && *wish == code.code));
        let wishes = wishes.map(|code| code.code.clone()).collect();
        all.push(row.open(hands, rules::in_order(codes, &marks), wishes)?);
    }
    Ok(all)
}

/// Which case a reception belongs to: what its authority is decided by.
pub(crate) fn case_of(hands: &mut Hands<'_, '_>, id: &IntakeId) -> Result<Option<CaseId>, Fault> {
    Ok(cases_of(hands, std::slice::from_ref(id))?.remove(id))
}

/// As [`case_of`], for lists.
pub(crate) fn cases_of(hands: &mut Hands<'_, '_>, ids: &[IntakeId]) -> Result<BTreeMap<IntakeId, CaseId>, Fault> {
    let rows: Vec<(IntakeId, CaseId)> = hands.store.of_many(
        "select id, case_id from intake_intake where municipality_id = $1 and id in ($many)",
        &args![*hands.municipality],
        ids,
    )?;
    Ok(rows.into_iter().collect())
}

/// Keeps a new reception under an identifier of its own.
pub fn insert(act: &mut Act<'_, '_>, new: &NewIntake) -> Result<IntakeId, Fault> {
    let id = act.new_id(IntakeId::PREFIX, IntakeId::from_text)?;
    insert_as(act, &id, new)?;
    Ok(id)
}

/// Keeps a new reception under the identifier that its form was given: sent twice, it is kept once.
pub(crate) fn insert_as(act: &mut Act<'_, '_>, id: &IntakeId, new: &NewIntake) -> Result<(), Fault> {
    let cells = Cells::seal(act, id, &new.case, &new.told)?;
    let (municipality, now, told) = (act.municipality(), act.now(), &new.told);
    act.store().run(
        "insert into intake_intake (municipality_id, id, case_id, person_id, agency_id, staff_id, received_on,
           received_at, channel, initial_route, visitor, relation, visitor_name, words, other_concern, household_line,
           safe_time, language, anonymous, status, decided_on, information, via_leg, version, visitor_phone,
           visitor_email)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, 'received',
           null, null, $20, 1, $21, $22)",
        &args![
            *municipality,
            *id,
            new.case,
            new.person,
            new.agency,
            new.staff,
            told.received_on,
            now,
            told.channel,
            new.initial_route,
            told.visitor,
            told.relation,
            cells.visitor_name,
            cells.words,
            cells.other_concern,
            cells.household_line,
            cells.safe_time,
            told.language,
            new.anonymous,
            new.via_leg,
            cells.visitor_phone,
            cells.visitor_email,
        ],
    )?;
    put_marks(act, id, told)?;
    index::put(act, id, told, None)
}

/// Writes what was told anew, if nobody changed it since `version`. The caller keeps what stood before.
pub(crate) fn rewrite(act: &mut Act<'_, '_>, intake: &Intake, version: i64, told: &Told) -> Result<(), Trouble> {
    let cells = Cells::seal(act, &intake.id, &intake.case, told)?;
    let route = match intake.via_leg {
        Some(_) => intake.initial_route.clone(),
        None => {
            rules::initial_route(told.channel.as_deref(), told.visitor(), told.relation.as_deref()).map(str::to_owned)
        }
    };
    let municipality = act.municipality();
    let changed = act.store().run(
        "update intake_intake set received_on = $4, channel = $5, initial_route = $6, visitor = $7, relation = $8,
           visitor_name = $9, words = $10, other_concern = $11, household_line = $12, safe_time = $13, language = $14,
           visitor_phone = $15, visitor_email = $16, version = version + 1
         where municipality_id = $1 and id = $2 and version = $3",
        &args![
            *municipality,
            intake.id,
            version,
            told.received_on,
            told.channel,
            route,
            told.visitor,
            told.relation,
            cells.visitor_name,
            cells.words,
            cells.other_concern,
            cells.household_line,
            cells.safe_time,
            told.language,
            cells.visitor_phone,
            cells.visitor_email,
        ],
    )?;
    if changed == 0 {
        return Err(IntakeRefusal::SavedMeanwhile.into());
    }
    for sql in [
        "delete from intake_concern where municipality_id = $1 and intake_id = $2",
        "delete from intake_wish where municipality_id = $1 and intake_id = $2",
    ] {
        act.store().run(sql, &args![*municipality, intake.id])?;
    }
    put_marks(act, &intake.id, told)?;
    Ok(index::put(act, &intake.id, told, intake.information.as_deref())?)
}

/// Records what was decided, if nobody decided since the reception was read.
pub(crate) fn decide(
    act: &mut Act<'_, '_>,
    intake: &Intake,
    status: Status,
    information: Option<&str>,
) -> Result<(), Trouble> {
    let sealed = act.seal_maybe(intake.case.as_text(), place(&intake.id, "information"), information)?;
    let (municipality, today) = (act.municipality(), act.today());
    let changed = act.store().run(
        "update intake_intake set status = $4, decided_on = $5, information = coalesce($6, information),
           version = version + 1
         where municipality_id = $1 and id = $2 and version = $3",
        &args![*municipality, intake.id, intake.version, status, today, sealed],
    )?;
    if changed == 0 {
        return Err(IntakeRefusal::SavedMeanwhile.into());
    }
    match information {
        Some(information) => Ok(index::put(act, &intake.id, &intake.told, Some(information))?),
        None => Ok(()),
    }
}

/// Whether anything in the case is still to come: a reception that nobody decided or that is being connected, or a
/// counter that was asked.
pub(crate) fn something_open(hands: &mut Hands<'_, '_>, case: &CaseId) -> Result<bool, Fault> {
    let (open,): (i64,) = hands.store.one(
        "select count(*) from intake_intake
         where municipality_id = $1 and case_id = $2 and status in ('received', 'connected')",
        &args![*hands.municipality, *case],
    )?;
    let (asked,): (i64,) = hands.store.one(
        "select count(*) from cases_party where municipality_id = $1 and case_id = $2 and tie = 'received'",
        &args![*hands.municipality, *case],
    )?;
    Ok(open + asked > 0)
}

fn put_marks(act: &mut Act<'_, '_>, id: &IntakeId, told: &Told) -> Result<(), Fault> {
    let municipality = act.municipality();
    for concern in &told.concerns {
        act.store().run(
            "insert into intake_concern (municipality_id, intake_id, concern, mark) values ($1, $2, $3, $4)",
            &args![*municipality, *id, concern.code, concern.mark()],
        )?;
    }
    for wish in &told.wishes {
        act.store().run(
            "insert into intake_wish (municipality_id, intake_id, wish) values ($1, $2, $3)",
            &args![*municipality, *id, *wish],
        )?;
    }
    Ok(())
}

/// The sealed columns of one row.
struct Cells {
    visitor_name: Option<Vec<u8>>,
    visitor_phone: Option<Vec<u8>>,
    visitor_email: Option<Vec<u8>>,
    words: Option<Vec<u8>>,
    other_concern: Option<Vec<u8>>,
    household_line: Option<Vec<u8>>,
    safe_time: Option<Vec<u8>>,
}

impl Cells {
    fn seal(act: &mut Act<'_, '_>, id: &IntakeId, case: &CaseId, told: &Told) -> Result<Self, Fault> {
        let mut seal = |column: &'static str, plain: &Option<String>| {
            act.seal_maybe(case.as_text(), place(id, column), plain.as_deref())
        };
        Ok(Self {
            visitor_name: seal("visitor_name", &told.visitor_name)?,
            visitor_phone: seal("visitor_phone", &told.visitor_phone)?,
            visitor_email: seal("visitor_email", &told.visitor_email)?,
            words: seal("words", &told.words)?,
            other_concern: seal("other_concern", &told.other_concern)?,
            household_line: seal("household_line", &told.household_line)?,
            safe_time: seal("safe_time", &told.safe_time)?,
        })
    }
}
