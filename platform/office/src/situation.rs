//! Authority: one pure function over who asks, what for, and the facts of the record asked about.

use crate::{About, Actor, Fault, Hands, May, Reach};

/// How the actor's agency is tied to a record. Several may hold at once.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tie {
    pub holds: bool,
    pub held: bool,
    pub took_in: bool,
    pub sent: bool,
    pub received: bool,
}

impl Tie {
    #[must_use]
    pub fn any(self) -> bool {
        self.beyond_a_sheet() || self.received
    }

    /// Tied by its own work for the household. A counter that was only asked knows what the sheet tells, and no more,
    /// until it accepts (forms 12.3).
    #[must_use]
    pub fn beyond_a_sheet(self) -> bool {
        self.holds || self.held || self.took_in || self.sent
    }

    /// Whether the tie is enough for the deed.
    #[must_use]
    fn reaches(self, may: May) -> bool {
        let with_a_sheet = matches!(
            may,
            May::SeeSheet
                | May::SeeSheetPerson
                | May::PrintSheet
                | May::AnswerLeg
                | May::AskMore
                | May::ReportResult
                | May::EnterReturn
                | May::WithdrawConsent
        );
        if with_a_sheet { self.any() } else { self.beyond_a_sheet() }
    }
}

/// Whether the person agreed that the actor's agency may know who they are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Consent {
    /// The question does not arise: the agency's own record.
    #[default]
    NotNeeded,
    Given,
    /// No consent, but a legal ground with its reason is recorded.
    LegalGround,
    NotGiven,
    Withdrawn,
}

/// The facts that authority rests on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Situation {
    /// Nothing in particular is asked about: a list, a blank form.
    pub general: bool,
    /// The record is the actor's own: account, draft.
    pub own: bool,
    pub tie: Tie,
    pub consent: Consent,
    /// 支援措置: address and telephone exist only for the named few.
    pub protected: bool,
    /// The record itself exists only for the named few.
    pub restricted: bool,
    /// The actor is one of the named few.
    pub named: bool,
    /// The actor opened this record in an emergency less than 60 minutes ago.
    pub broke_glass: bool,
}

impl Situation {
    #[must_use]
    pub fn general() -> Self {
        Self { general: true, ..Self::default() }
    }

    #[must_use]
    pub fn own() -> Self {
        Self { own: true, ..Self::default() }
    }
}

/// Why it was allowed. Goes into the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    Role,
    Own,
    Tie,
    City,
    Named,
    BreakGlass,
}

impl Ground {
    #[must_use]
    pub fn as_text(self) -> &'static str {
        match self {
            Self::Role => "役割",
            Self::Own => "自分のもの",
            Self::Tie => "自機関の関わり",
            Self::City => "市全体の役割",
            Self::Named => "名指しされた職員",
            Self::BreakGlass => "緊急に開いた",
        }
    }
}

/// Why it was not. Decides whether the record may be known to exist.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Denial {
    /// No role of the actor has this deed.
    NoRole,
    /// The actor's agency has no tie to the record: to the actor it does not exist.
    NoTie,
    /// Only the named few know of it: to the actor it does not exist.
    Restricted,
    /// Address and telephone of a protected person.
    Protected,
    /// The person has not agreed that this agency knows who they are.
    NoConsent,
}

impl Denial {
    #[must_use]
    pub fn as_text(self) -> &'static str {
        match self {
            Self::NoRole => "役割にない",
            Self::NoTie => "関わりがない",
            Self::Restricted => "限られた職員だけ",
            Self::Protected => "支援措置",
            Self::NoConsent => "同意がない",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    Granted(Ground),
    Denied(Denial),
}

/// Whether `actor` may do `may` in this situation. The only place that decides.
#[must_use]
pub fn decide(actor: &Actor, may: May, situation: &Situation) -> Decision {
    let Some(reach) = actor.grants.reach(may) else { return Decision::Denied(Denial::NoRole) };
    if situation.restricted && !situation.named {
        return Decision::Denied(Denial::Restricted);
    }
    if may == May::SeeAddress && situation.protected {
        // Not even break-glass opens it: the addresses that leaked were opened by people in a hurry.
        return if situation.named { Decision::Granted(Ground::Named) } else { Decision::Denied(Denial::Protected) };
    }
    if situation.general {
        return Decision::Granted(Ground::Role);
    }
    if situation.own {
        return Decision::Granted(Ground::Own);
    }
    if matches!(may, May::SeeSheetPerson | May::SeeAddress | May::SeePerson)
        && matches!(situation.consent, Consent::NotGiven | Consent::Withdrawn)
    {
        return Decision::Denied(Denial::NoConsent);
    }
    match reach {
        Reach::City => Decision::Granted(Ground::City),
        Reach::Tied if situation.tie.reaches(may) => Decision::Granted(Ground::Tie),
        Reach::Tied if situation.broke_glass && may.is_reading() => Decision::Granted(Ground::BreakGlass),
        Reach::Tied => Decision::Denied(Denial::NoTie),
    }
}

/// A record that authority can be asked about.
pub trait Subject: Send + 'static {
    /// Reads the facts. Called inside the transaction of the deed itself.
    fn situation(&self, hands: &mut Hands<'_, '_>, actor: &Actor) -> Result<Situation, Fault>;
    /// How the record of deeds names it.
    fn about(&self) -> About;
}

/// No record in particular: a list, a blank form, a search.
#[derive(Debug, Clone, Copy)]
pub struct Nothing;

impl Subject for Nothing {
    fn situation(&self, _: &mut Hands<'_, '_>, _: &Actor) -> Result<Situation, Fault> {
        Ok(Situation::general())
    }

    fn about(&self) -> About {
        About::nothing()
    }
}
