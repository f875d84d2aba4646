//! 制度ごとの事情: what only one programme asks.

use std::sync::Arc;

use crate::days::Month;
use crate::parameters::Place;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FallCause {
    Death,
    JobLossOrLeave,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Finding {
    /// (ア) rent and the like fall, and so does total spending.
    RentFalls,
    /// (イ) rent rises, total spending falls.
    TotalFalls,
    NotFound,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MovingItem {
    Transport,
    KeyMoney,
    BrokerFee,
    GuaranteeFee,
    Insurance,
    Restoration,
    LockChange,
    /// 敷金
    Deposit,
    /// 前家賃
    AdvanceRent,
    /// 家財・設備
    Furnishings,
}

#[derive(Debug, Clone)]
pub struct Moving {
    pub cause: Option<FallCause>,
    pub fall_month: Option<Month>,
    pub sharp_fall_recognised: Option<bool>,
    pub destination: Option<Arc<Place>>,
    pub finding: Option<Finding>,
    pub cannot_raise_cost: Option<bool>,
    pub breadwinner_at_fall: Option<bool>,
    /// `None`: not known yet.
    pub costs: Option<Vec<(MovingItem, i64)>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Route2 {
    /// (イ) amounts hard to find out
    HardToFindOut,
    /// (ロ) may come to fall under 1号
    MayFall,
    /// (ハ) found necessary
    FoundNecessary,
}

#[derive(Debug, Clone, Copy, Default)]
pub struct Preparation {
    pub route2: Option<Route2>,
    /// Whether a written ground stands beside the route.
    pub ground_written: bool,
}

/// What may end or suspend 家賃補助 while it is paid (中止・中断).
#[derive(Debug, Clone, Copy, Default)]
pub struct WhileReceiving {
    /// 常用就職, or the chance of income grown again.
    pub regular_job: Option<bool>,
    /// The monthly report of income is there.
    pub reported: Option<bool>,
    /// Activities and guidance are followed.
    pub active: Option<bool>,
    pub left_home: Option<LeftHome>,
    pub false_application: Option<bool>,
    /// 禁錮以上の刑
    pub sentenced: Option<bool>,
    /// Illness or injury keeps the person from seeking work.
    pub ill: Option<bool>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeftHome {
    StillThere,
    /// By the person's own wish.
    OwnWish,
    NotOwnDoing,
    /// Within the municipality, on its guidance.
    OnGuidance,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LoanPurpose {
    LivingCosts,
    MovingIn,
    Rebuilding,
    EmergencyMedical,
    EmergencyBenefitWait,
    EmergencyWageWait,
    EmergencyDisaster,
    EmergencyArrearsPaid,
    EmergencyUtilities,
    WelfareExpense,
    /// 生業
    WelfareBusiness,
    /// 技能習得
    WelfareSkills,
    /// 住宅改修
    WelfareHomeRepair,
    SchoolFees,
    SchoolEntry,
    HomeSecured,
    DebtRepayment,
}

#[derive(Debug, Clone, Default)]
pub struct Loan {
    pub purposes: Vec<LoanPurpose>,
    pub amount: Option<i64>,
}

#[derive(Debug, Clone, Copy, Default)]
pub struct Legal {
    pub matter: Option<bool>,
    pub spouse_is_opponent: Option<bool>,
    /// Medical, school and like costs that are taken off the income, yen a month.
    pub deductible_costs: Option<i64>,
}

#[derive(Debug, Clone, Default)]
pub struct Debt {
    /// Debts without the mortgage of the home.
    pub total: Option<i64>,
    pub mortgage: Option<bool>,
    pub regular_income: Option<bool>,
    pub payable_each_month: Option<i64>,
    /// Principal and yearly rate in hundredths of a per cent.
    pub contracts: Vec<(i64, i64)>,
    pub tax_arrears: Option<bool>,
}
