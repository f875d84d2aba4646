//! 道すじ: the ways in which a household goes through the counters, from the first word to the end.

use office::Day;
use office::calendar::Holidays;
use referral::{Method, Urgency};

use crate::chance::Chance;
use crate::counters::{Counters, Seat};
use crate::step::{Asking, Deed, End, Pen, Reply, Sending, Story, Who};

/// One way, with its counters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Path {
    /// Received, and decided by the same counter.
    Alone(Seat, End),
    /// Received and handed to another counter, which decides.
    Handed { from: Seat, to: Seat, end: End },
    /// Handed on once more before somebody takes it.
    SentAround { from: Seat, by: Seat, to: Seat, end: End },
    /// To a counter that works on paper, while the sender goes on.
    OnPaper { from: Seat, to: Seat },
    /// Asked, and never answered.
    Silent { from: Seat, to: Seat },
    /// Asked, sent back with a reason, and informed by the sender.
    SentBack { from: Seat, to: Seat },
}

impl Path {
    /// How many receptions it leads to.
    pub(crate) fn receptions(self) -> u32 {
        match self {
            Self::Handed { .. } | Self::SentAround { .. } => 2,
            Self::Alone(..) | Self::OnPaper { .. } | Self::Silent { .. } | Self::SentBack { .. } => 1,
        }
    }

    /// All that is counted of it happens within so many working days.
    pub(crate) fn span(self) -> u16 {
        match self {
            Self::Alone(..) => 3,
            _ => 9,
        }
    }

    /// The story of this way, from this day.
    pub(crate) fn story(self, begin: &Begin<'_>, chance: Chance) -> Story {
        let mut pen = Pen::on(begin.day, begin.holidays, chance);
        let plain = match self {
            Self::Alone(seat, end) => {
                alone(&mut pen, seat, end, begin);
                false
            }
            Self::Handed { from, to, end } => {
                sent(&mut pen, from, to, Asking::ToTakeOn);
                taken(&mut pen, (from, to), end, begin);
                true
            }
            Self::SentAround { from, by, to, end } => {
                sent(&mut pen, from, by, Asking::ToTakeOn);
                pen.working_days(0, 2).write(by, Deed::Answer(Reply::Forward(to)));
                taken(&mut pen, (from, to), end, begin);
                true
            }
            Self::OnPaper { from, to } => {
                on_paper(&mut pen, from, to, begin);
                true
            }
            Self::Silent { from, to } => {
                sent(&mut pen, from, to, Asking::Beside);
                true
            }
            Self::SentBack { from, to } => {
                sent_back(&mut pen, from, to);
                true
            }
        };
        let again = pen.chance().percent(begin.come_again);
        pen.story(match (again, plain) {
            (true, _) => Who::ComesAgain { plainly: plain },
            (false, true) => Who::Plain,
            (false, false) => Who::New,
        })
    }
}

/// When and how a story begins.
pub(crate) struct Begin<'b> {
    pub(crate) day: Day,
    pub(crate) holidays: &'b Holidays,
    /// So many of a hundred were there before.
    pub(crate) come_again: usize,
    /// How long a household is supported, in days.
    pub(crate) support_days: (i32, i32),
    pub(crate) welfare: Seat,
}

fn alone(pen: &mut Pen<'_>, seat: Seat, end: End, begin: &Begin<'_>) {
    pen.write(seat, Deed::Receive);
    match end {
        End::Support => {
            pen.working_days(0, 2).write(seat, Deed::Decide(End::Support));
            closing(pen, seat, begin);
        }
        End::Inform => {
            pen.minutes(10, 50).write(seat, Deed::Decide(End::Inform));
        }
        End::Drop => {
            pen.days(14, 40).write(seat, Deed::Decide(End::Drop));
        }
    }
}

