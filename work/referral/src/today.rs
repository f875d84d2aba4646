//! 今日: what the home page shows of the sheets of the actor's counter.

use office::{Act, Actor, CaseId, Fault, Hands, PersonId};

use crate::model::SheetId;
use crate::store;
use crate::store::lists::{self, Line, Which};
use crate::store::queue::{self, QueueState};

/// 届いたつなぐシート: waiting for this counter's answer, the nearest due day first.
pub fn today_received(hands: &mut Hands<'_, '_>, actor: &Actor, limit: i64) -> Result<Vec<Line>, Fault> {
    lists::of_agency(hands, actor, Which::ToAnswer, None, limit).map(|(lines, _)| lines)
}

/// 返事を待っている: sent by this counter, the nearest due day first.
pub fn today_waiting(hands: &mut Hands<'_, '_>, actor: &Actor, limit: i64) -> Result<Vec<Line>, Fault> {
    lists::of_agency(hands, actor, Which::Awaited, None, limit).map(|(lines, _)| lines)
}

/// 届いた返事: answers and results that this counter has not taken note of.
pub fn answers_unread(hands: &mut Hands<'_, '_>, actor: &Actor, limit: i64) -> Result<Vec<Line>, Fault> {
    lists::unread(hands, actor, limit)
}

/// The legs of one case that the actor may know of, for the page of the case.
pub fn legs_of_case(hands: &mut Hands<'_, '_>, actor: &Actor, case: &CaseId) -> Result<Vec<Line>, Fault> {
    lists::of_case(hands, actor, case)
}

/// How many sheets wait for this counter and which came last: what an open page compares again and again.
pub fn queue_state(hands: &mut Hands<'_, '_>, actor: &Actor) -> Result<QueueState, Fault> {
    let waiting = queue::queue_state(hands, actor)?;
    // One mark for both: a page that lies open says so when a question or its answer comes, as when a sheet does.
    let more = crate::more::newest(hands, actor)?;
    let newest = match (waiting.newest, more) {
        (newest, None) => newest,
        (newest, Some(more)) => Some(format!("{}.{more}", newest.unwrap_or_default())),
    };
    Ok(QueueState { newest, ..waiting })
}

/// Whose names the lines show: for the record of who was seen.
pub fn persons_in(lines: &[Line]) -> impl Iterator<Item = PersonId> {
    lines.iter().filter_map(|line| line.person.clone())
}

/// 届いた返事を読んだ: the sender's counter took note of what came back for this sheet.
pub fn take_note(act: &mut Act<'_, '_>, sheet: &SheetId) -> Result<(), Fault> {
    store::legs::mark_read(act, sheet).map(|_| ())
}
