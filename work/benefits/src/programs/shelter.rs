//! 居住支援 (法3条6項): the shelter with its urgent route, and 地域居住支援.

use crate::answer::Value;
use crate::household_income;
use crate::situation::HousingState;
use crate::work::Work;

use super::housing;

const URGENT_ROUTE: &str = "生活困窮者自立支援法施行規則第6条（緊急の必要）";

pub(super) fn judge(work: &mut Work<'_>) {
    let situation = work.situation;
    work.answer.months = work.number("shelter.months");
    if let Some(longest) = work.number("shelter.months_longest") {
        work.step("延ばしたときの期間", Value::Count(longest), "居住支援事業の案内");
    }
    // The urgent route does not wait for papers on income.
    if situation.danger.home || situation.danger.life || situation.shelter_urgent == Some(true) {
        work.urgent = true;
        work.step("緊急の必要", Value::Word("あり。収入の書類を待たずに今夜の居場所を決めます"), URGENT_ROUTE);
        return work.leave_to("市区町村", "緊急に支援が必要かを市区町村がすぐに決めます（規則第6条）");
    }
    let state = work.known(situation.housing.state, "housing.state", "決まった住まいがあるか");
    if state.is_some_and(|state| state != HousingState::Lost) {
        work.leave_to(
            "市区町村",
            "いまの住まいを失うおそれの程度を見て決めます。まず家賃補助などで住まいを守る方法も確かめます",
        );
    }
    figures(work);
    work.condition("宿泊場所・食事・衣類などを用意し、次の住まいと仕事をいっしょに探します。");
}

fn figures(work: &mut Work<'_>) {
    let standard = housing::standard(work);
    let ceiling = housing::ceiling(work);
    let income = household_income::of_the_month(work);
    let assets = housing::assets(work);
    if let Some(standard) = standard {
        housing::asset_limit(work, standard, "shelter.asset_months", Some("shelter.asset_cap"));
        if let Some(ceiling) = ceiling {
            housing::income_limit(work, standard, ceiling, "生活困窮者自立支援法施行規則第6条");
        }
    }
    let over = |value: Option<i64>, limit: Option<i64>| value.zip(limit).is_some_and(|(value, limit)| value > limit);
    if over(income, work.answer.income_limit) || over(assets, work.answer.asset_limit) {
        work.answer.missing.clear();
        work.leave_to("市区町村", "収入または資産が限度を上回るときは、緊急の必要があるかで決まります（規則第6条）");
    }
}

pub(super) fn judge_residence(work: &mut Work<'_>) {
    work.answer.months = work.number("residence_support.months");
    work.step(
        "支える内容",
        Value::Word("入居の手伝い、訪問と見守り、地域とのつながりづくり"),
        "生活困窮者自立支援法第3条第6項",
    );
    work.specified_recipient();
    work.leave_to(
        "市区町村",
        "宿泊場所を出る方や、住まいと孤立に困りごとがある方への支援は、事情を見て決めます（法第3条第6項）",
    );
}
