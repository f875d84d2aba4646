//! 規則の案 in the database: proposed by one person, approved by another; and how often a suggestion did not fit.

mod in_use;
mod model;
mod refused;
mod rules;

use std::collections::BTreeMap;

use db::{Reader, args};
use office::{Act, Fault, Hands, MunicipalityId, Refusal, Trouble};

pub use in_use::{CurrentRules, current};
pub(crate) use in_use::{InForce, approved, candidate, in_use, texts};
pub(crate) use model::{NewProposal, Proposal, ProposalId, ProposalState};
pub(crate) use refused::{Refused, add as add_refused, list as list_refused};

/// Proposals without their texts, newest first.
pub(crate) fn list(hands: &mut Hands<'_, '_>) -> Result<Vec<Proposal>, Fault> {
    hands.store.all(
        "select p.id, p.file, p.reason, p.based_on, p.edition,
           case when w.at is null then p.state else 'withdrawn' end,
           p.proposed_by, p.proposed_name, p.proposed_at, p.settled_by, p.settled_name, p.settled_at, p.version
         from noticing_proposal p left join noticing_withdrawal w
           on w.municipality_id = p.municipality_id and w.proposal_id = p.id
         where p.municipality_id = $1 order by p.proposed_at desc, p.id desc",
        &args![hands.municipality.clone()],
    )
}

pub(crate) fn find(
    reader: &mut Reader<'_>,
    municipality: &MunicipalityId,
    id: &ProposalId,
) -> Result<Option<Proposal>, Fault> {
    reader.maybe(
        "select p.id, p.file, p.reason, p.based_on, p.edition,
           case when w.at is null then p.state else 'withdrawn' end,
           p.proposed_by, p.proposed_name, p.proposed_at, p.settled_by, p.settled_name, p.settled_at, p.version
         from noticing_proposal p left join noticing_withdrawal w
           on w.municipality_id = p.municipality_id and w.proposal_id = p.id
         where p.municipality_id = $1 and p.id = $2",
        &args![municipality.clone(), id.clone()],
    )
}

/// The whole text that the proposal gives its file.
pub(crate) fn content(
    reader: &mut Reader<'_>,
    municipality: &MunicipalityId,
    id: &ProposalId,
) -> Result<String, Fault> {
    let (content,): (String,) = reader.one(
        "select content from noticing_proposal where municipality_id = $1 and id = $2",
        &args![municipality.clone(), id.clone()],
    )?;
    Ok(content)
}

/// Keeps a proposal. It changes no rule yet.
pub(crate) fn propose(act: &mut Act<'_, '_>, new: NewProposal) -> Result<ProposalId, Fault> {
    let id = act.new_id(ProposalId::PREFIX, ProposalId::from_text)?;
    let (municipality, actor, now) = (act.municipality().clone(), act.actor().clone(), act.now());
    act.store().run(
        "insert into noticing_proposal (municipality_id, id, file, content, reason, based_on, state,
           proposed_by, proposed_name, proposed_at, version)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1)",
        &args![
            municipality,
            id.clone(),
            new.file,
            new.content,
            new.reason,
            new.based_on,
            ProposalState::Proposed,
            actor.staff,
            actor.name,
            now,
        ],
    )?;
    Ok(id)
}

/// From now on the aid reads with this text. `checked` are the rules with which it was tried.
pub(crate) fn approve(
    act: &mut Act<'_, '_>,
    (id, version): (&ProposalId, i64),
    checked: &InForce,
) -> Result<(), Trouble> {
    let proposal = settled_by_another(act, id, version)?;
    let municipality = act.municipality().clone();
    if approved(act.store(), &municipality)? != *checked {
        return Err(Refusal::from(rules::SettleRefusal::RulesMoved).into());
    }
    rules::fits_edition(&proposal, checked.edition(&proposal.file)).map_err(Refusal::from)?;
    settle(act, (id, version), ProposalState::Approved, Some(proposal.based_on + 1))
}

/// Leaves the rules as they are; the proposal stays in the list.
pub(crate) fn refuse(act: &mut Act<'_, '_>, id: &ProposalId, version: i64) -> Result<(), Trouble> {
    settled_by_another(act, id, version)?;
    settle(act, (id, version), ProposalState::Refused, None)
}

/// Takes one's own proposal back. What was written stays in the list.
pub(crate) fn withdraw(act: &mut Act<'_, '_>, id: &ProposalId, version: i64) -> Result<(), Trouble> {
    let (municipality, staff, now) = (act.municipality().clone(), act.actor().staff.clone(), act.now());
    let proposal = find(act.store(), &municipality, id)?.ok_or_else(Refusal::not_there)?;
    rules::may_withdraw(&proposal, &staff, version).map_err(Refusal::from)?;
    let changed = act.store().run(
        "update noticing_proposal set version = version + 1
         where municipality_id = $1 and id = $2 and version = $3 and state = 'proposed'",
        &args![municipality.clone(), id.clone(), version],
    )?;
    if changed == 0 {
        return Err(Refusal::from(rules::SettleRefusal::Changed).into());
    }
    act.store().run(
        "insert into noticing_withdrawal (municipality_id, proposal_id, at) values ($1, $2, $3)",
        &args![municipality, id.clone(), now],
    )?;
    Ok(())
}

fn settled_by_another(act: &mut Act<'_, '_>, id: &ProposalId, version: i64) -> Result<Proposal, Trouble> {
    let (municipality, staff) = (act.municipality().clone(), act.actor().staff.clone());
    let proposal = find(act.store(), &municipality, id)?.ok_or_else(Refusal::not_there)?;
    rules::may_settle(&proposal, &staff, version).map_err(Refusal::from)?;
    Ok(proposal)
}

fn settle(
    act: &mut Act<'_, '_>,
    (id, version): (&ProposalId, i64),
    state: ProposalState,
    edition: Option<i64>,
) -> Result<(), Trouble> {
    let (municipality, actor, now) = (act.municipality().clone(), act.actor().clone(), act.now());
    let changed = act.store().run(
        "update noticing_proposal set state = $4, edition = $5, settled_by = $6, settled_name = $7, settled_at = $8,
           version = version + 1
         where municipality_id = $1 and id = $2 and version = $3",
        &args![municipality, id.clone(), version, state, edition, actor.staff, actor.name, now],
    )?;
    if changed == 1 { Ok(()) } else { Err(Refusal::from(rules::SettleRefusal::Changed).into()) }
}

/// How many proposals of each file wait.
pub(crate) fn waiting(proposals: &[Proposal]) -> BTreeMap<&str, usize> {
    let mut waiting = BTreeMap::new();
    for proposal in proposals.iter().filter(|p| p.state == ProposalState::Proposed) {
        *waiting.entry(proposal.file.as_str()).or_insert(0) += 1;
    }
    waiting
}
