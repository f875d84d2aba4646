//! つなぐシートの扉.

use office::May;
use web::{Doors, Lock, Samples};

use crate::{amend, answer, lists, more, print, report, returns, send, show, withdraw};

/// Every route of this crate with its lock.
#[must_use]
pub fn routes() -> Doors {
    let (see, write) = (Lock::May(May::SeeSheet), Lock::May(May::WriteSheet));
    let (amending, entering) = (Lock::May(May::AmendSheet), Lock::May(May::EnterReturn));
    let (asking, telling) = (Lock::May(May::AskMore), Lock::May(May::TellMore));
    Doors::new()
        .get("/sheets", lists::page, Lock::May(May::SeeQueue))
        .get("/sheets/new", send::page, write)
        .post("/sheets/new", send::send_door, Lock::May(May::SendSheet))
        .get("/sheets/counters", send::counters, Lock::May(May::SeeAgencies))
        .get("/sheets/{id}", show::page, see)
        .get("/sheets/{id}/print", print::print, Lock::May(May::PrintSheet))
        .post("/sheets/{id}/read", show::note_read, see)
        .get("/sheets/{id}/amend", amend::page, amending)
        .post("/sheets/{id}/amend", amend::save, amending)
        .post("/sheets/{id}/withdraw", withdraw::door, Lock::May(May::WithdrawSheet))
        .post("/sheets/{id}/withdraw-consent", withdraw::consent_door, Lock::May(May::WithdrawConsent))
        .get("/sheets/{id}/ask-more", more::ask_page, asking)
        .post("/sheets/{id}/ask-more", more::ask_door, asking)
        .get("/sheets/{id}/tell-more", more::tell_page, telling)
        .post("/sheets/{id}/tell-more", more::tell_door, telling)
        .post("/sheets/{id}/more-read", more::note_read, see)
        .post("/legs/{id}/answer", answer::door, Lock::May(May::AnswerLeg))
        .post("/legs/{id}/report", report::door, Lock::May(May::ReportResult))
        .get("/returns", returns::page, entering)
        .post("/returns", returns::enter, entering)
        .get("/queue/state", lists::state, Lock::May(May::SeeQueue))
        .get("/overdue", lists::overdue, Lock::May(May::SeeOverdue))
        .get("/rounds", lists::rounds, Lock::May(May::SeeRounds))
}

/// Every page of this crate in each of its states.
#[must_use]
pub fn samples() -> Samples {
    send::samples()
        .merge(show::samples())
        .merge(amend::samples())
        .merge(lists::samples())
        .merge(returns::samples())
        .merge(more::samples())
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_page_is_sound_in_every_state() {
        let samples = super::samples();
        // All of them: a sample that could not be built would be missing, and not be checked.
        assert_eq!(samples.iter().count(), 44);
        assert_eq!(web::testing::check_samples(&samples), Vec::<String>::new());
    }

    #[test]
    fn no_door_is_named_twice() {
        assert!(super::routes().clashes().is_empty());
    }
}
