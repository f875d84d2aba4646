//! Randomness, and the ids and tokens made of it (乱数): the only place that asks the operating system.

use std::fmt;

use data_encoding::BASE64URL_NOPAD;
use zeroize::Zeroizing;

use crate::base32::{CROCKFORD, letters};
use crate::{VaultTrouble, hash_token};

const ID_LETTERS: u32 = 26;
const MILLIS_MAX: i64 = (1 << 48) - 1;

/// `N` bytes from the operating system.
#[expect(clippy::disallowed_methods, reason = "the one door to the operating system's randomness")]
pub fn bytes<const N: usize>() -> Result<[u8; N], VaultTrouble> {
    let mut buffer = [0; N];
    getrandom::fill(&mut buffer).map_err(|_| VaultTrouble::NoRandomness)?;
    Ok(buffer)
}

/// `prefix_` and 26 letters: 128 random bits, in no order.
pub fn id(prefix: &str) -> Result<String, VaultTrouble> {
    let value = u128::from_be_bytes(bytes()?);
    Ok(format!("{prefix}_{}", letters(value, ID_LETTERS, CROCKFORD)))
}

/// `prefix_` and 26 letters that sort by time: 48 bits of Unix milliseconds, then 80 random bits.
///
/// Instants outside 1970..=10889 are held at the nearer end.
pub fn id_at(prefix: &str, millis: i64) -> Result<String, VaultTrouble> {
    let time = u128::from(millis.clamp(0, MILLIS_MAX).unsigned_abs());
    let chance = u128::from_be_bytes(bytes()?) >> 48;
    Ok(format!("{prefix}_{}", letters((time << 80) | chance, ID_LETTERS, CROCKFORD)))
}

/// 256 random bits for a cookie or a one-time link, 43 URL-safe letters.
pub fn token() -> Result<Token, VaultTrouble> {
    let secret = Zeroizing::new(bytes::<32>()?);
    Ok(Token(Zeroizing::new(BASE64URL_NOPAD.encode(secret.as_ref()))))
}

/// A bearer secret. `Debug` hides it; only [`Token::hash`] may be stored.
#[derive(Clone)]
pub struct Token(Zeroizing<String>);

impl Token {
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    #[must_use]
    pub fn hash(&self) -> String {
        hash_token(&self.0)
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(hidden)")
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_thousand_ids_and_tokens_all_differ() {
        let ids: HashSet<String> = (0..1000).map(|_| id("case").unwrap()).collect();
        let tokens: HashSet<String> = (0..1000).map(|_| token().unwrap().as_str().to_owned()).collect();
        assert_eq!((ids.len(), tokens.len()), (1000, 1000));
    }

    #[test]
    fn a_token_is_43_url_safe_letters_and_does_not_show_in_debug() {
        let token = token().unwrap();
        assert_eq!(token.as_str().len(), 43);
        assert!(token.as_str().bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_'));
        assert!(!format!("{token:?}").contains(token.as_str()));
        assert_eq!(token.hash(), hash_token(token.as_str()));
    }

    #[test]
    fn ids_at_the_ends_of_time_are_still_ids() {
        for millis in [i64::MIN, -1, 0, MILLIS_MAX, i64::MAX] {
            assert_eq!(id_at("a", millis).unwrap().len(), 28);
        }
    }

    proptest! {
        #[test]
        fn later_ids_sort_later(one in 0..MILLIS_MAX, other in 0..MILLIS_MAX) {
            prop_assume!(one != other);
            let (a, b) = (id_at("x", one).unwrap(), id_at("x", other).unwrap());
            prop_assert_eq!(one < other, a < b);
        }
    }
}
