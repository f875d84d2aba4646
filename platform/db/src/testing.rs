//! Runs a store test on both engines: SQLite always, PostgreSQL when `TSUNAGU_TEST_POSTGRES` names a server.
//! `./test` always names one.

use std::sync::atomic::{AtomicU64, Ordering};

use crate::engine::Connection;
use crate::postgres_engine::PostgresConnection;
use crate::{Db, Engine, Fault, Place, migrate, migrations};

static COUNT: AtomicU64 = AtomicU64::new(0);

/// A fresh, migrated database for one test. Gone when dropped.
pub struct TestDb {
    pub db: Db,
    pub engine: Engine,
    pub place: Place,
    kept: Kept,
}

/// What must go when the test is over.
enum Kept {
    Folder(#[expect(dead_code, reason = "held until the test is over")] tempfile::TempDir),
    Database { server: String, name: String },
}

impl Drop for TestDb {
    fn drop(&mut self) {
        if let Kept::Database { server, name } = &self.kept
            && let Ok(mut admin) = PostgresConnection::open(&format!("{server} dbname=postgres"))
        {
            let _gone = admin.batch(&format!("drop database if exists {name} with (force)"));
        }
    }
}

/// Calls `test` once for each engine with an empty, migrated database.
pub fn on_both(test: impl Fn(TestDb)) -> Result<(), Fault> {
    for fresh in both_empty()? {
        migrate(&fresh.db, "2018-04-09T00:00:00Z")?;
        test(fresh);
    }
    Ok(())
}

/// An empty database on each engine, without any table.
pub fn both_empty() -> Result<Vec<TestDb>, Fault> {
    let mut ready = vec![sqlite()?];
    ready.extend(postgres()?);
    Ok(ready)
}

/// A SQLite database in a folder of its own.
pub fn sqlite() -> Result<TestDb, Fault> {
    let folder = tempfile::tempdir().map_err(|e| Fault::other(e.to_string()))?;
    let place = Place::Sqlite(folder.path().join("test.sqlite"));
    Ok(TestDb { db: Db::open(&place)?, engine: Engine::Sqlite, place, kept: Kept::Folder(folder) })
}

/// A new PostgreSQL database, if a server is named.
#[expect(clippy::disallowed_methods, reason = "only tests call this, and the server's address is theirs alone")]
pub fn postgres() -> Result<Option<TestDb>, Fault> {
    let Ok(server) = std::env::var("TSUNAGU_TEST_POSTGRES") else { return Ok(None) };
    let name = format!("t{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
    let mut admin = PostgresConnection::open(&format!("{server} dbname=postgres"))?;
    admin.batch(&format!("create database {name} template template0 lc_collate 'C' lc_ctype 'C'"))?;
    let place = Place::Postgres(format!("{server} dbname={name}"));
    Ok(Some(TestDb { db: Db::open(&place)?, engine: Engine::Postgres, place, kept: Kept::Database { server, name } }))
}

/// Applies the migrations one by one and, after each, puts in its sample rows, so that the next runs over data.
pub fn migrate_over_samples(db: &Db) -> Result<(), Fault> {
    migrations::prepare(db)?;
    for migration in migrations::all() {
        db.write_now(move |writer| {
            migrations::apply(writer, migration, "sample", "t")?;
            writer.batch(migration.sample)
        })?;
    }
    Ok(())
}
