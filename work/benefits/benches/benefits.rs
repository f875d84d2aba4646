//! 速さ: single judgement, 最低生活費 and batch, each beside a baseline measured in the same run.

use std::hint::black_box;
use std::io::{self, Write};
use std::time::{Duration, Instant};

use benefits::minimum::{self, Household, Person, Standard};
use benefits::{Instead, Program, SchoolStage, Situation, Tables};

type Trouble = Box<dyn std::error::Error>;

fn line(at: usize, programs: &str) -> String {
    let (income, rent, town) = (
        at * 37 % 140_000,
        30_000 + at * 11 % 40_000,
        ["座間市", "千葉市", "荒川区", "佐倉市"].get(at % 4).copied().unwrap_or("座間市"),
    );
    format!(
        r#"{{"municipality":"{town}","date":"2026-05-15","household":[{{"role":"applicant","birth_date":"1980-04-01","income":[{{"kind":"wage","gross":{income},"commuting":0}}],"job_loss":{{"kind":"離職","date":"2026-02-01","cause":"契約の終わり"}},"student":false}}],"rent":{rent},"housing":{{"state":"at_risk","common_fee":3000}},"financial_assets":300000,"payments_received_months":0{programs}}}"#
    )
}

/// Best of `rounds`, since the machine is shared.
fn best(rounds: usize, mut work: impl FnMut() -> Result<(), Trouble>) -> Result<Duration, Trouble> {
    let mut fastest = Duration::MAX;
    for _ in 0..rounds {
        let start = Instant::now();
        work()?;
        fastest = fastest.min(start.elapsed());
    }
    Ok(fastest)
}

/// Processor time of all threads so far, where the system tells it: what remains comparable on a busy machine.
fn processor_seconds() -> Option<f64> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    let (_, after_name) = stat.rsplit_once(')')?;
    let mut fields = after_name.split_whitespace().skip(11);
    let (user, system): (f64, f64) = (fields.next()?.parse().ok()?, fields.next()?.parse().ok()?);
    Some((user + system) / TICKS)
}

const TICKS: f64 = 100.0;

/// Processor time that `work` took, in microseconds for each of `count`; 0 where the system does not tell.
fn processor_micros(count: usize, mut work: impl FnMut() -> Result<(), Trouble>) -> Result<f64, Trouble> {
    let before = processor_seconds();
    work()?;
    let spent = before.zip(processor_seconds()).map_or(0.0, |(before, after)| after - before);
    Ok(spent * 1e6 / count as f64)
}

fn per_second(count: usize, time: Duration) -> f64 {
    count as f64 / time.as_secs_f64()
}

fn single(out: &mut impl Write) -> Result<(), Trouble> {
    const TIMES: usize = 2000;
    for (date, what) in [("2026-05-15", "家賃補助の表がある日"), ("2026-11-21", "生活扶助の表がある日")]
    {
        let text = line(1, "").replace("2026-05-15", date);
        let tables = Tables::embedded();
        let situation =
            Situation::read(&text, Instead::default(), tables).map_err(|troubles| format!("{troubles:?}"))?;
        let judged = best(20, || {
            for _ in 0..TIMES {
                black_box(benefits::judge_all(black_box(&situation), tables));
            }
            Ok(())
        })?;
        let parsed = best(20, || {
            for _ in 0..TIMES {
                black_box(serde_json::from_str::<serde_json::Value>(black_box(&text))?);
            }
            Ok(())
        })?;
        const MANY: usize = 40_000;
        let processor = processor_micros(MANY, || {
            for _ in 0..MANY {
                black_box(benefits::judge_all(black_box(&situation), tables));
            }
            Ok(())
        })?;
        let micros = |time: Duration| time.as_secs_f64() * 1e6 / TIMES as f64;
        writeln!(
            out,
            "judge all {} programmes ({what}): {:.1} µs; processor time {processor:.1} µs; parsing its JSON alone: {:.1} µs; ratio {:.1}",
            Program::ALL.len(),
            micros(judged),
            micros(parsed),
            micros(judged) / micros(parsed)
        )?;
    }
    Ok(())
}

