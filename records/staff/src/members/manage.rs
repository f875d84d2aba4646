//! 職員ひとり: roles, a new invitation, closing and opening the sign-in. Sessions end at once.

use askama::Template;
use axum::extract::State;
use office::{About, Act, Desk, FieldErrors, May, Refusal, StaffId, Trouble};
use web::parts::Choices;
use web::{Answer, Pairs, Path, Signed, Title};

use super::list::role_choices;
use super::register::{InvitationPage, known_roles};
use super::{Member, MemberSubject, keeps_an_administrator, store};
use crate::LeavesBehind;
use crate::agencies;
use crate::sessions::{self, Ended, Place};
use crate::sign_in::{HOURS, invite, remove_recovery_codes};

#[derive(Template)]
#[template(path = "members/manage.html")]
struct MemberPage {
    csrf: String,
    member: Member,
    agency: String,
    roles: Choices,
    /// A hidden record lost in them one of the last who could open it.
    leaves_behind: bool,
    errors: FieldErrors,
}

pub(super) fn id_of(text: &str) -> Result<StaffId, Trouble> {
    StaffId::from_text(text).ok_or_else(|| Refusal::not_there().into())
}

pub(super) fn version_of(pairs: &Pairs) -> i64 {
    pairs.one("version").parse().unwrap_or(0)
}

pub(crate) async fn one(
    leaves_behind: LeavesBehind,
    State(desk): State<Desk>,
    signed: Signed,
    Path(id): Path<String>,
) -> Answer {
    let id = id_of(&id)?;
    let subject = MemberSubject(id.clone());
    let (member, agency, leaves_behind) = desk
        .look(&signed.actor, May::ManageStaff, subject, move |mut look| {
            let member = store::find(&mut look.hands(), &id)?.ok_or_else(Refusal::not_there)?;
            let agency = agencies::names(&mut look.hands())?.of(&member.agency).to_owned();
            let roles = look.desk().roles();
            let left = leaves_behind(&mut look.hands(), roles, &id)?;
            Ok(look.seen(About::new("staff", id.as_text()), (member, agency, left)))
        })
        .await?;
    let title = Title::new(member.name.clone()).under("職員", "/staff");
    let roles = role_choices(desk.roles()).picked_many(member.roles.clone());
    let csrf = signed.csrf().to_owned();
    let page = MemberPage { csrf, member, agency, roles, leaves_behind, errors: FieldErrors::default() };
    web::page(&signed, title, &page)
}

/// Refuses what would leave nobody who can manage the staff.
fn keep_one(act: &mut Act<'_, '_>, id: &StaffId, kept: &[String]) -> Result<(), Trouble> {
    let all = store::list(&mut act.hands())?;
    let others = all.iter().filter(|member| member.active && member.id != *id).map(|member| member.roles.as_slice());
    if keeps_an_administrator(act.desk().roles(), others, kept) {
        return Ok(());
    }
    let sentence = "職員を登録できる人が、ほかにいなくなります。先に、ほかの人にその役割を付けてください。";
    Err(Refusal::rule(sentence).into())
}

pub(super) fn end_sessions(act: &mut Act<'_, '_>, id: &StaffId, why: Ended) -> Result<(), Trouble> {
    let place = Place::at(act.desk(), act.now());
    sessions::end_all(act.store(), place, id, why)?;
    Ok(())
}

/// Gives the member exactly these roles; whatever they had open ends.
pub fn set_roles(act: &mut Act<'_, '_>, id: &StaffId, version: i64, roles: &[String]) -> Result<(), Trouble> {
    if roles.is_empty() {
        return Err(crate::sign_in::wrong("roles", "役割を1つ以上選んでください。").into());
    }
    keep_one(act, id, roles)?;
    store::set_roles(act, id, version, roles)?;
    end_sessions(act, id, Ended::RolesChanged)
}

/// Closes the member's sign-in; whatever they had open ends.
pub fn deactivate(act: &mut Act<'_, '_>, id: &StaffId, version: i64) -> Result<(), Trouble> {
    keep_one(act, id, &[])?;
    store::deactivate(act, id, version)?;
    end_sessions(act, id, Ended::Deactivated)
}

