//! つなぐシート: connecting a household with the counter that helps, and hearing what became of it.

pub mod amend;
pub mod answer;
pub mod baton;
mod code;
mod consent;
mod due;
pub mod figures;
mod lists;
mod model;
pub mod more;
mod parties;
mod print;
pub mod report;
mod returns;
mod routes;
mod rules;
pub mod seen;
pub mod send;
mod settle;
mod sheet;
mod show;
mod store;
mod subject;
pub mod thread;
mod today;
mod travels;
mod typed;
pub mod withdraw;

pub use consent::{Consent, LegalGround};
pub use due::{Dues, Waiting};
pub use model::{
    AnsweredHow, ConsentKind, EventKind, Kind, LegId, LegState, Method, MoreId, SheetId, SheetState, Urgency,
};
pub use routes::{routes, samples};
pub use rules::Refusal;
pub use sheet::{Answered, Change, Concern, Event, Leg, NewLeg, NewSheet, Outcome, Sheet, Told};
pub use store::lists::Line;
pub use store::queue::QueueState;
pub use subject::{LegSubject, SheetSubject};
pub use today::{answers_unread, legs_of_case, persons_in, queue_state, take_note, today_received, today_waiting};
pub use travels::{Bare, PersonPart, Snapshot};

/// Refuses to let a case be closed by a counter that does not hold it, or while others are asked to take it on.
pub fn may_close(
    hands: &mut office::Hands<'_, '_>,
    case: &office::CaseId,
    by: &office::AgencyId,
) -> Result<(), office::Trouble> {
    store::baton::may_close(hands, case, by)
}

#[cfg(test)]
mod tests;
