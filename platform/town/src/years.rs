//! 三年と一年: the consultations of the fiscal years of the table, so that its flows come out to the last one.
//!
//! Before the Act (H26) there is only the welfare office.

use std::collections::BTreeMap;

use office::calendar::{FiscalYear, Holidays};
use office::{Day, Fault};

use crate::chance::Chance;
use crate::counters::Counters;
use crate::flows::Flows;
use crate::path::{Path, elsewhere};
use crate::step::End;

/// Receptions a year that begin outside both offices.
const ELSEWHERE: u32 = 130;
/// Of the welfare office's receptions, so many came from a counter other than 自立相談 and applied; as many did not.
const TO_WELFARE: u32 = 4;
/// Households a year that are sent around before 自立相談 takes them.
const SENT_AROUND: u32 = 6;

/// The ways of all years by the day on which they begin.
pub(crate) fn years(
    all: &[Flows],
    counters: &Counters,
    (holidays, chance): (&Holidays, &Chance),
) -> Result<BTreeMap<Day, Vec<Path>>, Fault> {
    let mut days: BTreeMap<Day, Vec<Path>> = BTreeMap::new();
    for flows in all {
        let mut chance = chance.of(u64::from(flows.year.year().unsigned_abs()));
        let open = working_days(flows.year, holidays)?;
        for path in year(flows, counters, &mut chance)? {
            let last = open.len().saturating_sub(usize::from(path.span()));
            if let Some(day) = open.get(chance.below(last)) {
                days.entry(*day).or_default().push(path);
            }
        }
    }
    Ok(days)
}

/// The days of a fiscal year on which counters are open.
pub(crate) fn working_days(year: FiscalYear, holidays: &Holidays) -> Result<Vec<Day>, Fault> {
    let first = year.first_day().ok_or(Fault::NotA("fiscal year"))?;
    let days = (0..366).map(|days| first.plus_days(days));
    Ok(days.filter(|day| year.contains(*day) && holidays.is_working_day(*day)).collect())
}

fn less(all: u32, taken: u32) -> Result<u32, Fault> {
    all.checked_sub(taken).ok_or_else(|| Fault::other("流れの表の数が合いません"))
}

fn year(flows: &Flows, counters: &Counters, chance: &mut Chance) -> Result<Vec<Path>, Fault> {
    let before_the_act = flows.self_reliance == 0;
    let to_welfare = if before_the_act { 0 } else { TO_WELFARE };
    let mut paths = Vec::new();
    let applied = less(flows.applications, flows.to_application + to_welfare)?;
    paths.extend((0..applied).map(|_| Path::Alone(counters.welfare, End::Support)));
    let not_applied = less(flows.interviews, flows.applications + flows.to_self_reliance + to_welfare)?;
    for _ in 0..not_applied {
        paths.push(not_applying(counters, before_the_act, chance));
    }
    if before_the_act {
        return Ok(paths);
    }
    for end in [End::Support, End::Inform] {
        let to = counters.welfare;
        paths.extend((0..to_welfare).map(|_| Path::Handed { from: counters.any(chance), to, end }));
    }
    between(flows, counters, chance, &mut paths);
    of_self_reliance(flows, counters, chance, &mut paths)?;
    paths.extend((0..ELSEWHERE).map(|_| elsewhere(counters, false, chance)));
    Ok(paths)
}

/// A reception of the welfare office that does not become an application there.
pub(crate) fn not_applying(counters: &Counters, alone: bool, chance: &mut Chance) -> Path {
    let from = counters.welfare;
    match chance.below(if alone { 92 } else { 100 }) {
        0..86 => Path::Alone(from, End::Inform),
        86..92 => Path::Alone(from, End::Drop),
        92..97 => Path::OnPaper { from, to: counters.on_paper(chance) },
        97 => Path::Silent { from, to: counters.any(chance) },
        _ => Path::SentBack { from, to: counters.any(chance) },
    }
}

pub(crate) fn mostly_supported(chance: &mut Chance) -> End {
    if chance.percent(70) { End::Support } else { End::Inform }
}

/// Handed between the two offices, both ways.
fn between(flows: &Flows, counters: &Counters, chance: &mut Chance, paths: &mut Vec<Path>) {
    let (welfare, own) = (counters.welfare, counters.self_reliance);
    for _ in 0..flows.to_self_reliance {
        paths.push(Path::Handed { from: welfare, to: own, end: mostly_supported(chance) });
    }
    paths.extend((0..flows.to_application).map(|_| Path::Handed { from: own, to: welfare, end: End::Support }));
}

/// What reaches 自立相談 without the welfare office, and does not go on to it.
fn of_self_reliance(
    flows: &Flows,
    counters: &Counters,
    chance: &mut Chance,
    paths: &mut Vec<Path>,
) -> Result<(), Fault> {
    let own = less(flows.self_reliance, flows.to_self_reliance + flows.to_application)?;
    let from_others = own * 3 / 10;
    for count in 0..from_others {
        let from = counters.any(chance);
        let (to, end) = (counters.self_reliance, mostly_supported(chance));
        paths.push(if count < SENT_AROUND {
            Path::SentAround { from, by: counters.any_but(from, chance), to, end }
        } else {
            Path::Handed { from, to, end }
        });
    }
    paths.extend((0..own - from_others).map(|_| self_reliance_alone(counters, chance)));
    Ok(())
}

/// A reception of 自立相談 by somebody who came there first.
pub(crate) fn self_reliance_alone(counters: &Counters, chance: &mut Chance) -> Path {
    let from = counters.self_reliance;
    match chance.below(100) {
        0..50 => Path::Alone(from, End::Support),
        50..85 => Path::Alone(from, End::Inform),
        85..89 => Path::Alone(from, End::Drop),
        89..93 => Path::OnPaper { from, to: counters.on_paper(chance) },
        93 => Path::Silent { from, to: counters.any(chance) },
        _ => Path::Handed { from, to: counters.any(chance), end: End::Support },
    }
}

#[cfg(test)]
#[path = "years_tests.rs"]
mod tests;
