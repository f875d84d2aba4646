//! 規則の案 as a noun: what one officer writes and another approves.

use db::{Fault, Record, Row};
use office::{By, Proposed, coded, id};

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

impl Proposal {
    /// What the rule of the second person looks at.
    pub(crate) fn as_proposed(&self) -> Proposed<'_> {
        Proposed { open: self.state == ProposalState::Proposed, by: &self.proposed.staff, version: self.version }
    }
}

impl Record for Proposal {
    fn read(row: &mut Row) -> Result<Self, Fault> {
        let (id, file, reason) = (row.take()?, row.take()?, row.take()?);
        let (based_on, edition, state) = (row.take()?, row.take()?, row.take()?);
        let (proposed, settled) = (By::take(row)?, By::take_maybe(row)?);
        Ok(Self { id, file, reason, based_on, edition, state, proposed, settled, version: row.take()? })
    }
}
