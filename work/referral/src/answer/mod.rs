//! 返事: accepted, accepted in part, sent on, returned, or not reached. Each leads somewhere.

use cases::{By, Holder, How};
use intake::ConcernMark;
use office::{Act, AgencyId, Refusal, Trouble};

use crate::baton::{Baton, Deed};
use crate::due::Dues;
use crate::model::{AnsweredHow, EventKind, Kind, LegId, LegState, Method};
use crate::parties;
use crate::rules;
use crate::sheet::{Answered, Change, Leg, Sheet};
use crate::store::{self, events};

mod door;

pub(crate) use door::{door, leg_of, sheet_of, understand};

/// What the receiver says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    Accept {
        note: Option<String>,
    },
    AcceptInPart {
        note: Option<String>,
    },
    /// To another counter, with the reason.
    Forward {
        to: AgencyId,
        reason: String,
    },
    /// Back to the sender. `reason` is a code of `return_reasons`, which says what to do next.
    Return {
        reason: String,
        note: Option<String>,
    },
    NotReached {
        note: Option<String>,
    },
}

impl Answer {
    fn state(&self) -> LegState {
        match self {
            Self::Accept { .. } => LegState::Accepted,
            Self::AcceptInPart { .. } => LegState::AcceptedInPart,
            Self::Forward { .. } => LegState::Forwarded,
            Self::Return { .. } => LegState::Returned,
            Self::NotReached { .. } => LegState::NotReached,
        }
    }

    fn event(&self) -> EventKind {
        match self {
            Self::Accept { .. } => EventKind::Accepted,
            Self::AcceptInPart { .. } => EventKind::AcceptedInPart,
            Self::Forward { .. } => EventKind::Forwarded,
            Self::Return { .. } => EventKind::Returned,
            Self::NotReached { .. } => EventKind::NotReached,
        }
    }

    fn note(&self) -> Option<String> {
        match self {
            Self::Accept { note } | Self::AcceptInPart { note } | Self::NotReached { note } => note.clone(),
            Self::Return { note, .. } => note.clone(),
            Self::Forward { reason, .. } => Some(reason.clone()),
        }
    }

    fn deed(&self, leg: &LegId, by: &AgencyId, next: &LegId) -> Deed {
        let (leg, by) = (leg.clone(), by.clone());
        match self {
            Self::Accept { .. } => Deed::Accept { leg, by },
            Self::AcceptInPart { .. } => Deed::AcceptInPart { leg, by },
            Self::Forward { to, .. } => Deed::Forward { leg, by, next: next.clone(), to: to.clone() },
            Self::Return { .. } => Deed::Return { leg, by },
            Self::NotReached { .. } => Deed::NotReached { leg, by },
        }
    }
}

/// A receiver accepts in full, on screen.
pub fn accept(act: &mut Act<'_, '_>, leg: &LegId) -> Result<(), Trouble> {
    answer(act, leg, &Answer::Accept { note: None }, AnsweredHow::Screen).map(|_| ())
}

/// Answers a leg. Gives the new leg, where it was sent on.
///
/// On screen the receiver answers for itself; from paper or telephone the sender enters it, for a receiver that does not
/// work with this screen.
pub fn answer(act: &mut Act<'_, '_>, leg: &LegId, answer: &Answer, how: AnsweredHow) -> Result<Option<LegId>, Trouble> {
    let leg = store::legs::find(&mut act.hands(), leg)?.ok_or_else(Refusal::not_there)?;
    let sheet = store::sheets::get(&mut act.hands(), &leg.sheet)?;
    let by = who_answers(act, (&sheet, &leg), how)?;
    let (case, before) = store::baton::of_case(&mut act.hands(), &leg.case)?;
    let next = act.new_id(LegId::PREFIX, LegId::from_text)?;
    let after = before.after(&answer.deed(&leg.id, &by, &next))?;
    let (at, staff) = (act.now(), act.actor().staff.clone());
    let return_reason = match answer {
        Answer::Return { reason, .. } => Some(reason.clone()),
        _ => None,
    };
    let answered = Answered { at, by: staff, how, return_reason, note: answer.note() };
    store::legs::save_answer(act, &leg, answer.state(), &answered)?;
    follow(act, (&sheet, &leg), answer, how)?;
    pass(act, (&case, &before, &after), (&sheet, &leg), how)?;
    let forwarded = match answer {
        Answer::Forward { to, reason } => Some(forward(act, (&sheet, &leg), &after, (&next, to, reason))?),
        _ => None,
    };
    let happened = events::Happened { kind: answer.event(), leg: Some(&leg.id), changes: said(act, answer) };
    events::append(act, (&sheet.case, &sheet.id), happened)?;
    crate::settle::settle(act, &sheet)?;
    Ok(forwarded)
}

