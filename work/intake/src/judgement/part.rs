//! 見立ての見せ方: what workers judged, and what the chart suggests, which nobody has judged yet.

use askama::Template;
use noticing::{Concern, Issue, Rules, Suggestion, notice};
use office::{Day, FieldErrors};
use web::parts::opts;
use web::{Pairs, SafeHtml};

use super::{Judgement, JudgementId};
use crate::model::{Intake, IntakeId};
use crate::names::Names;

/// A judgement with the names of those who made it and took it back.
#[derive(Debug, Clone)]
pub(crate) struct Shown {
    pub(crate) id: JudgementId,
    pub(crate) issue: Issue,
    pub(crate) ground: String,
    pub(crate) by: String,
    pub(crate) on: Day,
    pub(crate) at: String,
    pub(crate) back: Option<(String, Day)>,
}

impl Shown {
    pub(crate) fn of(judgement: Judgement, names: &Names) -> Self {
        Self {
            id: judgement.id,
            issue: judgement.issue,
            ground: judgement.ground,
            by: names.member(&judgement.by),
            on: judgement.at.day(),
            at: judgement.at.time_of_day(),
            back: judgement.back.map(|(by, at)| (names.member(&by), at.day())),
        }
    }
}

/// A suggestion that may be taken as one's own, its words already in the ground.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Draft {
    pub(crate) issue: Issue,
    pub(crate) because: String,
    pub(crate) rule: String,
    pub(crate) ground: String,
}

/// What the chart suggests of a reception. Nothing of it is kept.
pub(crate) fn drafts(rules: &Rules, intake: &Intake) -> Vec<Draft> {
    let told = &intake.told;
    let concerns: Vec<Concern> = told.concerns.iter().filter_map(|mark| Concern::from_text(&mark.code)).collect();
    let said = [&told.words, &told.other_concern, &told.household_line];
    let text = said.map(|part| part.as_deref().unwrap_or_default()).join("\n");
    notice(rules, &concerns, &text).issues.iter().map(|suggestion| draft(suggestion, &text)).collect()
}

fn draft(suggestion: &Suggestion, text: &str) -> Draft {
    let first = suggestion.grounds.first();
    let span = first.and_then(|ground| ground.spans.first());
    let ground = match span.map(|span| sentence_around(text, *span)) {
        Some(sentence) if !sentence.is_empty() => format!("「{sentence}」とのお話から。"),
        _ => String::new(),
    };
    Draft {
        issue: suggestion.issue,
        because: suggestion.because.clone(),
        rule: first.map_or_else(String::new, |ground| ground.rule.clone()),
        ground,
    }
}

/// The sentence in which the words stand.
fn sentence_around(text: &str, (from, to): (usize, usize)) -> String {
    let letters: Vec<char> = text.chars().collect();
    let ends = |c: &char| matches!(c, '。' | '\n' | '！' | '？' | '!' | '?');
    let begin = letters.iter().take(from).rposition(ends).map_or(0, |at| at + 1);
    let end = letters.iter().skip(to).position(ends).map_or(letters.len(), |at| to + at);
    letters.iter().skip(begin).take(end.saturating_sub(begin)).collect::<String>().trim().to_owned()
}

#[derive(Template)]
#[template(path = "judgement/part.html")]
struct Part<'a> {
    csrf: &'a str,
    id: &'a IntakeId,
    standing: Vec<&'a Shown>,
    back: Vec<&'a Shown>,
    drafts: Vec<(&'a Draft, SafeHtml)>,
    /// The counter that took it in judges.
    own: bool,
    open: bool,
}

/// The part of the reception's page. `pairs` and `errors` are those of a judgement that was not kept.
pub(crate) fn html<'a>(
    (csrf, id, own): (&'a str, &'a IntakeId, bool),
    judgements: &'a [Shown],
    drafts: &'a [Draft],
    (pairs, errors): (&Pairs, &FieldErrors),
) -> Result<SafeHtml, askama::Error> {
    let (back, standing): (Vec<_>, Vec<_>) = judgements.iter().partition(|one| one.back.is_some());
    let waiting = drafts.iter().filter(|draft| standing.iter().all(|one| one.issue != draft.issue));
    let with_area = |draft: &'a Draft| {
        let Draft { issue, ground, .. } = draft;
        let asked = pairs.one("issue") == issue.as_text();
        let value = if asked { pairs.one(issue.as_text()) } else { ground.as_str() };
        (draft, web::parts::area(issue.as_text(), "そう見立てた根拠", value, errors, opts().rows(2)))
    };
    let drafts = if own { waiting.map(with_area).collect() } else { Vec::new() };
    let open = errors.iter().any(|error| Issue::from_text(error.field).is_some());
    SafeHtml::rendered(&Part { csrf, id, standing, back, drafts, own, open })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ground_begins_with_the_sentence_in_which_the_words_stand() {
        let text = "母と二人です。家賃を三か月払えていません。\n困りました";
        assert_eq!(sentence_around(text, (7, 9)), "家賃を三か月払えていません");
        assert_eq!(sentence_around(text, (0, 1)), "母と二人です");
        assert_eq!(sentence_around(text, (22, 24)), "困りました");
        assert_eq!(sentence_around("", (5, 9)), "");
    }
}
