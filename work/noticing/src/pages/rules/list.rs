//! 規則の一覧: the files with their editions, the proposals, and the suggestions that did not fit.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::State;
use office::{Day, Desk, Instant, May};
use web::{Answer, Samples, Signed, Title};

use super::{about, edition, looking, said};
use crate::rules::EMBEDDED;
use crate::store::{self, CurrentRules, InForce, Proposal, ProposalId, ProposalState, Refused};

struct FileLine {
    file: &'static str,
    about: &'static str,
    edition: String,
    approved: String,
    since: Option<Day>,
    waiting: usize,
}

struct ProposalLine {
    id: String,
    file: String,
    reason: String,
    state: (&'static str, &'static str),
    proposed: String,
    on: Day,
    settled: String,
}

#[derive(Template)]
#[template(path = "pages/rules/list.html")]
struct ListPage {
    files: Vec<FileLine>,
    proposals: Vec<ProposalLine>,
    /// Rule, its sentence, month, times.
    refused: Vec<(String, String, String, i64)>,
    unfit: Vec<String>,
    may_edit: bool,
}

/// What the page is made of.
struct Read {
    rules: CurrentRules,
    in_force: InForce,
    proposals: Vec<Proposal>,
    refused: Vec<Refused>,
}

pub(in crate::pages) async fn page(State(desk): State<Desk>, signed: Signed) -> Answer {
    let read = desk
        .glance(&signed.actor, looking(&signed), |mut look| {
            let municipality = look.municipality();
            Ok(Read {
                rules: store::in_use(look.store(), municipality)?,
                in_force: store::approved(look.store(), municipality)?,
                proposals: store::list(&mut look.hands())?,
                refused: store::list_refused(&mut look.hands())?,
            })
        })
        .await?;
    let page = page_of(&read, signed.actor.grants.allow(May::EditNoticingRules));
    web::page(&signed, title(), &page)
}

fn title() -> Title {
    Title::new("気づきの規則").under("相談チャート", "/notice").wide()
}

pub(super) fn badge(state: ProposalState) -> (&'static str, &'static str) {
    let kind = match state {
        ProposalState::Proposed => "waiting",
        ProposalState::Approved => "held",
        ProposalState::Refused | ProposalState::Withdrawn => "plain",
    };
    (kind, state.label())
}

fn page_of(read: &Read, may_edit: bool) -> ListPage {
    let waiting = store::waiting(&read.proposals);
    let file = |(file, _): &(&'static str, &'static str)| {
        let id = read.in_force.proposal(file);
        let by = id.and_then(|id| read.proposals.iter().find(|p| p.id == *id)).and_then(|p| p.settled.as_ref());
        FileLine {
            file,
            about: about(file),
            edition: edition(read.in_force.edition(file)),
            approved: by.map_or_else(String::new, |by| by.name.clone()),
            since: by.map(|by| by.at.day()),
            waiting: waiting.get(file).copied().unwrap_or(0),
        }
    };
    let because: BTreeMap<&str, &str> = read.rules.cards().map(|card| (card.id, card.because)).collect();
    let sentence = |rule: &str| because.get(rule).map_or("いまはない規則です。", |because| because).to_owned();
    ListPage {
        files: EMBEDDED.iter().map(file).collect(),
        proposals: read.proposals.iter().take(50).map(proposal_line).collect(),
        refused: read.refused.iter().map(|r| (r.rule.clone(), sentence(&r.rule), r.month.clone(), r.times)).collect(),
        unfit: read.rules.unfit().iter().map(said).collect(),
        may_edit,
    }
}

fn proposal_line(proposal: &Proposal) -> ProposalLine {
    ProposalLine {
        id: proposal.id.to_string(),
        file: proposal.file.clone(),
        reason: proposal.reason.clone(),
        state: badge(proposal.state),
        proposed: proposal.proposed.name.clone(),
        on: proposal.proposed.at.day(),
        settled: proposal.settled.as_ref().map_or_else(String::new, |by| by.name.clone()),
    }
}

/// A pretend proposal.
pub(super) fn sample(state: ProposalState) -> Option<Proposal> {
    let at = Instant::at(Day::of(2018, 4, 9)?, 9, 0)?;
    let by =
        |id: &str, name: &str| Some(office::By { staff: office::StaffId::from_text(id)?, name: name.to_owned(), at });
    let settled = if state == ProposalState::Proposed { None } else { by("stf_b", "見本 太郎") };
    Some(Proposal {
        id: ProposalId::from_text("ntp_1")?,
        file: "debt.yaml".to_owned(),
        reason: "見本の理由".to_owned(),
        based_on: 0,
        edition: (state == ProposalState::Approved).then_some(1),
        state,
        proposed: by("stf_a", "見本 花子")?,
        settled,
        version: 1,
    })
}

pub(super) fn samples() -> Samples {
    let Ok(rules) = CurrentRules::embedded() else { return Samples::new() };
    let read = |proposals, refused| Read { rules: rules.clone(), in_force: InForce::default(), proposals, refused };
    let proposals = ProposalState::ALL.iter().filter_map(|state| sample(*state)).collect();
    let refused = vec![Refused { rule: "debt.exists".to_owned(), month: "2018-04".to_owned(), times: 3 }];
    let unfit =
        ListPage { unfit: vec!["debt.yaml: 見本".to_owned()], ..page_of(&read(Vec::new(), Vec::new()), false) };
    Samples::new()
        .with("noticing: 気づきの規則(案なし)", &page_of(&read(Vec::new(), Vec::new()), true))
        .with("noticing: 気づきの規則", &page_of(&read(proposals, refused), true))
        .with("noticing: 気づきの規則(読めない文)", &unfit)
}
