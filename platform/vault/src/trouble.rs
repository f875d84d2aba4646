//! What can go wrong with keys and seals (障害). No message carries a key, a plain text or a path.

use std::io;

/// A trouble of the vault. Safe to log: it never holds a secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum VaultTrouble {
    #[error("the operating system gave no randomness")]
    NoRandomness,
    #[error("a root key file is already there and is never overwritten")]
    RootExists,
    #[error("the root key file cannot be used: {0}")]
    RootFile(io::ErrorKind),
    #[error("the root key file is damaged or is not a root key file")]
    RootDamaged,
    #[error("the text is too long to seal")]
    TooLong,
    #[error("the sealed bytes do not open with this key at this place")]
    DoesNotOpen,
    #[error("the opened bytes are not UTF-8 text")]
    NotText,
    #[error("the password could not be hashed")]
    NotHashed,
    #[error("the second-factor secret has the wrong shape")]
    SecretShape,
}
