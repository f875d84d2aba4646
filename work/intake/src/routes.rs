//! 相談受付の扉.

use noticing::Directory;
use office::May;
use web::{Doors, Lock, Samples};

use crate::{amend, decided, judgement, list, print, receive, show};

/// Every route of this crate with its lock. `directory` are the city's counters, for whom to call.
#[must_use]
pub fn routes(directory: Directory) -> Doors {
    let (receive_lock, see) = (Lock::May(May::ReceiveIntake), Lock::May(May::SeeIntake));
    let (correct, support) = (Lock::May(May::AmendIntake), Lock::May(May::SupportHere));
    Doors::new()
        .get("/intake/new", receive::whom, receive_lock)
        .get("/intake/new/form", receive::page, receive_lock)
        .post("/intake/new/form", receive::keep, receive_lock)
        .get("/intake/suggest", receive::suggest, receive_lock)
        .post("/intake/aid", move |desk, signed, pairs| receive::aid(directory, desk, signed, pairs), receive_lock)
        .get("/intakes", list::page, see)
        .get("/intake/{id}", show::page, see)
        .get("/intake/{id}/amend", amend::page, correct)
        .post("/intake/{id}/amend", amend::save, correct)
        .post("/intake/{id}/support", decided::support_here, support)
        .post("/intake/{id}/connect", decided::connect, Lock::May(May::WriteSheet))
        .post("/intake/{id}/inform", decided::end_with_information, Lock::May(May::EndWithInformation))
        .post("/intake/{id}/drop-out", decided::broken_off, Lock::May(May::DropOut))
        .post("/intake/{id}/judgements", judgement::accept, correct)
        .post("/intake/{id}/judgements/back", judgement::take_back, correct)
        .get("/intake/{id}/print", print::page, see)
}

/// Every page of this crate in each of its states.
#[must_use]
pub fn samples() -> Samples {
    receive::samples().merge(show::samples()).merge(amend::samples()).merge(list::samples()).merge(print::samples())
}
