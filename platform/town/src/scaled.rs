//! 大きな市: as many receptions as a benchmark asks for, spread over the years back from today.

use office::Day;

use crate::arrivals::like_the_table;
use crate::chance::Chance;
use crate::counters::Counters;
use crate::path::{Path, elsewhere};

/// Draws the ways of one day after the other. Holds no more than the days.
pub(crate) struct Drawn {
    wanted: u32,
    made: u32,
    days: Vec<Day>,
    at: usize,
    chance: Chance,
}

/// On the last days nothing begins that would still lead to a reception after today.
const LAST_DAYS: usize = 10;

impl Drawn {
    pub(crate) fn new(wanted: u32, days: Vec<Day>, chance: Chance) -> Self {
        Self { wanted, made: 0, days, at: 0, chance }
    }

    /// The ways that begin on this day; none on a day on which the counters are closed.
    pub(crate) fn on(&mut self, day: Day, counters: &Counters) -> Vec<Path> {
        if self.days.get(self.at) != Some(&day) {
            return Vec::new();
        }
        self.at += 1;
        let (days, at) = (self.days.len().max(1) as u64, self.at as u64);
        let target = u32::try_from(u64::from(self.wanted) * at / days).unwrap_or(self.wanted);
        let last = self.at + LAST_DAYS > self.days.len();
        let mut chance = self.chance.of(at);
        let mut paths = Vec::new();
        while self.made < target {
            let mut path = like_the_table(counters, last, &mut chance);
            if self.made + path.receptions() > self.wanted {
                path = elsewhere(counters, true, &mut chance);
            }
            self.made += path.receptions();
            paths.push(path);
        }
        paths
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exactly_as_many_receptions_come_as_were_asked_for() {
        let counters = Counters::read().unwrap();
        let first = Day::of(2017, 4, 10).unwrap();
        for wanted in [0, 1, 2, 77, 5_000] {
            let days: Vec<Day> = (0..240).map(|n| first.plus_days(n)).collect();
            let mut drawn = Drawn::new(wanted, days.clone(), Chance::new(9));
            let mut most = 0;
            let mut sum = 0;
            for day in days {
                let paths = drawn.on(day, &counters);
                most = most.max(paths.len());
                sum += paths.iter().map(|path| path.receptions()).sum::<u32>();
            }
            assert_eq!(sum, wanted);
            assert!(most as u32 <= wanted / 200 + 2, "{wanted}: {most} on one day");
        }
    }
}
