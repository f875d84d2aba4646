//! 行い: each step of a story as the deed of a member of staff, through the same functions as on the screen.

mod case;
mod more;
mod receive;
mod sheet;

use cases::CaseSubject;
use db::Writer;
use intake::{Concern, IntakeId};
use office::{Act, Actor, CaseId, Desk, Done, Fault, Instant, May, PersonId, Subject, Trouble};
use referral::{LegId, MoreId, SheetId};

use crate::chance::Chance;
use crate::counters::Counters;
use crate::geography::District;
use crate::names::Names;
pub(crate) use case::asks_for_an_end;

use crate::step::{Deed, End, Step, Who};
use crate::words::{More, Words};

/// What does not change while the city lives.
pub(crate) struct Town {
    pub(crate) desk: Desk,
    pub(crate) names: Names,
    pub(crate) words: Words,
    pub(crate) districts: Vec<District>,
    pub(crate) counters: Counters,
}

/// What a story has led to so far.
#[derive(Debug)]
pub(crate) struct SoFar {
    pub(crate) who: Who,
    /// Somebody whom the counter knows.
    pub(crate) known: Option<PersonId>,
    pub(crate) person: Option<PersonId>,
    /// Would not say who they are: nobody can know them again.
    pub(crate) anonymous: bool,
    case: Option<CaseId>,
    /// The reception of the counter that has it now.
    intake: Option<IntakeId>,
    sheet: Option<SheetId>,
    leg: Option<LegId>,
    /// What was asked beyond the sheet.
    asked: Option<(MoreId, More)>,
    concerns: Vec<Concern>,
    pub(crate) closed: bool,
}

impl SoFar {
    pub(crate) fn begin(who: Who) -> Self {
        Self {
            who,
            known: None,
            person: None,
            anonymous: false,
            case: None,
            intake: None,
            sheet: None,
            leg: None,
            asked: None,
            concerns: Vec::new(),
            closed: false,
        }
    }

    fn person(&self) -> Result<PersonId, Fault> {
        self.person.clone().ok_or(Fault::NotA("story with a person"))
    }

    fn case(&self) -> Result<CaseId, Fault> {
        self.case.clone().ok_or(Fault::NotA("story with a case"))
    }

    fn intake(&self) -> Result<IntakeId, Fault> {
        self.intake.clone().ok_or(Fault::NotA("story with a reception"))
    }

    fn sheet(&self) -> Result<SheetId, Fault> {
        self.sheet.clone().ok_or(Fault::NotA("story with a sheet"))
    }

    fn leg(&self) -> Result<LegId, Fault> {
        self.leg.clone().ok_or(Fault::NotA("story with a sheet"))
    }
}

/// How many new things a step made.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) people: u64,
    pub(crate) households: u64,
    pub(crate) receptions: u64,
    pub(crate) sheets: u64,
}

/// Who does it, where and when.
pub(crate) struct Stage<'s> {
    pub(crate) town: &'s Town,
    pub(crate) actor: &'s Actor,
    pub(crate) step: Step,
    pub(crate) chance: Chance,
}

impl Stage<'_> {
    fn at(&self) -> Instant {
        self.step.at
    }

    fn deed<T>(
        &self,
        writer: &mut Writer<'_>,
        (may, subject): (May, &dyn Subject),
        work: impl for<'w, 'c> FnOnce(Act<'w, 'c>) -> Result<Done<T>, Trouble>,
    ) -> Result<T, Trouble> {
        self.town.desk.act_within(writer, (self.actor, self.at()), (may, subject), work)?
    }
}

/// Does one step. A refusal is a fault of the plan: the pretend city keeps every rule.
pub(crate) fn run(mut stage: Stage<'_>, writer: &mut Writer<'_>, so_far: &mut SoFar) -> Result<Counts, Fault> {
    let done = match stage.step.deed {
        Deed::Receive => receive::receive(&mut stage, writer, so_far),
        Deed::Decide(end) => decide(&mut stage, writer, so_far, end),
        Deed::Send(sending) => sheet::send(&mut stage, writer, so_far, sending),
        Deed::Answer(reply) => sheet::answer(&mut stage, writer, so_far, reply),
        Deed::Report { result, thanks, on_paper } => {
            sheet::report(&mut stage, writer, so_far, (result, thanks, on_paper))
        }
        Deed::TakeNote => sheet::take_note(&stage, writer, so_far),
        Deed::Amend => sheet::amend(&mut stage, writer, so_far),
        Deed::Withdraw => sheet::withdraw(&stage, writer, so_far),
        Deed::WithdrawConsent => sheet::withdraw_consent(&stage, writer, so_far),
        Deed::Close(kind) => case::close(&stage, writer, so_far, kind),
        Deed::Protect => case::protect(&stage, writer, so_far),
        Deed::Restrict => case::restrict(&stage, writer, so_far),
        Deed::AskLift => case::ask_lift(&stage, writer, so_far),
        Deed::BreakGlass => case::break_glass(&stage, writer, so_far),
        Deed::Link => case::link(&stage, writer, so_far),
        Deed::AskMore => more::ask(&mut stage, writer, so_far),
        Deed::TellMore => more::tell(&stage, writer, so_far),
    };
    done.map_err(|trouble| {
        Fault::other(format!("架空の市: {:?} {}: {}", stage.step, stage.actor.staff, Fault::from(trouble)))
    })
}

fn decide(stage: &mut Stage<'_>, writer: &mut Writer<'_>, so_far: &mut SoFar, end: End) -> Result<Counts, Trouble> {
    match end {
        End::Support => receive::support(stage, writer, so_far),
        End::Inform => receive::inform(stage, writer, so_far),
        End::Drop => receive::drop_out(stage, writer, so_far),
    }
}

fn subject_of(so_far: &SoFar) -> Result<CaseSubject, Fault> {
    so_far.case().map(CaseSubject)
}
