//! 借金と滞納の整理: the routes side by side; a lawyer decides with the person.

use crate::answer::Value;
use crate::work::Work;

/// Least sum to be repaid in 個人再生, by total debt without the mortgage.
pub(crate) fn rehabilitation_minimum(debt: i64) -> i64 {
    match debt {
        ..1_000_000 => debt,
        1_000_000..=5_000_000 => 1_000_000,
        5_000_001..=15_000_000 => debt / 5,
        15_000_001..=30_000_000 => 3_000_000,
        _ => debt / 10,
    }
}

/// Legal cap of the yearly interest in per cent (利息制限法1条).
pub(crate) fn interest_cap(principal: i64, caps: [i64; 3]) -> i64 {
    let [small, middle, large] = caps;
    match principal {
        ..100_000 => small,
        100_000..1_000_000 => middle,
        _ => large,
    }
}

pub(super) fn judge(work: &mut Work<'_>) {
    let debt = &work.situation.debt;
    if let Some(total) = debt.total.filter(|total| *total > 0) {
        voluntary(work, total);
        rehabilitation(work, total);
        work.condition(
            "支払いを続けるのが難しいときは、自己破産と免責という道もあります（税金・罰金・養育費などは残ります）。",
        );
        work.condition("簡易裁判所での話し合い（特定調停）もあります。");
    } else if debt.tax_arrears != Some(true) {
        work.lacks("debt.total", "借金の合計（住宅ローンを除く）");
    }
    interest(work);
    if debt.tax_arrears != Some(false) {
        work.condition("税金の滞納があるときは、徴収の猶予（1年）や換価の猶予（納期限から6か月以内の申請）を税の窓口で相談できます。");
    }
    work.condition("国民健康保険料や年金保険料には、減免・免除・猶予があります。");
    work.leave_to("弁護士・司法書士とご本人", "どの方法にするかは、専門家に相談してご本人が決めます");
}

/// 任意整理: principal over 36 to 60 months.
fn voluntary(work: &mut Work<'_>, total: i64) {
    let (short, long) = ((total + 35) / 36, (total + 59) / 60);
    work.step("任意整理の月々の返済（36回）", Value::Yen(short), "任意整理の一般的な回数（3年から5年）");
    work.step("任意整理の月々の返済（60回）", Value::Yen(long), "任意整理の一般的な回数（3年から5年）");
    match work.situation.debt.payable_each_month {
        Some(payable) if payable >= long => {
            work.condition("元本を3年から5年で返せる見込みがあり、任意整理が候補になります。")
        }
        Some(_) => {
            work.condition("月々に返せる額では元本を5年で返しきれないため、個人再生や自己破産も合わせて相談します。")
        }
        None => work.condition("月々に返せる額は、家計表をいっしょに作って確かめます。"),
    }
}

fn rehabilitation(work: &mut Work<'_>, total: i64) {
    let Some(limit) = work.number("debt.rehabilitation_limit") else { return };
    if total > limit {
        return work.condition("借金の合計が5,000万円を超えるため、個人再生のほかの方法を専門家と相談します。");
    }
    work.step("個人再生で返す額の目安（3年、長くて5年）", Value::Yen(rehabilitation_minimum(total)), "民事再生法");
    if work.situation.debt.regular_income != Some(true) {
        work.condition("個人再生には、続けて得られる収入があることが要ります。");
    }
    if work.situation.debt.mortgage == Some(true) {
        work.condition("住宅ローンがあるときは、家を残す特則（住宅資金特別条項）を専門家に相談できます。");
    }
}

fn interest(work: &mut Work<'_>) {
    if work.situation.debt.contracts.is_empty() {
        return;
    }
    let Some(row) = work.row("debt.interest_caps") else { return };
    let caps = [0, 1, 2].map(|at| row.at(at).unwrap_or(0));
    for (principal, rate) in &work.situation.debt.contracts {
        let cap = interest_cap(*principal, caps);
        work.step(
            format!("元本{}の契約の利息の上限（年・％）", crate::yen::Yen(*principal)),
            Value::Count(cap),
            &row.source,
        );
        if *rate > cap * 100 {
            work.condition("上限を超える利息の契約があります。払いすぎた分は元本に充てられるか、戻ることがあります。弁護士・司法書士に相談してください。");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rehabilitation_keeps_its_steps() {
        for (debt, least) in [
            (999_999, 999_999),
            (1_000_000, 1_000_000),
            (5_000_000, 1_000_000),
            (5_000_005, 1_000_001),
            (15_000_000, 3_000_000),
            (15_000_001, 3_000_000),
            (30_000_000, 3_000_000),
            (30_000_010, 3_000_001),
        ] {
            assert_eq!(rehabilitation_minimum(debt), least, "{debt}");
        }
    }

    #[test]
    fn interest_caps_change_at_100_000_and_1_000_000_yen() {
        let caps = [20, 18, 15];
        for (principal, cap) in [(99_999, 20), (100_000, 18), (999_999, 18), (1_000_000, 15)] {
            assert_eq!(interest_cap(principal, caps), cap, "{principal}");
        }
    }
}
