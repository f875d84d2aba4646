//! 経過的加算: the second computation, from the standard of 2020-10, agrees with the table in all 330 cells.
#![expect(clippy::expect_used, clippy::panic, reason = "a test says by failing what is wrong")]

use std::path::Path;

type Table = Vec<Vec<f64>>;

fn table(path: &str, skip: usize) -> Table {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rules/benefits/public_assistance").join(path);
    let text = std::fs::read_to_string(&path).expect("a table");
    let number = |cell: &str| cell.trim().parse().unwrap_or_else(|_| panic!("{}: {cell}", path.display()));
    text.lines().skip(1).map(|line| line.split(',').skip(skip).map(number).collect()).collect()
}

/// Up to the next 10 yen; amounts carry at most four decimals, which are made whole first.
fn ceil10(amount: f64) -> i64 {
    let ten_thousandths = (amount * 10_000.0).round();
    assert!((amount * 10_000.0 - ten_thousandths).abs() < 0.01, "more than four decimals: {amount}");
    let whole = ten_thousandths as i64;
    (whole + 99_999).div_euclid(100_000) * 10
}

#[test]
fn transitional_additions_follow_from_the_old_standard_in_all_330_cells() {
    let new_class1 = table("2026-10-01/class1.csv", 1);
    let new_class2 = table("2026-10-01/class2.csv", 0);
    let new_rate = table("2026-10-01/reduction_rate.csv", 0);
    let new_transitional = table("2026-10-01/transitional.csv", 2);
    let class1 = [table("2020-10-01/class1_standard1.csv", 1), table("2020-10-01/class1_standard2.csv", 1)];
    let class2 = [table("2020-10-01/class2_standard1.csv", 1), table("2020-10-01/class2_standard2.csv", 1)];
    let rate = [table("2020-10-01/reduction_standard1.csv", 1), table("2020-10-01/reduction_standard2.csv", 1)];
    let (mut cells, mut not_zero) = (0, 0);
    for persons in 1..=5_usize {
        let n = persons as f64;
        let old_transitional = table(&format!("2020-10-01/transitional_{persons}.csv"), 1);
        for area in 0..6 {
            for age in 0..11 {
                let old =
                    |of: usize| class1[of][age][area] * n * rate[of][persons - 1][area] + class2[of][persons - 1][area];
                let before = (old(0) * 0.855).max(old(1)) + old_transitional[age][area] * n;
                let now = ceil10(new_class1[age][area] * n * new_rate[0][persons - 1]) as f64
                    + new_class2[0][persons - 1]
                    + 2500.0 * n;
                let gap = (before - now).max(0.0);
                // The share of one person is rounded up; multiply back so that no decimal is lost.
                let expected = (0..).step_by(10).find(|each| f64::from(*each) * n >= gap - 1e-6).expect("a share");
                let listed = new_transitional[area * 11 + age][persons - 1];
                assert_eq!(f64::from(expected), listed, "area {area} age {age} persons {persons}");
                cells += 1;
                not_zero += usize::from(expected > 0);
            }
        }
    }
    assert_eq!((cells, not_zero), (330, 24));
}
