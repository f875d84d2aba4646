//! 金額: an amount of yen.

use super::{TypedTrouble, fold_hyphens, numeral, shown};

const EXAMPLE: &str = "12,000円";
const MOST: u64 = 999_999_999_999;

/// Reads `￥12,000円`, `１万２千円`, `金壱万円也` as whole yen, 0 or more.
pub fn money(text: &str) -> Result<i64, TypedTrouble> {
    let folded = fold_hyphens(text);
    let folded = folded.trim();
    if folded.is_empty() {
        return Err(TypedTrouble::new("金額を入れてください。", EXAMPLE));
    }
    if ["-", "▲", "△", "マイナス"].iter().any(|sign| folded.starts_with(sign)) {
        return Err(TypedTrouble::new("0円より小さい金額になっています。0円以上の金額を入れてください。", EXAMPLE));
    }
    let number = without_spaces(bare(folded)).and_then(|digits| plain(&digits));
    match number {
        Some(yen) if yen <= MOST => i64::try_from(yen).map_err(|_| doubt(text)),
        Some(_) => Err(TypedTrouble::new(
            format!("「{}」はけた数が多いようです。金額をもう一度確かめてください。", shown(text)),
            EXAMPLE,
        )),
        None => Err(doubt(text)),
    }
}

fn plain(digits: &str) -> Option<u64> {
    if digits.len() > 1 && digits.starts_with('0') {
        return None;
    }
    numeral::read(digits)
}

/// Takes away the yen marks around the number; `¥12,000-` closes a receipt.
fn bare(text: &str) -> &str {
    let (text, marked) = match text.strip_prefix(['¥', '\\', '金']) {
        Some(rest) => (rest.trim_start(), true),
        None => (text, false),
    };
    let text = text.strip_prefix(['¥', '\\']).unwrap_or(text);
    let text = text.strip_suffix('也').unwrap_or(text).trim_end();
    let text = text.strip_suffix('円').unwrap_or(text).trim_end();
    if marked { [".-", ",-", "-"].iter().find_map(|end| text.strip_suffix(end)).unwrap_or(text) } else { text }.trim()
}

/// None where a space stands between two digits: two numbers, or one?
fn without_spaces(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split(' ').filter(|word| !word.is_empty()).collect();
    let digit = |c: char| numeral::is_digit(c) || matches!(c, ',' | '、' | '.');
    let mut pairs = words.iter().zip(words.iter().skip(1));
    let parted = pairs.any(|(before, after)| before.ends_with(digit) && after.starts_with(digit));
    (!parted).then(|| words.concat())
}

fn doubt(text: &str) -> TypedTrouble {
    let typed = shown(text);
    let folded = fold_hyphens(&typed);
    let digits: String = folded.chars().filter(char::is_ascii_digit).collect();
    let message = if ["約", "およそ", "くらい", "ぐらい", "位", "程度", "前後", "数", "~"]
        .iter()
        .any(|word| folded.contains(word))
    {
        format!("「{typed}」はおおよその金額のようです。いちばん近い金額を数字で入れてください。")
    } else if folded.contains("千円") && !digits.is_empty() && folded.starts_with(digits.as_str()) {
        format!("「{typed}」は{digits},000円のことでしょうか。円の単位で入れてください。")
    } else if ["月", "年", "日", "週", "/"].iter().any(|word| folded.contains(word)) {
        format!("「{typed}」から金額だけを取り出せませんでした。この欄には金額だけを入れてください。")
    } else {
        format!("「{typed}」をいくらと読めばよいか分かりませんでした。円の単位で、数字で入れてください。")
    };
    TypedTrouble::new(message, EXAMPLE)
}
