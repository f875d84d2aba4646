//! 数: counts of people, months, times.

use super::{TypedTrouble, fold, numeral, shown};

pub const PEOPLE: &[&str] = &["人", "名"];
pub const MONTHS: &[&str] = &[
    "か月間",
    "か月",
    "ヶ月間",
    "ヶ月",
    "カ月間",
    "カ月",
    "ヵ月間",
    "ヵ月",
    "ケ月",
    "箇月",
    "ヵ月分",
    "か月分",
    "ヶ月分",
    "カ月分",
];
pub const DAYS: &[&str] = &["日間", "日"];
pub const TIMES: &[&str] = &["回", "度"];
pub const YEARS: &[&str] = &["年間", "年", "か年", "ヶ年"];
pub const CASES: &[&str] = &["件", "世帯", "枚", "通", "個"];

const EXAMPLE: &str = "3";
const MOST: u64 = 999_999;

/// Reads a whole number, alone or with one of the `counters` of the field: `3`, `３人`, `三名`, `ふたり`.
pub fn count(text: &str, counters: &[&str]) -> Result<u32, TypedTrouble> {
    let folded = fold(text);
    let folded = folded.trim();
    if folded.is_empty() {
        return Err(TypedTrouble::new("数を入れてください。", EXAMPLE));
    }
    if counters.contains(&"人") {
        match folded {
            "ひとり" => return Ok(1),
            "ふたり" => return Ok(2),
            _ => {}
        }
    }
    let bare = counters
        .iter()
        .find_map(|counter| folded.strip_suffix(counter))
        .unwrap_or(folded)
        .trim_end();
    let bare = match bare.trim_start_matches('0') {
        "" if !bare.is_empty() => "0",
        rest => rest,
    };
    match numeral::read(bare) {
        Some(number) if number <= MOST => u32::try_from(number).map_err(|_| doubt(text, counters)),
        _ => Err(doubt(text, counters)),
    }
}

fn doubt(text: &str, counters: &[&str]) -> TypedTrouble {
    let unit = counters
        .first()
        .map_or_else(String::new, |counter| format!("({counter})"));
    TypedTrouble::new(
        format!(
            "「{}」をいくつと読めばよいか分かりませんでした。一つの数{unit}を数字で入れてください。",
            shown(text)
        ),
        EXAMPLE,
    )
}
