//! つなぐシート as a thing: what was asked, of whom, and what came back (forms 12.2, 12.4).

use office::{AgencyId, CaseId, Day, Instant, PersonId, StaffId};

use crate::baton::Lead;
use crate::consent::Consent;
use crate::due::{Dues, Waiting};
use crate::model::{AnsweredHow, EventKind, Kind, LegId, LegState, Method, SheetId, SheetState, Urgency};
use crate::travels::Snapshot;

/// One of the 16 concerns, and whether it weighs most (◎).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Concern {
    /// Code of `concerns`.
    pub code: String,
    pub most: bool,
}

/// A sheet as it stands, with all that it says. What a reader may see of it is decided by [`crate::seen`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    pub id: SheetId,
    /// 受付番号, for paper and telephone.
    pub code: String,
    pub case: CaseId,
    pub person: Option<PersonId>,
    /// The reception it was written from.
    pub intake: Option<String>,
    pub kind: Kind,
    pub from_agency: AgencyId,
    pub from_staff: StaffId,
    pub written_at: Instant,
    pub consent: Consent,
    pub consent_withdrawn_at: Option<Instant>,
    /// Whether the person agreed that the sender hears what became of it.
    pub share_outcome: bool,
    pub urgency: Urgency,
    pub snapshot: Snapshot,
    /// 概要・経緯
    pub summary: String,
    /// 配慮を希望すること
    pub considerations: String,
    pub concerns: Vec<Concern>,
    pub state: SheetState,
    pub version: i64,
}

/// One line of つなぎ先, and its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leg {
    pub id: LegId,
    pub sheet: SheetId,
    pub case: CaseId,
    pub from: AgencyId,
    pub to: AgencyId,
    pub lead: Lead,
    pub reason: String,
    pub method: Method,
    pub sent_at: Instant,
    pub urgency: Urgency,
    pub dues: Dues,
    pub state: LegState,
    pub answer: Option<Answered>,
    pub outcome: Option<Outcome>,
    /// When the sender took note of what came back.
    pub read_at: Option<Instant>,
    pub forwarded_from: Option<LegId>,
    pub hop: i64,
    pub version: i64,
}

/// 返事
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    pub at: Instant,
    pub by: StaffId,
    pub how: AnsweredHow,
    /// Code of `return_reasons`.
    pub return_reason: Option<String>,
    pub note: Option<String>,
}

/// 対応結果
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    pub at: Instant,
    pub by: StaffId,
    /// None where the person did not agree that the reader hears of it.
    pub told: Option<Told>,
    /// 元の窓口にお願いしたいこと
    pub ask_back: Option<String>,
    /// 本人からのお礼
    pub thanks: Option<String>,
}

/// What was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Code of `referral_results`.
    pub result: String,
    pub first_met_on: Option<Day>,
    /// 制度名
    pub programme: Option<String>,
    pub note: Option<String>,
}

impl Leg {
    #[must_use]
    pub fn waiting(&self) -> Waiting {
        self.dues.waiting(self.state)
    }

    /// Something came back that the sender has not taken note of.
    #[must_use]
    pub fn is_unread(&self) -> bool {
        self.answer.is_some() && self.read_at.is_none()
    }
}

/// One line of the history. Never overwritten.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    pub seq: i64,
    pub at: Instant,
    pub staff: StaffId,
    pub agency: AgencyId,
    pub kind: EventKind,
    pub leg: Option<LegId>,
    /// What changed, before and after; or the reason given.
    pub changes: Vec<Change>,
}

/// What one field said before and after.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Change {
    pub field: String,
    pub before: String,
    pub after: String,
}

impl Change {
    /// A word that came with the event.
    pub fn said(field: impl Into<String>, text: impl Into<String>) -> Self {
        Self { field: field.into(), before: String::new(), after: text.into() }
    }
}

/// A sheet about to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSheet {
    /// The identifier that its form was given: sent twice, it is kept once. None: a new one.
    pub id: Option<SheetId>,
    pub case: CaseId,
    pub person: Option<PersonId>,
    pub intake: Option<String>,
    pub kind: Kind,
    pub consent: Consent,
    pub share_outcome: bool,
    pub urgency: Urgency,
    pub household_line: Option<String>,
    pub summary: String,
    pub considerations: String,
    pub concerns: Vec<Concern>,
    pub legs: Vec<NewLeg>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewLeg {
    pub to: AgencyId,
    pub lead: Lead,
    /// 紹介する理由
    pub reason: String,
    pub method: Method,
}

pub(crate) fn concerns_to_text(concerns: &[Concern]) -> String {
    let mark = |concern: &Concern| if concern.most { format!("{}!", concern.code) } else { concern.code.clone() };
    concerns.iter().map(mark).collect::<Vec<_>>().join(" ")
}

pub(crate) fn concerns_from_text(text: &str) -> Vec<Concern> {
    text.split_whitespace()
        .map(|word| match word.strip_suffix('!') {
            Some(code) => Concern { code: code.to_owned(), most: true },
            None => Concern { code: word.to_owned(), most: false },
        })
        .collect()
}
