//! GET /session/state says how long the session lasts; POST /session/stay goes on with it.

use axum::Extension;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use db::Writer;
use office::{Desk, Trouble};
use web::{Answer, Visit};

use super::{Current, Limits, Standing, standing, store};

fn seconds(left: i64) -> Response {
    ([(header::CONTENT_TYPE, "application/json")], format!("{{\"seconds_left\":{left}}}")).into_response()
}

pub(crate) async fn state(visit: Visit) -> Answer {
    Ok(seconds(visit.signed.map_or(0, |signed| signed.session.seconds_left)))
}

pub(crate) async fn stay(State(desk): State<Desk>, Extension(current): Extension<Current>) -> Answer {
    let (own, now) = (desk.clone(), desk.now());
    let mut session = current.session;
    let before = session.clone();
    desk.db()
        .write(move |writer: &mut Writer<'_>| store::touch(writer, own.municipality(), &before, now))
        .await
        .map_err(Trouble::from)?;
    session.seen_at = now;
    match standing(&session, Limits::from(desk.settings()), now) {
        Standing::Live { seconds_left } => Ok(seconds(seconds_left)),
        _ => Ok(seconds(0)),
    }
}
