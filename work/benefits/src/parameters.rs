//! 基準の表: dated, sourced tables of the law; a municipality's row comes before the country's.

mod csv;
mod entered;
pub(crate) mod livelihood;
pub(crate) mod own;
mod places;
mod quick;
mod row;
mod settings;
mod yaml;

use std::sync::{Arc, LazyLock};

use jiff::civil::Date;

pub(crate) use self::entered::MOST_LETTERS;
pub use self::entered::{EnteredRow, Item, Shape};
pub(crate) use self::own::Own;
pub(crate) use self::places::Unplaced;
pub use self::places::{AreaClass, Place};
pub use self::row::Row;
pub use self::settings::Setting;
use self::{csv::Csv, livelihood::Livelihood, places::Places, quick::Quick, row::begun, row::in_force};

/// A table that could not be read; a fault of the file, never of the person.
#[derive(Debug, thiserror::Error)]
#[error("table: {0}")]
pub struct ParameterTrouble(pub(crate) String);

macro_rules! rules {
    ($path:literal) => {
        include_str!(concat!("../../../rules/benefits/", $path))
    };
}

/// All tables, read once.
#[derive(Debug, Default)]
pub struct Tables {
    numbers: Quick<Vec<Row>>,
    income_standards: Quick<Vec<Row>>,
    rent_ceilings: Quick<Row>,
    own: Quick<Own>,
    places: Places,
    livelihood: Vec<Livelihood>,
}

static EMBEDDED: LazyLock<Arc<Tables>> = LazyLock::new(|| Arc::new(Tables::national().unwrap_or_default()));

