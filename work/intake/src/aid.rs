//! 相談チャート beside the form: what the words may mean, what to ask, whom to call. Nothing is kept.

use noticing::{Concern, Rules, notice};
use web::Pairs;

/// More would not be read with somebody sitting opposite.
const MOST: usize = 3;

/// One line of the aid and the words it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AidLine {
    pub(crate) text: String,
    pub(crate) because: String,
}

/// What the aid shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Aid {
    pub(crate) danger: Vec<AidLine>,
    pub(crate) questions: Vec<AidLine>,
    pub(crate) counters: Vec<AidLine>,
    /// Nothing was understood.
    pub(crate) answer: Option<String>,
}

/// Reads the words and marks of a form that is being filled.
pub(crate) fn of(rules: &Rules, pairs: &Pairs) -> Aid {
    let marks = pairs.all("concern").chain(pairs.all("concern_main"));
    let concerns: Vec<Concern> = marks.filter_map(Concern::from_code).collect();
    let said: Vec<&str> = ["words", "other_concern", "household_line"].map(|field| pairs.one(field)).to_vec();
    let found = notice(rules, &concerns, &said.join("\n"));
    let line = |text: String, because: String| AidLine { text, because };
    let danger = found.danger.into_iter().map(|sign| {
        let now = [sign.label].into_iter().chain(sign.now).collect::<Vec<_>>().join("。");
        line(now, sign.because)
    });
    let counters = found.connect_to.into_iter().map(|to| line(to.label.to_owned(), to.because));
    Aid {
        danger: danger.take(MOST).collect(),
        questions: found.questions.into_iter().map(|q| line(q.ask, q.because)).take(MOST).collect(),
        counters: counters.take(MOST).collect(),
        answer: found.answer,
    }
}
