//! 言い回しの書き方: the small notation of phrases in the rule files, read into steps.
//!
//! `(a|b|)` alternatives · `{name}` a word group of words.yaml · `_` only particles may stand between ·
//! `~` up to 12 characters in the sentence · `~~` up to 40 · `&` both in the sentence, in any order ·
//! `[円<10000]` a quantity · `[0-9]` one of the letters.

use crate::expand::{expand, split_outside, too_many};
use crate::number::Unit;
use crate::quantity::threshold;
use std::collections::BTreeMap;

/// How a step follows the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Joint {
    First,
    Touching,
    Particles,
    Near,
    Far,
}

/// Bounds of a quantity, in the unit's own measure (days for durations).
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Threshold {
    pub(crate) unit: Unit,
    pub(crate) least: f64,
    pub(crate) below: f64,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum What {
    Words(Vec<String>),
    Quantity(Threshold),
    /// The empty alternative of a step; gone once the chain is complete.
    Nothing,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Step {
    pub(crate) joint: Joint,
    pub(crate) what: What,
}

/// One or more chains of steps that must all stand in one sentence.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Phrase {
    pub(crate) chains: Vec<Vec<Step>>,
}

pub(crate) type WordGroups = BTreeMap<String, String>;

const MOST_VARIANTS: usize = 64;

/// Reads a phrase; the error is a Japanese sentence for the officer.
pub(crate) fn read(source: &str, groups: &WordGroups) -> Result<Vec<Phrase>, String> {
    if source.contains(['?', '*', '+', '.', '$', '^']) {
        return Err(format!("「{source}」に使えない記号 ? * + . $ ^ があります。"));
    }
    let mut all = Vec::new();
    for alternative in split_outside(source, '|')? {
        all.extend(read_one(alternative, groups)?);
    }
    Ok(all)
}

fn read_one(source: &str, groups: &WordGroups) -> Result<Vec<Phrase>, String> {
    let mut phrases = vec![Phrase { chains: Vec::new() }];
    for chain in split_outside(source, '&')? {
        let variants = read_chain(chain.trim(), groups)?;
        if phrases.len().saturating_mul(variants.len()) > MOST_VARIANTS {
            return Err(too_many(source));
        }
        phrases = cross(&phrases, &variants, |phrase, chain| {
            let mut chains = phrase.chains.clone();
            chains.push(chain.clone());
            Phrase { chains }
        });
    }
    Ok(phrases)
}

/// Every way a chain can go: quantities among alternatives make chains of their own.
fn read_chain(source: &str, groups: &WordGroups) -> Result<Vec<Vec<Step>>, String> {
    let mut chains: Vec<Vec<Step>> = vec![Vec::new()];
    let mut joint = Joint::First;
    let mut rest = source;
    while !rest.is_empty() {
        let (words, after) = rest.split_at(end_of_words(rest));
        let variants = runs(&expand(words, groups, 0)?, joint)?;
        if chains.len().saturating_mul(variants.len()) > MOST_VARIANTS {
            return Err(too_many(source));
        }
        chains = cross(&chains, &variants, |head, tail| head.iter().chain(tail).cloned().collect());
        (joint, rest) = next_joint(after);
    }
    match joint {
        Joint::First | Joint::Touching if !source.is_empty() => {
            chains.into_iter().map(|chain| without_nothing(chain, source)).collect()
        }
        _ => Err(format!("「{source}」の言葉が途中で終わっています。")),
    }
}

/// Leaves out empty steps; what follows one may stand as far off as the wider joint allows.
fn without_nothing(chain: Vec<Step>, source: &str) -> Result<Vec<Step>, String> {
    let mut out: Vec<Step> = Vec::new();
    let mut wider = Joint::First;
    for mut step in chain {
        if step.what == What::Nothing {
            wider = wider.max(step.joint);
            continue;
        }
        step.joint = if out.is_empty() { Joint::First } else { step.joint.max(wider) };
        wider = Joint::First;
        out.push(step);
    }
    if out.is_empty() {
        return Err(format!("「{source}」は空の言葉になります。"));
    }
    Ok(out)
}

fn cross<A, B, C>(heads: &[A], tails: &[B], join: impl Fn(&A, &B) -> C) -> Vec<C> {
    heads.iter().flat_map(|h| tails.iter().map(|t| join(h, t)).collect::<Vec<_>>()).collect()
}

/// Literals become one step; those with quantities become runs, put together where they agree.
fn runs(literals: &[String], joint: Joint) -> Result<Vec<Vec<Step>>, String> {
    let mut plain: Vec<String> = Vec::new();
    let mut tails: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
    for literal in literals {
        let Some((head, rest)) = literal.split_once('[') else {
            plain.push(literal.clone());
            continue;
        };
        let (quantity, tail) =
            rest.split_once(']').ok_or_else(|| format!("「{literal}」の [ が閉じられていません。"))?;
        tails.entry((quantity.to_owned(), head.to_owned())).or_default().push(tail.to_owned());
    }
    let mut heads: BTreeMap<(String, Vec<String>), Vec<String>> = BTreeMap::new();
    for ((quantity, head), tails) in tails {
        heads.entry((quantity, tails)).or_default().push(head);
    }
    let mut out = words_or_nothing(plain, joint);
    for ((quantity, tails), heads) in heads {
        for mut run in words_or_nothing(heads, joint) {
            let counted = What::Quantity(threshold(&quantity)?);
            let touching = run.iter().any(|s| s.what != What::Nothing);
            let joint = if touching { Joint::Touching } else { joint };
            run.retain(|s| s.what != What::Nothing);
            run.push(Step { joint, what: counted });
            for after in runs(&tails, Joint::Touching)? {
                out.push(run.iter().cloned().chain(after).collect());
            }
        }
    }
    Ok(out)
}

/// One step for the words, and an empty one where a word may be left out.
fn words_or_nothing(mut words: Vec<String>, joint: Joint) -> Vec<Vec<Step>> {
    let bare = words.iter().any(String::is_empty);
    words.retain(|w| !w.is_empty());
    let mut out = Vec::new();
    if !words.is_empty() {
        let what = What::Words(words);
        out.push(vec![Step { joint, what }]);
    }
    if bare {
        let what = What::Nothing;
        out.push(vec![Step { joint, what }]);
    }
    out
}

fn next_joint(rest: &str) -> (Joint, &str) {
    for (mark, joint) in [("~~", Joint::Far), ("~", Joint::Near), ("_", Joint::Particles)] {
        if let Some(after) = rest.strip_prefix(mark) {
            return (joint, after);
        }
    }
    (Joint::Touching, rest)
}

/// Where the run of words ends: at a joint outside brackets.
fn end_of_words(source: &str) -> usize {
    let mut depth = 0_usize;
    for (at, c) in source.char_indices() {
        match c {
            '(' | '{' => depth += 1,
            ')' | '}' => depth = depth.saturating_sub(1),
            '~' | '_' if depth == 0 && at > 0 => return at,
            _ => {}
        }
    }
    source.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(source: &str) -> Vec<String> {
        let groups = WordGroups::from([("ない".to_owned(), "ない|ません".to_owned())]);
        match read(source, &groups).unwrap()[0].chains[0][0].what.clone() {
            What::Words(words) => words,
            What::Quantity(_) | What::Nothing => Vec::new(),
        }
    }

    #[test]
    fn alternatives_and_word_groups_expand_to_every_literal() {
        assert_eq!(words("払え{ない}"), vec!["払えない".to_owned(), "払えません".to_owned()]);
        assert_eq!(words("(a|b(c|))d").len(), 3);
    }

    #[test]
    fn joints_and_thresholds_are_read() {
        let phrase = read("残高~[円<10000]&通帳", &WordGroups::new()).unwrap().remove(0);
        assert_eq!(phrase.chains.len(), 2);
        assert_eq!(phrase.chains[0][1].joint, Joint::Near);
        assert!(matches!(
            phrase.chains[0][1].what,
            What::Quantity(Threshold { unit: Unit::Yen, below, .. }) if below == 10_000.0
        ));
    }

    #[test]
    fn quantities_among_alternatives_make_phrases_of_their_own() {
        let phrases = read("借金(が|[円>=0]も)", &WordGroups::new()).unwrap();
        let mut steps: Vec<usize> = phrases.iter().map(|p| p.chains[0].len()).collect();
        steps.sort_unstable();
        assert_eq!(steps, vec![1, 3]);
        assert_eq!(words("[0-9]級").len(), 10);
    }

    #[test]
    fn an_empty_alternative_makes_its_step_optional() {
        let phrases = read("a~(b|)_c", &WordGroups::new()).unwrap();
        let joints: Vec<Vec<Joint>> = phrases.iter().map(|p| p.chains[0].iter().map(|s| s.joint).collect()).collect();
        assert!(joints.contains(&vec![Joint::First, Joint::Near]));
        assert!(joints.contains(&vec![Joint::First, Joint::Near, Joint::Particles]));
    }

    #[test]
    fn mistakes_are_told_in_japanese() {
        for wrong in ["(a", "{知らない}", "[円=3]", "a~", "a)", "", "(a|)", "(a)?"] {
            let told = read(wrong, &WordGroups::new()).unwrap_err();
            assert!(told.ends_with('。') || told.contains("例:"), "{wrong}: {told}");
        }
    }
}
