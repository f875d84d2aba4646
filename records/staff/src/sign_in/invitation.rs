//! 招待: a one-time address with which a member sets the first password, or a new one after a reset.

use db::{Reader, Writer, args};
use office::{AgencyId, Desk, Fault, Instant, MunicipalityId, StaffId};
use vault::random::Token;

/// An invitation is good for three days.
pub(crate) const HOURS: i64 = 72;

/// Whom an open invitation is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Invited {
    pub(crate) staff: StaffId,
    pub(crate) login: String,
    pub(crate) name: String,
    pub(crate) kana: String,
    pub(crate) agency: AgencyId,
    pub(crate) agency_name: String,
}

impl Invited {
    pub(crate) fn sample() -> Option<Self> {
        Some(Self {
            staff: StaffId::from_text("stf_sample")?,
            login: "sato.h".to_owned(),
            name: "見本 花子".to_owned(),
            kana: "みほん はなこ".to_owned(),
            agency: AgencyId::from_text("agc_sample")?,
            agency_name: "収納課".to_owned(),
        })
    }
}

/// Makes an invitation. Earlier ones of the member no longer open.
pub(crate) fn invite(
    writer: &mut Writer<'_>,
    municipality: &MunicipalityId,
    staff: &StaffId,
    at: Instant,
) -> Result<Token, Fault> {
    let token = vault::random::token().map_err(|e| Fault::other(e.to_string()))?;
    writer.run(
        "delete from staff_invitation where municipality_id = $1 and staff_id = $2",
        &args![municipality.clone(), staff.clone()],
    )?;
    writer.run(
        "insert into staff_invitation (municipality_id, token_hash, staff_id, made_at, ends_at, used_at)
         values ($1, $2, $3, $4, $5, null)",
        &args![municipality.clone(), token.hash(), staff.clone(), at, at.plus_seconds(HOURS * 3600)],
    )?;
    Ok(token)
}

/// The member for whom `token` still opens.
pub(crate) fn open(
    reader: &mut Reader<'_>,
    municipality: &MunicipalityId,
    token: &str,
    at: Instant,
) -> Result<Option<Invited>, Fault> {
    let row: Option<(StaffId, String, String, String, AgencyId, String)> = reader.maybe(
        "select m.id, m.login, m.name, m.kana, m.agency_id, a.name from staff_invitation i
         join staff_member m on m.municipality_id = i.municipality_id and m.id = i.staff_id
         join staff_agency a on a.municipality_id = m.municipality_id and a.id = m.agency_id
         where i.municipality_id = $1 and i.token_hash = $2 and i.used_at is null and i.ends_at > $3 and m.active = 1",
        &args![municipality.clone(), vault::hash_token(token), at],
    )?;
    Ok(row.map(|(staff, login, name, kana, agency, agency_name)| Invited {
        staff,
        login,
        name,
        kana,
        agency,
        agency_name,
    }))
}

/// Uses the invitation up. False if it was used before.
pub(crate) fn use_up(writer: &mut Writer<'_>, desk: &Desk, token: &str, at: Instant) -> Result<bool, Fault> {
    let changed = writer.run(
        "update staff_invitation set used_at = $3
         where municipality_id = $1 and token_hash = $2 and used_at is null and ends_at > $3",
        &args![desk.municipality().clone(), vault::hash_token(token), at],
    )?;
    Ok(changed == 1)
}
