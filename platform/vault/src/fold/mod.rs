//! Folding for search (検索のための読み替え): two spellings of one name become one key. What is stored is never changed.
//!
//! Letter by letter: width and compatibility forms (NFKC), katakana to hiragana, small kana to large, ゐゑを to いえお, ヴ to ブ,
//! voicing marks and accents away, old and variant kanji to one form (`rules/names/variants.tsv`), letter case; everything
//! that is neither letter nor digit goes, with it variation selectors, spaces, hyphens, middle dots and ー.
//! 外字 in private-use code points stay.
//!
//! Then by what stands before: a vowel that only lengthens the sound before it goes (おう, おお, えい, ああ ...), 々 and ゝ become
//! what they repeat, ケ after a kanji or digit is か (茅ケ崎, 茅ヶ崎, 茅が崎).
//! The rule favours finding over precision: ゆき also finds ゆうき.

mod kana;
mod order;
mod variants;

pub use order::kana_order;
use unicode_normalization::UnicodeNormalization;

/// How far a query that begins inside a long vowel is followed, in letters.
const WINDOW: usize = 12;

/// The search key of a text. Folding twice gives the same as folding once.
#[must_use]
pub fn fold(text: &str) -> String {
    join(letters(text).iter())
}

/// The folded text, then a piece for each place where the letters before it changed what is kept: a query may begin there,
/// without those letters (うつ in 母のうつ病).
pub(crate) fn pieces(text: &str) -> Vec<String> {
    let letters = letters(text);
    let mut whole = Joined::default();
    let changed: Vec<bool> = letters.iter().map(|letter| whole.push(*letter)).collect();
    let begun_inside = (0..letters.len()).zip(changed).filter(|(_, changed)| *changed);
    let mut pieces = vec![whole.text];
    pieces.extend(begun_inside.map(|(place, _)| join(letters.iter().skip(place).take(WINDOW))));
    pieces.dedup();
    pieces
}

/// The steps that look at one letter only.
fn letters(text: &str) -> Vec<char> {
    let plain: Vec<char> =
        text.chars().map(kana::joining_mark).filter(|c| !is_selector(*c)).nfkc().map(kana::hiragana).collect();
    let mut out = String::with_capacity(text.len());
    let mut rest = plain.iter().copied().peekable();
    while let Some(letter) = rest.next() {
        if letter == 'ゔ' {
            let (sound, takes_next) = kana::v_sound(rest.peek().copied());
            out.push(sound);
            if takes_next {
                rest.next();
            }
        } else {
            push_letter(letter, &mut out);
        }
    }
    out.nfc().collect()
}

fn push_letter(letter: char, out: &mut String) {
    if ('가'..='힣').contains(&letter) {
        out.push(letter);
        return;
    }
    for part in std::iter::once(letter).nfkd() {
        let part = variants::canonical(kana::large(part));
        if keeps(part) {
            out.extend(part.to_lowercase());
        }
    }
}

fn keeps(letter: char) -> bool {
    let private = matches!(letter, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}');
    letter != 'ー' && (letter.is_alphanumeric() || private)
}

/// Variation selectors (among them IVS), which NFKC keeps and which would stand between a letter and its mark.
fn is_selector(letter: char) -> bool {
    matches!(letter, '\u{180b}'..='\u{180d}' | '\u{180f}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0100}'..='\u{e01ef}')
}

fn join<'a>(letters: impl Iterator<Item = &'a char>) -> String {
    let mut joined = Joined::default();
    for letter in letters {
        joined.push(*letter);
    }
    joined.text
}

/// The steps that look at the letter before.
#[derive(Default)]
struct Joined {
    text: String,
    last: Option<char>,
}

