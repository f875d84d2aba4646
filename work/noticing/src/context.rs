//! 文脈の読み: whether the words around a hit deny it, doubt it, put it in the past or mean another person.

use crate::automaton::Automaton;
use crate::builder::Builder;
use crate::chain::Found;
use crate::fold::Folded;
use crate::hits::Hits;
use crate::phrase::Phrase;
use crate::rule_file::Who;
use crate::word_list::WordList;
use serde::Serialize;
use std::collections::BTreeSet;
use std::ops::Range;

/// How a hit is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Reading {
    /// 打ち消し.
    pub denied: bool,
    /// 「かもしれない」「〜ではないか」.
    pub doubted: bool,
    /// 「以前は」「去年まで」.
    pub past: bool,
    /// もう済んだ.
    pub resolved: bool,
    /// 「もし〜たら」.
    pub hypothetical: bool,
    /// 催し、報道、作り話など.
    pub unrelated: bool,
    /// 窓口の用件.
    pub administrative: bool,
    /// 「〜とのこと」.
    pub hearsay: bool,
    /// 「〜たい」「〜てほしい」.
    pub wished: bool,
    pub who: Who,
}

impl Reading {
    /// Whether the words say that the thing is so now.
    pub fn counts(self) -> bool {
        !(self.denied || self.resolved || self.hypothetical || self.unrelated || self.administrative)
    }
}

/// The lists of context.yaml in the one spelling.
pub(crate) struct ContextWords {
    pub(crate) glue: Vec<String>,
    pub(crate) negatives: Vec<String>,
    pub(crate) breakers: Vec<String>,
    pub(crate) doubts: Vec<String>,
    pub(crate) hypothetical_after: Vec<String>,
    pub(crate) wishes: Vec<String>,
}

/// Markers looked for in the whole sentence.
pub(crate) struct MarkerPhrases {
    pub(crate) hypothetical_before: Vec<Phrase>,
    pub(crate) resolved: Vec<Phrase>,
    pub(crate) relapsed: Vec<Phrase>,
    pub(crate) past: Vec<Phrase>,
    pub(crate) now: Vec<Phrase>,
    pub(crate) unrelated: Vec<Phrase>,
    pub(crate) administrative: Vec<Phrase>,
    pub(crate) hearsay: Vec<Phrase>,
    pub(crate) people: Vec<(Who, Vec<Phrase>)>,
}

struct Markers {
    hypothetical_before: Range<u32>,
    resolved: Range<u32>,
    relapsed: Range<u32>,
    past: Range<u32>,
    now: Range<u32>,
    unrelated: Range<u32>,
    administrative: Range<u32>,
    hearsay: Range<u32>,
    people: Vec<(Who, Range<u32>)>,
}

/// 文脈.
pub(crate) struct Context {
    glue: WordList,
    negatives: WordList,
    breakers: WordList,
    doubts: WordList,
    hypothetical_after: WordList,
    wishes: WordList,
    markers: Markers,
}

/// The markers of one text.
pub(crate) struct Surroundings {
    hypothetical_before: Vec<(usize, usize)>,
    resolved: Vec<(usize, usize)>,
    relapsed: Vec<(usize, usize)>,
    past: Vec<(usize, usize)>,
    now: Vec<(usize, usize)>,
    unrelated: BTreeSet<usize>,
    administrative: BTreeSet<usize>,
    hearsay: BTreeSet<usize>,
    people: Vec<(usize, Who)>,
}

const TAIL: usize = 26;

impl Context {
    pub(crate) fn new(words: &ContextWords, markers: &MarkerPhrases, to: &mut Builder) -> Self {
        let mut add = |phrases: &[Phrase]| to.add(phrases);
        Self {
            glue: WordList::new(&words.glue),
            negatives: WordList::new(&words.negatives),
            breakers: WordList::new(&words.breakers),
            doubts: WordList::new(&words.doubts),
            hypothetical_after: WordList::new(&words.hypothetical_after),
            wishes: WordList::new(&words.wishes),
            markers: Markers {
                hypothetical_before: add(&markers.hypothetical_before),
                resolved: add(&markers.resolved),
                relapsed: add(&markers.relapsed),
                past: add(&markers.past),
                now: add(&markers.now),
                unrelated: add(&markers.unrelated),
                administrative: add(&markers.administrative),
                hearsay: add(&markers.hearsay),
                people: markers.people.iter().map(|(who, phrases)| (*who, add(phrases))).collect(),
            },
        }
    }

    /// Finds every marker once per text.
    pub(crate) fn survey(&self, finder: &Automaton, hits: &Hits, folded: &Folded) -> Surroundings {
        let ranges = |phrases: &Range<u32>| -> Vec<(usize, usize)> {
            let mut all: Vec<_> = finder.find(phrases, hits, folded).iter().map(|f| (f.start(), f.end())).collect();
            all.sort_unstable();
            all
        };
        let sentences = |phrases: &Range<u32>| -> BTreeSet<usize> {
            ranges(phrases).iter().map(|r| folded.sentence(r.0)).collect()
        };
        let mut people: Vec<(usize, Who)> = self
            .markers
            .people
            .iter()
            .flat_map(|(who, phrases)| ranges(phrases).into_iter().map(|r| (r.0, *who)))
            .collect();
        people.sort_unstable();
        let resolved = ranges(&self.markers.resolved).into_iter().filter(|r| !self.tail(folded, r.1).0).collect();
        Surroundings {
            hypothetical_before: ranges(&self.markers.hypothetical_before),
            resolved,
            relapsed: ranges(&self.markers.relapsed),
            past: ranges(&self.markers.past),
            now: ranges(&self.markers.now),
            unrelated: sentences(&self.markers.unrelated),
            administrative: sentences(&self.markers.administrative),
            hearsay: sentences(&self.markers.hearsay),
            people,
        }
    }

