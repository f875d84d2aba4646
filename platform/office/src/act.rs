//! The Act (deed that writes) and the Look (deed that reads): authority, time, transaction and record in one value.

use db::{Reader, Writer};
use vault::{DataKey, Place, SearchKey};

use crate::audit::{Entry, Outcome};
use crate::{
    Actor, AgencyId, CaseId, Codes, Day, Desk, Fault, Ground, Instant, Keyring, May, MunicipalityId, PersonId, Trouble,
    audit,
};

/// What a deed was about, as the record names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    pub kind: &'static str,
    pub id: String,
    pub persons: Vec<PersonId>,
}

impl About {
    #[must_use]
    pub fn nothing() -> Self {
        Self { kind: "-", id: "-".to_owned(), persons: Vec::new() }
    }

    pub fn new(kind: &'static str, id: impl Into<String>) -> Self {
        Self { kind, id: id.into(), persons: Vec::new() }
    }

    #[must_use]
    pub fn case(id: &CaseId) -> Self {
        Self::new("case", id.as_text())
    }

    #[must_use]
    pub fn person(id: &PersonId) -> Self {
        Self { kind: "person", id: id.as_text().to_owned(), persons: vec![id.clone()] }
    }

    /// The persons whose data were seen or changed.
    #[must_use]
    pub fn with(mut self, persons: impl IntoIterator<Item = PersonId>) -> Self {
        self.persons.extend(persons);
        self.persons.sort();
        self.persons.dedup();
        self
    }
}

/// What reading needs: the transaction, the keys, whose municipality.
pub struct Hands<'h, 'c> {
    pub store: &'h mut Reader<'c>,
    pub keys: &'h Keyring,
    pub municipality: &'h MunicipalityId,
    pub at: Instant,
}

impl Hands<'_, '_> {
    /// Unseals a text column. `row` is the row's own id.
    pub fn open(&mut self, key: &str, place: Place<'_>, sealed: &[u8]) -> Result<String, Fault> {
        let key = self.keys.key(self.store, self.municipality, key)?;
        key.open_text(place, sealed).map_err(|e| Fault::other(e.to_string()))
    }

    /// As [`Hands::open`] for a column that may be empty.
    pub fn open_maybe(&mut self, key: &str, place: Place<'_>, sealed: Option<&[u8]>) -> Result<Option<String>, Fault> {
        sealed.map(|bytes| self.open(key, place, bytes)).transpose()
    }

    pub fn search_key(&self) -> SearchKey {
        self.keys.root().search()
    }
}

/// A deed that writes: granted, timed, inside a transaction. Ends with [`Act::done`] or is undone.
pub struct Act<'w, 'c> {
    writer: &'w mut Writer<'c>,
    desk: &'w Desk,
    actor: &'w Actor,
    may: May,
    ground: Ground,
    at: Instant,
}

/// Proof that a deed was recorded. Only [`Act::done`] makes one.
#[must_use]
pub struct Done<T>(pub(crate) T);

impl<'w, 'c> Act<'w, 'c> {
    pub(crate) fn new(
        writer: &'w mut Writer<'c>,
        desk: &'w Desk,
        actor: &'w Actor,
        granted: (May, Ground),
        at: Instant,
    ) -> Self {
        Self { writer, desk, actor, may: granted.0, ground: granted.1, at }
    }

