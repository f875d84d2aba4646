//! The city's counters for the 相談チャート and the guide: which are open now is read from their hours as they are written.

use std::sync::LazyLock;

use benefits::Counter;
use noticing::CounterLine;
use office::calendar::Holidays;
use office::{Codes, Day, Fault, Hands, Instant};

/// Read once: the page asks for one kind of counter after the other.
static CODES: LazyLock<Codes> = LazyLock::new(|| Codes::embedded().unwrap_or_default());

const DAYS: &str = "月火水木金土日";

/// The open counters of a kind.
pub(crate) fn of_kind(hands: &mut Hands<'_, '_>, kind: &str) -> Result<Vec<CounterLine>, Fault> {
    let now = hands.at;
    let languages = CODES.list("languages");
    let open = staff::agencies::open_agencies(hands)?.into_iter().filter(|agency| agency.kind == kind);
    Ok(open
        .map(|agency| CounterLine {
            open_now: is_open(&agency.hours, now),
            name: agency.name,
            phone: agency.phone,
            languages: agency.languages.iter().map(|code| languages.label(code)).collect::<Vec<_>>().join("、"),
            hours: agency.hours,
        })
        .collect())
}

/// The open counters of some kinds, for the public guide: no word of whom they see, only what they take.
pub(crate) fn for_the_guide(hands: &mut Hands<'_, '_>, kinds: &[&str]) -> Result<Vec<Counter>, Fault> {
    let concerns = CODES.list("concerns");
    let open = staff::agencies::open_agencies(hands)?;
    // In the order of the kinds: whom to ask first stands first.
    let of_kinds = kinds.iter().flat_map(|kind| open.iter().filter(move |agency| agency.kind == **kind));
    Ok(of_kinds
        .map(|agency| Counter {
            name: agency.name.clone(),
            place: agency.place.clone(),
            phone: agency.phone.clone(),
            hours: agency.hours.clone(),
            takes: agency.takes.iter().map(|code| concerns.label(code)).collect::<Vec<_>>().join("、"),
        })
        .collect())
}

/// Whether hours such as `月〜金 8:30〜17:15` or `平日 9:00-17:00` hold now. What cannot be read is not said to be open.
fn is_open(hours: &str, now: Instant) -> bool {
    let (today, time) = (now.day(), minutes(&now.time_of_day()));
    hours.split('、').any(|part| {
        let part = part.trim();
        let Some((days, times)) = part.split_once(' ') else { return false };
        let span = times.split(['〜', '～', '-', '–']).map(minutes).collect::<Vec<_>>();
        let within = match (span.first().copied().flatten(), span.get(1).copied().flatten(), time) {
            (Some(from), Some(to), Some(time)) => from <= time && time < to,
            _ => false,
        };
        within && holds_on(days, today)
    })
}

fn holds_on(days: &str, today: Day) -> bool {
    if days == "毎日" {
        return true;
    }
    if Holidays::embedded().name(today).is_some() {
        return false;
    }
    if days == "平日" {
        return !today.is_weekend();
    }
    let place = |day: &str| day.chars().next().and_then(|d| DAYS.find(d));
    let Some(now) = place(today.weekday_ja()) else { return false };
    if let Some((from, to)) = days.split_once(['〜', '～']) {
        return place(from).zip(place(to)).is_some_and(|(from, to)| from <= now && now <= to);
    }
    days.split('・').any(|day| day.chars().count() == 1 && place(day) == Some(now))
}

fn minutes(text: &str) -> Option<u32> {
    let (hour, rest) = text.trim().split_once(':')?;
    let minute: String = rest.chars().take_while(char::is_ascii_digit).collect();
    Some(hour.parse::<u32>().ok()? * 60 + minute.parse::<u32>().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(hours: &str, day: (i16, i8, i8), (hour, minute): (i8, i8)) -> bool {
        let day = Day::of(day.0, day.1, day.2).expect("day");
        is_open(hours, Instant::at(day, hour, minute).expect("moment"))
    }

    #[test]
    fn hours_are_read_as_they_are_written() {
        let monday = (2018, 4, 9);
        assert!(open("月〜金 8:30〜17:15", monday, (8, 30)));
        assert!(!open("月〜金 8:30〜17:15", monday, (17, 15)));
        assert!(!open("月〜金 8:30〜17:15", (2018, 4, 8), (10, 0)));
        assert!(!open("月〜金 8:30〜17:15", (2018, 4, 30), (10, 0)), "a holiday");
        assert!(open("月〜金 10:00〜16:00(予約)", monday, (15, 59)));
        assert!(!open("火・木・土 10:00〜15:00", monday, (11, 0)));
        assert!(open("火・木・土 10:00〜15:00", (2018, 4, 10), (11, 0)));
        assert!(open("平日 9:00-17:00", monday, (9, 0)));
        assert!(open("毎日 0:00〜24:00", (2018, 4, 30), (23, 59)));
        assert!(!open("電話でお問い合わせください", monday, (10, 0)));
    }
}
