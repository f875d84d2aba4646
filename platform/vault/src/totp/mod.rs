//! One-time codes (ワンタイムコード): RFC 6238 with SHA-1, six digits and 30 seconds, as authenticator apps and hardware tokens expect.

mod recovery;

use std::fmt;

use data_encoding::BASE32_NOPAD;
pub use recovery::{hash_recovery, recovery_codes, verify_recovery};
use totp_rs::{Algorithm, Builder, Totp};
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use crate::{VaultTrouble, random, same};

const STEP: u64 = 30;
const DIGITS: u8 = 6;

/// The 160-bit secret shared with the app or token. `Debug` hides it.
#[derive(Clone)]
pub struct Secret(Zeroizing<[u8; 20]>);

impl Secret {
    pub fn generate() -> Result<Secret, VaultTrouble> {
        Ok(Secret(Zeroizing::new(random::bytes()?)))
    }

    pub fn from_bytes(bytes: &[u8]) -> Result<Secret, VaultTrouble> {
        let bytes = <[u8; 20]>::try_from(bytes).map_err(|_| VaultTrouble::SecretShape)?;
        Ok(Secret(Zeroizing::new(bytes)))
    }

    /// To be sealed before it is stored.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        self.0.as_ref()
    }

    /// For typing into an app by hand: 32 letters.
    #[must_use]
    pub fn base32(&self) -> Zeroizing<String> {
        Zeroizing::new(BASE32_NOPAD.encode(self.0.as_ref()))
    }

    /// The `otpauth:` address that an app reads from a QR code.
    #[must_use]
    pub fn provisioning_uri(&self, issuer: &str, account: &str) -> Zeroizing<String> {
        let (issuer, account, secret) = (escaped(issuer), escaped(account), self.base32());
        Zeroizing::new(format!(
            "otpauth://totp/{issuer}:{account}?secret={}&issuer={issuer}&algorithm=SHA1&digits={DIGITS}&period={STEP}",
            *secret
        ))
    }

    fn totp(&self) -> Totp {
        let secret = totp_rs::Secret::new_stack(*self.0);
        Builder::new()
            .with_algorithm(Algorithm::SHA1)
            .with_digits(DIGITS)
            .with_step_duration(STEP)
            .with_secret(secret)
            .build_noncompliant()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(hidden)")
    }
}

/// The step whose code was typed, to be stored as the last used one. The step of `unix_seconds` and one on either side
/// count; a step up to `last_used_step` never does, so a code works once. Full-width digits and spaces are fine.
#[must_use]
pub fn verify(secret: &Secret, code: &str, unix_seconds: i64, last_used_step: Option<u64>) -> Option<u64> {
    let typed: String = code.nfkc().filter(|c| !c.is_whitespace() && *c != '-').collect();
    let now = u64::try_from(unix_seconds).ok()? / STEP;
    let totp = secret.totp();
    let mut found = None;
    for step in now.saturating_sub(1)..=now.saturating_add(1) {
        let right = same(totp.generate(step.saturating_mul(STEP)).to_string().as_bytes(), typed.as_bytes());
        if right && last_used_step.is_none_or(|last| step > last) {
            found = found.or(Some(step));
        }
    }
    found
}

/// Percent-encoding of everything but RFC 3986's unreserved characters.
fn escaped(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn rfc() -> Secret {
        Secret::from_bytes(b"12345678901234567890").unwrap()
    }

    #[test]
    fn codes_agree_with_rfc_6238_appendix_b() {
        // The appendix lists eight digits; six digits are its last six.
        for (seconds, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(verify(&rfc(), code, seconds, None), Some(u64::try_from(seconds).unwrap() / 30), "{seconds}");
        }
    }

    #[test]
    fn one_step_early_and_one_late_count_and_two_do_not() {
        let code = "287082";
        assert_eq!([0, 29, 30, 59, 60, 89].map(|s| verify(&rfc(), code, s, None)), [Some(1); 6]);
        assert_eq!([90, 119, 100_000].map(|s| verify(&rfc(), code, s, None)), [None; 3]);
    }

    #[test]
    fn a_code_works_once_and_an_older_one_no_more() {
        let step = verify(&rfc(), "287082", 59, None);
        assert_eq!(verify(&rfc(), "287082", 59, step), None);
        assert_eq!(verify(&rfc(), "287082", 59, Some(2)), None);
        assert_eq!(verify(&rfc(), "287082", 59, Some(0)), Some(1));
    }

    #[test]
    fn full_width_digits_and_spaces_are_fine_and_other_texts_are_not() {
        assert_eq!(verify(&rfc(), " ２８７　０８２ ", 59, None), Some(1));
        for wrong in ["", "287083", "28708", "2870820", "+287082", "abcdef"] {
            assert_eq!(verify(&rfc(), wrong, 59, None), None, "{wrong}");
        }
    }

    #[test]
    fn the_address_for_apps_is_escaped_and_carries_every_parameter() {
        let uri = rfc().provisioning_uri("つなぐ 架空市", "midori:h");
        assert_eq!(
            *uri,
            "otpauth://totp/%E3%81%A4%E3%81%AA%E3%81%90%20%E6%9E%B6%E7%A9%BA%E5%B8%82:midori%3Ah?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=%E3%81%A4%E3%81%AA%E3%81%90%20%E6%9E%B6%E7%A9%BA%E5%B8%82&algorithm=SHA1&digits=6&period=30"
        );
    }

    #[test]
    fn secrets_differ_have_twenty_bytes_and_do_not_show_in_debug() {
        let (one, other) = (Secret::generate().unwrap(), Secret::generate().unwrap());
        assert_ne!(one.as_bytes(), other.as_bytes());
        assert_eq!(format!("{one:?}"), "Secret(hidden)");
        assert_eq!(Secret::from_bytes(&[0; 19]).unwrap_err(), VaultTrouble::SecretShape);
    }

    proptest! {
        #[test]
        fn no_code_or_instant_fails(code in any::<String>(), seconds in any::<i64>(), last in any::<Option<u64>>()) {
            let outcome = verify(&rfc(), &code, seconds, last);
            prop_assert!(outcome.is_none_or(|step| last.is_none_or(|last| step > last)));
        }
    }
}
