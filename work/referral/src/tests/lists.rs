use office::Instant;
use office::testing::at_a_desk;

use super::*;
use crate::figures;
use crate::store::lists::{self, Which};
use crate::store::queue;

fn wait(city: &City, days: i32) {
    let then = Instant::at(today().plus_days(days), 9, 0).unwrap();
    city.desk.clock().set(then);
}

#[test]
fn the_receiver_finds_it_at_once_with_its_due_day() {
    at_a_desk(|bench| {
        let city = City::new(&bench);
        assert_eq!(city.read(&city.support, queue::queue_state).count, 0);
        let sent = city.asked();
        let state = city.read(&city.support, queue::queue_state);
        assert_eq!((state.count, state.newest.as_deref()), (1, Some(sent.legs[0].as_text())));
        let lines = city.read(&city.support, |hands, actor| crate::today_received(hands, actor, 10));
        assert_eq!((lines.len(), lines[0].dues.answer.iso()), (1, "2018-04-12".to_owned()));
        assert_eq!(lines[0].person_line, CANARY);
    })
    .unwrap();
}

#[test]
fn silence_shows_as_late_on_both_sides_and_to_the_coordinator_without_a_name() {
    at_a_desk(|bench| {
        let city = City::new(&bench);
        city.asked();
        wait(&city, 3);
        let late = |by: &Actor, all| city.read(by, move |hands, actor| lists::overdue(hands, actor, all));
        assert!(late(&city.support, false).is_empty());
        wait(&city, 4);
        assert_eq!(late(&city.support, false).len(), 1);
        assert_eq!(late(&city.tax, false).len(), 1);
        assert!(late(&city.water, false).is_empty());
        let over_all = late(&city.coordinator, true);
        assert_eq!(over_all.len(), 1);
        assert!(!format!("{over_all:?}").contains(CANARY));
    })
    .unwrap();
}

#[test]
fn a_result_that_does_not_come_in_a_month_is_late() {
    at_a_desk(|bench| {
        let city = City::new(&bench);
        let sent = city.asked();
        city.accept(&city.support, &sent.legs[0]).unwrap();
        wait(&city, 30);
        assert!(city.read(&city.tax, |hands, actor| lists::overdue(hands, actor, false)).is_empty());
        wait(&city, 31);
        let late = city.read(&city.tax, |hands, actor| lists::overdue(hands, actor, false));
        assert_eq!(late.len(), 1);
    })
    .unwrap();
}

#[test]
fn a_list_goes_on_page_by_page_and_misses_nothing() {
    at_a_desk(|bench| {
        let city = City::new(&bench);
        for _ in 0..7 {
            city.send(&city.tax, city.sheet(Kind::Parallel, written(), vec![beside("water")])).unwrap();
        }
        for which in [Which::ToAnswer, Which::Received] {
            let (mut found, mut after, mut pages) = (Vec::new(), None, 0);
            loop {
                let from = after.take();
                let (lines, on) = city.read(&city.water, move |h, actor| lists::of_agency(h, actor, which, from, 3));
                found.extend(lines.into_iter().map(|line| line.leg));
                pages += 1;
                match on {
                    Some(on) => after = Some(on),
                    None => break,
                }
            }
            found.sort();
            found.dedup();
            assert_eq!((found.len(), pages), (7, 3), "{which:?}");
        }
    })
    .unwrap();
}

#[test]
fn restricted_lines_do_not_shorten_a_page() {
    at_a_desk(|bench| {
        let city = City::new(&bench);
        city.send(&city.tax, city.sheet(Kind::Parallel, written(), vec![beside("water")])).unwrap();
        let hidden = city.person.clone();
        let open = household(&city.desk, &city.tax, "見本 花子");
        let other = City { person: open.0, case: open.1, ..City { desk: city.desk.clone(), ..city } };
        for _ in 0..3 {
            other.send(&other.tax, other.sheet(Kind::Parallel, written(), vec![beside("water")])).unwrap();
        }
        other
            .desk
            .act_now(&other.tax, May::AmendPerson, people::PersonSubject(hidden.clone()), move |mut act| {
                people::restrict(&mut act, &hidden, true)?;
                act.done(About::person(&hidden), "限る", ())
            })
            .unwrap();
        let (lines, on) = other.read(&other.water, |h, actor| lists::of_agency(h, actor, Which::ToAnswer, None, 3));
        assert_eq!((lines.len(), on), (3, None));
        assert_eq!(other.read(&other.water, queue::queue_state).count, 3);
    })
    .unwrap();
}

#[test]
fn flows_between_kinds_of_counter_are_counted_from_the_legs() {
    at_a_desk(|bench| {
        let city = City::new(&bench);
        let sent = city.asked();
        let days = (today(), today());
        let flow = |city: &City, days| {
            city.read(&city.tax, move |hands, _| figures::accepted_between(hands, ("city_tax", "self_reliance"), days))
        };
        assert_eq!(flow(&city, days), 0);
        city.accept(&city.support, &sent.legs[0]).unwrap();
        assert_eq!(flow(&city, days), 1);
        assert_eq!(flow(&city, (today().plus_days(1), today().plus_days(30))), 0);
        let counts = city.read(&city.tax, |hands, _| figures::counts_between(hands, today(), today()));
        assert_eq!(counts, figures::Counts { sheets: 1, legs: 1, accepted: 1, sent_around: 0 });
    })
    .unwrap();
}

#[test]
fn cases_are_found_by_the_day_on_which_an_answer_or_a_result_is_due() {
    at_a_desk(|bench| {
        let city = City::new(&bench);
        let (tax, water) =
            (super::browser::Browser::of(&city.desk, &city.tax), super::browser::Browser::of(&city.desk, &city.water));
        let shown = |of: &super::browser::Browser, due: &str| {
            let page = of.get(&format!("/cases?due={due}"));
            assert_eq!(page.status, axum::http::StatusCode::OK, "{}", page.body);
            page.body.contains(CANARY)
        };
        let all = |of| ["passed", "soon", "any"].map(|due| shown(of, due));
        assert!(shown(&tax, ""));
        assert_eq!(all(&tax), [false; 3], "nothing is asked of anybody");
        let sent = city.asked();
        assert_eq!(all(&tax), [false, true, true], "an answer is due in three working days");
        wait(&city, 4);
        assert_eq!(all(&tax), [true, true, true]);
        city.accept(&city.support, &sent.legs[0]).unwrap();
        let support = super::browser::Browser::of(&city.desk, &city.support);
        assert_eq!(all(&support), [false, false, true], "and then a result, in a month");
        wait(&city, 25);
        assert_eq!(all(&support), [false, true, true]);
        assert_eq!(all(&water), [false; 3], "a counter without a tie finds nothing");
    })
    .unwrap();
}
