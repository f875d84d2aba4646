//! GET /queue/state: how many wait and whether a new one came. No personal data, so nothing is recorded.

use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use office::{Desk, May};
use web::{Answer, Signed};

pub(crate) async fn state(State(desk): State<Desk>, signed: Signed) -> Answer {
    let waiting = desk
        .glance(&signed.actor, May::SeeQueue, |mut look| {
            let actor = look.actor();
            Ok(crate::queue_state(&mut look.hands(), actor)?)
        })
        .await?;
    let body = serde_json::json!({
        "count": waiting.count,
        "token": waiting.newest.unwrap_or_default(),
        "words": "つなぐシートに、新しい動きがあります。",
    });
    let headers = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-store")];
    Ok((headers, body.to_string()).into_response())
}
