//! Who was seen, by person: an index beside the chain, brought up to date a portion of rows at a time.
//!
//! One look at a list concerns some thirty persons, and the same people are looked at all day. Writing a line for each
//! of them at each look touches thirty pages all over a large index; a portion at once touches each page once. The rows
//! after the last full portion are few and are read themselves.

use db::{Reader, Writer, args};

use super::AuditRow;
use crate::{Fault, MunicipalityId, PersonId};

/// So many rows of the record are entered into the index together.
pub const PORTION: i64 = 128;

/// The last row that the index holds, when the record has `seq` rows.
const fn indexed(seq: i64) -> i64 {
    seq - seq % PORTION
}

/// To be called after each row, in its transaction: enters the portion that the row completes.
pub(super) fn after(writer: &mut Writer<'_>, municipality: &MunicipalityId, seq: i64) -> Result<(), Fault> {
    if indexed(seq) != seq {
        return Ok(());
    }
    let rows: Vec<(i64, String)> = writer.all(
        "select seq, persons from office_audit where municipality_id = $1 and seq > $2 and seq <= $3",
        &args![municipality.clone(), seq - PORTION, seq],
    )?;
    let mut lines: Vec<(&str, i64)> =
        rows.iter().flat_map(|(seq, persons)| persons.split_whitespace().map(|person| (person, *seq))).collect();
    // In the order of the index: each of its pages is written once.
    lines.sort_unstable();
    lines.dedup();
    for (person, seq) in lines {
        writer.run(
            "insert into office_audit_person (municipality_id, person_id, seq) values ($1, $2, $3)",
            &args![municipality.clone(), person.to_owned(), seq],
        )?;
    }
    Ok(())
}

/// The first row for which the index does not say exactly what the chained row says, in a record of `seq` rows.
pub(super) fn first_disagreement(
    reader: &mut Reader<'_>,
    municipality: &MunicipalityId,
    seq: i64,
) -> Result<Option<i64>, Fault> {
    let lost: Option<(i64,)> = reader.maybe(
        "select p.seq from office_audit_person p
         left join office_audit a on a.municipality_id = p.municipality_id and a.seq = p.seq
         where p.municipality_id = $1
           and (p.seq > $2 or a.seq is null or ' ' || a.persons || ' ' not like '% ' || p.person_id || ' %')
         order by p.seq limit 1",
        &args![municipality.clone(), indexed(seq)],
    )?;
    let short: Option<(i64,)> = reader.maybe(
        "select a.seq from office_audit a where a.municipality_id = $1 and a.seq <= $2 and a.persons <> ''
           and length(a.persons) - length(replace(a.persons, ' ', '')) + 1
             <> (select count(*) from office_audit_person p where p.municipality_id = a.municipality_id and p.seq = a.seq)
         order by a.seq limit 1",
        &args![municipality.clone(), indexed(seq)],
    )?;
    Ok(lost.or(short).map(|(seq,)| seq))
}

/// Who did or saw what with this person's data, newest first. `before` is the row to go on from.
pub fn of_person(
    reader: &mut Reader<'_>,
    municipality: &MunicipalityId,
    person: &PersonId,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<AuditRow>, Fault> {
    let before = before.unwrap_or(i64::MAX);
    let until = indexed(super::checkpoint(reader, municipality)?.seq);
    let mut rows: Vec<AuditRow> = reader.all(super::COLUMNS_FROM, &args![municipality.clone(), until, PORTION])?;
    rows.reverse();
    rows.retain(|row| row.seq < before && row.persons.split_whitespace().any(|one| one == person.as_text()));
    rows.truncate(usize::try_from(limit).unwrap_or_default());
    let wanted = limit - i64::try_from(rows.len()).unwrap_or(limit);
    let older: Vec<AuditRow> = reader.all(
        "select a.seq, a.at, a.staff_id, a.agency_id, a.may, a.outcome, a.subject_kind, a.subject_id, a.persons,
           a.ground, a.detail, a.hash
         from office_audit_person p
         join office_audit a on a.municipality_id = p.municipality_id and a.seq = p.seq
         where p.municipality_id = $1 and p.person_id = $2 and p.seq < $3 and p.seq <= $4
         order by p.seq desc limit $5",
        &args![municipality.clone(), person.clone(), before, until, wanted],
    )?;
    rows.extend(older);
    Ok(rows)
}
