//! 試しすぎを抑える: slows guessing down for one account and for one source, and never locks anybody out for good.

use db::{Writer, args};
use office::{Fault, Instant, Keyring, MunicipalityId, Refusal, RefusalKind};

/// How many tries a window holds, and how the wait before the next one grows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Pace {
    pub(crate) window_seconds: i64,
    /// At most so many tries in any window.
    pub(crate) most: usize,
    /// Each try beyond so many makes the wait before the next one twice as long.
    pub(crate) free: usize,
    pub(crate) first_wait_seconds: i64,
}

/// One account: ten tries in a quarter of an hour.
pub(crate) const ACCOUNT: Pace = Pace { window_seconds: 900, most: 10, free: 3, first_wait_seconds: 2 };
/// One source. A whole city hall may stand behind one address.
pub(crate) const SOURCE: Pace = Pace { window_seconds: 900, most: 200, free: 100, first_wait_seconds: 1 };

/// How many seconds to wait before the next try; zero if it may come now. `tries` are instants in any order.
#[must_use]
pub(crate) fn wait(pace: Pace, tries: &[Instant], now: Instant) -> i64 {
    let mut recent: Vec<i64> = tries
        .iter()
        .map(|at| at.seconds())
        .filter(|at| (0..pace.window_seconds).contains(&(now.seconds() - at)))
        .collect();
    recent.sort_unstable();
    let Some(last) = recent.last().copied() else { return 0 };
    let crowd = recent.len().checked_sub(pace.most).and_then(|over| recent.get(over));
    let until_room = crowd.map_or(0, |oldest| oldest + pace.window_seconds - now.seconds());
    let doublings = recent.len().saturating_sub(pace.free);
    let growing = match u32::try_from(doublings) {
        Ok(0) => 0,
        Ok(n) => pace.first_wait_seconds.saturating_mul(2_i64.saturating_pow(n - 1)),
        Err(_) => pace.window_seconds,
    };
    let until_calm = last.saturating_add(growing.min(pace.window_seconds)) - now.seconds();
    until_room.max(until_calm).max(0)
}

/// Whose try it is: keyed fingerprints, so that the table tells neither logins nor addresses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Who {
    account: String,
    source: Option<String>,
}

impl Who {
    /// `account` is the login as typed and folded, whether or not it exists.
    #[must_use]
    pub(crate) fn new(keys: &Keyring, account: &str, source: Option<&str>) -> Self {
        Self { account: fingerprint(keys, "account", account), source: source.map(|s| fingerprint(keys, "source", s)) }
    }

    /// A browser from which the login was right before: counted apart from strangers and whatever they do.
    #[must_use]
    pub(crate) fn at_a_known_browser(keys: &Keyring, count: &str) -> Self {
        Self { account: fingerprint(keys, "known", count), source: None }
    }
}

fn fingerprint(keys: &Keyring, kind: &str, text: &str) -> String {
    let key = keys.root().derive("sign-in-try:v1");
    let whole = vault::hmac_chain(&key, kind.as_bytes(), text.as_bytes());
    data_encoding::HEXLOWER.encode(&whole)
}

/// Takes one try, before any password is looked at, so that tries side by side count too.
/// The inner error says how long to wait; then nothing was taken.
pub(crate) fn take(
    writer: &mut Writer<'_>,
    municipality: &MunicipalityId,
    who: &Who,
    now: Instant,
) -> Result<Result<(), i64>, Fault> {
    let since = now.plus_seconds(-ACCOUNT.window_seconds.max(SOURCE.window_seconds));
    writer.run("delete from staff_try where municipality_id = $1 and at <= $2", &args![municipality.clone(), since])?;
    let by_account = tries(writer.all(
        "select at from staff_try where municipality_id = $1 and account = $2",
        &args![municipality.clone(), who.account.clone()],
    )?);
    let by_source = match &who.source {
        None => Vec::new(),
        Some(source) => tries(writer.all(
            "select at from staff_try where municipality_id = $1 and source = $2",
            &args![municipality.clone(), source.clone()],
        )?),
    };
    let seconds = wait(ACCOUNT, &by_account, now).max(wait(SOURCE, &by_source, now));
    if seconds > 0 {
        return Ok(Err(seconds));
    }
    let id = vault::random::id("try").map_err(|e| Fault::other(e.to_string()))?;
    writer.run(
        "insert into staff_try (municipality_id, id, account, source, at) values ($1, $2, $3, $4, $5)",
        &args![municipality.clone(), id, who.account.clone(), who.source.clone().unwrap_or_default(), now],
    )?;
    Ok(Ok(()))
}

