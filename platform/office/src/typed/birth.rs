//! 生年月日: a birth date as far as it is known.

use super::date::read;
use super::date_trouble::Asked;
use super::{TypedDate, TypedTrouble, fold, numeral, shown};
use crate::calendar::{Day, Eras, age_on};

const EXAMPLE: &str = "昭和45年3月1日";

/// No life on record was longer than 122 years; a greater age is a slip of the pen.
const MOST_YEARS: u16 = 122;

/// 生年月日, or what is known instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Birth {
    Known(TypedDate),
    /// `昭和45年ごろ`
    About(TypedDate),
    /// Age in years on a day: `50歳` is 50 to 50, `50代` is 50 to 59. `about`: `50歳くらい`.
    Aged {
        from: u8,
        to: u8,
        about: bool,
        on: Day,
    },
}

/// Reads every form of [`super::date`], also with 生まれ or ごろ, and ages: `50歳`, `50歳くらい`, `五十代`, `50代前半`.
pub fn birth(text: &str, today: Day) -> Result<Birth, TypedTrouble> {
    birth_in(Eras::in_use(), text, today)
}

fn birth_in(eras: &Eras, text: &str, today: Day) -> Result<Birth, TypedTrouble> {
    let folded = fold(text);
    let typed = folded.trim();
    if ["不明", "不詳", "わからない", "分からない"].contains(&typed) {
        return Err(TypedTrouble::new(
            "生年月日が分からないときは、「50歳くらい」のように分かる範囲で入れるか、空けておいてください。",
            "50歳くらい",
        ));
    }
    if let Some(aged) = aged(typed, today) {
        return aged
            .ok_or_else(|| TypedTrouble::new(format!("「{}」は何歳のことでしょうか。", shown(text)), "50歳くらい"));
    }
    let bare = ["生まれ", "生れ", "うまれ", "生"].iter().find_map(|end| typed.strip_suffix(end)).unwrap_or(typed);
    let (bare, about) = split_about(bare);
    let read = read(&Asked { eras, subject: "生年月日", text: bare, example: EXAMPLE })?;
    if let Some(first) = read.earliest() {
        if first > today {
            return Err(future(eras, read, today));
        }
        if age_on(first, today).is_some_and(|age| age > MOST_YEARS + 1) {
            let age = age_on(first, today).unwrap_or_default();
            return Err(TypedTrouble::new(
                format!("生年月日から数えると{age}歳になります。年号と年をもう一度確かめてください。"),
                EXAMPLE,
            ));
        }
    }
    Ok(if about { Birth::About(read) } else { Birth::Known(read) })
}

fn future(eras: &Eras, read: TypedDate, today: Day) -> TypedTrouble {
    let born = match read {
        TypedDate::Exact(day) => eras.long(day),
        TypedDate::Month { year, month } => format!("{year}年{month}月"),
        TypedDate::Year(year) => format!("{year}年"),
    };
    TypedTrouble::new(
        format!(
            "生年月日が{born}になっています。きょう({})より後の日です。もう一度確かめてください。",
            eras.short(today)
        ),
        EXAMPLE,
    )
}

fn split_about(text: &str) -> (&str, bool) {
    let text = text.trim();
    let ends = ["くらい", "ぐらい", "位", "頃", "ごろ", "ころ", "前後"];
    let (text, before) = ["約", "推定", "およそ"]
        .iter()
        .find_map(|start| text.strip_prefix(start))
        .map_or((text, false), |rest| (rest, true));
    match ends.iter().find_map(|end| text.strip_suffix(end)) {
        Some(rest) => (rest.trim(), true),
        None => (text.trim(), before),
    }
}

/// None where the text tells no age; Some(None) where it tells an age that is not clear.
fn aged(text: &str, today: Day) -> Option<Option<Birth>> {
    let (text, about) = split_about(text);
    let (text, half) = match (text.strip_suffix("前半"), text.strip_suffix("後半")) {
        (Some(rest), _) => (rest, Some((0, 4))),
        (_, Some(rest)) => (rest, Some((5, 9))),
        _ => (text, None),
    };
    let (number, decade) = match text.strip_suffix('代') {
        Some(rest) => (rest.strip_suffix(['歳', '才']).unwrap_or(rest), true),
        None => (text.strip_suffix(['歳', '才'])?, false),
    };
    let years = numeral::read(number.trim())
        .and_then(|years| u8::try_from(years).ok())
        .filter(|years| u16::from(*years) <= MOST_YEARS);
    // `昭和40年代` is no age; it is for the reading of dates to answer.
    if decade && years.is_none() {
        return None;
    }
    let span = match (years, decade, half) {
        (Some(years), false, None) => Some((years, years)),
        (Some(years), true, half) if years % 10 == 0 && (10..=110).contains(&years) => {
            let (first, last) = half.unwrap_or((0, 9));
            Some((years + first, years + last))
        }
        _ => None,
    };
    Some(span.map(|(from, to)| Birth::Aged { from, to, about, on: today }))
}
