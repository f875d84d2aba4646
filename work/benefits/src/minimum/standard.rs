//! その日その町の基準: the tables of 生活扶助 resolved for one day and one municipality.

use jiff::civil::Date;

use crate::parameters::livelihood::{ByPersons, Livelihood};
use crate::parameters::{Place, Row, Tables, size_band};
use crate::situation::Disability;

/// The first table without a row for the day; nothing is computed then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoStandard(pub &'static str);

#[derive(Debug, Clone)]
pub struct Standard {
    class1: [i64; 11],
    transitional: [[i64; 10]; 11],
    rates: [i64; 10],
    pub(super) class2: ByPersons,
    pub(super) winter: ByPersons,
    pub(super) year_end: ByPersons,
    pub(super) special_addition: i64,
    disability_1_2: i64,
    disability_3: i64,
    lone_parent: [i64; 3],
    pub(super) child_raising: i64,
    pub(super) elementary: i64,
    pub(super) junior_high: i64,
    pub(super) high_school: i64,
    housing: [i64; 8],
}

/// The standard as far as its tables are entered for the day; a missing table counts as zero.
pub(crate) struct Known<'t> {
    pub(crate) standard: Standard,
    pub(crate) rows: Vec<&'t Row>,
    pub(crate) missing: Vec<&'static str>,
}

/// Gathers the rows as they are looked up.
struct Lookup<'t, 'r> {
    tables: &'t Tables,
    place: &'r Place,
    on: Date,
    rows: Vec<&'t Row>,
    missing: Vec<&'static str>,
}

impl<'t> Lookup<'t, '_> {
    fn lacks(&mut self, table: &'static str) {
        if !self.missing.contains(&table) {
            self.missing.push(table);
        }
    }

    fn at(&mut self, table: &'static str, index: usize) -> i64 {
        let Some(row) = self.tables.number(table, self.place, self.on) else {
            self.lacks(table);
            return 0;
        };
        if !self.rows.iter().any(|known| std::ptr::eq(*known, row)) {
            self.rows.push(row);
        }
        row.at(index).unwrap_or_else(|| {
            self.lacks(table);
            0
        })
    }

    fn housing(&mut self) -> [i64; 8] {
        let Some(row) = self.tables.housing_aid_row(self.place, self.on) else {
            self.lacks("housing_rent.rent_ceiling");
            return [0; 8];
        };
        self.rows.push(row);
        let mut housing = [0; 8];
        for (persons, slot) in (1..).zip(housing.iter_mut()) {
            let limit = size_band(persons).and_then(|band| row.at(band));
            *slot = limit.unwrap_or_else(|| {
                self.lacks("housing_rent.rent_ceiling");
                0
            });
        }
        housing
    }
}

impl Standard {
    /// The standard and the rows it came from.
    pub fn resolve<'t>(tables: &'t Tables, place: &Place, on: Date) -> Result<(Self, Vec<&'t Row>), NoStandard> {
        let known = Self::as_far_as_known(tables, place, on);
        known.missing.first().map_or(Ok((known.standard, known.rows)), |table| Err(NoStandard(table)))
    }

    pub(crate) fn as_far_as_known<'t>(tables: &'t Tables, place: &Place, on: Date) -> Known<'t> {
        let mut lookup = Lookup { tables, place, on, rows: Vec::with_capacity(12), missing: Vec::new() };
        let none = Livelihood::default();
        let livelihood = tables.livelihood(on);
        match livelihood {
            Some(livelihood) => lookup.rows.push(&livelihood.row),
            None => lookup.lacks("public_assistance.livelihood"),
        }
        let class = place.area.class_index();
        let standard = Self {
            housing: lookup.housing(),
            special_addition: lookup.at("public_assistance.special_addition", 0),
            disability_1_2: lookup.at("public_assistance.disability_1_2", class),
            disability_3: lookup.at("public_assistance.disability_3", class),
            lone_parent: [
                lookup.at("public_assistance.lone_parent_one", class),
                lookup.at("public_assistance.lone_parent_two", class),
                lookup.at("public_assistance.lone_parent_each_more", class),
            ],
            child_raising: lookup.at("public_assistance.child_raising", 0),
            elementary: lookup.at("public_assistance.education", 0),
            junior_high: lookup.at("public_assistance.education", 1),
            high_school: lookup.at("public_assistance.high_school", 0),
            ..Self::of_area(livelihood.unwrap_or(&none), place, on)
        };
        Known { standard, rows: lookup.rows, missing: lookup.missing }
    }

    /// The large tables alone; additions and rent are zero.
    fn of_area(livelihood: &Livelihood, place: &Place, on: Date) -> Self {
        let area = place.area.index();
        let month = i32::from(on.month());
        let zone = usize::from(place.winter_zone.clamp(1, 6) - 1);
        let winter = livelihood.winter.get(zone).filter(|winter| winter.covers(month)).map(|winter| winter.amounts);
        let year_end = livelihood.year_end.get(area).filter(|_| month == 12).copied();
        Self {
            class1: livelihood.class1.get(area).copied().unwrap_or_default(),
            transitional: livelihood.transitional.get(area).copied().unwrap_or_default(),
            rates: livelihood.rates,
            class2: livelihood.class2,
            winter: winter.unwrap_or_default(),
            year_end: year_end.unwrap_or_default(),
            special_addition: 0,
            disability_1_2: 0,
            disability_3: 0,
            lone_parent: [0; 3],
            child_raising: 0,
            elementary: 0,
            junior_high: 0,
            high_school: 0,
            housing: [0; 8],
        }
    }

    #[inline]
    pub(super) fn class1(&self, band: usize) -> i64 {
        self.class1.get(band).copied().unwrap_or(0)
    }

    #[inline]
    pub(super) fn transitional(&self, band: usize, persons: usize) -> i64 {
        let by_persons = self.transitional.get(band);
        by_persons.and_then(|by| by.get(persons.clamp(1, 10) - 1)).copied().unwrap_or(0)
    }

    /// Hundredths.
    #[inline]
    pub(super) fn rate(&self, persons: usize) -> i64 {
        self.rates.get(persons.clamp(1, 10) - 1).copied().unwrap_or(0)
    }

    #[inline]
    pub(super) fn disability(&self, of: Option<Disability>) -> i64 {
        match of {
            Some(Disability::Grade1Or2) => self.disability_1_2,
            Some(Disability::Grade3) => self.disability_3,
            Some(Disability::OtherCertificate) | None => 0,
        }
    }

    pub(super) fn lone_parent(&self, children: i64) -> i64 {
        let [one, two, each_more] = self.lone_parent;
        match children {
            ..=0 => 0,
            1 => one,
            more => two + each_more * (more - 2),
        }
    }

    /// 住宅扶助限度額 in yen a month.
    pub fn housing_limit(&self, persons: usize) -> i64 {
        self.housing.get(persons.clamp(1, 8) - 1).copied().unwrap_or(0)
    }
}