    pub(crate) fn read(&self, found: &Found, around: &Surroundings, folded: &Folded) -> Reading {
        let (start, end) = (found.start(), found.end());
        let (mut denied, doubted) = self.tail(folded, end);
        // 「〜しか…ない」 says how little there is.
        denied &= !folded.slice(start, end).windows(2).any(|w| w == ['し', 'か']);
        let tail = folded.slice(end, end + TAIL);
        let sentence = folded.sentence(start);
        let supposed =
            last_before(&around.hypothetical_before, start).is_some_and(|r| folded.sentence(r.0) == sentence);
        Reading {
            denied,
            doubted,
            past: around.past_before(start, folded),
            resolved: around.resolved(start, end, folded),
            hypothetical: supposed || self.hypothetical_after.longest_at(tail).is_some(),
            unrelated: around.unrelated.contains(&sentence),
            administrative: around.administrative.contains(&sentence),
            hearsay: around.hearsay.contains(&sentence),
            wished: self.wishes.longest_at(tail).is_some(),
            who: around.who(start, folded),
        }
    }

    /// 「見つから|ない」: a negative joined to the hit's own verb belongs to the hit and denies nothing.
    fn own_ending(&self, folded: &Folded, end: usize) -> usize {
        const STEMS: &str = "らかわさばまたなえけせべめれげきぎちびみり";
        let is_stem = |at: usize| folded.chars.get(at).is_some_and(|c| STEMS.contains(*c));
        let last = end.saturating_sub(1);
        let in_verb = is_stem(last) || folded.chars.get(last) == Some(&'し');
        let mut at = end;
        let mut joined = in_verb;
        while at <= end + 2 {
            let rest = folded.slice(at, at + TAIL);
            if let (true, Some(n)) = (joined, self.negatives.longest_at(rest)) {
                return at + n;
            }
            if !is_stem(at) {
                break;
            }
            joined = true;
            at += 1;
        }
        end
    }

    /// Reads the small words after a hit: (denied, doubted). Two negatives affirm.
    fn tail(&self, folded: &Folded, end: usize) -> (bool, bool) {
        let clause = folded.clause(end.saturating_sub(1));
        let mut denied = false;
        let mut at = self.own_ending(folded, end);
        while at < end + TAIL && folded.clause(at) == clause {
            let rest = folded.slice(at, at + TAIL);
            if self.doubts.longest_at(rest).is_some() {
                return (denied, true);
            }
            if self.breakers.longest_at(rest).is_some() {
                break;
            }
            let negative = self.negatives.longest_at(rest);
            let glue = self.glue.longest_at(rest);
            match (negative, glue) {
                (Some(n), g) if g.is_none_or(|g| n >= g) => {
                    denied = !denied;
                    at += n;
                }
                (_, Some(g)) => at += g,
                _ => break,
            }
        }
        (denied, false)
    }
}

impl Surroundings {
    /// Past and over: a word of ending follows, or 「以前は…今は…」 stands around the hit.
    fn resolved(&self, start: usize, end: usize, folded: &Folded) -> bool {
        let sentence = folded.sentence(start);
        let reach = |r: &(usize, usize)| {
            let s = folded.sentence(r.0);
            s == sentence || s == sentence + 1
        };
        let after = |ranges: &[(usize, usize)], from: usize| {
            let first = ranges.partition_point(|r| r.0 < from);
            ranges.get(first).filter(|r| reach(r)).copied()
        };
        let relapsed_after = |from: usize| after(&self.relapsed, from).is_some();
        if let Some(over) = after(&self.resolved, start)
            && folded.sentence(over.0) == sentence
            && !relapsed_after(over.0)
        {
            return true;
        }
        self.past_before(start, folded)
            && (after(&self.now, end).is_some() || after(&self.resolved, start).is_some())
            && !relapsed_after(end)
    }

    fn past_before(&self, start: usize, folded: &Folded) -> bool {
        last_before(&self.past, start).is_some_and(|r| folded.sentence(r.0) == folded.sentence(start))
    }

    fn who(&self, start: usize, folded: &Folded) -> Who {
        let next = self.people.partition_point(|p| p.0 <= start);
        next.checked_sub(1)
            .and_then(|before| self.people.get(before))
            .filter(|p| folded.sentence(p.0) == folded.sentence(start))
            .map_or(Who::Speaker, |p| p.1)
    }
}

fn last_before(ranges: &[(usize, usize)], at: usize) -> Option<&(usize, usize)> {
    let next = ranges.partition_point(|r| r.0 <= at);
    next.checked_sub(1).and_then(|before| ranges.get(before))
}
