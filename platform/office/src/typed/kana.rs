//! ふりがな: readings of names.

use super::{TypedTrouble, fold::is_dash, shown};

const EXAMPLE: &str = "やまだ はなこ";

/// ふりがな, as typed and for use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kana {
    /// Every code point as typed.
    pub typed: String,
    /// In hiragana, one full-width space between the words.
    pub hiragana: String,
    /// In hiragana without spaces and dots: for search and order.
    pub key: String,
}

/// Reads ひらがな, カタカナ and ｶﾀｶﾅ.
pub fn kana(text: &str) -> Result<Kana, TypedTrouble> {
    let mut letters = String::new();
    for c in text.trim().chars() {
        match read(c) {
            Some('゛') => voice(&mut letters, voiced).ok_or_else(|| doubt(text, c))?,
            Some('゜') => voice(&mut letters, half_voiced).ok_or_else(|| doubt(text, c))?,
            Some(letter) => letters.push(letter),
            None => return Err(doubt(text, c)),
        }
    }
    let key: String = letters.chars().filter(|c| !matches!(c, ' ' | '・' | '＝')).collect();
    if key.is_empty() {
        return Err(TypedTrouble::new("ふりがなを入れてください。", EXAMPLE));
    }
    let hiragana = letters.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join("　");
    Ok(Kana { typed: text.to_owned(), hiragana, key })
}

const HALF_WIDTH: &str = "ｦｧｨｩｪｫｬｭｮｯｰｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜﾝﾞﾟ";
const HIRAGANA: &str = "をぁぃぅぇぉゃゅょっーあいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわん゛゜";

fn read(c: char) -> Option<char> {
    match c {
        'ぁ'..='ゖ' | 'ゝ' | 'ゞ' | 'ー' => Some(c),
        'ァ'..='ヶ' | 'ヽ' | 'ヾ' => char::from_u32(u32::from(c) - 0x60),
        '゛' | '\u{3099}' => Some('゛'),
        '゜' | '\u{309A}' => Some('゜'),
        '・' | '･' => Some('・'),
        '＝' | '=' | '゠' => Some('＝'),
        'ｦ'..='ﾟ' => HALF_WIDTH.chars().zip(HIRAGANA.chars()).find(|(half, _)| *half == c).map(|(_, full)| full),
        c if c.is_whitespace() => Some(' '),
        _ => None,
    }
}

fn voice(letters: &mut String, with: fn(char) -> Option<char>) -> Option<()> {
    let voiced = with(letters.pop()?)?;
    letters.push(voiced);
    Some(())
}

fn next(c: char, by: u32) -> Option<char> {
    char::from_u32(u32::from(c) + by)
}

fn voiced(c: char) -> Option<char> {
    match c {
        'う' => Some('ゔ'),
        'ゝ' => Some('ゞ'),
        c if "かきくけこさしすせそたちつてとはひふへほ".contains(c) => next(c, 1),
        _ => None,
    }
}

fn half_voiced(c: char) -> Option<char> {
    if "はひふへほ".contains(c) { next(c, 2) } else { None }
}

fn doubt(text: &str, c: char) -> TypedTrouble {
    let typed = shown(text);
    let message = if is_dash(c) {
        format!("「{typed}」の「{c}」は、のばす音「ー」でしょうか。のばす音は「ー」で入れてください。")
    } else {
        format!("「{typed}」に、かなではない文字「{c}」があります。ひらがなかカタカナで入れてください。")
    };
    TypedTrouble::new(message, EXAMPLE)
}
