//! 招待から入る: the first password, or a new one after a reset, by a one-time address.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use db::{Reader, Writer};
use office::audit::Outcome;
use office::{Desk, FieldErrors, Trouble};
use serde::Deserialize;
use vault::password::Hash;
use web::{Answer, Form, Path, Title, Visit};

use super::invitation::{self, Invited};
use super::password_rules::{Whose, check_new, hint};
use super::{hashed, note};
use crate::members;
use crate::sessions::{self, Ended, Place};

#[derive(Template, Default)]
#[template(path = "sign_in/welcome.html")]
struct WelcomePage {
    csrf: String,
    token: String,
    hint: String,
    invited: Option<Invited>,
    errors: FieldErrors,
}

fn title() -> Title {
    Title::new("パスワードを決める")
}

async fn invited(desk: &Desk, token: &str) -> Result<Option<Invited>, Trouble> {
    let (own, token, at) = (desk.clone(), token.to_owned(), desk.now());
    let found = desk.db().read(move |reader: &mut Reader<'_>| invitation::open(reader, own.municipality(), &token, at));
    Ok(found.await?)
}

pub(crate) async fn welcome(State(desk): State<Desk>, visit: Visit, Path(token): Path<String>) -> Answer {
    let invited = invited(&desk, &token).await?;
    let status = if invited.is_some() { StatusCode::OK } else { StatusCode::NOT_FOUND };
    let csrf = visit.csrf().to_owned();
    let page = WelcomePage { csrf, token, hint: hint(&desk), invited, errors: FieldErrors::default() };
    web::page_with(status, &visit, title(), &page)
}

#[derive(Deserialize)]
pub(crate) struct Fields {
    #[serde(default)]
    new_password: String,
    #[serde(default)]
    again_password: String,
}

pub(crate) async fn set_first_password(
    State(desk): State<Desk>,
    visit: Visit,
    Path(token): Path<String>,
    Form(fields): Form<Fields>,
) -> Answer {
    let csrf = visit.csrf().to_owned();
    let Some(invited) = invited(&desk, &token).await? else {
        let page = WelcomePage { csrf, token, ..WelcomePage::default() };
        return web::page_with(StatusCode::NOT_FOUND, &visit, title(), &page);
    };
    let whose = Whose { login: &invited.login, name: &invited.name, kana: &invited.kana, agency: &invited.agency_name };
    if let Err(errors) = check_new(&desk, whose, &fields.new_password, &fields.again_password) {
        let page = WelcomePage { csrf, token, hint: hint(&desk), invited: Some(invited), errors };
        return web::page_with(StatusCode::UNPROCESSABLE_ENTITY, &visit, title(), &page);
    }
    let hash = hashed(&desk, fields.new_password).await?;
    if use_invitation(&desk, token.clone(), invited, hash).await? {
        return web::redirect("/sign-in?set=1");
    }
    let page = WelcomePage { csrf, token, ..WelcomePage::default() };
    web::page_with(StatusCode::NOT_FOUND, &visit, title(), &page)
}

/// Sets the password if the invitation was still unused at that very moment.
pub(crate) async fn use_invitation(desk: &Desk, token: String, invited: Invited, hash: Hash) -> Result<bool, Trouble> {
    let (own, at) = (desk.clone(), desk.now());
    desk.db()
        .write(move |writer: &mut Writer<'_>| {
            if !invitation::use_up(writer, &own, &token, at)? {
                return Ok(false);
            }
            members::set_password(writer, own.municipality(), &invited.staff, Some(&hash))?;
            sessions::end_all(writer, Place::at(&own, at), &invited.staff, Ended::PasswordChanged)?;
            let someone = Some((&invited.staff, &invited.agency));
            note(writer, &own, someone, (Outcome::Done, "招待からパスワードを決めた"), at)?;
            Ok::<_, Trouble>(true)
        })
        .await
}

pub(crate) fn samples() -> Vec<(&'static str, String)> {
    let page = || WelcomePage {
        token: "sample".to_owned(),
        hint: "15文字以上。".to_owned(),
        invited: Invited::sample(),
        ..WelcomePage::default()
    };
    let mut errors = FieldErrors::default();
    errors.add("new_password", vault::password::Weak::TooShort.message());
    vec![
        crate::sample("staff: 招待", &page()),
        crate::sample("staff: 招待(直すところあり)", &WelcomePage { errors, ..page() }),
        crate::sample("staff: 招待(使えない)", &WelcomePage { invited: None, ..page() }),
    ]
}
