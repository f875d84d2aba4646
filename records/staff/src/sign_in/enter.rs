//! パスワードでのサインイン: the same answer and the same work whether or not the login exists.

use db::{Writer, args};
use office::audit::{self, Entry, Outcome};
use office::typed::fold;
use office::{About, AgencyId, Desk, Fault, FieldErrors, Instant, May, StaffId, Trouble};
use tokio::sync::Mutex;

use super::hashing;
use super::known_browser::KnownBrowser;
use crate::sessions::{self, Opened, Place, Strength};
use crate::throttle::{self, Who};

/// What was typed, and from where.
#[derive(Clone)]
pub(crate) struct Tried {
    pub(crate) login: String,
    pub(crate) password: String,
    /// The address of the browser, if it is known.
    pub(crate) source: Option<String>,
    pub(crate) browser: KnownBrowser,
}

/// A password that was right.
#[derive(Debug, Clone)]
pub(crate) enum Entered {
    In(Opened),
    /// The code of the second factor is still to come.
    NeedsCode(Opened),
    /// The second factor is still to be set up.
    NeedsSecondFactor(Opened),
}

impl Entered {
    #[must_use]
    pub(crate) fn opened(&self) -> &Opened {
        match self {
            Self::In(opened) | Self::NeedsCode(opened) | Self::NeedsSecondFactor(opened) => opened,
        }
    }
}

/// How long a session between password and second factor lasts.
const HALF_SECONDS: i64 = 30 * 60;

/// Tries are counted one after another: on PostgreSQL two at once would each not see the other.
static COUNTER: Mutex<()> = Mutex::const_new(());

/// The member whose login was typed, as far as this step needs them.
#[derive(Clone)]
struct Known {
    staff: StaffId,
    agency: AgencyId,
    password: Option<String>,
    second_factor: bool,
}

/// Tries to sign in. What is wrong is never told apart.
pub(crate) async fn enter(desk: &Desk, tried: Tried) -> Result<Entered, Trouble> {
    let login = as_kept(&tried.login);
    let who = match tried.browser.count_for(desk, &login) {
        Some(count) => Who::at_a_known_browser(desk.keys(), &count),
        None => Who::new(desk.keys(), &login, tried.source.as_deref()),
    };
    // Looked up first, for known and unknown logins alike, so that a try that has to wait is recorded at its account.
    let known = find(desk, login).await?;
    take_try(desk, who.clone(), known.as_ref().map(|known| (known.staff.clone(), known.agency.clone()))).await?;
    let password = known.as_ref().and_then(|known| known.password.clone());
    let is_right = hashing::matches(desk, tried.password, password).await?;
    match known {
        Some(known) if is_right => let_in(desk, who, known).await,
        known => {
            turn_away(desk, known).await?;
            Err(wrong("password", WRONG).into())
        }
    }
}

const WRONG: &str = "ログイン名とパスワードの組み合わせが、登録と合いませんでした。もう一度お確かめください。";

/// One field to look at again.
pub(crate) fn wrong(field: &'static str, sentence: &str) -> FieldErrors {
    let mut errors = FieldErrors::default();
    errors.add(field, sentence);
    errors
}

/// The login as it is looked for, whatever was typed.
pub(super) fn as_kept(typed: &str) -> String {
    const LONGEST: usize = 64;
    crate::members::login(typed).unwrap_or_else(|_| fold(typed).trim().to_lowercase().chars().take(LONGEST).collect())
}

/// Counts a try, or records it as denied and says how long to wait.
pub(crate) async fn take_try(desk: &Desk, who: Who, someone: Option<(StaffId, AgencyId)>) -> Result<(), Trouble> {
    let (own, at) = (desk.clone(), desk.now());
    let _turn = COUNTER.lock().await;
    let take = move |writer: &mut Writer<'_>| -> Result<Result<(), i64>, Fault> {
        let taken = throttle::take(writer, own.municipality(), &who, at)?;
        if taken.is_err() {
            let someone = someone.as_ref().map(|(staff, agency)| (staff, agency));
            note(writer, &own, someone, (Outcome::Denied, "続けて試されたため、待ってもらった"), at)?;
        }
        Ok(taken)
    };
    let taken = desk.db().write(take).await?;
    taken.map_err(|seconds| throttle::too_many(seconds).into())
}

