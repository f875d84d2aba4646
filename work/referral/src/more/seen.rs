//! 詳しく聞いたことのうち見えるもの: the question to both sides; what was told to the counter that asked and the one that
//! told it, and to nobody else.

use office::{Actor, Situation};

use super::model::More;
use crate::model::EventKind;
use crate::sheet::Event;

/// The questions that a reader may know of, each with as much of its answer.
pub(crate) fn of(all: Vec<More>, actor: &Actor, situation: &Situation, address_kept_back: bool) -> Vec<More> {
    let withdrawn = situation.consent == office::Consent::Withdrawn;
    let sees = |more: &More| more.asker.agency == actor.agency || more.from == actor.agency || situation.tie.holds;
    let mut seen: Vec<More> = all.into_iter().filter(sees).collect();
    for more in &mut seen {
        let asked_here = more.asker.agency == actor.agency;
        if withdrawn {
            more.why.clear();
        }
        let Some(answer) = &mut more.answer else { continue };
        if withdrawn {
            answer.instead = None;
        }
        let told_here = answer.agency == actor.agency;
        let ended = answer.consent_withdrawn_at.is_some() || withdrawn;
        for told in &mut answer.told {
            let reaches = told_here || (asked_here && !ended);
            // Where somebody lives is told under the first kind.
            if !reaches || (told.kind == "basic" && address_kept_back) {
                told.text = None;
            }
        }
    }
    seen
}

/// Of questions that a reader may not know of, the history says nothing either.
pub(crate) fn keep_events(events: &mut Vec<Event>, seen: &[More]) {
    let of_more = |event: &Event| matches!(event.kind, EventKind::AskedMore | EventKind::ToldMore);
    let known = |event: &Event| seen.iter().any(|more| event.leg.as_ref() == Some(&more.leg));
    events.retain(|event| !of_more(event) || known(event));
}
