//! ことば: what pretend people say at the counters, and what the counters write.

use intake::Concern;
use office::{Codes, Fault};
use serde::Deserialize;

use crate::chance::Chance;

const FILE: &str = include_str!("../../../rules/town/words.yaml");

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Words {
    stories: Vec<Said>,
    /// お伝えしたこと
    pub(crate) told: Vec<String>,
    /// 概要・経緯
    pub(crate) summaries: Vec<String>,
    /// 紹介する理由
    pub(crate) asks: Vec<String>,
    pub(crate) replies: Vec<String>,
    /// 本人からのお礼
    pub(crate) thanks: Vec<String>,
    pub(crate) more: Vec<More>,
}

/// 詳しく聞くこと, and what comes back.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct More {
    /// Codes of `information_kinds.yaml`; the first is answered.
    pub(crate) kinds: Vec<String>,
    pub(crate) why: String,
    pub(crate) told: String,
    pub(crate) instead: String,
}

/// What one person says, and what it tells about them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Said {
    words: String,
    pub(crate) household: String,
    /// The first weighs most.
    concerns: Vec<String>,
    /// The counters at which it is said; empty: at any.
    #[serde(default)]
    at: Vec<String>,
    #[serde(default)]
    pub(crate) wishes: Vec<String>,
    /// Who says it, if not the person: a code of `relations.yaml`.
    #[serde(default)]
    pub(crate) visitor: Option<String>,
    #[serde(default)]
    pub(crate) age: Option<(i32, i32)>,
    #[serde(default)]
    pub(crate) sex: Option<String>,
    #[serde(default)]
    pub(crate) homeless: bool,
    #[serde(default)]
    pub(crate) foreign: bool,
}

impl Said {
    pub(crate) fn text(&self, chance: &mut Chance) -> String {
        let mut number = |from, to| chance.between(from, to).to_string();
        let (months, yen, days) = (number(2, 8), number(2, 9), number(3, 20));
        self.words.replace("{月}", &months).replace("{円}", &yen).replace("{日}", &days)
    }

    pub(crate) fn marks(&self) -> Vec<Concern> {
        let mark = |(place, code): (usize, &String)| Concern { code: code.clone(), most: place == 0 };
        self.concerns.iter().enumerate().map(mark).collect()
    }

    pub(crate) fn with_children(&self) -> bool {
        self.household.contains("子ども")
    }
}

impl Words {
    pub(crate) fn read() -> Result<Self, Fault> {
        serde_saphyr::from_str(FILE).map_err(|e| Fault::other(format!("架空の相談のことばの表を読めません: {e}")))
    }

    /// Something that is said at this counter.
    pub(crate) fn said(&self, counter: &str, chance: &mut Chance) -> Result<&Said, Fault> {
        let own = self.stories.iter().map(|said| match said.at.iter().any(|at| at == counter) {
            true => 4,
            false => u32::from(said.at.is_empty()),
        });
        let found = chance.weighed(own).and_then(|place| self.stories.get(place));
        found.ok_or_else(|| Fault::other("架空の相談のことばの表が空です"))
    }
}

/// One of the texts; empty where the list is.
pub(crate) fn one_of(texts: &[String], chance: &mut Chance) -> String {
    chance.pick(texts).cloned().unwrap_or_default()
}

/// Every code that the file uses is in the lists.
pub(crate) fn check(words: &Words, codes: &Codes) -> Result<(), Fault> {
    let kinds = codes.list("information_kinds");
    if let Some(more) = words.more.iter().find(|more| more.kinds.iter().any(|kind| kinds.find(kind).is_none())) {
        return Err(Fault::other(format!("架空の問い合わせに、表にないコードがあります: {}", more.why)));
    }
    for said in &words.stories {
        let in_list = |list: &str, all: &[String]| all.iter().all(|code| codes.list(list).find(code).is_some());
        let visitor = said.visitor.iter().cloned().collect::<Vec<_>>();
        let known = in_list("concerns", &said.concerns)
            && in_list("contact_wishes", &said.wishes)
            && in_list("relations", &visitor);
        if !known {
            return Err(Fault::other(format!("架空の相談のことばに、表にないコードがあります: {}", said.words)));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::counters::Counters;

    #[test]
    fn every_code_is_in_the_lists_and_every_counter_is_in_the_city() {
        let (words, counters) = (Words::read().unwrap(), Counters::read().unwrap());
        check(&words, &Codes::embedded().unwrap()).unwrap();
        for said in &words.stories {
            assert!(!said.concerns.is_empty(), "{}", said.words);
            assert!(said.at.iter().all(|at| counters.find(at).is_some()), "{:?}", said.at);
        }
    }

    #[test]
    fn at_every_counter_something_is_said_and_nothing_is_left_unfilled() {
        let words = Words::read().unwrap();
        let mut chance = Chance::new(5);
        for (_, counter) in Counters::read().unwrap().iter() {
            for _ in 0..50 {
                let text = words.said(&counter.id, &mut chance).unwrap().text(&mut chance);
                assert!(!text.is_empty() && !text.contains('{'), "{text}");
            }
        }
    }
}
