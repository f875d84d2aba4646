//! The desk at which every deed is done: the database, the keys, the clock, the municipality's data.

use std::path::PathBuf;
use std::sync::Arc;

use db::{Db, Reader, Writer};

use crate::audit::{self, Entry, Outcome};
use crate::calendar::Holidays;
use crate::{
    About, Act, AgencyId, Clock, Codes, Decision, Denial, Done, Fault, Grants, Ground, Hands, Instant, Keyring, Look,
    May, MunicipalityId, Refusal, RefusalKind, Roles, Seen, StaffId, Subject, Trouble, decide,
};

/// Who acts: a signed-in member of staff.
#[derive(Debug, Clone)]
pub struct Actor {
    pub staff: StaffId,
    pub name: String,
    pub agency: AgencyId,
    pub agency_name: String,
    pub roles: Vec<String>,
    pub role_labels: Vec<String>,
    pub grants: Grants,
}

/// What a municipality sets for itself.
#[derive(Debug, Clone)]
pub struct Settings {
    pub municipality_name: String,
    /// Acceptance of a sheet is due after so many working days.
    pub acceptance_working_days: u32,
    /// The result of a sheet is due after so many months.
    pub result_months: u32,
    pub idle_minutes: i64,
    pub session_hours: i64,
    /// Reached by https: cookies carry Secure and the `__Host-` prefix, answers carry HSTS.
    pub secure_cookies: bool,
    /// Pretend data: sign-in by password alone is open, and every page says so.
    pub demo: bool,
    pub data: PathBuf,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            municipality_name: String::new(),
            acceptance_working_days: 3,
            result_months: 1,
            idle_minutes: 15,
            session_hours: 12,
            secure_cookies: false,
            demo: false,
            data: PathBuf::new(),
        }
    }
}

/// Everything a deed needs. Cheap to clone.
#[derive(Clone)]
pub struct Desk(Arc<Inner>);

struct Inner {
    db: Db,
    keys: Keyring,
    clock: Clock,
    municipality: MunicipalityId,
    codes: Codes,
    roles: Roles,
    holidays: Holidays,
    settings: Settings,
}

/// The parts a desk is made of.
pub struct Parts {
    pub db: Db,
    pub keys: Keyring,
    pub clock: Clock,
    pub municipality: MunicipalityId,
    pub codes: Codes,
    pub roles: Roles,
    pub holidays: Holidays,
    pub settings: Settings,
}

impl Desk {
    #[must_use]
    pub fn new(parts: Parts) -> Self {
        let Parts { db, keys, clock, municipality, codes, roles, holidays, settings } = parts;
        Self(Arc::new(Inner { db, keys, clock, municipality, codes, roles, holidays, settings }))
    }

    #[must_use]
    pub fn db(&self) -> &Db {
        &self.0.db
    }

    #[must_use]
    pub fn keys(&self) -> &Keyring {
        &self.0.keys
    }

    #[must_use]
    pub fn clock(&self) -> &Clock {
        &self.0.clock
    }

    #[must_use]
    pub fn now(&self) -> Instant {
        self.0.clock.now()
    }

    #[must_use]
    pub fn municipality(&self) -> &MunicipalityId {
        &self.0.municipality
    }

    #[must_use]
    pub fn codes(&self) -> &Codes {
        &self.0.codes
    }

    #[must_use]
    pub fn roles(&self) -> &Roles {
        &self.0.roles
    }

