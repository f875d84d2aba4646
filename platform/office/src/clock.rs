//! The clock. The only file of the project that asks what time it is.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};

use crate::calendar::Day;

/// A moment, kept in UTC to the millisecond; as text of fixed width, so that text order is time order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(Timestamp);

impl Instant {
    #[must_use]
    pub fn from_millis(millis: i64) -> Option<Self> {
        Timestamp::from_millisecond(millis).ok().map(Self)
    }

    #[must_use]
    pub fn millis(self) -> i64 {
        self.0.as_millisecond()
    }

    #[must_use]
    pub fn seconds(self) -> i64 {
        self.0.as_second()
    }

    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        text.parse::<Timestamp>().ok().and_then(|t| Self::from_millis(t.as_millisecond()))
    }

    #[must_use]
    pub fn as_text(&self) -> String {
        format!("{:.3}", self.0)
    }

    /// The moment at which a day of Japan has this hour and minute.
    #[must_use]
    pub fn at(day: Day, hour: i8, minute: i8) -> Option<Self> {
        let date = jiff::civil::Date::new(day.year(), day.month(), day.day()).ok()?;
        let time = jiff::civil::Time::new(hour, minute, 0, 0).ok()?;
        Some(Self(date.to_datetime(time).to_zoned(japan()).ok()?.timestamp()))
    }

    /// The day in Japan.
    #[must_use]
    pub fn day(self) -> Day {
        Day::in_japan(self.0)
    }

    /// `9:05`, the time of day in Japan.
    #[must_use]
    pub fn time_of_day(self) -> String {
        let zoned = self.0.to_zoned(japan());
        format!("{}:{:02}", zoned.hour(), zoned.minute())
    }

    #[must_use]
    pub fn plus_seconds(self, seconds: i64) -> Self {
        Self::from_millis(self.millis().saturating_add(seconds.saturating_mul(1000))).unwrap_or(self)
    }
}

/// Japan has had no summer time since 1952, so its zone is a fixed offset and needs no zone file.
fn japan() -> TimeZone {
    TimeZone::fixed(Offset::constant(9))
}

impl db::Column for Instant {
    const KIND: db::Kind = db::Kind::Text;
    fn write(&self) -> db::Value {
        db::Value::Text(self.as_text())
    }
    fn read(value: db::Value) -> Result<Self, db::Fault> {
        let text = String::read(value)?;
        Self::from_text(&text).ok_or(db::Fault::NotA("moment"))
    }
}

impl db::Column for Day {
    const KIND: db::Kind = db::Kind::Text;
    fn write(&self) -> db::Value {
        db::Value::Text(self.iso())
    }
    fn read(value: db::Value) -> Result<Self, db::Fault> {
        let text = String::read(value)?;
        Self::parse_iso(&text).ok_or(db::Fault::NotA("day"))
    }
}

/// What time it is. Three kinds: the machine's, a test's that stands still, a town's that began on a past day.
#[derive(Debug, Clone)]
pub enum Clock {
    Machine,
    /// Stands still until moved; milliseconds since 1970.
    Still(Arc<AtomicI64>),
    /// Runs as the machine's clock does, shifted by so many milliseconds.
    Shifted(i64),
}

impl Clock {
    #[must_use]
    pub fn still_at(instant: Instant) -> Self {
        Self::Still(Arc::new(AtomicI64::new(instant.millis())))
    }

    /// Moves a clock that stands still; others keep their own time.
    pub fn set(&self, instant: Instant) {
        if let Self::Still(millis) = self {
            millis.store(instant.millis(), Ordering::Relaxed);
        }
    }

    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "this is the one place that reads the clock")]
    pub fn now(&self) -> Instant {
        let machine = || Timestamp::now().as_millisecond();
        let millis = match self {
            Self::Machine => machine(),
            Self::Still(millis) => millis.load(Ordering::Relaxed),
            Self::Shifted(by) => machine().saturating_add(*by),
        };
        Instant::from_millis(millis).unwrap_or(Instant(Timestamp::UNIX_EPOCH))
    }
}
