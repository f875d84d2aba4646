//! 気づき: what the concerns and the text say, judged by the rules, each with its ground.

use crate::automaton::{Found, Hits};
use crate::codes::{Agency, Concern, Issue, Urgency};
use crate::connect::connections;
use crate::context::{Reading, Surroundings};
use crate::fold::Folded;
use crate::questions::questions;
use crate::rules::{Rule, Rules};
use serde::Serialize;

/// A character range of the original text, end excluded.
pub type Span = (usize, usize);

/// Everything the aid shows; a suggestion to the worker and never a verdict.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Notice {
    pub issues: Vec<Suggestion>,
    pub urgency: Urgency,
    pub urgency_because: Option<String>,
    pub danger: Vec<Danger>,
    pub questions: Vec<Question>,
    pub connect_to: Vec<Connection>,
    pub contradictions: Vec<Contradiction>,
    /// 「分かりません、もう少し聞いてください」 where nothing was understood.
    pub answer: Option<String>,
}

/// A 課題 that may be there.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Suggestion {
    pub issue: Issue,
    pub label: &'static str,
    pub because: String,
    pub grounds: Vec<Ground>,
}

/// The words a rule found; `spans` is empty where a ticked concern is the ground.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Ground {
    pub rule: String,
    pub because: String,
    pub source: String,
    pub spans: Vec<Span>,
    pub reading: Option<Reading>,
}

/// 危険のしるし.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Danger {
    pub sign: String,
    pub label: String,
    pub now: Vec<String>,
    pub call: Vec<Agency>,
    pub avoid: Vec<String>,
    pub because: String,
    pub spans: Vec<Span>,
}

/// 聞いてみるとよいこと.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Question {
    pub ask: String,
    pub because: String,
}

/// つなぐ先の種類.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Connection {
    pub kind: Agency,
    pub label: &'static str,
    pub because: String,
}

/// 食い違い: words for and against the same 課題.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Contradiction {
    pub issue: Issue,
    pub because: String,
    pub spans_for: Vec<Span>,
    pub spans_against: Vec<Span>,
}

/// A rule with what it found in one text.
pub(crate) struct Verdict<'a> {
    pub(crate) rule: &'a Rule,
    pub(crate) grounds: Vec<Ground>,
    pub(crate) against: Vec<Span>,
}

/// More of the same explains nothing.
const MOST_GROUNDS: usize = 12;

/// Reads ticked concerns and text with the rules.
pub fn notice(rules: &Rules, concerns: &[Concern], text: &str) -> Notice {
    let folded = Folded::new(text, &rules.spellings);
    let hits = rules.finder.search(&folded);
    let around = rules.context.survey(&rules.finder, &hits, &folded);
    let reader = Reader {
        rules,
        folded: &folded,
        hits: &hits,
        around: &around,
        concerns,
    };
    let verdicts: Vec<Verdict<'_>> = rules.rules.iter().filter_map(|r| reader.judge(r)).collect();
    assemble(rules, concerns, &verdicts)
}

fn assemble(rules: &Rules, concerns: &[Concern], verdicts: &[Verdict<'_>]) -> Notice {
    let issues = suggestions(verdicts);
    let danger = dangers(rules, verdicts);
    let urgent = verdicts
        .iter()
        .filter(|v| !v.grounds.is_empty())
        .max_by_key(|v| v.rule.urgency);
    let nothing = issues.is_empty() && danger.is_empty() && concerns.is_empty();
    let denied: Vec<&str> = verdicts
        .iter()
        .filter(|v| v.grounds.is_empty() && !v.against.is_empty())
        .filter_map(|v| v.rule.danger.as_deref())
        .collect();
    Notice {
        urgency: urgent.map_or(Urgency::Ordinary, |v| v.rule.urgency),
        urgency_because: urgent
            .filter(|v| v.rule.urgency > Urgency::Ordinary)
            .map(|v| v.rule.because.clone()),
        questions: questions(rules, concerns, &issues, &denied),
        connect_to: connections(rules, concerns, verdicts, &issues),
        contradictions: contradictions(verdicts),
        answer: nothing.then(|| rules.questions.unclear_answer.clone()),
        issues,
        danger,
    }
}

/// One text with all that is needed to judge a rule on it.
struct Reader<'a> {
    rules: &'a Rules,
    folded: &'a Folded,
    hits: &'a Hits,
    around: &'a Surroundings,
    concerns: &'a [Concern],
}

