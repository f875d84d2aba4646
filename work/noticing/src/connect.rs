//! つなぐ先: the kinds of counters that could help, best two first.

use crate::codes::{Agency, Concern, Urgency};
use crate::judge::Verdict;
use crate::notice::{Connection, Suggestion};
use crate::rules::Rules;
use std::collections::BTreeMap;

/// What a counter's place in a list is worth; a rule's own list says more than the issue's.
const BY_RULE: [u32; 3] = [12, 9, 5];
const BY_ISSUE: [u32; 3] = [6, 4, 2];
const BY_CONCERN: [u32; 3] = [3, 2, 1];
const BY_DANGER: [u32; 3] = [40, 30, 10];

pub(crate) fn connections(
    rules: &Rules,
    concerns: &[Concern],
    verdicts: &[Verdict<'_>],
    issues: &[Suggestion],
) -> Vec<Connection> {
    let mut places: BTreeMap<Agency, (u32, Option<String>)> = BTreeMap::new();
    let mut add = |kinds: &[Agency], worth: [u32; 3], times: u32, because: Option<&String>| {
        for (place, kind) in kinds.iter().enumerate() {
            let points = worth.get(place).copied().unwrap_or(1) * times;
            let entry = places.entry(*kind).or_insert((0, None));
            entry.0 += points;
            if because.is_some() && entry.1.is_none() {
                entry.1 = because.cloned();
            }
        }
    };
    let mut used: Vec<&[Agency]> = Vec::new();
    for verdict in verdicts.iter().filter(|v| !v.grounds.is_empty()) {
        let rule = verdict.rule;
        // The same list given by two rules of one matter counts once.
        if !rule.connect.is_empty() && !used.contains(&rule.connect.as_slice()) {
            used.push(&rule.connect);
            add(&rule.connect, BY_RULE, haste(rule.urgency), Some(&rule.because));
        }
        let sign = rule.danger.as_ref().and_then(|d| rules.signs.get(d));
        if let Some(sign) = sign.filter(|s| !used.contains(&s.call.as_slice())) {
            used.push(&sign.call);
            add(&sign.call, BY_DANGER, 1, Some(&rule.because));
        }
    }
    for suggestion in issues {
        let kinds = rules.connect.issues.get(&suggestion.issue);
        add(kinds.map_or(&[], Vec::as_slice), BY_ISSUE, 1, None);
    }
    for concern in concerns {
        let kinds = rules.connect.concerns.get(concern);
        add(kinds.map_or(&[], Vec::as_slice), BY_CONCERN, 1, None);
    }
    let mut ranked: Vec<_> = places.into_iter().collect();
    ranked.sort_by_key(|(kind, (points, _))| (std::cmp::Reverse(*points), *kind));
    ranked
        .into_iter()
        .map(|(kind, (_, because))| Connection {
            kind,
            label: kind.label(),
            because: rules
                .connect
                .agencies
                .get(&kind)
                .map(String::as_str)
                .or(because.as_deref())
                .unwrap_or("この窓口で相談できることがあります。")
                .to_owned(),
        })
        .collect()
}

fn haste(urgency: Urgency) -> u32 {
    match urgency {
        Urgency::Ordinary => 1,
        Urgency::Early => 2,
        Urgency::Urgent => 3,
    }
}
