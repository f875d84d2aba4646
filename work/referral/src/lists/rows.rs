//! One line of a list in words.

use office::{Codes, Day};
use staff::AgencyNames;
use web::{SafeHtml, parts};

use crate::model::{LegState, Urgency};
use crate::store::lists::Line;

/// A line as the list shows it.
pub(crate) struct Shown {
    pub(crate) line: Line,
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) concerns: String,
    pub(crate) today: Day,
}

impl Shown {
    pub(crate) fn of(line: Line, agencies: &AgencyNames, codes: &Codes, today: Day) -> Self {
        let list = codes.list("concerns");
        let concerns = line.concerns.iter().take(3).map(|concern| list.short(&concern.code));
        Self {
            from: agencies.of(&line.from).to_owned(),
            to: agencies.of(&line.to).to_owned(),
            concerns: concerns.collect::<Vec<_>>().join("、"),
            line,
            today,
        }
    }

    pub(crate) fn is_urgent(&self) -> bool {
        self.line.urgency == Urgency::SameDay && self.line.state.is_waiting()
    }

    pub(crate) fn state(&self) -> SafeHtml {
        let kind = match self.line.state {
            LegState::Sent => "waiting",
            LegState::Accepted | LegState::AcceptedInPart => "held",
            LegState::Reported => "done",
            LegState::Returned | LegState::NotReached => "attention",
            LegState::Forwarded | LegState::Withdrawn => "plain",
        };
        parts::badge(kind, self.line.state.label())
    }

    /// What is waited for and until when.
    pub(crate) fn due(&self) -> Option<(&'static str, SafeHtml)> {
        let waiting = self.line.waiting();
        waiting.day().map(|day| (waiting.label(), parts::due(day, self.today)))
    }

    pub(crate) fn age(&self) -> SafeHtml {
        parts::days_waiting(self.line.sent_at.day(), self.today)
    }
}
