//! 糸: the one drawing of Tsunagu. Each counter that has held the household is a knot, with who, when, how it was handed
//! over and what came back. Also readable as a sentence.

mod draw;
mod knots;
mod layout;

use office::Day;
use office::calendar::{due, waiting};

pub use draw::{draw, draw_small};
pub(crate) use knots::knots;

/// 結び目: one counter on the thread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Knot {
    pub agency: String,
    pub staff: Option<String>,
    pub on: Day,
    /// How it was handed over: `同行`, `電話`.
    pub how: String,
    pub state: State,
}

/// What a counter has to do with the household now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Held it before.
    Held,
    /// Holds it now. The one filled knot.
    Holds,
    /// Was asked, and has not answered.
    Asked { due: Option<Day> },
    /// Was asked, and gave it back.
    CameBack,
    /// Works on it beside the holder.
    Parallel,
}

impl State {
    fn is_on_the_line(self) -> bool {
        matches!(self, Self::Held | Self::Holds)
    }
}

/// The knots on the line, with the place of the one that holds it; and those beside it.
pub(crate) struct Parted<'a> {
    pub(crate) line: Vec<&'a Knot>,
    pub(crate) holder: Option<usize>,
    pub(crate) beside: Vec<&'a Knot>,
}

pub(crate) fn part(knots: &[Knot]) -> Parted<'_> {
    let (line, beside): (Vec<&Knot>, Vec<&Knot>) = knots.iter().partition(|knot| knot.state.is_on_the_line());
    // One baton: should two knots say that they hold it, the later one does.
    let holder = line.iter().rposition(|knot| knot.state == State::Holds);
    Parted { line, holder, beside }
}

/// `税務課 → 同行 → 自立相談(いま) ⇢ 住宅課 返事待ち2日`
#[must_use]
pub fn sentence(knots: &[Knot], today: Day) -> String {
    let parted = part(knots);
    let mut said = String::new();
    for (place, knot) in parted.line.iter().enumerate() {
        if place > 0 {
            said.push_str(" → ");
            if !knot.how.is_empty() {
                said.push_str(&knot.how);
                said.push_str(" → ");
            }
        }
        said.push_str(&knot.agency);
        if parted.holder == Some(place) {
            said.push_str("(いま)");
        }
    }
    for knot in &parted.beside {
        said.push_str(&format!(" {} {} {}", arrow(knot.state), knot.agency, waits(knot, today)));
    }
    said.trim().to_owned()
}

fn arrow(state: State) -> &'static str {
    match state {
        State::CameBack => "↩",
        State::Parallel => "＋",
        _ => "⇢",
    }
}

/// What stands beside the name of a counter that is not on the line.
fn waits(knot: &Knot, today: Day) -> String {
    match knot.state {
        State::Asked { .. } => format!("返事待ち{}", waiting(knot.on, today)),
        State::CameBack => "戻り".to_owned(),
        State::Parallel => "並行".to_owned(),
        State::Held | State::Holds => String::new(),
    }
}

/// As [`waits`], with the due day where there is one.
pub(crate) fn waits_long(knot: &Knot, today: Day) -> String {
    match knot.state {
        State::Asked { due: Some(day) } => {
            format!("{}(期限 {}/{} {})", waits(knot, today), day.month(), day.day(), due(day, today))
        }
        _ => waits(knot, today),
    }
}

#[cfg(test)]
#[path = "thread_tests.rs"]
mod tests;
