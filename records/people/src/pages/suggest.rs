//! 人の候補: what the search box offers while somebody types.

use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use office::{About, Desk, Look, May, Nothing, Reach};
use serde::{Deserialize, Serialize};
use web::{Answer, Query, Signed};

use crate::store::search::find_by;

const LIMIT: usize = 8;

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    q: String,
}

/// One offer: what is shown, what tells it from others, and where it leads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Offer {
    label: String,
    hint: String,
    href: String,
}

pub(crate) async fn get(State(desk): State<Desk>, signed: Signed, Query(asked): Query<Asked>) -> Answer {
    let text = asked.q.trim().to_owned();
    let offers = if text.is_empty() { Vec::new() } else { offers(&desk, &signed, text).await? };
    let body = serde_json::json!({ "items": offers }).to_string();
    Ok(([(header::CONTENT_TYPE, "application/json")], body).into_response())
}

async fn offers(desk: &Desk, signed: &Signed, text: String) -> Result<Vec<Offer>, office::Trouble> {
    desk.look(&signed.actor, May::FindPerson, Nothing, move |mut look: Look<'_, '_>| {
        let actor = look.actor().clone();
        let reach = actor.grants.reach(May::FindPerson).unwrap_or(Reach::Tied);
        let found = find_by(&mut look.hands(), (&actor, reach), &text, None, LIMIT)?;
        let today = look.today();
        let seen: Vec<_> = found.people.iter().map(|person| person.id.clone()).collect();
        let offer = |person: crate::Basic| {
            let kana = person.name.kana.clone().unwrap_or_default();
            Offer {
                label: person.name.to_string(),
                hint: format!("{kana} {}", person.birth.brief(today)).trim().to_owned(),
                href: format!("/people/{}", person.id),
            }
        };
        let offers = found.people.into_iter().map(offer).collect();
        Ok(look.seen(About::nothing().with(seen), offers))
    })
    .await
}
