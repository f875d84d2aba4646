//! Every capability's routes, merged: the table of contents.

use axum::Router;
use axum::extract::State;
use office::{Desk, Fault, May};
use web::{Doors, Lock, Samples, Signed};

use crate::{case_page, directory, figures_page, hidden, recipients, today};

/// All doors of the program.
#[must_use]
pub fn doors() -> Doors {
    Doors::new()
        .get("/", home, Lock::SignedIn)
        .get("/today", today::get, Lock::May(May::SeeToday))
        .get("/figures", figures_page::get, Lock::May(May::SeeFigures))
        .get("/cases/{id}", case_page::get, Lock::May(May::SeeCase))
        .merge(web::routes())
        .merge(staff::routes(hidden::leaves_behind))
        .merge(people::routes(cases::beside()))
        .merge(cases::routes(referral::may_close))
        .merge(intake::routes(directory::of_kind))
        .merge(referral::routes())
        .merge(benefits::routes(directory::for_the_guide, recipients::current))
        .merge(noticing::routes(directory::of_kind))
}

/// Every page in every state.
#[must_use]
pub fn samples() -> Samples {
    staff::samples()
        .merge(people::samples())
        .merge(cases::samples())
        .merge(intake::samples())
        .merge(referral::samples())
        .merge(benefits::samples())
        .merge(noticing::samples())
        .merge(today::samples())
        .merge(case_page::samples())
        .merge(figures_page::samples())
}

/// The whole program, ready to be served.
pub fn router(desk: &Desk) -> Result<Router, Fault> {
    let doors = doors();
    if let Some(clash) = doors.clashes().first() {
        return Err(Fault::other(format!("two doors at {} {}", clash.method, clash.path)));
    }
    let inner = staff::session_layer(desk, doors.into_router(desk));
    Ok(web::shell(desk, inner))
}

async fn home(State(_): State<Desk>, _: Signed) -> web::Answer {
    web::redirect("/today")
}
