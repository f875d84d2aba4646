//! まとめて見立てる: JSON lines in, JSON lines out, in order, on all processors.

use std::io::{self, BufRead, Read, Write};
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::thread::Scope;

use serde::Serialize;

use crate::judge::Judgement;
use crate::parameters::Tables;
use crate::situation::{FieldTrouble, Instead, Situation};
use crate::written::Written;

const LONGEST_LINE: usize = 1 << 20;
/// Small enough that a part's output stays near the processor.
const LINES_AT_ONCE: usize = 32;
/// Parts that wait for each worker, so that none stands still while another part is written out.
const PARTS_AHEAD: usize = 2;
const MOST_THREADS: usize = 16;

/// Lines judged and lines refused; blank lines are neither.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct BatchCount {
    pub judged: u64,
    pub refused: u64,
}

#[derive(Serialize)]
struct Refused<'e> {
    line: u64,
    errors: &'e [FieldTrouble],
}

/// A line as read: its number, and `None` when it is too long.
pub(crate) type Line = (u64, Option<Vec<u8>>);

/// Reads lines without ever holding more than one line of the longest size.
pub(crate) struct Lines<R> {
    reader: R,
    number: u64,
}

impl<R: BufRead> Lines<R> {
    pub(crate) fn new(reader: R) -> Self {
        Self { reader, number: 0 }
    }

    fn next(&mut self) -> io::Result<Option<Line>> {
        loop {
            let mut text = Vec::new();
            let limit = u64::try_from(LONGEST_LINE).unwrap_or(u64::MAX) + 1;
            if self.reader.by_ref().take(limit).read_until(b'\n', &mut text)? == 0 {
                return Ok(None);
            }
            self.number += 1;
            if text.last() != Some(&b'\n') && text.len() > LONGEST_LINE {
                self.reader.skip_until(b'\n')?;
                return Ok(Some((self.number, None)));
            }
            if !text.iter().all(u8::is_ascii_whitespace) {
                return Ok(Some((self.number, Some(text))));
            }
        }
    }

    pub(crate) fn some(&mut self) -> io::Result<Vec<Line>> {
        let mut lines = Vec::with_capacity(LINES_AT_ONCE);
        while lines.len() < LINES_AT_ONCE {
            match self.next()? {
                Some(line) => lines.push(line),
                None => break,
            }
        }
        Ok(lines)
    }
}

pub(crate) fn read_line(line: &Line, instead: Instead<'_>, tables: &Tables) -> Result<Situation, Vec<FieldTrouble>> {
    let trouble = |message: &str| vec![FieldTrouble { path: String::new(), message: message.to_owned() }];
    let bytes = line.1.as_deref().ok_or_else(|| trouble("1行が長すぎます。"))?;
    let text = std::str::from_utf8(bytes).map_err(|_| trouble("文字コードをUTF-8にしてください。"))?;
    Situation::read(text, instead, tables)
}

fn judge_lines(lines: &[Line], instead: Instead<'_>, tables: &Tables, out: &mut Vec<u8>) -> io::Result<BatchCount> {
    out.clear();
    let mut count = BatchCount::default();
    for line in lines {
        match read_line(line, instead, tables) {
            Ok(situation) => {
                count.judged += 1;
                Written(out).judgement(line.0, &Judgement::of(&situation, tables))?;
            }
            Err(errors) => {
                count.refused += 1;
                serde_json::to_writer(&mut *out, &Refused { line: line.0, errors: &errors })?;
            }
        }
        out.push(b'\n');
    }
    Ok(count)
}

/// One line of JSON for each line with text: answers, or `{"line":n,"errors":[…]}`.
pub fn judge_batch(
    reader: impl BufRead,
    writer: impl Write,
    on: Option<&str>,
    municipality: Option<&str>,
) -> io::Result<BatchCount> {
    judge_batch_under(Tables::embedded(), (reader, writer), Instead { on, municipality })
}

/// As `judge_batch`, under other tables than those that came with the program.
pub fn judge_batch_under(
    tables: &Tables,
    (reader, mut writer): (impl BufRead, impl Write),
    instead: Instead<'_>,
) -> io::Result<BatchCount> {
    let threads = std::thread::available_parallelism().map_or(2, usize::from).min(MOST_THREADS);
    let mut input = Lines::new(reader);
    let mut count = BatchCount::default();
    std::thread::scope(|scope| {
        let workers: Vec<Worker> = (0..threads).map(|_| Worker::start(scope, instead, tables)).collect();
        // Each part goes to the next worker and comes back from it in its turn: the order of the lines is kept.
        let (mut given, mut taken) = (workers.iter().cycle(), workers.iter().cycle());
        let mut waiting = 0_usize;
        loop {
            let lines = input.some()?;
            let over = lines.is_empty();
            if !over && let Some(worker) = given.next() {
                worker.give(lines)?;
                waiting += 1;
            }
            while waiting > if over { 0 } else { threads * PARTS_AHEAD } {
                let Some(worker) = taken.next() else { break };
                let (text, part) = worker.take()?;
                writer.write_all(&text)?;
                worker.give_back(text);
                waiting -= 1;
                count.judged += part.judged;
                count.refused += part.refused;
            }
            if over {
                return writer.flush();
            }
        }
    })?;
    Ok(count)
}

type Part = io::Result<(Vec<u8>, BatchCount)>;

/// A thread that judges one part after the other.
struct Worker {
    lines: SyncSender<Vec<Line>>,
    parts: Receiver<Part>,
    /// Buffers that are written out, to be filled anew.
    buffers: Sender<Vec<u8>>,
}

fn stopped<T>(_: T) -> io::Error {
    io::Error::other("a batch worker stopped")
}

impl Worker {
    fn start<'s>(scope: &'s Scope<'s, '_>, instead: Instead<'s>, tables: &'s Tables) -> Self {
        let (lines, to_judge) = sync_channel::<Vec<Line>>(PARTS_AHEAD);
        let (judged, parts) = sync_channel::<Part>(PARTS_AHEAD + 1);
        let (buffers, used) = channel::<Vec<u8>>();
        scope.spawn(move || {
            while let Ok(lines) = to_judge.recv() {
                let mut out = used.try_recv().unwrap_or_default();
                let part = judge_lines(&lines, instead, tables, &mut out).map(|count| (out, count));
                if judged.send(part).is_err() {
                    break;
                }
            }
        });
        Self { lines, parts, buffers }
    }

    fn give(&self, lines: Vec<Line>) -> io::Result<()> {
        self.lines.send(lines).map_err(stopped)
    }

    fn take(&self) -> Part {
        self.parts.recv().map_err(stopped)?
    }

    fn give_back(&self, text: Vec<u8>) {
        // A worker that stopped needs no buffer; that it stopped is told by `take`.
        let _ = self.buffers.send(text);
    }
}
