//! 規則の案: what it changes in the text and in the sentences, and its settling by a second person.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use office::{Desk, FieldErrors, May, Refusal, StaffId};
use web::parts::Choices;
use web::{Answer, Path, Samples, Signed, Title};

use super::difference::{self, Line};
use super::list::{badge, sample};
use super::trial::{Attempt, Trial};
use super::{about, edition, looking, said};
use crate::store::{self, Proposal, ProposalId, ProposalState};

#[derive(Template)]
#[template(path = "pages/rules/proposal.html")]
struct ProposalPage {
    csrf: String,
    path: String,
    proposal: Proposal,
    version: String,
    about: &'static str,
    based_on: String,
    state: (&'static str, &'static str),
    lines: Vec<Line>,
    trial: Option<Trial>,
    mistakes: Vec<String>,
    seen: Choices,
    /// A newer edition stands: this text would undo it.
    older: bool,
    may_settle: bool,
    waits_for_another: bool,
    /// The writer may take it back as long as it waits.
    own: bool,
    errors: FieldErrors,
}

/// A proposal, its text and the texts around it.
struct Read {
    proposal: Proposal,
    content: String,
    now: store::CurrentRules,
    in_force: i64,
    texts: Vec<(&'static str, String)>,
}

impl Read {
    fn text_in_force(&self) -> &str {
        self.texts.iter().find(|(name, _)| *name == self.proposal.file).map_or("", |(_, text)| text)
    }
}

pub(super) fn id_of(text: &str) -> Result<ProposalId, Refusal> {
    ProposalId::from_text(text).ok_or_else(Refusal::not_there)
}

pub(in crate::pages) async fn page(State(desk): State<Desk>, signed: Signed, Path(id): Path<String>) -> Answer {
    show(&desk, &signed, id_of(&id)?, FieldErrors::default()).await
}

pub(super) async fn show(desk: &Desk, signed: &Signed, id: ProposalId, errors: FieldErrors) -> Answer {
    let read = desk
        .glance(&signed.actor, looking(signed), move |mut look| {
            let municipality = look.municipality();
            let proposal = store::find(look.store(), municipality, &id)?.ok_or_else(Refusal::not_there)?;
            let in_force = store::approved(look.store(), municipality)?;
            Ok(Read {
                content: store::content(look.store(), municipality, &id)?,
                now: store::in_use(look.store(), municipality)?,
                in_force: in_force.edition(&proposal.file),
                texts: store::texts(look.store(), municipality, &in_force)?,
                proposal,
            })
        })
        .await?;
    let confirms = signed.actor.grants.allow(May::ApproveNoticingRules);
    let mut page = page_of(&read, (signed.csrf(), &signed.actor.staff), confirms, errors);
    if read.proposal.state == ProposalState::Proposed {
        let attempt = Attempt {
            now: read.now,
            texts: read.texts,
            file: read.proposal.file,
            content: read.content,
            examples: String::new(),
        };
        match attempt.run().await? {
            Ok(trial) => page.trial = Some(trial),
            Err(mistakes) => page.mistakes = mistakes.iter().take(20).map(said).collect(),
        }
    }
    let status = if page.errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    web::page_with(status, signed, Title::new("規則を直す案").under("気づきの規則", "/notice/rules"), &page)
}

fn page_of(read: &Read, (csrf, staff): (&str, &StaffId), confirms: bool, errors: FieldErrors) -> ProposalPage {
    let proposal = &read.proposal;
    let (open, own) = (proposal.state == ProposalState::Proposed, proposal.proposed.staff == *staff);
    ProposalPage {
        csrf: csrf.to_owned(),
        path: format!("/notice/rules/proposals/{}", proposal.id),
        version: proposal.version.to_string(),
        about: about(&proposal.file),
        based_on: edition(proposal.based_on),
        state: badge(proposal.state),
        lines: if open { difference::lines(read.text_in_force(), &read.content) } else { Vec::new() },
        trial: None,
        mistakes: Vec::new(),
        seen: Choices::new([("1", "文の違いと、悪くなる例文を見ました")]),
        older: open && proposal.based_on != read.in_force,
        may_settle: open && confirms && !own,
        waits_for_another: open && (own || !confirms),
        own: open && own,
        errors,
        proposal: proposal.clone(),
    }
}

pub(super) fn samples() -> Samples {
    let page = |state, me: &str, in_force, errors: FieldErrors| {
        let proposal = sample(state)?;
        let now = store::CurrentRules::embedded().ok()?;
        let content = "issue: debt\nversion: 2\n".to_owned();
        let texts = vec![("debt.yaml", "issue: debt\nversion: 1\n".to_owned())];
        let read = Read { proposal, content, now, in_force, texts };
        Some(page_of(&read, ("token", &StaffId::from_text(me)?), true, errors))
    };
    let mut errors = FieldErrors::default();
    errors.add("seen", "見終えたら、ここに印を付けてください。");
    let none = FieldErrors::default;
    let broken = page(ProposalState::Proposed, "stf_b", 0, none())
        .map(|page| ProposalPage { mistakes: vec!["debt.yaml: 見本".to_owned()], ..page });
    [
        ("noticing: 規則の案(確かめる人)", page(ProposalState::Proposed, "stf_b", 0, none())),
        ("noticing: 規則の案(書いた本人)", page(ProposalState::Proposed, "stf_a", 0, none())),
        ("noticing: 規則の案(古い文の上)", page(ProposalState::Proposed, "stf_b", 1, none())),
        ("noticing: 規則の案(印なし)", page(ProposalState::Proposed, "stf_b", 0, errors)),
        ("noticing: 規則の案(読み取れない)", broken),
        ("noticing: 規則の案(使い始めた)", page(ProposalState::Approved, "stf_b", 1, none())),
        ("noticing: 規則の案(見送り)", page(ProposalState::Refused, "stf_b", 0, none())),
    ]
    .into_iter()
    .filter_map(|(name, page)| Some((name, page?)))
    .fold(Samples::new(), |all, (name, page)| all.with(name, &page))
}
