//! 規則の書式: the shapes of the YAML files that an officer edits.

use crate::codes::{Agency, Concern, Issue, Urgency};
use serde::Deserialize;
use std::collections::BTreeMap;

/// A file of rules; `issue` is the 課題 its rules suggest unless a rule has none of its own.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RuleFile {
    #[serde(default)]
    pub(crate) issue: Option<Issue>,
    /// 法令・手引きなど, the ground of the rules that name none.
    pub(crate) source: String,
    pub(crate) valid_from: String,
    pub(crate) version: u32,
    #[serde(default)]
    pub(crate) rules: Vec<RuleText>,
}

/// One rule as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RuleText {
    pub(crate) id: String,
    pub(crate) because: String,
    #[serde(default)]
    pub(crate) source: Option<String>,
    #[serde(default)]
    pub(crate) valid_from: Option<String>,
    #[serde(default)]
    pub(crate) version: Option<u32>,
    /// Any of these is enough.
    #[serde(default)]
    pub(crate) phrases: Vec<String>,
    /// Each of these must stand somewhere in the text as well.
    #[serde(default)]
    pub(crate) all: Vec<String>,
    /// None of these may stand in the same sentence.
    #[serde(default)]
    pub(crate) none: Vec<String>,
    /// Another meaning of the same words: cancels a finding it overlaps.
    #[serde(default)]
    pub(crate) except: Vec<String>,
    /// Whom the words must be about.
    #[serde(default)]
    pub(crate) who: Vec<Who>,
    #[serde(default)]
    pub(crate) not_who: Vec<Who>,
    /// Further issues the same words say.
    #[serde(default)]
    pub(crate) also: Vec<Issue>,
    /// Ticked items of ご相談の内容 that say the same without words.
    #[serde(default)]
    pub(crate) concerns: Vec<Concern>,
    #[serde(default = "ordinary")]
    pub(crate) urgency: Urgency,
    /// A sign of danger.yaml.
    #[serde(default)]
    pub(crate) danger: Option<String>,
    #[serde(default)]
    pub(crate) connect: Vec<Agency>,
    /// Says nothing where one of these issues is found by another rule: the same words mean that one.
    /// A sign of danger yields to nothing.
    #[serde(default)]
    pub(crate) yields_to: Vec<Issue>,
    /// True where being in the past changes nothing (学歴, 国籍, 服役).
    #[serde(default)]
    pub(crate) lasting: bool,
}

fn ordinary() -> Urgency {
    Urgency::Ordinary
}

/// Who is meant by the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, Deserialize)]
pub enum Who {
    #[serde(rename = "本人")]
    Speaker,
    #[serde(rename = "子ども")]
    Child,
    #[serde(rename = "親")]
    Parent,
    #[serde(rename = "配偶者")]
    Spouse,
    #[serde(rename = "近隣")]
    Neighbour,
    #[serde(rename = "その他の家族")]
    OtherFamily,
}

/// danger.yaml: what a clerk must do at a sign of danger.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DangerFile {
    pub(crate) source: String,
    pub(crate) valid_from: String,
    pub(crate) version: u32,
    pub(crate) signs: BTreeMap<String, Sign>,
    #[serde(default)]
    pub(crate) rules: Vec<RuleText>,
}

/// 危険のしるし: what now, whom to call, what not to say.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Sign {
    pub(crate) label: String,
    pub(crate) now: Vec<String>,
    pub(crate) call: Vec<Agency>,
    pub(crate) avoid: Vec<String>,
    /// Asked, with care, where the words deny the sign.
    pub(crate) if_denied: String,
}

/// connect.yaml: which counters could help with what, best first.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ConnectFile {
    pub(crate) agencies: BTreeMap<Agency, String>,
    pub(crate) issues: BTreeMap<Issue, Vec<Agency>>,
    pub(crate) concerns: BTreeMap<Concern, Vec<Agency>>,
}

/// questions.yaml: what is worth asking.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct QuestionFile {
    pub(crate) unclear_answer: String,
    pub(crate) unclear: Vec<QuestionText>,
    pub(crate) issues: BTreeMap<Issue, Vec<QuestionText>>,
    pub(crate) concerns: BTreeMap<Concern, Vec<QuestionText>>,
}

/// A question with its reason.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct QuestionText {
    pub(crate) ask: String,
    pub(crate) because: String,
}

/// words.yaml: groups of words that phrases name in braces.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WordFile {
    pub(crate) groups: BTreeMap<String, String>,
}

/// spellings.yaml: the one spelling, and the others in a list with `|`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SpellingFile {
    /// Words left as they are although a shorter spelling stands in them.
    pub(crate) kept: Vec<String>,
    pub(crate) spellings: BTreeMap<String, String>,
}

/// context.yaml: the small words by which a hit is denied, doubted, past or another's.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ContextFile {
    pub(crate) particles: Vec<String>,
    pub(crate) glue: Vec<String>,
    pub(crate) negatives: Vec<String>,
    pub(crate) breakers: Vec<String>,
    pub(crate) doubts: Vec<String>,
    pub(crate) hypothetical_after: Vec<String>,
    pub(crate) hypothetical_before: Vec<String>,
    pub(crate) wishes: Vec<String>,
    pub(crate) resolved: Vec<String>,
    pub(crate) relapsed: Vec<String>,
    pub(crate) past: Vec<String>,
    pub(crate) now: Vec<String>,
    pub(crate) unrelated: Vec<String>,
    pub(crate) administrative: Vec<String>,
    pub(crate) hearsay: Vec<String>,
    pub(crate) people: BTreeMap<Who, Vec<String>>,
}
