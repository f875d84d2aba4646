//! Sealed columns (封をした列): AES-256-GCM under a case's data key, bound to one table, row and column.

use std::fmt;

use aes_gcm::aead::{Aead, KeyInit, Payload};
use aes_gcm::{Aes256Gcm, Nonce};
use zeroize::Zeroizing;

use crate::digest::length;
use crate::{VaultTrouble, random};

const VERSION: u8 = 1;
const NONCE: usize = 12;

/// Where a sealed value lives. It is the associated data: a value moved elsewhere does not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place<'a> {
    pub table: &'a str,
    pub row: &'a str,
    pub column: &'a str,
}

impl Place<'_> {
    fn associated(&self) -> Vec<u8> {
        let mut data = vec![VERSION];
        for part in [self.table, self.row, self.column] {
            data.extend_from_slice(&length(part.as_bytes()));
            data.extend_from_slice(part.as_bytes());
        }
        data
    }
}

/// A 256-bit key that seals the columns of one case. Losing every wrapped copy of it is the lawful erasure of the case.
#[derive(Clone)]
pub struct DataKey(Zeroizing<[u8; 32]>);

impl DataKey {
    pub(crate) fn new(key: Zeroizing<[u8; 32]>) -> Self {
        DataKey(key)
    }

    pub(crate) fn generate() -> Result<Self, VaultTrouble> {
        Ok(DataKey(Zeroizing::new(random::bytes()?)))
    }

    pub(crate) fn expose(&self) -> &[u8; 32] {
        &self.0
    }

    /// Version byte 1, 96-bit random nonce, AES-256-GCM ciphertext and tag: 29 bytes more than `plain`.
    pub fn seal(&self, place: Place<'_>, plain: &[u8]) -> Result<Vec<u8>, VaultTrouble> {
        let nonce = random::bytes::<NONCE>()?;
        let payload = Payload { msg: plain, aad: &place.associated() };
        let sealed = self.cipher().encrypt(&Nonce::from(nonce), payload).map_err(|_| VaultTrouble::TooLong)?;
        let mut out = Vec::with_capacity(1 + NONCE + sealed.len());
        out.push(VERSION);
        out.extend_from_slice(&nonce);
        out.extend_from_slice(&sealed);
        Ok(out)
    }

    pub fn open(&self, place: Place<'_>, sealed: &[u8]) -> Result<Vec<u8>, VaultTrouble> {
        let (version, rest) = sealed.split_first().ok_or(VaultTrouble::DoesNotOpen)?;
        let (nonce, msg) = rest.split_first_chunk::<NONCE>().ok_or(VaultTrouble::DoesNotOpen)?;
        if *version != VERSION {
            return Err(VaultTrouble::DoesNotOpen);
        }
        let payload = Payload { msg, aad: &place.associated() };
        self.cipher().decrypt(&Nonce::from(*nonce), payload).map_err(|_| VaultTrouble::DoesNotOpen)
    }

    pub fn seal_text(&self, place: Place<'_>, plain: &str) -> Result<Vec<u8>, VaultTrouble> {
        self.seal(place, plain.as_bytes())
    }

    pub fn open_text(&self, place: Place<'_>, sealed: &[u8]) -> Result<String, VaultTrouble> {
        String::from_utf8(self.open(place, sealed)?).map_err(|_| VaultTrouble::NotText)
    }

    fn cipher(&self) -> Aes256Gcm {
        Aes256Gcm::new((&*self.0).into())
    }
}

impl fmt::Debug for DataKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DataKey(hidden)")
    }
}
