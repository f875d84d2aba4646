//! 住まいの制度に共通の計算: 基準額, rent ceiling, asset limit and the two comparisons.

use crate::answer::Value;
use crate::work::Work;
use crate::yen::Yen;

use super::plausible;

/// 基準額 of the municipality for the household; never derived.
pub(crate) fn standard(work: &mut Work<'_>) -> Option<i64> {
    let persons = work.situation.persons();
    let found =
        work.tables.income_standard(work.place(), work.date).and_then(|row| Some((row.for_persons(persons)?, row)));
    let Some((amount, row)) = found else {
        work.lacks_table("housing_rent.income_standard", &format!("{persons}人世帯の基準額"));
        return None;
    };
    work.used(row);
    work.step("基準額（世帯の人数と、申請する月の税の年度による）", Value::Yen(amount), &row.source);
    if plausible::standard(work.tables, work.place(), persons, work.date).is_some_and(|derived| derived != amount) {
        work.condition("基準額の表が、税の計算から見込まれる額と違います。町の公表資料でもう一度確かめてください。");
    }
    Some(amount)
}

/// 住宅扶助基準に基づく額 of the municipality judged in.
pub(crate) fn ceiling(work: &mut Work<'_>) -> Option<i64> {
    let persons = work.situation.persons();
    let Some((amount, row)) = work.tables.rent_ceiling(work.place(), persons, work.date) else {
        work.lacks_table("housing_rent.rent_ceiling", &format!("{persons}人世帯の家賃の上限"));
        return None;
    };
    work.used(row);
    work.step("家賃の上限（住宅扶助基準に基づく額）", Value::Yen(amount), &row.source);
    if work.place().doubtful {
        work.condition("この町の級地は資料により違いがあります。告示の別表第9で確かめてください。");
    }
    Some(amount)
}

/// 家賃 without 共益費.
pub(crate) fn rent(work: &mut Work<'_>) -> Option<i64> {
    let rent = work.known(work.situation.rent, "rent", "家賃の月額（共益費・管理費・駐車場代を除く）")?;
    work.step("実際の家賃（共益費・管理費・駐車場代を除く）", Value::Yen(rent), "千葉市の案内（2026年1月16日）");
    Some(rent)
}

/// 基準額 × months, under the cap where the article has one.
pub(crate) fn asset_limit(
    work: &mut Work<'_>,
    standard: i64,
    months: &'static str,
    cap: Option<&'static str>,
) -> Option<i64> {
    let row = work.row(months)?;
    let months = row.first()?;
    let by_months = standard.saturating_mul(months);
    let (limit, source) = match cap {
        None => (by_months, &row.source),
        Some(cap) => {
            let cap = work.row(cap)?;
            (by_months.min(cap.first()?), &cap.source)
        }
    };
    let text = format!(
        "金融資産の限度（基準額{} × {months}か月{}）",
        Yen(standard),
        if limit < by_months { "、上限まで" } else { "" }
    );
    work.step(text, Value::Yen(limit), source);
    work.answer.asset_limit = Some(limit);
    Some(limit)
}

pub(crate) fn assets(work: &mut Work<'_>) -> Option<i64> {
    let assets = work.known(work.situation.financial_assets, "financial_assets", "世帯全員の預貯金と現金の合計")?;
    work.step("世帯の金融資産（預貯金と現金）", Value::Yen(assets), "申請する人の申告");
    Some(assets)
}

/// Compares income and assets with limits; an unknown side is left to `missing`.
pub(crate) fn compare(
    work: &mut Work<'_>,
    rules: (&'static str, &'static str),
    income: Option<i64>,
    assets: Option<i64>,
) {
    if let (Some(income), Some(limit)) = (income, work.answer.income_limit)
        && income > limit
    {
        work.not_met(rules.0, "世帯の収入", Value::Yen(income), Value::Yen(limit));
    }
    if let (Some(assets), Some(limit)) = (assets, work.answer.asset_limit)
        && assets > limit
    {
        work.not_met(rules.1, "世帯の預貯金と現金", Value::Yen(assets), Value::Yen(limit));
    }
}

/// 収入基準額: 基準額 + the part of the rent that counts.
pub(crate) fn income_limit(work: &mut Work<'_>, standard: i64, rent_part: i64, source: &'static str) -> i64 {
    let limit = standard.saturating_add(rent_part);
    let text = format!("収入基準額（基準額{} ＋ 家賃{}）", Yen(standard), Yen(rent_part));
    work.step(text, Value::Yen(limit), source);
    work.answer.income_limit = Some(limit);
    limit
}

/// Conditions of both kinds of 住居確保給付金: no similar benefit, nobody of 暴力団, no 生活保護.
pub(crate) fn exclusions(work: &mut Work<'_>, rules: (&'static str, &'static str)) {
    let situation = work.situation;
    match situation.similar_housing_benefit {
        Some(true) => work.not_met(
            rules.0,
            "自治体などから受けている、住まいの似た給付",
            Value::Word("あり"),
            Value::Word("なし"),
        ),
        Some(false) => {}
        None => work.condition(
            "自治体などから住まいの似た給付を受けていないことを確かめます（職業訓練受講給付金は同時に受けられます）。",
        ),
    }
    match situation.organised_crime_member {
        Some(true) => work.not_met(rules.1, "世帯の方についての確認事項", Value::Word("該当"), Value::Word("該当なし")),
        Some(false) => {}
        None => work.condition("世帯に暴力団員がいないことを、申請時確認書で確かめます。"),
    }
    match situation.public_assistance {
        Some(true) => work.not_met(
            "生活保護との調整",
            "生活保護の住宅扶助との調整",
            Value::Word("利用中"),
            Value::Word("利用していない"),
        ),
        Some(false) => {}
        None => work.condition("生活保護を利用しているときは、住宅扶助と調整します。"),
    }
}
