//! 期限: when an answer and a result are due, and how late they are.

use office::calendar::Holidays;
use office::{Day, Settings};

use crate::model::{LegState, Urgency};

/// The two due days of a leg.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dues {
    pub answer: Day,
    pub result: Day,
}

impl Dues {
    /// The answer is due after the working days that the settings name, or on the same working day where it cannot wait;
    /// the result after the months that they name, on a working day.
    #[must_use]
    pub fn from(sent: Day, urgency: Urgency, settings: &Settings, holidays: &Holidays) -> Self {
        let days = u16::try_from(settings.acceptance_working_days).unwrap_or(u16::MAX);
        let months = i32::try_from(settings.result_months).unwrap_or(i32::MAX);
        let answer = match urgency {
            Urgency::SameDay => holidays.or_next_working_day(sent),
            Urgency::FewDays | Urgency::Normal => holidays.add_working_days(sent, days),
        };
        Self { answer, result: holidays.or_next_working_day(sent.plus_months(months)) }
    }

    /// What is waited for next, and until when.
    #[must_use]
    pub fn waiting(self, state: LegState) -> Waiting {
        if state.is_waiting() {
            Waiting::Answer(self.answer)
        } else if state.owes_result() {
            Waiting::Result(self.result)
        } else {
            Waiting::Nothing
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Waiting {
    Answer(Day),
    Result(Day),
    Nothing,
}

impl Waiting {
    #[must_use]
    pub fn day(self) -> Option<Day> {
        match self {
            Self::Answer(day) | Self::Result(day) => Some(day),
            Self::Nothing => None,
        }
    }

    #[must_use]
    pub fn is_over(self, today: Day) -> bool {
        self.day().is_some_and(|due| due < today)
    }

    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Answer(_) => "返事",
            Self::Result(_) => "結果",
            Self::Nothing => "",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dues(sent: &str, urgency: Urgency) -> (String, String) {
        let dues = Dues::from(Day::parse_iso(sent).unwrap(), urgency, &Settings::default(), Holidays::embedded());
        (dues.answer.iso(), dues.result.iso())
    }

    #[test]
    fn an_answer_is_due_in_three_working_days_and_a_result_in_a_month() {
        assert_eq!(dues("2018-04-09", Urgency::Normal), ("2018-04-12".into(), "2018-05-09".into()));
        assert_eq!(dues("2018-04-13", Urgency::FewDays), ("2018-04-18".into(), "2018-05-14".into()));
    }

    #[test]
    fn holidays_do_not_count_as_working_days() {
        assert_eq!(dues("2018-05-02", Urgency::Normal).0, "2018-05-09");
        assert_eq!(dues("2018-12-27", Urgency::Normal).0, "2019-01-07");
    }

    #[test]
    fn what_cannot_wait_is_due_on_the_same_day() {
        assert_eq!(dues("2018-04-09", Urgency::SameDay).0, "2018-04-09");
        assert_eq!(dues("2018-05-03", Urgency::SameDay).0, "2018-05-07");
    }

    #[test]
    fn what_is_waited_for_follows_the_state() {
        let dues = Dues { answer: Day::of(2018, 4, 12).unwrap(), result: Day::of(2018, 5, 9).unwrap() };
        assert_eq!(dues.waiting(LegState::Sent), Waiting::Answer(dues.answer));
        assert_eq!(dues.waiting(LegState::AcceptedInPart), Waiting::Result(dues.result));
        assert_eq!(dues.waiting(LegState::Returned), Waiting::Nothing);
        assert!(dues.waiting(LegState::Sent).is_over(dues.answer.plus_days(1)));
        assert!(!dues.waiting(LegState::Sent).is_over(dues.answer));
    }
}
