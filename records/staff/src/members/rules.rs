//! What a login may be, and that someone can always manage the staff.

use office::typed::fold;
use office::{May, Roles};

const SHORTEST: usize = 3;
const LONGEST: usize = 32;

/// ログイン名 as it is kept: lower-case Latin letters, digits, dot, hyphen, underscore. Full-width typing is folded.
pub fn login(typed: &str) -> Result<String, &'static str> {
    let login = fold(typed).trim().to_lowercase();
    let plain = login.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'_'));
    if login.is_empty() {
        return Err("ログイン名を入れてください。");
    }
    if !plain {
        return Err("ログイン名は、半角の英字・数字・「.」「-」「_」で付けてください。");
    }
    if !(SHORTEST..=LONGEST).contains(&login.len()) {
        return Err("ログイン名は、3文字以上32文字までで付けてください。");
    }
    Ok(login)
}

/// Whether someone who can manage staff remains. `others` are the roles of every other active member.
#[must_use]
pub(crate) fn keeps_an_administrator<'a>(
    roles: &Roles,
    others: impl IntoIterator<Item = &'a [String]>,
    kept: &[String],
) -> bool {
    let manages = |codes: &[String]| roles.grants(codes).allow(May::ManageStaff);
    manages(kept) || others.into_iter().any(manages)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn logins_are_folded_and_the_rest_is_explained() {
        assert_eq!(login("  Ｓａｔｏ．ｈ "), Ok("sato.h".to_owned()));
        assert_eq!(login("midori_3-a"), Ok("midori_3-a".to_owned()));
        for wrong in ["", "ab", "佐藤", "a b c", "sato@city", &"x".repeat(33)] {
            assert!(login(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn the_last_administrator_cannot_go() {
        let roles = Roles::embedded().unwrap();
        let (admin, clerk) = (vec!["system_administrator".to_owned()], vec!["counter_clerk".to_owned()]);
        assert!(!keeps_an_administrator(&roles, [clerk.as_slice()], &clerk));
        assert!(!keeps_an_administrator(&roles, [], &[]));
        assert!(keeps_an_administrator(&roles, [admin.as_slice()], &[]));
        assert!(keeps_an_administrator(&roles, [clerk.as_slice()], &admin));
    }

    proptest! {
        #[test]
        fn a_login_that_was_accepted_is_accepted_again_unchanged(typed in any::<String>()) {
            if let Ok(kept) = login(&typed) {
                prop_assert_eq!(login(&kept), Ok(kept));
            }
        }
    }
}
