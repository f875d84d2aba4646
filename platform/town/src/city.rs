//! 暮らし: the city lives day by day, deed by deed in the order of time, in a few large transactions.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap, HashMap, VecDeque};
use std::fs;

use db::Writer;
use office::{Actor, Day, Desk, Fault, Instant, May, PersonId};

use crate::arrivals::Arrivals;
use crate::chance::Chance;
use crate::counters::{Counters, Seat};
use crate::deeds::{Counts, SoFar, Stage, Town, asks_for_an_end, run};
use crate::found::{Actors, accounts, found};
use crate::geography::districts;
use crate::names::Names;
use crate::staffing::Staffing;
use crate::step::{Deed, Step, Who};
use crate::words::{Words, check};
use crate::{Made, Plan, today};

/// So many steps share a transaction.
const TOGETHER: usize = 200;
/// At so many receptions, and at the end, the database counts what it holds: until it did, SQLite reads whole tables
/// where an index would do.
const COUNTED_AT: [u64; 5] = [100, 1_000, 10_000, 100_000, 500_000];
/// So many people whom a counter would know again are remembered; the rest do not come again.
const REMEMBERED: usize = 4_000;

struct City {
    town: Town,
    actors: Actors,
    arrivals: Arrivals,
    /// Stories under way.
    alive: HashMap<u64, Alive>,
    /// When each goes on.
    agenda: BinaryHeap<Reverse<(Instant, u64)>>,
    /// Those who may come again to a counter: their case is closed, and no story of theirs is under way.
    known: BTreeMap<Seat, Vec<PersonId>>,
    /// The first records of those who are written in two ways.
    twice: BTreeMap<usize, PersonId>,
    /// Nothing has begun on this day yet.
    day: Day,
    chance: Chance,
    counts: Counts,
    over: bool,
}

struct Alive {
    steps: VecDeque<Step>,
    so_far: SoFar,
}

pub(crate) fn make(desk: &Desk, plan: &Plan, progress: &mut dyn FnMut(u64, u64)) -> Result<Made, Fault> {
    let chance = Chance::new(plan.seed);
    let town = Town {
        desk: desk.clone(),
        names: Names::read()?,
        words: Words::read()?,
        districts: districts()?,
        counters: Counters::read()?,
    };
    check(&town.words, desk.codes())?;
    let staffing = Staffing::read(&town.names, &chance.of(10))?;
    let accounts = accounts(&town, &staffing);
    let arrivals = Arrivals::plan(plan, &town.counters, desk.holidays(), today().day())?;
    let (day, expected) = (arrivals.first, arrivals.receptions);
    let by_the_act = plan.receptions.is_none();
    let mut city = City {
        town,
        actors: Actors::new(),
        arrivals,
        alive: HashMap::new(),
        agenda: BinaryHeap::new(),
        known: BTreeMap::new(),
        twice: BTreeMap::new(),
        day,
        chance: chance.of(11),
        counts: Counts::default(),
        over: false,
    };
    city = within(desk, city, move |city, writer| {
        city.actors = found(writer, &city.town, &staffing, (day, by_the_act))?;
        Ok(())
    })?;
    while !city.over {
        city = within(desk, city, City::live_on)?;
        progress(city.counts.receptions, expected);
    }
    write_accounts(desk, &accounts)?;
    let Counts { people, households, receptions, sheets } = city.counts;
    Ok(Made { accounts, people, households, receptions, sheets })
}

