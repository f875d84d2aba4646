//! 規則の当てはめ: whether a rule speaks of one text, by which words, and what speaks against it.

use crate::chain::Found;
use crate::codes::Concern;
use crate::context::{Reading, Surroundings};
use crate::fold::Folded;
use crate::hits::Hits;
use crate::notice::{Ground, Span};
use crate::rules::{Rule, Rules};
use std::collections::BTreeSet;

/// A rule with what it found in one text.
pub(crate) struct Verdict<'a> {
    pub(crate) rule: &'a Rule,
    pub(crate) grounds: Vec<Evidence>,
    pub(crate) against: Vec<Span>,
}

/// The words that speak for a rule; without spans where a ticked concern does.
pub(crate) struct Evidence {
    pub(crate) spans: Vec<Span>,
    pub(crate) reading: Option<Reading>,
}

/// More of the same explains nothing.
const MOST_GROUNDS: usize = 6;

/// One text with all that is needed to judge a rule on it.
pub(crate) struct Reader<'a> {
    pub(crate) rules: &'a Rules,
    pub(crate) folded: &'a Folded,
    pub(crate) hits: &'a Hits,
    pub(crate) around: &'a Surroundings,
    pub(crate) concerns: &'a [Concern],
}

impl Verdict<'_> {
    pub(crate) fn grounds(&self) -> impl Iterator<Item = Ground> {
        self.grounds.iter().map(|evidence| Ground {
            rule: self.rule.id.clone(),
            because: self.rule.because.clone(),
            source: self.rule.source.clone(),
            spans: evidence.spans.clone(),
            reading: evidence.reading,
        })
    }
}

impl<'a> Reader<'a> {
    /// What the rules say that can say anything here, in the order of the rules.
    pub(crate) fn verdicts(&self) -> Vec<Verdict<'a>> {
        let mut asked = self.rules.rules_of_phrases(self.hits.possible.iter().map(|p| p.0));
        asked.extend(self.concerns.iter().flat_map(|c| self.rules.rules_of(*c)));
        asked.sort_unstable();
        asked.dedup();
        asked.iter().filter_map(|n| self.rules.rules.get(*n)).filter_map(|rule| self.judge(rule)).collect()
    }

    fn judge(&self, rule: &'a Rule) -> Option<Verdict<'a>> {
        let mut verdict = Verdict { rule, grounds: Vec::new(), against: Vec::new() };
        if rule.concerns.iter().any(|c| self.concerns.contains(c)) {
            verdict.grounds.push(Evidence { spans: Vec::new(), reading: None });
        }
        if self.rules.finder.all(&rule.all, self.hits, self.folded) {
            self.read_words(rule, &mut verdict);
        }
        (!verdict.grounds.is_empty() || !verdict.against.is_empty()).then_some(verdict)
    }

    fn read_words(&self, rule: &Rule, verdict: &mut Verdict<'_>) {
        let mut exclusions: Option<Exclusions> = None;
        if verdict.grounds.len() >= MOST_GROUNDS {
            return;
        }
        self.rules.finder.each(&rule.any, self.hits, self.folded, |found| {
            let exclusions = exclusions.get_or_insert_with(|| self.exclusions(rule));
            if !exclusions.hold(&found, self.folded.sentence(found.start())) {
                self.read_one(rule, &found, verdict);
            }
            verdict.grounds.len() < MOST_GROUNDS
        });
    }

    fn read_one(&self, rule: &Rule, found: &Found, verdict: &mut Verdict<'_>) {
        let reading = self.rules.context.read(found, self.around, self.folded);
        if !rule.means(reading.who) {
            return;
        }
        if rule.holds(reading) {
            self.keep(found, reading, verdict);
        } else if reading.denied && verdict.against.len() < MOST_GROUNDS {
            verdict.against.push(self.span(found.start(), found.end()));
        }
    }

    fn exclusions(&self, rule: &Rule) -> Exclusions {
        let found = |phrases| self.rules.finder.find(phrases, self.hits, self.folded);
        let mut ranges: Vec<Span> = found(&rule.except).iter().flat_map(Found::ranges).collect();
        ranges.sort_unstable();
        Exclusions {
            longest: ranges.iter().map(|r| r.1 - r.0).max().unwrap_or(0),
            ranges,
            sentences: found(&rule.none).iter().map(|f| self.folded.sentence(f.start())).collect(),
        }
    }

    fn span(&self, start: usize, end: usize) -> Span {
        self.folded.original(start, end)
    }

    /// Two phrases often find the same words; once is enough.
    fn keep(&self, found: &Found, reading: Reading, verdict: &mut Verdict<'_>) {
        let spans: Vec<Span> = found.ranges().map(|r| self.span(r.0, r.1)).collect();
        if !verdict.grounds.iter().any(|g| g.spans == spans) {
            let reading = Some(reading);
            verdict.grounds.push(Evidence { spans, reading });
        }
    }
}

impl Rule {
    fn means(&self, who: crate::rule_file::Who) -> bool {
        (self.who.is_empty() || self.who.contains(&who)) && !self.not_who.contains(&who)
    }

    /// A sign of danger is dropped only where it is clearly denied, long over or about something else.
    fn holds(&self, reading: Reading) -> bool {
        let over = reading.resolved && !self.lasting && (self.danger.is_none() || reading.past);
        let asked = self.danger.is_none() && !self.lasting;
        let supposed = reading.hypothetical && self.danger.is_none();
        let errand = reading.administrative && asked;
        !(reading.denied || reading.unrelated || over || supposed || errand)
    }
}

/// Other meanings of a rule's words in one text, and the sentences that rule it out.
struct Exclusions {
    /// Sorted by start.
    ranges: Vec<Span>,
    longest: usize,
    sentences: BTreeSet<usize>,
}

impl Exclusions {
    fn hold(&self, found: &Found, sentence: usize) -> bool {
        self.sentences.contains(&sentence) || found.ranges().any(|r| self.overlap(r))
    }

    fn overlap(&self, range: Span) -> bool {
        let from = self.ranges.partition_point(|r| r.0 + self.longest <= range.0);
        let candidates = self.ranges.get(from..).unwrap_or(&[]);
        candidates.iter().take_while(|r| r.0 < range.1).any(|r| range.0 < r.1)
    }
}
