//! 別紙: what a receiver was told later on being asked, for the paper of that one receiver.
//!
//! Paper leaves the hands of whoever printed it. So it holds what this receiver was told and may still know, and nothing
//! that another was told; where somebody under protection lives is not on it, whoever prints.

use office::AgencyId;

use crate::model::LegState;
use crate::more::{Answer, More};
use crate::seen::SeenSheet;

/// One question with what was told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Item<'a> {
    pub(crate) more: &'a More,
    pub(crate) answer: &'a Answer,
    /// Kind and text.
    pub(crate) told: Vec<(&'a str, &'a str)>,
    /// 支援措置: a part was told and is not on paper.
    pub(crate) kept_off: bool,
}

/// What goes on the paper for `to`, the first answer first.
pub(crate) fn items<'a>(seen: &'a SeenSheet, to: &AgencyId, covered: bool) -> Vec<Item<'a>> {
    let mut legs = seen.legs.iter().filter(|leg| leg.to == *to).peekable();
    let taken_back = legs.peek().is_none() || legs.all(|leg| leg.state == LegState::Withdrawn);
    if taken_back || seen.sheet.consent_withdrawn_at.is_some() {
        return Vec::new();
    }
    seen.more.iter().filter(|more| more.asker.agency == *to).filter_map(|more| item(more, covered)).collect()
}

fn item(more: &More, covered: bool) -> Option<Item<'_>> {
    let answer = more.answer.as_ref().filter(|answer| answer.consent_withdrawn_at.is_none())?;
    let off = |kind: &str| covered && kind == "basic";
    let kept_off = answer.told.iter().any(|told| off(&told.kind));
    let told = answer.told.iter().filter(|told| !off(&told.kind));
    let told: Vec<(&str, &str)> = told.filter_map(|told| Some((told.kind.as_str(), told.text.as_deref()?))).collect();
    let says_something = !told.is_empty() || answer.instead.is_some();
    says_something.then_some(Item { more, answer, told, kept_off })
}

/// The receivers for whose paper there is something, in the order of the sheet.
pub(crate) fn receivers(seen: &SeenSheet, covered: bool) -> Vec<&AgencyId> {
    let mut all: Vec<&AgencyId> = Vec::new();
    for leg in &seen.legs {
        if !all.contains(&&leg.to) && !items(seen, &leg.to, covered).is_empty() {
            all.push(&leg.to);
        }
    }
    all
}

/// Whose paper it is: one's own counter's; else the one that was chosen, or the only one that the sheet went to.
pub(crate) fn whose<'a>(
    seen: &'a SeenSheet,
    all: &[&'a AgencyId],
    own: &AgencyId,
    asked: &str,
) -> Option<&'a AgencyId> {
    if let Some(own) = all.iter().find(|to| **to == own) {
        return Some(own);
    }
    if let Some(chosen) = all.iter().find(|to| to.as_text() == asked) {
        return Some(chosen);
    }
    all.first().filter(|only| seen.legs.iter().all(|leg| leg.to == ***only)).copied()
}
