//! 生活福祉資金: loans of 都道府県社協, asked for at the 市区町村社協, which decides.

use crate::answer::Value;
use crate::days::SchoolStage;
use crate::household_income;
use crate::parameters::Setting;
use crate::situation::LoanPurpose;
use crate::work::Work;
use crate::yen::Yen;

const OUTLINE: &str = "生活福祉資金貸付制度要綱";

/// Equal parts with the rest in the last one; `months` below 1 gives nothing.
pub(crate) fn repayment_plan(total: i64, months: i64) -> Vec<i64> {
    let Some(part) = total.checked_div(months).filter(|_| (1..=600).contains(&months) && total >= 0) else {
        return Vec::new();
    };
    (1..=months).map(|month| if month == months { total - part * (months - 1) } else { part }).collect()
}

/// 低所得・障害者・高齢者世帯; the income ceiling is the prefecture's.
fn household_kind(work: &mut Work<'_>) {
    let Some(elderly_age) = work.number("welfare_loans.elderly_age") else { return };
    let members = &work.situation.household;
    if members.iter().any(|member| member.age(work.date).is_some_and(|age| i64::from(age) >= elderly_age)) {
        return work.step("世帯の種類", Value::Word("高齢者世帯"), OUTLINE);
    }
    if members.iter().any(|member| member.disability.is_some()) {
        return work.step("世帯の種類", Value::Word("障害者世帯"), OUTLINE);
    }
    let income = household_income::in_full(work);
    let persons = work.situation.persons();
    let ceiling = work.setting(Setting::LoanIncomeCeilings).and_then(|row| Some((row.for_persons(persons)?, row)));
    match (income, ceiling) {
        (Some(income), Some((ceiling, row))) => {
            work.answer.income_limit = Some(ceiling);
            work.step("低所得世帯とする月収の上限", Value::Yen(ceiling), &row.source);
            if income > ceiling {
                work.leave_to(
                    "社会福祉協議会",
                    "月収が都道府県の定める額を上回るときも、事情により貸付の相談ができます",
                );
            }
        }
        (_, None) => work
            .leave_to("社会福祉協議会", "低所得世帯とする収入の額は都道府県ごとに決まっています（町の設定に未登録）"),
        (None, Some(_)) => {}
    }
}

fn common(work: &mut Work<'_>) {
    household_kind(work);
    if work.situation.loan.purposes.contains(&LoanPurpose::DebtRepayment) {
        work.not_met(
            "使い道",
            "貸付の使い道（借金の返済）",
            Value::Word("借金の返済"),
            Value::Word("借金の返済のほか"),
        );
        work.condition("返済がつらい借金は、弁護士会・司法書士会・法テラスで整理の相談ができます。");
    }
    work.leave_to("都道府県社会福祉協議会", "貸付の審査は都道府県社会福祉協議会が行います");
}

fn up_to(work: &mut Work<'_>, table: &'static str, what: &'static str) -> Option<i64> {
    let row = work.row(table)?;
    let most = row.first()?;
    work.step(what, Value::Yen(most), &row.source);
    Some(most)
}

fn ask_purpose(work: &mut Work<'_>, fits: impl Fn(LoanPurpose) -> bool) {
    if !work.situation.loan.purposes.iter().any(|purpose| fits(*purpose)) {
        work.lacks("loan.purposes", "お金の使い道");
    }
}

pub(super) fn general(work: &mut Work<'_>) {
    common(work);
    let single = work.situation.persons() == 1;
    let table = if single { "welfare_loans.living_single" } else { "welfare_loans.living_family" };
    let living = up_to(work, table, "生活支援費（月額の上限）");
    let moving_in = up_to(work, "welfare_loans.moving_in", "住宅入居費（敷金・礼金など）の上限");
    let rebuilding = up_to(work, "welfare_loans.rebuilding", "一時生活再建費の上限");
    if let Some(row) = work.row("welfare_loans.living_months") {
        work.answer.months = row.first();
        work.step("生活支援費を延ばしたときの月数", Value::Count(row.at(1).unwrap_or(0)), &row.source);
    }
    if let Some(months) = work.number("welfare_loans.general_repayment_months") {
        work.step("返す期間の上限（月。最後の貸付から6か月以内の据置の後）", Value::Count(months), OUTLINE);
    }
    let purposes = &work.situation.loan.purposes;
    work.answer.amount = match purposes.as_slice() {
        [LoanPurpose::MovingIn] => moving_in,
        [LoanPurpose::Rebuilding] => rebuilding,
        _ => living,
    };
    work.condition("利子は、連帯保証人がいれば無利子、いなければ年1.5％です。保証人がいなくても相談できます。");
    work.condition("住まいがあること、または住居確保給付金を申請して見込みがあることを確かめます。");
    work.condition("失業給付・職業訓練受講給付金・生活保護・年金などを使えないかを先に確かめます。");
    work.condition("自立相談支援機関の支援を受けながら、返していく見通しをいっしょに立てます。");
}