/// On whose behalf the answer counts.
pub(crate) fn who_answers(
    act: &mut Act<'_, '_>,
    (sheet, leg): (&Sheet, &Leg),
    how: AnsweredHow,
) -> Result<AgencyId, Trouble> {
    if how == AnsweredHow::Screen {
        return Ok(act.agency().clone());
    }
    let own = [&sheet.from_agency, &leg.from];
    if !own.contains(&act.agency()) {
        return Err(rules::Refusal::NotTheSender.into());
    }
    let receiver = staff::agencies::find(&mut act.hands(), &leg.to)?.ok_or(rules::Refusal::AgencyUnknown)?;
    if receiver.has_account { Err(rules::Refusal::AnswersOnScreen.into()) } else { Ok(receiver.id) }
}

/// Who sees the household from now on; and the receiver's own reception, where it took the person in.
fn follow(
    act: &mut Act<'_, '_>,
    (sheet, leg): (&Sheet, &Leg),
    answer: &Answer,
    how: AnsweredHow,
) -> Result<(), Trouble> {
    match answer {
        Answer::Return { .. } | Answer::Forward { .. } => parties::detach_receiver(act, &sheet.case, &leg.to)?,
        Answer::Accept { .. } | Answer::AcceptInPart { .. } => {
            let knows_who = sheet.consent.names_the_person() && sheet.consent_withdrawn_at.is_none();
            let anew = !matches!(sheet.kind, Kind::Information | Kind::Return);
            if anew && knows_who && how == AnsweredHow::Screen {
                receive(act, sheet, leg)?;
            }
        }
        Answer::NotReached { .. } => {}
    }
    Ok(())
}

fn receive(act: &mut Act<'_, '_>, sheet: &Sheet, leg: &Leg) -> Result<(), Trouble> {
    let mark = |most| if most { ConcernMark::Most } else { ConcernMark::Applies };
    let from = intake::FromSheet {
        case: sheet.case.clone(),
        person: sheet.person.clone(),
        agency: leg.to.clone(),
        staff: act.actor().staff.clone(),
        concerns: sheet.concerns.iter().map(|concern| (concern.code.clone(), mark(concern.most))).collect(),
        via_leg: leg.id.as_text().to_owned(),
        received_on: act.today(),
    };
    intake::receive_from_sheet(act, &from)?;
    Ok(())
}

fn pass(
    act: &mut Act<'_, '_>,
    (case, before, after): (&cases::Case, &Baton, &Baton),
    (sheet, leg): (&Sheet, &Leg),
    how: AnsweredHow,
) -> Result<(), Trouble> {
    let Some(to) = after.holder().filter(|to| Some(*to) != before.holder()) else { return Ok(()) };
    let staff = (how == AnsweredHow::Screen).then(|| act.actor().staff.clone());
    let by = By { how: baton_how(sheet.kind, leg.method), leg: Some(leg.id.as_text()) };
    cases::pass_baton(act, case, &Holder { agency: to.clone(), staff }, by)?;
    Ok(())
}

fn baton_how(kind: Kind, method: Method) -> How {
    match (kind, method) {
        (Kind::Return, _) => How::Returned,
        (_, Method::Accompany) => How::Accompany,
        (_, Method::Telephone) => How::Telephone,
        (_, Method::InternalMail) => How::InternalMail,
        (_, Method::System) => How::System,
    }
}

/// The new leg, one hop further, with due days of its own.
fn forward(
    act: &mut Act<'_, '_>,
    (sheet, old): (&Sheet, &Leg),
    after: &Baton,
    (next, to, reason): (&LegId, &AgencyId, &str),
) -> Result<LegId, Trouble> {
    let agency = staff::agencies::find(&mut act.hands(), to)?;
    let agency = agency.filter(|agency| agency.is_open_on(act.today())).ok_or(rules::Refusal::AgencyUnknown)?;
    if old.lead.is_asked() && !agency.has_account {
        return Err(rules::Refusal::ForwardNeedsAccount.into());
    }
    let leg = Leg {
        id: next.clone(),
        from: old.to.clone(),
        to: to.clone(),
        reason: reason.to_owned(),
        method: Method::System,
        sent_at: act.now(),
        dues: Dues::from(act.today(), old.urgency, act.desk().settings(), act.desk().holidays()),
        state: LegState::Sent,
        answer: None,
        outcome: None,
        read_at: None,
        forwarded_from: Some(old.id.clone()),
        hop: after.leg(next).map_or(old.hop + 1, |leg| leg.hop),
        version: 1,
        ..old.clone()
    };
    store::legs::insert(act, &leg)?;
    parties::attach_receiver(act, sheet, to)?;
    Ok(leg.id)
}

fn said(act: &Act<'_, '_>, answer: &Answer) -> Vec<Change> {
    let mut said = Vec::new();
    if let Answer::Return { reason, .. } = answer {
        said.push(Change::said("返す理由", act.codes().list("return_reasons").label(reason)));
    }
    said.extend(answer.note().filter(|note| !note.trim().is_empty()).map(|note| Change::said("ひとこと", note)));
    said
}
