//! The holiday table against the words of the law.

use proptest::prelude::*;

use super::*;

fn day(iso: &str) -> Day {
    Day::parse_iso(iso).unwrap()
}

fn national(day: Day) -> Option<&'static str> {
    Holidays::embedded().days.get(&day).map(String::as_str)
}

fn all_days() -> impl Iterator<Item = Day> {
    let table = Holidays::embedded();
    (0..=table.first.days_until(table.last)).map(|days| table.first.plus_days(days))
}

fn of_law(day: Day) -> bool {
    national(day).is_some_and(|name| !matches!(name, "振替休日" | "国民の休日"))
}

#[test]
fn a_holiday_on_sunday_gives_the_next_day_that_is_none() {
    for sunday in all_days().filter(|day| day.weekday_ja() == "日" && of_law(*day)) {
        let given = (1..7).map(|days| sunday.plus_days(days)).find(|day| !of_law(*day)).unwrap();
        assert_eq!(national(given), Some("振替休日"), "{sunday}");
    }
}

#[test]
fn a_day_given_in_exchange_follows_a_sunday_without_gap() {
    for given in all_days().filter(|day| national(*day) == Some("振替休日")) {
        let before = (1..7).map(|days| given.plus_days(-days)).find(|day| day.weekday_ja() == "日").unwrap();
        assert!((0..before.days_until(given)).all(|days| of_law(before.plus_days(days))), "{given}");
    }
}

#[test]
fn a_day_between_two_holidays_is_one_and_no_other_bears_the_name() {
    for middle in all_days().skip(1) {
        let between = of_law(middle.plus_days(-1)) && of_law(middle.plus_days(1)) && !of_law(middle);
        let named = national(middle) == Some("国民の休日");
        assert_eq!(named, between && national(middle) != Some("振替休日"), "{middle}");
    }
}

#[test]
fn each_year_has_the_number_of_holidays_of_its_law() {
    for year in 2014..=2028 {
        let count = all_days().filter(|day| day.year() == year && of_law(*day)).count();
        let expected = match year {
            2014 | 2015 => 15,
            2019 => 17,
            _ => 16,
        };
        assert_eq!(count, expected, "{year}");
    }
}

#[test]
fn known_days_of_the_gazette_are_in_the_table() {
    for (iso, name) in [
        ("2015-09-22", "国民の休日"),
        ("2016-08-11", "山の日"),
        ("2018-12-24", "振替休日"),
        ("2019-04-30", "国民の休日"),
        ("2019-05-01", "天皇の即位の日"),
        ("2019-05-02", "国民の休日"),
        ("2019-10-22", "即位礼正殿の儀の行われる日"),
        ("2020-07-24", "スポーツの日"),
        ("2021-08-09", "振替休日"),
        ("2025-02-24", "振替休日"),
        ("2026-05-06", "振替休日"),
        ("2026-09-22", "国民の休日"),
    ] {
        assert_eq!(national(day(iso)), Some(name), "{iso}");
    }
    assert_eq!(national(day("2019-12-23")), None);
    assert_eq!(national(day("2020-10-12")), None);
}

#[test]
fn the_counters_are_closed_over_the_new_year() {
    let table = Holidays::embedded();
    for (iso, open) in [
        ("2025-12-26", true),
        ("2025-12-29", false),
        ("2025-12-31", false),
        ("2026-01-02", false),
        ("2026-01-05", true),
    ] {
        assert_eq!(table.is_working_day(day(iso)), open, "{iso}");
    }
    assert_eq!(table.name(day("2026-01-01")), Some("元日"));
    assert_eq!(table.name(day("2026-01-02")), Some("年末年始"));
}

#[test]
fn working_days_pass_over_weekends_holidays_and_closures() {
    let table = Holidays::embedded();
    for (from, n, to) in [
        ("2025-04-08", 3, "2025-04-11"),
        ("2025-04-11", 1, "2025-04-14"),
        ("2025-05-02", 1, "2025-05-07"),
        ("2026-09-18", 1, "2026-09-24"),
        ("2025-12-26", 3, "2026-01-07"),
        ("2025-04-12", 0, "2025-04-12"),
    ] {
        assert_eq!(table.add_working_days(day(from), n).iso(), to, "{from} + {n}");
    }
    assert_eq!(table.or_next_working_day(day("2025-05-03")).iso(), "2025-05-07");
    assert_eq!(table.or_next_working_day(day("2025-05-07")).iso(), "2025-05-07");
}

#[test]
fn a_year_without_open_days_still_answers() {
    let yaml = "covers: { first: \"2025-01-01\", last: \"2025-12-31\" }\nclosures:\n  - { name: 休み, first: \"01-01\", last: \"12-31\" }\nholidays: []\n";
    let table = Holidays::parse(yaml).unwrap();
    assert_eq!(table.add_working_days(day("2025-04-08"), 2).iso(), "2025-04-10");
}

#[test]
fn a_faulty_table_is_refused_with_its_reason() {
    let table = |closure: &str, holidays: &str| {
        format!(
            "covers: {{ first: \"2025-01-01\", last: \"2025-12-31\" }}\nclosures: [{closure}]\nholidays: [{holidays}]\n"
        )
    };
    let new_year = "{ day: \"2025-01-01\", name: 元日 }";
    assert!(Holidays::parse(&table("", new_year)).is_ok());
    for (yaml, reason) in [
        (table("", &format!("{new_year}, {new_year}")), "二度"),
        (table("", "{ day: \"2026-01-01\", name: 元日 }"), "期間の外"),
        (table("{ name: 年末年始, first: \"12-32\", last: \"01-03\" }", ""), "12-29 のように"),
    ] {
        let error = Holidays::parse(&yaml).unwrap_err().to_string();
        assert!(error.contains(reason), "{error}");
    }
}

proptest! {
    #[test]
    fn adding_and_counting_working_days_agree(start in 0..5_000i32, n in 1..60u16) {
        let table = Holidays::embedded();
        let from = table.first.plus_days(start);
        let to = table.add_working_days(from, n);
        prop_assert!(table.is_working_day(to));
        prop_assert_eq!(table.working_days_between(from, to), usize::from(n));
    }
}
