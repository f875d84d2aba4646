//! 項目の読み取り: one JSON object, field by field, collecting every trouble.

use std::cell::RefCell;
use std::fmt;

use jiff::civil::Date;

use super::FieldTrouble;
use crate::{
    days::{Month, parse_date, parse_month},
    json::{Key, Node},
    yen::yen,
};

/// More troubles than this help nobody.
const MOST_TROUBLES: usize = 100;
const DAYS_KNOWN: (i16, i16) = (1900, 2100);

/// Where in the input, written out only when something is wrong there.
#[derive(Clone, Copy)]
pub(super) enum At<'p> {
    Top,
    Key(&'p At<'p>, &'p str),
    Item(&'p At<'p>, usize),
}

impl fmt::Display for At<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Top => Ok(()),
            Self::Key(Self::Top, key) => f.write_str(key),
            Self::Key(parent, key) => write!(f, "{parent}.{key}"),
            Self::Item(parent, at) => write!(f, "{parent}[{at}]"),
        }
    }
}

#[derive(Default)]
pub(super) struct Troubles(RefCell<Vec<FieldTrouble>>);

impl Troubles {
    pub(super) fn add(&self, at: At<'_>, message: impl Into<String>) {
        let mut all = self.0.borrow_mut();
        if all.len() < MOST_TROUBLES {
            all.push(FieldTrouble { path: at.to_string(), message: message.into() });
        }
    }

    pub(super) fn into_inner(self) -> Vec<FieldTrouble> {
        self.0.into_inner()
    }
}

pub(super) struct Fields<'n> {
    entries: &'n [(Key<'n>, Node<'n>)],
    pub(super) at: At<'n>,
    pub(super) troubles: &'n Troubles,
}

impl<'n> Fields<'n> {
    /// Refuses what is not an object, unknown keys and repeated keys; goes on with the known ones.
    pub(super) fn of(node: &'n Node<'n>, at: At<'n>, known: &[&str], troubles: &'n Troubles) -> Option<Self> {
        let Node::Object(entries) = node else {
            troubles.add(at, "項目をまとめた形（{ }）で書いてください。");
            return None;
        };
        let mut seen = 0_u64;
        for (Key(key), _) in entries {
            match known.iter().position(|name| name == key) {
                None => troubles.add(At::Key(&at, key), "この項目の名前は使われていません。つづりを確かめてください。"),
                Some(index) if seen & (1 << index.min(63)) != 0 => {
                    troubles.add(At::Key(&at, key), "同じ項目が2回書かれています。")
                }
                Some(index) => seen |= 1 << index.min(63),
            }
        }
        Some(Self { entries, at, troubles })
    }

    /// As written, `null` too.
    pub(super) fn raw(&self, key: &str) -> Option<&'n Node<'n>> {
        self.entries.iter().find(|(name, _)| name.0 == key).map(|(_, node)| node)
    }

    pub(super) fn get(&self, key: &str) -> Option<&'n Node<'n>> {
        self.raw(key).filter(|node| !matches!(node, Node::Null))
    }

    pub(super) fn trouble(&self, key: &str, message: impl Into<String>) {
        self.troubles.add(At::Key(&self.at, key), message);
    }

    pub(super) fn required(&self, key: &str, message: &str) {
        if self.get(key).is_none() {
            self.trouble(key, message);
        }
    }

    pub(super) fn whole(&self, key: &str, range: (i64, i64)) -> Option<i64> {
        match self.get(key)? {
            Node::Whole(value) if (range.0..=range.1).contains(value) => Some(*value),
            Node::Whole(_) => {
                self.trouble(key, format!("{}から{}までの数で書いてください。", range.0, range.1));
                None
            }
            _ => {
                self.trouble(key, "整数で書いてください（小数や引用符は使いません）。");
                None
            }
        }
    }

    /// 0円 to `most`.
    pub(super) fn yen(&self, key: &str, most: i64) -> Option<i64> {
        match self.get(key)? {
            Node::Whole(value) if *value < 0 => {
                self.trouble(key, "金額は0円以上で書いてください。");
                None
            }
            Node::Whole(value) if *value > most => {
                self.trouble(key, format!("金額は{}までで書いてください。", yen(most)));
                None
            }
            Node::Whole(value) => Some(*value),
            _ => {
                self.trouble(key, "金額は円単位の整数で書いてください。");
                None
            }
        }
    }

    pub(super) fn flag(&self, key: &str) -> Option<bool> {
        match self.get(key)? {
            Node::Bool(value) => Some(*value),
            _ => {
                self.trouble(key, "true か false で書いてください。");
                None
            }
        }
    }

    pub(super) fn text(&self, key: &str, longest: usize) -> Option<&'n str> {
        match self.get(key)? {
            Node::Text(text) if text.chars().count() <= longest => Some(text),
            Node::Text(_) => {
                self.trouble(key, format!("{longest}文字までで書いてください。"));
                None
            }
            _ => {
                self.trouble(key, "文字で書いてください。");
                None
            }
        }
    }

    pub(super) fn date(&self, key: &str) -> Option<Date> {
        let Some(Node::Text(text)) = self.get(key) else {
            if self.get(key).is_some() {
                self.trouble(key, "日付は「2026-05-15」の形で書いてください。");
            }
            return None;
        };
        match parse_date(text) {
            Some(day) if (DAYS_KNOWN.0..=DAYS_KNOWN.1).contains(&day.year()) => Some(day),
            Some(_) => {
                self.trouble(key, format!("{}年から{}年までの日付で書いてください。", DAYS_KNOWN.0, DAYS_KNOWN.1));
                None
            }
            None => {
                self.trouble(key, "日付は「2026-05-15」の形で、ある日付を書いてください。");
                None
            }
        }
    }

    pub(super) fn month(&self, key: &str) -> Option<Month> {
        match self.get(key)? {
            Node::Text(text) if parse_month(text).is_some() => parse_month(text),
            _ => {
                self.trouble(key, "年月は「2026-05」の形で書いてください。");
                None
            }
        }
    }

    pub(super) fn choice<T: Copy>(&self, key: &str, words: &[(&str, T)]) -> Option<T> {
        let node = self.get(key)?;
        let found = choose(node, words);
        if found.is_none() {
            self.trouble(key, one_of(words));
        }
        found
    }

    /// Items with their index; refuses what is not a list or is too long.
    pub(super) fn list(&self, key: &str, most: usize) -> Option<&'n [Node<'n>]> {
        match self.get(key)? {
            Node::List(items) if items.len() <= most => Some(items),
            Node::List(_) => {
                self.trouble(key, format!("{most}件までで書いてください。"));
                None
            }
            _ => {
                self.trouble(key, "一覧の形（[ ]）で書いてください。");
                None
            }
        }
    }
}

pub(super) fn choose<T: Copy>(node: &Node<'_>, words: &[(&str, T)]) -> Option<T> {
    let Node::Text(text) = node else { return None };
    words.iter().find(|(word, _)| word == text).map(|(_, value)| *value)
}

pub(super) fn one_of<T>(words: &[(&str, T)]) -> String {
    let words: Vec<_> = words.iter().map(|(word, _)| *word).collect();
    format!("次のどれかで書いてください: {}", words.join("、"))
}
