//! The search index over sealed text: words are keyed fingerprints (made by `vault`), never letters.
//!
//! SQLite keeps them in FTS5 without content, PostgreSQL in a `tsvector`. This file and the engines
//! are the only places where the two differ.

use crate::{Fault, Reader, Value, Writer, args};

/// What one subject can be found by. Each run of words keeps its order; singles have none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    pub runs: Vec<Vec<String>>,
    pub singles: Vec<String>,
}

/// One thing asked for; several are joined by "and".
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// These words, one directly after the other.
    Phrase(Vec<String>),
    /// This single fingerprint anywhere.
    Single(String),
}

/// Which shelf of the index: the municipality and the kind of thing ("person", "note").
#[derive(Debug, Clone, Copy)]
pub struct Shelf<'a> {
    pub municipality: &'a str,
    pub kind: &'static str,
}

/// A found subject and its place in the index, to go on from.
pub type Found = (String, i64);

pub(crate) fn create(writer: &mut Writer<'_>) -> Result<(), Fault> {
    writer.batch(
        "create table if not exists search_entry (
           municipality_id text not null, kind text not null, subject text not null, entry bigint not null,
           primary key (municipality_id, kind, subject));
         create unique index if not exists search_entry_entry on search_entry (entry);",
    )?;
    if writer.is_sqlite() {
        writer.batch(
            "create virtual table if not exists search_words using fts5(
               runs, singles, content='', contentless_delete=1, tokenize='ascii')",
        )
    } else {
        writer.batch(
            "create sequence if not exists search_entry_seq;
             create table if not exists search_words (
               entry bigint primary key, runs tsvector not null, singles tsvector not null);
             create index if not exists search_words_runs on search_words using gin (runs);
             create index if not exists search_words_singles on search_words using gin (singles);",
        )
    }
}

/// Puts or replaces what `subject` is found by.
pub fn put(writer: &mut Writer<'_>, shelf: Shelf<'_>, subject: &str, words: &Words) -> Result<(), Fault> {
    remove(writer, shelf, subject)?;
    let next = if writer.is_sqlite() {
        "select coalesce(max(entry), 0) + 1 from search_entry"
    } else {
        "select nextval('search_entry_seq')"
    };
    let (entry,): (i64,) = writer.one(next, &[])?;
    writer.run(
        "insert into search_entry (municipality_id, kind, subject, entry) values ($1, $2, $3, $4)",
        &args![shelf.municipality.to_owned(), shelf.kind, subject.to_owned(), entry],
    )?;
    let runs = capped(&words.runs);
    let singles = words.singles.get(..words.singles.len().min(MOST_WORDS)).unwrap_or_default().join(" ");
    if writer.is_sqlite() {
        // A filler between runs keeps a phrase from reaching over the edge of a field.
        let runs = runs.iter().map(|run| run.join(" ")).collect::<Vec<_>>().join(" 0 ");
        writer
            .run("insert into search_words (rowid, runs, singles) values ($1, $2, $3)", &args![entry, runs, singles])?;
    } else {
        writer.run(
            "insert into search_words (entry, runs, singles) values ($1, cast(cast($2 as text) as tsvector), cast(cast($3 as text) as tsvector))",
            &args![entry, positioned(&runs), singles],
        )?;
    }
    Ok(())
}

/// Takes `subject` out of the index.
pub fn remove(writer: &mut Writer<'_>, shelf: Shelf<'_>, subject: &str) -> Result<(), Fault> {
    let key = args![shelf.municipality.to_owned(), shelf.kind, subject.to_owned()];
    let known: Option<(i64,)> = writer
        .maybe("select entry from search_entry where municipality_id = $1 and kind = $2 and subject = $3", &key)?;
    let Some((entry,)) = known else { return Ok(()) };
    writer.run("delete from search_entry where municipality_id = $1 and kind = $2 and subject = $3", &key)?;
    let words = if writer.is_sqlite() {
        "delete from search_words where rowid = $1"
    } else {
        "delete from search_words where entry = $1"
    };
    writer.run(words, &args![entry])?;
    Ok(())
}

