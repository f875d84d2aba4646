//! 数: counts of people, months, times.

use super::{TypedTrouble, fold, numeral, shown};

/// 数詞 of each kind of field; the first is the one shown.
pub const PEOPLE: &[&str] = &["人", "名"];
pub const MONTHS: &[&str] = &[
    "か月",
    "カ月",
    "ヵ月",
    "ヶ月",
    "ケ月",
    "ｶ月",
    "ｹ月",
    "箇月",
    "か月間",
    "カ月間",
    "ヵ月間",
    "ヶ月間",
    "か月分",
    "カ月分",
    "ヵ月分",
    "ヶ月分",
];
pub const DAYS: &[&str] = &["日", "日間"];
pub const TIMES: &[&str] = &["回", "度"];
pub const YEARS: &[&str] = &["年", "年間", "か年", "カ年", "ヵ年", "ヶ年"];
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
    counters
        .iter()
        .filter_map(|counter| folded.strip_suffix(counter))
        .chain([folded])
        .find_map(whole)
        .ok_or_else(|| doubt(text, counters))
}

fn whole(number: &str) -> Option<u32> {
    let number = match number.trim().trim_start_matches('0') {
        "" if number.contains('0') => "0",
        rest => rest,
    };
    numeral::read(number).filter(|number| *number <= MOST).and_then(|number| u32::try_from(number).ok())
}

fn doubt(text: &str, counters: &[&str]) -> TypedTrouble {
    let unit = counters.first().map_or_else(String::new, |counter| format!("({counter})"));
    TypedTrouble::new(
        format!("「{}」をいくつと読めばよいか分かりませんでした。一つの数{unit}を数字で入れてください。", shown(text)),
        EXAMPLE,
    )
}