    #[must_use]
    pub fn holidays(&self) -> &Holidays {
        &self.0.holidays
    }

    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.0.settings
    }

    /// Does a deed: decides, runs `deed` in a transaction, records it, and answers once all of it is durable.
    pub async fn act<T: Send + 'static>(
        &self,
        actor: &Actor,
        may: May,
        subject: impl Subject,
        deed: impl for<'w, 'c> FnOnce(Act<'w, 'c>) -> Result<Done<T>, Trouble> + Send + 'static,
    ) -> Result<T, Trouble> {
        let (desk, actor) = (self.clone(), actor.clone());
        let at = self.now();
        let job = move |writer: &mut Writer<'_>| desk.act_within(writer, (&actor, at), (may, &subject), deed);
        self.0.db.write(job).await?
    }

    /// As [`Desk::act`], for commands and tests that run outside the server.
    pub fn act_now<T: Send + 'static>(
        &self,
        actor: &Actor,
        may: May,
        subject: impl Subject,
        deed: impl for<'w, 'c> FnOnce(Act<'w, 'c>) -> Result<Done<T>, Trouble> + Send + 'static,
    ) -> Result<T, Trouble> {
        let (desk, actor) = (self.clone(), actor.clone());
        let at = self.now();
        self.0.db.write_now(move |writer| desk.act_within(writer, (&actor, at), (may, &subject), deed))?
    }

    /// One deed inside a transaction that the caller owns, at a given moment: how the town lives through years.
    ///
    /// The outer error undoes the transaction; the inner one is a denial, whose record is to be kept.
    pub fn act_within<T>(
        &self,
        writer: &mut Writer<'_>,
        (actor, at): (&Actor, Instant),
        (may, subject): (May, &dyn Subject),
        deed: impl for<'w, 'c> FnOnce(Act<'w, 'c>) -> Result<Done<T>, Trouble>,
    ) -> Result<Result<T, Trouble>, Trouble> {
        let mut hands = Hands { store: writer, keys: self.keys(), municipality: self.municipality(), at };
        let situation = subject.situation(&mut hands, actor)?;
        match decide(actor, may, &situation) {
            Decision::Denied(denial) => {
                audit::append(writer, self, &denied(actor, at, may, subject.about(), denial))?;
                Ok(Err(refusal(denial).into()))
            }
            Decision::Granted(ground) => {
                let act = Act::new(writer, self, actor, (may, ground), at);
                deed(act).map(|done| Ok(done.0))
            }
        }
    }

    /// Reads: decides, runs `reading`, records who was seen, and only then answers.
    pub async fn look<T: Send + 'static>(
        &self,
        actor: &Actor,
        may: May,
        subject: impl Subject,
        reading: impl for<'w, 'c> FnOnce(Look<'w, 'c>) -> Result<Seen<T>, Trouble> + Send + 'static,
    ) -> Result<T, Trouble> {
        let at = self.now();
        let (desk, who) = (self.clone(), actor.clone());
        let answer = self
            .0
            .db
            .read(move |reader: &mut Reader<'_>| desk.look_within(reader, (&who, at), (may, &subject), reading))
            .await?;
        let (entry, outcome) = entry_of(actor, at, may, answer);
        let desk = self.clone();
        self.0.db.write(move |writer: &mut Writer<'_>| audit::append(writer, &desk, &entry)).await?;
        outcome
    }

    /// As [`Desk::look`], for commands and tests that run outside the server.
    pub fn look_now<T: Send + 'static>(
        &self,
        actor: &Actor,
        may: May,
        subject: impl Subject,
        reading: impl for<'w, 'c> FnOnce(Look<'w, 'c>) -> Result<Seen<T>, Trouble> + Send + 'static,
    ) -> Result<T, Trouble> {
        let at = self.now();
        let (desk, who) = (self.clone(), actor.clone());
        let answer = self
            .0
            .db
            .read_now(move |reader: &mut Reader<'_>| desk.look_within(reader, (&who, at), (may, &subject), reading))?;
        let (entry, outcome) = entry_of(actor, at, may, answer);
        let desk = self.clone();
        self.0.db.write_now(move |writer: &mut Writer<'_>| audit::append(writer, &desk, &entry))?;
        outcome
    }

    /// Reads what holds no personal data (a count, the directory of counters): decided, but not recorded.
    pub async fn glance<T: Send + 'static>(
        &self,
        actor: &Actor,
        may: May,
        reading: impl for<'w, 'c> FnOnce(Look<'w, 'c>) -> Result<T, Trouble> + Send + 'static,
    ) -> Result<T, Trouble> {
        if !actor.grants.allow(may) {
            return Err(refusal(Denial::NoRole).into());
        }
        let at = self.now();
        let (desk, actor) = (self.clone(), actor.clone());
        self.0.db.read(move |reader: &mut Reader<'_>| reading(Look { reader, desk: &desk, actor: &actor, at })).await
    }

    /// Records that an actor was turned away at a door that none of their roles opens.
    pub async fn turned_away(&self, actor: &Actor, may: May) -> Result<(), Fault> {
        let entry = denied(actor, self.now(), may, About::nothing(), Denial::NoRole);
        let desk = self.clone();
        self.0.db.write(move |writer: &mut Writer<'_>| audit::append(writer, &desk, &entry)).await
    }

    fn look_within<T>(
        &self,
        reader: &mut Reader<'_>,
        (actor, at): (&Actor, Instant),
        (may, subject): (May, &dyn Subject),
        reading: impl for<'w, 'c> FnOnce(Look<'w, 'c>) -> Result<Seen<T>, Trouble>,
    ) -> Result<Read<T>, Trouble> {
        let mut hands = Hands { store: reader, keys: self.keys(), municipality: self.municipality(), at };
        let situation = subject.situation(&mut hands, actor)?;
        match decide(actor, may, &situation) {
            Decision::Denied(denial) => Ok(Read::Denied(denial, subject.about())),
            Decision::Granted(ground) => {
                let seen = reading(Look { reader, desk: self, actor, at })?;
                Ok(Read::Granted(ground, seen))
            }
        }
    }
}

enum Read<T> {
    Granted(Ground, Seen<T>),
    Denied(Denial, About),
}

fn entry_of<T>(actor: &Actor, at: Instant, may: May, answer: Read<T>) -> (Entry, Result<T, Trouble>) {
    match answer {
        Read::Denied(denial, about) => (denied(actor, at, may, about, denial), Err(refusal(denial).into())),
        Read::Granted(ground, seen) => {
            let entry = Entry {
                at,
                staff: actor.staff.clone(),
                agency: actor.agency.clone(),
                may,
                outcome: Outcome::Seen,
                about: seen.about,
                ground: ground.as_text().to_owned(),
                detail: None,
            };
            (entry, Ok(seen.value))
        }
    }
}

fn denied(actor: &Actor, at: Instant, may: May, about: About, denial: Denial) -> Entry {
    Entry {
        at,
        staff: actor.staff.clone(),
        agency: actor.agency.clone(),
        may,
        outcome: Outcome::Denied,
        about,
        ground: denial.as_text().to_owned(),
        detail: None,
    }
}

/// What a denied actor reads. Where even the existence must not show, it is the same as for nothing at all.
fn refusal(denial: Denial) -> Refusal {
    match denial {
        Denial::NoTie | Denial::Restricted => Refusal::not_there(),
        Denial::NoRole => Refusal::not_allowed(
            "この操作は、いまの役割では行えません。必要なときは、所属の責任者かシステム管理者に相談してください。",
        ),
        Denial::Protected => Refusal::not_allowed(
            "支援措置により、この情報は名指しされた職員だけが見られます。責任者に相談してください。",
        ),
        Denial::NoConsent => Refusal {
            kind: RefusalKind::NotAllowed,
            sentence:
                "本人の同意がまだないため、本人の情報は見られません。送り元の窓口に、同意の確認を頼んでください。"
                    .to_owned(),
        },
    }
}

impl From<Trouble> for Fault {
    /// For callers that can only pass on faults (commands): the sentence is kept.
    fn from(trouble: Trouble) -> Self {
        match trouble {
            Trouble::Fault(fault) => fault,
            Trouble::Refused(refusal) => Self::other(refusal.sentence),
            Trouble::Fields(errors) => {
                Self::other(errors.iter().map(|e| e.message.clone()).collect::<Vec<_>>().join(" / "))
            }
        }
    }
}
