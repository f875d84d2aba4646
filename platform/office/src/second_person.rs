//! もうひとりの確認: what one person proposes counts only once another has confirmed it.

use db::{Fault, Row};

use crate::{Instant, StaffId};

/// Who did something, with the name of that day: whoever reads it years later needs no directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct By {
    pub staff: StaffId,
    pub name: String,
    pub at: Instant,
}

impl By {
    /// From three columns: staff, name, instant.
    pub fn take(row: &mut Row) -> Result<Self, Fault> {
        Ok(Self { staff: row.take()?, name: row.take()?, at: row.take()? })
    }

    /// From three columns that are all null while nobody did it.
    pub fn take_maybe(row: &mut Row) -> Result<Option<Self>, Fault> {
        let told: (Option<StaffId>, Option<String>, Option<Instant>) = (row.take()?, row.take()?, row.take()?);
        Ok(match told {
            (Some(staff), Some(name), Some(at)) => Some(Self { staff, name, at }),
            _ => None,
        })
    }
}

/// A proposal as it is kept.
#[derive(Debug, Clone, Copy)]
pub struct Proposed<'a> {
    /// Nobody has confirmed it or taken it back.
    pub open: bool,
    pub by: &'a StaffId,
    pub version: i64,
}

/// Why a proposal cannot be settled by this person now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unsettled {
    /// The proposer does not confirm.
    SamePerson,
    /// Somebody settled it before.
    Settled,
    /// It changed since it was shown.
    Changed,
}

impl Proposed<'_> {
    /// Whether `by` may confirm what was shown in `version`.
    pub fn may_confirm(self, by: &StaffId, version: i64) -> Result<(), Unsettled> {
        self.may_withdraw(version)?;
        if self.by == by { Err(Unsettled::SamePerson) } else { Ok(()) }
    }

    /// Whether what was shown in `version` may be taken back.
    pub fn may_withdraw(self, version: i64) -> Result<(), Unsettled> {
        match (self.open, self.version == version) {
            (true, true) => Ok(()),
            (true, false) => Err(Unsettled::Changed),
            (false, _) => Err(Unsettled::Settled),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn only_another_person_confirms_and_only_what_is_still_open_as_shown(
            open in any::<bool>(), by in "[ab]", asks in "[ab]", kept in 1i64..3, shown in 1i64..3,
        ) {
            let staff = |name: &str| StaffId::from_text(&format!("stf_{name}")).unwrap();
            let (by, asks) = (staff(&by), staff(&asks));
            let proposed = Proposed { open, by: &by, version: kept };
            let told = proposed.may_confirm(&asks, shown);
            prop_assert_eq!(told.is_ok(), open && by != asks && kept == shown);
            prop_assert_eq!(proposed.may_withdraw(shown).is_ok(), open && kept == shown);
            prop_assert_eq!(told == Err(Unsettled::Settled), !open);
        }
    }
}
