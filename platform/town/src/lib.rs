//! 架空の市: a pretend city of real proportions, in which every deed was really done.
//!
//! The same seed gives the same city. It ends on the morning of Monday 9 April 2018 (平成30年4月9日).

mod arrivals;
mod chance;
mod city;
mod counters;
mod deeds;
mod flows;
mod found;
mod geography;
mod names;
mod path;
mod person;
mod present;
mod scaled;
mod staffing;
mod step;
mod words;
mod years;

use office::{Day, Desk, Fault, Instant};

pub use geography::{District, districts};
pub use staffing::DemoAccount;

/// What city to make.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Plan {
    pub seed: u64,
    /// So many receptions instead of those of the table.
    pub receptions: Option<u32>,
    /// Spread over so many years back from [`today`]; 3 if only `receptions` is given.
    pub years: Option<u32>,
}

/// What was made.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Made {
    pub accounts: Vec<DemoAccount>,
    pub people: u64,
    pub households: u64,
    pub receptions: u64,
    pub sheets: u64,
}

/// The moment at which the city is handed over.
#[must_use]
pub fn today() -> Instant {
    Day::of(2018, 4, 9).and_then(|day| Instant::at(day, 9, 0)).unwrap_or_else(office::testing::morning)
}

/// Makes the city in an empty, migrated database, and the list of sign-ins in the data folder of the desk.
///
/// `progress` hears how many receptions of how many there are. Not to be called on a thread of the server.
pub fn make(desk: &Desk, plan: &Plan, progress: &mut dyn FnMut(u64, u64)) -> Result<Made, Fault> {
    city::make(desk, plan, progress)
}
