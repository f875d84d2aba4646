//! Order of kana (五十音順): the sort key that makes byte order the order of a Japanese list of names.

use unicode_normalization::UnicodeNormalization;

use super::kana;

/// Sort key after JIS X 4061: first the kana alone, then plain before voiced before half-voiced, then ー before small before
/// large, then hiragana before katakana. ー counts as the vowel before it, ゝ as the kana before it.
///
/// Runs of spaces count as one, which sorts before every kana: all of さとう come before さとうだ.
#[must_use]
pub fn kana_order(text: &str) -> String {
    let mut key = Key::default();
    for word in text.split_whitespace() {
        if !key.base.is_empty() {
            key.add(' ', 0, 0, 0);
        }
        for letter in word.chars().map(kana::joining_mark).nfkc() {
            key.push(letter);
        }
    }
    [key.base, key.voice, key.size, key.kind].join("\u{1}")
}

#[derive(Default)]
struct Key {
    base: String,
    voice: String,
    size: String,
    kind: String,
    last: Option<char>,
}

impl Key {
    fn push(&mut self, letter: char) {
        let kind = u8::from(matches!(letter, 'ァ'..='ヿ'));
        let hiragana = match letter {
            'ヵ' => 'ゕ',
            'ヶ' => 'ゖ',
            'ケ' => 'け',
            'ヷ'..='ヺ' | 'ー' => letter,
            other => kana::hiragana(other),
        };
        let mut parts = std::iter::once(hiragana).nfd();
        let plain = parts.next().unwrap_or(hiragana);
        let voice = match parts.next() {
            Some('\u{3099}') => 1,
            Some('\u{309a}') => 2,
            _ => 0,
        };
        match (plain, self.last) {
            ('ー', Some(last)) => self.add(kana::row(last).unwrap_or(last), 0, 0, kind),
            ('ゝ', Some(last)) => self.add(last, voice, 2, kind),
            ('\u{3099}' | '\u{309a}', Some(_)) => {}
            _ => {
                let kana = kana::hiragana(plain);
                let base = kana::grown(kana);
                let size = if base == kana { 2 } else { 1 };
                self.add(base, voice, size, kind);
            }
        }
    }

    fn add(&mut self, base: char, voice: u8, size: u8, kind: u8) {
        self.base.extend(base.to_lowercase());
        for (digits, level) in [(&mut self.voice, voice), (&mut self.size, size), (&mut self.kind, kind)] {
            digits.push(char::from(b'0' + level));
        }
        self.last = Some(base);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_come_in_the_order_of_a_japanese_list() {
        let sorted = [
            "2ばんまどぐち",
            "Abe",
            "あい",
            "アイ",
            "あいざわ",
            "いとう はな",
            "いとう もも",
            "いとうだ あき",
            "おーた",
            "おおた",
            "おおだ",
            "かーと",
            "かあと",
            "かあど",
            "がく",
            "はは",
            "ばば",
            "ぱぱ",
            "びょういん",
            "びよういん",
            "やまだ",
            "わだ",
            "をだ",
            "んだ",
        ];
        let mut again = sorted.to_vec();
        again.reverse();
        again.sort_by_key(|name| kana_order(name));
        assert_eq!(again, sorted);
    }

    #[test]
    fn width_makes_no_difference_and_the_repeat_mark_counts_as_what_it_repeats() {
        assert_eq!(kana_order("ｻﾞｵｳ　ﾊﾅ"), kana_order("ザオウ ハナ"));
        assert_eq!(kana_order("みすゞ"), kana_order("みすず"));
        assert_eq!(kana_order("か゛"), kana_order("が"));
    }

    proptest! {
        #[test]
        fn kind_and_marks_never_outweigh_the_kana_themselves(a in "[あ-ん]{1,6}", b in "[あ-ん]{1,6}") {
            let katakana = |text: &str| text.chars().map(|c| char::from_u32(u32::from(c) + 0x60).unwrap()).collect::<String>();
            let base = |text: &str| kana_order(text).split('\u{1}').next().unwrap().to_owned();
            prop_assume!(base(&a) != base(&b));
            prop_assert_eq!(kana_order(&a) < kana_order(&b), kana_order(&katakana(&a)) < kana_order(&katakana(&b)));
        }

        #[test]
        fn no_text_fails_and_a_longer_name_comes_later(text in any::<String>()) {
            let longer = format!("{text}あ");
            prop_assert!(kana_order(&text) < kana_order(&longer));
        }
    }
}