/// Runs `work` in one transaction; the city goes to the database's thread and comes back.
fn within(
    desk: &Desk,
    mut city: City,
    work: impl FnOnce(&mut City, &mut Writer<'_>) -> Result<(), Fault> + Send + 'static,
) -> Result<City, Fault> {
    desk.db().write_now(move |writer| {
        work(&mut city, writer)?;
        Ok(city)
    })
}

/// The page of sign-in reads this file.
fn write_accounts(desk: &Desk, accounts: &[crate::DemoAccount]) -> Result<(), Fault> {
    let folder = &desk.settings().data;
    if folder.as_os_str().is_empty() {
        return Ok(());
    }
    let path = folder.join("demo-accounts.json");
    let told = |error: String| Fault::other(format!("{} に書けません: {error}", path.display()));
    let json = serde_json::to_string_pretty(accounts).map_err(|e| told(e.to_string()))?;
    fs::write(&path, json).map_err(|e| told(e.to_string()))
}

impl City {
    fn live_on(&mut self, writer: &mut Writer<'_>) -> Result<(), Fault> {
        let before = self.counts.receptions;
        for _ in 0..TOGETHER {
            match self.next() {
                Some((number, alive)) => self.go_on(writer, number, alive)?,
                None => {
                    self.over = true;
                    break;
                }
            }
        }
        let passed = |mark: &u64| before < *mark && *mark <= self.counts.receptions;
        if self.over || COUNTED_AT.iter().any(passed) {
            writer.count_anew()?;
        }
        Ok(())
    }

    /// The story that goes on next, if it does before the city is handed over.
    fn next(&mut self) -> Option<(u64, Alive)> {
        let last = today().day();
        while self.day < last && self.agenda.peek().is_none_or(|Reverse((at, _))| at.day() >= self.day) {
            self.begin_day();
        }
        let Reverse((at, number)) = self.agenda.pop()?;
        if at >= today() {
            return None;
        }
        Some((number, self.alive.remove(&number)?))
    }

    fn begin_day(&mut self) {
        let holidays = self.town.desk.holidays();
        for (number, story) in self.arrivals.on(self.day, &self.town.counters, holidays) {
            if let Some(first) = story.steps.first() {
                self.agenda.push(Reverse((first.at, number)));
                self.alive.insert(number, Alive { so_far: SoFar::begin(story.who), steps: story.steps.into() });
            }
        }
        self.day = self.day.plus_days(1);
    }

    fn go_on(&mut self, writer: &mut Writer<'_>, number: u64, mut alive: Alive) -> Result<(), Fault> {
        let Some(step) = alive.steps.pop_front() else { return Ok(()) };
        let own = self.chance.of(number);
        if let (Deed::Receive, Who::ComesAgain { plainly }) = (step.deed, alive.so_far.who) {
            alive.so_far.known = self.remembered(step.by, &mut own.of(1));
            alive.so_far.who = if plainly { Who::Plain } else { Who::New };
        }
        if let (Deed::Link, Who::Twice(nth, _)) = (step.deed, alive.so_far.who) {
            alive.so_far.known = self.twice.get(&nth).cloned();
        }
        let actor = self.actor(&step, &mut own.of(2))?;
        let chance = own.of(3).of(alive.steps.len() as u64);
        let counts = run(Stage { town: &self.town, actor, step, chance }, writer, &mut alive.so_far)?;
        if let (Who::Twice(nth, false), Some(person)) = (alive.so_far.who, &alive.so_far.person) {
            self.twice.insert(nth, person.clone());
        }
        self.counts.people += counts.people;
        self.counts.households += counts.households;
        self.counts.receptions += counts.receptions;
        self.counts.sheets += counts.sheets;
        match alive.steps.front() {
            Some(next) => {
                self.agenda.push(Reverse((next.at, number)));
                self.alive.insert(number, alive);
            }
            None => self.remember(step.by, alive.so_far, &mut own.of(4)),
        }
        Ok(())
    }

    /// The same member of staff of a counter for the whole of a story. Whoever reviews what was opened in an emergency
    /// does not open it; whoever asks for the end of a hiding is not the one who confirms it.
    fn actor(&self, step: &Step, chance: &mut Chance) -> Result<&Actor, Fault> {
        let all = self.actors.get(&step.by).map(Vec::as_slice).unwrap_or_default();
        let may = |actor: &&Actor| match step.deed {
            Deed::BreakGlass => !actor.grants.allow(May::ReviewBreakGlass),
            Deed::AskLift => asks_for_an_end(actor),
            _ => true,
        };
        let found: Vec<&Actor> = all.iter().filter(may).collect();
        let chosen = chance.pick(&found).copied();
        chosen.ok_or_else(|| Fault::other(format!("架空の窓口に職員がいません: {:?}", step.by)))
    }

    fn remembered(&mut self, seat: Seat, chance: &mut Chance) -> Option<PersonId> {
        let known = self.known.get_mut(&seat).filter(|known| !known.is_empty())?;
        Some(known.swap_remove(chance.below(known.len())))
    }

    fn remember(&mut self, seat: Seat, so_far: SoFar, chance: &mut Chance) {
        let (true, false, Some(person)) = (so_far.closed, so_far.anonymous, so_far.person) else { return };
        let known = self.known.entry(seat).or_default();
        if known.len() < REMEMBERED {
            known.push(person);
        } else if let Some(place) = known.get_mut(chance.below(REMEMBERED)) {
            *place = person;
        }
    }
}
