//! バトン: exactly one named counter holds an open household, through any number of hops, splits, returns and refusals.
//!
//! Pure: each deed takes a baton as it stands and gives it as it stands afterwards, or the reason why not.

use std::collections::BTreeSet;

use office::AgencyId;

use crate::model::{Kind, LegId, LegState, SheetId};
use crate::rules::Refusal;

/// Who holds the household. An open household without a holder cannot be written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    Held(AgencyId),
    Closed,
}

/// Whether the receiver of a leg is asked to take the household on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lead {
    No,
    /// The baton passes when the receiver accepts in full.
    WhenAccepted,
    /// The baton passes also when the receiver accepts only a part.
    EvenInPart,
}

impl Lead {
    #[must_use]
    pub fn is_asked(self) -> bool {
        self != Self::No
    }
}

/// One leg, as far as the baton cares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leg {
    pub id: LegId,
    pub sheet: SheetId,
    /// The counter that wrote the sheet.
    pub origin: AgencyId,
    /// The counter that sent this leg: the origin, or the one that forwarded it.
    pub from: AgencyId,
    pub to: AgencyId,
    pub lead: Lead,
    /// How many counters the household has been pointed on to, this one included.
    pub hop: i64,
    pub state: LegState,
}

/// The baton of one household, with all legs ever sent for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Baton {
    pub standing: Standing,
    /// Every counter that ever held it, in order.
    pub trail: Vec<AgencyId>,
    /// How often it has passed.
    pub hops: i64,
    pub legs: Vec<Leg>,
}

/// A leg about to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Going {
    pub leg: LegId,
    pub to: AgencyId,
    pub lead: Lead,
}

/// What a counter does with a household that has been taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deed {
    Send { sheet: SheetId, from: AgencyId, kind: Kind, legs: Vec<Going> },
    Accept { leg: LegId, by: AgencyId },
    AcceptInPart { leg: LegId, by: AgencyId },
    Forward { leg: LegId, by: AgencyId, next: LegId, to: AgencyId },
    Return { leg: LegId, by: AgencyId },
    NotReached { leg: LegId, by: AgencyId },
    Withdraw { sheet: SheetId, by: AgencyId },
    Report { leg: LegId, by: AgencyId },
    Close { by: AgencyId },
    Reopen { by: AgencyId },
}

impl Baton {
    /// The counter that takes a household in holds it from that moment.
    #[must_use]
    pub fn take_in(by: AgencyId) -> Self {
        Self { standing: Standing::Held(by.clone()), trail: vec![by], hops: 0, legs: Vec::new() }
    }

    #[must_use]
    pub fn holder(&self) -> Option<&AgencyId> {
        match &self.standing {
            Standing::Held(holder) => Some(holder),
            Standing::Closed => None,
        }
    }

    #[must_use]
    pub fn leg(&self, id: &LegId) -> Option<&Leg> {
        self.legs.iter().find(|leg| leg.id == *id)
    }

    /// The baton after the deed.
    pub fn after(&self, deed: &Deed) -> Result<Self, Refusal> {
        match deed {
            Deed::Send { sheet, from, kind, legs } => self.send((sheet, from), *kind, legs),
            Deed::Accept { leg, by } => self.accept(leg, by, LegState::Accepted),
            Deed::AcceptInPart { leg, by } => self.accept(leg, by, LegState::AcceptedInPart),
            Deed::Forward { leg, by, next, to } => self.forward(leg, by, (next, to)),
            Deed::Return { leg, by } => self.answer(leg, by, LegState::Returned),
            Deed::NotReached { leg, by } => self.answer(leg, by, LegState::NotReached),
            Deed::Withdraw { sheet, by } => self.withdraw(sheet, by),
            Deed::Report { leg, by } => self.report(leg, by),
            Deed::Close { by } => self.close(by),
            Deed::Reopen { by } => self.reopen(by),
        }
    }

    /// Sending never passes the baton: until an answer comes, the sender goes on holding it.
    fn send(&self, (sheet, from): (&SheetId, &AgencyId), kind: Kind, legs: &[Going]) -> Result<Self, Refusal> {
        let holder = self.holder().ok_or(Refusal::CaseClosed)?;
        well_formed(from, kind, legs)?;
        if let Some(lead) = legs.iter().find(|leg| leg.lead.is_asked()) {
            if holder != from {
                return Err(Refusal::NotTheHolder);
            }
            if self.legs.iter().any(|leg| leg.state.is_waiting() && leg.lead.is_asked()) {
                return Err(Refusal::LeadPending);
            }
            if kind == Kind::Return && !self.trail.contains(&lead.to) {
                return Err(Refusal::NotHeldBefore);
            }
        }
        let mut after = self.clone();
        after.legs.extend(legs.iter().map(|going| Leg {
            id: going.leg.clone(),
            sheet: sheet.clone(),
            origin: from.clone(),
            from: from.clone(),
            to: going.to.clone(),
            lead: going.lead,
            hop: if going.lead.is_asked() { self.hops + 1 + self.turned_away(&going.to) } else { 1 },
            state: LegState::Sent,
        }));
        Ok(after)
    }

    /// Counters other than this one that were asked to take the household on and sent it back: to the person each of
    /// them was one more counter.
    fn turned_away(&self, to: &AgencyId) -> i64 {
        let back = self.legs.iter().filter(|leg| leg.lead.is_asked() && leg.state == LegState::Returned);
        let counters: BTreeSet<&AgencyId> = back.map(|leg| &leg.to).filter(|other| *other != to).collect();
        i64::try_from(counters.len()).unwrap_or(i64::MAX)
    }