/// Subjects that answer to everything asked, newest first, older than `before`.
pub fn find(
    reader: &mut Reader<'_>,
    shelf: Shelf<'_>,
    asked: &[Asked],
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<Found>, Fault> {
    if asked.is_empty() {
        return Ok(Vec::new());
    }
    let before = before.unwrap_or(i64::MAX);
    if reader.is_sqlite() {
        let query = asked.iter().map(fts5).collect::<Vec<_>>().join(" AND ");
        reader.all(
            "select e.subject, e.entry from search_words w join search_entry e on e.entry = w.rowid
             where search_words match $1 and w.rowid < $2 and e.municipality_id = $3 and e.kind = $4
             order by w.rowid desc limit $5",
            &args![query, before, shelf.municipality.to_owned(), shelf.kind, limit],
        )
    } else {
        let runs = tsquery(asked, |a| matches!(a, Asked::Phrase(_)));
        let singles = tsquery(asked, |a| matches!(a, Asked::Single(_)));
        let shelf = args![shelf.municipality.to_owned(), shelf.kind, before, limit];
        let [municipality, kind, before, limit] = shelf;
        // Written out for each case, so that the planner always sees a plain index condition.
        match (runs.is_empty(), singles.is_empty()) {
            (false, true) => reader.all(
                "select e.subject, e.entry from search_words w join search_entry e on e.entry = w.entry
                 where w.runs @@ cast(cast($5 as text) as tsquery) and w.entry < $3 and e.municipality_id = $1 and e.kind = $2
                 order by w.entry desc limit $4",
                &[municipality, kind, before, limit, Value::Text(runs)],
            ),
            (true, _) => reader.all(
                "select e.subject, e.entry from search_words w join search_entry e on e.entry = w.entry
                 where w.singles @@ cast(cast($5 as text) as tsquery) and w.entry < $3 and e.municipality_id = $1 and e.kind = $2
                 order by w.entry desc limit $4",
                &[municipality, kind, before, limit, Value::Text(singles)],
            ),
            (false, false) => reader.all(
                "select e.subject, e.entry from search_words w join search_entry e on e.entry = w.entry
                 where w.runs @@ cast(cast($5 as text) as tsquery) and w.singles @@ cast(cast($6 as text) as tsquery)
                   and w.entry < $3 and e.municipality_id = $1 and e.kind = $2
                 order by w.entry desc limit $4",
                &[municipality, kind, before, limit, Value::Text(runs), Value::Text(singles)],
            ),
        }
    }
}

fn fts5(asked: &Asked) -> String {
    match asked {
        Asked::Phrase(words) => format!("runs : \"{}\"", words.join(" ")),
        Asked::Single(word) => format!("singles : \"{word}\""),
    }
}

fn tsquery(asked: &[Asked], wanted: impl Fn(&Asked) -> bool) -> String {
    asked
        .iter()
        .filter(|a| wanted(a))
        .map(|a| match a {
            Asked::Phrase(words) => format!("({})", words.join(" <-> ")),
            Asked::Single(word) => word.clone(),
        })
        .collect::<Vec<_>>()
        .join(" & ")
}

/// As many words of one subject are indexed, on both engines alike: PostgreSQL keeps no positions beyond.
/// It is about 10,000 letters of running text.
const MOST_WORDS: usize = 16_000;

fn capped(runs: &[Vec<String>]) -> Vec<&[String]> {
    let mut left = MOST_WORDS;
    let mut kept = Vec::new();
    for run in runs {
        let taken = run.get(..run.len().min(left)).unwrap_or_default();
        left = left.saturating_sub(taken.len() + 1);
        kept.push(taken);
    }
    kept
}

fn positioned(runs: &[&[String]]) -> String {
    let mut place = 0_usize;
    let mut words = Vec::new();
    for run in runs {
        for word in *run {
            place += 1;
            words.push(format!("{word}:{place}"));
        }
        place += 1;
    }
    words.join(" ")
}
