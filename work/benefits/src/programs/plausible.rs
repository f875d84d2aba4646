//! 基準額の確からしさ: what the tax rules would give, for a warning only.

use jiff::civil::Date;

use crate::parameters::{Place, Tables};

/// Yearly wage whose 給与所得 is `income`, given the least 給与所得控除 of the year.
fn gross_of(income: i64, least: i64) -> i64 {
    // Wages up to the point where the deduction begins to grow keep the least deduction.
    let flat = income + least;
    let forty = if least == 550_000 && flat > 1_625_000 { div_up((income - 100_000) * 10, 6) } else { flat };
    let thirty = div_up((income + 80_000) * 10, 7);
    let twenty = div_up((income + 440_000) * 10, 8);
    let steps = [
        (flat, if least == 550_000 { 1_625_000 } else { 1_900_000 }),
        (forty, 1_800_000),
        (thirty, 3_600_000),
        (twenty, i64::MAX),
    ];
    steps.iter().find(|(gross, upto)| gross <= upto).map_or(twenty, |(gross, _)| *gross)
}

fn div_up(value: i64, by: i64) -> i64 {
    (value + by - 1).div_euclid(by)
}

/// Yen a month, up to the next 1,000; `None` where the tax figures of the day are not entered.
pub(crate) fn standard(tables: &Tables, place: &Place, persons: usize, on: Date) -> Option<i64> {
    let class = place.area.class_index();
    let figure = |table, at| tables.number(table, place, on)?.at(at);
    let persons = i64::try_from(persons).ok()?;
    let addition = if persons > 1 { figure("tax_free.addition", class)? } else { 0 };
    let limit = figure("tax_free.base", class)? * persons + figure("tax_free.flat", 0)? + addition;
    let gross = gross_of(limit, figure("tax_free.least_wage_deduction", 0)?);
    Some(div_up(gross, 12_000) * 1000)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn derived(name: &str, on: Date, persons: std::ops::RangeInclusive<usize>) -> Vec<i64> {
        let tables = Tables::embedded();
        let place = tables.place(name).expect("a listed municipality");
        persons.map(|persons| standard(tables, &place, persons, on).expect("figures of the year")).collect()
    }

    #[test]
    fn the_tax_rules_of_2025_give_the_published_tables() {
        let on = date(2026, 5, 15);
        assert_eq!(derived("座間市", on, 1..=6), [84_000, 130_000, 172_000, 214_000, 255_000, 297_000]);
        assert_eq!(derived("佐倉市", on, 1..=7), [81_000, 123_000, 157_000, 194_000, 232_000, 269_000, 306_000]);
        assert_eq!(derived("蓮田市", on, 1..=5), [78_000, 115_000, 140_000, 175_000, 209_000]);
    }

    #[test]
    fn the_tax_rules_of_2026_give_the_two_published_rows_and_the_projected_ones() {
        let on = date(2026, 7, 1);
        assert_eq!(derived("座間市", on, 1..=4), [92_000, 139_000, 172_000, 214_000]);
        assert_eq!(derived("佐倉市", on, 1..=4), [89_000, 131_000, 157_000, 194_000]);
        assert_eq!(derived("蓮田市", on, 1..=4), [86_000, 124_000, 147_000, 175_000]);
    }

    #[test]
    fn without_the_figures_of_the_year_nothing_is_derived() {
        let tables = Tables::embedded();
        let place = tables.place("座間市").expect("listed");
        assert_eq!(standard(tables, &place, 1, date(2027, 7, 1)), None);
    }
}
