//! いま: the sheets that are under way on the morning at which the city begins, in every state, and what is undecided.

use std::collections::BTreeMap;

use office::calendar::Holidays;
use office::{Day, Fault};
use referral::{Method, Urgency};
use serde::Deserialize;

use crate::chance::Chance;
use crate::counters::{Counters, Seat};
use crate::step::{Asking, Deed, End, Pen, Reply, Sending, Story, Who};

const FILE: &str = include_str!("../../../rules/town/present.yaml");

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    present: Vec<Line>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Is {
    Undecided,
    Supported,
    Waiting,
    Amended,
    Accepted,
    Part,
    Reported,
    Returned,
    NotReached,
    Withdrawn,
    ConsentWithdrawn,
    Question,
    InDanger,
    Paper,
    PaperAnswered,
    /// Sent on by the first receiver without taking it.
    Forwarded,
    /// Taken by the first receiver, and handed on by it.
    PassedOn,
    Protected,
    ProtectedWaiting,
    Restricted,
    /// Hidden, and one of the named asked for its end.
    Lifting,
    Glass,
    Twice,
    /// The second way of writing, linked with the first.
    Linked,
    /// The receiver asked for more, and nobody told it yet.
    AskedMore,
    ToldMore,
}

impl Is {
    fn is_of_two_ways(self) -> bool {
        matches!(self, Self::Twice | Self::Linked)
    }

