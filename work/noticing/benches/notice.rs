//! 速さ: time per length of text, and whether a long text costs more per character than a short one.
#![expect(clippy::print_stdout, reason = "a benchmark reports on the terminal")]

use noticing::{Mistake, Rules, labelled, notice};
use std::time::{Duration, Instant};

const ROUNDS: usize = 15;

fn main() -> Result<(), Vec<Mistake>> {
    let start = Instant::now();
    let rules = Rules::embedded().map_err(<[Mistake]>::to_vec)?;
    println!("rules built in {:?}, {} literals", start.elapsed(), rules.literals());
    let talk: String = labelled()?.iter().map(|s| s.text.as_str()).collect();
    let dense = "お金がなくて死にたいと夫に殴られて家賃を三か月払えない".to_owned();
    for (name, seed) in [("sentences", talk), ("one dense sentence repeated", dense)] {
        let short = report(rules, name, &seed, 2_000);
        report(rules, name, &seed, 10_000);
        let long = report(rules, name, &seed, 50_000);
        println!("{name}: 50,000 to 2,000 per character {:.2}", long / short);
    }
    Ok(())
}

/// Prints the median and the best time; returns microseconds per character of the median.
fn report(rules: &Rules, name: &str, seed: &str, length: usize) -> f64 {
    let text: String = seed.chars().cycle().take(length).collect();
    let mut times: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            std::hint::black_box(notice(rules, &[], std::hint::black_box(&text)));
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    let median = times.get(ROUNDS / 2).copied().unwrap_or_default();
    let best = times.first().copied().unwrap_or_default();
    println!("{name}: {length} characters, median {median:?}, best {best:?}");
    median.as_secs_f64() * 1e6 / length as f64
}
