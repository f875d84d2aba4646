//! What `tsunagu check` reads: the settings that durability and isolation rest on.

use crate::{Db, Engine, Fault, Reader};

/// Readings for `tsunagu check`.
#[derive(Debug, Clone)]
pub struct Health {
    pub engine: Engine,
    /// Each setting that matters with what it is and what it must be.
    pub settings: Vec<(&'static str, String, &'static str)>,
}

impl Db {
    /// The settings that durability and isolation rest on.
    pub fn health(&self) -> Result<Health, Fault> {
        let engine = self.engine();
        let settings = self.write_now(move |writer| match engine {
            Engine::Sqlite => sqlite_settings(writer),
            Engine::Postgres => postgres_settings(writer),
        })?;
        Ok(Health { engine, settings })
    }
}

type Settings = Vec<(&'static str, String, &'static str)>;

fn sqlite_settings(reader: &mut Reader<'_>) -> Result<Settings, Fault> {
    let (mode,): (String,) = reader.one("select journal_mode from pragma_journal_mode", &[])?;
    let (sync,): (i64,) = reader.one("select synchronous from pragma_synchronous", &[])?;
    let (keys,): (i64,) = reader.one("select foreign_keys from pragma_foreign_keys", &[])?;
    let (whole,): (String,) = reader.one("select quick_check from pragma_quick_check limit 1", &[])?;
    Ok(vec![
        ("journal_mode", mode, "wal"),
        ("synchronous", sync.to_string(), "2"),
        ("foreign_keys", keys.to_string(), "1"),
        ("quick_check", whole, "ok"),
    ])
}

fn postgres_settings(reader: &mut Reader<'_>) -> Result<Settings, Fault> {
    let mut settings = Vec::new();
    for (name, sql, good) in [
        ("fsync", "select current_setting('fsync')", "on"),
        ("synchronous_commit", "select current_setting('synchronous_commit')", "on"),
        ("full_page_writes", "select current_setting('full_page_writes')", "on"),
        ("data_checksums", "select current_setting('data_checksums')", "on"),
        ("collation", "select datcollate::text from pg_database where datname = current_database()", "C"),
    ] {
        let (value,): (String,) = reader.one(sql, &[])?;
        settings.push((name, value, good));
    }
    Ok(settings)
}
