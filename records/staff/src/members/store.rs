//! 職員 in the database.

use std::collections::BTreeMap;

use db::{Reader, Writer, args};
use office::{Act, Fault, Hands, Instant, Keyring, MunicipalityId, Refusal, StaffId, Trouble};
use vault::fold::kana_order;
use vault::password::Hash;

use super::{Amended, Member, NewMember};
use crate::agencies::changed_meanwhile;

/// What signing in needs of a member.
#[derive(Clone)]
pub(crate) struct Secrets {
    pub(crate) password: Option<String>,
    /// Sealed.
    pub(crate) totp: Option<Vec<u8>>,
    pub(crate) totp_step: Option<i64>,
}

fn with_roles(hands: &mut Hands<'_, '_>, member: Option<Member>) -> Result<Option<Member>, Fault> {
    let Some(mut member) = member else { return Ok(None) };
    member.roles = roles_of(hands.store, hands.municipality, &member.id)?;
    Ok(Some(member))
}

pub(crate) fn roles_of(
    reader: &mut Reader<'_>,
    municipality: &MunicipalityId,
    staff: &StaffId,
) -> Result<Vec<String>, Fault> {
    let rows: Vec<(String,)> = reader.all(
        "select role from staff_member_role where municipality_id = $1 and staff_id = $2 order by role",
        &args![municipality.clone(), staff.clone()],
    )?;
    Ok(rows.into_iter().map(|(role,)| role).collect())
}

pub fn find(hands: &mut Hands<'_, '_>, id: &StaffId) -> Result<Option<Member>, Fault> {
    let found = hands.store.maybe(
        "select id, login, name, kana, agency_id, extension, active,
           case when password is null then 0 else 1 end, case when totp is null then 0 else 1 end, made_at, version
         from staff_member where municipality_id = $1 and id = $2",
        &args![hands.municipality.clone(), id.clone()],
    )?;
    with_roles(hands, found)
}

/// The member with this login, in the form that [`super::login`] gives.
pub fn by_login(hands: &mut Hands<'_, '_>, login: &str) -> Result<Option<Member>, Fault> {
    let found = hands.store.maybe(
        "select id, login, name, kana, agency_id, extension, active,
           case when password is null then 0 else 1 end, case when totp is null then 0 else 1 end, made_at, version
         from staff_member where municipality_id = $1 and login = $2",
        &args![hands.municipality.clone(), login.to_owned()],
    )?;
    with_roles(hands, found)
}

/// Everyone, those who left too, in kana order.
pub fn list(hands: &mut Hands<'_, '_>) -> Result<Vec<Member>, Fault> {
    let mut all: Vec<Member> = hands.store.all(
        "select id, login, name, kana, agency_id, extension, active,
           case when password is null then 0 else 1 end, case when totp is null then 0 else 1 end, made_at, version
         from staff_member where municipality_id = $1",
        &args![hands.municipality.clone()],
    )?;
    let rows: Vec<(StaffId, String)> = hands.store.all(
        "select staff_id, role from staff_member_role where municipality_id = $1 order by role",
        &args![hands.municipality.clone()],
    )?;
    let mut roles: BTreeMap<StaffId, Vec<String>> = BTreeMap::new();
    for (staff, role) in rows {
        roles.entry(staff).or_default().push(role);
    }
    for member in &mut all {
        member.roles = roles.remove(&member.id).unwrap_or_default();
    }
    all.sort_by_cached_key(|member| (kana_order(&member.kana), member.id.clone()));
    Ok(all)
}

/// The name of everyone by id, those who left too.
pub fn names(hands: &mut Hands<'_, '_>) -> Result<BTreeMap<StaffId, String>, Fault> {
    let rows: Vec<(StaffId, String)> = hands
        .store
        .all("select id, name from staff_member where municipality_id = $1", &args![hands.municipality.clone()])?;
    Ok(rows.into_iter().collect())
}

/// Registers a member. Without a password, sign-in begins with an invitation.
pub fn insert(act: &mut Act<'_, '_>, new: &NewMember, password: Option<&Hash>) -> Result<StaffId, Trouble> {
    let id = act.new_id(StaffId::PREFIX, StaffId::from_text)?;
    insert_as(act, &id, new, password)?;
    Ok(id)
}

/// As [`insert`], under an id of the caller's.
pub fn insert_as(act: &mut Act<'_, '_>, id: &StaffId, new: &NewMember, password: Option<&Hash>) -> Result<(), Trouble> {
    if by_login(&mut act.hands(), &new.login)?.is_some() {
        return Err(Refusal::rule("このログイン名は、もう使われています。別のログイン名を付けてください。").into());
    }
    let (municipality, now) = (act.municipality().clone(), act.now());
    act.store().run(
        "insert into staff_member (municipality_id, id, login, name, kana, agency_id, extension, password, totp,
           totp_step, active, made_at, version)
         values ($1, $2, $3, $4, $5, $6, $7, $8, null, null, 1, $9, 1)",
        &args![
            municipality,
            id.clone(),
            new.login.clone(),
            new.name.clone(),
            new.kana.clone(),
            new.agency.clone(),
            new.extension.clone(),
            password.map(|hash| hash.as_str().to_owned()),
            now,
        ],
    )?;
    put_roles(act, id, &new.roles)
}

