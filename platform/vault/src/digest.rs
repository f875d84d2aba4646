//! Digests (要約値): session tokens at rest, the audit chain, comparison in constant time.

use data_encoding::HEXLOWER;
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

/// SHA-256 in hex. Enough for tokens of [`crate::random::token`], which nobody can guess; never for passwords.
#[must_use]
pub fn hash_token(token: &str) -> String {
    HEXLOWER.encode(&Sha256::digest(token.as_bytes()))
}

/// The next link of the audit chain: HMAC-SHA256 over the length of `prev`, `prev` and `entry`.
#[must_use]
pub fn hmac_chain(key: &[u8; 32], prev: &[u8], entry: &[u8]) -> [u8; 32] {
    let mut mac = keyed(key);
    mac.update(&length(prev));
    mac.update(prev);
    mac.update(entry);
    mac.finalize().into_bytes().into()
}

/// Equality whose time depends on the lengths only.
#[must_use]
pub fn same(a: &[u8], b: &[u8]) -> bool {
    a.ct_eq(b).into()
}

/// HKDF-Expand of RFC 5869 for one block of 32 bytes. `key` is uniform already, so Extract is not needed (section 3.3).
pub(crate) fn expand(key: &[u8; 32], info: &[u8]) -> [u8; 32] {
    let mut mac = keyed(key);
    mac.update(info);
    mac.update(&[1]);
    mac.finalize().into_bytes().into()
}

pub(crate) fn keyed(key: &[u8; 32]) -> Hmac<Sha256> {
    // HMAC pads a short key with zeros to its block (RFC 2104).
    let mut block = Zeroizing::new([0u8; 64]);
    block.iter_mut().zip(key).for_each(|(place, byte)| *place = *byte);
    Hmac::new((&*block).into())
}

pub(crate) fn length(bytes: &[u8]) -> [u8; 8] {
    (bytes.len() as u64).to_be_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_stored_as_sha_256_of_fips_180() {
        assert_eq!(hash_token("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[test]
    fn expansion_agrees_with_the_first_block_of_rfc_5869_case_1() {
        let key = HEXLOWER.decode(b"077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5").unwrap();
        let info = HEXLOWER.decode(b"f0f1f2f3f4f5f6f7f8f9").unwrap();
        let out = expand(&key.try_into().unwrap(), &info);
        assert_eq!(HEXLOWER.encode(&out), "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf");
    }

    #[test]
    fn the_chain_changes_with_key_link_entry_and_with_where_one_ends_and_the_next_begins() {
        let links = [
            hmac_chain(&[1; 32], b"ab", b"cd"),
            hmac_chain(&[2; 32], b"ab", b"cd"),
            hmac_chain(&[1; 32], b"abc", b"d"),
            hmac_chain(&[1; 32], b"", b"abcd"),
            hmac_chain(&[1; 32], b"ab", b"ce"),
        ];
        let different: std::collections::HashSet<_> = links.iter().collect();
        assert_eq!(different.len(), links.len());
        assert_eq!(links[0], hmac_chain(&[1; 32], b"ab", b"cd"));
    }

    #[test]
    fn sameness_is_equality() {
        assert!(same(b"", b"") && same(b"abc", b"abc"));
        assert!(!same(b"abc", b"abd") && !same(b"abc", b"ab"));
    }
}