impl Joined {
    /// Adds a letter; true where it came out otherwise than it would at the beginning of a text.
    fn push(&mut self, letter: char) -> bool {
        let here = match (letter, self.last) {
            ('々' | '〻', Some(last)) if kana::is_kanji(last) => last,
            ('ゝ', Some(last)) if kana::row(last).is_some() || last == 'ん' => last,
            ('ケ', Some(last)) if kana::is_kanji(last) || last.is_ascii_digit() => 'か',
            ('ケ', _) => 'け',
            _ => letter,
        };
        if self.last.is_some_and(|last| kana::lengthens(last, here)) {
            return true;
        }
        self.text.push(here);
        self.last = Some(here);
        here != letter && !(letter == 'ケ' && here == 'け')
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn same(spellings: &[&str]) {
        let keys: std::collections::BTreeSet<String> = spellings.iter().map(|text| fold(text)).collect();
        assert_eq!(keys.len(), 1, "{spellings:?} gave {keys:?}");
    }

    #[test]
    fn width_kind_size_and_marks_make_no_difference() {
        same(&["ガッツ", "ｶﾞｯﾂ", "がっつ", "かつつ", "カ゛ッツ"]);
        same(&["Ａｎｎａ", "anna", "ANNA", "Änna"]);
        same(&["ヴァイオリン", "バイオリン", "ばいおりん"]);
        same(&["きゑ", "キエ", "ｷｴ"]);
    }

    #[test]
    fn long_vowels_make_no_difference() {
        same(&["さとう", "サトー", "ｻﾄｰ", "さとお"]);
        same(&["おおの", "オーノ", "おゝの", "おうの"]);
        same(&["けいこ", "ケーコ", "けえこ"]);
        same(&["ゆうき", "ユーキ"]);
    }

    #[test]
    fn spaces_hyphens_dots_and_selectors_make_no_difference() {
        same(&["山田 太郎", "山田　太郎", "山田・太郎", "山田\u{200b}太郎"]);
        same(&["０３（１２３４）５６７８", "03-1234-5678", "03‐1234−5678", "0312345678"]);
        same(&["葛\u{e0100}城", "葛城", "葛\u{fe00}城"]);
    }

    #[test]
    fn old_and_variant_kanji_make_no_difference() {
        same(&["渡邉", "渡邊", "渡辺", "渡𨘢"]);
        same(&["髙﨑", "高崎", "髙崎", "高嵜"]);
        same(&["\u{fa19}谷", "神谷"]);
        same(&["佐々木", "佐佐木"]);
        same(&["茅ケ崎", "茅ヶ崎", "茅が崎", "茅ｹ崎"]);
    }

    #[test]
    fn different_names_stay_different() {
        for (one, other) in [
            ("田中", "中田"),
            ("さとう", "さいとう"),
            ("小野", "大野"),
            ("はま", "はな"),
            ("伊藤", "伊東"),
            ("123", "124"),
        ] {
            assert_ne!(fold(one), fold(other));
        }
    }

    #[test]
    fn a_private_code_point_stays_and_signs_alone_give_nothing() {
        assert_eq!(fold("\u{e123}田"), "\u{e123}田");
        assert_eq!(fold("ー・- 。"), "");
    }

    #[test]
    fn a_query_may_begin_inside_a_long_vowel() {
        let pieces = pieces("母のうつ病");
        assert!(pieces.iter().any(|piece| piece.contains(&fold("うつ病"))), "{pieces:?}");
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in prop_oneof![any::<String>(), "[ぁ-んァ-ヾｦ-ﾟー々ゝ佐木 ]{0,20}"]) {
            prop_assert_eq!(fold(&fold(&text)), fold(&text));
        }

        #[test]
        fn every_part_of_a_text_is_found_in_it(text in "[あ-んケー々佐木5 ]{1,30}", from in 0usize..30, length in 1usize..WINDOW) {
            let part: String = text.chars().skip(from).take(length).collect();
            let key = fold(&part);
            // 々 and ゝ at the beginning of a part repeat what only the whole text shows.
            prop_assume!(!part.trim_start_matches([' ', 'ー']).starts_with(['々', 'ゝ']));
            prop_assert!(pieces(&text).iter().any(|piece| piece.contains(&key)), "{} in {}", part, text);
        }
    }
}
