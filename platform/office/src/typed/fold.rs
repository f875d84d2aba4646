//! 表記の統一: widths, spaces, hyphens and look-alike characters, for reading only. What was typed is stored as typed.

/// Full-width ASCII becomes ASCII, every space one space, invisible characters go, characters of 康熙部首 (pasted from PDF)
/// become the ideographs they look like.
pub fn fold(text: &str) -> String {
    text.chars().filter(|c| !is_invisible(*c)).map(fold_char).collect()
}

/// As [`fold`], and every kind of hyphen or dash becomes `-`, also the long vowel mark.
pub fn fold_hyphens(text: &str) -> String {
    fold(text).chars().map(|c| if is_dash(c) || is_long_vowel(c) { '-' } else { c }).collect()
}

/// Hyphens, dashes, minus signs and ruled lines, except the long vowel mark.
pub(super) fn is_dash(c: char) -> bool {
    matches!(
        c,
        '-' | '\u{2010}'
            ..='\u{2015}'
                | '\u{2043}'
                | '\u{207B}'
                | '\u{2212}'
                | '\u{2500}'
                | '\u{2501}'
                | '\u{FE58}'
                | '\u{FE63}'
                | '\u{02D7}'
                | '\u{FF0D}'
    )
}

pub(super) fn is_long_vowel(c: char) -> bool {
    matches!(c, 'ー' | 'ｰ')
}

fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}'
            | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}'
    )
}

fn fold_char(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '￥' => '¥',
        '〜' => '~',
        '〔' | '〘' => '(',
        '〕' | '〙' => ')',
        '⼀' => '一',
        '⼆' => '二',
        '⼋' => '八',
        '⼗' => '十',
        '⼤' => '大',
        '⽇' => '日',
        '⽉' => '月',
        '⽕' => '火',
        '⽔' => '水',
        '⽊' => '木',
        '⾦' => '金',
        '⼟' => '土',
        c if c.is_whitespace() => ' ',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_spaces_and_look_alikes_are_one() {
        assert_eq!(fold("Ｈ２８　年\u{00A0}⽉\u{200B}"), "H28 年 月");
        assert_eq!(fold("センター"), "センター");
    }

    #[test]
    fn every_hyphen_is_one() {
        for c in "-‐‑‒–—―−－ｰー─━".chars() {
            assert_eq!(fold_hyphens(&c.to_string()), "-", "{c}");
        }
    }
}
