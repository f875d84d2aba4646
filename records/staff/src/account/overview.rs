//! 自分のサインインの画面: who one is here, and every session that is open in one's name.

use askama::Template;
use axum::Extension;
use axum::extract::State;
use office::{About, Day, Desk, Instant, May, Refusal, Trouble};
use web::{Answer, Path, Signed, Title};

use crate::members::{self, Member, OwnAccount};
use crate::sessions::{self, Current, Ended, Place, Session};
use crate::sign_in::gone;

#[derive(Template)]
#[template(path = "account/overview.html")]
struct AccountPage {
    csrf: String,
    name: String,
    agency: String,
    login: String,
    roles: Vec<String>,
    second_factor: bool,
    sessions: Vec<Open>,
}

/// A session as the list shows it.
struct Open {
    id: String,
    is_this: bool,
    made: (Day, String),
    seen: (Day, String),
    strength: &'static str,
}

fn shown(at: Instant) -> (Day, String) {
    (at.day(), at.time_of_day())
}

impl Open {
    fn of(session: &Session, current: Option<&Session>) -> Self {
        Self {
            id: sessions::public_id(session),
            is_this: current.is_some_and(|current| current.token_hash == session.token_hash),
            made: shown(session.made_at),
            seen: shown(session.seen_at),
            strength: session.strength.label(),
        }
    }
}

async fn own(desk: &Desk, signed: &Signed) -> Result<(Member, Vec<Session>), Trouble> {
    let subject = OwnAccount(signed.actor.staff.clone());
    desk.look(&signed.actor, May::ManageOwnSignIn, subject, |mut look| {
        let staff = look.actor().staff.clone();
        let member = members::find(&mut look.hands(), &staff)?.ok_or_else(Refusal::not_there)?;
        let place = Place::at(look.desk(), look.now());
        let sessions = sessions::live_of(look.store(), place, &staff)?;
        Ok(look.seen(About::new("staff", staff.as_text()), (member, sessions)))
    })
    .await
}

pub(crate) async fn page(State(desk): State<Desk>, signed: Signed, current: Option<Extension<Current>>) -> Answer {
    let (member, sessions) = own(&desk, &signed).await?;
    let current = current.map(|Extension(current)| current.session);
    let page = AccountPage {
        csrf: signed.csrf().to_owned(),
        name: signed.actor.name.clone(),
        agency: signed.actor.agency_name.clone(),
        login: member.login,
        roles: signed.actor.role_labels.clone(),
        second_factor: member.has_second_factor,
        sessions: sessions.iter().map(|session| Open::of(session, current.as_ref())).collect(),
    };
    web::page(&signed, Title::new("自分のサインイン"), &page)
}

/// Ends one of one's own sessions. Another's cannot be named.
pub(crate) async fn end_one(
    State(desk): State<Desk>,
    signed: Signed,
    current: Option<Extension<Current>>,
    Path(id): Path<String>,
) -> Answer {
    let subject = OwnAccount(signed.actor.staff.clone());
    let this = current.map(|Extension(current)| current.session.token_hash);
    let ended = desk.act(&signed.actor, May::ManageOwnSignIn, subject, move |mut act| {
        let staff = act.actor().staff.clone();
        let place = Place::at(act.desk(), act.now());
        let mine = sessions::live_of(act.store(), place, &staff)?;
        let session = mine.iter().find(|session| sessions::public_id(session) == id).ok_or_else(Refusal::not_there)?;
        sessions::end(act.store(), place, &session.token_hash, Ended::Revoked)?;
        act.done(About::new("staff", staff.as_text()), "自分のサインインを1つ終わらせた", session.token_hash.clone())
    });
    let ended = ended.await?;
    if this.is_some_and(|this| this == ended) { gone(&desk) } else { web::redirect("/account") }
}

/// Ends all of one's own sessions, this one too.
pub(crate) async fn end_everywhere(State(desk): State<Desk>, signed: Signed) -> Answer {
    let subject = OwnAccount(signed.actor.staff.clone());
    desk.act(&signed.actor, May::ManageOwnSignIn, subject, |mut act| {
        let staff = act.actor().staff.clone();
        let place = Place::at(act.desk(), act.now());
        sessions::end_all(act.store(), place, &staff, Ended::Revoked)?;
        act.done(About::new("staff", staff.as_text()), "すべての場所でサインアウトした", ())
    })
    .await?;
    gone(&desk)
}

pub(crate) fn samples() -> Vec<(&'static str, String)> {
    let morning = office::testing::morning();
    let open = |id: &str, is_this| Open {
        id: id.to_owned(),
        is_this,
        made: shown(morning),
        seen: shown(morning.plus_seconds(600)),
        strength: "パスワードと確認コード",
    };
    let page = |second_factor, sessions| AccountPage {
        csrf: String::new(),
        name: "見本 花子".to_owned(),
        agency: "収納課".to_owned(),
        login: "sato.h".to_owned(),
        roles: vec!["窓口職員".to_owned(), "相談支援員".to_owned()],
        second_factor,
        sessions,
    };
    vec![
        crate::sample("staff: 自分のサインイン", &page(true, vec![open("aaaa", true), open("bbbb", false)])),
        crate::sample("staff: 自分のサインイン(確認コードなし)", &page(false, vec![open("aaaa", true)])),
    ]
}
