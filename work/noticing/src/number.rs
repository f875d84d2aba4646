//! 数と単位: amounts, durations, counts and ages in any width or numeral.

use crate::fold::Folded;

/// What a number counts. Durations of every unit are kept in days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Unit {
    Yen,
    Days,
    People,
    Age,
    Times,
    Places,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Quantity {
    pub(crate) unit: Unit,
    pub(crate) value: f64,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

const MONTH: f64 = 30.0;
const UNITS: &[(&str, Unit, f64)] = &[
    ("円", Unit::Yen, 1.0),
    ("えん", Unit::Yen, 1.0),
    ("か月", Unit::Days, MONTH),
    ("か月分", Unit::Days, MONTH),
    ("月分", Unit::Days, MONTH),
    ("月以上", Unit::Days, MONTH),
    ("か月以上", Unit::Days, MONTH),
    ("つき", Unit::Days, MONTH),
    ("m", Unit::Days, MONTH),
    ("日", Unit::Days, 1.0),
    ("日間", Unit::Days, 1.0),
    ("d", Unit::Days, 1.0),
    ("晩", Unit::Days, 1.0),
    ("週", Unit::Days, 7.0),
    ("週間", Unit::Days, 7.0),
    ("w", Unit::Days, 7.0),
    ("年", Unit::Days, 365.0),
    ("年間", Unit::Days, 365.0),
    ("y", Unit::Days, 365.0),
    ("期", Unit::Times, 1.0),
    ("人", Unit::People, 1.0),
    ("名", Unit::People, 1.0),
    ("歳", Unit::Age, 1.0),
    ("才", Unit::Age, 1.0),
    ("さい", Unit::Age, 1.0),
    ("代", Unit::Age, 1.0),
    ("になる", Unit::Age, 1.0),
    ("になった", Unit::Age, 1.0),
    ("になって", Unit::Age, 1.0),
    ("にもなって", Unit::Age, 1.0),
    ("にもなる", Unit::Age, 1.0),
    ("を過ぎ", Unit::Age, 1.0),
    ("過ぎ", Unit::Age, 1.0),
    ("を超え", Unit::Age, 1.0),
    ("回", Unit::Times, 1.0),
    ("度", Unit::Times, 1.0),
    ("社", Unit::Places, 1.0),
    ("件", Unit::Places, 1.0),
    ("か所", Unit::Places, 1.0),
    ("軒", Unit::Places, 1.0),
];

/// Every number with a unit, in order.
pub(crate) fn quantities(folded: &Folded) -> Vec<Quantity> {
    let chars = &folded.chars;
    let mut out: Vec<Quantity> = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let Some((value, end, plain)) = number(chars, at) else {
            at += 1;
            continue;
        };
        if let Some(quantity) = with_unit(folded, (at, end), value, plain) {
            let after_month = out.last().is_some_and(|q| q.end == at && q.unit == Unit::Days);
            if let (true, Some(last)) = (after_month && quantity.unit == Unit::Days, out.last_mut()) {
                last.value += quantity.value;
                last.end = quantity.end;
            } else {
                out.push(quantity);
            }
        }
        at = end.max(at + 1);
    }
    out
}

fn with_unit(folded: &Folded, (start, end): (usize, usize), value: f64, plain: bool) -> Option<Quantity> {
    let half = folded.chars.get(end) == Some(&'半');
    let unit_at = |from: usize| {
        UNITS
            .iter()
            .filter(|u| matches_at(folded, from, u.0))
            .max_by_key(|u| u.0.len())
            .map(|(word, unit, scale)| (from + word.chars().count(), *unit, *scale))
    };
    let before_month = start > 0 && folded.chars.get(start - 1) == Some(&'月');
    if let Some((to, unit, scale)) = unit_at(end) {
        let calendar_day = unit == Unit::Days && before_month && scale < 2.0;
        let calendar_year = unit == Unit::Days && value > 200.0 && scale > 300.0;
        let (to, value) = match folded.chars.get(to) {
            Some('半') if unit == Unit::Days => (to + 1, value + 0.5),
            _ => (to, value),
        };
        return (!calendar_day && !calendar_year).then_some(Quantity { unit, value: value * scale, start, end: to });
    }
    // 「借金300万」 names no unit but can only be money.
    let bare_money = !plain && value >= 1000.0 && !half;
    bare_money.then_some(Quantity { unit: Unit::Yen, value, start, end })
}

