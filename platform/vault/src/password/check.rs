//! What may become a password (パスワードの決まり): length and a blocklist, no rules of composition (NIST SP 800-63B-4, 3.1.1.2).

use super::{common, read};

const LEAST_ALONE: usize = 15;
const LEAST_BESIDE_SECOND_FACTOR: usize = 8;
const MOST: usize = 256;

/// What is known about the account whose password is to be set.
#[derive(Debug, Clone, Copy)]
pub struct Rules<'a> {
    pub second_factor: bool,
    pub login: &'a str,
    /// The person's names and the names of the city and the office.
    pub names: &'a [&'a str],
}

/// Why a password cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weak {
    TooShort,
    TooLong,
    Common,
    ContainsName,
}

impl Weak {
    #[must_use]
    pub fn message(self) -> &'static str {
        match self {
            Weak::TooShort => {
                "パスワードは15文字以上にしてください（二段階の確認も使うときは8文字以上）。文章のように長いものが安全です。"
            }
            Weak::TooLong => "パスワードは256文字までにしてください。",
            Weak::Common => {
                "よく使われる言葉や並びのため、推測されるおそれがあります。関係のない言葉をいくつか組み合わせてください。"
            }
            Weak::ContainsName => {
                "お名前やログイン名、市の名前が入っているため、推測されるおそれがあります。別の言葉にしてください。"
            }
        }
    }
}

/// At least 15 characters alone, 8 beside a second factor, at most 256, in any script; not common and without the names.
pub fn check(pw: &str, rules: &Rules<'_>) -> Result<(), Weak> {
    let pw = read(pw);
    let least = if rules.second_factor { LEAST_BESIDE_SECOND_FACTOR } else { LEAST_ALONE };
    match pw.chars().count() {
        length if length < least => return Err(Weak::TooShort),
        length if length > MOST => return Err(Weak::TooLong),
        _ => {}
    }
    let plain = common::plain(&pw);
    if common::is_common(&plain) {
        return Err(Weak::Common);
    }
    if rules.names.iter().chain([&rules.login]).any(|name| contains_name(&plain, name)) {
        return Err(Weak::ContainsName);
    }
    Ok(())
}

/// Latin names of one or two letters stand in too many words to mean the person.
fn contains_name(plain: &str, name: &str) -> bool {
    let name = common::plain(&read(name));
    let least = if name.is_ascii() { 3 } else { 2 };
    name.chars().count() >= least && plain.contains(&name)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ALONE: Rules<'_> =
        Rules { second_factor: false, login: "midori.h", names: &["花田", "みどり", "hanada", "架空市"] };
    const BESIDE: Rules<'_> = Rules { second_factor: true, ..ALONE };

    #[test]
    fn every_password_of_the_list_is_refused_alone_and_beside_a_second_factor() {
        let list: Vec<&str> = common::entries().collect();
        assert!(list.len() >= 10_000, "{}", list.len());
        for pw in list {
            assert!(check(pw, &ALONE).is_err(), "{pw}");
            let short = pw.chars().count() < LEAST_BESIDE_SECOND_FACTOR;
            assert_eq!(check(pw, &BESIDE), Err(if short { Weak::TooShort } else { Weak::Common }), "{pw}");
        }
    }

    #[test]
    fn every_long_enough_password_known_from_leaks_is_refused_beside_a_second_factor() {
        let list: Vec<&str> = common::leaked().collect();
        assert!(list.len() >= 10_000, "{}", list.len());
        for pw in list {
            assert_eq!(check(pw, &BESIDE), Err(Weak::Common), "{pw}");
            assert_eq!(check(&pw.to_uppercase(), &BESIDE), Err(Weak::Common), "{pw}");
        }
    }

    #[test]
    fn disguises_of_common_passwords_are_refused() {
        for pw in [
            "Password2026!!!!",
            "p@ssw0rd12345678",
            "ＰＡＳＳＷＯＲＤ１２３４５６７",
            "  passwordpassword  ",
            "sakura2026tokyo!",
            "qwertyuiopasdfghjkl",
            "1qaz2wsx3edc4rfv",
            "abcdefghijklmnop",
            "9876543210987654",
            "aaaaaaaaaaaaaaaa",
            "abcabcabcabcabcabc",
            "1980010219800102",
            "tokyo-osaka-2026",
            "ILOVEYOU-iloveyou",
            "さくらさくらさくらさくらさくら",
            "パスワードパスワードパスワード",
        ] {
            assert_eq!(check(pw, &ALONE), Err(Weak::Common), "{pw}");
        }
    }

    #[test]
    fn long_passwords_of_any_script_and_composition_are_accepted() {
        for pw in [
            "correct koi in the old pond",
            "kumonoueniwanihagaaru",
            "あさひに とける ゆきだるま 三つ",
            "緑の馬が三頭、麦の土手を走る。",
            "xkqzvwjpyhgtrbn",
            "7391 5082 6647 1930 2",
            "🌾🚲🫖 むぎと自転車と急須を並べる",
            "ｎｏｔａｃｏｍｍｏｎｏｎｅａｔａｌｌ",
        ] {
            assert_eq!(check(pw, &ALONE), Ok(()), "{pw}");
        }
        assert_eq!(check(&"田んぼ".repeat(3), &BESIDE), Err(Weak::Common), "one short unit again and again");
    }

    #[test]
    fn lengths_count_characters_and_not_bytes() {
        assert_eq!(check("xkqzvwjpyhgtrb", &ALONE), Err(Weak::TooShort));
        assert_eq!(check("xkqzvwj", &BESIDE), Err(Weak::TooShort));
        assert_eq!(check("xkqzvwjp", &BESIDE), Ok(()));
        assert_eq!(check("土手に並ぶ麦", &BESIDE), Err(Weak::TooShort));
        let long: String = (0..256u32).filter_map(|n| char::from_u32(0x4e00 + n * 37)).collect();
        assert_eq!(check(&long, &ALONE), Ok(()));
        assert_eq!(check(&format!("{long}々"), &ALONE), Err(Weak::TooLong));
    }

    #[test]
    fn names_of_the_person_the_login_and_the_city_are_refused() {
        for pw in [
            "xkqz-HANADA-vwjpyh",
            "ゆきの土手のみどりいろの馬が三頭",
            "花田の土手に馬が三頭はしっている",
            "架空市の土手に馬が三頭はしります",
            "the Midori.H of the office door",
        ] {
            assert_eq!(check(pw, &ALONE), Err(Weak::ContainsName), "{pw}");
        }
    }

    #[test]
    fn messages_are_polite_and_blame_nobody() {
        for weak in [Weak::TooShort, Weak::TooLong, Weak::Common, Weak::ContainsName] {
            assert!(weak.message().ends_with('。') && weak.message().contains("ください"), "{weak:?}");
            assert!(
                !["禁止", "不正", "エラー", "できません"].iter().any(|word| weak.message().contains(word)),
                "{weak:?}"
            );
        }
    }

    proptest! {
        #[test]
        fn no_kind_of_character_is_demanded(pw in "[b-df-hj-np-tv-z]{40}") {
            prop_assert_eq!(check(&pw, &ALONE), Ok(()));
        }

        #[test]
        fn no_text_makes_the_check_fail(pw in any::<String>(), name in any::<String>()) {
            let outcome = check(&pw, &Rules { second_factor: true, login: &name, names: &[] });
            prop_assert!(outcome.is_err() || read(&pw).chars().count() >= LEAST_BESIDE_SECOND_FACTOR);
        }
    }
}
