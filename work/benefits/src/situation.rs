//! 世帯の状況: the facts a judgement needs, free of where they come from. `None` is "not known".

mod fields;
mod read;
mod read_household;
mod read_sections;
mod sections;
mod words;

use std::sync::Arc;

use jiff::civil::Date;
use serde::Serialize;

pub use self::read::Instead;
pub(crate) use self::sections::*;
use crate::{
    days::{Month, age_on},
    parameters::Place,
    programs::Program,
};

/// One field that could not be taken as written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldTrouble {
    /// JSON path, such as `household[0].income[1].gross`; empty for the whole.
    pub path: String,
    pub message: String,
}

#[derive(Debug, Clone)]
pub struct Situation {
    pub place: Arc<Place>,
    /// The day judged for: the day of application.
    pub date: Date,
    /// The applicant and all who live with the applicant; never empty.
    pub household: Vec<Member>,
    /// 家賃: yen a month, without 共益費.
    pub rent: Option<i64>,
    pub housing: Housing,
    /// 預貯金 and cash of the whole household.
    pub financial_assets: Option<i64>,
    /// Months of 家賃補助 already paid; 0: none yet.
    pub payments_received_months: Option<i32>,
    pub while_receiving: WhileReceiving,
    /// The last month that an earlier, ended 家賃補助 was paid for.
    pub previous_grant_last_paid: Option<Month>,
    /// 中断: the day the payment stopped for illness or injury.
    pub suspended_on: Option<Date>,
    pub job_seeking: JobSeeking,
    pub similar_housing_benefit: Option<bool>,
    pub organised_crime_member: Option<bool>,
    pub public_assistance: Option<bool>,
    /// 特定被保護者
    pub specified_recipient: Option<bool>,
    pub single_parent: Option<bool>,
    /// Land or buildings other than the home.
    pub other_property: Option<bool>,
    pub danger: Danger,
    /// Own share of 医療・介護, yen a month.
    pub medical_or_care_costs: Option<i64>,
    pub moving: Option<Moving>,
    pub work_preparation: Preparation,
    pub shelter_urgent: Option<bool>,
    pub loan: Loan,
    pub legal: Legal,
    pub debt: Debt,
    pub attends_training: Option<bool>,
    pub programs: Vec<Program>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Applicant,
    Spouse,
    Child,
    Parent,
    Grandparent,
    Grandchild,
    Sibling,
    Other,
}

#[derive(Debug, Clone)]
pub struct Member {
    pub role: Role,
    pub birth_date: Option<Date>,
    /// `None`: not asked yet; empty: no income.
    pub income: Option<Vec<Income>>,
    /// `None`: not asked yet; `Some(None)`: none.
    pub job_loss: Option<Option<JobLoss>>,
    pub student: Option<bool>,
    pub graduate_school: bool,
    pub breadwinner_at_loss: Option<bool>,
    pub breadwinner_now: Option<bool>,
    pub disability: Option<Disability>,
}

impl Member {
    pub(crate) fn age(&self, on: Date) -> Option<i16> {
        self.birth_date.map(|birth| age_on(birth, on))
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Disability {
    /// 身体障害者手帳1・2級など
    Grade1Or2,
    /// 身体障害者手帳3級など
    Grade3,
    /// A certificate that opens no 障害者加算.
    OtherCertificate,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Income {
    Wage { gross: i64, commuting: Option<i64>, deductions: Option<i64> },
    Business { sales: i64, expenses: i64 },
    Other { kind: OtherIncome, amount: i64 },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OtherIncome {
    /// 失業等給付
    UnemploymentBenefit,
    Pension,
    Rental,
    Remittance,
    /// 職業訓練受講給付金
    TrainingAllowance,
    /// 児童手当
    ChildAllowance,
    /// 児童扶養手当
    ChildRearingAllowance,
    /// Another allowance for a specific purpose.
    SpecialPurposeAllowance,
    OneOffLoan,
    Other,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LossKind {
    /// 離職
    JobLoss,
    /// 廃業
    BusinessClosure,
    /// 就業機会の減少
    Reduced,
}

#[derive(Debug, Clone)]
pub struct JobLoss {
    pub kind: LossKind,
    pub date: Option<Date>,
    /// 自己の責めに帰すべき理由又は都合によらない
    pub not_own_doing: Option<bool>,
    /// 解雇その他事業主の都合
    pub dismissed: Option<bool>,
    /// Days in which illness, injury, childcare or the like stopped the search for work, both ends counted.
    pub stopped: Vec<(Date, Date)>,
}

#[derive(Debug, Clone, Copy, Default)]
pub struct Housing {
    pub state: Option<HousingState>,
    pub common_fee: Option<i64>,
    pub floor_area: Option<i64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HousingState {
    AtRisk,
    Lost,
    Owned,
    SubletWithoutConsent,
    Shop,
}

#[derive(Debug, Clone, Copy, Default)]
pub struct JobSeeking {
    pub registered: Option<bool>,
    pub regular_job: Option<bool>,
    pub rebuilding_business: Option<bool>,
}

/// 急迫
#[derive(Debug, Clone, Copy, Default)]
pub struct Danger {
    pub food: bool,
    pub home: bool,
    pub life: bool,
}

impl Danger {
    pub(crate) fn any(self) -> bool {
        self.food || self.home || self.life
    }
}

impl Situation {
    pub(crate) fn persons(&self) -> usize {
        self.household.len()
    }

    pub(crate) fn applicant(&self) -> Option<&Member> {
        self.household.iter().find(|member| member.role == Role::Applicant)
    }
}
