//! パスワードを替える: asks for the present one; every other session ends and this one gets a new token.

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::StatusCode;
use db::{Reader, Writer};
use office::audit::Outcome;
use office::{About, Desk, FieldErrors, May, Refusal, RefusalKind, Trouble};
use serde::Deserialize;
use vault::password::Hash;
use web::{Answer, Form, Signed, Title};

use crate::members::{self, Member, OwnAccount};
use crate::sessions::{self, Current, Ended, Opened, Place};
use crate::sign_in::{Whose, check_new, hashed, hint, matches, note, take_try, with_cookie, wrong};
use crate::source::Source;
use crate::throttle::{self, Who};

#[derive(Template, Default)]
#[template(path = "account/password.html")]
struct PasswordPage {
    csrf: String,
    login: String,
    hint: String,
    wait: Option<String>,
    errors: FieldErrors,
}

fn title() -> Title {
    Title::new("パスワードを替える").under("自分のサインイン", "/account")
}

/// The member with the hash of their password.
pub(super) async fn own(desk: &Desk, signed: &Signed) -> Result<(Member, Option<String>), Trouble> {
    let (own, staff) = (desk.clone(), signed.actor.staff.clone());
    desk.db()
        .read(move |reader: &mut Reader<'_>| {
            let secrets = members::secrets(reader, own.municipality(), &staff)?;
            let mut hands =
                office::Hands { store: reader, keys: own.keys(), municipality: own.municipality(), at: own.now() };
            let member = members::find(&mut hands, &staff)?.ok_or_else(office::Refusal::not_there)?;
            Ok((member, secrets.password))
        })
        .await
}

/// Checks the present password of someone already signed in: slowed down like a sign-in, and recorded when it is wrong.
pub(super) async fn is_present(
    desk: &Desk,
    signed: &Signed,
    (typed, known): (String, Option<String>),
    source: Option<&str>,
) -> Result<bool, Trouble> {
    let who = Who::new(desk.keys(), &format!("own:{}", signed.actor.staff), source);
    let (staff, agency) = (signed.actor.staff.clone(), signed.actor.agency.clone());
    take_try(desk, who.clone(), Some((staff.clone(), agency.clone()))).await?;
    let is_right = matches(desk, typed, known).await?;
    let (own, at) = (desk.clone(), desk.now());
    let tell = move |writer: &mut Writer<'_>| match is_right {
        true => throttle::forgive(writer, own.municipality(), &who),
        false => note(writer, &own, Some((&staff, &agency)), (Outcome::Denied, "いまのパスワードが合わなかった"), at),
    };
    desk.db().write(tell).await?;
    Ok(is_right)
}

pub(crate) async fn password(State(desk): State<Desk>, signed: Signed) -> Answer {
    let (member, _) = own(&desk, &signed).await?;
    let csrf = signed.csrf().to_owned();
    let page = PasswordPage { csrf, login: member.login, hint: hint(&desk), ..PasswordPage::default() };
    web::page(&signed, title(), &page)
}

#[derive(Deserialize)]
pub(crate) struct Fields {
    #[serde(default)]
    present_password: String,
    #[serde(default)]
    new_password: String,
    #[serde(default)]
    again_password: String,
}

pub(crate) async fn change_password(
    State(desk): State<Desk>,
    signed: Signed,
    current: Option<Extension<Current>>,
    Source(source): Source,
    Form(fields): Form<Fields>,
) -> Answer {
    let (member, known) = own(&desk, &signed).await?;
    let login = member.login.clone();
    let page = || PasswordPage {
        csrf: signed.csrf().to_owned(),
        login: login.clone(),
        hint: hint(&desk),
        ..PasswordPage::default()
    };
    match checked(&desk, &signed, (&member, known), (fields, source.as_deref())).await {
        Ok(hash) => {
            let current = current.map(|Extension(current)| current);
            let opened = keep(&desk, &signed, current, hash).await?;
            let response = web::redirect("/account")?;
            Ok(match opened {
                Some(opened) => with_cookie(&desk, response, &opened),
                None => response,
            })
        }
        Err(Trouble::Fields(errors)) => {
            web::page_with(StatusCode::UNPROCESSABLE_ENTITY, &signed, title(), &PasswordPage { errors, ..page() })
        }
        Err(Trouble::Refused(Refusal { kind: RefusalKind::TooMany(seconds), sentence })) => {
            let page = PasswordPage { wait: Some(sentence), ..page() };
            web::page_after(seconds, &signed, title(), &page)
        }
        Err(trouble) => Err(trouble.into()),
    }
}

async fn checked(
    desk: &Desk,
    signed: &Signed,
    (member, known): (&Member, Option<String>),
    (fields, source): (Fields, Option<&str>),
) -> Result<Hash, Trouble> {
    let agency = signed.actor.agency_name.as_str();
    let whose = Whose { login: &member.login, name: &member.name, kana: &member.kana, agency };
    check_new(desk, whose, &fields.new_password, &fields.again_password)?;
    if !is_present(desk, signed, (fields.present_password, known), source).await? {
        return Err(wrong("present_password", "いまのパスワードと合いませんでした。もう一度お確かめください。").into());
    }
    hashed(desk, fields.new_password).await
}

async fn keep(desk: &Desk, signed: &Signed, current: Option<Current>, hash: Hash) -> Result<Option<Opened>, Trouble> {
    let subject = OwnAccount(signed.actor.staff.clone());
    desk.act(&signed.actor, May::ManageOwnSignIn, subject, move |mut act| {
        let (municipality, staff) = (act.municipality().clone(), act.actor().staff.clone());
        let place = Place::at(act.desk(), act.now());
        members::set_password(act.store(), &municipality, &staff, Some(&hash))?;
        sessions::end_all(act.store(), place, &staff, Ended::PasswordChanged)?;
        let opened = match current {
            // The day does not begin anew: the session keeps its end.
            Some(Current { session, .. }) => {
                Some(sessions::open(act.store(), place, &staff, session.strength, session.ends_at)?)
            }
            None => None,
        };
        act.done(About::new("staff", staff.as_text()), "パスワードを替えた", opened)
    })
    .await
}

pub(crate) fn samples() -> Vec<(&'static str, String)> {
    let page =
        || PasswordPage { login: "sato.h".to_owned(), hint: "15文字以上。".to_owned(), ..PasswordPage::default() };
    let mut errors = wrong("present_password", "いまのパスワードと合いませんでした。");
    errors.add("new_password", vault::password::Weak::Common.message());
    let wait = Some(crate::throttle::too_many(8).sentence);
    vec![
        crate::sample("staff: パスワードを替える", &page()),
        crate::sample("staff: パスワードを替える(直すところあり)", &PasswordPage { errors, ..page() }),
        crate::sample("staff: パスワードを替える(待つ)", &PasswordPage { wait, ..page() }),
    ]
}