    /// Stays with the counter that received it.
    fn is_kept(self) -> bool {
        use Is::{Glass, Lifting, Protected, Restricted, Supported, Undecided};
        self.is_of_two_ways() || matches!(self, Undecided | Supported | Protected | Restricted | Lifting | Glass)
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    on: Day,
    is: Is,
    from: String,
    #[serde(default)]
    to: Option<String>,
    #[serde(default)]
    via: Option<String>,
    /// Who opened it in an emergency.
    #[serde(default)]
    by: Option<String>,
    #[serde(default)]
    answered: Option<Day>,
    #[serde(default)]
    urgency: Option<String>,
    #[serde(default)]
    method: Option<String>,
    /// A code of `return_reasons.yaml`.
    #[serde(default)]
    reason: Option<String>,
    #[serde(default)]
    thanks: bool,
    #[serde(default)]
    nth: usize,
    #[serde(default)]
    second: bool,
}

/// The stories of the file by the day on which they begin.
pub(crate) fn present(
    counters: &Counters,
    holidays: &Holidays,
    chance: &Chance,
) -> Result<BTreeMap<Day, Vec<Story>>, Fault> {
    let file: File =
        serde_saphyr::from_str(FILE).map_err(|e| Fault::other(format!("架空の市のいまの表を読めません: {e}")))?;
    let mut days: BTreeMap<Day, Vec<Story>> = BTreeMap::new();
    for (place, line) in file.present.iter().enumerate() {
        let seats = Seats::of(line, counters)
            .ok_or_else(|| Fault::other(format!("架空の市のいまの表に、ない窓口があります: {line:?}")))?;
        let mut pen = Pen::on(line.on, holidays, chance.of(place as u64));
        write(&mut pen, line, &seats);
        let who = if line.is.is_of_two_ways() { Who::Twice(line.nth, line.second) } else { Who::Plain };
        days.entry(line.on).or_default().push(pen.story(who));
    }
    Ok(days)
}

struct Seats {
    from: Seat,
    to: Seat,
    via: Seat,
    by: Seat,
}

impl Seats {
    fn of(line: &Line, counters: &Counters) -> Option<Self> {
        let from = counters.find(&line.from)?;
        let seat = |id: &Option<String>| id.as_deref().map_or(Some(from), |id| counters.find(id));
        Some(Self { from, to: seat(&line.to)?, via: seat(&line.via)?, by: seat(&line.by)? })
    }
}

fn sending(line: &Line, to: Seat, asking: Asking) -> Deed {
    Deed::Send(Sending {
        to,
        method: line.method.as_deref().and_then(Method::from_text).unwrap_or(Method::System),
        urgency: line.urgency.as_deref().and_then(Urgency::from_text).unwrap_or(Urgency::Normal),
        asking,
    })
}

fn write(pen: &mut Pen<'_>, line: &Line, seats: &Seats) {
    pen.write(seats.from, Deed::Receive);
    if line.is.is_kept() {
        return kept(pen, line, seats);
    }
    let asking = match line.is {
        Is::ProtectedWaiting => {
            pen.minutes(5, 10).write(seats.from, Deed::Protect);
            Asking::ToTakeOn
        }
        Is::Question => Asking::Anonymously,
        Is::InDanger => Asking::InDanger,
        Is::Paper | Is::PaperAnswered => Asking::Beside,
        _ => Asking::ToTakeOn,
    };
    let first = if matches!(line.is, Is::Forwarded | Is::PassedOn) { seats.via } else { seats.to };
    pen.minutes(15, 40).write(seats.from, sending(line, first, asking));
    if line.is == Is::Amended {
        pen.minutes(5, 15).write(seats.from, Deed::Amend);
    }
    if let Some(day) = line.answered {
        pen.on_day(day);
        answered(pen, line, seats);
    }
}

/// What stays with the counter that received it.
fn kept(pen: &mut Pen<'_>, line: &Line, seats: &Seats) {
    if line.is != Is::Undecided {
        let end = if line.is.is_of_two_ways() { End::Inform } else { End::Support };
        pen.minutes(10, 20).write(seats.from, Deed::Decide(end));
    }
    match line.is {
        Is::Protected => pen.minutes(5, 10).write(seats.from, Deed::Protect),
        Is::Restricted => hidden(pen, seats),
        Is::Lifting => hidden(pen, seats).on_day(line.answered.unwrap_or(line.on)).write(seats.from, Deed::AskLift),
        Is::Linked => pen.minutes(5, 10).write(seats.from, Deed::Link),
        Is::Glass => pen.on_day(line.answered.unwrap_or(line.on)).write(seats.by, Deed::BreakGlass),
        _ => pen,
    };
}

fn hidden<'a, 'p>(pen: &'a mut Pen<'p>, seats: &Seats) -> &'a mut Pen<'p> {
    pen.minutes(5, 10).write(seats.from, Deed::Protect).minutes(5, 10).write(seats.from, Deed::Restrict)
}

fn answered(pen: &mut Pen<'_>, line: &Line, seats: &Seats) {
    let Seats { from, to, via, .. } = *seats;
    let accept = Deed::Answer(Reply::Accept);
    match line.is {
        Is::Accepted | Is::InDanger => pen.write(to, accept).minutes(10, 30).write(to, Deed::Decide(End::Support)),
        Is::Part => pen.write(to, Deed::Answer(Reply::AcceptInPart)),
        Is::Reported => {
            pen.write(to, accept).minutes(10, 30).write(to, Deed::Decide(End::Support));
            let report = Deed::Report { result: "support_started", thanks: line.thanks, on_paper: false };
            pen.working_days(1, 2).write(to, report)
        }
        Is::Returned => pen.write(to, Deed::Answer(Reply::Return(reason(line)))),
        Is::NotReached => pen.write(to, Deed::Answer(Reply::NotReached)),
        Is::Withdrawn => pen.write(from, Deed::Withdraw),
        Is::ConsentWithdrawn => pen.write(from, Deed::WithdrawConsent),
        Is::AskedMore => pen.write(to, Deed::AskMore),
        Is::ToldMore => pen.write(to, Deed::AskMore).working_days(1, 1).write(from, Deed::TellMore),
        Is::PaperAnswered => pen.write(from, Deed::Answer(Reply::AcceptOnPaper)),
        Is::Forwarded => pen.write(via, Deed::Answer(Reply::Forward(to))),
        Is::PassedOn => {
            pen.write(via, accept).minutes(20, 60).write(via, sending(line, to, Asking::ToTakeOn));
            pen.working_days(1, 1).write(to, accept)
        }
        _ => pen,
    };
}

fn reason(line: &Line) -> &'static str {
    match line.reason.as_deref() {
        Some("other_counter_fits") => "other_counter_fits",
        Some("consent_unclear") => "consent_unclear",
        Some("no_capacity_now") => "no_capacity_now",
        _ => "needs_more_facts",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::today;

    #[test]
    fn every_state_of_a_sheet_is_there_and_nothing_lies_in_the_future() {
        let (counters, holidays) = (Counters::read().unwrap(), Holidays::embedded());
        let days = present(&counters, holidays, &Chance::new(1)).unwrap();
        let stories: Vec<&Story> = days.values().flatten().collect();
        assert!((50..90).contains(&stories.len()), "{}", stories.len());
        assert!(stories.iter().flat_map(|story| &story.steps).all(|step| step.at < today()));
        assert!(days.keys().all(|day| holidays.is_working_day(*day)));
        for wanted in [
            Deed::Answer(Reply::Accept),
            Deed::Answer(Reply::AcceptInPart),
            Deed::Answer(Reply::NotReached),
            Deed::Answer(Reply::AcceptOnPaper),
            Deed::Withdraw,
            Deed::WithdrawConsent,
            Deed::Amend,
            Deed::Protect,
            Deed::Restrict,
            Deed::AskLift,
            Deed::BreakGlass,
            Deed::Link,
            Deed::AskMore,
            Deed::TellMore,
        ] {
            assert!(stories.iter().any(|story| story.steps.iter().any(|step| step.deed == wanted)), "{wanted:?}");
        }
    }

    #[test]
    fn before_this_fiscal_year_neither_office_of_the_flows_receives_anybody() {
        let counters = Counters::read().unwrap();
        let days = present(&counters, Holidays::embedded(), &Chance::new(1)).unwrap();
        let first = Day::of(2018, 4, 1).unwrap();
        let counted = [counters.welfare, counters.self_reliance];
        for step in days.values().flatten().flat_map(|story| &story.steps) {
            let received = matches!(step.deed, Deed::Receive | Deed::Answer(Reply::Accept | Reply::AcceptInPart));
            assert!(!(received && counted.contains(&step.by) && step.at.day() < first), "{step:?}");
        }
    }
}
