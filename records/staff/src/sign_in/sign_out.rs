//! サインアウト: the session ends, and the browser forgets what it kept of the pages.

use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use db::Writer;
use office::audit::Outcome;
use office::{Desk, Trouble};
use web::{Answer, Visit};

use super::note;
use crate::sessions::{self, Ended, Place};

pub(crate) async fn sign_out(State(desk): State<Desk>, visit: Visit, headers: HeaderMap) -> Answer {
    if let Some(token) = sessions::from_headers(&headers, desk.settings()) {
        let (own, at) = (desk.clone(), desk.now());
        let actor = visit.signed.map(|signed| signed.actor);
        desk.db()
            .write(move |writer: &mut Writer<'_>| {
                sessions::end(writer, Place::at(&own, at), &vault::hash_token(&token), Ended::SignedOut)?;
                match &actor {
                    Some(actor) => {
                        let someone = Some((&actor.staff, &actor.agency));
                        note(writer, &own, someone, (Outcome::Done, "サインアウトした"), at)
                    }
                    None => Ok(()),
                }
            })
            .await
            .map_err(Trouble::from)?;
    }
    gone(&desk)
}

/// To the sign-in page, with nothing left in the browser.
pub(crate) fn gone(desk: &Desk) -> Answer {
    let mut response = web::redirect("/sign-in?out=1")?;
    let headers = response.headers_mut();
    if let Ok(value) = HeaderValue::from_str(&sessions::cleared(desk.settings())) {
        headers.append(header::SET_COOKIE, value);
    }
    // Not "cookies" and "storage": what is left there is the known browser and one preference of the keyboard.
    let forget = HeaderValue::from_static("\"cache\"");
    headers.insert(HeaderName::from_static("clear-site-data"), forget);
    Ok(response)
}
