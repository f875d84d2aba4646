//! 入力のことば: the codes that a situation may use.

use super::{
    Disability, FallCause, Finding, HousingState, LeftHome, LoanPurpose, LossKind, MovingItem, OtherIncome, Role,
    Route2,
};

pub(super) const ROLES: &[(&str, Role)] = &[
    ("applicant", Role::Applicant),
    ("spouse", Role::Spouse),
    ("child", Role::Child),
    ("parent", Role::Parent),
    ("grandparent", Role::Grandparent),
    ("grandchild", Role::Grandchild),
    ("sibling", Role::Sibling),
    ("other", Role::Other),
];

pub(super) const LOSS_KINDS: &[(&str, LossKind)] =
    &[("離職", LossKind::JobLoss), ("廃業", LossKind::BusinessClosure), ("減少", LossKind::Reduced)];

pub(super) const HOUSING_STATES: &[(&str, HousingState)] = &[
    ("at_risk", HousingState::AtRisk),
    ("lost", HousingState::Lost),
    ("owned", HousingState::Owned),
    ("sublet_without_consent", HousingState::SubletWithoutConsent),
    ("shop", HousingState::Shop),
];

pub(super) const LEFT_HOME: &[(&str, LeftHome)] = &[
    ("no", LeftHome::StillThere),
    ("own_wish", LeftHome::OwnWish),
    ("not_own_doing", LeftHome::NotOwnDoing),
    ("on_guidance", LeftHome::OnGuidance),
];

pub(super) const DISABILITIES: &[(&str, Disability)] =
    &[("1_2", Disability::Grade1Or2), ("3", Disability::Grade3), ("other", Disability::OtherCertificate)];

/// Wage and business carry fields of their own; the rest an amount.
pub(super) const INCOME_KINDS: &[(&str, IncomeKind)] = &[
    ("wage", IncomeKind::Wage),
    ("business", IncomeKind::Business),
    ("unemployment_benefit", IncomeKind::Other(OtherIncome::UnemploymentBenefit)),
    ("pension", IncomeKind::Other(OtherIncome::Pension)),
    ("rental", IncomeKind::Other(OtherIncome::Rental)),
    ("remittance", IncomeKind::Other(OtherIncome::Remittance)),
    ("training_allowance", IncomeKind::Other(OtherIncome::TrainingAllowance)),
    ("child_allowance", IncomeKind::Other(OtherIncome::ChildAllowance)),
    ("child_rearing_allowance", IncomeKind::Other(OtherIncome::ChildRearingAllowance)),
    ("special_purpose_allowance", IncomeKind::Other(OtherIncome::SpecialPurposeAllowance)),
    ("one_off_loan", IncomeKind::Other(OtherIncome::OneOffLoan)),
    ("other", IncomeKind::Other(OtherIncome::Other)),
];

#[derive(Debug, Clone, Copy)]
pub(super) enum IncomeKind {
    Wage,
    Business,
    Other(OtherIncome),
}

pub(super) const FALL_CAUSES: &[(&str, FallCause)] =
    &[("death", FallCause::Death), ("job_loss", FallCause::JobLossOrLeave), ("leave", FallCause::JobLossOrLeave)];

pub(super) const FINDINGS: &[(&str, Finding)] =
    &[("rent_falls", Finding::RentFalls), ("total_falls", Finding::TotalFalls), ("not_found", Finding::NotFound)];

pub(super) const MOVING_ITEMS: &[(&str, MovingItem)] = &[
    ("transport", MovingItem::Transport),
    ("key_money", MovingItem::KeyMoney),
    ("broker_fee", MovingItem::BrokerFee),
    ("guarantee_fee", MovingItem::GuaranteeFee),
    ("insurance", MovingItem::Insurance),
    ("restoration", MovingItem::Restoration),
    ("lock_change", MovingItem::LockChange),
    ("deposit", MovingItem::Deposit),
    ("advance_rent", MovingItem::AdvanceRent),
    ("furnishings", MovingItem::Furnishings),
];

pub(super) const ROUTES2: &[(&str, Route2)] =
    &[("イ", Route2::HardToFindOut), ("ロ", Route2::MayFall), ("ハ", Route2::FoundNecessary)];

pub(super) const LOAN_PURPOSES: &[(&str, LoanPurpose)] = &[
    ("living_costs", LoanPurpose::LivingCosts),
    ("moving_in", LoanPurpose::MovingIn),
    ("rebuilding", LoanPurpose::Rebuilding),
    ("emergency_medical", LoanPurpose::EmergencyMedical),
    ("emergency_benefit_wait", LoanPurpose::EmergencyBenefitWait),
    ("emergency_wage_wait", LoanPurpose::EmergencyWageWait),
    ("emergency_disaster", LoanPurpose::EmergencyDisaster),
    ("emergency_arrears_paid", LoanPurpose::EmergencyArrearsPaid),
    ("emergency_utilities", LoanPurpose::EmergencyUtilities),
    ("welfare_expense", LoanPurpose::WelfareExpense),
    ("welfare_business", LoanPurpose::WelfareBusiness),
    ("welfare_skills", LoanPurpose::WelfareSkills),
    ("welfare_home_repair", LoanPurpose::WelfareHomeRepair),
    ("school_fees", LoanPurpose::SchoolFees),
    ("school_entry", LoanPurpose::SchoolEntry),
    ("home_secured", LoanPurpose::HomeSecured),
    ("debt_repayment", LoanPurpose::DebtRepayment),
];
