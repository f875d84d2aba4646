//! Where the database's threads live. SQLite: one writer that commits waiting acts as a group, and readers.
//! PostgreSQL: a pool of connections, one transaction for each act.

use std::collections::BTreeSet;
use std::ops::{Deref, DerefMut};
use std::path::PathBuf;
use std::sync::Arc;

use crossbeam_channel::{Sender, unbounded};

use crate::engine::Connection;
use crate::postgres_engine::PostgresConnection;
use crate::sqlite_engine::SqliteConnection;
use crate::threads::{Counted, Job, read_one_by_one, send, serve_postgres, spawn, write_groups};
use crate::{Column, Fault, Record, Value, many, sqlite_engine};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

/// Where the database is.
#[derive(Debug, Clone)]
pub enum Place {
    Sqlite(PathBuf),
    Postgres(String),
}

/// Reads. What a `look` may do.
pub struct Reader<'c> {
    connection: &'c mut dyn Connection,
}

impl Reader<'_> {
    pub fn all<R: Record>(&mut self, sql: &'static str, args: &[Value]) -> Result<Vec<R>, Fault> {
        let mut rows = self.connection.rows(sql, args)?;
        rows.iter_mut().map(R::read).collect()
    }

    pub fn maybe<R: Record>(&mut self, sql: &'static str, args: &[Value]) -> Result<Option<R>, Fault> {
        self.connection.rows(sql, args)?.first_mut().map(R::read).transpose()
    }

    pub fn one<R: Record>(&mut self, sql: &'static str, args: &[Value]) -> Result<R, Fault> {
        self.maybe(sql, args)?.ok_or(Fault::Missing)
    }

    /// The rows of many things at once: `$many` in the statement stands for `ids`, each asked for once. Rows come portion
    /// by portion of the ids, so an order in the statement holds for each id alone.
    pub fn of_many<R: Record, I: Column + Ord>(
        &mut self,
        sql: &'static str,
        args: &[Value],
        ids: &[I],
    ) -> Result<Vec<R>, Fault> {
        let once: BTreeSet<&I> = ids.iter().collect();
        let ids: Vec<Value> = once.into_iter().map(Column::write).collect();
        let mut found = Vec::with_capacity(ids.len());
        for portion in many::portions(&ids) {
            let text = many::written_out(sql, args.len(), portion.len());
            let args: Vec<Value> = args.iter().cloned().chain(portion).collect();
            for mut row in self.connection.rows(&text, &args)? {
                found.push(R::read(&mut row)?);
            }
        }
        Ok(found)
    }

    pub(crate) fn is_sqlite(&self) -> bool {
        self.connection.is_sqlite()
    }

    /// Prepares without running. For the test that tries every statement on both engines.
    pub fn prepare(&mut self, sql: &str) -> Result<(), Fault> {
        self.connection.prepare(&many::tried(sql))
    }
}

/// Reads and writes, inside one transaction.
pub struct Writer<'c> {
    reader: Reader<'c>,
}

impl<'c> Writer<'c> {
    pub(crate) fn on(connection: &'c mut dyn Connection) -> Self {
        Self { reader: Reader { connection } }
    }

    /// Runs a statement and says how many rows it touched.
    pub fn run(&mut self, sql: &'static str, args: &[Value]) -> Result<u64, Fault> {
        self.reader.connection.change(sql, args)
    }

    /// Counts anew how the rows are spread, which is what a database plans by.
    pub fn count_anew(&mut self) -> Result<(), Fault> {
        self.batch(if self.is_sqlite() { sqlite_engine::COUNT_ANEW } else { "analyze" })
    }

    pub(crate) fn batch(&mut self, sql: &str) -> Result<(), Fault> {
        self.reader.connection.batch(sql)
    }
}

impl<'c> Deref for Writer<'c> {
    type Target = Reader<'c>;
    fn deref(&self) -> &Self::Target {
        &self.reader
    }
}

impl DerefMut for Writer<'_> {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.reader
    }
}

/// The database. Cheap to clone.
#[derive(Clone)]
pub struct Db {
    inner: Arc<Inner>,
}

struct Inner {
    engine: Engine,
    writes: Sender<Job>,
    reads: Sender<Job>,
}

const READERS: usize = 4;

impl Db {
    /// Opens the database and starts its threads. Does not migrate.
    pub fn open(place: &Place) -> Result<Self, Fault> {
        let (writes, write_jobs) = unbounded();
        let (reads, read_jobs) = unbounded();
        let engine = match place {
            Place::Sqlite(path) => {
                let writer = SqliteConnection::writer(path)?;
                let counted = Counted::default();
                for _ in 0..READERS {
                    let reader = SqliteConnection::reader(path)?;
                    let (path, jobs, counted) = (path.clone(), read_jobs.clone(), counted.clone());
                    spawn("db-reader", move || read_one_by_one(&path, reader, &jobs, &counted))?;
                }
                spawn("db-writer", move || write_groups(writer, &write_jobs, &counted))?;
                Engine::Sqlite
            }
            Place::Postgres(url) => {
                for (name, jobs) in [("db-writer", &write_jobs), ("db-reader", &read_jobs)] {
                    for _ in 0..READERS {
                        let connection = PostgresConnection::open(url)?;
                        let (url, jobs) = (url.clone(), jobs.clone());
                        spawn(name, move || serve_postgres(connection, &url, &jobs))?;
                    }
                }
                Engine::Postgres
            }
        };
        Ok(Self { inner: Arc::new(Inner { engine, writes, reads }) })
    }

    #[must_use]
    pub fn engine(&self) -> Engine {
        self.inner.engine
    }

    /// For a program that only fills a new database: SQLite keeps more of it at hand and copies its log less often.
    /// Nothing becomes less durable; the memory is given back when this database is dropped.
    pub fn expect_much(&self) -> Result<(), Fault> {
        match self.engine() {
            Engine::Sqlite => {
                self.write_now(|writer| writer.batch("pragma cache_size = -400000; pragma wal_autocheckpoint = 40000;"))
            }
            Engine::Postgres => Ok(()),
        }
    }

    /// Runs `work` in a transaction on a database thread and answers once the commit is durable.
    pub async fn write<T, E>(&self, work: impl FnOnce(&mut Writer<'_>) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Fault> + Send + 'static,
    {
        let answer = send(&self.inner.writes, work)?;
        answer.await.unwrap_or_else(|_| Err(Fault::ShutDown.into()))
    }

    /// Runs `work` on a reader.
    pub async fn read<T, E>(&self, work: impl FnOnce(&mut Reader<'_>) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Fault> + Send + 'static,
    {
        let answer = send(&self.inner.reads, move |writer: &mut Writer<'_>| work(&mut *writer))?;
        answer.await.unwrap_or_else(|_| Err(Fault::ShutDown.into()))
    }

    /// As [`Db::write`], for commands and tests that run outside the server.
    pub fn write_now<T, E>(&self, work: impl FnOnce(&mut Writer<'_>) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Fault> + Send + 'static,
    {
        let answer = send(&self.inner.writes, work)?;
        answer.blocking_recv().unwrap_or_else(|_| Err(Fault::ShutDown.into()))
    }

    /// As [`Db::read`], for commands and tests that run outside the server.
    pub fn read_now<T, E>(&self, work: impl FnOnce(&mut Reader<'_>) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Fault> + Send + 'static,
    {
        let answer = send(&self.inner.reads, move |writer: &mut Writer<'_>| work(&mut *writer))?;
        answer.blocking_recv().unwrap_or_else(|_| Err(Fault::ShutDown.into()))
    }
}
