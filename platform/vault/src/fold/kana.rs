//! Kana tables (仮名): kinds, sizes, marks and vowel rows.

/// Free-standing voicing marks to the combining ones, so that か゛ is が.
pub(super) fn joining_mark(letter: char) -> char {
    match letter {
        '゛' => '\u{3099}',
        '゜' => '\u{309a}',
        other => other,
    }
}

/// Katakana to hiragana, but ケ, which may stand for か and is decided by its neighbour.
pub(super) fn hiragana(letter: char) -> char {
    match letter {
        'ケ' | 'ー' => letter,
        'ヵ' | 'ヶ' => 'か',
        'ァ'..='ヴ' | 'ヽ' | 'ヾ' => char::from_u32(u32::from(letter) - 0x60).unwrap_or(letter),
        'ㇰ' => 'く',
        'ㇱ' => 'し',
        'ㇲ' => 'す',
        'ㇳ' => 'と',
        'ㇴ' => 'ぬ',
        'ㇵ' => 'は',
        'ㇶ' => 'ひ',
        'ㇷ' => 'ふ',
        'ㇸ' => 'へ',
        'ㇹ' => 'ほ',
        'ㇺ' => 'む',
        'ㇻ' => 'ら',
        'ㇼ' => 'り',
        'ㇽ' => 'る',
        'ㇾ' => 'れ',
        'ㇿ' => 'ろ',
        other => other,
    }
}

/// Small kana to large, and the kana that modern spelling writes otherwise.
pub(super) fn large(letter: char) -> char {
    match letter {
        'ゐ' | 'ヰ' => 'い',
        'ゑ' | 'ヱ' => 'え',
        'を' | 'ヲ' => 'お',
        'ワ' => 'わ',
        other => grown(other),
    }
}

/// Small kana to large, nothing else.
pub(super) fn grown(letter: char) -> char {
    match letter {
        'ぁ' => 'あ',
        'ぃ' => 'い',
        'ぅ' => 'う',
        'ぇ' => 'え',
        'ぉ' => 'お',
        'ゕ' => 'か',
        'ゖ' => 'け',
        'っ' => 'つ',
        'ゃ' => 'や',
        'ゅ' => 'ゆ',
        'ょ' => 'よ',
        'ゎ' => 'わ',
        other => other,
    }
}

/// ヴ with the kana after it, as ばびぶべぼ without its mark, and whether that kana belongs to it.
pub(super) fn v_sound(next: Option<char>) -> (char, bool) {
    match next {
        Some('ぁ') => ('は', true),
        Some('ぃ') => ('ひ', true),
        Some('ぇ') => ('へ', true),
        Some('ぉ') => ('ほ', true),
        _ => ('ふ', false),
    }
}

/// The vowel of a large kana without marks; none for ん and for what is not hiragana.
pub(super) fn row(letter: char) -> Option<char> {
    const ROWS: [(char, &str); 5] = [
        ('あ', "あかさたなはまやらわ"),
        ('い', "いきしちにひみりゐ"),
        ('う', "うくすつぬふむゆる"),
        ('え', "えけせてねへめれゑ"),
        ('お', "おこそとのほもよろを"),
    ];
    ROWS.iter().find(|(_, row)| row.contains(letter)).map(|(vowel, _)| *vowel)
}

/// Whether `next` only lengthens the sound of `last`: the same vowel, う after お, い after え.
pub(super) fn lengthens(last: char, next: char) -> bool {
    row(last).is_some_and(|vowel| next == vowel || matches!((vowel, next), ('お', 'う') | ('え', 'い')))
}

pub(super) fn is_kanji(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}
