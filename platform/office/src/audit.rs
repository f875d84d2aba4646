//! The record of deeds: who did or saw what, when and on what ground. Each row is chained to the one before.
//!
//! The chain is keyed (HMAC-SHA256), so whoever can write to the database but does not hold the root key cannot
//! make it whole again. Cutting off its end is found by an earlier printed checkpoint.

mod by_person;

pub use by_person::{PORTION, of_person};

use std::collections::BTreeSet;

use db::{Reader, Record, Row, Writer, args};

use crate::{About, AgencyId, Desk, Fault, Instant, Keyring, May, MunicipalityId, PersonId, StaffId, coded};

coded! {
    /// How a deed ended.
    pub enum Outcome {
        Done = "done" "行った",
        Seen = "seen" "見た",
        Denied = "denied" "許されなかった",
    }
}

/// One row to be recorded.
#[derive(Debug, Clone)]
pub struct Entry {
    pub at: Instant,
    pub staff: StaffId,
    pub agency: AgencyId,
    pub may: May,
    pub outcome: Outcome,
    pub about: About,
    /// Why it was allowed or not, and what was done, without the person's words.
    pub ground: String,
    /// A reason in someone's own words, sealed.
    pub detail: Option<String>,
}

/// The last row of the chain: what a printed checkpoint holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    pub seq: i64,
    pub hash: Vec<u8>,
}

impl Checkpoint {
    /// `123:5f0c…`, as `tsunagu audit checkpoint` prints it.
    #[must_use]
    pub fn as_text(&self) -> String {
        format!("{}:{}", self.seq, data_encoding::HEXLOWER.encode(&self.hash))
    }

    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        let (seq, hash) = text.trim().split_once(':')?;
        Some(Self { seq: seq.parse().ok()?, hash: data_encoding::HEXLOWER_PERMISSIVE.decode(hash.as_bytes()).ok()? })
    }
}

/// The data key under which reasons are sealed.
const KEY: &str = "audit";

/// Appends a row in the caller's transaction, so that deed and record are kept or lost together.
pub fn append(writer: &mut Writer<'_>, desk: &Desk, entry: &Entry) -> Result<(), Fault> {
    let municipality = desk.municipality();
    let seq = next(writer, municipality)?;
    let detail = seal(writer, desk, entry, seq.0)?;
    let once: BTreeSet<&str> = entry.about.persons.iter().map(PersonId::as_text).collect();
    let persons = once.into_iter().collect::<Vec<_>>().join(" ");
    let row = AuditRow {
        seq: seq.0,
        at: entry.at,
        staff: entry.staff.clone(),
        agency: entry.agency.clone(),
        may: entry.may,
        outcome: entry.outcome,
        subject_kind: entry.about.kind.to_owned(),
        subject_id: entry.about.id.clone(),
        persons,
        ground: entry.ground.clone(),
        detail,
        hash: Vec::new(),
    };
    let hash = vault::hmac_chain(&desk.keys().root().audit_key(), &seq.1, &row.bytes(municipality)).to_vec();
    insert(writer, municipality, &row, &hash)?;
    writer.run(
        "update office_audit_head set seq = $2, hash = $3 where municipality_id = $1",
        &args![municipality.clone(), row.seq, hash],
    )?;
    by_person::after(writer, municipality, row.seq)
}

/// The next number and the hash before it. The update takes the row's lock, so that PostgreSQL, too, writes one
/// chain: it is the last thing a deed does, and held only until its commit.
fn next(writer: &mut Writer<'_>, municipality: &MunicipalityId) -> Result<(i64, Vec<u8>), Fault> {
    let (seq, hash): (i64, Vec<u8>) = writer.one(
        "insert into office_audit_head (municipality_id, seq, hash) values ($1, 0, $2)
         on conflict (municipality_id) do update set seq = office_audit_head.seq returning seq, hash",
        &args![municipality.clone(), Vec::<u8>::new()],
    )?;
    Ok((seq + 1, hash))
}

fn seal(writer: &mut Writer<'_>, desk: &Desk, entry: &Entry, seq: i64) -> Result<Option<Vec<u8>>, Fault> {
    let Some(plain) = &entry.detail else { return Ok(None) };
    let key = desk.keys().key_or_make(writer, desk.municipality(), KEY, entry.at)?;
    let row = seq.to_string();
    let place = vault::Place { table: "office_audit", row: &row, column: "detail" };
    key.seal_text(place, plain).map(Some).map_err(|e| Fault::other(e.to_string()))
}

fn insert(writer: &mut Writer<'_>, municipality: &MunicipalityId, row: &AuditRow, hash: &[u8]) -> Result<(), Fault> {
    writer.run(
        "insert into office_audit (municipality_id, seq, at, staff_id, agency_id, may, outcome, subject_kind,
           subject_id, persons, ground, detail, hash)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        &args![
            municipality.clone(),
            row.seq,
            row.at,
            row.staff.clone(),
            row.agency.clone(),
            row.may,
            row.outcome,
            row.subject_kind.clone(),
            row.subject_id.clone(),
            row.persons.clone(),
            row.ground.clone(),
            row.detail.clone(),
            hash.to_vec(),
        ],
    )?;
    Ok(())
}

