use super::*;
use crate::flows::flows;

/// Receptions at the two offices, as the ways themselves say.
#[derive(Debug, Default, PartialEq, Eq)]
struct Counted {
    welfare: u32,
    applied: u32,
    self_reliance: u32,
    to_self_reliance: u32,
    to_application: u32,
}

fn count(paths: &[Path], counters: &Counters) -> Counted {
    let mut counted = Counted::default();
    let (welfare, own) = (counters.welfare, counters.self_reliance);
    for path in paths {
        let (from, to) = match *path {
            Path::Alone(at, end) => {
                counted.applied += u32::from(at == welfare && end == End::Support);
                (at, None)
            }
            Path::Handed { from, to, end } | Path::SentAround { from, to, end, .. } => {
                counted.applied += u32::from(to == welfare && end == End::Support);
                counted.to_application += u32::from(from == own && to == welfare && end == End::Support);
                counted.to_self_reliance += u32::from(from == welfare && to == own);
                (from, Some(to))
            }
            Path::OnPaper { from, .. } | Path::Silent { from, .. } | Path::SentBack { from, .. } => (from, None),
        };
        for seat in [Some(from), to].into_iter().flatten() {
            counted.welfare += u32::from(seat == welfare);
            counted.self_reliance += u32::from(seat == own);
        }
    }
    counted
}

#[test]
fn each_year_holds_exactly_what_the_table_says() {
    let counters = Counters::read().unwrap();
    for flows in flows().unwrap() {
        for seed in 0..5 {
            let paths = year(&flows, &counters, &mut Chance::new(seed)).unwrap();
            let expected = Counted {
                welfare: flows.interviews,
                applied: flows.applications,
                self_reliance: flows.self_reliance,
                to_self_reliance: flows.to_self_reliance,
                to_application: flows.to_application,
            };
            assert_eq!(count(&paths, &counters), expected, "{:?}", flows.year);
        }
    }
}

#[test]
fn nothing_that_is_counted_spills_into_the_next_year() {
    let (counters, holidays) = (Counters::read().unwrap(), Holidays::embedded());
    let days = years(&flows().unwrap(), &counters, (holidays, &Chance::new(4))).unwrap();
    for (day, paths) in days {
        assert!(holidays.is_working_day(day));
        for path in paths {
            let last = holidays.add_working_days(day, path.span());
            assert_eq!(FiscalYear::of(last), FiscalYear::of(day), "{day} {path:?}");
        }
    }
}
