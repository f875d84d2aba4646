//! 世帯の収入: what of the household's income each programme counts.

use crate::answer::Value;
use crate::situation::{Income, Member, OtherIncome, Role};
use crate::work::Work;

const INCOME_OF_THE_MONTH: &str = "生活困窮者自立支援法施行規則第10条第3号";

impl Income {
    /// 住居確保給付金: wages without commuting allowance, business after expenses; no allowance for a specific purpose, no loan.
    pub(crate) fn counted_for_housing(self) -> i64 {
        match self {
            Self::Wage { gross, commuting, .. } => (gross - commuting.unwrap_or(0)).max(0),
            Self::Business { sales, expenses } => (sales - expenses).max(0),
            Self::Other { kind, amount } => match kind {
                OtherIncome::ChildAllowance
                | OtherIncome::ChildRearingAllowance
                | OtherIncome::SpecialPurposeAllowance
                | OtherIncome::OneOffLoan => 0,
                OtherIncome::UnemploymentBenefit
                | OtherIncome::Pension
                | OtherIncome::Rental
                | OtherIncome::Remittance
                | OtherIncome::TrainingAllowance
                | OtherIncome::Other => amount,
            },
        }
    }

    /// All that comes in, but no loan.
    pub(crate) fn counted_in_full(self) -> i64 {
        match self {
            Self::Other { kind: OtherIncome::OneOffLoan, .. } => 0,
            Self::Other { amount, .. } => amount,
            _ => self.counted_for_housing(),
        }
    }

    /// 手取り; `None` while the deductions are not known.
    pub(crate) fn take_home(self) -> Option<i64> {
        match self {
            Self::Wage { gross, deductions, .. } => Some(gross - deductions?),
            other => Some(other.counted_in_full()),
        }
    }
}

/// A member who need not be asked for income: not yet 15.
fn too_young_to_earn(member: &Member, work: &Work<'_>) -> bool {
    member.role != Role::Applicant && member.age(work.date).is_some_and(|age| age < 15)
}

/// Whether income of a child in school is left out; `None`: the age or the school is not known.
fn pupil(member: &Member, work: &Work<'_>, upto: i64) -> Option<bool> {
    if !matches!(member.role, Role::Child | Role::Grandchild | Role::Sibling) || member.graduate_school {
        return Some(false);
    }
    match (member.age(work.date), member.student) {
        (Some(age), _) if i64::from(age) > upto => Some(false),
        (_, Some(false)) => Some(false),
        (Some(age), _) if age < 15 => Some(true),
        (Some(_), Some(true)) => Some(true),
        _ => None,
    }
}

/// 世帯収入額 of the month of application for the programmes of the Act; `None` while a fact is missing.
pub(crate) fn of_the_month(work: &mut Work<'_>) -> Option<i64> {
    let upto = work.row("housing_rent.student_age")?.first()?;
    let (mut total, mut pupils, mut complete) = (0, 0, true);
    for member in &work.situation.household {
        let Some(items) = &member.income else {
            if !too_young_to_earn(member, work) && pupil(member, work, upto) != Some(true) {
                work.lacks("income", "世帯の人それぞれの、申請する月の収入");
                complete = false;
            }
            continue;
        };
        let sum: i64 = items.iter().map(|item| item.counted_for_housing()).sum();
        match pupil(member, work, upto) {
            _ if sum == 0 => {}
            Some(true) => pupils += sum,
            Some(false) => total += sum,
            None => {
                work.lacks("student", "収入のある子が学校に通っているか、その年齢");
                complete = false;
            }
        }
    }
    if pupils > 0 {
        work.step("就学中の子の収入（世帯の収入に数えません）", Value::Yen(pupils), "府中市の案内（2025年10月1日）");
    }
    if !complete {
        return None;
    }
    let unasked = |item: &Income| matches!(item, Income::Wage { gross: 1.., commuting: None, .. });
    if work.situation.household.iter().flat_map(|member| member.income.iter().flatten()).any(unasked) {
        work.condition(
            "通勤手当の額は聞いていないため、給与から引いていません。通勤手当があれば、その分を収入から引きます。",
        );
    }
    work.step("世帯の収入（申請する月。通勤手当と特定の目的の手当を除く）", Value::Yen(total), INCOME_OF_THE_MONTH);
    Some(total)
}

/// Income in full of all members, without taking anything off.
pub(crate) fn in_full(work: &mut Work<'_>) -> Option<i64> {
    let mut total = 0;
    for member in &work.situation.household {
        match &member.income {
            Some(items) => total += items.iter().map(|item| item.counted_in_full()).sum::<i64>(),
            None if too_young_to_earn(member, work) => {}
            None => {
                work.lacks("income", "世帯の人それぞれの、月の収入");
                return None;
            }
        }
    }
    Some(total)
}
