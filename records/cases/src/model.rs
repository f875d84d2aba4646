//! ケース: the thread of one household from the first word to the last, and the baton: which counter holds it.

use office::{AgencyId, CaseId, Day, HouseholdId, Instant, PersonId, StaffId, coded};

coded! {
    /// Where a case stands.
    pub enum Status {
        Received = "received" "受付中",
        InSupport = "in_support" "支援中",
        Closed = "closed" "終結",
    }
}

coded! {
    /// How a counter is tied to a case. What visibility rests on.
    pub enum TieKind {
        Holds = "holds" "持っている",
        Held = "held" "持っていた",
        TookIn = "took_in" "受け付けた",
        Sent = "sent" "つないだ",
        Received = "received" "つながれた",
    }
}

coded! {
    /// How the baton came to a counter.
    pub enum How {
        TookIn = "took_in" "受付",
        Accompany = "accompany" "同行",
        Telephone = "telephone" "電話",
        InternalMail = "internal_mail" "庁内便",
        System = "system" "送付",
        Returned = "returned" "戻し",
        Reopened = "reopened" "再開",
        Assigned = "assigned" "割り当て",
    }
}

/// A case and who holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    pub id: CaseId,
    /// `R7-00012`: the 年度 in which it opened, and a number counted anew each 年度.
    pub no: String,
    pub household: HouseholdId,
    pub status: Status,
    /// Of a closed case: the last holder.
    pub holder_agency: AgencyId,
    pub holder_staff: Option<StaffId>,
    pub held_since: Instant,
    /// How often the baton was passed on. Two or more is たらい回し.
    pub hops: i64,
    pub opened_on: Day,
    pub support_from: Option<Day>,
    pub closed_on: Option<Day>,
    /// A code of `rules/codes/closing_kinds.yaml`.
    pub closing_kind: Option<String>,
    /// Exists for the named few alone.
    pub restricted: bool,
    pub version: i64,
}

impl Case {
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.status != Status::Closed
    }

    /// `/cases/cas_…`
    #[must_use]
    pub fn path(&self) -> String {
        format!("/cases/{}", self.id)
    }
}

/// Who is to hold a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    pub agency: AgencyId,
    pub staff: Option<StaffId>,
}

/// What a new case begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    pub household: HouseholdId,
    /// 本人, then others whom it concerns. Empty for a caller without a name.
    pub persons: Vec<PersonId>,
    pub holder: Holder,
    /// The counter that took it in.
    pub took_in: AgencyId,
    pub on: Day,
}

/// One passing of the baton. Never overwritten.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Baton {
    pub seq: i64,
    pub at: Instant,
    pub agency: AgencyId,
    pub staff: Option<StaffId>,
    pub how: How,
    /// The leg of a つなぐシート by which it came.
    pub leg: Option<String>,
}

/// 緊急に開いた記録
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrokenGlass {
    pub id: crate::GlassId,
    pub case: CaseId,
    pub case_no: String,
    pub staff: StaffId,
    pub agency: AgencyId,
    pub reason: String,
    pub at: Instant,
    pub until: Instant,
    pub reviewed: Option<(Instant, StaffId)>,
}
