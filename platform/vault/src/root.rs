//! The root key (親鍵): kept outside the database, it wraps the data keys and gives every other key by derivation.

use std::fmt;
use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::Path;

use data_encoding::BASE32_NOPAD;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::digest::expand;
use crate::{DataKey, Place, SearchKey, VaultTrouble, random, same};

const HEAD: &str = "tsunagu-root-v1:";
const CHECK: usize = 8;
const FILE_MAX: u64 = 1024;

/// 32 random bytes from which all other keys come. `Debug` hides them.
pub struct Root(Zeroizing<[u8; 32]>);

impl Root {
    pub fn generate() -> Result<Root, VaultTrouble> {
        Ok(Root(Zeroizing::new(random::bytes()?)))
    }

    /// Reads the one-line file that [`Root::write_new`] writes; letter case and surrounding white space do not matter.
    pub fn read(path: &Path) -> Result<Root, VaultTrouble> {
        let mut text = Zeroizing::new(String::new());
        File::open(path).and_then(|file| file.take(FILE_MAX).read_to_string(&mut text)).map_err(file_trouble)?;
        Root::from_line(&text)
    }

    /// Writes a new file of mode 0600: `tsunagu-root-v1:`, then base32 of the key and the first 8 bytes of
    /// SHA-256 over the heading and the key. An existing file is never overwritten.
    pub fn write_new(&self, path: &Path) -> Result<(), VaultTrouble> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(path).map_err(file_trouble)?;
        file.write_all(self.line().as_bytes()).and_then(|()| file.sync_all()).map_err(file_trouble)
    }

    /// A key of its own for each `label` (HKDF-Expand with SHA-256, RFC 5869).
    #[must_use]
    pub fn derive(&self, label: &str) -> [u8; 32] {
        expand(&self.0, label.as_bytes())
    }

    /// A new data key, and its wrapped form to be stored beside the row `id`.
    pub fn new_data_key(&self, id: &str) -> Result<(DataKey, Vec<u8>), VaultTrouble> {
        let key = DataKey::generate()?;
        let wrapped = self.wrapping().seal(wrapped_place(id), key.expose())?;
        Ok((key, wrapped))
    }

    /// Opens a wrapped key, which only opens under the `id` that it was made for.
    pub fn unwrap_key(&self, id: &str, wrapped: &[u8]) -> Result<DataKey, VaultTrouble> {
        let plain = Zeroizing::new(self.wrapping().open(wrapped_place(id), wrapped)?);
        let key = <[u8; 32]>::try_from(plain.as_slice()).map_err(|_| VaultTrouble::DoesNotOpen)?;
        Ok(DataKey::new(Zeroizing::new(key)))
    }

    #[must_use]
    pub fn search(&self) -> SearchKey {
        SearchKey::new(&Zeroizing::new(self.derive("search:v1")))
    }

    #[must_use]
    pub fn audit_key(&self) -> [u8; 32] {
        self.derive("audit:v1")
    }

    fn wrapping(&self) -> DataKey {
        DataKey::new(Zeroizing::new(self.derive("wrap:v1")))
    }

    fn line(&self) -> Zeroizing<String> {
        let mut bytes = Zeroizing::new(self.0.to_vec());
        bytes.extend_from_slice(&check(&self.0));
        Zeroizing::new(format!("{HEAD}{}\n", Zeroizing::new(BASE32_NOPAD.encode(&bytes)).to_ascii_lowercase()))
    }

    fn from_line(text: &str) -> Result<Root, VaultTrouble> {
        let line = Zeroizing::new(text.trim().to_ascii_lowercase());
        let body = Zeroizing::new(line.strip_prefix(HEAD).ok_or(VaultTrouble::RootDamaged)?.to_ascii_uppercase());
        let bytes = Zeroizing::new(BASE32_NOPAD.decode(body.as_bytes()).map_err(|_| VaultTrouble::RootDamaged)?);
        let (key, sum) = bytes.split_first_chunk::<32>().ok_or(VaultTrouble::RootDamaged)?;
        if !same(sum, &check(key)) {
            return Err(VaultTrouble::RootDamaged);
        }
        Ok(Root(Zeroizing::new(*key)))
    }
}

impl fmt::Debug for Root {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Root(hidden)")
    }
}

fn wrapped_place(id: &str) -> Place<'_> {
    Place { table: "data_key", row: id, column: "wrapped" }
}

fn check(key: &[u8; 32]) -> Vec<u8> {
    let sum = Sha256::new().chain_update(HEAD).chain_update(key).finalize();
    sum.iter().copied().take(CHECK).collect()
}

fn file_trouble(error: io::Error) -> VaultTrouble {
    match error.kind() {
        io::ErrorKind::AlreadyExists => VaultTrouble::RootExists,
        io::ErrorKind::InvalidData => VaultTrouble::RootDamaged,
        kind => VaultTrouble::RootFile(kind),
    }
}
