//! 数の条件: thresholds as written in a phrase.

use crate::number::Unit;
use crate::phrase::Threshold;

/// `円<10000`, `月>=2`, `歳>=40<65`.
pub(crate) fn threshold(body: &str) -> Result<Threshold, String> {
    let mistake = || format!("数の条件「{body}」が読み取れません。例: [円<10000]、[月>=2]");
    let split = body.find(['<', '>']).unwrap_or(body.len());
    let (name, mut bounds) = body.split_at(split);
    let (unit, scale) = match name {
        "円" => (Unit::Yen, 1.0),
        "日" => (Unit::Days, 1.0),
        "週" => (Unit::Days, 7.0),
        "月" => (Unit::Days, 30.0),
        "年" => (Unit::Days, 365.0),
        "人" => (Unit::People, 1.0),
        "歳" => (Unit::Age, 1.0),
        "回" => (Unit::Times, 1.0),
        "社" => (Unit::Places, 1.0),
        _ => return Err(mistake()),
    };
    let mut read = Threshold { unit, least: 0.0, below: f64::INFINITY };
    while !bounds.is_empty() {
        let (is_least, after) = match (bounds.strip_prefix(">="), bounds.strip_prefix('<')) {
            (Some(after), _) => (true, after),
            (None, Some(after)) => (false, after),
            (None, None) => return Err(mistake()),
        };
        let end = after.find(['<', '>']).unwrap_or(after.len());
        let (digits, after) = after.split_at(end);
        let value = digits.parse::<f64>().map_err(|_| mistake())? * scale;
        if is_least {
            read.least = value;
        } else {
            read.below = value;
        }
        bounds = after;
    }
    Ok(read)
}
