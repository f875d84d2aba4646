//! 規則の当てはめ: whether a rule speaks of one text, by which words, and what speaks against it.

use crate::automaton::{Found, Hits};
use crate::codes::Concern;
use crate::context::{Reading, Surroundings};
use crate::fold::Folded;
use crate::notice::{Ground, Span};
use crate::rules::{Rule, Rules};
use std::collections::BTreeSet;

/// A rule with what it found in one text.
pub(crate) struct Verdict<'a> {
    pub(crate) rule: &'a Rule,
    pub(crate) grounds: Vec<Ground>,
    pub(crate) against: Vec<Span>,
}

/// More of the same explains nothing.
const MOST_GROUNDS: usize = 12;

/// One text with all that is needed to judge a rule on it.
pub(crate) struct Reader<'a> {
    pub(crate) rules: &'a Rules,
    pub(crate) folded: &'a Folded,
    pub(crate) hits: &'a Hits,
    pub(crate) around: &'a Surroundings,
    pub(crate) concerns: &'a [Concern],
}

impl<'a> Reader<'a> {
    pub(crate) fn judge(&self, rule: &'a Rule) -> Option<Verdict<'a>> {
        let mut verdict = Verdict { rule, grounds: Vec::new(), against: Vec::new() };
        if rule.concerns.iter().any(|c| self.concerns.contains(c)) {
            verdict.grounds.push(self.ground(rule, None));
        }
        let all_there = rule.all.iter().all(|p| !self.find(*p).is_empty());
        if all_there {
            self.read_words(rule, &mut verdict);
        }
        (!verdict.grounds.is_empty() || !verdict.against.is_empty()).then_some(verdict)
    }

    fn read_words(&self, rule: &Rule, verdict: &mut Verdict<'_>) {
        let mut exclusions: Option<Exclusions> = None;
        for phrase in &rule.any {
            for found in self.find(*phrase) {
                if verdict.grounds.len() >= MOST_GROUNDS {
                    return;
                }
                let exclusions = exclusions.get_or_insert_with(|| self.exclusions(rule));
                if exclusions.hold(&found, self.folded.sentence(found.start())) {
                    continue;
                }
                let reading = self.rules.context.read(&found, self.around, self.folded);
                if !rule.means(reading.who) {
                    continue;
                }
                if rule.holds(reading) {
                    verdict.grounds.push(self.ground(rule, Some((&found, reading))));
                } else if reading.denied && verdict.against.len() < MOST_GROUNDS {
                    verdict.against.push(self.span(found.start(), found.end()));
                }
            }
        }
    }

    fn exclusions(&self, rule: &Rule) -> Exclusions {
        let mut ranges: Vec<Span> = rule.except.iter().flat_map(|p| self.find(*p)).flat_map(|f| f.ranges).collect();
        ranges.sort_unstable();
        Exclusions {
            longest: ranges.iter().map(|r| r.1 - r.0).max().unwrap_or(0),
            ranges,
            sentences: rule.none.iter().flat_map(|p| self.find(*p)).map(|f| self.folded.sentence(f.start())).collect(),
        }
    }

    fn find(&self, phrase: usize) -> Vec<Found> {
        self.rules.finder.find(phrase, self.hits, self.folded)
    }

    fn span(&self, start: usize, end: usize) -> Span {
        self.folded.original(start, end)
    }

    fn ground(&self, rule: &Rule, found: Option<(&Found, Reading)>) -> Ground {
        Ground {
            rule: rule.id.clone(),
            because: rule.because.clone(),
            source: rule.source.clone(),
            spans: found.map_or_else(Vec::new, |(f, _)| f.ranges.iter().map(|r| self.span(r.0, r.1)).collect()),
            reading: found.map(|f| f.1),
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
        self.sentences.contains(&sentence) || found.ranges.iter().any(|r| self.overlap(*r))
    }

    fn overlap(&self, range: Span) -> bool {
        let from = self.ranges.partition_point(|r| r.0 + self.longest <= range.0);
        let candidates = self.ranges.get(from..).unwrap_or(&[]);
        candidates.iter().take_while(|r| r.0 < range.1).any(|r| range.0 < r.1)
    }
}
