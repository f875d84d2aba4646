//! Sessions in the database.

use db::{Reader, Writer, args};
use office::{Fault, Instant, MunicipalityId, Settings, StaffId};
use vault::random::Token;

use super::{Ended, Limits, Session, Standing, Strength, standing};

/// A session that was just opened: the only moment at which its token is known.
#[derive(Debug, Clone)]
pub(crate) struct Opened {
    pub(crate) token: Token,
}

/// Where and when a session is written.
#[derive(Clone, Copy)]
pub(crate) struct Place<'a> {
    pub(crate) municipality: &'a MunicipalityId,
    pub(crate) settings: &'a Settings,
    pub(crate) at: Instant,
}

impl<'a> Place<'a> {
    pub(crate) fn at(desk: &'a office::Desk, at: Instant) -> Self {
        Self { municipality: desk.municipality(), settings: desk.settings(), at }
    }
}

/// Opens a session of `seconds` at most. Old rows of the member go: they serve nobody.
pub(crate) fn open(
    writer: &mut Writer<'_>,
    place: Place<'_>,
    staff: &StaffId,
    strength: Strength,
    ends_at: Instant,
) -> Result<Opened, Fault> {
    let token = vault::random::token().map_err(|e| Fault::other(e.to_string()))?;
    writer.run(
        "delete from staff_session where municipality_id = $1 and staff_id = $2 and ends_at < $3",
        &args![place.municipality.clone(), staff.clone(), place.at.plus_seconds(-KEPT_SECONDS)],
    )?;
    writer.run(
        "insert into staff_session (municipality_id, token_hash, staff_id, made_at, seen_at, ends_at, ended_at,
           ended_why, strength)
         values ($1, $2, $3, $4, $4, $5, null, null, $6)",
        &args![place.municipality.clone(), token.hash(), staff.clone(), place.at, ends_at, strength],
    )?;
    Ok(Opened { token })
}

/// A row is kept for a week after its end, so that what was typed into it can still be kept as a draft.
const KEPT_SECONDS: i64 = 7 * 24 * 3600;

/// When a full session that begins now ends.
#[must_use]
pub(crate) fn full_end(settings: &Settings, at: Instant) -> Instant {
    at.plus_seconds(Limits::from(settings).absolute_seconds)
}

/// The session of a token, live or not.
pub(crate) fn find(
    reader: &mut Reader<'_>,
    municipality: &MunicipalityId,
    token_hash: &str,
) -> Result<Option<Session>, Fault> {
    reader.maybe(
        "select token_hash, staff_id, made_at, seen_at, ends_at, ended_at, strength
         from staff_session where municipality_id = $1 and token_hash = $2",
        &args![municipality.clone(), token_hash.to_owned()],
    )
}

/// The member's sessions that are live now, newest first.
pub(crate) fn live_of(reader: &mut Reader<'_>, place: Place<'_>, staff: &StaffId) -> Result<Vec<Session>, Fault> {
    let all: Vec<Session> = reader.all(
        "select token_hash, staff_id, made_at, seen_at, ends_at, ended_at, strength
         from staff_session where municipality_id = $1 and staff_id = $2 and ended_at is null order by made_at desc",
        &args![place.municipality.clone(), staff.clone()],
    )?;
    let limits = Limits::from(place.settings);
    Ok(all.into_iter().filter(|s| matches!(standing(s, limits, place.at), Standing::Live { .. })).collect())
}

/// Notes that something was done, if nobody noted it meanwhile.
pub(crate) fn touch(
    writer: &mut Writer<'_>,
    municipality: &MunicipalityId,
    session: &Session,
    at: Instant,
) -> Result<(), Fault> {
    writer.run(
        "update staff_session set seen_at = $3
         where municipality_id = $1 and token_hash = $2 and ended_at is null and seen_at = $4",
        &args![municipality.clone(), session.token_hash.clone(), at, session.seen_at],
    )?;
    Ok(())
}

/// Ends one session.
pub(crate) fn end(writer: &mut Writer<'_>, place: Place<'_>, token_hash: &str, why: Ended) -> Result<(), Fault> {
    writer.run(
        "update staff_session set ended_at = $3, ended_why = $4
         where municipality_id = $1 and token_hash = $2 and ended_at is null",
        &args![place.municipality.clone(), token_hash.to_owned(), place.at, why],
    )?;
    Ok(())
}

/// Ends every session of the member: effective on the next request. Answers how many ended.
pub(crate) fn end_all(writer: &mut Writer<'_>, place: Place<'_>, staff: &StaffId, why: Ended) -> Result<u64, Fault> {
    writer.run(
        "update staff_session set ended_at = $3, ended_why = $4
         where municipality_id = $1 and staff_id = $2 and ended_at is null",
        &args![place.municipality.clone(), staff.clone(), place.at, why],
    )
}
