//! 終わらせる決まり: what keeps a person safe (支援措置, 存在を伏せること) ends only by two different officers, and only in the
//! state that both saw.

use office::{Instant, StaffId};

/// The first officer's word that it may end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LiftAsked {
    pub at: Instant,
    pub by: StaffId,
    pub reason: String,
}

/// The second officer's word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lifted {
    pub at: Instant,
    pub by: StaffId,
}

/// Who acts, and when.
#[derive(Debug, Clone, Copy)]
pub struct By<'a> {
    pub staff: &'a StaffId,
    pub at: Instant,
}

/// How far the ending has come.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Lifting<'a> {
    pub(crate) asked: Option<&'a LiftAsked>,
    pub(crate) lifted: Option<&'a Lifted>,
    pub(crate) version: i64,
}

/// Why it does not end, or go on, now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unlifted {
    AlreadyEnded,
    NotAsked,
    AskedAlready,
    SameOfficer,
    SeenAnOlderState,
    NoReason,
}

impl Lifting<'_> {
    pub(crate) fn stands(self) -> Result<(), Unlifted> {
        if self.lifted.is_none() { Ok(()) } else { Err(Unlifted::AlreadyEnded) }
    }

    fn as_seen(self, seen: i64) -> Result<(), Unlifted> {
        self.stands()?;
        if self.version == seen { Ok(()) } else { Err(Unlifted::SeenAnOlderState) }
    }

    /// 終了を求める: the first of two officers.
    pub(crate) fn ask(self, seen: i64, reason: &str, by: By<'_>) -> Result<LiftAsked, Unlifted> {
        self.as_seen(seen)?;
        if self.asked.is_some() {
            return Err(Unlifted::AskedAlready);
        }
        if reason.trim().is_empty() {
            return Err(Unlifted::NoReason);
        }
        Ok(LiftAsked { at: by.at, by: by.staff.clone(), reason: reason.to_owned() })
    }

    /// 続ける: whether there is a wish to be taken back.
    pub(crate) fn may_keep(self) -> Result<(), Unlifted> {
        self.stands()?;
        self.asked.map(|_| ()).ok_or(Unlifted::NotAsked)
    }

    /// 終了を確認する: the second officer, who saw the state that still is.
    pub(crate) fn confirm(self, seen: i64, by: By<'_>) -> Result<Lifted, Unlifted> {
        self.as_seen(seen)?;
        let asked = self.asked.ok_or(Unlifted::NotAsked)?;
        if asked.by == *by.staff {
            return Err(Unlifted::SameOfficer);
        }
        Ok(Lifted { at: by.at, by: by.staff.clone() })
    }
}
