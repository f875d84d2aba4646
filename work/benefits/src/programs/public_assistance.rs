//! 生活保護 要否の目安 (生活保護法8条): a band with its arithmetic, never a verdict; danger before arithmetic.

use crate::answer::{Band, Value};
use crate::days::said_day;
use crate::household_income;
use crate::minimum::{self, Household, Parts, Person, Standard};
use crate::situation::{HousingState, Income, Member};
use crate::wording;
use crate::work::Work;

const ARTICLE_8: &str = "生活保護法第8条";

pub(super) fn judge(work: &mut Work<'_>) {
    let urgent = work.situation.danger.any();
    if urgent {
        work.urgent = true;
        work.step(wording::URGENT, Value::Word("急迫"), "生活保護法第7条ただし書");
        work.leave_to("福祉事務所", "急迫した事情があるため、計算より先に今日の対応を決めます");
    }
    let parts = need(work);
    if let Some(parts) = parts {
        work.answer.minimum = Some(parts);
        work.answer.amount = None;
        work.answer.income_limit = Some(parts.total);
        work.answer.band = band(work, parts.total);
    }
    if let Some(band) = work.answer.band {
        work.step("見立ての段階", Value::Word(in_words(band)), "目安の決め方（最低生活費の前後10％を境目とする）");
    }
    say_what_must_be_said(work);
    work.leave_to("福祉事務所", "生活保護の要否は福祉事務所が調査して決めます");
    work.answer.citizen = if urgent { wording::URGENT_FOR_THE_PERSON } else { wording::FOR_THE_PERSON }.into();
}

fn in_words(band: Band) -> &'static str {
    match band {
        Band::Likely => "要保護の可能性が高い",
        Band::Near => "境目",
        Band::Above => "この計算では上回る",
    }
}

/// 最低生活費 of the household.
fn need(work: &mut Work<'_>) -> Option<Parts> {
    let situation = work.situation;
    let known = Standard::as_far_as_known(work.tables, work.place(), work.date);
    for table in &known.missing {
        work.lacks_table(table, work.tables.title(table));
    }
    let persons: Option<Vec<Person>> = situation.household.iter().map(|member| Person::of(member, work.date)).collect();
    let persons = work.known(persons, "birth_date", "世帯の人それぞれの生年月日")?;
    let rent = match (situation.rent, situation.housing.state) {
        (Some(rent), _) => rent,
        (None, Some(HousingState::Owned)) => 0,
        (None, Some(HousingState::Lost)) => {
            work.condition("住まいが決まると、その家賃（上限まで）が最低生活費に加わります。");
            0
        }
        (None, _) => {
            work.lacks("rent", "家賃の月額（家賃を除いて計算しています）");
            0
        }
    };
    if situation.persons() == 1 && situation.housing.floor_area.is_some_and(|area| area <= 15) {
        work.condition("床面積が15㎡以下の部屋では、住宅扶助の上限が低くなることがあります。福祉事務所で確かめます。");
    }
    let household = Household { persons: &persons, lone_parent: minimum::lone_parent(situation), rent };
    let parts = minimum::parts(&household, &known.standard);
    let whole = known.missing.is_empty();
    let from = said_day(known.rows.first().map_or(work.date, |row| row.valid_from));
    let on = said_day(work.date);
    work.condition(match whole {
        true => format!("{on}の基準で計算しています（{from}から有効の基準、{}）。", work.place().area),
        false => format!(
            "{on}に有効な基準の表が登録されていないため、最低生活費の合計は示していません。わかる部分だけを示します（{}）。",
            work.place().area
        ),
    });
    for row in known.rows.into_iter().filter(|row| counts(&row.table, &parts)) {
        work.used(row);
    }
    for (_, text, value, source) in listed(&parts).filter(|(code, ..)| whole || *code != "total") {
        work.step(text, Value::Yen(value), source);
    }
    whole.then_some(parts)
}

/// Whether a table put anything into the sum; the main tables always did.
fn counts(table: &str, parts: &Parts) -> bool {
    match table.strip_prefix("public_assistance.").unwrap_or(table) {
        "disability_1_2" | "disability_3" => parts.disability > 0,
        "lone_parent_one" | "lone_parent_two" | "lone_parent_each_more" => parts.lone_parent > 0,
        "child_raising" => parts.child_raising > 0,
        "education" => parts.education > 0,
        "high_school" => parts.high_school > 0,
        "housing_rent.rent_ceiling" => parts.housing > 0,
        _ => true,
    }
}

