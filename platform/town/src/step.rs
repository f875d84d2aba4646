//! 一つひとつの行い: what happens to one household, by which counter and when.

use office::calendar::Holidays;
use office::{Day, Instant};
use referral::{Method, Urgency};

use crate::chance::Chance;
use crate::counters::Seat;

/// How a sheet is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Sending {
    pub(crate) to: Seat,
    pub(crate) method: Method,
    pub(crate) urgency: Urgency,
    pub(crate) asking: Asking,
}

/// What a sheet asks, and on what ground the person is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Asking {
    /// To take the household on, with the person's consent.
    ToTakeOn,
    /// The same, without consent but on a legal ground.
    InDanger,
    /// For help while the sender goes on, with consent.
    Beside,
    /// A question without a name.
    Anonymously,
}

/// What a receiver answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reply {
    Accept,
    AcceptInPart,
    Forward(Seat),
    /// A code of `return_reasons.yaml`.
    Return(&'static str),
    NotReached,
    /// Accepted on paper, entered by the sender.
    AcceptOnPaper,
}

/// How a reception or the case ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    Support,
    Inform,
    Drop,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Deed {
    Receive,
    Decide(End),
    Send(Sending),
    Answer(Reply),
    /// A code of `referral_results.yaml`, with or without thanks; on paper by the sender.
    Report {
        result: &'static str,
        thanks: bool,
        on_paper: bool,
    },
    /// The sender takes note of what came back.
    TakeNote,
    Amend,
    Withdraw,
    WithdrawConsent,
    /// A code of `closing_kinds.yaml`.
    Close(&'static str),
    Protect,
    Restrict,
    /// One of the named asks that it ends.
    AskLift,
    BreakGlass,
    /// 同じ人かもしれない: with the first record of those who are written in two ways.
    Link,
    AskMore,
    TellMore,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Step {
    pub(crate) at: Instant,
    pub(crate) by: Seat,
    pub(crate) deed: Deed,
}

/// Who the household of a story is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Who {
    #[default]
    New,
    /// New, and without the faults that would hold the story up.
    Plain,
    /// Somebody whom the counter knows, if there is one; otherwise new.
    ComesAgain { plainly: bool },
    /// The `n`th of those who are written in two ways: the first or the second way.
    Twice(usize, bool),
}

/// A household's way through the counters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Story {
    pub(crate) who: Who,
    pub(crate) steps: Vec<Step>,
}

/// The office day, in minutes after midnight.
const OPENS: i32 = 8 * 60 + 35;
const CLOSES: i32 = 17 * 60 + 5;

/// Writes the steps of a story one after the other, each in office hours.
pub(crate) struct Pen<'p> {
    holidays: &'p Holidays,
    chance: Chance,
    day: Day,
    minute: i32,
    steps: Vec<Step>,
}

impl<'p> Pen<'p> {
    pub(crate) fn on(day: Day, holidays: &'p Holidays, mut chance: Chance) -> Self {
        let minute = chance.between(OPENS, CLOSES - 90);
        Self { holidays, chance, day, minute, steps: Vec::new() }
    }

    pub(crate) fn chance(&mut self) -> &mut Chance {
        &mut self.chance
    }

    /// So many minutes later, or the next morning.
    pub(crate) fn minutes(&mut self, from: i32, to: i32) -> &mut Self {
        self.minute += self.chance.between(from, to);
        if self.minute > CLOSES {
            self.working_days(1, 1);
        }
        self
    }

    /// So many working days later; 0 is some minutes later.
    pub(crate) fn working_days(&mut self, from: u16, to: u16) -> &mut Self {
        let days = self.chance.between(i32::from(from), i32::from(to));
        if days == 0 {
            return self.minutes(5, 40);
        }
        self.day = self.holidays.add_working_days(self.day, u16::try_from(days).unwrap_or(from));
        self.minute = self.chance.between(OPENS, CLOSES - 90);
        self
    }

    /// So many days later, on a working day.
    pub(crate) fn days(&mut self, from: i32, to: i32) -> &mut Self {
        self.on_day(self.day.plus_days(self.chance.clone().between(from, to)))
    }

    /// On that day or the first working day after it, not before what is written already.
    pub(crate) fn on_day(&mut self, day: Day) -> &mut Self {
        let day = self.holidays.or_next_working_day(day);
        if day > self.day {
            self.day = day;
            self.minute = self.chance.between(OPENS, CLOSES - 90);
            return self;
        }
        self.minutes(5, 30)
    }

    pub(crate) fn write(&mut self, by: Seat, deed: Deed) -> &mut Self {
        let (hour, minute) = (i8::try_from(self.minute / 60), i8::try_from(self.minute % 60));
        if let (Ok(hour), Ok(minute)) = (hour, minute)
            && let Some(at) = Instant::at(self.day, hour, minute)
        {
            self.steps.push(Step { at, by, deed });
        }
        self
    }

    pub(crate) fn story(self, who: Who) -> Story {
        Story { who, steps: self.steps }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::counters::Counters;

    #[test]
    fn steps_follow_each_other_in_office_hours_of_working_days() {
        let (counters, holidays) = (Counters::read().unwrap(), Holidays::embedded());
        for seed in 0..300 {
            let mut pen = Pen::on(Day::of(2016, 4, 28).unwrap(), holidays, Chance::new(seed));
            for _ in 0..4 {
                pen.write(counters.welfare, Deed::Receive).minutes(20, 200).write(counters.welfare, Deed::TakeNote);
                pen.working_days(0, 3).write(counters.welfare, Deed::Amend).days(0, 40);
            }
            let steps = pen.story(Who::New).steps;
            assert_eq!(steps.len(), 12);
            assert!(steps.windows(2).all(|pair| pair[0].at < pair[1].at), "{steps:?}");
            for step in steps {
                assert!(holidays.is_working_day(step.at.day()));
                let hour: i8 = step.at.time_of_day().split(':').next().unwrap().parse().unwrap();
                assert!((8..18).contains(&hour), "{}", step.at.time_of_day());
            }
        }
    }
}
