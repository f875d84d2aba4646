//! Whether the time of the answer tells a login that exists from one that does not (S12).
//!
//! Measured by command, not on every run: `cargo test --release -p staff timing -- --ignored --nocapture`.

use std::time::Instant;

use vault::password::{Cost, hash};

use super::rig::{PASSWORD, Town, in_a_town};
use crate::sign_in::{Tried, enter, hashed};

const SAMPLES: usize = 2_000;

#[test]
fn nobody_costs_the_same_hashing_as_somebody() {
    for demo in [true, false] {
        in_a_town(demo, |town| {
            let cost = if demo { Cost::Demo } else { Cost::Login };
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            let stored = runtime.block_on(hashed(&town.desk, PASSWORD.to_owned())).unwrap();
            let parts = |phc: &str| phc.split('$').take(4).map(str::to_owned).collect::<Vec<_>>();
            // What a member's password costs is what `matches` spends on nobody: algorithm, version and parameters.
            assert_eq!(parts(stored.as_str()), parts(hash("x", cost).unwrap().as_str()));
            assert_eq!(crate::sign_in::cost(&town.desk), cost);
        });
    }
}

#[test]
#[ignore = "takes minutes: it hashes 4,000 passwords at their real cost"]
fn the_time_of_the_answer_does_not_tell_whether_a_login_exists() {
    in_a_town(false, |town| {
        let staff = town.member("sato.h", &["counter_clerk"]);
        let real = hash(PASSWORD, Cost::Login).unwrap().into_string();
        town.desk
            .db()
            .write_now(move |writer: &mut db::Writer<'_>| {
                writer.run("update staff_member set password = $1 where id = $2", &db::args![real, staff])
            })
            .unwrap();
        let (mut known, mut unknown) = (Vec::new(), Vec::new());
        for sample in 0..SAMPLES {
            // In turns, and each first as often as the other, so that whatever else the machine does meets both alike.
            if sample % 2 == 0 {
                known.push(try_once(&town, "sato.h"));
                unknown.push(try_once(&town, "nobody.x"));
            } else {
                unknown.push(try_once(&town, "nobody.x"));
                known.push(try_once(&town, "sato.h"));
            }
        }
        let p = p_of_no_difference(&known, &unknown);
        println!("known {:.3} ms, unknown {:.3} ms, p = {p:.3}", mean(&known), mean(&unknown));
        assert!(p > 0.01, "p = {p}");
    });
}

/// Milliseconds of one wrong try, long enough after the last that nobody has to wait.
fn try_once(town: &Town, login: &str) -> f64 {
    town.later(901);
    let tried = Tried {
        login: login.to_owned(),
        password: "あてずっぽうの合言葉です".to_owned(),
        source: None,
        browser: Default::default(),
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let began = Instant::now();
    let answer = runtime.block_on(enter(&town.desk, tried));
    let took = began.elapsed().as_secs_f64() * 1000.0;
    assert!(matches!(answer, Err(office::Trouble::Fields(_))), "{answer:?}");
    took
}

fn mean(numbers: &[f64]) -> f64 {
    numbers.iter().sum::<f64>() / numbers.len() as f64
}

fn variance(numbers: &[f64]) -> f64 {
    let middle = mean(numbers);
    numbers.iter().map(|n| (n - middle).powi(2)).sum::<f64>() / (numbers.len() - 1) as f64
}

/// Welch's t-test, two-sided; with thousands of samples t is normal.
fn p_of_no_difference(one: &[f64], other: &[f64]) -> f64 {
    let spread = variance(one) / one.len() as f64 + variance(other) / other.len() as f64;
    let t = (mean(one) - mean(other)).abs() / spread.sqrt();
    beyond(t / 2.0_f64.sqrt())
}

/// The complementary error function (Abramowitz and Stegun 7.1.26, error below 2e-7).
fn beyond(x: f64) -> f64 {
    let t = 1.0 / (1.0 + 0.327_591_1 * x);
    let sum =
        t * (0.254_829_592 + t * (-0.284_496_736 + t * (1.421_413_741 + t * (-1.453_152_027 + t * 1.061_405_429))));
    sum * (-x * x).exp()
}

#[test]
fn the_test_of_difference_tells_what_differs_from_what_does_not() {
    let even: Vec<f64> = (0..2_000).map(|n| f64::from(n % 10)).collect();
    let shifted: Vec<f64> = even.iter().map(|n| n + 0.5).collect();
    assert!(p_of_no_difference(&even, &even) > 0.99);
    assert!(p_of_no_difference(&even, &shifted) < 0.001);
    assert!((beyond(1.959_964 / 2.0_f64.sqrt()) - 0.05).abs() < 1e-5);
}
