//! 規則の案の決まり: a second person settles it, once, over the text it was written over.

use office::{Refusal, StaffId, Unsettled};

use super::{Proposal, ProposalState};

/// Why a proposal cannot be settled by this person now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SettleRefusal {
    /// The proposer does not settle.
    SamePerson,
    /// Only the proposer takes it back.
    AnotherPerson,
    /// Somebody settled it before.
    Settled(ProposalState),
    /// It changed since it was shown.
    Changed,
    /// The file has a newer edition than the one written over.
    OlderText,
    /// Another file changed while this one was tried.
    RulesMoved,
}

impl From<SettleRefusal> for Refusal {
    fn from(refusal: SettleRefusal) -> Self {
        match refusal {
            SettleRefusal::SamePerson => Self::rule(
                "この案を書いた本人のほかに、もうひとりの確認が要ります。市の担当職員か主任相談支援員に頼んでください。",
            ),
            SettleRefusal::AnotherPerson => {
                Self::rule("案を取り下げられるのは、書いた本人です。使わないときは「この案を見送る」を選んでください。")
            }
            SettleRefusal::Settled(ProposalState::Withdrawn) => {
                Self::conflict("この案は、書いた本人が先に取り下げています。")
            }
            SettleRefusal::Settled(ProposalState::Refused) => {
                Self::conflict("この案は、ほかの職員が先に見送りにしています。")
            }
            SettleRefusal::Settled(_) => Self::conflict("この案は、ほかの職員が先に確かめ、もう使われています。"),
            SettleRefusal::Changed => {
                Self::conflict("ほかの職員が先に保存しました。新しい内容を確かめてから、もう一度進めてください。")
            }
            SettleRefusal::OlderText => Self::conflict(
                "この案が書かれたあとに、同じファイルの別の案が使われ始めました。いまの文を開き、直したいところをもう一度書いてください。",
            ),
            SettleRefusal::RulesMoved => Self::conflict(
                "確かめているあいだに、ほかの規則が新しくなりました。もう一度この案を開いて確かめてください。",
            ),
        }
    }
}

fn why(proposal: &Proposal, why: Unsettled) -> SettleRefusal {
    match why {
        Unsettled::SamePerson => SettleRefusal::SamePerson,
        Unsettled::Settled => SettleRefusal::Settled(proposal.state),
        Unsettled::Changed => SettleRefusal::Changed,
    }
}

/// Whether `by` may settle the proposal that was shown in `version`.
pub(super) fn may_settle(proposal: &Proposal, by: &StaffId, version: i64) -> Result<(), SettleRefusal> {
    proposal.as_proposed().may_confirm(by, version).map_err(|told| why(proposal, told))
}

/// Whether `by` may take back the proposal that was shown in `version`.
pub(super) fn may_withdraw(proposal: &Proposal, by: &StaffId, version: i64) -> Result<(), SettleRefusal> {
    proposal.as_proposed().may_withdraw(version).map_err(|told| why(proposal, told))?;
    if proposal.proposed.staff == *by { Ok(()) } else { Err(SettleRefusal::AnotherPerson) }
}

/// Whether the text was written over the edition in force, so that nobody's change is lost.
pub(super) fn fits_edition(proposal: &Proposal, in_force: i64) -> Result<(), SettleRefusal> {
    if proposal.based_on == in_force { Ok(()) } else { Err(SettleRefusal::OlderText) }
}

#[cfg(test)]
mod tests {
    use office::{By, Day, Instant};
    use proptest::prelude::*;

    use super::*;
    use crate::store::ProposalId;

    fn staff(name: &str) -> StaffId {
        StaffId::from_text(&format!("stf_{name}")).unwrap()
    }

    fn proposal(state: ProposalState, by: &str, version: i64, based_on: i64) -> Proposal {
        let at = Instant::at(Day::of(2027, 4, 1).unwrap(), 9, 0).unwrap();
        Proposal {
            id: ProposalId::from_text("ntp_1").unwrap(),
            file: "debt.yaml".into(),
            reason: "見本".into(),
            based_on,
            edition: None,
            state,
            proposed: By { staff: staff(by), name: by.into(), at },
            settled: None,
            version,
        }
    }

    proptest! {
        #[test]
        fn only_another_person_settles_and_only_what_is_still_proposed_as_shown(
            state in proptest::sample::select(ProposalState::ALL), by in "[ab]", asks in "[ab]", kept in 1i64..3, shown in 1i64..3,
        ) {
            let proposal = proposal(state, &by, kept, 0);
            let may = may_settle(&proposal, &staff(&asks), shown).is_ok();
            prop_assert_eq!(may, state == ProposalState::Proposed && by != asks && kept == shown);
        }

        #[test]
        fn only_the_proposer_takes_it_back_and_only_while_it_waits_as_shown(
            state in proptest::sample::select(ProposalState::ALL), by in "[ab]", asks in "[ab]", kept in 1i64..3, shown in 1i64..3,
        ) {
            let proposal = proposal(state, &by, kept, 0);
            let may = may_withdraw(&proposal, &staff(&asks), shown).is_ok();
            prop_assert_eq!(may, state == ProposalState::Proposed && by == asks && kept == shown);
        }

        #[test]
        fn a_text_written_over_another_edition_is_not_taken(based_on in 0i64..4, in_force in 0i64..4) {
            let proposal = proposal(ProposalState::Proposed, "a", 1, based_on);
            prop_assert_eq!(fits_edition(&proposal, in_force).is_ok(), based_on == in_force);
        }
    }
}
