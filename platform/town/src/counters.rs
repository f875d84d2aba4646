//! 窓口: the counters of the pretend city, inside the city hall and outside it.

use office::{AgencyId, Day, Fault};
use serde::Deserialize;
use staff::agencies::{Agency, NewAgency};

use crate::chance::Chance;

const FILE: &str = include_str!("../../../rules/town/counters.yaml");

/// The place of a counter in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Seat(usize);

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    counters: Vec<Counter>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Counter {
    pub(crate) id: String,
    kind: String,
    pub(crate) name: String,
    kana: String,
    place: String,
    phone: String,
    hours: String,
    languages: Vec<String>,
    takes: Vec<String>,
    takes_note: String,
    pub(crate) has_account: bool,
    /// How much of what other counters receive comes to this one.
    #[serde(default)]
    share: u32,
}

impl Counter {
    pub(crate) fn agency(&self, opened_on: Day) -> Option<Agency> {
        let told = NewAgency {
            kind: self.kind.clone(),
            name: self.name.clone(),
            kana: self.kana.clone(),
            place: self.place.clone(),
            phone: self.phone.clone(),
            hours: self.hours.clone(),
            languages: self.languages.clone(),
            takes: self.takes.clone(),
            takes_note: self.takes_note.clone(),
            has_account: self.has_account,
        };
        Some(told.opened(AgencyId::from_text(&self.id)?, opened_on))
    }
}

#[derive(Debug)]
pub(crate) struct Counters {
    all: Vec<Counter>,
    /// 福祉事務所(生活保護)
    pub(crate) welfare: Seat,
    /// 自立相談支援機関
    pub(crate) self_reliance: Seat,
}

impl Counters {
    pub(crate) fn read() -> Result<Self, Fault> {
        let file: File =
            serde_saphyr::from_str(FILE).map_err(|e| Fault::other(format!("架空の窓口の表を読めません: {e}")))?;
        let of_kind = |kind: &str| {
            let found = file.counters.iter().position(|counter| counter.kind == kind);
            found.map(Seat).ok_or_else(|| Fault::other(format!("架空の窓口に {kind} がありません")))
        };
        let (welfare, self_reliance) = (of_kind("welfare_office_public_assistance")?, of_kind("self_reliance")?);
        Ok(Self { welfare, self_reliance, all: file.counters })
    }

    pub(crate) fn get(&self, seat: Seat) -> Option<&Counter> {
        self.all.get(seat.0)
    }

    pub(crate) fn find(&self, id: &str) -> Option<Seat> {
        self.all.iter().position(|counter| counter.id == id).map(Seat)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (Seat, &Counter)> {
        self.all.iter().enumerate().map(|(place, counter)| (Seat(place), counter))
    }

    /// The identifier of a counter, if there is such a seat.
    pub(crate) fn agency(&self, seat: Seat) -> Result<AgencyId, Fault> {
        let found = self.get(seat).and_then(|counter| AgencyId::from_text(&counter.id));
        found.ok_or(Fault::NotA("counter of the pretend city"))
    }

    /// One of the other counters (neither 生活保護 nor 自立相談), by its share of receptions.
    pub(crate) fn any(&self, chance: &mut Chance) -> Seat {
        chance.weighed(self.all.iter().map(|counter| counter.share)).map_or(self.welfare, Seat)
    }

    /// As [`Counters::any`], but not this one.
    pub(crate) fn any_but(&self, not: Seat, chance: &mut Chance) -> Seat {
        let weights = self.all.iter().enumerate().map(|(at, one)| if at == not.0 { 0 } else { one.share });
        chance.weighed(weights).map_or(self.welfare, Seat)
    }

    /// One of those that are reached on paper.
    pub(crate) fn on_paper(&self, chance: &mut Chance) -> Seat {
        let weights = self.all.iter().map(|counter| u32::from(!counter.has_account));
        chance.weighed(weights).map_or(self.welfare, Seat)
    }
}

#[cfg(test)]
mod tests {
    use office::Codes;

    use super::*;

    #[test]
    fn every_code_of_a_counter_is_in_the_lists() {
        let (counters, codes) = (Counters::read().unwrap(), Codes::embedded().unwrap());
        assert!((24..=30).contains(&counters.all.len()), "{}", counters.all.len());
        for counter in &counters.all {
            assert!(codes.list("agency_kinds").find(&counter.kind).is_some(), "{}", counter.kind);
            assert!(
                counter.languages.iter().all(|code| codes.list("languages").find(code).is_some()),
                "{}",
                counter.id
            );
            assert!(counter.takes.iter().all(|code| codes.list("concerns").find(code).is_some()), "{}", counter.id);
            assert!(counter.agency(Day::of(2014, 4, 1).unwrap()).is_some(), "{}", counter.id);
            assert!(counter.has_account || counter.share == 0, "{} works on paper", counter.id);
        }
    }

    #[test]
    fn one_counter_is_the_welfare_office_and_one_the_self_reliance_agency() {
        let counters = Counters::read().unwrap();
        for kind in ["welfare_office_public_assistance", "self_reliance"] {
            assert_eq!(counters.all.iter().filter(|counter| counter.kind == kind).count(), 1, "{kind}");
        }
        let paper = counters.all.iter().filter(|counter| !counter.has_account).count();
        assert!(paper >= 3, "{paper}");
    }
}
