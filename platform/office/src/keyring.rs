//! Data keys: one for each case and person, wrapped by the root key that is kept outside the database.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use db::{Reader, Writer, args};
use vault::{DataKey, Root};

use crate::{Fault, Instant, MunicipalityId};

/// How many unwrapped keys are kept at hand. At about 120 bytes each: a megabyte.
const AT_HAND: usize = 8192;

const WRAPPED: &str = "select wrapped from office_key where municipality_id = $1 and id = $2";

/// The root key and the data keys at hand.
pub struct Keyring {
    root: Root,
    at_hand: Mutex<HashMap<String, DataKey>>,
}

impl Keyring {
    #[must_use]
    pub fn new(root: Root) -> Self {
        Self { root, at_hand: Mutex::new(HashMap::new()) }
    }

    #[must_use]
    pub fn root(&self) -> &Root {
        &self.root
    }

    /// The data key `id`, unwrapped. A destroyed key is a [`Fault`]: what it sealed is gone for good.
    pub fn key(&self, reader: &mut Reader<'_>, municipality: &MunicipalityId, id: &str) -> Result<DataKey, Fault> {
        if let Some(known) = self.cache().get(id) {
            return Ok(known.clone());
        }
        let (wrapped,): (Option<Vec<u8>>,) = reader.one(WRAPPED, &args![municipality.clone(), id.to_owned()])?;
        let wrapped = wrapped.ok_or_else(|| Fault::other("the data key was destroyed"))?;
        let key = self.root.unwrap_key(id, &wrapped).map_err(|e| Fault::other(e.to_string()))?;
        self.keep(id, &key);
        Ok(key)
    }

    /// Unwraps many keys by few statements, for lists that then unseal line by line. What is not there is left out.
    pub fn get_ready<'i>(
        &self,
        reader: &mut Reader<'_>,
        municipality: &MunicipalityId,
        ids: impl Iterator<Item = &'i str>,
    ) -> Result<(), Fault> {
        let wanted: Vec<String> = {
            let cache = self.cache();
            ids.filter(|id| !cache.contains_key(*id)).map(str::to_owned).collect()
        };
        let found: Vec<(String, Option<Vec<u8>>)> = reader.of_many(
            "select id, wrapped from office_key where municipality_id = $1 and id in ($many)",
            &args![municipality.clone()],
            &wanted,
        )?;
        for (id, wrapped) in found {
            if let Some(wrapped) = wrapped {
                let key = self.root.unwrap_key(&id, &wrapped).map_err(|e| Fault::other(e.to_string()))?;
                self.keep(&id, &key);
            }
        }
        Ok(())
    }

    /// Makes and stores the data key `id`.
    pub fn make(
        &self,
        writer: &mut Writer<'_>,
        municipality: &MunicipalityId,
        id: &str,
        at: Instant,
    ) -> Result<DataKey, Fault> {
        let (key, wrapped) = self.root.new_data_key(id).map_err(|e| Fault::other(e.to_string()))?;
        writer.run(
            "insert into office_key (municipality_id, id, wrapped, made_at, destroyed_at) values ($1, $2, $3, $4, $5)",
            &args![municipality.clone(), id.to_owned(), wrapped, at, None::<Instant>],
        )?;
        self.cache().remove(id);
        Ok(key)
    }

    /// The key `id`, made if it is not there yet.
    pub fn key_or_make(
        &self,
        writer: &mut Writer<'_>,
        municipality: &MunicipalityId,
        id: &str,
        at: Instant,
    ) -> Result<DataKey, Fault> {
        // Not from the keys at hand: one of them may come from a transaction that was rolled back.
        let stored: Option<(Option<Vec<u8>>,)> = writer.maybe(WRAPPED, &args![municipality.clone(), id.to_owned()])?;
        match stored {
            Some((Some(wrapped),)) => self.root.unwrap_key(id, &wrapped).map_err(|e| Fault::other(e.to_string())),
            Some((None,)) => Err(Fault::other("the data key was destroyed")),
            None => self.make(writer, municipality, id, at),
        }
    }

    /// Whether this root key is the one that wrapped the data keys of this database: tries the first of them.
    pub fn opens(&self, reader: &mut Reader<'_>, municipality: &MunicipalityId) -> Result<bool, Fault> {
        let first: Option<(String, Vec<u8>)> = reader.maybe(
            "select id, wrapped from office_key where municipality_id = $1 and wrapped is not null order by id limit 1",
            &args![municipality.clone()],
        )?;
        Ok(first.is_none_or(|(id, wrapped)| self.root.unwrap_key(&id, &wrapped).is_ok()))
    }

    /// Destroys the data key `id`: the lawful erasure of all that it sealed, in every backup too.
    pub fn destroy(
        &self,
        writer: &mut Writer<'_>,
        municipality: &MunicipalityId,
        id: &str,
        at: Instant,
    ) -> Result<(), Fault> {
        self.cache().remove(id);
        writer.run(
            "update office_key set wrapped = $3, destroyed_at = $4 where municipality_id = $1 and id = $2",
            &args![municipality.clone(), id.to_owned(), None::<Vec<u8>>, at],
        )?;
        Ok(())
    }

    fn keep(&self, id: &str, key: &DataKey) {
        let mut cache = self.cache();
        if cache.len() >= AT_HAND {
            cache.clear();
        }
        cache.insert(id.to_owned(), key.clone());
    }

    fn cache(&self) -> MutexGuard<'_, HashMap<String, DataKey>> {
        self.at_hand.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
