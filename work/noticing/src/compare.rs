//! 規則を変えたら: which labelled sentences a change makes better or worse.

use crate::codes::{Issue, Urgency};
use crate::labelled::Labelled;
use crate::mistake::Mistake;
use crate::notice::{Notice, notice};
use crate::rules::Rules;

/// What a change of rules does to the labelled sentences.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    pub better: Vec<Changed>,
    pub worse: Vec<Changed>,
    /// Noticed differently, with as many mistakes as before.
    pub other: Vec<Changed>,
}

/// One sentence before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    pub text: String,
    pub labelled: (Vec<Issue>, Urgency),
    pub before: (Vec<Issue>, Urgency),
    pub after: (Vec<Issue>, Urgency),
}

/// Runs every labelled sentence through both sets of rules.
pub fn compare(old: &Rules, new: &Rules) -> Result<Change, Vec<Mistake>> {
    let mut change = Change::default();
    for sentence in crate::labelled::all()? {
        let before = seen(&notice(old, &[], &sentence.text));
        let after = seen(&notice(new, &[], &sentence.text));
        if before == after {
            continue;
        }
        let (was, is) = (errors(sentence, &before), errors(sentence, &after));
        let list = match is.cmp(&was) {
            std::cmp::Ordering::Less => &mut change.better,
            std::cmp::Ordering::Greater => &mut change.worse,
            std::cmp::Ordering::Equal => &mut change.other,
        };
        list.push(Changed {
            text: sentence.text.clone(),
            labelled: (sentence.issues.clone(), sentence.urgency),
            before,
            after,
        });
    }
    Ok(change)
}

fn seen(notice: &Notice) -> (Vec<Issue>, Urgency) {
    let issues = notice.issues.iter().map(|s| s.issue).collect();
    (issues, notice.urgency)
}

/// Issues too many or too few, and the urgency: too mild at a danger is the worst of mistakes.
fn errors(sentence: &Labelled, seen: &(Vec<Issue>, Urgency)) -> usize {
    const MISSED_DANGER: usize = 10;
    let wrong = Issue::ALL.iter().filter(|i| sentence.issues.contains(i) != seen.0.contains(i)).count();
    let urgency = if sentence.urgency == seen.1 {
        0
    } else if sentence.urgency == Urgency::Urgent {
        MISSED_DANGER
    } else {
        1
    };
    wrong + urgency
}
