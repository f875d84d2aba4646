//! 窓口の候補: suggestions while a counter's name is typed.

use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use office::{Desk, Look, May};
use serde::Deserialize;
use staff::Agency;
use web::{Answer, Query, Signed};

use super::choose;

#[derive(Deserialize)]
pub(crate) struct Words {
    #[serde(default)]
    q: String,
}

const MOST: usize = 8;

/// GET /sheets/counters: suggestions while a counter's name is typed.
pub(crate) async fn counters(State(desk): State<Desk>, signed: Signed, Query(asked): Query<Words>) -> Answer {
    let found = desk
        .glance(&signed.actor, May::SeeAgencies, move |mut look: Look<'_, '_>| {
            let (codes, today, own) = (look.codes(), look.today(), look.actor().agency.clone());
            let open = staff::agencies::open_agencies(&mut look.hands())?;
            let others: Vec<Agency> = open.into_iter().filter(|agency| agency.id != own).collect();
            Ok(choose::found(&others, &asked.q, codes, today))
        })
        .await?;
    let list = desk.codes().list("concerns");
    let item = |agency: &Agency| {
        let takes = agency.takes.iter().map(|code| list.short(code)).collect::<Vec<_>>().join("、");
        let hint = [takes.as_str(), &agency.hours].join("  ");
        serde_json::json!({ "label": agency.name, "value": agency.id.as_text(), "hint": hint.trim() })
    };
    let items: Vec<serde_json::Value> = found.iter().take(MOST).map(item).collect();
    let body = serde_json::json!({ "items": items }).to_string();
    Ok(([(header::CONTENT_TYPE, "application/json")], body).into_response())
}
