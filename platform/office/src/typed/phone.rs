//! 電話番号.

use std::fmt;

use super::{TypedTrouble, fold_hyphens, shown};

const EXAMPLE: &str = "090-1234-5678";

/// 電話番号: digits for search and dialling, and as shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phone {
    /// `09012345678`; of another country, `+821012345678`.
    pub digits: String,
    /// 内線
    pub extension: Option<String>,
    display: String,
}

impl fmt::Display for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.display)?;
        match &self.extension {
            Some(extension) => write!(f, " 内線{extension}"),
            None => Ok(()),
        }
    }
}

/// Reads `０９０－１２３４－５６７８`, `03(1234)5678`, `+81-90-1234-5678`, `0467-12-3456 内線12`.
pub fn phone(text: &str) -> Result<Phone, TypedTrouble> {
    let folded = fold_hyphens(text).to_lowercase();
    let folded = folded.trim();
    let bare = ["電話番号", "電話", "tel", "℡"].iter().find_map(|word| folded.strip_prefix(word)).unwrap_or(folded);
    let bare = bare.trim_start_matches([':', ' ', '.']);
    if bare.is_empty() {
        return Err(TypedTrouble::new("電話番号を入れてください。", EXAMPLE));
    }
    let (number, extension) = split_extension(bare);
    let extension = match extension.map(extension_digits) {
        Some(None) => {
            return Err(TypedTrouble::new(
                format!("「{}」の内線番号が読み取れませんでした。", shown(text)),
                "03-1234-5678 内線12",
            ));
        }
        other => other.flatten(),
    };
    let groups = groups(number).ok_or_else(|| other_letters(text))?;
    let (digits, display) = match number.trim_start().starts_with('+') {
        true => from_abroad(groups),
        false => in_japan(groups),
    }
    .map_err(|reason| TypedTrouble::new(format!("「{}」は{reason}", shown(text)), EXAMPLE))?;
    Ok(Phone { digits, extension, display })
}

fn other_letters(text: &str) -> TypedTrouble {
    TypedTrouble::new(
        format!(
            "「{}」に、電話番号のほかの文字があるようです。この欄には一つの電話番号だけを入れてください。",
            shown(text)
        ),
        EXAMPLE,
    )
}

fn split_extension(text: &str) -> (&str, Option<&str>) {
    for word in ["(内線)", "(内線", "内線", "(内)", "(内", "内", "(ext.", "ext.", "ext", "x", "#"] {
        if let Some((number, extension)) = text.split_once(word) {
            return (number.trim_end_matches([' ', ',', '-', '、']), Some(extension));
        }
    }
    (text, None)
}

fn extension_digits(typed: &str) -> Option<String> {
    let typed = typed.trim_matches([' ', ':', '-', '.', ')']);
    let typed = typed.strip_suffix('番').unwrap_or(typed);
    let fits = (1..=6).contains(&typed.len()) && typed.bytes().all(|byte| byte.is_ascii_digit());
    fits.then(|| typed.to_owned())
}

/// The digits between the separators; None where anything else stands there, or brackets do not close.
fn groups(number: &str) -> Option<Vec<String>> {
    let number = number.trim();
    let number = number.strip_prefix('+').unwrap_or(number);
    let mut open = false;
    for c in number.chars() {
        match c {
            '(' if !open => open = true,
            ')' if open => open = false,
            '(' | ')' => return None,
            '0'..='9' | '-' | ' ' | '.' => {}
            _ => return None,
        }
    }
    let groups = number.split(['-', ' ', '.', '(', ')']).filter(|group| !group.is_empty());
    (!open).then(|| groups.map(str::to_owned).collect())
}

type Read = Result<(String, String), &'static str>;

fn from_abroad(groups: Vec<String>) -> Read {
    let digits = groups.concat();
    let Some(national) = digits.strip_prefix("81") else {
        let fits = (7..=15).contains(&digits.len()) && !digits.starts_with('0');
        return if fits { Ok((format!("+{digits}"), format!("+{}", groups.join("-")))) } else { Err(UNREADABLE) };
    };
    let mut groups = groups.into_iter();
    let first = groups.next().unwrap_or_default();
    let mut rest: Vec<String> = first
        .strip_prefix("81")
        .map(str::to_owned)
        .filter(|group| !group.is_empty())
        .into_iter()
        .chain(groups)
        .collect();
    if national.starts_with('0') {
        // `+81 (0)90-…`: the bracketed zero is the one that is dialled within the country.
        if rest.first().is_some_and(|group| group == "0") {
            rest.remove(0);
            prefix_zero(&mut rest);
        }
    } else {
        prefix_zero(&mut rest);
    }
    in_japan(rest)
}

fn prefix_zero(groups: &mut [String]) {
    if let Some(first) = groups.first_mut() {
        first.insert(0, '0');
    }
}

const UNREADABLE: &str = "電話番号として読み取れませんでした。もう一度確かめてください。";
const TOO_SHORT: &str = "けた数が足りないようです。もう一度確かめてください。";
const TOO_LONG: &str = "けた数が多いようです。一つの電話番号だけを入れてください。";
const NO_AREA: &str = "市外局番から始まっていないようです。市外局番から入れてください。";

fn in_japan(groups: Vec<String>) -> Read {
    let digits = groups.concat();
    if digits.is_empty() {
        return Err(UNREADABLE);
    }
    if !digits.starts_with('0') {
        return Err(if digits.len() <= 8 { NO_AREA } else { UNREADABLE });
    }
    if digits.starts_with("00") {
        return Err(UNREADABLE);
    }
    let eleven = ["020", "050", "060", "070", "080", "090"].iter().any(|prefix| digits.starts_with(prefix));
    let wanted = if eleven { 11 } else { 10 };
    match digits.len() {
        count if count < wanted => Err(TOO_SHORT),
        count if count > wanted => Err(TOO_LONG),
        _ => {
            let display = display(&digits, &groups);
            Ok((digits, display))
        }
    }
}

/// Known numbers are shown as the carriers write them; others as typed, for the length of the area code is not in the digits.
fn display(digits: &str, typed: &[String]) -> String {
    let known: Option<(usize, usize)> = match digits {
        d if d.starts_with("0800") => Some((4, 3)),
        d if d.len() == 11 => Some((3, 4)),
        d if ["0120", "0570", "0990"].iter().any(|prefix| d.starts_with(prefix)) => Some((4, 3)),
        d if d.starts_with("03") || d.starts_with("06") => Some((2, 4)),
        d if ["011", "044", "045", "052", "075", "078"].iter().any(|prefix| d.starts_with(prefix)) => Some((3, 3)),
        _ => None,
    };
    if let Some((area, exchange)) = known
        && let Some((first, rest)) = digits.split_at_checked(area)
        && let Some((second, third)) = rest.split_at_checked(exchange)
    {
        return format!("{first}-{second}-{third}");
    }
    match typed {
        [area, exchange, line] if line.len() == 4 && (2..=5).contains(&area.len()) => {
            format!("{area}-{exchange}-{line}")
        }
        _ => digits.to_owned(),
    }
}
