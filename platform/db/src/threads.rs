//! The database's threads: a job waits in a queue, runs inside a transaction, and is answered after the commit.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use crossbeam_channel::{Receiver, Sender};
use tokio::sync::oneshot;

use crate::Fault;
use crate::engine::Connection;
use crate::postgres_engine::PostgresConnection;
use crate::sqlite_engine::{COUNT_ANEW, SqliteConnection};
use crate::store::Writer;

/// Answers the waiting caller once the commit is known.
pub(crate) type Finish = Box<dyn FnOnce(Result<(), Fault>) + Send>;
/// Runs inside a transaction; says whether its work is to be kept.
pub(crate) type Job = Box<dyn FnOnce(&mut Writer<'_>) -> (bool, Finish) + Send>;

/// At most so many acts share one commit.
const GROUP: usize = 64;

pub(crate) fn spawn(name: &str, body: impl FnOnce() + Send + 'static) -> Result<(), Fault> {
    thread::Builder::new()
        .name(name.to_owned())
        .spawn(body)
        .map(|_| ())
        .map_err(|e| Fault::other(format!("no thread: {e}")))
}

pub(crate) fn send<T, E>(
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

/// The statistics by which SQLite plans are taken anew after so many commits, and then after each as many as the last.
/// A server that began on an empty database would otherwise plan by emptiness for as long as it runs.
const COUNTED_AFTER: [u64; 4] = [100, 1_000, 10_000, 100_000];

/// How often the statistics were taken since the program started: a reader that knows an older number opens anew.
pub(crate) type Counted = Arc<AtomicU64>;

fn is_to_be_counted(commits: u64) -> bool {
    let most = COUNTED_AFTER.last().copied().unwrap_or(1);
    COUNTED_AFTER.contains(&commits) || commits.is_multiple_of(most)
}

pub(crate) fn write_groups(mut connection: SqliteConnection, jobs: &Receiver<Job>, counted: &Counted) {
    let mut commits = 0;
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
        let alone = waiting.len() == 1;
        for job in waiting {
            // A job that is alone needs no savepoint: its transaction is undone with it. In a large transaction a savepoint
            // makes each statement walk through all that was changed before it.
            if alone {
                run_alone(job, &mut connection, &mut kept);
            } else {
                run_in_savepoint(job, &mut connection, &mut kept);
            }
        }
        let committed = connection.batch("commit");
        if committed.is_err() {
            let _undone = connection.batch("rollback");
        }
        let durable = committed.is_ok();
        answer(kept, committed);
        commits += u64::from(durable);
        if durable && is_to_be_counted(commits) && connection.batch(COUNT_ANEW).is_ok() {
            counted.fetch_add(1, Ordering::Release);
        }
    }
}

fn run_alone(job: Job, connection: &mut SqliteConnection, kept: &mut Vec<Finish>) {
    let (keep, finish) = job(&mut Writer::on(connection));
    if keep {
        kept.push(finish);
        return;
    }
    // The commit that follows finds a new, empty transaction.
    finish(connection.batch("rollback; begin immediate"));
}

fn run_in_savepoint(job: Job, connection: &mut SqliteConnection, kept: &mut Vec<Finish>) {
    if connection.batch("savepoint act").is_err() {
        let (_, finish) = job(&mut Writer::on(connection));
        finish(Err(Fault::Database("no savepoint".to_owned())));
        return;
    }
    let (keep, finish) = job(&mut Writer::on(connection));
    let ended = if keep { connection.batch("release act") } else { connection.batch("rollback to act; release act") };
    match ended {
        Ok(()) if keep => kept.push(finish),
        Ok(()) => finish(Ok(())),
        Err(fault) => finish(Err(fault)),
    }
}

/// No transaction could be opened: the job is run against a rolled-back savepoint only to obtain its reply.
fn refuse(job: Job, connection: &mut SqliteConnection, text: &str) {
    let _opened = connection.batch("pragma query_only = on");
    let (_, finish) = job(&mut Writer::on(connection));
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

pub(crate) fn read_one_by_one(path: &Path, mut connection: SqliteConnection, jobs: &Receiver<Job>, counted: &Counted) {
    let mut known = counted.load(Ordering::Acquire);
    while let Ok(job) = jobs.recv() {
        let now = counted.load(Ordering::Acquire);
        // A connection reads the statistics once, when it opens.
        if now != known
            && let Ok(fresh) = SqliteConnection::reader(path)
        {
            (connection, known) = (fresh, now);
        }
        // A read transaction, so that one look sees one moment.
        let begun = connection.batch("begin");
        let (_, finish) = job(&mut Writer::on(&mut connection));
        let ended = connection.batch("rollback");
        finish(begun.and(ended));
    }
}

pub(crate) fn serve_postgres(mut connection: PostgresConnection, url: &str, jobs: &Receiver<Job>) {
    while let Ok(job) = jobs.recv() {
        if !connection.is_alive()
            && let Ok(fresh) = PostgresConnection::open(url)
        {
            connection = fresh;
        }
        let begun = connection.batch("begin");
        let (keep, finish) = job(&mut Writer::on(&mut connection));
        let ended = match begun {
            Ok(()) if keep => connection.batch("commit"),
            Ok(()) => connection.batch("rollback"),
            Err(fault) => Err(fault),
        };
        finish(ended);
    }
}
