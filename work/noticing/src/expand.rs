//! 言い回しの広げ方: brackets and word groups of a phrase become every literal they stand for.

use crate::phrase::WordGroups;

const MOST_WORDS: usize = 20_000;
const DEEPEST: usize = 8;

/// Every literal a run of words stands for.
pub(crate) fn expand(source: &str, groups: &WordGroups, depth: usize) -> Result<Vec<String>, String> {
    if depth > DEEPEST {
        return Err(format!("「{source}」の入れ子が深すぎます。"));
    }
    let mut out = vec![String::new()];
    let mut rest = source;
    while let Some(c) = rest.chars().next() {
        let (choices, after) = match c {
            '(' => {
                let (inner, after) = bracketed(rest, '(', ')')?;
                let mut choices = Vec::new();
                for choice in split_outside(inner, '|')? {
                    choices.extend(expand(choice, groups, depth + 1)?);
                }
                (choices, after)
            }
            '{' => {
                let (name, after) = bracketed(rest, '{', '}')?;
                let group =
                    groups.get(name).ok_or_else(|| format!("言葉の組「{name}」が words.yaml にありません。"))?;
                (expand(&format!("({group})"), groups, depth + 1)?, after)
            }
            '[' => letters(rest)?,
            _ => {
                let end = rest.find(['(', '{', '[']).unwrap_or(rest.len());
                let (plain, after) = rest.split_at(end);
                (vec![plain.to_owned()], after)
            }
        };
        if out.len().saturating_mul(choices.len()) > MOST_WORDS {
            return Err(too_many(source));
        }
        out = out.iter().flat_map(|head| choices.iter().map(move |tail| format!("{head}{tail}"))).collect();
        rest = after;
    }
    Ok(out)
}

/// `[0-9一二]` stands for each of its letters; a quantity stays as it is.
fn letters(source: &str) -> Result<(Vec<String>, &str), String> {
    let (body, after) = source
        .strip_prefix('[')
        .and_then(|s| s.split_once(']'))
        .ok_or_else(|| format!("「{source}」の [ が閉じられていません。"))?;
    let choices = if body.contains(['<', '>', '=']) || body.is_empty() {
        vec![format!("[{body}]")]
    } else {
        let body = body.replace("0-9", "0123456789");
        body.chars().map(String::from).collect()
    };
    Ok((choices, after))
}

fn bracketed(source: &str, open: char, close: char) -> Result<(&str, &str), String> {
    let mut depth = 0_usize;
    for (at, c) in source.char_indices() {
        if c == open {
            depth += 1;
        } else if c == close {
            depth -= 1;
            if depth == 0 {
                let inner = source.get(open.len_utf8()..at).unwrap_or("");
                let after = source.get(at + c.len_utf8()..).unwrap_or("");
                return Ok((inner, after));
            }
        }
    }
    Err(format!("「{source}」のかっこが閉じられていません。"))
}

pub(crate) fn split_outside(source: &str, mark: char) -> Result<Vec<&str>, String> {
    let (mut depth, mut from, mut parts) = (0_i32, 0, Vec::new());
    for (at, c) in source.char_indices() {
        match c {
            '(' | '{' | '[' => depth += 1,
            ')' | '}' | ']' => depth -= 1,
            _ if c == mark && depth == 0 => {
                parts.push(source.get(from..at).unwrap_or(""));
                from = at + c.len_utf8();
            }
            _ => {}
        }
        if depth < 0 {
            break;
        }
    }
    if depth != 0 {
        return Err(format!("「{source}」のかっこの数が合いません。"));
    }
    parts.push(source.get(from..).unwrap_or(""));
    Ok(parts)
}

pub(crate) fn too_many(source: &str) -> String {
    format!("「{source}」の組み合わせが多すぎます。分けて書いてください。")
}
