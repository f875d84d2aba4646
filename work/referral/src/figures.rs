//! 集計: flows between kinds of counter, counted from the legs themselves: nothing is stored as a total.

use db::args;
use office::{Day, Fault, Hands, Instant};

/// How many legs from a counter of kind `from_kind` were accepted (in full or in part) by one of kind `to_kind` between
/// two days, both included. A leg that was sent on counts for the counter that finally accepted it.
pub fn accepted_between(
    hands: &mut Hands<'_, '_>,
    (from_kind, to_kind): (&str, &str),
    (first, last): (Day, Day),
) -> Result<i64, Fault> {
    let (from, to) = instants(first, last)?;
    let (count,): (i64,) = hands.store.one(
        "select count(*) from referral_leg l
         join referral_sheet s on s.municipality_id = l.municipality_id and s.id = l.sheet_id
         join staff_agency a on a.municipality_id = l.municipality_id and a.id = s.from_agency
         join staff_agency b on b.municipality_id = l.municipality_id and b.id = l.to_agency
         where l.municipality_id = $1 and l.state in ('accepted', 'accepted_in_part', 'reported')
           and s.kind <> 'information' and l.answered_at >= $2 and l.answered_at < $3 and a.kind = $4 and b.kind = $5",
        &args![*hands.municipality, from, to, from_kind.to_owned(), to_kind.to_owned()],
    )?;
    Ok(count)
}

/// What the year's work with sheets came to (forms 12.4).
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct Counts {
    pub sheets: i64,
    pub legs: i64,
    pub accepted: i64,
    /// Second hop or more: たらい回し.
    pub sent_around: i64,
}

/// Counts of what was sent between two days, both included.
pub fn counts_between(hands: &mut Hands<'_, '_>, first: Day, last: Day) -> Result<Counts, Fault> {
    let (from, to) = instants(first, last)?;
    let (sheets,): (i64,) = hands.store.one(
        "select count(*) from referral_sheet where municipality_id = $1 and written_at >= $2 and written_at < $3",
        &args![*hands.municipality, from, to],
    )?;
    let (legs, accepted, sent_around): (i64, i64, i64) = hands.store.one(
        "select count(*), count(*) filter (where l.state in ('accepted', 'accepted_in_part', 'reported')),
           count(*) filter (where l.hop >= 2 and s.kind <> 'return')
         from referral_leg l join referral_sheet s on s.municipality_id = l.municipality_id and s.id = l.sheet_id
         where l.municipality_id = $1 and l.sent_at >= $2 and l.sent_at < $3",
        &args![*hands.municipality, from, to],
    )?;
    Ok(Counts { sheets, legs, accepted, sent_around })
}

fn instants(first: Day, last: Day) -> Result<(Instant, Instant), Fault> {
    let midnight = |day| Instant::at(day, 0, 0).ok_or(Fault::NotA("day of the calendar"));
    Ok((midnight(first)?, midnight(last.plus_days(1))?))
}

/// The kind of the counter that first sent the sheet of this leg. None for a leg that is not there.
pub fn sender_kind(hands: &mut Hands<'_, '_>, leg: &str) -> Result<Option<String>, Fault> {
    let found: Option<(String,)> = hands.store.maybe(
        "select a.kind from referral_leg l
         join referral_sheet s on s.municipality_id = l.municipality_id and s.id = l.sheet_id
         join staff_agency a on a.municipality_id = s.municipality_id and a.id = s.from_agency
         where l.municipality_id = $1 and l.id = $2",
        &args![*hands.municipality, leg.to_owned()],
    )?;
    Ok(found.map(|(kind,)| kind))
}
