//! 見えること: what one reader sees of a sheet. The only way from the store to a page.
//!
//! Whoever must not know the person gets a sheet without that part: there is nothing on the page to be masked.

use office::{Actor, Consent as ConsentFor, Decision, Fault, Grants, Hands, May, Situation, Trouble, decide};
use people::PersonSubject;

use crate::consent::Consent;
use crate::model::{Kind, SheetId};
use crate::more::More;
use crate::report::RESULT;
use crate::sheet::{Event, Leg, Outcome, Sheet};
use crate::store;
use crate::subject;

/// Which side of the sheet the reader stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Sender,
    Receiver,
    /// Holds the household, or sees over all.
    Beside,
}

/// A sheet as one reader may see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenSheet {
    pub sheet: Sheet,
    pub legs: Vec<Leg>,
    pub events: Vec<Event>,
    /// 詳しく聞いたこと, as far as the reader is a side to it.
    pub more: Vec<More>,
    pub side: Side,
    /// The reader's counter holds the household now.
    pub holds: bool,
    /// The name was let through.
    pub named: bool,
    /// 支援措置
    pub protected: bool,
}

/// Reads a sheet for `actor`.
pub(crate) fn read(hands: &mut Hands<'_, '_>, actor: &Actor, id: &SheetId) -> Result<SeenSheet, Trouble> {
    let situation = subject::situation(hands, actor, id)?;
    let mut sheet = store::sheets::get(hands, id)?;
    let mut legs = store::legs::of_sheet(hands, id)?;
    let mut events = store::events::of_sheet(hands, &sheet.case, id)?;
    let side = side(actor, &sheet, &legs);
    let named = may_know_who(actor, &situation);
    let address_kept_back = address_is_kept_back(hands, actor, &sheet)?;
    let more = store::more::of_sheet(hands, &sheet)?;
    let more = crate::more::seen::of(more, actor, &situation, address_kept_back);
    crate::more::seen::keep_events(&mut events, &more);
    if !named {
        sheet.snapshot = sheet.snapshot.without_name();
        sheet.person = None;
    }
    if situation.consent == ConsentFor::Withdrawn {
        wipe_words(&mut sheet, &mut legs, &mut events);
    }
    if address_kept_back {
        sheet.snapshot = sheet.snapshot.without_address();
    }
    if side != Side::Receiver && !sheet.share_outcome {
        keep_outcome_back(&mut legs, &mut events);
    }
    let holds = situation.tie.holds;
    Ok(SeenSheet { sheet, legs, events, more, side, holds, named, protected: situation.protected })
}

fn side(actor: &Actor, sheet: &Sheet, legs: &[Leg]) -> Side {
    if sheet.from_agency == actor.agency {
        Side::Sender
    } else if legs.iter().any(|leg| leg.to == actor.agency) {
        Side::Receiver
    } else {
        Side::Beside
    }
}

/// By the one function that decides, for whoever could be granted it at all: a page that shows less is no denied deed.
pub(crate) fn may_know_who(actor: &Actor, situation: &Situation) -> bool {
    matches!(decide(actor, May::SeeSheetPerson, situation), Decision::Granted(_))
}

/// The words were given to be told on; they tell who it is as surely as a name does.
fn wipe_words(sheet: &mut Sheet, legs: &mut [Leg], events: &mut [Event]) {
    sheet.summary.clear();
    sheet.considerations.clear();
    sheet.concerns.clear();
    if let Consent::NotYet { ground: Some(ground) } = &mut sheet.consent {
        ground.reason.clear();
    }
    for leg in legs {
        leg.reason.clear();
    }
    for event in events {
        event.changes.clear();
    }
}

/// A person may have come under protection after the sheet was sent.
fn address_is_kept_back(hands: &mut Hands<'_, '_>, actor: &Actor, sheet: &Sheet) -> Result<bool, Fault> {
    use office::Subject;
    match &sheet.person {
        Some(person) => Ok(PersonSubject(person.clone()).situation(hands, actor)?.protected),
        None => Ok(false),
    }
}

/// That there is a result is told; what it is, only as the person agreed. A request and thanks are meant for the sender.
fn keep_outcome_back(legs: &mut [Leg], events: &mut [Event]) {
    for leg in legs {
        leg.outcome = leg.outcome.take().map(|outcome| Outcome { told: None, ..outcome });
    }
    for event in events {
        event.changes.retain(|change| change.field != RESULT);
    }
}

impl SeenSheet {
    /// The legs that this counter can answer or report on.
    #[must_use]
    pub fn own_legs<'a>(&'a self, actor: &'a Actor) -> Vec<&'a Leg> {
        self.legs.iter().filter(|leg| leg.to == actor.agency).collect()
    }

    /// A question that waits for this counter's answer.
    #[must_use]
    pub fn to_tell<'a>(&'a self, actor: &'a Actor) -> Option<&'a More> {
        let mine = |more: &&More| {
            more.asker.agency != actor.agency && self.waits(more) && (self.holds || more.from == actor.agency)
        };
        self.more.iter().find(mine)
    }

    /// Whether a question can still be answered: its counter still works on the sheet, and the person's word stands.
    #[must_use]
    pub fn waits(&self, more: &More) -> bool {
        let goes_on = |leg: &Leg| leg.id == more.leg && (leg.state.is_waiting() || leg.state.owes_result());
        more.answer.is_none() && self.sheet.consent_withdrawn_at.is_none() && self.legs.iter().any(goes_on)
    }

    /// Whether this counter may ask for more: it received the sheet, still works on it, and has no question open.
    #[must_use]
    pub fn may_ask(&self, actor: &Actor) -> bool {
        let goes_on = |leg: &Leg| leg.state.is_waiting() || leg.state.owes_result();
        let open = |more: &More| more.asker.agency == actor.agency && more.answer.is_none();
        self.side == Side::Receiver
            && self.sheet.state == crate::model::SheetState::Open
            && self.sheet.consent_withdrawn_at.is_none()
            && self.legs.iter().any(|leg| leg.to == actor.agency && goes_on(leg))
            && !self.more.iter().any(open)
    }

    /// An answer to this counter's question that it has not taken note of.
    #[must_use]
    pub fn has_news(&self, actor: &Actor) -> bool {
        let unread = |more: &More| more.answer.as_ref().is_some_and(|answer| answer.read_at.is_none());
        self.more.iter().any(|more| more.asker.agency == actor.agency && unread(more))
    }

    /// Something came back that the sender has not taken note of.
    #[must_use]
    pub fn has_unread(&self) -> bool {
        self.side == Side::Sender && self.legs.iter().any(Leg::is_unread)
    }

    #[must_use]
    pub fn is_waiting(&self) -> bool {
        self.legs.iter().any(|leg| leg.state.is_waiting())
    }

    /// Who it is about, in one line: the name, or only age band and sex.
    #[must_use]
    pub fn person_line(&self) -> String {
        let name = self.sheet.snapshot.named.as_ref().and_then(|part| part.name.clone().or(part.kana.clone()));
        name.unwrap_or_else(|| self.sheet.snapshot.bare_line())
    }

    /// Whether a reader may still amend: the sender, as long as it is open.
    #[must_use]
    pub fn may_amend(&self, grants: &Grants) -> bool {
        self.side == Side::Sender && self.sheet.state == crate::model::SheetState::Open && grants.allow(May::AmendSheet)
    }

    #[must_use]
    pub fn is_information(&self) -> bool {
        self.sheet.kind == Kind::Information
    }
}
