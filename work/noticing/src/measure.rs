//! ものさし: precision, recall and F1 per 課題, and the table of 緊急度, on both parts.

use crate::codes::{Issue, Urgency};
use crate::labelled::{Labelled, Part, labelled};
use crate::mistake::Mistake;
use crate::notice::{Notice, notice};
use crate::rules::Rules;

/// Counts for one issue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct IssueMeasure {
    pub found: u32,
    pub wrong: u32,
    pub missed: u32,
}

impl IssueMeasure {
    /// `None` where nothing was suggested.
    pub fn precision(self) -> Option<f64> {
        share(self.found, self.found + self.wrong)
    }

    /// `None` where nothing was there to find.
    pub fn recall(self) -> Option<f64> {
        share(self.found, self.found + self.missed)
    }

    pub fn f1(self) -> Option<f64> {
        share(2 * self.found, 2 * self.found + self.wrong + self.missed)
    }

    fn add(&mut self, other: Self) {
        self.found += other.found;
        self.wrong += other.wrong;
        self.missed += other.missed;
    }
}

/// Measures of one part of the sentences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartMeasures {
    pub sentences: u32,
    /// In the order of the form.
    pub issues: Vec<(Issue, IssueMeasure)>,
    /// (labelled, noticed, how many), each pair once, mildest first.
    pub urgency: Vec<(Urgency, Urgency, u32)>,
    /// Sentences with a labelled counter, and those with one of them among the first two noticed.
    pub connected: (u32, u32),
}

/// Measures of both parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measures {
    pub training: PartMeasures,
    pub held_out: PartMeasures,
}

impl PartMeasures {
    /// All issues together.
    pub fn micro(&self) -> IssueMeasure {
        let mut all = IssueMeasure::default();
        for (_, one) in &self.issues {
            all.add(*one);
        }
        all
    }

    /// Share of the sentences labelled 緊急 that were noticed as 緊急.
    pub fn urgent_recall(&self) -> Option<f64> {
        let labelled = self.urgency.iter().filter(|u| u.0 == Urgency::Urgent);
        let (mut hit, mut all) = (0, 0);
        for (_, noticed, count) in labelled {
            all += count;
            hit += if *noticed == Urgency::Urgent { *count } else { 0 };
        }
        share(hit, all)
    }
}

/// Measures the built-in rules on the built-in sentences.
pub fn measure() -> Result<Measures, Vec<Mistake>> {
    let rules = Rules::embedded().map_err(<[Mistake]>::to_vec)?;
    Ok(measure_with(rules, &labelled()?))
}

pub fn measure_with(rules: &Rules, sentences: &[Labelled]) -> Measures {
    Measures { training: part(rules, sentences, Part::Training), held_out: part(rules, sentences, Part::HeldOut) }
}

fn part(rules: &Rules, sentences: &[Labelled], part: Part) -> PartMeasures {
    let mut measures = PartMeasures {
        sentences: 0,
        issues: Issue::ALL.iter().map(|i| (*i, IssueMeasure::default())).collect(),
        urgency: Urgency::ALL.iter().flat_map(|l| Urgency::ALL.iter().map(|n| (*l, *n, 0))).collect(),
        connected: (0, 0),
    };
    for sentence in sentences.iter().filter(|s| s.part() == part) {
        measures.count(sentence, &notice(rules, &[], &sentence.text));
    }
    measures
}

impl PartMeasures {
    fn count(&mut self, sentence: &Labelled, noticed: &Notice) {
        self.sentences += 1;
        for (issue, counts) in &mut self.issues {
            let there = sentence.issues.contains(issue);
            let suggested = noticed.issues.iter().any(|s| s.issue == *issue);
            counts.found += u32::from(there && suggested);
            counts.wrong += u32::from(!there && suggested);
            counts.missed += u32::from(there && !suggested);
        }
        for (label, seen, count) in &mut self.urgency {
            *count += u32::from(*label == sentence.urgency && *seen == noticed.urgency);
        }
        if !sentence.kinds.is_empty() {
            let best = noticed.connect_to.iter().take(2);
            self.connected.0 += 1;
            self.connected.1 += u32::from(best.into_iter().any(|c| sentence.kinds.contains(&c.kind)));
        }
    }
}

fn share(part: u32, whole: u32) -> Option<f64> {
    (whole > 0).then(|| f64::from(part) / f64::from(whole))
}
