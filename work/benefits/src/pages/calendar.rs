//! カレンダー: the dull page that stands where the guide stood, for a person who must hide it at once. It needs no other site.

use askama::Template;
use axum::extract::State;
use office::calendar::Holidays;
use office::{Day, Desk};
use web::{Answer, Samples, Title, Visit};

const WEEKDAYS: [&str; 7] = ["日", "月", "火", "水", "木", "金", "土"];

#[derive(Template)]
#[template(path = "pages/calendar.html")]
struct CalendarPage {
    heading: String,
    weeks: Vec<Vec<Cell>>,
}

/// A day of the month, or a gap before the first and after the last.
#[derive(Debug, Clone, Default)]
struct Cell {
    day: Option<i8>,
    holiday: String,
    today: bool,
}

impl CalendarPage {
    fn of(today: Day, holidays: &Holidays) -> Self {
        let (first, last) = (today.first_of_month(), today.last_of_month());
        let before = WEEKDAYS.iter().position(|name| *name == first.weekday_ja()).unwrap_or(0);
        let mut cells = vec![Cell::default(); before];
        let days = (0..=first.days_until(last)).map(|after| first.plus_days(after));
        cells.extend(days.map(|day| Cell {
            day: Some(day.day()),
            holiday: holidays.name(day).unwrap_or_default().to_owned(),
            today: day == today,
        }));
        cells.resize(cells.len().div_ceil(7) * 7, Cell::default());
        Self {
            heading: format!("{}年{}月", today.year(), today.month()),
            weeks: cells.chunks(7).map(<[Cell]>::to_vec).collect(),
        }
    }

    fn weekdays(&self) -> [&'static str; 7] {
        WEEKDAYS
    }
}

fn title() -> Title {
    Title::new("カレンダー")
}

pub(super) async fn show(State(_): State<Desk>, visit: Visit) -> Answer {
    let page = CalendarPage::of(visit.shell.today, Holidays::embedded());
    web::page(&visit, title(), &page)
}

pub(super) fn samples() -> Samples {
    let Some(today) = Day::of(2018, 4, 30) else { return Samples::new() };
    Samples::new().with("benefits: カレンダー", &CalendarPage::of(today, Holidays::embedded()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_of_the_month_stands_once_under_its_weekday() {
        for (year, month, days) in [(2018, 4, 30), (2024, 2, 29), (2026, 2, 28), (2026, 11, 30)] {
            let page = CalendarPage::of(Day::of(year, month, 15).unwrap(), Holidays::embedded());
            assert!(page.weeks.iter().all(|week| week.len() == 7));
            let told: Vec<(usize, i8)> = page
                .weeks
                .iter()
                .flat_map(|week| week.iter().enumerate().filter_map(|(at, cell)| Some((at, cell.day?))))
                .collect();
            assert_eq!(told.len(), days);
            for (at, day) in told {
                assert_eq!(WEEKDAYS.get(at).copied(), Day::of(year, month, day).map(Day::weekday_ja));
            }
        }
    }
}
