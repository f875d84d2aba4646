//! Where the parts of the thread lie. Text is measured as wide as it can be: a full-width letter is one em.

use office::Day;
use office::calendar::short;

use super::{Knot, State, part, waits_long};

pub(super) const FONT: i32 = 16;
/// As wide as the words of an A4 page, so that sheet and paper show it in its own size.
pub(super) const WIDE: i32 = 672;
const EDGE: i32 = 14;
const RADIUS: i32 = 8;
/// From the top of a row: name, who and when, the line, how it was handed over, the lane to the next row.
const NAME: i32 = 18;
const WHO: i32 = 38;
const LINE: i32 = 58;
const HOW: i32 = 82;
const LANE: i32 = 96;
const ROW: i32 = 108;
const BESIDE: i32 = 34;
const MOST_LETTERS: i32 = 18;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Name,
    Who,
    How,
    Beside,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Text {
    pub(super) x: i32,
    /// The base line.
    pub(super) y: i32,
    pub(super) role: Role,
    pub(super) said: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dot {
    pub(super) x: i32,
    pub(super) y: i32,
    pub(super) state: State,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Path {
    pub(super) d: String,
    pub(super) kind: Kind,
}

/// What a line says: somebody had it there, was asked, works beside, gave it back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Held,
    Asked,
    Beside,
    Back,
}

impl Kind {
    pub(super) fn of(state: State) -> Self {
        match state {
            State::Held | State::Holds => Self::Held,
            State::Asked { .. } => Self::Asked,
            State::Parallel => Self::Beside,
            State::CameBack => Self::Back,
        }
    }
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Drawing {
    pub(super) width: i32,
    pub(super) height: i32,
    pub(super) texts: Vec<Text>,
    pub(super) dots: Vec<Dot>,
    pub(super) paths: Vec<Path>,
}

/// Half ems, rounded up: what the widest face of the stack may need.
pub(super) fn width(text: &str) -> i32 {
    let tenths: i32 = text.chars().map(|letter| if letter.is_ascii() { 7 } else { 10 }).sum();
    (tenths * FONT + 9) / 10
}

/// At most [`MOST_LETTERS`] ems; what is left out is in the sentence.
fn clipped(text: &str) -> String {
    clipped_to(text, MOST_LETTERS * FONT)
}

fn clipped_to(text: &str, most: i32) -> String {
    if width(text) <= most {
        return text.to_owned();
    }
    let mut kept = String::new();
    for letter in text.chars() {
        if width(&kept) + 2 * FONT > most {
            break;
        }
        kept.push(letter);
    }
    kept.push('…');
    kept
}

fn who(knot: &Knot) -> String {
    let day = short(knot.on);
    clipped(&knot.staff.as_ref().map_or_else(|| day.clone(), |staff| format!("{day} {staff}")))
}

/// Where the line has come to.
#[derive(Debug, Clone, Copy)]
struct Pen {
    /// Where the next knot may begin, and the top of its row.
    x: i32,
    top: i32,
    /// The knot before.
    last: Option<(i32, i32)>,
    /// Where the words under the line end in this row.
    words_end: i32,
}

pub(super) fn lay_out(knots: &[Knot], today: Day) -> Drawing {
    let parted = part(knots);
    let mut drawing = Drawing { width: WIDE, ..Drawing::default() };
    let mut pen = Pen { x: EDGE, top: 0, last: None, words_end: 0 };
    for (place, knot) in parted.line.iter().enumerate() {
        let (name, who) = (clipped(&knot.agency), who(knot));
        let wide = width(&name).max(width(&who)) + FONT;
        drawing.reach(&mut pen, &clipped(&knot.how), wide);
        let dot = (pen.x + RADIUS, pen.top + LINE);
        let state = if parted.holder == Some(place) { State::Holds } else { State::Held };
        drawing.dots.push(Dot { x: dot.0, y: dot.1, state });
        drawing.texts.push(Text { x: pen.x, y: pen.top + NAME, role: Role::Name, said: name });
        drawing.texts.push(Text { x: pen.x, y: pen.top + WHO, role: Role::Who, said: who });
        pen.last = Some(dot);
        pen.x += wide;
    }
    drawing.height = if parted.line.is_empty() { BESIDE / 2 } else { pen.top + LANE };
    drawing.hang(&parted.beside, pen.last, today);
    drawing.trim(pen.top > 0);
    drawing
}

impl Drawing {
    /// Takes the line to the next knot, on this row or the next, with how it was handed over under it.
    fn reach(&mut self, pen: &mut Pen, how: &str, wide: i32) {
        let Some((from, y)) = pen.last else { return };
        let words = width(how);
        let begin = (from + RADIUS + FONT / 2).max(pen.words_end + FONT);
        let x = if how.is_empty() { pen.x } else { pen.x.max(begin + words + FONT / 2) };
        if x + wide > WIDE - EDGE {
            self.turn((from, y), pen.top);
            (pen.x, pen.top) = (EDGE, pen.top + ROW);
            // Beside the knot, so that a branch may go down from it.
            pen.words_end = self.words(EDGE + 2 * RADIUS + 6, pen.top, how);
        } else {
            self.paths.push(Path { d: format!("M{} {y}H{x}", from + RADIUS), kind: Kind::Held });
            let words_end = self.words(begin + (x - FONT / 2 - begin - words) / 2, pen.top, how);
            pen.words_end = pen.words_end.max(words_end);
            pen.x = x;
        }
    }

    fn words(&mut self, x: i32, top: i32, how: &str) -> i32 {
        if how.is_empty() {
            return 0;
        }
        self.texts.push(Text { x, y: top + HOW, role: Role::How, said: how.to_owned() });
        x + width(how)
    }

    /// The line goes on below, from the end of this row to the beginning of the next.
    fn turn(&mut self, (from, y): (i32, i32), top: i32) {
        let (lane, next) = (top + LANE, top + ROW + LINE);
        let d = format!("M{} {y}H{}V{lane}H{}V{next}H{EDGE}", from + RADIUS, WIDE - 4, 4);
        self.paths.push(Path { d, kind: Kind::Held });
    }

    /// A short thread is no wider than its words; one of several rows needs the whole width for its turns.
    fn trim(&mut self, turned: bool) {
        let words = self.texts.iter().map(|text| text.x + width(&text.said)).max().unwrap_or(0);
        let dots = self.dots.iter().map(|dot| dot.x + RADIUS).max().unwrap_or(0);
        self.width = if turned { WIDE } else { words.max(dots) + 4 };
    }

    /// The counters beside the line, one below the other, on a branch from the knot that holds it.
    fn hang(&mut self, beside: &[&Knot], last: Option<(i32, i32)>, today: Day) {
        if beside.is_empty() {
            return;
        }
        let (from, y) = last.unwrap_or((EDGE, -RADIUS));
        let said = |knot: &Knot| {
            let waits = waits_long(knot, today);
            // What waits is never cut: the name gives way where a long wait leaves it no room.
            let room = WIDE - 2 * EDGE - 2 * FONT - 2 * RADIUS - 6 - FONT - width(&waits);
            format!("{} {waits}", clipped_to(&knot.agency, room.clamp(4 * FONT, MOST_LETTERS * FONT)))
        };
        let widest = beside.iter().map(|knot| width(&said(knot))).max().unwrap_or(0);
        let stem = from.min(WIDE - EDGE - widest - 4 * FONT).max(EDGE);
        let lane = self.height;
        for (place, knot) in beside.iter().enumerate() {
            let at = lane + BESIDE / 2 + BESIDE * i32::try_from(place).unwrap_or(0);
            let end = stem + 2 * FONT;
            let begin = y + RADIUS;
            let d = match knot.state {
                // A loop: out to the counter, and an arrow back to the line.
                State::CameBack => {
                    format!("M{from} {begin}V{lane}H{stem}V{at}H{}a6 6 0 0 0 0 -12H{}m5 -4l-5 4l5 4", end + 8, stem + 7)
                }
                _ => format!("M{from} {begin}V{lane}H{stem}V{at}H{end}"),
            };
            self.paths.push(Path { d, kind: Kind::of(knot.state) });
            if knot.state != State::CameBack {
                self.dots.push(Dot { x: end + RADIUS, y: at, state: knot.state });
            }
            let text = Text { x: end + 2 * RADIUS + 6, y: at + 5, role: Role::Beside, said: said(knot) };
            self.texts.push(text);
        }
        self.height = lane + BESIDE * i32::try_from(beside.len()).unwrap_or(0);
    }
}