fn tries(rows: Vec<(Instant,)>) -> Vec<Instant> {
    rows.into_iter().map(|(at,)| at).collect()
}

/// A try that came right: the account's tries are forgotten.
pub(crate) fn forgive(writer: &mut Writer<'_>, municipality: &MunicipalityId, who: &Who) -> Result<(), Fault> {
    writer.run(
        "delete from staff_try where municipality_id = $1 and account = $2",
        &args![municipality.clone(), who.account.clone()],
    )?;
    Ok(())
}

/// What someone who must wait reads.
#[must_use]
pub(crate) fn too_many(seconds: i64) -> Refusal {
    let time = if seconds < 60 { format!("{seconds}秒") } else { format!("{}分", (seconds + 59) / 60) };
    Refusal {
        kind: RefusalKind::TooMany(u32::try_from(seconds).unwrap_or(u32::MAX)),
        sentence: format!(
            "続けて違う内容が入力されたため、少し間をおいています。{time}ほど待ってから、もう一度お試しください。\
             お急ぎのときは、システム管理者に招待のやり直しを頼んでください。"
        ),
    }
}

#[cfg(test)]
mod tests {
    use office::testing::morning;
    use proptest::prelude::*;

    use super::*;

    fn at(seconds: &[i64]) -> Vec<Instant> {
        seconds.iter().map(|s| morning().plus_seconds(*s)).collect()
    }

    #[test]
    fn the_wait_grows_and_ends() {
        let now = morning().plus_seconds(10);
        assert_eq!(wait(ACCOUNT, &[], now), 0);
        assert_eq!(wait(ACCOUNT, &at(&[10, 10, 10]), now), 0);
        assert_eq!(wait(ACCOUNT, &at(&[10, 10, 10, 10]), now), 2);
        assert_eq!(wait(ACCOUNT, &at(&[10, 10, 10, 10, 10]), now), 4);
        assert_eq!(wait(ACCOUNT, &at(&[10; 9]), now), 64);
        assert_eq!(wait(ACCOUNT, &at(&[10; 10]), now), 900);
        assert_eq!(wait(ACCOUNT, &at(&[10; 10]), morning().plus_seconds(910)), 0);
    }

    #[test]
    fn the_time_to_wait_is_said_in_words() {
        assert!(too_many(8).sentence.contains("8秒ほど"));
        assert!(too_many(61).sentence.contains("2分ほど"));
    }

    proptest! {
        /// Whoever tries as often as the pace lets them, at whatever times, never gets more than `most` in a window.
        #[test]
        fn no_window_ever_holds_more_than_ten(gaps in proptest::collection::vec(0_i64..40, 1..400)) {
            let (mut now, mut taken) = (0_i64, Vec::<i64>::new());
            for gap in gaps {
                now += gap;
                if wait(ACCOUNT, &at(&taken), morning().plus_seconds(now)) == 0 {
                    taken.push(now);
                }
            }
            for start in &taken {
                let inside = taken.iter().filter(|t| (*start..start + 900).contains(t)).count();
                prop_assert!(inside <= 10, "{inside} from {start}");
            }
        }

        #[test]
        fn whoever_waits_as_told_may_try(times in proptest::collection::vec(0_i64..2000, 0..30)) {
            let tries = at(&times);
            let now = morning().plus_seconds(2000);
            let seconds = wait(ACCOUNT, &tries, now);
            prop_assert!((0..=900).contains(&seconds));
            prop_assert_eq!(wait(ACCOUNT, &tries, now.plus_seconds(seconds)), 0);
        }
    }
}
