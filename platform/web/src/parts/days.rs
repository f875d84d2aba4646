//! 日付の見せ方: 和暦, with the western year on hover, and waiting in days.

use office::{Day, calendar};

use crate::markup::{SafeHtml, el};

/// A day, or a reference to one: templates hand over both.
pub trait OneDay {
    fn one_day(&self) -> Day;
}

impl OneDay for Day {
    fn one_day(&self) -> Day {
        *self
    }
}

impl<T: OneDay + ?Sized> OneDay for &T {
    fn one_day(&self) -> Day {
        (**self).one_day()
    }
}

/// `R7.4.8(火)`
pub fn day(day: impl OneDay) -> SafeHtml {
    let day = day.one_day();
    time(day, &calendar::short(day))
}

/// `令和7年4月8日`
pub fn day_long(day: impl OneDay) -> SafeHtml {
    let day = day.one_day();
    time(day, &calendar::long(day))
}

fn time(day: Day, text: &str) -> SafeHtml {
    el("time").attr("datetime", &day.iso()).attr("title", &format!("{}年", day.year())).text(text).html()
}

/// `きょう`, `2日`: how long somebody has waited.
pub fn days_waiting(since: impl OneDay, today: impl OneDay) -> SafeHtml {
    let since = since.one_day();
    let text = calendar::waiting(since, today.one_day());
    el("time").class("wait").attr("datetime", &since.iso()).attr("title", &calendar::short(since)).text(&text).html()
}

/// `あと2日`, `きょうまで`, `3日過ぎ`, with a word and a shape where it is near or past.
pub fn due(due: impl OneDay, today: impl OneDay) -> SafeHtml {
    let (due, today) = (due.one_day(), today.one_day());
    let kind = match today.days_until(due) {
        ..0 => "badge danger",
        0 => "badge attention",
        _ => "wait",
    };
    let text = calendar::due(due, today);
    el("time").class(kind).attr("datetime", &due.iso()).attr("title", &calendar::short(due)).text(&text).html()
}
