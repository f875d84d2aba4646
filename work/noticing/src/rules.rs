//! 規則: the loaded set, and the set that comes with the program.

use crate::automaton::Automaton;
use crate::codes::{Agency, Concern, Issue, Urgency};
use crate::context::Context;
use crate::load::load;
use crate::mistake::Mistake;
use crate::rule_file::{ConnectFile, QuestionFile, Sign, Who};
use crate::spelling::Spellings;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::OnceLock;

/// Every rule with the automaton that finds their phrases.
pub struct Rules {
    pub(crate) finder: Automaton,
    pub(crate) spellings: Spellings,
    pub(crate) context: Context,
    pub(crate) rules: Vec<Rule>,
    pub(crate) by_concern: BTreeMap<Concern, Vec<usize>>,
    pub(crate) signs: BTreeMap<String, Sign>,
    pub(crate) connect: ConnectFile,
    pub(crate) questions: QuestionFile,
}

/// One rule, its phrases replaced by their numbers.
pub(crate) struct Rule {
    pub(crate) id: String,
    pub(crate) because: String,
    pub(crate) source: String,
    pub(crate) valid_from: String,
    pub(crate) version: u32,
    pub(crate) issues: Vec<Issue>,
    pub(crate) any: Range<u32>,
    pub(crate) all: Range<u32>,
    pub(crate) none: Range<u32>,
    pub(crate) except: Range<u32>,
    pub(crate) who: Vec<Who>,
    pub(crate) not_who: Vec<Who>,
    pub(crate) concerns: Vec<Concern>,
    pub(crate) urgency: Urgency,
    pub(crate) danger: Option<String>,
    pub(crate) connect: Vec<Agency>,
    pub(crate) yields_to: Vec<Issue>,
    pub(crate) lasting: bool,
}

/// A rule as the editing page lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleCard<'a> {
    pub id: &'a str,
    pub because: &'a str,
    pub source: &'a str,
    pub valid_from: &'a str,
    pub version: u32,
    pub issues: &'a [Issue],
}

macro_rules! embedded_files {
    ($($name:literal),* $(,)?) => {
        /// The files of `rules/noticing/`, by name.
        pub const EMBEDDED: &[(&str, &str)] = &[
            $(($name, include_str!(concat!("../../../rules/noticing/", $name)))),*
        ];
    };
}

embedded_files!(
    "words.yaml",
    "spellings.yaml",
    "context.yaml",
    "danger.yaml",
    "connect.yaml",
    "questions.yaml",
    "illness.yaml",
    "injury.yaml",
    "disability_certified.yaml",
    "disability_suspected.yaml",
    "suicide_attempt.yaml",
    "mental_health_other.yaml",
    "unstable_housing.yaml",
    "homeless.yaml",
    "economic_hardship.yaml",
    "debt.yaml",
    "budgeting.yaml",
    "job_search_difficulty.yaml",
    "job_retention_difficulty.yaml",
    "disordered_lifestyle.yaml",
    "social_isolation.yaml",
    "family_problem.yaml",
    "school_refusal.yaml",
    "delinquency.yaml",
    "low_schooling.yaml",
    "single_parent.yaml",
    "dv_abuse.yaml",
    "foreign_nationality.yaml",
    "ex_offender.yaml",
    "communication_difficulty.yaml",
    "ability_issue.yaml",
    "disaster_victim.yaml",
    "other.yaml",
    "urgency.yaml",
);

impl Rules {
    /// Reads rule files given as (name, content).
    pub fn parse(files: &[(&str, &str)]) -> Result<Self, Vec<Mistake>> {
        load(files)
    }

    /// The rules that come with the program, built once.
    pub fn embedded() -> Result<&'static Self, &'static [Mistake]> {
        static BUILT: OnceLock<Result<Rules, Vec<Mistake>>> = OnceLock::new();
        BUILT.get_or_init(|| load(EMBEDDED)).as_ref().map_err(Vec::as_slice)
    }

    /// How large the automaton is that the phrases make, in places between letters.
    pub fn places(&self) -> usize {
        self.finder.places()
    }

    /// The rules that one of these phrases speaks for; the phrases come in the order of their numbers.
    pub(crate) fn rules_of_phrases(&self, phrases: impl Iterator<Item = u32>) -> Vec<usize> {
        let mut out = Vec::new();
        let mut settled = 0;
        for phrase in phrases {
            if phrase < settled {
                continue;
            }
            // The phrases of a rule are numbered together, and the rules one after the other.
            let number = self.rules.partition_point(|rule| rule.any.start <= phrase);
            let rule = number.checked_sub(1).and_then(|n| self.rules.get(n).map(|rule| (n, rule)));
            if let Some((number, rule)) = rule.filter(|(_, rule)| rule.any.contains(&phrase)) {
                out.push(number);
                settled = rule.any.end;
            }
        }
        out
    }

    /// The rules for which a ticked concern is a ground.
    pub(crate) fn rules_of(&self, concern: Concern) -> impl Iterator<Item = usize> {
        self.by_concern.get(&concern).into_iter().flatten().copied()
    }

    pub fn cards(&self) -> impl Iterator<Item = RuleCard<'_>> {
        self.rules.iter().map(|r| RuleCard {
            id: &r.id,
            because: &r.because,
            source: &r.source,
            valid_from: &r.valid_from,
            version: r.version,
            issues: &r.issues,
        })
    }
}