/// Most households are supported for a while and then not any more; some still are.
fn closing(pen: &mut Pen<'_>, seat: Seat, begin: &Begin<'_>) {
    let (from, to) = begin.support_days;
    if pen.chance().percent(92) {
        let kind = match pen.chance().below(10) {
            0..7 => "resolved",
            7 => "moved_away",
            8 => "died",
            _ => "dropped",
        };
        pen.days(from, to).write(seat, Deed::Close(kind));
    }
}

fn sent(pen: &mut Pen<'_>, from: Seat, to: Seat, asking: Asking) {
    let method = match pen.chance().below(10) {
        0..4 => Method::Accompany,
        4..7 => Method::Telephone,
        7 => Method::InternalMail,
        _ => Method::System,
    };
    let urgency = match pen.chance().below(20) {
        0..3 => Urgency::SameDay,
        3..8 => Urgency::FewDays,
        _ => Urgency::Normal,
    };
    pen.write(from, Deed::Receive);
    pen.minutes(15, 60).write(from, Deed::Send(Sending { to, method, urgency, asking }));
}

/// Accepted, decided, the result told, read and closed by the counter that took it.
fn taken(pen: &mut Pen<'_>, (from, to): (Seat, Seat), end: End, begin: &Begin<'_>) {
    pen.working_days(0, 3).write(to, Deed::Answer(Reply::Accept));
    pen.working_days(0, 3).write(to, Deed::Decide(end));
    let result = match end {
        End::Support if to == begin.welfare => "applied",
        End::Support => "support_started",
        End::Inform => "information",
        End::Drop => "no_contact",
    };
    let thanks = end == End::Support && pen.chance().percent(35);
    pen.working_days(2, 14).write(to, Deed::Report { result, thanks, on_paper: false });
    pen.working_days(0, 2).write(from, Deed::TakeNote);
    match end {
        End::Support => closing(pen, to, begin),
        End::Inform | End::Drop => {
            pen.working_days(1, 5).write(to, Deed::Close("information_only"));
        }
    }
}

fn on_paper(pen: &mut Pen<'_>, from: Seat, to: Seat, begin: &Begin<'_>) {
    sent(pen, from, to, Asking::Beside);
    pen.working_days(1, 5).write(from, Deed::Answer(Reply::AcceptOnPaper));
    let result = if pen.chance().percent(70) { "support_started" } else { "information" };
    pen.working_days(3, 15).write(from, Deed::Report { result, thanks: false, on_paper: true });
    pen.minutes(5, 20).write(from, Deed::TakeNote);
    closing(pen, from, begin);
}

fn sent_back(pen: &mut Pen<'_>, from: Seat, to: Seat) {
    let reason = *pen
        .chance()
        .pick(&["needs_more_facts", "other_counter_fits", "person_declined", "no_capacity_now", "already_supported"])
        .unwrap_or(&"other");
    sent(pen, from, to, Asking::ToTakeOn);
    pen.working_days(0, 2).write(to, Deed::Answer(Reply::Return(reason)));
    pen.working_days(0, 1).write(from, Deed::TakeNote);
    pen.minutes(10, 60).write(from, Deed::Decide(End::Inform));
    pen.working_days(5, 20).write(from, Deed::Close("information_only"));
}

/// A way that begins and ends outside 生活保護 and 自立相談. `last`: nothing may take long any more.
pub(crate) fn elsewhere(counters: &Counters, last: bool, chance: &mut Chance) -> Path {
    let from = counters.any(chance);
    if last {
        return Path::Alone(from, End::Inform);
    }
    let to = counters.any_but(from, chance);
    match chance.below(100) {
        0..40 => Path::Alone(from, End::Inform),
        40..62 => Path::Alone(from, End::Support),
        62..66 => Path::Alone(from, End::Drop),
        66..86 => Path::Handed { from, to, end: End::Support },
        86..93 => Path::OnPaper { from, to: counters.on_paper(chance) },
        93..96 => Path::Silent { from, to },
        _ => Path::SentBack { from, to },
    }
}

#[cfg(test)]
#[path = "path_tests.rs"]
mod tests;
