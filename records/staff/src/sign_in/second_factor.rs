//! 確認コード: the second factor at sign-in, by app or token, or by a recovery code.

use db::{Reader, Writer};
use office::audit::Outcome;
use office::{AgencyId, Desk, Fault, Instant, StaffId, Trouble};
use vault::totp::{Secret, verify};

use super::enter::{note, take_try, wrong};
use super::recovery;
use crate::members;
use crate::sessions::{self, Ended, HalfSigned, Opened, Place, Strength};
use crate::throttle::{self, Who};

const WRONG: &str =
    "確認コードが合いませんでした。いま表示されている6けたの数字か、まだ使っていない予備コードを入れてください。";

/// How a code was recognised.
enum Proof {
    Step(u64),
    /// The hash of a recovery code.
    Recovery(String),
}

/// The secret that is offered for a new second factor: the same for as long as session and account stay the same,
/// so that nothing needs to be kept before it is confirmed.
pub(crate) fn offered(desk: &Desk, session_hash: &str, version: i64) -> Result<Secret, Trouble> {
    let whole = desk.keys().root().derive(&format!("second-factor-offer:v1:{session_hash}:{version}"));
    let bytes = whole.first_chunk::<20>().ok_or(Fault::NotA("second-factor secret"))?;
    Ok(Secret::from_bytes(bytes)?)
}

/// Completes a sign-in with a code. Answers the full session that replaces the half one.
pub(crate) async fn confirm_code(
    desk: &Desk,
    half: &HalfSigned,
    code: String,
    source: Option<String>,
) -> Result<Opened, Trouble> {
    let who = Who::new(desk.keys(), &format!("code:{}", half.staff), source.as_deref());
    take_try(desk, who.clone(), Some((half.staff.clone(), half.agency.clone()))).await?;
    let (secret, last, hashes) = known(desk, half.staff.clone()).await?;
    let now = desk.now();
    let proof = match verify(&secret, &code, now.seconds(), last) {
        Some(step) => Some(Proof::Step(step)),
        None => recovery::which(code, hashes).await?.map(Proof::Recovery),
    };
    let (own, half) = (desk.clone(), half.clone());
    let opened = desk
        .db()
        .write(move |writer: &mut Writer<'_>| {
            let someone = (half.staff.clone(), half.agency.clone());
            let is_good = match &proof {
                None => false,
                Some(Proof::Step(step)) => members::take_step(writer, own.municipality(), &half.staff, *step)?,
                Some(Proof::Recovery(hash)) => recovery::use_up(writer, &own, (&half.staff, hash), now)?,
            };
            if !is_good {
                note(writer, &own, Some((&someone.0, &someone.1)), (Outcome::Denied, "確認コードが合わなかった"), now)?;
                return Ok::<_, Trouble>(None);
            }
            throttle::forgive(writer, own.municipality(), &who)?;
            let what = if matches!(proof, Some(Proof::Recovery(_))) {
                "予備コードでサインインした"
            } else {
                "サインインした"
            };
            finish(writer, &own, (&someone.0, &someone.1), (&half.token_hash, what), now).map(Some)
        })
        .await?;
    opened.ok_or_else(|| wrong("code", WRONG).into())
}

type KnownSecret = (Secret, Option<u64>, Vec<String>);

async fn known(desk: &Desk, staff: StaffId) -> Result<KnownSecret, Trouble> {
    let own = desk.clone();
    desk.db()
        .read(move |reader: &mut Reader<'_>| {
            let secrets = members::secrets(reader, own.municipality(), &staff)?;
            let sealed = secrets.totp.ok_or(Fault::Missing)?;
            let secret = members::open_second_factor(reader, (own.municipality(), own.keys()), &staff, &sealed)?;
            let last = secrets.totp_step.and_then(|step| u64::try_from(step).ok());
            Ok((secret, last, recovery::unused(reader, &own, &staff)?))
        })
        .await
}

/// The half session ends, a full one begins under a new token.
fn finish(
    writer: &mut Writer<'_>,
    desk: &Desk,
    someone: (&StaffId, &AgencyId),
    (half_hash, what): (&str, &str),
    at: Instant,
) -> Result<Opened, Trouble> {
    let place = Place::at(desk, at);
    let half = sessions::find(writer, desk.municipality(), half_hash)?.ok_or(Fault::Missing)?;
    if half.ended_at.is_some() {
        return Err(wrong("code", "サインインをはじめからやり直してください。").into());
    }
    sessions::end(writer, place, half_hash, Ended::Rotated)?;
    let ends_at = sessions::full_end(desk.settings(), at);
    let opened = sessions::open(writer, place, someone.0, Strength::TwoFactor, ends_at)?;
    note(writer, desk, Some(someone), (Outcome::Done, what), at)?;
    Ok(opened)
}
