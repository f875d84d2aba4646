//! Recovery codes (予備コード): ten single-use codes for the day on which the phone or token is not at hand.

use crate::base32::{CROCKFORD, letters};
use crate::password::{Cost, Hash, hash, verify};
use crate::{VaultTrouble, random};

const COUNT: usize = 10;
const LETTERS: u32 = 12;

/// Ten codes of 60 random bits, as `xxxx-xxxx-xxxx` in letters that are not mistaken for others. Shown once.
pub fn recovery_codes() -> Result<Vec<String>, VaultTrouble> {
    (0..COUNT)
        .map(|_| {
            let code = letters(u128::from_be_bytes(random::bytes()?), LETTERS, CROCKFORD);
            let (first, rest) = code.split_at_checked(4).unwrap_or_default();
            let (second, third) = rest.split_at_checked(4).unwrap_or_default();
            Ok(format!("{first}-{second}-{third}"))
        })
        .collect()
}

/// Argon2id, since 60 bits are fewer than the 112 that may be stored with a plain digest (NIST SP 800-63B-4, 3.1.2).
pub fn hash_recovery(code: &str, cost: Cost) -> Result<Hash, VaultTrouble> {
    hash(&plain(code), cost)
}

#[must_use]
pub fn verify_recovery(code: &str, hash: &str) -> bool {
    verify(&plain(code), hash)
}

/// As typed from paper: any width and case, with or without hyphens; o, i and l for 0 and 1.
fn plain(code: &str) -> String {
    let letter = |c: char| match c {
        'o' => '0',
        'i' | 'l' => '1',
        other => other,
    };
    crate::fold::fold(code).chars().map(letter).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn ten_different_codes_of_three_groups() {
        let codes = recovery_codes().unwrap();
        assert_eq!(codes.iter().collect::<HashSet<_>>().len(), 10);
        for code in &codes {
            let groups: Vec<&str> = code.split('-').collect();
            assert_eq!(groups.iter().map(|group| group.len()).collect::<Vec<_>>(), [4, 4, 4], "{code}");
            assert!(groups.concat().bytes().all(|b| CROCKFORD.contains(&b)), "{code}");
        }
    }

    #[test]
    fn a_code_is_known_again_as_people_type_it() {
        let hash = hash_recovery("0a1b-c2d3-e4f5", Cost::Demo).unwrap();
        for typed in
            ["0a1b-c2d3-e4f5", "0A1B C2D3 E4F5", "oalbc2d3e4f5", "０ａ１ｂ－ｃ２ｄ３－ｅ４ｆ５", "OAIB‐C2D3‐E4F5"]
        {
            assert!(verify_recovery(typed, hash.as_str()), "{typed}");
        }
        for wrong in ["", "0a1b-c2d3-e4f6", "0a1b-c2d3"] {
            assert!(!verify_recovery(wrong, hash.as_str()), "{wrong}");
        }
    }
}
