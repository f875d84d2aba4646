//! Passwords (パスワード): Argon2id at rest, and what may become one (NIST SP 800-63B-4, section 3.1.1).

mod check;
mod common;
mod walk;

use std::fmt;

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
pub use check::{Rules, Weak, check};
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use crate::{VaultTrouble, random};

/// How much work a hash is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Cost {
    /// 19 MiB, 2 passes, 1 lane: for everyone who really signs in (OWASP Password Storage).
    #[default]
    Login,
    /// The same algorithm with 64 KiB and 1 pass: for pretend people and tests. Never for a real account.
    Demo,
}

impl Cost {
    fn argon2(self) -> Result<Argon2<'static>, VaultTrouble> {
        let (kib, passes) = match self {
            Cost::Login => (19 * 1024, 2),
            Cost::Demo => (64, 1),
        };
        let params = Params::new(kib, passes, 1, None).map_err(|_| VaultTrouble::NotHashed)?;
        Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
    }
}

/// A password at rest, as a PHC string with its own salt and cost. `Debug` hides it.
#[derive(Clone, PartialEq, Eq)]
pub struct Hash(String);

impl Hash {
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    #[must_use]
    pub fn into_string(self) -> String {
        self.0
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Hash(hidden)")
    }
}

/// Hashes with a new salt of 128 bits. Both here and in [`verify`] the password is read after NFKC and without
/// surrounding white space, so that another keyboard or input method does not lock its owner out.
pub fn hash(pw: &str, cost: Cost) -> Result<Hash, VaultTrouble> {
    let salt = random::bytes::<16>()?;
    let made =
        cost.argon2()?.hash_password_with_salt(read(pw).as_bytes(), &salt).map_err(|_| VaultTrouble::NotHashed)?;
    Ok(Hash(made.to_string()))
}

/// Whether `pw` is the password behind the PHC string `hash`, at the cost written in it. Other algorithms than Argon2id
/// and strings of another form are not accepted.
#[must_use]
pub fn verify(pw: &str, hash: &str) -> bool {
    PasswordHash::new(hash).is_ok_and(|known| {
        known.algorithm.as_str() == Algorithm::Argon2id.as_str()
            && Argon2::default().verify_password(read(pw).as_bytes(), &known).is_ok()
    })
}

/// The work of [`verify`] for a user who does not exist, so that the time of the answer does not tell. Always false.
#[must_use]
pub fn verify_nobody(pw: &str, cost: Cost) -> bool {
    let nobody = cost.argon2().map(|argon2| argon2.hash_password_with_salt(read(pw).as_bytes(), &[0; 16]).is_ok());
    std::hint::black_box(nobody).is_ok_and(|_| false)
}

fn read(pw: &str) -> Zeroizing<String> {
    let whole = Zeroizing::new(pw.nfkc().collect::<String>());
    Zeroizing::new(whole.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_known_again_and_another_is_not() {
        let hash = hash("みどりの 馬が3頭 はしる", Cost::Demo).unwrap();
        assert!(verify("みどりの 馬が3頭 はしる", hash.as_str()));
        assert!(!verify("みどりの 馬が4頭 はしる", hash.as_str()));
        assert!(!verify("", hash.as_str()));
    }

    #[test]
    fn width_composition_and_surrounding_spaces_do_not_lock_anyone_out() {
        let hash = hash("ガラスのｐａｎ12", Cost::Demo).unwrap();
        assert!(verify(" ｶﾞﾗｽのpan１２　", hash.as_str()));
        assert!(!verify("ガラスのPAN12", hash.as_str()), "letter case still counts");
    }

    #[test]
    fn the_login_cost_is_argon2id_with_19_mib_and_two_passes() {
        let hash = hash("correct-koi-in-the-pond", Cost::Login).unwrap();
        assert!(hash.as_str().starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{}", hash.as_str());
        assert!(verify("correct-koi-in-the-pond", hash.as_str()));
    }

    #[test]
    fn the_same_password_never_gives_the_same_hash_and_debug_hides_it() {
        let (one, other) = (hash("same", Cost::Demo).unwrap(), hash("same", Cost::Demo).unwrap());
        assert_ne!(one, other);
        assert_eq!(format!("{one:?}"), "Hash(hidden)");
    }

    #[test]
    fn damaged_and_foreign_hashes_are_refused_without_a_panic() {
        let good = hash("x", Cost::Demo).unwrap().into_string();
        for bad in [
            "",
            "x",
            "$argon2id$",
            "$argon2d$v=19$m=64,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAA",
            &good[..good.len() - 4],
            &good.replace("argon2id", "argon2i"),
        ] {
            assert!(!verify("x", bad), "{bad}");
        }
    }

    #[test]
    fn nobody_is_never_let_in() {
        assert!(!verify_nobody("anything", Cost::Demo));
        assert!(!verify_nobody("", Cost::Demo));
    }
}
