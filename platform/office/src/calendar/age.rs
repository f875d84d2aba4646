//! 年齢: age in full years.

use super::Day;

/// 満年齢 as people count it: a year older on the birthday; born on 29 February, on 1 March of a common year.
/// None before birth.
pub fn age_on(birth: Day, on: Day) -> Option<u16> {
    if on < birth {
        return None;
    }
    let birthday_still_to_come = (on.month(), on.day()) < (birth.month(), birth.day());
    let years = on.year().saturating_sub(birth.year()).saturating_sub(i16::from(birthday_still_to_come));
    u16::try_from(years).ok()
}

/// 法律上の年齢 (年齢計算ニ関スル法律; 民法143条): a year is full at the end of the day before the birthday.
/// Used where law counts whole days of age, such as 学年; elsewhere use [`age_on`].
pub fn school_age_on(birth: Day, on: Day) -> Option<u16> {
    if on < birth { None } else { age_on(birth, on.plus_days(1)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(iso: &str) -> Day {
        Day::parse_iso(iso).unwrap()
    }

    #[test]
    fn a_person_is_a_year_older_on_the_birthday() {
        let birth = day("1970-03-01");
        assert_eq!(age_on(birth, day("2025-02-28")), Some(54));
        assert_eq!(age_on(birth, day("2025-03-01")), Some(55));
        assert_eq!(age_on(birth, birth), Some(0));
        assert_eq!(age_on(birth, day("1970-02-28")), None);
    }

    #[test]
    fn born_on_29_february_a_common_year_counts_from_1_march() {
        let birth = day("2004-02-29");
        assert_eq!(age_on(birth, day("2023-02-28")), Some(18));
        assert_eq!(age_on(birth, day("2023-03-01")), Some(19));
        assert_eq!(age_on(birth, day("2024-02-28")), Some(19));
        assert_eq!(age_on(birth, day("2024-02-29")), Some(20));
    }

    #[test]
    fn school_age_is_full_on_the_day_before_the_birthday() {
        assert_eq!(school_age_on(day("2019-04-01"), day("2025-03-31")), Some(6));
        assert_eq!(school_age_on(day("2019-04-02"), day("2025-03-31")), Some(5));
        assert_eq!(school_age_on(day("2004-02-29"), day("2023-02-28")), Some(19));
        assert_eq!(school_age_on(day("2004-02-29"), day("2023-02-27")), Some(18));
        assert_eq!(school_age_on(day("2019-04-02"), day("2019-04-01")), None);
    }

    proptest! {
        #[test]
        fn age_never_falls_and_rises_by_at_most_one_a_day(birth in 0..83_000i32, lived in 0..45_000i32) {
            let birth = day("1873-01-01").plus_days(birth);
            let on = birth.plus_days(lived);
            let (today, tomorrow) = (age_on(birth, on).unwrap(), age_on(birth, on.plus_days(1)).unwrap());
            prop_assert!(tomorrow == today || tomorrow == today + 1);
            prop_assert_eq!(school_age_on(birth, on), Some(tomorrow));
        }
    }
}
