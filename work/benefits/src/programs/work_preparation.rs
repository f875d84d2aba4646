//! 就労準備支援 (法3条4項, 規則4条): route 1 by figures, route 2 by a written ground; never a plain no.

use crate::answer::Value;
use crate::household_income;
use crate::situation::Route2;
use crate::work::Work;

use super::housing;

pub(super) fn judge(work: &mut Work<'_>) {
    work.answer.months = work.number("work_preparation.months");
    if work.situation.specified_recipient == Some(true) {
        return specified_recipient(work);
    }
    let within = figures(work);
    match (within, work.situation.work_preparation.route2) {
        (Some(true), _) => work.answer.route = Some("1"),
        (_, Some(route)) => second(work, route),
        (Some(false), None) => ask(work),
        (None, None) => work.condition(
            "収入や資産がわからないままでも、規則第4条第2号（イ）の道があります。理由を書面に残してください。",
        ),
    }
}

fn specified_recipient(work: &mut Work<'_>) {
    if let Some(row) = work.row("work_preparation.specified_recipient") {
        work.answer.route = Some("特定被保護者");
        work.step("特定被保護者として利用", Value::Word("利用できる"), &row.source);
        work.condition("生活保護の実施機関と、支援の内容を合わせます。");
    }
}

/// Route 1: 基準額 + the full rent ceiling, and 基準額 × 6 without a cap.
fn figures(work: &mut Work<'_>) -> Option<bool> {
    let standard = housing::standard(work);
    let ceiling = housing::ceiling(work);
    let income = household_income::of_the_month(work);
    let assets = housing::assets(work);
    let asset_limit =
        standard.and_then(|standard| housing::asset_limit(work, standard, "work_preparation.asset_months", None));
    let limit = standard.zip(ceiling).map(|(standard, ceiling)| {
        housing::income_limit(work, standard, ceiling, "生活困窮者自立支援法施行規則第4条第1号イ")
    });
    // One side over its limit already leads to route 2, whatever the other is.
    match (income.zip(limit).map(|(is, limit)| is <= limit), assets.zip(asset_limit).map(|(is, limit)| is <= limit)) {
        (Some(false), _) | (_, Some(false)) => {
            work.answer.missing.clear();
            Some(false)
        }
        (Some(true), Some(true)) => Some(true),
        _ => None,
    }
}

fn second(work: &mut Work<'_>, route: Route2) {
    let (name, ground) = match route {
        Route2::HardToFindOut => ("2（イ）", "収入や資産の把握が難しい方（規則第4条第2号イ）"),
        Route2::MayFall => ("2（ロ）", "これから第1号に当てはまるおそれがある方（規則第4条第2号ロ）"),
        Route2::FoundNecessary => ("2（ハ）", "支援が必要と市区町村が認める方（規則第4条第2号ハ）"),
    };
    work.answer.route = Some(name);
    work.answer.missing.clear();
    work.step("規則第4条第2号の道", Value::Word(name), "生活困窮者自立支援法施行規則第4条第2号");
    if work.situation.work_preparation.ground_written {
        work.leave_to("市区町村", ground);
    } else {
        work.lacks("work_preparation.ground", "規則第4条第2号によるときの、支援が必要な理由（書面）");
    }
}

fn ask(work: &mut Work<'_>) {
    work.answer.route = Some("たずねる");
    work.leave_to("市区町村", "規則第4条第2号（イ）把握が難しい、（ロ）これから当てはまるおそれ、（ハ）支援が必要、のどれかの理由を書面にして決めます");
}