/// A row as it is kept.
#[derive(Debug, Clone)]
pub struct AuditRow {
    pub seq: i64,
    pub at: Instant,
    pub staff: StaffId,
    pub agency: AgencyId,
    pub may: May,
    pub outcome: Outcome,
    pub subject_kind: String,
    pub subject_id: String,
    /// Ids joined by a space.
    pub persons: String,
    pub ground: String,
    pub detail: Option<Vec<u8>>,
    pub hash: Vec<u8>,
}

const COLUMNS_FROM: &str = "select seq, at, staff_id, agency_id, may, outcome, subject_kind, subject_id, persons,
    ground, detail, hash from office_audit where municipality_id = $1 and seq > $2 order by seq limit $3";

impl Record for AuditRow {
    fn read(row: &mut Row) -> Result<Self, Fault> {
        Ok(Self {
            seq: row.take()?,
            at: row.take()?,
            staff: row.take()?,
            agency: row.take()?,
            may: row.take()?,
            outcome: row.take()?,
            subject_kind: row.take()?,
            subject_id: row.take()?,
            persons: row.take()?,
            ground: row.take()?,
            detail: row.take()?,
            hash: row.take()?,
        })
    }
}

impl AuditRow {
    /// Every column, each with its length before it, so that no two rows share their bytes.
    fn bytes(&self, municipality: &MunicipalityId) -> Vec<u8> {
        let (seq, at) = (self.seq.to_string(), self.at.as_text());
        let detail = self.detail.as_deref().unwrap_or_default();
        let mut bytes = Vec::with_capacity(256);
        for part in [
            municipality.as_text().as_bytes(),
            seq.as_bytes(),
            at.as_bytes(),
            self.staff.as_text().as_bytes(),
            self.agency.as_text().as_bytes(),
            self.may.as_text().as_bytes(),
            self.outcome.as_text().as_bytes(),
            self.subject_kind.as_bytes(),
            self.subject_id.as_bytes(),
            self.persons.as_bytes(),
            self.ground.as_bytes(),
            detail,
        ] {
            bytes.extend_from_slice(&(part.len() as u64).to_be_bytes());
            bytes.extend_from_slice(part);
        }
        bytes
    }
}

/// The end of the chain now.
pub fn checkpoint(reader: &mut Reader<'_>, municipality: &MunicipalityId) -> Result<Checkpoint, Fault> {
    let found: Option<(i64, Vec<u8>)> = reader
        .maybe("select seq, hash from office_audit_head where municipality_id = $1", &args![municipality.clone()])?;
    let (seq, hash) = found.unwrap_or_default();
    Ok(Checkpoint { seq, hash })
}

/// What a verification found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// So many rows, all whole.
    Whole(i64),
    /// The first row that is not as it was written, and what is wrong with it.
    Broken { seq: i64, what: &'static str },
}

/// Walks the whole chain. With an earlier checkpoint it also finds a cut-off end and a database rolled back.
pub fn verify(
    reader: &mut Reader<'_>,
    keys: &Keyring,
    municipality: &MunicipalityId,
    earlier: Option<&Checkpoint>,
) -> Result<Verdict, Fault> {
    let key = keys.root().audit_key();
    let head = checkpoint(reader, municipality)?;
    let (mut seq, mut hash, mut met) = (0_i64, Vec::new(), earlier.is_none_or(|e| e.seq == 0));
    loop {
        let rows: Vec<AuditRow> = reader.all(COLUMNS_FROM, &args![municipality.clone(), seq, 5_000_i64])?;
        if rows.is_empty() {
            break;
        }
        for row in rows {
            if row.seq != seq + 1 {
                return Ok(Verdict::Broken {
                    seq: seq + 1, what: "行がありません(削除または並べ替え)"
                });
            }
            let expected = vault::hmac_chain(&key, &hash, &row.bytes(municipality));
            if !vault::same(&expected, &row.hash) {
                return Ok(Verdict::Broken {
                    seq: row.seq,
                    what: "内容が書いたときと違います(書き換え・挿入・並べ替え)",
                });
            }
            if earlier.is_some_and(|e| e.seq == row.seq && !vault::same(&e.hash, &row.hash)) {
                return Ok(Verdict::Broken { seq: row.seq, what: "控えの記録点と違います(作り直し)" });
            }
            met |= earlier.is_some_and(|e| e.seq == row.seq);
            (seq, hash) = (row.seq, row.hash);
        }
    }
    if !met {
        return Ok(Verdict::Broken {
            seq: seq + 1, what: "控えの記録点より後ろがありません(切り取り・巻き戻し)"
        });
    }
    if head.seq != seq || !vault::same(&head.hash, &hash) {
        return Ok(Verdict::Broken { seq: seq + 1, what: "最後の行が控えと合いません(切り取り)" });
    }
    let disagrees = by_person::first_disagreement(reader, municipality, seq)?;
    Ok(disagrees.map_or(Verdict::Whole(seq), |seq| Verdict::Broken {
        seq, what: "人ごとの索引が記録と合いません"
    }))
}
