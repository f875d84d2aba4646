//! 試し: what a new text does to the labelled sentences, and what it notices in sentences of one's own.

use office::Fault;

use crate::codes::{Issue, Urgency};
use crate::compare::{Changed, compare};
use crate::mistake::Mistake;
use crate::notice::notice;
use crate::store::{self, CurrentRules};

/// So many sentences of one list are shown.
const SHOWN: usize = 40;
/// So many sentences of one's own are tried.
const EXAMPLES: usize = 20;

/// A labelled sentence that is noticed differently.
pub(super) struct Line {
    pub(super) text: String,
    pub(super) labelled: String,
    pub(super) before: String,
    pub(super) after: String,
}

/// Sentences that are noticed differently; `count` is of all, `lines` of those shown.
pub(super) struct Lines {
    pub(super) title: &'static str,
    pub(super) kind: &'static str,
    pub(super) count: usize,
    pub(super) lines: Vec<Line>,
}

/// What trying a text has shown.
pub(super) struct Trial {
    pub(super) lists: Vec<Lines>,
    /// A sentence of one's own, what is noticed now, what would be.
    pub(super) examples: Vec<(String, String, String)>,
}

/// A text to be tried in the place of a file's.
pub(super) struct Attempt {
    pub(super) now: CurrentRules,
    pub(super) texts: Vec<(&'static str, String)>,
    pub(super) file: String,
    pub(super) content: String,
    /// One sentence each line.
    pub(super) examples: String,
}

impl Attempt {
    /// Away from the threads that answer, because it reads every sentence twice.
    pub(super) async fn run(self) -> Result<Result<Trial, Vec<Mistake>>, Fault> {
        let run = tokio::task::spawn_blocking(move || self.run_here());
        run.await.map_err(|error| Fault::other(error.to_string()))
    }

    pub(super) fn run_here(self) -> Result<Trial, Vec<Mistake>> {
        let new = store::candidate(self.texts, &self.file, &self.content)?;
        let change = compare(&self.now, &new)?;
        let own = self.examples.lines().map(str::trim).filter(|line| !line.is_empty()).take(EXAMPLES);
        let examples = own
            .map(|text| (text.to_owned(), seen(&notice(&self.now, &[], text)), seen(&notice(&new, &[], text))))
            .collect();
        let lists = [
            ("よくなる例文", "good", change.better),
            ("悪くなる例文", "attention", change.worse),
            ("変わるが、間違いの数は同じ例文", "info", change.other),
        ];
        Ok(Trial { lists: lists.into_iter().map(|(title, kind, all)| lines(title, kind, &all)).collect(), examples })
    }
}

fn lines(title: &'static str, kind: &'static str, all: &[Changed]) -> Lines {
    let line = |changed: &Changed| Line {
        text: changed.text.clone(),
        labelled: words(&changed.labelled),
        before: words(&changed.before),
        after: words(&changed.after),
    };
    Lines { title, kind, count: all.len(), lines: all.iter().take(SHOWN).map(line).collect() }
}

fn seen(found: &crate::Notice) -> String {
    words(&(found.issues.iter().map(|issue| issue.issue).collect(), found.urgency))
}

fn words((issues, urgency): &(Vec<Issue>, Urgency)) -> String {
    let issues: Vec<&str> = issues.iter().map(|issue| issue.label()).collect();
    let issues = if issues.is_empty() { "課題なし".to_owned() } else { issues.join("、") };
    format!("{issues}({})", urgency.label())
}
