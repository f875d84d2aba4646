//! 相談受付票の言葉: one reception, as far as the person told (forms 4, 5.2, 5.12).

use office::{AgencyId, CaseId, Day, Instant, PersonId, StaffId, coded, id};
use serde::{Deserialize, Serialize};

id!(
    /// 相談受付
    IntakeId, "int"
);

coded! {
    /// 対応結果・方針, as far as it is decided.
    pub enum Status {
        /// Taken in; the counter holds it and has not decided yet.
        Received = "received" "これから決める",
        Supported = "supported" "この窓口で支援",
        Connected = "connected" "つないだ",
        Informed = "informed" "情報提供で終了",
        Dropped = "dropped" "途中で終わった",
    }
}

coded! {
    /// 来談者
    pub enum Visitor {
        ThePerson = "self" "本人",
        Other = "other" "本人以外の方",
        NotHeard = "not_heard" "まだ聞いていない",
    }
}

coded! {
    /// 困りごとの印: ○ what applies, ◎ what troubles most (forms 4.2).
    pub enum ConcernMark {
        Applies = "applies" "○",
        Most = "most" "◎",
    }
}

/// One marked concern: a code of `rules/codes/concerns.yaml`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Concern {
    pub code: String,
    /// Troubles most (◎).
    pub most: bool,
}

impl Concern {
    #[must_use]
    pub fn mark(&self) -> ConcernMark {
        if self.most { ConcernMark::Most } else { ConcernMark::Applies }
    }
}

/// What was told, and may be corrected later. Nothing but the day is compulsory.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// 受付日
    pub received_on: Day,
    /// 来談方法: a code of `channels.yaml`.
    pub channel: Option<String>,
    /// 来談者: a code of [`Visitor`].
    pub visitor: String,
    /// 来談者とご本人との関係: a code of `relations.yaml`.
    pub relation: Option<String>,
    pub visitor_name: Option<String>,
    /// 来談者の電話. Not of a protected person's visitor, but for the named few: it may be the same telephone.
    #[serde(default)]
    pub visitor_phone: Option<String>,
    /// 来談者のメール
    #[serde(default)]
    pub visitor_email: Option<String>,
    /// ことば: what the person said, in their own words.
    pub words: Option<String>,
    /// ご相談の内容, in the order of the form.
    pub concerns: Vec<Concern>,
    /// その他( )
    pub other_concern: Option<String>,
    /// 連絡についての希望: codes of `contact_wishes.yaml`.
    pub wishes: Vec<String>,
    /// 連絡してよい時間
    pub safe_time: Option<String>,
    /// ことば(言語): a code of `languages.yaml`.
    pub language: Option<String>,
    /// 世帯のこと, in one line.
    pub household_line: Option<String>,
}

impl Told {
    /// Nothing but the day.
    #[must_use]
    pub fn on(received_on: Day) -> Self {
        Self {
            received_on,
            channel: None,
            visitor: Visitor::NotHeard.as_text().to_owned(),
            relation: None,
            visitor_name: None,
            visitor_phone: None,
            visitor_email: None,
            words: None,
            concerns: Vec::new(),
            other_concern: None,
            wishes: Vec::new(),
            safe_time: None,
            language: None,
            household_line: None,
        }
    }

    #[must_use]
    pub fn visitor(&self) -> Visitor {
        Visitor::from_text(&self.visitor).unwrap_or(Visitor::NotHeard)
    }
}

/// A reception to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewIntake {
    pub case: CaseId,
    pub person: Option<PersonId>,
    /// The counter and the member of staff who listened.
    pub agency: AgencyId,
    pub staff: StaffId,
    /// 匿名
    pub anonymous: bool,
    pub told: Told,
    /// 初回相談経路: a code of `initial_routes.yaml`.
    pub initial_route: Option<String>,
    /// The leg of the つなぐシート it came by.
    pub via_leg: Option<String>,
}

/// 相談受付: one reception as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Intake {
    pub id: IntakeId,
    pub case: CaseId,
    pub person: Option<PersonId>,
    pub agency: AgencyId,
    pub staff: StaffId,
    pub received_at: Instant,
    pub anonymous: bool,
    pub told: Told,
    pub initial_route: Option<String>,
    pub status: Status,
    pub decided_on: Option<Day>,
    /// お伝えしたこと
    pub information: Option<String>,
    pub via_leg: Option<String>,
    pub version: i64,
}

/// What a counter receives when it accepts a つなぐシート.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FromSheet {
    pub case: CaseId,
    pub person: Option<PersonId>,
    /// The counter that accepted, and who there.
    pub agency: AgencyId,
    pub staff: StaffId,
    pub concerns: Vec<(String, ConcernMark)>,
    pub via_leg: String,
    pub received_on: Day,
}
