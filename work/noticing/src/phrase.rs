//! 言い回しの書き方: the small notation of phrases in the rule files, read into steps.
//!
//! `(a|b|)` alternatives · `{name}` a word group of words.yaml · `_` only particles may stand between ·
//! `~` up to 12 characters in the sentence · `~~` up to 40 · `&` both in the sentence, in any order ·
//! `[円<10000]` a quantity · `[0-9]` one of the letters.

use crate::expand::{Expander, Read, refused, split_outside, too_many};
use crate::lexicon::{Lexicon, Refused, Words};
use crate::number::Unit;
use crate::quantity::{Quantities, threshold};
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
    Words(Words),
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

/// Reads phrases into one lexicon, each word group once.
pub(crate) struct PhraseReader {
    groups: WordGroups,
    pub(crate) lexicon: Lexicon,
    read: Read<Words>,
}

impl PhraseReader {
    pub(crate) fn new(groups: WordGroups) -> Self {
        Self { groups, lexicon: Lexicon::default(), read: Read::default() }
    }

    /// Reads a phrase; the error is a Japanese sentence for the officer.
    pub(crate) fn read(&mut self, source: &str) -> Result<Vec<Phrase>, String> {
        self.lexicon.begin_phrase();
        if source.contains(['?', '*', '+', '.', '$', '^']) {
            return Err(format!("「{source}」に使えない記号 ? * + . $ ^ があります。"));
        }
        let mut all = Vec::new();
        for alternative in split_outside(source, '|')? {
            all.extend(self.one(alternative)?);
        }
        Ok(all)
    }

    fn one(&mut self, source: &str) -> Result<Vec<Phrase>, String> {
        let mut phrases = vec![Phrase { chains: Vec::new() }];
        for chain in split_outside(source, '&')? {
            let variants = self.chain(chain.trim())?;
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
    fn chain(&mut self, source: &str) -> Result<Vec<Vec<Step>>, String> {
        let mut chains: Vec<Vec<Step>> = vec![Vec::new()];
        let mut joint = Joint::First;
        let mut rest = source;
        while !rest.is_empty() {
            let (words, after) = rest.split_at(end_of_words(rest));
            let variants = self.run(words, joint)?;
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

    /// One step where the run holds words alone; with quantities, a run of steps for each.
    pub(crate) fn run(&mut self, source: &str, joint: Joint) -> Result<Vec<Vec<Step>>, String> {
        let mut expander = Expander { keeping: &mut self.lexicon, groups: &self.groups, read: &mut self.read };
        let words = expander.run(source)?;
        self.counted(words, joint, source)
    }

    /// Words become one step; those with quantities become runs, put together where they agree.
    fn counted(&mut self, words: Words, joint: Joint, source: &str) -> Result<Vec<Vec<Step>>, String> {
        let told = |why| refused(why, source);
        if !self.lexicon.counts(words) {
            return self.words_or_nothing(words, joint).map_err(told);
        }
        let mut quantities = Quantities::new(&mut self.lexicon);
        let plain = quantities.without(words).map_err(told)?;
        let found = quantities.first_of(words)?;
        let mut out = self.words_or_nothing(plain, joint).map_err(told)?;
        for (quantity, heads, tails) in found {
            for mut run in self.words_or_nothing(heads, joint).map_err(told)? {
                let counted = What::Quantity(threshold(&quantity)?);
                let touching = run.iter().any(|s| s.what != What::Nothing);
                let joint = if touching { Joint::Touching } else { joint };
                run.retain(|s| s.what != What::Nothing);
                run.push(Step { joint, what: counted });
                for after in self.counted(tails, Joint::Touching, source)? {
                    out.push(run.iter().cloned().chain(after).collect());
                }
            }
        }
        Ok(out)
    }

    /// One step for the words, and an empty one where a word may be left out.
    fn words_or_nothing(&mut self, words: Words, joint: Joint) -> Result<Vec<Vec<Step>>, Refused> {
        let mut out = Vec::new();
        let spoken = self.lexicon.without_empty(words)?;
        if spoken != Words::NONE {
            let what = What::Words(spoken);
            out.push(vec![Step { joint, what }]);
        }
        if self.lexicon.has_empty(words) {
            let what = What::Nothing;
            out.push(vec![Step { joint, what }]);
        }
        Ok(out)
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

/// The runs of words of a phrase.
#[cfg(test)]
pub(crate) fn runs_of(phrase: &str) -> Vec<String> {
    let mut out = Vec::new();
    let alternatives = split_outside(phrase, '|').unwrap();
    for chain in alternatives.iter().flat_map(|one| split_outside(one, '&').unwrap()) {
        let mut rest = chain.trim();
        while !rest.is_empty() {
            let (run, after) = rest.split_at(end_of_words(rest));
            out.push(run.to_owned());
            rest = next_joint(after).1;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(source: &str) -> Result<Vec<Phrase>, String> {
        PhraseReader::new(WordGroups::new()).read(source)
    }

    fn words(source: &str) -> Vec<String> {
        let mut reader = PhraseReader::new(WordGroups::from([("ない".to_owned(), "ない|ません".to_owned())]));
        match reader.read(source).unwrap()[0].chains[0][0].what {
            What::Words(words) => reader.lexicon.listed(words),
            What::Quantity(_) | What::Nothing => Vec::new(),
        }
    }

    #[test]
    fn alternatives_and_word_groups_stand_for_every_word() {
        assert_eq!(words("払え{ない}"), ["払えない", "払えません"]);
        assert_eq!(words("(a|b(c|))d"), ["ad", "bcd", "bd"]);
    }

    #[test]
    fn joints_and_thresholds_are_read() {
        let phrase = read("残高~[円<10000]&通帳").unwrap().remove(0);
        assert_eq!(phrase.chains.len(), 2);
        assert_eq!(phrase.chains[0][1].joint, Joint::Near);
        assert!(matches!(
            phrase.chains[0][1].what,
            What::Quantity(Threshold { unit: Unit::Yen, below, .. }) if below == 10_000.0
        ));
    }

    #[test]
    fn quantities_among_alternatives_make_phrases_of_their_own() {
        let phrases = read("借金(が|[円>=0]も)").unwrap();
        let mut steps: Vec<usize> = phrases.iter().map(|p| p.chains[0].len()).collect();
        steps.sort_unstable();
        assert_eq!(steps, vec![1, 3]);
        assert_eq!(words("[0-9]級").len(), 10);
    }

    #[test]
    fn an_empty_alternative_makes_its_step_optional() {
        let phrases = read("a~(b|)_c").unwrap();
        let joints: Vec<Vec<Joint>> = phrases.iter().map(|p| p.chains[0].iter().map(|s| s.joint).collect()).collect();
        assert!(joints.contains(&vec![Joint::First, Joint::Near]));
        assert!(joints.contains(&vec![Joint::First, Joint::Near, Joint::Particles]));
    }

    #[test]
    fn mistakes_are_told_in_japanese() {
        for wrong in ["(a", "{知らない}", "[円=3]", "a~", "a)", "", "(a|)", "(a)?"] {
            let told = read(wrong).unwrap_err();
            assert!(told.ends_with('。') || told.contains("例:"), "{wrong}: {told}");
        }
    }
}