fn put_roles(act: &mut Act<'_, '_>, id: &StaffId, roles: &[String]) -> Result<(), Trouble> {
    let municipality = act.municipality().clone();
    act.store().run(
        "delete from staff_member_role where municipality_id = $1 and staff_id = $2",
        &args![municipality.clone(), id.clone()],
    )?;
    for role in roles {
        act.store().run(
            "insert into staff_member_role (municipality_id, staff_id, role) values ($1, $2, $3)",
            &args![municipality.clone(), id.clone(), role.clone()],
        )?;
    }
    Ok(())
}

/// Gives the member exactly these roles. The caller ends the member's sessions.
pub(super) fn set_roles(act: &mut Act<'_, '_>, id: &StaffId, version: i64, roles: &[String]) -> Result<(), Trouble> {
    let municipality = act.municipality().clone();
    let changed = act.store().run(
        "update staff_member set version = version + 1 where municipality_id = $1 and id = $2 and version = $3",
        &args![municipality, id.clone(), version],
    )?;
    if changed != 1 {
        return Err(changed_meanwhile().into());
    }
    put_roles(act, id, roles)
}

/// A new name, counter or extension.
pub(super) fn amend(act: &mut Act<'_, '_>, id: &StaffId, version: i64, to: &Amended) -> Result<(), Trouble> {
    let municipality = act.municipality().clone();
    let changed = act.store().run(
        "update staff_member set name = $4, kana = $5, agency_id = $6, extension = $7, version = version + 1
         where municipality_id = $1 and id = $2 and version = $3",
        &args![
            municipality,
            id.clone(),
            version,
            to.name.clone(),
            to.kana.clone(),
            to.agency.clone(),
            to.extension.clone()
        ],
    )?;
    if changed == 1 { Ok(()) } else { Err(changed_meanwhile().into()) }
}

/// Sign-in is closed. The member stays in the records. The caller ends the member's sessions.
pub(super) fn deactivate(act: &mut Act<'_, '_>, id: &StaffId, version: i64) -> Result<(), Trouble> {
    set_active(act, id, version, false)
}

pub(super) fn reactivate(act: &mut Act<'_, '_>, id: &StaffId, version: i64) -> Result<(), Trouble> {
    set_active(act, id, version, true)
}

fn set_active(act: &mut Act<'_, '_>, id: &StaffId, version: i64, active: bool) -> Result<(), Trouble> {
    let municipality = act.municipality().clone();
    let changed = act.store().run(
        "update staff_member set active = $4, version = version + 1
         where municipality_id = $1 and id = $2 and version = $3",
        &args![municipality, id.clone(), version, active],
    )?;
    if changed == 1 { Ok(()) } else { Err(changed_meanwhile().into()) }
}

pub(crate) fn secrets(reader: &mut Reader<'_>, municipality: &MunicipalityId, id: &StaffId) -> Result<Secrets, Fault> {
    let (password, totp, totp_step) = reader.one(
        "select password, totp, totp_step from staff_member where municipality_id = $1 and id = $2",
        &args![municipality.clone(), id.clone()],
    )?;
    Ok(Secrets { password, totp, totp_step })
}

/// A new password; none closes sign-in until an invitation is used.
pub(crate) fn set_password(
    writer: &mut Writer<'_>,
    municipality: &MunicipalityId,
    id: &StaffId,
    password: Option<&Hash>,
) -> Result<(), Fault> {
    writer.run(
        "update staff_member set password = $3, version = version + 1 where municipality_id = $1 and id = $2",
        &args![municipality.clone(), id.clone(), password.map(|hash| hash.as_str().to_owned())],
    )?;
    Ok(())
}

fn place(id: &StaffId) -> vault::Place<'_> {
    vault::Place { table: "staff_member", row: id.as_text(), column: "totp" }
}

/// The second factor's secret, sealed under the member's own key, with the step of the code that confirmed it.
pub(crate) fn set_second_factor(
    writer: &mut Writer<'_>,
    (municipality, keys, at): (&MunicipalityId, &Keyring, Instant),
    id: &StaffId,
    set: Option<(&vault::totp::Secret, u64)>,
) -> Result<(), Trouble> {
    let (sealed, step) = match set {
        None => (None, None),
        Some((secret, step)) => {
            let key = keys.key_or_make(writer, municipality, id.as_text(), at)?;
            (Some(key.seal(place(id), secret.as_bytes())?), i64::try_from(step).ok())
        }
    };
    writer.run(
        "update staff_member set totp = $3, totp_step = $4, version = version + 1
         where municipality_id = $1 and id = $2",
        &args![municipality.clone(), id.clone(), sealed, step],
    )?;
    Ok(())
}

pub(crate) fn open_second_factor(
    reader: &mut Reader<'_>,
    (municipality, keys): (&MunicipalityId, &Keyring),
    id: &StaffId,
    sealed: &[u8],
) -> Result<vault::totp::Secret, Trouble> {
    let key = keys.key(reader, municipality, id.as_text())?;
    let plain = key.open(place(id), sealed)?;
    Ok(vault::totp::Secret::from_bytes(&plain)?)
}

/// Takes a step for good. False if it, or a later one, was taken before: a code works once.
pub(crate) fn take_step(
    writer: &mut Writer<'_>,
    municipality: &MunicipalityId,
    id: &StaffId,
    step: u64,
) -> Result<bool, Fault> {
    let step = i64::try_from(step).unwrap_or(i64::MAX);
    let changed = writer.run(
        "update staff_member set totp_step = $3
         where municipality_id = $1 and id = $2 and (totp_step is null or totp_step < $3)",
        &args![municipality.clone(), id.clone(), step],
    )?;
    Ok(changed == 1)
}
