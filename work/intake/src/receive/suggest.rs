//! 探しながら打つ: the people who may be meant, as JSON for the search field.

use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use office::Desk;
use serde::Deserialize;
use web::{Answer, Query, Signed};

use super::whom::{Candidate, find};

#[derive(Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    q: String,
}

const MOST: usize = 8;

/// GET /intake/suggest
pub(crate) async fn suggest(State(desk): State<Desk>, signed: Signed, Query(asked): Query<Asked>) -> Answer {
    let found = match asked.q.trim() {
        "" => Vec::new(),
        q => find(&desk, &signed, q.to_owned(), (None, MOST)).await?.0,
    };
    let items: Vec<serde_json::Value> = found.iter().map(item).collect();
    let body = serde_json::json!({ "items": items }).to_string();
    Ok(([(header::CONTENT_TYPE, "application/json")], body).into_response())
}

fn item(person: &Candidate) -> serde_json::Value {
    let held = person.held_by.as_ref().map(|counter| format!("{counter}が持っています"));
    let hint = [Some(person.kana.clone()), Some(person.born.clone()), held];
    let hint: Vec<String> = hint.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    serde_json::json!({ "label": person.name, "hint": hint.join(" "), "href": person.path })
}