    fn accept(&self, leg: &LegId, by: &AgencyId, how: LegState) -> Result<Self, Refusal> {
        if self.standing == Standing::Closed {
            return Err(Refusal::CaseClosed);
        }
        let mut after = self.answer(leg, by, how)?;
        let asked = self.leg(leg).ok_or(Refusal::LegUnknown)?;
        let passes = match asked.lead {
            Lead::No => false,
            Lead::WhenAccepted => how == LegState::Accepted,
            Lead::EvenInPart => true,
        };
        // Only the holder can give it away: one that closed and was reopened elsewhere meanwhile stays there.
        if passes && self.holder() == Some(&asked.origin) {
            after.standing = Standing::Held(by.clone());
            after.trail.push(by.clone());
            after.hops += 1;
        }
        Ok(after)
    }

    /// The forwarded leg ends and a new one begins, one hop further. Who holds the household does not change.
    fn forward(&self, leg: &LegId, by: &AgencyId, (next, to): (&LegId, &AgencyId)) -> Result<Self, Refusal> {
        if self.standing == Standing::Closed {
            return Err(Refusal::CaseClosed);
        }
        let mut after = self.answer(leg, by, LegState::Forwarded)?;
        let old = self.leg(leg).ok_or(Refusal::LegUnknown)?;
        if to == by {
            return Err(Refusal::ToItself);
        }
        if *to == old.origin || *to == old.from {
            return Err(Refusal::BackIsReturn);
        }
        if self.legs.iter().any(|leg| leg.sheet == old.sheet && leg.to == *to) {
            return Err(Refusal::InACircle);
        }
        after.legs.push(Leg {
            id: next.clone(),
            from: by.clone(),
            to: to.clone(),
            hop: old.hop + 1,
            state: LegState::Sent,
            ..old.clone()
        });
        Ok(after)
    }

    fn answer(&self, leg: &LegId, by: &AgencyId, state: LegState) -> Result<Self, Refusal> {
        let mut after = self.clone();
        let leg = after.legs.iter_mut().find(|known| known.id == *leg).ok_or(Refusal::LegUnknown)?;
        if leg.to != *by {
            return Err(Refusal::NotTheReceiver);
        }
        if !leg.state.is_waiting() {
            return Err(Refusal::AnsweredAlready);
        }
        leg.state = state;
        Ok(after)
    }

    /// Takes back every leg of the sheet that nobody has answered yet, forwarded ones included.
    fn withdraw(&self, sheet: &SheetId, by: &AgencyId) -> Result<Self, Refusal> {
        let mut after = self.clone();
        let mut withdrawn = 0;
        for leg in after.legs.iter_mut().filter(|leg| leg.sheet == *sheet) {
            if leg.origin != *by {
                return Err(Refusal::NotTheSender);
            }
            if leg.state.is_waiting() {
                leg.state = LegState::Withdrawn;
                withdrawn += 1;
            }
        }
        if withdrawn == 0 { Err(Refusal::NothingToWithdraw) } else { Ok(after) }
    }

    /// A result may come again when more is known; the history keeps each.
    fn report(&self, leg: &LegId, by: &AgencyId) -> Result<Self, Refusal> {
        let mut after = self.clone();
        let leg = after.legs.iter_mut().find(|known| known.id == *leg).ok_or(Refusal::LegUnknown)?;
        if leg.to != *by {
            return Err(Refusal::NotTheReceiver);
        }
        if !leg.state.owes_result() && leg.state != LegState::Reported {
            return Err(Refusal::NotAcceptedYet);
        }
        leg.state = LegState::Reported;
        Ok(after)
    }

    fn close(&self, by: &AgencyId) -> Result<Self, Refusal> {
        let holder = self.holder().ok_or(Refusal::CaseClosed)?;
        if holder != by {
            return Err(Refusal::NotTheHolder);
        }
        let asked = |leg: &Leg| leg.state.is_waiting() && (leg.origin == *by || leg.lead.is_asked());
        if self.legs.iter().any(asked) {
            return Err(Refusal::AnswersPending);
        }
        Ok(Self { standing: Standing::Closed, ..self.clone() })
    }

    /// Whoever opens a household's thread again holds it.
    fn reopen(&self, by: &AgencyId) -> Result<Self, Refusal> {
        if self.standing != Standing::Closed {
            return Err(Refusal::CaseOpen);
        }
        let mut after = self.clone();
        after.standing = Standing::Held(by.clone());
        after.trail.push(by.clone());
        Ok(after)
    }
}

fn well_formed(from: &AgencyId, kind: Kind, legs: &[Going]) -> Result<(), Refusal> {
    if legs.is_empty() {
        return Err(Refusal::NoLegs);
    }
    if legs.iter().any(|leg| leg.to == *from) {
        return Err(Refusal::ToItself);
    }
    let twice = |(at, leg): (usize, &Going)| legs.iter().take(at).any(|before| before.to == leg.to);
    if legs.iter().enumerate().any(twice) {
        return Err(Refusal::SameCounterTwice);
    }
    match (kind, legs.iter().filter(|leg| leg.lead.is_asked()).count()) {
        (_, 2..) => Err(Refusal::TwoLeads),
        (Kind::Return, 0) => Err(Refusal::LeadMissing),
        (Kind::Parallel | Kind::Information, 1) => Err(Refusal::LeadUnwanted),
        _ => Ok(()),
    }
}

#[cfg(test)]
#[path = "baton_tests.rs"]
mod tests;
