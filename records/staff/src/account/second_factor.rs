//! 確認コードの設定: a secret for app or token, confirmed by a first code; then ten recovery codes, shown once.

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use office::{About, Desk, FieldErrors, May, Refusal, RefusalKind, Trouble};
use serde::Deserialize;
use vault::totp::{Secret, verify};
use web::{Answer, Form, Query, Signed, Title, safe_next};

use super::password::{is_present, own};
use super::qr::{Qr, qr};
use crate::members::{self, Member, OwnAccount};
use crate::sessions::{self, Current, Ended, Opened, Place, Strength};
use crate::sign_in::{cost, make_recovery_codes, offered, replace_recovery_codes, with_cookie, wrong};
use crate::source::Source;

#[derive(Template, Default)]
#[template(path = "account/second_factor.html")]
struct SetUpPage {
    csrf: String,
    next: String,
    is_first: bool,
    is_renewal: bool,
    secret: String,
    qr: Qr,
    wait: Option<String>,
    errors: FieldErrors,
}

#[derive(Template, Default)]
#[template(path = "account/recovery_codes.html")]
struct CodesPage {
    codes: Vec<String>,
    next: String,
}

#[derive(Default, Deserialize)]
pub(crate) struct Fields {
    #[serde(default)]
    code: String,
    #[serde(default)]
    present_password: String,
    #[serde(default)]
    next: String,
}

fn title() -> Title {
    Title::new("確認コードの設定").under("自分のサインイン", "/account")
}

fn blank(desk: &Desk, signed: &Signed, member: &Member, current: &Current) -> Result<(SetUpPage, Secret), Trouble> {
    let secret = offered(desk, &current.session.token_hash, member.version)?;
    let address = secret.provisioning_uri(&format!("つなぐ {}", desk.settings().municipality_name), &member.login);
    let letters = secret.base32();
    let groups: Vec<String> = letters.as_bytes().chunks(4).map(|g| String::from_utf8_lossy(g).into_owned()).collect();
    let page = SetUpPage {
        csrf: signed.csrf().to_owned(),
        is_first: current.is_bare,
        is_renewal: member.has_second_factor,
        secret: groups.join(" "),
        qr: qr(&address).unwrap_or_default(),
        ..SetUpPage::default()
    };
    Ok((page, secret))
}

fn at_a_session(current: Option<Extension<Current>>) -> Result<Current, Trouble> {
    let none = || Refusal { kind: RefusalKind::SignIn, sentence: "サインインが必要です。".to_owned() };
    current.map(|Extension(current)| current).ok_or_else(|| none().into())
}

pub(crate) async fn second_factor(
    State(desk): State<Desk>,
    signed: Signed,
    current: Option<Extension<Current>>,
    Query(fields): Query<Fields>,
) -> Answer {
    let current = at_a_session(current)?;
    let (member, _) = own(&desk, &signed).await?;
    let (page, _) = blank(&desk, &signed, &member, &current)?;
    web::page(&signed, title(), &SetUpPage { next: fields.next, ..page })
}

pub(crate) async fn confirm_second_factor(
    State(desk): State<Desk>,
    signed: Signed,
    current: Option<Extension<Current>>,
    Source(source): Source,
    Form(fields): Form<Fields>,
) -> Answer {
    let current = at_a_session(current)?;
    let (member, known) = own(&desk, &signed).await?;
    let (page, secret) = blank(&desk, &signed, &member, &current)?;
    let next = fields.next.clone();
    let typed = (fields.present_password, known);
    match checked(&desk, &signed, (&member, &secret), (&fields.code, typed, source.as_deref())).await {
        Ok(step) => set_up(&desk, signed, current, (secret, step), next).await,
        Err(Trouble::Fields(errors)) => {
            let page = SetUpPage { next, errors, ..page };
            web::page_with(StatusCode::UNPROCESSABLE_ENTITY, &signed, title(), &page)
        }
        Err(Trouble::Refused(Refusal { kind: RefusalKind::TooMany(seconds), sentence })) => {
            let page = SetUpPage { next, wait: Some(sentence), ..page };
            web::page_after(seconds, &signed, title(), &page)
        }
        Err(trouble) => Err(trouble.into()),
    }
}

type Typed<'a> = (&'a str, (String, Option<String>), Option<&'a str>);

/// The step of the confirming code. Replacing a factor asks for the password as well.
async fn checked(
    desk: &Desk,
    signed: &Signed,
    (member, secret): (&Member, &Secret),
    (code, password, source): Typed<'_>,
) -> Result<u64, Trouble> {
    if member.has_second_factor && !is_present(desk, signed, password, source).await? {
        return Err(wrong("present_password", "いまのパスワードと合いませんでした。もう一度お確かめください。").into());
    }
    verify(secret, code, desk.now().seconds(), None).ok_or_else(|| {
        let sentence = "確認コードが合いませんでした。機器の時刻が合っているかを確かめて、\
                        いま表示されている6けたの数字を入れてください。";
        wrong("code", sentence).into()
    })
}

async fn set_up(
    desk: &Desk,
    mut signed: Signed,
    current: Current,
    (secret, step): (Secret, u64),
    next: String,
) -> Answer {
    let codes = make_recovery_codes(cost(desk)).await?;
    let hashes: Vec<_> = codes.iter().map(|(_, hash)| hash.clone()).collect();
    let subject = OwnAccount(signed.actor.staff.clone());
    let opened: Opened = desk
        .act(&signed.actor, May::ManageOwnSignIn, subject, move |mut act| {
            let (desk, staff, now) = (act.desk(), act.actor().staff.clone(), act.now());
            let place = Place::at(desk, now);
            let with = (desk.municipality(), desk.keys(), now);
            members::set_second_factor(act.store(), with, &staff, Some((&secret, step)))?;
            replace_recovery_codes(act.store(), desk, &staff, &hashes)?;
            sessions::end_all(act.store(), place, &staff, Ended::SecondFactorChanged)?;
            let whole_day = sessions::full_end(desk.settings(), now);
            let ends_at = if current.is_bare { whole_day } else { current.session.ends_at };
            let opened = sessions::open(act.store(), place, &staff, Strength::TwoFactor, ends_at)?;
            act.done(About::new("staff", staff.as_text()), "確認コードを設定した", opened)
        })
        .await?;
    // The bar of this very page belongs to the new session already.
    signed.shell.csrf = web::csrf_token(desk, opened.token.as_str());
    let page =
        CodesPage { codes: codes.into_iter().map(|(code, _)| code).collect(), next: safe_next(&next).to_owned() };
    let response: Response = web::page(&signed, Title::new("予備コード"), &page)?;
    Ok(with_cookie(desk, response, &opened))
}

pub(crate) fn samples() -> Vec<(&'static str, String)> {
    let page = || SetUpPage {
        secret: "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ".to_owned(),
        qr: qr("otpauth://totp/sample").unwrap_or_default(),
        is_first: true,
        ..SetUpPage::default()
    };
    let mut errors = wrong("code", "確認コードが合いませんでした。");
    errors.add("present_password", "いまのパスワードと合いませんでした。");
    let renewal = SetUpPage { errors, is_first: false, is_renewal: true, ..page() };
    let codes = CodesPage { codes: vec!["0a1b-c2d3-e4f5".to_owned(); 10], next: "/today".to_owned() };
    vec![
        crate::sample("staff: 確認コードの設定(はじめて)", &page()),
        crate::sample("staff: 確認コードの設定(し直す)", &renewal),
        crate::sample("staff: 予備コード", &codes),
    ]
}
