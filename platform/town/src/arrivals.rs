//! 来る日: which stories begin on which day: those of the table, or as many as a benchmark asks for.

use std::collections::BTreeMap;

use office::calendar::Holidays;
use office::{Day, Fault};

use crate::Plan;
use crate::chance::Chance;
use crate::counters::Counters;
use crate::flows::flows;
use crate::path::{Begin, Path, elsewhere};
use crate::present::present;
use crate::scaled::Drawn;
use crate::step::{Deed, Reply, Story};
use crate::years::years;

/// All that is still to begin.
pub(crate) struct Arrivals {
    ways: Ways,
    present: BTreeMap<Day, Vec<Story>>,
    chance: Chance,
    /// The next story's number.
    number: u64,
    /// The day on which the first story may begin.
    pub(crate) first: Day,
    /// How many receptions there will be.
    pub(crate) receptions: u64,
}

enum Ways {
    Table(BTreeMap<Day, Vec<Path>>),
    Drawn(Drawn),
}

/// At so few receptions a benchmark has room for those of the present.
const ROOM: u32 = 100;

impl Arrivals {
    pub(crate) fn plan(plan: &Plan, counters: &Counters, holidays: &Holidays, today: Day) -> Result<Self, Fault> {
        let chance = Chance::new(plan.seed);
        let scaled = plan.receptions.is_some() || plan.years.is_some();
        let mut present = present(counters, holidays, &chance.of(1))?;
        if plan.receptions.is_some_and(|receptions| receptions < ROOM) {
            present.clear();
        }
        if !scaled {
            let table = flows()?;
            let first = table.first().and_then(|flows| flows.year.first_day()).ok_or(Fault::NotA("flows"))?;
            let ways = years(&table, counters, (holidays, &chance.of(2)))?;
            let coming: u32 = ways.values().flatten().map(|path| path.receptions()).sum();
            let receptions = u64::from(coming) + of(&present);
            return Ok(Self { ways: Ways::Table(ways), present, chance: chance.of(3), number: 0, first, receptions });
        }
        let years = i32::try_from(plan.years.unwrap_or(3).clamp(1, 60)).unwrap_or(3);
        let first = today.plus_months(-12 * years);
        present.retain(|day, _| *day >= first);
        let receptions = u64::from(plan.receptions.unwrap_or(1_000 * years.unsigned_abs()));
        let wanted = u32::try_from(receptions.saturating_sub(of(&present))).unwrap_or(u32::MAX);
        let drawn = Drawn::new(wanted, working_days(first, today, holidays), chance.of(2));
        Ok(Self { ways: Ways::Drawn(drawn), present, chance: chance.of(3), number: 0, first, receptions })
    }

    /// The stories that begin on this day, each with its number.
    pub(crate) fn on(&mut self, day: Day, counters: &Counters, holidays: &Holidays) -> Vec<(u64, Story)> {
        let (paths, come_again, support_days) = match &mut self.ways {
            Ways::Table(days) => (days.remove(&day).unwrap_or_default(), 8, (30, 700)),
            Ways::Drawn(drawn) => (drawn.on(day, counters), 71, (5, 60)),
        };
        let begin = Begin { day, holidays, come_again, support_days, welfare: counters.welfare };
        let mut stories = Vec::new();
        for path in paths {
            let number = self.next();
            stories.push((number, path.story(&begin, self.chance.of(number))));
        }
        for story in self.present.remove(&day).unwrap_or_default() {
            stories.push((self.next(), story));
        }
        stories
    }

    fn next(&mut self) -> u64 {
        self.number += 1;
        self.number
    }
}

fn working_days(first: Day, today: Day, holidays: &Holidays) -> Vec<Day> {
    let days = (0..first.days_until(today)).map(|days| first.plus_days(days));
    days.filter(|day| holidays.is_working_day(*day)).collect()
}

fn of(stories: &BTreeMap<Day, Vec<Story>>) -> u64 {
    let receives = |deed: &Deed| matches!(deed, Deed::Receive | Deed::Answer(Reply::Accept | Reply::AcceptInPart));
    let steps = stories.values().flatten().flat_map(|story| &story.steps);
    steps.filter(|step| receives(&step.deed)).count() as u64
}

/// A way drawn as the table has them: how many of each there are in H27 to H29 together.
pub(crate) fn like_the_table(counters: &Counters, last: bool, chance: &mut Chance) -> Path {
    use crate::step::End;
    use crate::years::{mostly_supported, not_applying, self_reliance_alone};
    let (welfare, own) = (counters.welfare, counters.self_reliance);
    match chance.below(2_620) {
        0..760 => Path::Alone(welfare, End::Support),
        760..1_215 if last => Path::Alone(welfare, End::Inform),
        760..1_215 => not_applying(counters, false, chance),
        1_215..1_725 if last => Path::Alone(own, End::Inform),
        1_215..1_725 => self_reliance_alone(counters, chance),
        _ if last => elsewhere(counters, true, chance),
        1_725..1_840 => Path::Handed { from: welfare, to: own, end: mostly_supported(chance) },
        1_840..1_960 => Path::Handed { from: own, to: welfare, end: End::Support },
        1_960..1_985 => Path::Handed { from: counters.any(chance), to: welfare, end: mostly_supported(chance) },
        1_985..2_185 => Path::Handed { from: counters.any(chance), to: own, end: mostly_supported(chance) },
        2_185..2_205 => {
            let from = counters.any(chance);
            Path::SentAround { from, by: counters.any_but(from, chance), to: own, end: mostly_supported(chance) }
        }
        _ => elsewhere(counters, false, chance),
    }
}
