//! SQLite: bundled, one file, write-ahead log, every commit on the disk before it is answered.

#![expect(clippy::disallowed_types, reason = "this is the one place that names rusqlite")]

use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection as Sqlite, OpenFlags, Statement, ToSql};

use crate::engine::Connection;
use crate::{Fault, Kind, Row, Value};

/// Counts at most 400 equal values of each column, so that it is quick in a large database, too. A first column that has
/// more than that is the municipality, which is the same in every row: that is put right, because a planner that believes
/// in 401 rows of a municipality reads all of them. The last line reads the figures back in.
pub(crate) const COUNT_ANEW: &str = "
    pragma analysis_limit = 400;
    analyze;
    update sqlite_stat1 set stat = substr(stat, 1, instr(stat, ' ')) || substr(stat, 1, instr(stat, ' ') - 1)
      || substr(stat, instr(stat, ' ') + 4)
    where substr(stat, instr(stat, ' ') + 1, 4) = '401 ';
    analyze sqlite_schema;";

pub(crate) struct SqliteConnection {
    inner: Sqlite,
}

impl SqliteConnection {
    pub(crate) fn writer(path: &Path) -> Result<Self, Fault> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let opened = Self::open(path, flags)?;
        // Each look writes a row for every person seen, all over that index: more of it at hand, and one copy back into
        // the file for many writings of the same page.
        opened.inner.execute_batch("pragma cache_size = -12000; pragma wal_autocheckpoint = 4000;")?;
        Ok(opened)
    }

    pub(crate) fn reader(path: &Path) -> Result<Self, Fault> {
        let opened = Self::open(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
        opened.inner.execute_batch("pragma query_only = on;")?;
        Ok(opened)
    }

    fn open(path: &Path, flags: OpenFlags) -> Result<Self, Fault> {
        let inner = Sqlite::open_with_flags(path, flags)?;
        inner.busy_timeout(Duration::from_secs(10))?;
        inner.set_prepared_statement_cache_capacity(256);
        // Otherwise a statement is planned anew for each new argument: a third of the time of a busy server.
        inner.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        // mmap stays off so that a crash can only ever show what was synced (quality.md, appendix A).
        inner.execute_batch(
            "pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on;
             pragma temp_store = memory; pragma cache_size = -4000; pragma mmap_size = 0;
             pragma secure_delete = on;",
        )?;
        Ok(Self { inner })
    }
}

impl Connection for SqliteConnection {
    fn rows(&mut self, sql: &str, args: &[Value]) -> Result<Vec<Row>, Fault> {
        let mut statement = self.inner.prepare_cached(sql)?;
        bind(&mut statement, args)?;
        let width = statement.column_count();
        let mut found = statement.raw_query();
        let mut rows = Vec::new();
        while let Some(row) = found.next()? {
            let mut cells = Vec::with_capacity(width);
            for index in 0..width {
                cells.push(cell(row.get_ref(index)?)?);
            }
            rows.push(Row::new(cells));
        }
        Ok(rows)
    }

    fn change(&mut self, sql: &str, args: &[Value]) -> Result<u64, Fault> {
        let mut statement = self.inner.prepare_cached(sql)?;
        bind(&mut statement, args)?;
        Ok(statement.raw_execute()? as u64)
    }

    fn batch(&mut self, sql: &str) -> Result<(), Fault> {
        Ok(self.inner.execute_batch(sql)?)
    }

    fn prepare(&mut self, sql: &str) -> Result<(), Fault> {
        self.inner.prepare(sql).map(|_| ()).map_err(Fault::from)
    }

    fn is_sqlite(&self) -> bool {
        true
    }

    fn is_alive(&self) -> bool {
        true
    }
}

/// SQLite numbers `$1` by first appearance, so arguments are bound by name.
fn bind(statement: &mut Statement<'_>, args: &[Value]) -> Result<(), Fault> {
    let mut name = String::with_capacity(4);
    for (index, value) in args.iter().enumerate() {
        name.clear();
        name.push('$');
        name.push_str(itoa(index + 1).as_str());
        let place =
            statement.parameter_index(&name)?.ok_or_else(|| Fault::Database(format!("argument {name} is not used")))?;
        statement.raw_bind_parameter(place, Bound(value))?;
    }
    Ok(())
}

fn itoa(number: usize) -> String {
    number.to_string()
}

struct Bound<'v>(&'v Value);

impl ToSql for Bound<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self.0 {
            Value::Text(text) => ValueRef::Text(text.as_bytes()),
            Value::Int(number) => ValueRef::Integer(*number),
            Value::Real(number) => ValueRef::Real(*number),
            Value::Bytes(bytes) => ValueRef::Blob(bytes),
            Value::Null(_) => ValueRef::Null,
        }))
    }
}

fn cell(value: ValueRef<'_>) -> Result<Value, Fault> {
    Ok(match value {
        ValueRef::Null => Value::Null(Kind::Text),
        ValueRef::Integer(number) => Value::Int(number),
        ValueRef::Real(number) => Value::Real(number),
        ValueRef::Text(bytes) => {
            Value::Text(std::str::from_utf8(bytes).map_err(|_| Fault::NotA("UTF-8 text"))?.to_owned())
        }
        ValueRef::Blob(bytes) => Value::Bytes(bytes.to_vec()),
    })
}
