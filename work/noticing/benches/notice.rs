//! 速さ: time per length of text, and whether a long text costs more per character than a short one.
#![expect(clippy::print_stdout, reason = "a benchmark reports on the terminal")]

use noticing::{EMBEDDED, Mistake, Rules, compare, labelled, notice};
use std::time::{Duration, Instant};

const ROUNDS: usize = 41;
const TRIALS: usize = 5;

/// An invented note of one consultation, as a clerk would type it.
const NOTE: &str = "五十二歳の男性、単身。去年の秋に勤めていた工場の契約が終わり、それから日雇いで暮らしてきたが、\
腰を痛めて先月から現場に出られない。家賃は二か月分たまっており、管理会社から今月中に払うか出るか決めてほしいと電話があった。\
通帳の残高は三千円ほど。電気は先週止められ、夜はろうそくで過ごしている。市民税の督促状も来ているが、封を開けていない。\
郷里に兄がいるが十年ほど連絡を取っていない。病院には保険証が切れてから行っていないとのこと。夜は眠れず、酒の量が増えた。\
死にたいとは思わないが、この先どうなるのか不安だと話す。以前は消費者金融の借り入れがあったが、三年前に完済した。\
ハローワークには月に一度行っている。面接の交通費が出せず、応募を見送ったことがある。";

fn main() -> Result<(), Vec<Mistake>> {
    let start = Instant::now();
    let rules = Rules::embedded().map_err(<[Mistake]>::to_vec)?;
    println!("rules read in {:?}, {} places", start.elapsed(), rules.places());
    trial(rules)?;
    let talk: String = labelled()?.iter().map(|s| s.text.as_str()).collect();
    let dense = "お金がなくて死にたいと夫に殴られて家賃を三か月払えない".to_owned();
    for (name, seed) in [
        ("a note of one consultation", NOTE.to_owned()),
        ("labelled sentences of every kind", talk),
        ("one dense sentence", dense),
    ] {
        let short = report(rules, name, &seed, 2_000);
        report(rules, name, &seed, 10_000);
        let long = report(rules, name, &seed, 50_000);
        println!("{name}: 50,000 to 2,000 per character {:.2}", long / short);
    }
    Ok(())
}

/// Prints how long an officer waits who tries a changed file: it is read and every labelled sentence is compared.
fn trial(rules: &Rules) -> Result<(), Vec<Mistake>> {
    let mut times: Vec<Duration> = Vec::new();
    for _ in 0..TRIALS {
        let start = Instant::now();
        std::hint::black_box(compare(rules, &Rules::parse(EMBEDDED)?)?);
        times.push(start.elapsed());
    }
    times.sort_unstable();
    println!("trial of changed rules: median {:?}", times.get(TRIALS / 2).copied().unwrap_or_default());
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