async fn find(desk: &Desk, login: String) -> Result<Option<Known>, Trouble> {
    let own = desk.clone();
    desk.db()
        .read(move |reader| {
            let row: Option<(StaffId, AgencyId, Option<String>, i64)> = reader.maybe(
                "select id, agency_id, password, case when totp is null then 0 else 1 end
                 from staff_member where municipality_id = $1 and login = $2 and active = 1",
                &args![own.municipality().clone(), login],
            )?;
            Ok(row.map(|(staff, agency, password, totp)| Known { staff, agency, password, second_factor: totp == 1 }))
        })
        .await
}

async fn let_in(desk: &Desk, who: Who, known: Known) -> Result<Entered, Trouble> {
    let (own, at) = (desk.clone(), desk.now());
    desk.db().write(move |writer: &mut Writer<'_>| let_in_within(writer, &own, (&who, &known), at)).await
}

fn let_in_within(
    writer: &mut Writer<'_>,
    desk: &Desk,
    (who, known): (&Who, &Known),
    at: Instant,
) -> Result<Entered, Trouble> {
    // The account may have been closed, or its password changed, while the hash was at work.
    let still: Option<(Option<String>,)> = writer.maybe(
        "select password from staff_member where municipality_id = $1 and id = $2 and active = 1",
        &args![desk.municipality().clone(), known.staff.clone()],
    )?;
    if still.is_none_or(|(password,)| password != known.password) {
        return Err(wrong("password", WRONG).into());
    }
    throttle::forgive(writer, desk.municipality(), who)?;
    let place = Place::at(desk, at);
    let is_full = desk.settings().demo && !known.second_factor;
    let ends_at = if is_full { sessions::full_end(desk.settings(), at) } else { at.plus_seconds(HALF_SECONDS) };
    let opened = sessions::open(writer, place, &known.staff, Strength::Password, ends_at)?;
    let someone = Some((&known.staff, &known.agency));
    if is_full {
        note(writer, desk, someone, (Outcome::Done, "サインインした"), at)?;
        return Ok(Entered::In(opened));
    }
    note(writer, desk, someone, (Outcome::Done, "パスワードが合った"), at)?;
    Ok(if known.second_factor { Entered::NeedsCode(opened) } else { Entered::NeedsSecondFactor(opened) })
}

async fn turn_away(desk: &Desk, known: Option<Known>) -> Result<(), Trouble> {
    let (own, at) = (desk.clone(), desk.now());
    desk.db()
        .write(move |writer: &mut Writer<'_>| {
            let someone = known.as_ref().map(|known| (&known.staff, &known.agency));
            note(writer, &own, someone, (Outcome::Denied, "パスワードが合わなかった"), at)
        })
        .await?;
    Ok(())
}

/// Records a sign-in or a failed one. Of an unknown login nothing is kept: people type passwords into that field.
pub(crate) fn note(
    writer: &mut Writer<'_>,
    desk: &Desk,
    someone: Option<(&StaffId, &AgencyId)>,
    (outcome, what): (Outcome, &str),
    at: Instant,
) -> Result<(), Fault> {
    let (staff, agency) = match someone {
        Some((staff, agency)) => (staff.clone(), agency.clone()),
        None => (
            StaffId::from_text("stf_unknown").ok_or(Fault::NotA("staff id"))?,
            AgencyId::from_text("agc_unknown").ok_or(Fault::NotA("agency id"))?,
        ),
    };
    let about = About::new("staff", staff.as_text());
    let ground = format!("サインイン: {what}");
    let entry = Entry { at, staff, agency, may: May::ManageOwnSignIn, outcome, about, ground, detail: None };
    audit::append(writer, desk, &entry)
}
