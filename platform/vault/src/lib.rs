//! Keeping what must be kept (鍵と封): sealing, keys, search over sealed text, passwords, second factors, randomness.
//!
//! No database and no clock: rows, instants and settings come in as parameters.

mod base32;
mod data_key;
mod digest;
pub mod fold;
pub mod password;
pub mod random;
mod root;
mod search;
pub mod totp;
mod trouble;

pub use data_key::{DataKey, Place};
pub use digest::{hash_token, hmac_chain, same};
pub use root::Root;
pub use search::{GAP, SearchKey, Tokens};
pub use trouble::VaultTrouble;