impl Tables {
    /// The tables that came with the program. Were they unreadable, every table would be missing.
    pub fn embedded() -> &'static Self {
        &EMBEDDED
    }

    /// As `embedded`, for whoever keeps it beside tables of a municipality's own.
    pub fn embedded_shared() -> Arc<Self> {
        Arc::clone(&EMBEDDED)
    }

    pub fn national() -> Result<Self, ParameterTrouble> {
        let places = Places::read(
            rules!("areas/area_classes.csv"),
            rules!("areas/spellings.csv"),
            rules!("areas/winter_zones.csv"),
        )?;
        let mut tables = Self { places, ..Self::default() };
        for text in [
            rules!("housing_rent/parameters.yaml"),
            rules!("housing_rent/tax_free.yaml"),
            rules!("housing_moving/parameters.yaml"),
            rules!("work_preparation/parameters.yaml"),
            rules!("shelter/parameters.yaml"),
            rules!("welfare_loans/parameters.yaml"),
            rules!("legal_aid_and_debt/parameters.yaml"),
            rules!("job_seeker_support/parameters.yaml"),
            rules!("public_assistance/parameters.yaml"),
        ] {
            yaml::read_numbers(text, &mut tables.numbers)?;
        }
        tables.read_income_standards(rules!("housing_rent/income_standards.csv"))?;
        tables
            .read_rent_ceilings(rules!("housing_rent/rent_ceilings.csv"), rules!("housing_rent/rent_ceilings.yaml"))?;
        tables.livelihood.push(Livelihood::read(&livelihood::Files {
            about: rules!("public_assistance/standards.yaml"),
            class1: rules!("public_assistance/2026-10-01/class1.csv"),
            class2: rules!("public_assistance/2026-10-01/class2.csv"),
            rates: rules!("public_assistance/2026-10-01/reduction_rate.csv"),
            transitional: rules!("public_assistance/2026-10-01/transitional.csv"),
            winter: rules!("public_assistance/2026-10-01/winter.csv"),
            year_end: rules!("public_assistance/2026-10-01/year_end.csv"),
        })?);
        tables.read_municipalities(rules!("municipalities.yaml"))?;
        Ok(tables)
    }

    /// The embedded tables with the rows of `municipalities` (YAML, as `rules/benefits/municipalities.yaml`) put before them.
    pub fn with_municipalities(municipalities: &str) -> Result<Self, ParameterTrouble> {
        Self::with_entered_and_file(&[], municipalities)
    }

    fn read_municipalities(&mut self, text: &str) -> Result<(), ParameterTrouble> {
        let items = self.items();
        let Self { own, places, .. } = self;
        own::read_own(text, own, &items, |name| places.find(name).ok().map(|place| place.full_name.clone()))
    }

    fn read_income_standards(&mut self, text: &str) -> Result<(), ParameterTrouble> {
        for record in Csv::read("income_standards", text)?.records() {
            let municipality = format!("{}{}", record.text("prefecture"), record.text("municipality"));
            let to = record.text("valid_to");
            let row = Row {
                table: "housing_rent.income_standard".into(),
                title: "基準額".into(),
                municipality: Some(municipality.clone()),
                valid_from: yaml::read_date(record.text("valid_from"))?,
                valid_to: (!to.is_empty()).then(|| yaml::read_date(to)).transpose()?,
                values: record.numbers(4, 7)?,
                unit: "円".into(),
                source: record.text("source").into(),
                checked_by: record.text("checked_by").into(),
                checked_on: record.text("checked_on").into(),
                confirmed: record.text("confirmed") == "yes",
                ..Row::default()
            };
            self.income_standards.entry(municipality).or_default().push(row);
        }
        self.income_standards.values().try_for_each(|rows| yaml::refuse_overlap(rows))
    }

    fn read_rent_ceilings(&mut self, text: &str, about: &str) -> Result<(), ParameterTrouble> {
        let like = livelihood::about("housing_rent.rent_ceiling", about)?;
        for record in Csv::read("rent_ceilings", text)?.records() {
            let (name, class) = (record.text("name"), record.text("area_class"));
            let municipality = if class.is_empty() { name.to_owned() } else { format!("{name} {class}級地") };
            let row = Row { values: record.numbers(3, 5)?, municipality: Some(municipality), ..like.clone() };
            let key = format!("{name}{class}");
            self.rent_ceilings.insert(key, row);
        }
        Ok(())
    }

    pub(crate) fn place(&self, written: &str) -> Result<Arc<Place>, Unplaced> {
        self.places.find(written)
    }

    pub(crate) fn own(&self, place: &Place) -> Option<&Own> {
        self.own.get(&place.full_name)
    }

    /// The row in force on the day; never one of another day.
    pub fn number(&self, table: &str, place: &Place, on: Date) -> Option<&Row> {
        self.number_or_own(table, self.own(place), on)
    }

    /// As `number`, where the municipality's own rows were looked up before.
    pub(crate) fn number_or_own<'t>(&'t self, table: &str, own: Option<&'t Own>, on: Date) -> Option<&'t Row> {
        let own = own.and_then(|own| in_force(own.numbers.get(table)?, on));
        own.or_else(|| in_force(self.numbers.get(table)?, on))
    }

    /// What a table is about, whatever the day.
    pub(crate) fn title(&self, table: &str) -> &str {
        match table {
            "public_assistance.livelihood" => "第1類・第2類・逓減率・経過的加算・冬季加算・期末一時扶助",
            "housing_rent.rent_ceiling" => "住宅扶助の限度額",
            number => self.numbers.get(number).and_then(|rows| rows.first()).map_or("基準の値", |row| &row.title),
        }
    }

    /// 基準額, values by persons. Once a municipality has rows of its own, an ended one brings no other back.
    pub fn income_standard(&self, place: &Place, on: Date) -> Option<&Row> {
        if let Some(begun) = self.own(place).map(|own| &own.income_standard).filter(|rows| begun(rows, on)) {
            return in_force(begun, on);
        }
        if let Some(row) = self.income_standards.get(&place.full_name).and_then(|rows| in_force(rows, on)) {
            return Some(row);
        }
        place
            .is_town_or_village()
            .then(|| in_force(self.income_standards.get(&format!("{}町村", place.prefecture))?, on))
            .flatten()
    }

    /// 住宅扶助基準に基づく額 and its row, for so many persons. Own rows stand as for 基準額.
    pub fn rent_ceiling(&self, place: &Place, persons: usize, on: Date) -> Option<(i64, &Row)> {
        if let Some(begun) = self.own(place).map(|own| &own.rent_ceiling).filter(|rows| begun(rows, on)) {
            let row = in_force(begun, on)?;
            return row.for_persons(persons).map(|yen| (yen, row));
        }
        self.housing_aid_limit(place, persons, on)
    }

    /// 住宅扶助限度額: by city, else by prefecture and 級地.
    pub fn housing_aid_limit(&self, place: &Place, persons: usize, on: Date) -> Option<(i64, &Row)> {
        let row = self.housing_aid_row(place, on)?;
        row.at(size_band(persons)?).map(|yen| (yen, row))
    }

    pub(crate) fn housing_aid_row(&self, place: &Place, on: Date) -> Option<&Row> {
        let by_prefecture = || self.rent_ceilings.get(&place.ceiling_key);
        self.rent_ceilings.get(&place.name).or_else(by_prefecture).filter(|row| row.in_force(on))
    }

    pub(crate) fn livelihood(&self, on: Date) -> Option<&Livelihood> {
        self.livelihood.iter().find(|standard| standard.row.in_force(on))
    }
}

/// The column of the ceilings for a number of persons: 1, 2, 3–5, 6, 7 and more.
pub(crate) fn size_band(persons: usize) -> Option<usize> {
    Some(match persons {
        0 => return None,
        1 => 0,
        2 => 1,
        3..=5 => 2,
        6 => 3,
        _ => 4,
    })
}