impl<'a> Reader<'a> {
    fn judge(&self, rule: &'a Rule) -> Option<Verdict<'a>> {
        let mut verdict = Verdict {
            rule,
            grounds: Vec::new(),
            against: Vec::new(),
        };
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
        let mut other_meanings: Option<Vec<Found>> = None;
        for phrase in &rule.any {
            for found in self.find(*phrase) {
                if verdict.grounds.len() >= MOST_GROUNDS {
                    return;
                }
                let others = other_meanings.get_or_insert_with(|| {
                    rule.except.iter().flat_map(|p| self.find(*p)).collect()
                });
                if others.iter().any(|o| overlap(o, &found)) || self.excluded(rule, &found) {
                    continue;
                }
                let reading = self
                    .rules
                    .context
                    .read(&found, self.around, self.folded);
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

    fn excluded(&self, rule: &Rule, found: &Found) -> bool {
        let sentence = self.folded.sentence(found.start());
        rule.none
            .iter()
            .flat_map(|p| self.find(*p))
            .any(|f| self.folded.sentence(f.start()) == sentence)
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
            spans: found.map_or_else(Vec::new, |(f, _)| {
                f.ranges.iter().map(|r| self.span(r.0, r.1)).collect()
            }),
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
        let supposed = reading.hypothetical && self.danger.is_none();
        !(reading.denied || reading.unrelated || over || supposed)
    }
}

fn overlap(one: &Found, other: &Found) -> bool {
    one.ranges
        .iter()
        .any(|a| other.ranges.iter().any(|b| a.0 < b.1 && b.0 < a.1))
}

fn suggestions(verdicts: &[Verdict<'_>]) -> Vec<Suggestion> {
    let mut out = Vec::new();
    for issue in Issue::ALL {
        let mut for_it: Vec<&Verdict<'_>> = verdicts
            .iter()
            .filter(|v| !v.grounds.is_empty() && v.rule.issues.contains(issue))
            .collect();
        for_it.sort_by_key(|v| std::cmp::Reverse(v.rule.urgency));
        if let Some(first) = for_it.first() {
            out.push(Suggestion {
                issue: *issue,
                label: issue.label(),
                because: first.rule.because.clone(),
                grounds: for_it
                    .iter()
                    .flat_map(|v| v.grounds.iter().cloned())
                    .collect(),
            });
        }
    }
    out
}

fn dangers(rules: &Rules, verdicts: &[Verdict<'_>]) -> Vec<Danger> {
    let mut out: Vec<Danger> = Vec::new();
    for verdict in verdicts.iter().filter(|v| !v.grounds.is_empty()) {
        let Some((name, sign)) = verdict
            .rule
            .danger
            .as_ref()
            .and_then(|name| rules.signs.get_key_value(name))
        else {
            continue;
        };
        let spans = verdict.grounds.iter().flat_map(|g| g.spans.iter().copied());
        if let Some(same) = out.iter_mut().find(|d| d.sign == *name) {
            same.spans.extend(spans);
            continue;
        }
        out.push(Danger {
            sign: name.clone(),
            label: sign.label.clone(),
            now: sign.now.clone(),
            call: sign.call.clone(),
            avoid: sign.avoid.clone(),
            because: verdict.rule.because.clone(),
            spans: spans.collect(),
        });
    }
    out
}

fn contradictions(verdicts: &[Verdict<'_>]) -> Vec<Contradiction> {
    let mut out = Vec::new();
    for issue in Issue::ALL {
        let about = || verdicts.iter().filter(|v| v.rule.issues.contains(issue));
        let grounded = about().any(|v| !v.grounds.is_empty());
        let mut spans_for: Vec<Span> = about()
            .flat_map(|v| v.grounds.iter().flat_map(|g| g.spans.iter().copied()))
            .collect();
        let mut spans_against: Vec<Span> =
            about().flat_map(|v| v.against.iter().copied()).collect();
        if !grounded || spans_against.is_empty() {
            continue;
        }
        spans_for.sort_unstable();
        spans_for.dedup();
        spans_against.sort_unstable();
        spans_against.dedup();
        out.push(Contradiction {
            issue: *issue,
            because: format!(
                "「{}」について、そうだという手がかりと、打ち消す言葉の両方があります。決めつけずに、もう一度うかがってください。",
                issue.label()
            ),
            spans_for,
            spans_against,
        });
    }
    out
}
