//! 給付を受けている世帯: the households on which a new row is tried before it goes live. Who receives is another
//! capability's knowledge: the program hands it in.

use office::{Desk, Fault, Hands};
use serde_json::{Map, Value};

/// Households that are counted together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RecipientGroup {
    /// Who they are and where they are known from, as shown.
    pub label: String,
    /// A situation (`schema()`) each, as JSON without line ends; its `date` is not used.
    pub situations: Vec<String>,
}

/// The households that receive 家賃補助 now, of the municipality named in full (`神奈川県座間市`).
pub type CurrentRecipients = fn(&Desk, &mut Hands<'_, '_>, &str) -> Result<Vec<RecipientGroup>, Fault>;

/// The invented recipients of a demo city, as if they lived in `municipality`.
pub fn demo_recipients(municipality: &str) -> RecipientGroup {
    let lines = include_str!("../../../rules/benefits/demo_recipients.jsonl").lines();
    let of_there = |line: &str| {
        let mut situation: Map<String, Value> = serde_json::from_str(line).ok()?;
        situation.insert("municipality".to_owned(), municipality.into());
        Some(Value::Object(situation).to_string())
    };
    RecipientGroup {
        label: "デモの市の受給世帯(すべて架空)".to_owned(),
        situations: lines.filter_map(of_there).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::Verdict;
    use crate::parameters::Tables;
    use crate::programs::{Program, judge_one};
    use crate::situation::{Instead, Situation};

    #[test]
    fn every_invented_recipient_receives_today_under_the_tables_in_force() {
        let group = demo_recipients("神奈川県座間市");
        assert_eq!(group.situations.len(), 18);
        for text in group.situations {
            let instead = Instead { on: Some("2026-05-15"), municipality: None };
            let situation = Situation::read(&text, instead, Tables::embedded()).expect("readable");
            let answer = judge_one(Program::HousingRent, &situation, Tables::embedded());
            assert_eq!(answer.answer, Verdict::Fits, "{text}: {:?} {:?}", answer.not_met, answer.missing);
            assert!(answer.amount.is_some_and(|amount| amount > 0), "{text}");
        }
    }
}
