//! How long a session lasts: idle and absolute limits, as pure functions of the instants.

use office::{Instant, Settings};

use super::Session;

/// How a session stands at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// So many seconds are left unless something is done.
    Live { seconds_left: i64 },
    /// Nothing was done for too long.
    Idle,
    /// The day is over.
    Over,
    /// Ended by someone: signed out, revoked, account changed.
    Ended,
}

/// The limits that the municipality has set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Limits {
    pub(crate) idle_seconds: i64,
    pub(crate) absolute_seconds: i64,
}

impl From<&Settings> for Limits {
    fn from(settings: &Settings) -> Self {
        Self { idle_seconds: settings.idle_minutes * 60, absolute_seconds: settings.session_hours * 3600 }
    }
}

/// How `session` stands `now`.
#[must_use]
pub(crate) fn standing(session: &Session, limits: Limits, now: Instant) -> Standing {
    let until_over = session.ends_at.seconds() - now.seconds();
    let until_idle = session.seen_at.seconds() + limits.idle_seconds - now.seconds();
    if session.ended_at.is_some() {
        Standing::Ended
    } else if until_over <= 0 {
        Standing::Over
    } else if until_idle <= 0 {
        Standing::Idle
    } else {
        Standing::Live { seconds_left: until_over.min(until_idle) }
    }
}

/// The row is touched at most once a minute, so that reading pages does not write.
pub(crate) const TOUCH_SECONDS: i64 = 60;

#[must_use]
pub(crate) fn is_to_be_touched(session: &Session, now: Instant) -> bool {
    now.seconds() - session.seen_at.seconds() >= TOUCH_SECONDS
}

#[cfg(test)]
mod tests {
    use office::testing::morning;
    use proptest::prelude::*;

    use super::*;
    use crate::sessions::Strength;

    fn session(seen_after: i64, ended: bool) -> Session {
        let made_at = morning();
        Session {
            token_hash: String::new(),
            staff: office::StaffId::from_text("stf_sato").unwrap(),
            made_at,
            seen_at: made_at.plus_seconds(seen_after),
            ends_at: made_at.plus_seconds(12 * 3600),
            ended_at: ended.then_some(made_at),
            strength: Strength::TwoFactor,
        }
    }

    fn at(seconds: i64, seen_after: i64) -> Standing {
        let limits = Limits::from(&Settings::default());
        standing(&session(seen_after, false), limits, morning().plus_seconds(seconds))
    }

    #[test]
    fn a_session_ends_after_fifteen_idle_minutes_and_after_twelve_hours_whatever_is_done() {
        assert_eq!(at(0, 0), Standing::Live { seconds_left: 900 });
        assert_eq!(at(899, 0), Standing::Live { seconds_left: 1 });
        assert_eq!(at(900, 0), Standing::Idle);
        assert_eq!(at(12 * 3600 - 1, 12 * 3600 - 2), Standing::Live { seconds_left: 1 });
        assert_eq!(at(12 * 3600, 12 * 3600 - 1), Standing::Over);
    }

    #[test]
    fn an_ended_session_never_comes_back() {
        let limits = Limits::from(&Settings::default());
        assert_eq!(standing(&session(0, true), limits, morning()), Standing::Ended);
    }

    proptest! {
        #[test]
        fn a_live_session_has_time_left_within_both_limits(seen in 0_i64..50_000, after in 0_i64..100_000) {
            if let Standing::Live { seconds_left } = at(after, seen) {
                prop_assert!(seconds_left > 0);
                prop_assert!(after + seconds_left <= 12 * 3600);
                prop_assert!(after + seconds_left <= seen + 900);
            }
        }

        #[test]
        fn once_over_it_stays_over(seen in 0_i64..50_000, after in 0_i64..100_000, later in 0_i64..100_000) {
            if !matches!(at(after, seen), Standing::Live { .. }) {
                let is_live = matches!(at(after + later, seen), Standing::Live { .. });
                prop_assert!(!is_live);
            }
        }
    }
}
