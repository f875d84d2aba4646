//! 詳しく聞くお願い as a thing: what a receiver wants to know beyond the sheet, and what it was told.

use office::{AgencyId, CaseId, Instant, StaffId};

use crate::consent::Consent;
use crate::model::{LegId, MoreId, SheetId};

/// One question of a receiver, and its answer where there is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct More {
    pub id: MoreId,
    pub sheet: SheetId,
    pub case: CaseId,
    /// The leg of the counter that asks.
    pub leg: LegId,
    /// The counter that wrote the sheet.
    pub from: AgencyId,
    pub asker: Asker,
    /// Codes of `information_kinds`.
    pub kinds: Vec<String>,
    pub why: String,
    pub answer: Option<Answer>,
}

impl More {
    /// Something was told under the person's word, which can be taken back.
    #[must_use]
    pub fn rests_on_consent(&self) -> bool {
        let on = |answer: &Answer| {
            answer.consent_withdrawn_at.is_none()
                && answer.consent.as_ref().is_some_and(|consent| consent.on().is_some())
        };
        self.answer.as_ref().is_some_and(on)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asker {
    pub agency: AgencyId,
    pub staff: StaffId,
    pub at: Instant,
}

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    pub agency: AgencyId,
    pub staff: StaffId,
    pub at: Instant,
    /// What covers the telling. None where nothing was told.
    pub consent: Option<Consent>,
    pub consent_withdrawn_at: Option<Instant>,
    pub told: Vec<Told>,
    /// What is not told here, and what to do instead.
    pub instead: Option<String>,
    pub read_at: Option<Instant>,
}

/// What was let be told of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Code of `information_kinds`.
    pub kind: String,
    /// None: kept back from whoever reads this.
    pub text: Option<String>,
}

/// A receiver's question as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    pub kinds: Vec<String>,
    pub why: String,
}

/// The sender's answer as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Telling {
    pub consent: Option<Consent>,
    /// Kind and text of what is let be told.
    pub told: Vec<(String, String)>,
    pub instead: Option<String>,
}
