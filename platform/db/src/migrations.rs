//! Migrations: numbered, forward only, never edited once shipped. One SQL text for both engines.

use sha2::{Digest, Sha256};

use crate::{Db, Fault, Writer, args, search};

/// One numbered file of `migrations/`.
#[derive(Debug, Clone, Copy)]
pub struct Migration {
    pub number: i64,
    pub name: &'static str,
    pub sql: &'static str,
    /// Rows put in after it by the migration test, so that the next one is tried on data.
    pub sample: &'static str,
}

macro_rules! migration {
    ($number:literal, $name:literal) => {
        Migration {
            number: $number,
            name: $name,
            sql: include_str!(concat!("../../../migrations/", $name, ".sql")),
            sample: include_str!(concat!("../../../migrations/samples/", $name, ".sql")),
        }
    };
}

const ALL: &[Migration] = &[
    migration!(1, "0001_office"),
    migration!(2, "0002_staff"),
    migration!(3, "0003_people"),
    migration!(4, "0004_cases"),
    migration!(5, "0005_intake"),
    migration!(6, "0006_referral"),
    migration!(7, "0007_benefits"),
    migration!(8, "0008_noticing"),
    migration!(9, "0009_restricted"),
    migration!(10, "0010_referral_more"),
    migration!(11, "0011_people_history"),
    migration!(12, "0012_judgements"),
    migration!(13, "0013_lists"),
    migration!(14, "0014_audit_portions"),
    migration!(15, "0015_naming"),
];

/// All migrations this program knows, in order.
#[must_use]
pub fn all() -> &'static [Migration] {
    ALL
}

/// Brings the database up to this program. Returns the names of what was applied.
/// A database that is newer than the program, or whose past was edited, is refused in words.
pub fn migrate(db: &Db, at: &str) -> Result<Vec<&'static str>, Fault> {
    prepare(db)?;
    let done = applied(db)?;
    if let Some((number, name, _)) = unknown(&done) {
        return Err(Fault::other(format!(
            "データベースは、このプログラムより新しい版で作られています({number:04} {name})。新しい版のプログラムで開いてください。"
        )));
    }
    let mut fresh = Vec::new();
    for migration in ALL {
        let checksum = checksum(migration.sql);
        match done.iter().find(|(number, ..)| *number == migration.number) {
            Some((_, name, known)) if *known != checksum => {
                return Err(Fault::other(format!("移行 {name} の内容が、適用したときと違います。")));
            }
            Some(_) => {}
            None => {
                let at = at.to_owned();
                db.write_now(move |writer| apply(writer, migration, &checksum, &at))?;
                fresh.push(migration.name);
            }
        }
    }
    if !fresh.is_empty() {
        db.write_now(|writer| writer.count_anew())?;
    }
    Ok(fresh)
}

/// Number, name and checksum of what the database already has.
pub(crate) fn applied(db: &Db) -> Result<Vec<(i64, String, String)>, Fault> {
    db.read_now(|reader| reader.all("select number, name, checksum from db_migration order by number", &[]))
}

/// 版: how a database stands to this program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Not even its list of migrations is there.
    Empty,
    Older,
    Current,
    Newer,
}

/// How the database stands to this program.
#[must_use]
pub fn standing(db: &Db) -> Standing {
    match applied(db) {
        Err(_) => Standing::Empty,
        Ok(done) if unknown(&done).is_some() => Standing::Newer,
        Ok(done) if done.len() < ALL.len() => Standing::Older,
        Ok(_) => Standing::Current,
    }
}

/// One that this program does not know: a newer one made it.
fn unknown(done: &[(i64, String, String)]) -> Option<&(i64, String, String)> {
    done.iter().find(|(number, ..)| !ALL.iter().any(|m| m.number == *number))
}

/// What must be there before the first migration.
pub(crate) fn prepare(db: &Db) -> Result<(), Fault> {
    db.write_now(ensure_table)
}

fn ensure_table(writer: &mut Writer<'_>) -> Result<(), Fault> {
    writer.batch(
        "create table if not exists db_migration (
           number bigint primary key, name text not null, checksum text not null, applied_at text not null)",
    )?;
    search::create(writer)
}

pub(crate) fn apply(writer: &mut Writer<'_>, migration: &Migration, checksum: &str, at: &str) -> Result<(), Fault> {
    writer.batch(migration.sql)?;
    writer.run(
        "insert into db_migration (number, name, checksum, applied_at) values ($1, $2, $3, $4)",
        &args![migration.number, migration.name, checksum.to_owned(), at.to_owned()],
    )?;
    Ok(())
}

fn checksum(sql: &str) -> String {
    data_encoding::HEXLOWER.encode(&Sha256::digest(sql.as_bytes()))
}
