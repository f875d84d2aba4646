//! 求職者支援制度: 職業訓練受講給付金; may be received together with 家賃補助.

use crate::answer::Value;
use crate::household_income;
use crate::work::Work;

pub(super) fn judge(work: &mut Work<'_>) {
    let own = own_income(work);
    let household = household_income::in_full(work);
    if let (Some(limit), Some(own)) = (work.row("job_seeker_support.own_income"), own) {
        let most = limit.first().unwrap_or(0);
        work.step("本人の収入（月）", Value::Yen(own), &limit.source);
        if own > most {
            work.not_met("本人の収入", "本人の収入", Value::Yen(own), Value::Yen(most));
        }
    }
    if let Some(limit) = work.row("job_seeker_support.household_income") {
        work.answer.income_limit = limit.first();
        if let Some(household) = household {
            work.step("世帯の収入（月）", Value::Yen(household), &limit.source);
        }
    }
    work.answer.asset_limit = work.number("job_seeker_support.assets");
    let assets = work.known(work.situation.financial_assets, "financial_assets", "世帯全員の預貯金と現金の合計");
    super::housing::compare(work, ("世帯の収入", "世帯の金融資産"), household, assets);
    match work.situation.other_property {
        Some(true) => work.not_met("土地・建物", "住まいのほかの土地や建物", Value::Word("あり"), Value::Word("なし")),
        Some(false) => {}
        None => work.condition("いまの住まいのほかに土地や建物を持っていないことを確かめます。"),
    }
    match work.situation.attends_training {
        Some(false) => work.condition("ハローワークで職業訓練を申し込み、訓練に通います。"),
        Some(true) => {}
        None => work.condition("職業訓練に通うことを確かめます（原則としてすべての訓練日に出席します）。"),
    }
    work.condition(
        "雇用保険の失業給付を受けているときは、先にハローワークで確かめます。家賃補助と同時に受けられます。",
    );
    work.answer.amount = work.number("job_seeker_support.amount");
}

fn own_income(work: &mut Work<'_>) -> Option<i64> {
    let items = work.applicant()?.income.as_ref();
    let items = work.known(items, "income", "世帯の人それぞれの、月の収入")?;
    Some(items.iter().map(|item| item.counted_in_full()).sum())
}
