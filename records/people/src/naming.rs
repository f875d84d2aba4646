//! 伏せた記録の担当の付け替え: the way back to a hidden record whose named have left.
//!
//! Whoever looks after such records learns that there is one, since when, and which counter hid it, and never whose it is.
//! They may choose anybody at work: to refuse a colleague because their counter has no tie would tell which counters have
//! one. A choice that helps nobody shows in the number of those who can open the record, after two officers made it.

use std::collections::BTreeSet;

use office::{AgencyId, By, Day, May, Proposed, Reach, Refusal, Roles, StaffId, Trouble, Unsettled};

use crate::restriction::LEAST_NAMED;
use crate::{NamingId, PersonId, RestrictionId};

/// A member of staff at work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Officer {
    pub id: StaffId,
    pub agency: AgencyId,
    pub roles: Vec<String>,
    /// Name with counter.
    pub label: String,
}

/// Everyone at work, and what their roles let them do.
#[derive(Debug, Clone, Copy)]
pub struct AtWork<'a> {
    pub officers: &'a [Officer],
    pub roles: &'a Roles,
}

impl AtWork<'_> {
    /// Those of `named` who can open the record: at work, in a role that can, at a counter that is tied to it.
    pub(crate) fn in_charge(&self, named: &[StaffId], tied: &BTreeSet<AgencyId>) -> BTreeSet<StaffId> {
        let can = |officer: &&Officer| {
            let grants = self.roles.grants(&officer.roles);
            let over_all = grants.reach(May::RestrictPerson) == Some(Reach::City);
            named.contains(&officer.id)
                && (over_all || (grants.allow(May::SeePerson) && tied.contains(&officer.agency)))
        };
        self.officers.iter().filter(can).map(|officer| officer.id.clone()).collect()
    }

    pub(crate) fn has(&self, staff: &StaffId) -> bool {
        self.officers.iter().any(|officer| officer.id == *staff)
    }
}

/// A hidden record that fewer than two can open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unattended {
    pub id: RestrictionId,
    /// For keys and the record of deeds; on no page.
    pub(crate) person: PersonId,
    pub hidden_on: Day,
    pub hidden_at: Option<AgencyId>,
    pub in_charge: usize,
    /// The named who cannot open it.
    pub(crate) gone: Vec<StaffId>,
    pub proposal: Option<Naming>,
}

/// What one officer proposes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Naming {
    pub id: NamingId,
    pub reason: String,
    pub staff: Vec<StaffId>,
    pub proposed: By,
    pub version: i64,
}

impl Unattended {
    /// What it is called between officers: of the identifier that part which tells nothing.
    #[must_use]
    pub fn number(&self) -> String {
        let letters: Vec<char> = self.id.as_text().chars().rev().take(6).collect();
        letters.into_iter().rev().collect::<String>().to_uppercase()
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NamingRefusal {
    NoReason,
    NobodyChosen,
    TooFew,
    OneOfTheTwo,
    NotAtWork,
    AskedAlready,
    NotAsked,
    SameOfficer,
    SeenAnOlderState,
}

impl NamingRefusal {
    #[must_use]
    pub fn sentence(self) -> &'static str {
        match self {
            Self::NoReason => "理由を書いてください。確認する職員が読みます。",
            Self::NobodyChosen => "新しく担当になる職員を選んでください。",
            Self::TooFew => {
                "担当が二人以上になるように選んでください。伏せることを終えるときに、二人で確かめるためです。"
            }
            Self::OneOfTheTwo => "付け替えを求める職員と確認する職員は、担当になれません。ほかの職員を選んでください。",
            Self::NotAtWork => "選ばれた職員のサインインが止まっています。求めを取り下げて、選び直してください。",
            Self::AskedAlready => "付け替えの求めが、すでに出ています。別の職員の確認を待っています。",
            Self::NotAsked => "付け替えの求めが、いまはありません。",
            Self::SameOfficer => "付け替えを求めた職員とは別の職員が確認してください。",
            Self::SeenAnOlderState => "ご覧になったあとで、内容が変わりました。いまの内容をもう一度確かめてください。",
        }
    }

    /// The field beside which it is shown.
    #[must_use]
    pub fn field(self) -> &'static str {
        if self == Self::NoReason { "reason" } else { "colleague_0" }
    }
}

impl From<Unsettled> for NamingRefusal {
    fn from(why: Unsettled) -> Self {
        match why {
            Unsettled::SamePerson => Self::SameOfficer,
            Unsettled::Settled => Self::NotAsked,
            Unsettled::Changed => Self::SeenAnOlderState,
        }
    }
}

impl From<NamingRefusal> for Trouble {
    fn from(refusal: NamingRefusal) -> Self {
        match refusal {
            NamingRefusal::SeenAnOlderState => Refusal::conflict(refusal.sentence()).into(),
            other => Refusal::rule(other.sentence()).into(),
        }
    }
}

/// 付け替えを求める: the first of two officers.
pub(crate) fn propose(
    now: &Unattended,
    at_work: AtWork<'_>,
    (reason, staff): (&str, &[StaffId]),
    by: &StaffId,
) -> Result<(), NamingRefusal> {
    if now.proposal.is_some() {
        return Err(NamingRefusal::AskedAlready);
    }
    if reason.trim().is_empty() {
        return Err(NamingRefusal::NoReason);
    }
    if staff.is_empty() {
        return Err(NamingRefusal::NobodyChosen);
    }
    if staff.contains(by) {
        return Err(NamingRefusal::OneOfTheTwo);
    }
    if !staff.iter().all(|one| at_work.has(one)) {
        return Err(NamingRefusal::NotAtWork);
    }
    if now.in_charge + staff.len() < LEAST_NAMED { Err(NamingRefusal::TooFew) } else { Ok(()) }
}

/// 確認する: the second officer, who saw the proposal that still is.
pub(crate) fn confirm<'a>(
    now: &'a Unattended,
    at_work: AtWork<'_>,
    (by, seen): (&StaffId, i64),
) -> Result<&'a Naming, NamingRefusal> {
    let naming = now.proposal.as_ref().ok_or(NamingRefusal::NotAsked)?;
    Proposed { open: true, by: &naming.proposed.staff, version: naming.version }.may_confirm(by, seen)?;
    if naming.staff.contains(by) {
        return Err(NamingRefusal::OneOfTheTwo);
    }
    if naming.staff.iter().all(|one| at_work.has(one)) { Ok(naming) } else { Err(NamingRefusal::NotAtWork) }
}

#[cfg(test)]
#[path = "naming_tests.rs"]
mod tests;
