//! Where the database's threads live. SQLite: one writer that commits waiting acts as a group, and readers.
//! PostgreSQL: a pool of connections, one transaction for each act.

use std::ops::{Deref, DerefMut};
use std::path::PathBuf;
use std::sync::Arc;
use std::thread;

use crossbeam_channel::{Receiver, Sender, unbounded};
use tokio::sync::oneshot;

use crate::engine::Connection;
use crate::postgres_engine::PostgresConnection;
use crate::sqlite_engine::SqliteConnection;
use crate::{Fault, Record, Value};

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

    pub(crate) fn is_sqlite(&self) -> bool {
        self.connection.is_sqlite()
    }

    /// Prepares without running. For the test that tries every statement on both engines.
    pub fn prepare(&mut self, sql: &str) -> Result<(), Fault> {
        self.connection.prepare(sql)
    }
}

/// Reads and writes, inside one transaction.
pub struct Writer<'c> {
    reader: Reader<'c>,
}

impl Writer<'_> {
    /// Runs a statement and says how many rows it touched.
    pub fn run(&mut self, sql: &'static str, args: &[Value]) -> Result<u64, Fault> {
        self.reader.connection.change(sql, args)
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

/// Answers the waiting caller once the commit is known.
type Finish = Box<dyn FnOnce(Result<(), Fault>) + Send>;
/// Runs inside a transaction; says whether its work is to be kept.
type Job = Box<dyn FnOnce(&mut Writer<'_>) -> (bool, Finish) + Send>;

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

/// Readings for `tsunagu check`.
#[derive(Debug, Clone)]
pub struct Health {
    pub engine: Engine,
    /// Each setting that matters with what it is and what it must be.
    pub settings: Vec<(&'static str, String, &'static str)>,
}

const READERS: usize = 4;
const GROUP: usize = 64;

impl Db {
    /// Opens the database and starts its threads. Does not migrate.
    pub fn open(place: &Place) -> Result<Self, Fault> {
        let (writes, write_jobs) = unbounded();
        let (reads, read_jobs) = unbounded();
        let engine = match place {
            Place::Sqlite(path) => {
                let writer = SqliteConnection::writer(path)?;
                spawn("db-writer", move || write_groups(writer, &write_jobs))?;
                for _ in 0..READERS {
                    let reader = SqliteConnection::reader(path)?;
                    let jobs = read_jobs.clone();
                    spawn("db-reader", move || read_one_by_one(reader, &jobs))?;
                }
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

    /// Runs `work` in a transaction on a database thread and answers once the commit is durable.
    pub async fn write<T, E>(
        &self,
        work: impl FnOnce(&mut Writer<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Fault> + Send + 'static,
    {
        let answer = send(&self.inner.writes, work)?;
        answer.await.unwrap_or_else(|_| Err(Fault::ShutDown.into()))
    }

    /// Runs `work` on a reader.
    pub async fn read<T, E>(
        &self,
        work: impl FnOnce(&mut Reader<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Fault> + Send + 'static,
    {
        let answer = send(&self.inner.reads, move |writer: &mut Writer<'_>| work(&mut *writer))?;
        answer.await.unwrap_or_else(|_| Err(Fault::ShutDown.into()))
    }

    /// As [`Db::write`], for commands and tests that run outside the server.
    pub fn write_now<T, E>(
        &self,
        work: impl FnOnce(&mut Writer<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Fault> + Send + 'static,
    {
        let answer = send(&self.inner.writes, work)?;
        answer.blocking_recv().unwrap_or_else(|_| Err(Fault::ShutDown.into()))
    }

    /// As [`Db::read`], for commands and tests that run outside the server.
    pub fn read_now<T, E>(
        &self,
        work: impl FnOnce(&mut Reader<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Fault> + Send + 'static,
    {
        let answer = send(&self.inner.reads, move |writer: &mut Writer<'_>| work(&mut *writer))?;
        answer.blocking_recv().unwrap_or_else(|_| Err(Fault::ShutDown.into()))
    }

    /// The settings that durability and isolation rest on.
    pub fn health(&self) -> Result<Health, Fault> {
        let engine = self.inner.engine;
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

fn spawn(name: &str, body: impl FnOnce() + Send + 'static) -> Result<(), Fault> {
    thread::Builder::new()
        .name(name.to_owned())
        .spawn(body)
        .map(|_| ())
        .map_err(|e| Fault::other(format!("no thread: {e}")))
}

fn send<T, E>(
    queue: &Sender<Job>,
    work: impl FnOnce(&mut Writer<'_>) -> Result<T, E> + Send + 'static,
) -> Result<oneshot::Receiver<Result<T, E>>, E>
where
    T: Send + 'static,
    E: From<Fault> + Send + 'static,
{
    let (reply, answer) = oneshot::channel();
    let job: Job = Box::new(move |writer| {
        let result = work(writer);
        let keep = result.is_ok();
        let finish: Finish = Box::new(move |committed| {
            // A caller that went away (closed browser) no longer waits: its work is kept all the same.
            let _gone = reply.send(match (result, committed) {
                (Ok(value), Ok(())) => Ok(value),
                (Ok(_), Err(fault)) => Err(fault.into()),
                (Err(error), _) => Err(error),
            });
        });
        (keep, finish)
    });
    queue.send(job).map_err(|_| E::from(Fault::ShutDown))?;
    Ok(answer)
}

fn write_groups(mut connection: SqliteConnection, jobs: &Receiver<Job>) {
    while let Ok(first) = jobs.recv() {
        let mut waiting = vec![first];
        waiting.extend(jobs.try_iter().take(GROUP - 1));
        if let Err(fault) = connection.batch("begin immediate") {
            let text = fault.to_string();
            for job in waiting {
                refuse(job, &mut connection, &text);
            }
            continue;
        }
        let mut kept = Vec::with_capacity(waiting.len());
        for job in waiting {
            run_in_savepoint(job, &mut connection, &mut kept);
        }
        let committed = connection.batch("commit");
        if committed.is_err() {
            let _undone = connection.batch("rollback");
        }
        answer(kept, committed);
    }
}

fn run_in_savepoint(job: Job, connection: &mut SqliteConnection, kept: &mut Vec<Finish>) {
    if connection.batch("savepoint act").is_err() {
        let (_, finish) = job(&mut Writer { reader: Reader { connection } });
        finish(Err(Fault::Database("no savepoint".to_owned())));
        return;
    }
    let (keep, finish) = job(&mut Writer { reader: Reader { connection } });
    let ended = if keep {
        connection.batch("release act")
    } else {
        connection.batch("rollback to act; release act")
    };
    match ended {
        Ok(()) if keep => kept.push(finish),
        Ok(()) => finish(Ok(())),
        Err(fault) => finish(Err(fault)),
    }
}

/// No transaction could be opened: the job is run against a rolled-back savepoint only to obtain its reply.
fn refuse(job: Job, connection: &mut SqliteConnection, text: &str) {
    let _opened = connection.batch("pragma query_only = on");
    let (_, finish) = job(&mut Writer { reader: Reader { connection } });
    let _closed = connection.batch("pragma query_only = off");
    finish(Err(Fault::Database(text.to_owned())));
}

fn answer(kept: Vec<Finish>, committed: Result<(), Fault>) {
    let text = committed.as_ref().err().map(ToString::to_string);
    let full = matches!(committed, Err(Fault::DiskFull));
    for finish in kept {
        finish(match &text {
            None => Ok(()),
            Some(_) if full => Err(Fault::DiskFull),
            Some(text) => Err(Fault::Database(text.clone())),
        });
    }
}

fn read_one_by_one(mut connection: SqliteConnection, jobs: &Receiver<Job>) {
    while let Ok(job) = jobs.recv() {
        // A read transaction, so that one look sees one moment.
        let begun = connection.batch("begin");
        let (_, finish) = job(&mut Writer { reader: Reader { connection: &mut connection } });
        let ended = connection.batch("rollback");
        finish(begun.and(ended));
    }
}

fn serve_postgres(mut connection: PostgresConnection, url: &str, jobs: &Receiver<Job>) {
    while let Ok(job) = jobs.recv() {
        if !connection.is_alive()
            && let Ok(fresh) = PostgresConnection::open(url)
        {
            connection = fresh;
        }
        let begun = connection.batch("begin");
        let (keep, finish) = job(&mut Writer { reader: Reader { connection: &mut connection } });
        let ended = match begun {
            Ok(()) if keep => connection.batch("commit"),
            Ok(()) => connection.batch("rollback"),
            Err(fault) => Err(fault),
        };
        finish(ended);
    }
}
