//! GET /queue/state: how many wait and whether a new one came. No personal data, so nothing is recorded.

use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use office::{Desk, May};
use web::{Answer, Signed};

use crate::store::queue;

pub(crate) async fn state(State(desk): State<Desk>, signed: Signed) -> Answer {
    let waiting = desk
        .glance(&signed.actor, May::SeeQueue, |mut look| {
            let actor = look.actor();
            Ok(queue::queue_state(&mut look.hands(), actor)?)
        })
        .await?;
    let body = serde_json::json!({
        "count": waiting.count,
        "token": waiting.newest.unwrap_or_default(),
        "words": "新しいつなぐシートが届きました。",
    });
    let headers = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-store")];
    Ok((headers, body.to_string()).into_response())
}
