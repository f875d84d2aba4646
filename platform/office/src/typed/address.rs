//! 番地: the search key of an address. The address itself is stored as typed.

use super::{fold::is_dash, fold::is_long_vowel, fold_hyphens, numeral};

/// `本町一丁目2の3` → `本町1-2-3`. Two addresses with one key are probably, not certainly, the same.
pub fn address_key(text: &str) -> String {
    let folded = super::fold(text);
    let mut key = String::new();
    let mut rest = folded.as_str();
    let mut numbered = false;
    while let Some(c) = rest.chars().next() {
        let (number, after) = leading_number(rest);
        if let Some(value) = number {
            let (joint, beyond) = joint(after);
            let plain = c.is_ascii_digit();
            if plain || joint.is_some() || numbered {
                key.push_str(&value.to_string());
                numbered = joint.is_some() && leading_number(beyond.trim_start()).0.is_some();
                if numbered {
                    key.push('-');
                }
                rest = if joint.is_some() { beyond } else { after };
                continue;
            }
            key.push_str(rest.strip_suffix(after).unwrap_or(rest));
            rest = after;
            continue;
        }
        rest = rest.get(c.len_utf8()..).unwrap_or("");
        if c != ' ' {
            numbered = false;
            key.extend(c.to_uppercase());
        } else if !numbered && key.ends_with(is_digit) && rest.trim_start().starts_with(is_digit) {
            key.push('-');
        }
    }
    key
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

fn leading_number(text: &str) -> (Option<u64>, &str) {
    let (digits, after) = numeral::split_run(text, is_digit);
    if !digits.is_empty() {
        return (digits.parse().ok(), after);
    }
    let (kanji, after) = numeral::split_run(text, numeral::is_kanji_number);
    if kanji.is_empty() { (None, text) } else { (numeral::read(kanji), after) }
}

/// What may stand between the numbers of an address: 丁目, 番地, 番, 号, の, a hyphen; `番町` and the like are part of a name.
fn joint(text: &str) -> (Option<()>, &str) {
    let start = text.trim_start();
    for word in ["丁目", "番地の", "番地ノ", "番地", "番の"] {
        if let Some(rest) = start.strip_prefix(word) {
            return (Some(()), after_hyphen(rest));
        }
    }
    if let Some(rest) = start.strip_prefix('番') {
        let name = rest.starts_with(['町', '丁', '館', '組', '街']);
        return if name { (None, text) } else { (Some(()), after_hyphen(rest)) };
    }
    if let Some(rest) = start.strip_prefix('号') {
        let name = rest.starts_with(['室', '棟', '館', '線']);
        return if name { (None, text) } else { (Some(()), after_hyphen(rest)) };
    }
    let mut chars = start.chars();
    match chars.next() {
        Some(c) if is_dash(c) || is_long_vowel(c) => (Some(()), chars.as_str()),
        Some('の' | 'ノ' | '之' | 'ﾉ') if leading_number(chars.as_str()).0.is_some() => (Some(()), chars.as_str()),
        _ => (None, text),
    }
}

fn after_hyphen(text: &str) -> &str {
    let start = text.trim_start();
    let mut chars = start.chars();
    match chars.next() {
        Some(c) if fold_hyphens(&c.to_string()) == "-" => chars.as_str(),
        _ => text,
    }
}