    pub fn store(&mut self) -> &mut Writer<'c> {
        self.writer
    }

    pub fn hands(&mut self) -> Hands<'_, 'c> {
        Hands { store: self.writer, keys: self.desk.keys(), municipality: self.desk.municipality(), at: self.at }
    }

    #[must_use]
    pub fn actor(&self) -> &'w Actor {
        self.actor
    }

    #[must_use]
    pub fn agency(&self) -> &'w AgencyId {
        &self.actor.agency
    }

    #[must_use]
    pub fn municipality(&self) -> &'w MunicipalityId {
        self.desk.municipality()
    }

    #[must_use]
    pub fn desk(&self) -> &'w Desk {
        self.desk
    }

    #[must_use]
    pub fn codes(&self) -> &'w Codes {
        self.desk.codes()
    }

    #[must_use]
    pub fn now(&self) -> Instant {
        self.at
    }

    #[must_use]
    pub fn today(&self) -> Day {
        self.at.day()
    }

    #[must_use]
    pub fn ground(&self) -> Ground {
        self.ground
    }

    /// A new identifier, ordered by the time of this deed.
    pub fn new_id<I>(&self, prefix: &str, parse: impl Fn(&str) -> Option<I>) -> Result<I, Fault> {
        let text = vault::random::id_at(prefix, self.at.millis()).map_err(|e| Fault::other(e.to_string()))?;
        parse(&text).ok_or(Fault::NotA("identifier"))
    }

    /// Makes the data key `id` (for a new case or person).
    pub fn make_key(&mut self, id: &str) -> Result<DataKey, Fault> {
        self.desk.keys().make(self.writer, self.desk.municipality(), id, self.at)
    }

    /// Seals a text for one column of one row under the data key `id`.
    pub fn seal(&mut self, key: &str, place: Place<'_>, plain: &str) -> Result<Vec<u8>, Fault> {
        let key = self.desk.keys().key(self.writer, self.desk.municipality(), key)?;
        key.seal_text(place, plain).map_err(|e| Fault::other(e.to_string()))
    }

    /// As [`Act::seal`] for a column that may be empty.
    pub fn seal_maybe(&mut self, key: &str, place: Place<'_>, plain: Option<&str>) -> Result<Option<Vec<u8>>, Fault> {
        plain.map(|text| self.seal(key, place, text)).transpose()
    }

    #[must_use]
    pub fn search_key(&self) -> SearchKey {
        self.desk.keys().root().search()
    }

    /// Records the deed. `what` is a short sentence without the person's words or name: it is kept in clear.
    pub fn done<T>(self, about: About, what: &str, value: T) -> Result<Done<T>, Trouble> {
        self.record(about, what, None)?;
        Ok(Done(value))
    }

    /// As [`Act::done`], with a reason that is kept sealed (why the glass was broken, why a paper was amended).
    pub fn done_because<T>(self, about: About, what: &str, reason: &str, value: T) -> Result<Done<T>, Trouble> {
        self.record(about, what, Some(reason.to_owned()))?;
        Ok(Done(value))
    }

    fn record(self, about: About, what: &str, detail: Option<String>) -> Result<(), Fault> {
        let entry = Entry {
            at: self.at,
            staff: self.actor.staff.clone(),
            agency: self.actor.agency.clone(),
            may: self.may,
            outcome: Outcome::Done,
            about,
            ground: format!("{}: {what}", self.ground.as_text()),
            detail,
        };
        audit::append(self.writer, self.desk, &entry)
    }
}

/// A deed that reads. Ends with [`Look::seen`], which names whose data were read.
pub struct Look<'w, 'c> {
    pub(crate) reader: &'w mut Reader<'c>,
    pub(crate) desk: &'w Desk,
    pub(crate) actor: &'w Actor,
    pub(crate) at: Instant,
}

/// What was read and whose it was. Only [`Look::seen`] makes one; the record is committed before the answer leaves.
#[must_use]
pub struct Seen<T> {
    pub(crate) value: T,
    pub(crate) about: About,
}

impl<'w, 'c> Look<'w, 'c> {
    pub fn store(&mut self) -> &mut Reader<'c> {
        self.reader
    }

    pub fn hands(&mut self) -> Hands<'_, 'c> {
        Hands { store: self.reader, keys: self.desk.keys(), municipality: self.desk.municipality(), at: self.at }
    }

    #[must_use]
    pub fn actor(&self) -> &'w Actor {
        self.actor
    }

    #[must_use]
    pub fn municipality(&self) -> &'w MunicipalityId {
        self.desk.municipality()
    }

    #[must_use]
    pub fn codes(&self) -> &'w Codes {
        self.desk.codes()
    }

    #[must_use]
    pub fn desk(&self) -> &'w Desk {
        self.desk
    }

    #[must_use]
    pub fn now(&self) -> Instant {
        self.at
    }

    #[must_use]
    pub fn today(&self) -> Day {
        self.at.day()
    }

    pub fn seen<T>(self, about: About, value: T) -> Seen<T> {
        Seen { value, about }
    }
}