pub(super) fn small_emergency(work: &mut Work<'_>) {
    common(work);
    ask_purpose(work, |purpose| {
        matches!(
            purpose,
            LoanPurpose::EmergencyMedical
                | LoanPurpose::EmergencyBenefitWait
                | LoanPurpose::EmergencyWageWait
                | LoanPurpose::EmergencyDisaster
                | LoanPurpose::EmergencyArrearsPaid
                | LoanPurpose::EmergencyUtilities
                | LoanPurpose::DebtRepayment
        )
    });
    let most = up_to(work, "welfare_loans.small_emergency", "緊急小口資金の上限");
    let wished = work.situation.loan.amount;
    let amount = most.map(|most| wished.map_or(most, |wished| wished.min(most)));
    work.answer.amount = amount;
    if let (Some(amount), Some(months)) = (amount, work.number("welfare_loans.small_emergency_repayment_months")) {
        let plan = repayment_plan(amount, months);
        if let [first, .., last] = plan.as_slice() {
            let text = format!("{months}回で返すときの毎月の額（最後の回は{}）", Yen(*last));
            work.step(text, Value::Yen(*first), OUTLINE);
        }
    }
    if let Some(months) = work.number("welfare_loans.small_emergency_grace_months") {
        work.step("返し始めるまでの据置（月以内）", Value::Count(months), OUTLINE);
    }
    work.condition("無利子で、保証人は要りません。原則として自立相談支援機関に相談しながら使います。");
}

/// 用途ごとの上限: the general one where no use with a ceiling of its own is named.
fn expense_ceiling(purposes: &[LoanPurpose]) -> (&'static str, &'static str) {
    match purposes {
        [LoanPurpose::WelfareBusiness] => ("welfare_loans.expense_business", "福祉費の上限（生業を営むための費用）"),
        [LoanPurpose::WelfareSkills] => {
            ("welfare_loans.expense_skills", "福祉費の上限（技能習得の費用。期間が6か月ほどのとき）")
        }
        [LoanPurpose::WelfareHomeRepair] => {
            ("welfare_loans.expense_home_repair", "福祉費の上限（住宅の改修などの費用）")
        }
        _ => ("welfare_loans.welfare_expense", "福祉費の上限（用途ごとに別の上限があります）"),
    }
}

pub(super) fn welfare_expense(work: &mut Work<'_>) {
    common(work);
    ask_purpose(work, |purpose| {
        matches!(
            purpose,
            LoanPurpose::WelfareExpense
                | LoanPurpose::WelfareBusiness
                | LoanPurpose::WelfareSkills
                | LoanPurpose::WelfareHomeRepair
                | LoanPurpose::DebtRepayment
        )
    });
    let (table, text) = expense_ceiling(&work.situation.loan.purposes);
    work.answer.amount = up_to(work, table, text);
    if table == "welfare_loans.expense_skills"
        && let Some(longest) = work.row(table).and_then(|row| row.at(1))
    {
        work.step("福祉費の上限（技能習得の費用。期間が長いとき）", Value::Yen(longest), OUTLINE);
    }
    work.condition("用途ごとの上限と返す期間（据置6か月の後20年以内）を社会福祉協議会で確かめます。");
}

pub(super) fn education(work: &mut Work<'_>) {
    common(work);
    let of_age = |birth| {
        matches!(
            SchoolStage::of(birth, work.date),
            SchoolStage::JuniorHigh | SchoolStage::HighSchoolAge | SchoolStage::Over
        )
    };
    if !work.situation.household.iter().any(|member| member.birth_date.is_some_and(of_age)) {
        work.lacks("birth_date", "進学する方、学校に通う方の生年月日");
    }
    up_to(work, "welfare_loans.school_entry", "就学支度費の上限");
    if let Some(row) = work.row("welfare_loans.education_monthly") {
        for (at, text) in [
            "教育支援費（高校、月額の上限）",
            "教育支援費（高専、月額の上限）",
            "教育支援費（短大、月額の上限）",
            "教育支援費（大学、月額の上限）",
        ]
        .into_iter()
        .enumerate()
        {
            work.step(text, Value::Yen(row.at(at).unwrap_or(0)), &row.source);
        }
    }
    work.condition("無利子です。卒業の後6か月の据置があり、20年以内に返します。世帯の方が連帯して借ります。");
    work.condition("高等学校等就学支援金、奨学給付金、就学援助など、返さなくてよい制度を先に確かめます。");
}

pub(super) fn real_estate(work: &mut Work<'_>) {
    common(work);
    match work.situation.housing.state {
        Some(crate::situation::HousingState::Owned) => work.step("住まい", Value::Word("持ち家"), OUTLINE),
        Some(_) => work.leave_to(
            "社会福祉協議会",
            "住み続けたいご自宅（不動産）を担保にする貸付です。ほかの資金も合わせて相談できます",
        ),
        None => work.lacks("housing.state", "ご自宅を所有しているか"),
    }
    work.condition("利子は年3％または長期プライムレートの低いほうです。契約の終わりから3か月後までに返します。");
}

#[cfg(test)]
mod tests {
    use super::repayment_plan;

    #[test]
    fn a_hundred_thousand_over_twelve_months_ends_with_the_rest() {
        let plan = repayment_plan(100_000, 12);
        assert_eq!(plan.len(), 12);
        assert!(plan.iter().take(11).all(|part| *part == 8_333));
        assert_eq!(plan.last(), Some(&8_337));
        assert_eq!(plan.iter().sum::<i64>(), 100_000);
    }
}
