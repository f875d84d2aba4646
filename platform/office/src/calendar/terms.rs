//! 期間と期限: terms by the calendar, and how waiting and due days are told.

use super::Day;

/// The day on which a term of one month from `day` is full: the same day of the next month, or its last day
/// (民法140条, 143条). Where that is a holiday the term runs on (民法142条): see `Holidays::or_next_working_day`.
pub fn one_month_after(day: Day) -> Day {
    day.plus_months(1)
}

/// How long somebody has waited: `きょう`, `2日`.
pub fn waiting(since: Day, today: Day) -> String {
    match since.days_until(today) {
        ..=0 => "きょう".into(),
        days => format!("{days}日"),
    }
}

/// What is left of a due day: `あと2日`, `きょうまで`, `3日過ぎ`.
pub fn due(due: Day, today: Day) -> String {
    match today.days_until(due) {
        0 => "きょうまで".into(),
        days @ 1.. => format!("あと{days}日"),
        days => format!("{}日過ぎ", days.unsigned_abs()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(iso: &str) -> Day {
        Day::parse_iso(iso).unwrap()
    }

    #[test]
    fn a_month_ends_on_the_same_day_or_the_last() {
        for (from, to) in [
            ("2025-04-08", "2025-05-08"),
            ("2025-01-31", "2025-02-28"),
            ("2024-01-31", "2024-02-29"),
            ("2025-03-31", "2025-04-30"),
            ("2025-12-31", "2026-01-31"),
            ("2025-02-28", "2025-03-28"),
        ] {
            assert_eq!(one_month_after(day(from)).iso(), to);
        }
    }

    #[test]
    fn waiting_is_told_in_days() {
        assert_eq!(waiting(day("2025-04-08"), day("2025-04-08")), "きょう");
        assert_eq!(waiting(day("2025-04-08"), day("2025-04-10")), "2日");
    }

    #[test]
    fn a_due_day_is_told_from_today() {
        let today = day("2025-04-08");
        assert_eq!(due(today, today), "きょうまで");
        assert_eq!(due(day("2025-04-10"), today), "あと2日");
        assert_eq!(due(day("2025-04-05"), today), "3日過ぎ");
    }
}
