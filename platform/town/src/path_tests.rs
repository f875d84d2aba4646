use super::*;

fn begin(holidays: &Holidays) -> Begin<'_> {
    Begin {
        day: Day::of(2017, 3, 1).unwrap(),
        holidays,
        come_again: 0,
        support_days: (30, 90),
        welfare: Counters::read().unwrap().welfare,
    }
}

fn paths() -> Vec<Path> {
    let counters = Counters::read().unwrap();
    let (from, by) = (counters.find("agc_zei").unwrap(), counters.find("agc_jutaku").unwrap());
    let (to, paper) = (counters.self_reliance, counters.find("agc_foodbank").unwrap());
    let mut all = vec![Path::OnPaper { from, to: paper }, Path::Silent { from, to }, Path::SentBack { from, to }];
    for end in [End::Support, End::Inform, End::Drop] {
        all.push(Path::Alone(from, end));
        all.push(Path::Handed { from, to, end });
        all.push(Path::SentAround { from, by, to, end });
    }
    all
}

#[test]
fn a_way_leads_to_as_many_receptions_as_it_says() {
    let begin = begin(Holidays::embedded());
    for path in paths() {
        for seed in 0..50 {
            let steps = path.story(&begin, Chance::new(seed)).steps;
            let own = |deed: &Deed| matches!(deed, Deed::Receive | Deed::Answer(Reply::Accept));
            assert_eq!(steps.iter().filter(|step| own(&step.deed)).count() as u32, path.receptions(), "{path:?}");
        }
    }
}

#[test]
fn what_is_counted_happens_within_the_span() {
    let begin = begin(Holidays::embedded());
    for path in paths() {
        for seed in 0..200 {
            let last = begin.holidays.add_working_days(begin.day, path.span());
            let counted = |deed: &Deed| {
                matches!(deed, Deed::Receive | Deed::Answer(Reply::Accept) | Deed::Decide(End::Support | End::Inform))
            };
            let steps = path.story(&begin, Chance::new(seed)).steps;
            let late = steps.iter().find(|step| counted(&step.deed) && step.at.day() > last);
            assert_eq!(late, None, "{path:?}");
        }
    }
}

#[test]
fn nobody_closes_while_an_answer_is_awaited() {
    let begin = begin(Holidays::embedded());
    for path in paths() {
        for seed in 0..50 {
            let mut waiting = 0;
            for step in path.story(&begin, Chance::new(seed)).steps {
                match step.deed {
                    Deed::Send(_) => waiting += 1,
                    Deed::Answer(Reply::Forward(_)) => {}
                    Deed::Answer(_) => waiting -= 1,
                    Deed::Close(_) => assert_eq!(waiting, 0, "{path:?}"),
                    _ => {}
                }
            }
        }
    }
}