/// A new invitation in place of password, second factor and recovery codes.
pub(crate) fn reset(act: &mut Act<'_, '_>, id: &StaffId) -> Result<vault::random::Token, Trouble> {
    let (desk, now) = (act.desk(), act.now());
    store::set_password(act.store(), desk.municipality(), id, None)?;
    store::set_second_factor(act.store(), (desk.municipality(), desk.keys(), now), id, None)?;
    remove_recovery_codes(act.store(), desk, id)?;
    end_sessions(act, id, Ended::Reset)?;
    Ok(invite(act.store(), desk.municipality(), id, now)?)
}

pub(crate) async fn set_roles_door(
    State(desk): State<Desk>,
    signed: Signed,
    Path(id): Path<String>,
    pairs: Pairs,
) -> Answer {
    let id = id_of(&id)?;
    let chosen: Vec<String> = pairs.all("roles").map(str::to_owned).collect();
    let (roles, version, to) = (known_roles(&desk, &chosen), version_of(&pairs), format!("/staff/{id}"));
    desk.act(&signed.actor, May::ManageStaff, MemberSubject(id.clone()), move |mut act| {
        set_roles(&mut act, &id, version, &roles)?;
        act.done(About::new("staff", id.as_text()), &format!("役割を {} にした", roles.join(" ")), ())
    })
    .await?;
    web::redirect(&to)
}

pub(crate) async fn deactivate_door(
    State(desk): State<Desk>,
    signed: Signed,
    Path(id): Path<String>,
    pairs: Pairs,
) -> Answer {
    let id = id_of(&id)?;
    let (version, to) = (version_of(&pairs), format!("/staff/{id}"));
    desk.act(&signed.actor, May::ManageStaff, MemberSubject(id.clone()), move |mut act| {
        deactivate(&mut act, &id, version)?;
        act.done(About::new("staff", id.as_text()), "サインインを止めた", ())
    })
    .await?;
    web::redirect(&to)
}

pub(crate) async fn reactivate_door(
    State(desk): State<Desk>,
    signed: Signed,
    Path(id): Path<String>,
    pairs: Pairs,
) -> Answer {
    let id = id_of(&id)?;
    let (version, to) = (version_of(&pairs), format!("/staff/{id}"));
    desk.act(&signed.actor, May::ManageStaff, MemberSubject(id.clone()), move |mut act| {
        store::reactivate(&mut act, &id, version)?;
        act.done(About::new("staff", id.as_text()), "サインインを再び開いた", ())
    })
    .await?;
    web::redirect(&to)
}

pub(crate) async fn invite_again(State(desk): State<Desk>, signed: Signed, Path(id): Path<String>) -> Answer {
    let id = id_of(&id)?;
    let (member, token) = desk
        .act(&signed.actor, May::ManageStaff, MemberSubject(id.clone()), move |mut act| {
            let member = store::find(&mut act.hands(), &id)?.ok_or_else(Refusal::not_there)?;
            let token = reset(&mut act, &id)?;
            act.done(About::new("staff", id.as_text()), "招待をやり直した", (member, token))
        })
        .await?;
    let token = token.as_str().to_owned();
    let page = InvitationPage { name: member.name, login: member.login, token, hours: HOURS };
    web::page(&signed, Title::new("招待").under("職員", "/staff"), &page)
}

pub(crate) fn samples() -> Vec<(&'static str, String)> {
    let page = |active: bool, leaves_behind: bool| {
        let member = Member { active, ..super::model::sample()? };
        Some(MemberPage {
            csrf: String::new(),
            member,
            agency: "収納課".to_owned(),
            roles: Choices::new([("counter_clerk", "窓口職員")]).picked("counter_clerk"),
            leaves_behind,
            errors: FieldErrors::default(),
        })
    };
    let named = [
        ("staff: 職員ひとり", page(true, false)),
        ("staff: 職員ひとり(止めている)", page(false, false)),
        ("staff: 職員ひとり(伏せた記録の担当だった)", page(false, true)),
    ];
    named.into_iter().filter_map(|(name, page)| page.map(|page| crate::sample(name, &page))).collect()
}