/// Code, name, yen and source of each part that is not zero, and the total.
pub(crate) fn listed(parts: &Parts) -> impl Iterator<Item = (&'static str, &'static str, i64, &'static str)> {
    const STANDARD: &str = "生活保護法による保護の基準（昭和38年厚生省告示第158号）";
    const ADDITIONS: &str = "令和8年4月の加算額（二次資料、告示で要確認）";
    let all = [
        ("class1", "生活扶助 第1類（年齢別の額の合計 × 逓減率、10円未満切上げ）", parts.class1, STANDARD),
        ("class2", "生活扶助 第2類", parts.class2, STANDARD),
        ("special_addition", "特例加算", parts.special_addition, STANDARD),
        ("transitional", "経過的加算", parts.transitional, STANDARD),
        ("winter", "冬季加算", parts.winter, STANDARD),
        ("year_end", "期末一時扶助", parts.year_end, STANDARD),
        ("disability", "障害者加算", parts.disability, ADDITIONS),
        ("lone_parent", "母子加算", parts.lone_parent, ADDITIONS),
        ("child_raising", "児童養育加算", parts.child_raising, ADDITIONS),
        ("education", "教育扶助", parts.education, ADDITIONS),
        ("high_school", "高等学校等就学費", parts.high_school, ADDITIONS),
        ("housing", "住宅扶助（家賃、上限まで）", parts.housing, "生活保護の住宅扶助限度額"),
        ("total", "最低生活費（合計）", parts.total, ARTICLE_8),
    ];
    all.into_iter().filter(|(code, _, value, _)| *value != 0 || *code == "total")
}

/// Income between what is certain to be taken off and what may be: the table of 基礎控除 is not settled.
struct IncomeRange {
    most: i64,
    least: i64,
}

fn income(work: &mut Work<'_>) -> Option<IncomeRange> {
    household_income::in_full(work)?;
    let row = work.row("public_assistance.basic_deduction_full")?;
    let full = row.values.iter().flatten().copied().max().unwrap_or(0);
    let rate = work.number("public_assistance.basic_deduction_rate")?;
    let mut income = IncomeRange { most: 0, least: 0 };
    for member in &work.situation.household {
        let (earned, earned_gross, other) = earnings(member);
        let deduction = earned_gross.min(full) + (earned_gross - full).max(0) * rate / 100;
        income.most += earned + other;
        income.least += (earned - deduction).max(0) + other;
    }
    let unknown = |item: &Income| matches!(item, Income::Wage { deductions: None, .. });
    if work.situation.household.iter().flat_map(|member| member.income.iter().flatten()).any(unknown) {
        work.condition("給与から差し引かれた税と社会保険料がわかると、数える収入はさらに小さくなります。");
    }
    work.step("収入（通勤手当・税・社会保険料・必要経費を除く。基礎控除を引く前）", Value::Yen(income.most), ARTICLE_8);
    if income.least != income.most {
        work.step("収入（基礎控除を最も多く引いたとき）", Value::Yen(income.least), &row.source);
        work.condition("基礎控除の表は確認が済んでいないため、引く前と引いた後の両方で比べています。");
    }
    Some(income)
}

/// Earned after costs, earned gross, and all else.
fn earnings(member: &Member) -> (i64, i64, i64) {
    let mut sums = (0, 0, 0);
    for item in member.income.iter().flatten() {
        match item {
            Income::Wage { gross, commuting, deductions } => {
                let commuting = commuting.unwrap_or(0);
                sums.0 += (gross - commuting - deductions.unwrap_or(0)).max(0);
                sums.1 += gross - commuting;
            }
            Income::Business { sales, expenses } => {
                sums.0 += (sales - expenses).max(0);
                sums.1 += (sales - expenses).max(0);
            }
            Income::Other { .. } => sums.2 += item.counted_in_full(),
        }
    }
    sums
}

fn band(work: &mut Work<'_>, need: i64) -> Option<Band> {
    let income = income(work)?;
    let width = work.number("public_assistance.near_band")?;
    let medical = work.situation.medical_or_care_costs.is_some_and(|costs| costs > 0);
    let assets = work.situation.financial_assets;
    if let Some(assets) = assets {
        work.step("手持ちのお金（預貯金と現金）", Value::Yen(assets), "申請する人の申告");
    }
    let clearly_below = income.most * 100 < need * (100 - width);
    let clearly_above = income.least * 100 > need * (100 + width);
    let rent_unknown = work.answer.missing.iter().any(|fact| fact.fact == "rent");
    match (clearly_below, clearly_above) {
        (true, _) => match work.known(assets, "financial_assets", "世帯全員の預貯金と現金の合計")? {
            assets if assets < need => Some(Band::Likely),
            _ => Some(Band::Near),
        },
        _ if rent_unknown => None,
        (false, true) if !medical => Some(Band::Above),
        _ => Some(Band::Near),
    }
}

fn say_what_must_be_said(work: &mut Work<'_>) {
    let of_the_sum = std::mem::take(&mut work.answer.conditions);
    work.condition(wording::GUIDE_ONLY);
    work.condition(wording::ANYONE_MAY_APPLY);
    if !work.answer.missing.is_empty() {
        let facts: Vec<String> = work.answer.missing.iter().map(|fact| fact.text.clone().into_owned()).collect();
        work.condition(format!("まだわからないこと: {}。わからないままでも申請できます。", facts.join("、")));
    } else {
        work.condition("この計算に要る項目は、すべて入力されています。");
    }
    work.condition(wording::OTHER_NEEDS);
    work.condition(wording::RELATIVES);
    if !work.counter() {
        work.condition(wording::OFFICE_NOT_ENTERED);
    }
    work.condition(wording::INFORMED);
    work.answer.conditions.extend(of_the_sum);
}