fn from_birth_dates(out: &mut impl Write, standard: &Standard, on: jiff::civil::Date) -> Result<(), Trouble> {
    const HOUSEHOLDS: usize = 2_000_000;
    let births: Vec<_> = (0..HOUSEHOLDS)
        .map(|at| {
            [1950, 1960, 2015]
                .map(|year| jiff::civil::Date::new(year + i16::try_from(at % 40).unwrap_or(0) / 4, 6, 1).unwrap_or(on))
        })
        .collect();
    let time = best(10, || {
        std::thread::scope(|scope| {
            for births in births.chunks(HOUSEHOLDS.div_ceil(2)) {
                scope.spawn(move || {
                    for births in black_box(births) {
                        let [first, second, third] = births;
                        let persons = [
                            Person::born(*first, on, true),
                            Person::born(*second, on, false),
                            Person::born(*third, on, false),
                        ];
                        black_box(minimum::total(
                            &Household { persons: &persons, lone_parent: false, rent: 41_000 },
                            standard,
                        ));
                    }
                });
            }
        });
        Ok(())
    })?;
    writeln!(
        out,
        "最低生活費, three persons from their birth dates, 2 threads: {:.0} households/s",
        per_second(HOUSEHOLDS, time)
    )?;
    Ok(())
}

fn minimum(out: &mut impl Write) -> Result<(), Trouble> {
    const HOUSEHOLDS: usize = 2_000_000;
    const NAIVE: usize = 20_000;
    let tables = Tables::embedded();
    let situation =
        Situation::read(&line(0, ""), Instead::default(), tables).map_err(|troubles| format!("{troubles:?}"))?;
    let on = benefits::parse_date("2026-12-01").ok_or("a date")?;
    let (standard, _) = Standard::resolve(tables, &situation.place, on).map_err(|none| none.0)?;
    let persons: Vec<[Person; 3]> = (0..HOUSEHOLDS)
        .map(|at| {
            let age = |spread: usize| i16::try_from(at * spread % 90).unwrap_or(0);
            [
                Person::new(20 + age(7) % 60, SchoolStage::Over, true),
                Person::new(20 + age(11) % 60, SchoolStage::Over, false),
                Person::new(8, SchoolStage::Elementary(2), false),
            ]
        })
        .collect();
    let households: Vec<Household<'_>> = persons
        .iter()
        .zip(0..)
        .map(|(persons, at)| Household { persons, lone_parent: false, rent: at % 70_000 })
        .collect();
    for threads in [1, 2] {
        let time = best(10, || {
            black_box(minimum::totals(black_box(&households), &standard, threads));
            Ok(())
        })?;
        writeln!(
            out,
            "最低生活費, three persons, {threads} thread(s): {:.0} households/s",
            per_second(HOUSEHOLDS, time)
        )?;
    }
    from_birth_dates(out, &standard, on)?;
    let naive = best(5, || {
        for household in households.iter().take(NAIVE) {
            let (standard, _) = Standard::resolve(tables, &situation.place, on).map_err(|none| none.0)?;
            black_box(minimum::total(black_box(household), &standard));
        }
        Ok(())
    })?;
    writeln!(
        out,
        "baseline, standard looked up anew for each household, 1 thread: {:.0} households/s",
        per_second(NAIVE, naive)
    )?;
    Ok(())
}

/// Takes what is written and keeps only its length.
struct Counted(usize);

impl Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += black_box(bytes).len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn batch(out: &mut impl Write) -> Result<(), Trouble> {
    let cases = [
        (100_000, r#","programs":["housing_benefit_rent"]"#, "家賃補助"),
        (100_000, r#","programs":["housing_benefit_rent","work_preparation","public_assistance"]"#, "three programmes"),
        (20_000, "", "all programmes"),
    ];
    for (lines, programs, what) in cases {
        let input: String = (0..lines).map(|at| line(at, programs) + "\n").collect();
        let mut text = Counted(0);
        let time = best(5, || {
            text.0 = 0;
            let count = benefits::judge_batch(input.as_bytes(), &mut text, None, None)?;
            (count.refused == 0).then_some(()).ok_or_else(|| "a line was refused".into())
        })?;
        let processor = processor_micros(lines, || {
            benefits::judge_batch(input.as_bytes(), Counted(0), None, None)?;
            Ok(())
        })?;
        let parse = best(5, || {
            for line in input.lines() {
                black_box(serde_json::from_str::<serde_json::Value>(line)?);
            }
            Ok(())
        })?;
        writeln!(
            out,
            "batch, {what}: {:.0} lines/s ({} bytes out a line, processor time {processor:.1} µs a line); baseline, parsing alone on 1 thread: {:.0} lines/s",
            per_second(lines, time),
            text.0 / lines,
            per_second(lines, parse)
        )?;
    }
    Ok(())
}

fn main() -> Result<(), Trouble> {
    // `cargo test` starts benches too; only `cargo bench` measures.
    if !std::env::args().any(|argument| argument == "--bench") {
        return Ok(());
    }
    let mut out = io::stdout().lock();
    single(&mut out)?;
    minimum(&mut out)?;
    batch(&mut out)
}