fn matches_at(folded: &Folded, at: usize, word: &str) -> bool {
    word.chars().enumerate().all(|(n, c)| folded.chars.get(at + n) == Some(&c))
}

/// The number at a position: value, end, and whether it has no 千, 万 or 億.
fn number(chars: &[char], at: usize) -> Option<(f64, usize, bool)> {
    const LONGEST: usize = 24;
    let (mut total, mut section, mut digits) = (0.0_f64, 0.0_f64, None::<f64>);
    let (mut end, mut fraction, mut plain) = (at, 0.0_f64, true);
    for c in chars.get(at..)?.iter().take(LONGEST) {
        if let Some(d) = digit(*c) {
            if fraction > 0.0 {
                digits = Some(digits.unwrap_or(0.0) + d * fraction);
                fraction /= 10.0;
            } else {
                digits = Some(digits.unwrap_or(0.0) * 10.0 + d);
            }
        } else if *c == '.' && digits.is_some() && fraction == 0.0 {
            fraction = 0.1;
        } else if let Some(scale) = small_scale(*c) {
            section += digits.take().unwrap_or(1.0) * scale;
            plain &= scale < 1000.0;
            fraction = 0.0;
        } else if let Some(scale) = great_scale(*c).filter(|_| end > at) {
            total += (section + digits.take().unwrap_or(0.0)) * scale;
            section = 0.0;
            plain = false;
            fraction = 0.0;
        } else {
            break;
        }
        end += 1;
    }
    (end > at).then(|| (total + section + digits.unwrap_or(0.0), end, plain))
}

#[inline]
fn digit(c: char) -> Option<f64> {
    if let Some(d) = c.to_digit(10) {
        return Some(f64::from(d));
    }
    match c {
        '〇' => Some(0.0),
        '一' => Some(1.0),
        '二' => Some(2.0),
        '三' => Some(3.0),
        '四' => Some(4.0),
        '五' => Some(5.0),
        '六' => Some(6.0),
        '七' => Some(7.0),
        '八' => Some(8.0),
        '九' => Some(9.0),
        _ => None,
    }
}

#[inline]
fn small_scale(c: char) -> Option<f64> {
    match c {
        '十' => Some(10.0),
        '百' => Some(100.0),
        '千' => Some(1000.0),
        _ => None,
    }
}

#[inline]
fn great_scale(c: char) -> Option<f64> {
    match c {
        '万' => Some(10_000.0),
        '億' => Some(100_000_000.0),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spelling::Spellings;

    fn read(text: &str) -> Vec<(Unit, f64)> {
        quantities(&Folded::new(text, &Spellings::none())).into_iter().map(|q| (q.unit, q.value)).collect()
    }

    #[test]
    fn amounts_are_read_in_every_way_of_writing() {
        for (text, yen) in [
            ("千円", 1000.0),
            ("五千円", 5000.0),
            ("残高９８０円", 980.0),
            ("1,200円", 1200.0),
            ("3万2千円", 32_000.0),
            ("三百二十円", 320.0),
            ("1.5万円", 15_000.0),
            ("十二万", 120_000.0),
            ("月4万しか", 40_000.0),
        ] {
            assert_eq!(read(text), vec![(Unit::Yen, yen)], "{text}");
        }
    }

    #[test]
    fn durations_become_days() {
        for (text, days) in [
            ("三か月", 90.0),
            ("3ヶ月", 90.0),
            ("３カ月分", 90.0),
            ("三月分", 90.0),
            ("家賃滞納2M", 60.0),
            ("二週間", 14.0),
            ("3日", 3.0),
            ("10年", 3650.0),
        ] {
            assert_eq!(read(text), vec![(Unit::Days, days)], "{text}");
        }
    }

    #[test]
    fn calendar_dates_are_not_durations() {
        assert_eq!(read("3月10日"), vec![]);
        assert_eq!(read("2024年"), vec![]);
    }

    #[test]
    fn ages_and_counts_have_their_units() {
        assert_eq!(read("四十代"), vec![(Unit::Age, 40.0)]);
        assert_eq!(read("５２歳"), vec![(Unit::Age, 52.0)]);
        assert_eq!(read("子3人"), vec![(Unit::People, 3.0)]);
        assert_eq!(read("五社"), vec![(Unit::Places, 5.0)]);
    }
}
