//! 相談チャート: notices in ticked concerns and free text what an experienced clerk would notice.
//!
//! Pure: no clock, no storage, no network. Every suggestion names the words and the rule it came from,
//! and nothing here is a judgement of a person; the worker decides.

mod automaton;
mod builder;
mod chain;
mod codes;
mod compare;
mod connect;
mod context;
mod expand;
mod finder;
mod finder_builder;
mod fold;
mod hits;
mod json;
mod judge;
mod labelled;
mod lexicon;
mod load;
mod measure;
mod mistake;
mod notice;
mod number;
mod pages;
mod passage;
mod phrase;
mod quantity;
mod questions;
mod quick;
#[cfg(test)]
mod reference;
mod report;
mod respelling;
mod rule_file;
mod rules;
mod spelling;
mod store;
mod word_list;

pub use codes::{Agency, Concern, Issue, Urgency};
pub use compare::{Change, Changed, compare};
pub use context::Reading;
pub use json::{as_json, notice_json};
pub use labelled::{Labelled, Part, Speaker, labelled};
pub use measure::{IssueMeasure, Measures, PartMeasures, measure, measure_with};
pub use mistake::Mistake;
pub use notice::{Connection, Contradiction, Danger, Ground, Notice, Question, Span, Suggestion, notice};
pub use pages::{CounterLine, Directory, answer_beside, routes, samples};
pub use report::markdown;
pub use rule_file::Who;
pub use rules::{EMBEDDED, RuleCard, Rules};
pub use store::{CurrentRules, current};
