//! 支援措置の決まり: how a protection begins, is renewed, and — by two different officers alone — ends.
//!
//! Every change raises the version. Whoever confirms an ending names the version they saw: a list or a page that is
//! older than the last renewal ends nothing.

use office::{Day, Instant, Refusal, StaffId, Trouble};

use crate::lifting::{By, LiftAsked, Lifted, Lifting, Unlifted};
use crate::{PersonId, ProtectionId};

/// 支援措置: the address and telephones exist for the named few alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Protection {
    pub id: ProtectionId,
    pub person: PersonId,
    pub reason: String,
    pub begun_at: Instant,
    pub begun_by: StaffId,
    /// When it is to be looked at again. It stands beyond that day until it is ended.
    pub until: Day,
    pub lift_asked: Option<LiftAsked>,
    pub lifted: Option<Lifted>,
    pub version: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProtectionRefusal {
    AlreadyStands,
    AlreadyEnded,
    NotAsked,
    AskedAlready,
    SameOfficer,
    SeenAnOlderState,
    NoReason,
    DayPassed,
    NotLonger,
}

impl ProtectionRefusal {
    #[must_use]
    pub fn sentence(self) -> &'static str {
        match self {
            Self::AlreadyStands => "支援措置はすでに始まっています。期間を延ばすときは「延長する」を使ってください。",
            Self::AlreadyEnded => "この支援措置は、すでに終わっています。必要なときは、新しく始めてください。",
            Self::NotAsked => "終了の求めが、いまはありません。支援措置は続いています。",
            Self::AskedAlready => "終了の求めは、すでに出ています。別の職員の確認を待っています。",
            Self::SameOfficer => "終了を求めた職員とは別の職員が確認してください。支援措置は続いています。",
            Self::SeenAnOlderState => {
                "ご覧になったあとで、支援措置の内容が変わりました。支援措置は続いています。いまの内容をもう一度確かめてください。"
            }
            Self::NoReason => "理由を書いてください。あとで確かめるときに使います。",
            Self::DayPassed => "期間の終わりの日は、きょうより後の日にしてください。",
            Self::NotLonger => "延長後の終わりの日は、いまの終わりの日より後にしてください。",
        }
    }
}

impl From<Unlifted> for ProtectionRefusal {
    fn from(why: Unlifted) -> Self {
        match why {
            Unlifted::AlreadyEnded => Self::AlreadyEnded,
            Unlifted::NotAsked => Self::NotAsked,
            Unlifted::AskedAlready => Self::AskedAlready,
            Unlifted::SameOfficer => Self::SameOfficer,
            Unlifted::SeenAnOlderState => Self::SeenAnOlderState,
            Unlifted::NoReason => Self::NoReason,
        }
    }
}

impl From<ProtectionRefusal> for Refusal {
    fn from(refusal: ProtectionRefusal) -> Self {
        match refusal {
            ProtectionRefusal::SeenAnOlderState => Self::conflict(refusal.sentence()),
            other => Self::rule(other.sentence()),
        }
    }
}

impl From<ProtectionRefusal> for Trouble {
    fn from(refusal: ProtectionRefusal) -> Self {
        Refusal::from(refusal).into()
    }
}

impl Protection {
    #[must_use]
    pub fn stands(&self) -> bool {
        self.lifted.is_none()
    }

    fn lifting(&self) -> Lifting<'_> {
        Lifting { asked: self.lift_asked.as_ref(), lifted: self.lifted.as_ref(), version: self.version }
    }

    /// Its last day passed: somebody has to renew it or to ask for its end.
    #[must_use]
    pub fn is_overdue(&self, today: Day) -> bool {
        self.stands() && self.until < today
    }
}

/// What an officer says when a protection begins.
#[derive(Debug, Clone)]
pub struct Beginning {
    pub reason: String,
    pub until: Day,
}

/// 始める
pub(crate) fn begin(
    standing: Option<&Protection>,
    (id, person): (ProtectionId, PersonId),
    beginning: Beginning,
    by: By<'_>,
) -> Result<Protection, ProtectionRefusal> {
    if standing.is_some_and(Protection::stands) {
        return Err(ProtectionRefusal::AlreadyStands);
    }
    if beginning.reason.trim().is_empty() {
        return Err(ProtectionRefusal::NoReason);
    }
    if beginning.until <= by.at.day() {
        return Err(ProtectionRefusal::DayPassed);
    }
    Ok(Protection {
        id,
        person,
        reason: beginning.reason,
        begun_at: by.at,
        begun_by: by.staff.clone(),
        until: beginning.until,
        lift_asked: None,
        lifted: None,
        version: 1,
    })
}

/// 延ばす. A renewal also takes back a wish to end it: whoever renews says that it is needed.
pub(crate) fn renew(now: &Protection, until: Day, today: Day) -> Result<Protection, ProtectionRefusal> {
    now.lifting().stands()?;
    if until <= today {
        return Err(ProtectionRefusal::DayPassed);
    }
    if until <= now.until {
        return Err(ProtectionRefusal::NotLonger);
    }
    Ok(Protection { until, lift_asked: None, version: now.version + 1, ..now.clone() })
}

/// 終了を求める: the first of two officers.
pub(crate) fn ask_lift(now: &Protection, seen: i64, reason: &str, by: By<'_>) -> Result<Protection, ProtectionRefusal> {
    let lift_asked = Some(now.lifting().ask(seen, reason, by)?);
    Ok(Protection { lift_asked, version: now.version + 1, ..now.clone() })
}

/// 続ける: takes back the wish to end it.
pub(crate) fn keep(now: &Protection) -> Result<Protection, ProtectionRefusal> {
    now.lifting().may_keep()?;
    Ok(Protection { lift_asked: None, version: now.version + 1, ..now.clone() })
}

/// 終了を確認する: the second officer, who saw the state that still is.
pub(crate) fn confirm_lift(now: &Protection, seen: i64, by: By<'_>) -> Result<Protection, ProtectionRefusal> {
    let lifted = Some(now.lifting().confirm(seen, by)?);
    Ok(Protection { lifted, version: now.version + 1, ..now.clone() })
}

#[cfg(test)]
#[path = "rules_tests.rs"]
mod tests;
