//! 存在を伏せる決まり: how a record comes to exist for the named few alone, and — by two different officers — for all who
//! are tied to it again.

use office::{Instant, Refusal, StaffId, Trouble};

use crate::lifting::{By, LiftAsked, Lifted, Lifting, Unlifted};
use crate::{PersonId, RestrictionId};

/// 存在を伏せること: as it stands, or as it ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restriction {
    pub id: RestrictionId,
    pub person: PersonId,
    pub reason: String,
    pub begun_at: Instant,
    pub begun_by: StaffId,
    pub lift_asked: Option<LiftAsked>,
    pub lifted: Option<Lifted>,
    pub version: i64,
}

/// Fewer than two could never end it: the one who asks is not the one who confirms.
pub(crate) const LEAST_NAMED: usize = 2;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RestrictionRefusal {
    AlreadyStands,
    AlreadyEnded,
    NotAsked,
    AskedAlready,
    SameOfficer,
    SeenAnOlderState,
    NoReason,
    OneNamedAlone,
    LastNamed,
    NotNamed,
}

impl RestrictionRefusal {
    #[must_use]
    pub fn sentence(self) -> &'static str {
        match self {
            Self::AlreadyStands => "この人の存在は、すでに伏せられています。いまの内容を確かめてください。",
            Self::AlreadyEnded => "存在を伏せることは、すでに終わっています。必要なときは、新しく始めてください。",
            Self::NotAsked => "終了の求めが、いまはありません。存在は伏せられたままです。",
            Self::AskedAlready => "終了の求めは、すでに出ています。名指しされた別の職員の確認を待っています。",
            Self::SameOfficer => {
                "終了を求めた職員とは別の、名指しされた職員が確認してください。存在は伏せられたままです。"
            }
            Self::SeenAnOlderState => {
                "ご覧になったあとで、内容が変わりました。存在は伏せられたままです。いまの内容をもう一度確かめてください。"
            }
            Self::NoReason => "理由を書いてください。あとで確かめるときに使います。",
            Self::OneNamedAlone => {
                "あなたのほかに、もう一人以上の職員を名指ししてください。終えるときに、二人で確かめるためです。"
            }
            Self::LastNamed => {
                "名指しされた職員が足りなくなります。先に別の職員を名指ししてから、この職員を外してください。"
            }
            Self::NotNamed => "この職員は、名指しされていません。いまの名指しを確かめてください。",
        }
    }
}

impl From<Unlifted> for RestrictionRefusal {
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

impl From<RestrictionRefusal> for Refusal {
    fn from(refusal: RestrictionRefusal) -> Self {
        match refusal {
            RestrictionRefusal::SeenAnOlderState => Self::conflict(refusal.sentence()),
            other => Self::rule(other.sentence()),
        }
    }
}

impl From<RestrictionRefusal> for Trouble {
    fn from(refusal: RestrictionRefusal) -> Self {
        Refusal::from(refusal).into()
    }
}

impl Restriction {
    #[must_use]
    pub fn stands(&self) -> bool {
        self.lifted.is_none()
    }

    fn lifting(&self) -> Lifting<'_> {
        Lifting { asked: self.lift_asked.as_ref(), lifted: self.lifted.as_ref(), version: self.version }
    }
}

/// 始める. `named`: how many different officers would be named, with the beginner.
pub(crate) fn begin(
    standing: Option<&Restriction>,
    (id, person): (RestrictionId, PersonId),
    (reason, named): (&str, usize),
    by: By<'_>,
) -> Result<Restriction, RestrictionRefusal> {
    if standing.is_some_and(Restriction::stands) {
        return Err(RestrictionRefusal::AlreadyStands);
    }
    if reason.trim().is_empty() {
        return Err(RestrictionRefusal::NoReason);
    }
    if named < LEAST_NAMED {
        return Err(RestrictionRefusal::OneNamedAlone);
    }
    Ok(Restriction {
        id,
        person,
        reason: reason.to_owned(),
        begun_at: by.at,
        begun_by: by.staff.clone(),
        lift_asked: None,
        lifted: None,
        version: 1,
    })
}

/// 終了を求める: the first of two officers.
pub(crate) fn ask_lift(
    now: &Restriction,
    seen: i64,
    reason: &str,
    by: By<'_>,
) -> Result<Restriction, RestrictionRefusal> {
    let lift_asked = Some(now.lifting().ask(seen, reason, by)?);
    Ok(Restriction { lift_asked, version: now.version + 1, ..now.clone() })
}

/// 続ける: takes back the wish to end it.
pub(crate) fn keep(now: &Restriction) -> Result<Restriction, RestrictionRefusal> {
    now.lifting().may_keep()?;
    Ok(Restriction { lift_asked: None, version: now.version + 1, ..now.clone() })
}

/// 終了を確認する: the second officer, who saw the state that still is.
pub(crate) fn confirm_lift(now: &Restriction, seen: i64, by: By<'_>) -> Result<Restriction, RestrictionRefusal> {
    let lifted = Some(now.lifting().confirm(seen, by)?);
    Ok(Restriction { lifted, version: now.version + 1, ..now.clone() })
}

/// 名指しを外す: `least` must be left.
pub(crate) fn unname(named: &[StaffId], staff: &StaffId, least: usize) -> Result<(), RestrictionRefusal> {
    if !named.contains(staff) {
        return Err(RestrictionRefusal::NotNamed);
    }
    if named.len() <= least {
        return Err(RestrictionRefusal::LastNamed);
    }
    Ok(())
}

#[cfg(test)]
#[path = "restriction_tests.rs"]
mod tests;
