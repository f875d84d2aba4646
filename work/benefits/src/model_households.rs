//! ひな型の世帯: invented households of every size, income and rent, to show what a new row would change.

use jiff::civil::Date;
use serde_json::json;

use crate::compare::{Change, changes};
use crate::days::days_after;
use crate::parameters::Tables;
use crate::situation::{Instead, Situation};

const PERSONS: std::ops::RangeInclusive<usize> = 1..=6;
const INCOMES: [i64; 10] = [0, 60_000, 85_000, 100_000, 120_000, 140_000, 170_000, 200_000, 240_000, 290_000];
const RENTS: [i64; 4] = [30_000, 40_000, 50_000, 65_000];
/// Half a year: within the two years of 離職.
const SINCE_THE_LOSS: i64 = -182;

/// An invented household whose answer differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModelChange {
    pub persons: usize,
    /// Wage of the applicant, yen a month.
    pub income: i64,
    pub rent: i64,
    pub change: Change,
}

/// How many households were tried.
pub const MODELS: usize = 6 * INCOMES.len() * RENTS.len();

fn model((persons, income, rent): (usize, i64, i64), municipality: &str, on: Date) -> String {
    let applicant = json!({
        "role": "applicant", "birth_date": days_after(on, -40 * 365).to_string(), "student": false,
        "income": [{"kind": "wage", "gross": income, "commuting": 0}],
        "job_loss": {"kind": "離職", "date": days_after(on, SINCE_THE_LOSS).to_string()},
        "breadwinner_at_loss": true, "breadwinner_now": true,
    });
    let others = (1..persons).map(|at| {
        let age = 30 + i64::try_from(at).unwrap_or(0);
        json!({"role": "other", "birth_date": days_after(on, -age * 365).to_string(), "income": [], "student": false})
    });
    let household: Vec<_> = std::iter::once(applicant).chain(others).collect();
    json!({
        "municipality": municipality, "date": on.to_string(), "household": household, "rent": rent,
        "housing": {"state": "at_risk"}, "financial_assets": 0, "payments_received_months": 0,
    })
    .to_string()
}

/// The households of which the answer or the amount on that day differs between two sets of tables.
pub fn model_changes(municipality: &str, on: Date, tables: (&Tables, &Tables)) -> Vec<ModelChange> {
    let sizes = PERSONS.flat_map(|persons| INCOMES.map(|income| (persons, income)));
    let all = sizes.flat_map(|(persons, income)| RENTS.map(|rent| (persons, income, rent)));
    all.filter_map(|facts| {
        let read = Situation::read(&model(facts, municipality, on), Instead::default(), tables.1).ok()?;
        Some((facts, read))
    })
    .flat_map(|((persons, income, rent), situation)| {
        let told = changes(&situation, tables).into_iter();
        told.map(move |change| ModelChange { persons, income, rent, change })
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::answer::Verdict;

    const RAISED: &str = "
- municipality: 座間市
  rent_ceiling:
    - {from: 2025-04-01, value: [46000, 55000], source: 見直しの案, checked_by: 担当甲, checked_on: 2026-04-01}
";

    #[test]
    fn every_model_is_a_situation_that_can_be_read_and_judged() {
        for persons in PERSONS {
            let text = model((persons, 60_000, 40_000), "座間市", date(2028, 2, 29));
            Situation::read(&text, Instead::default(), Tables::embedded()).expect("a readable situation");
        }
    }

    #[test]
    fn a_raised_ceiling_changes_those_above_the_old_one_only() {
        let new = Tables::with_municipalities(RAISED).expect("readable");
        let told = model_changes("座間市", date(2026, 5, 15), (Tables::embedded(), &new));
        let alone: Vec<_> = told.iter().filter(|told| (told.persons, told.income) == (1, 0)).collect();
        let rents: Vec<_> = alone
            .iter()
            .filter(|told| told.change.program == crate::Program::HousingRent)
            .map(|told| (told.rent, told.change.before.1, told.change.after.1))
            .collect();
        assert_eq!(rents, [(50_000, Some(41_000), Some(46_000)), (65_000, Some(41_000), Some(46_000))]);
        assert!(told.iter().any(|told| told.change.before.0 == Verdict::DoesNotFit));
        assert!(model_changes("座間市", date(2026, 5, 15), (Tables::embedded(), Tables::embedded())).is_empty());
    }
}
