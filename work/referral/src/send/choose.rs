//! つなぎ先の行: the fields of each leg, and how a counter gets into them.

use office::{AgencyId, Day};
use staff::Agency;
use vault::fold::fold;
use web::Pairs;

/// The field names of one leg.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct LegFields {
    pub(crate) to: &'static str,
    pub(crate) to_id: &'static str,
    pub(crate) ask: &'static str,
    pub(crate) reason: &'static str,
    pub(crate) method: &'static str,
}

macro_rules! leg_fields {
    ($($at:literal),+) => {
        [$(LegFields {
            to: concat!("to_", $at),
            to_id: concat!("to_id_", $at),
            ask: concat!("ask_", $at),
            reason: concat!("reason_", $at),
            method: concat!("method_", $at),
        }),+]
    };
}

/// As many legs as a sheet of paper has lines for.
pub(crate) const LEGS: [LegFields; 5] = leg_fields!(0, 1, 2, 3, 4);

/// What the row says: a counter, nothing, or words that are no counter's name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Row<'a> {
    Empty,
    Counter(&'a Agency),
    Unclear,
}

pub(crate) fn row<'a>(pairs: &Pairs, fields: LegFields, agencies: &'a [Agency]) -> Row<'a> {
    let (typed, id) = (pairs.one(fields.to).trim(), AgencyId::from_text(pairs.one(fields.to_id)));
    let chosen = id.and_then(|id| agencies.iter().find(|agency| agency.id == id));
    // The words count more than what was chosen before they were changed.
    if let Some(agency) = chosen.filter(|agency| typed.is_empty() || agency.name == typed) {
        return Row::Counter(agency);
    }
    if typed.is_empty() {
        return Row::Empty;
    }
    let key = fold(typed);
    let mut same = agencies.iter().filter(|agency| fold(&agency.name) == key || fold(&agency.kana) == key);
    match (same.next(), same.next()) {
        (Some(agency), None) => Row::Counter(agency),
        _ => Row::Unclear,
    }
}

/// Puts a counter that was picked from the list into the first empty row.
pub(crate) fn put(pairs: &mut Pairs, picked: &Agency) {
    let free = |fields: &&LegFields| pairs.one(fields.to).trim().is_empty() && pairs.one(fields.to_id).is_empty();
    let Some(fields) = LEGS.iter().find(free).copied() else { return };
    pairs.0.retain(|(name, _)| name != fields.to && name != fields.to_id);
    pairs.0.push((fields.to.to_owned(), picked.name.clone()));
    pairs.0.push((fields.to_id.to_owned(), picked.id.as_text().to_owned()));
}

/// The rows to show: those in use and one more.
pub(crate) fn rows_shown(pairs: &Pairs) -> usize {
    let used = |fields: &LegFields| {
        [fields.to, fields.to_id, fields.reason].iter().any(|field| !pairs.one(field).trim().is_empty())
    };
    let last = LEGS.iter().rposition(used).map_or(0, |at| at + 1);
    (last + 1).min(LEGS.len())
}

/// Counters for the words, as the directory finds them.
pub(crate) fn found(agencies: &[Agency], words: &str, codes: &office::Codes, today: Day) -> Vec<Agency> {
    let asked = staff::agencies::Asked { words: words.to_owned(), ..staff::agencies::Asked::default() };
    staff::agencies::matching(agencies.to_vec(), &asked, codes, today)
}
