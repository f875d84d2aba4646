//! 規則の案 as a noun: what one officer writes and another approves.

use db::{Fault, Record, Row};
use office::{Instant, StaffId, coded, id};

id!(
    /// 規則の案
    ProposalId, "ntp"
);

coded! {
    /// Where a proposal stands.
    pub enum ProposalState {
        Proposed = "proposed" "確認待ち",
        Approved = "approved" "使い始めた",
        Refused = "refused" "見送り",
        /// Taken back by whoever wrote it, before anybody settled it.
        Withdrawn = "withdrawn" "取り下げ",
    }
}

/// Who did something to a proposal, with the name of that day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct By {
    pub(crate) staff: StaffId,
    pub(crate) name: String,
    pub(crate) at: Instant,
}

/// What is proposed: the whole new text of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NewProposal {
    pub(crate) file: String,
    pub(crate) content: String,
    pub(crate) reason: String,
    /// The edition of the file that it was written over.
    pub(crate) based_on: i64,
}

/// A proposal with its history; its text is read apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Proposal {
    pub(crate) id: ProposalId,
    pub(crate) file: String,
    pub(crate) reason: String,
    pub(crate) based_on: i64,
    /// The edition that it became.
    pub(crate) edition: Option<i64>,
    pub(crate) state: ProposalState,
    pub(crate) proposed: By,
    pub(crate) settled: Option<By>,
    pub(crate) version: i64,
}

impl Record for Proposal {
    fn read(row: &mut Row) -> Result<Self, Fault> {
        let (id, file, reason) = (row.take()?, row.take()?, row.take()?);
        let (based_on, edition, state) = (row.take()?, row.take()?, row.take()?);
        let proposed = By { staff: row.take()?, name: row.take()?, at: row.take()? };
        let settled: (Option<StaffId>, Option<String>, Option<Instant>) = (row.take()?, row.take()?, row.take()?);
        let settled = match settled {
            (Some(staff), Some(name), Some(at)) => Some(By { staff, name, at }),
            _ => None,
        };
        Ok(Self { id, file, reason, based_on, edition, state, proposed, settled, version: row.take()? })
    }
}
