//! 法テラス 民事法律扶助: take-home income of applicant and spouse, and assets.

use crate::answer::Value;
use crate::situation::{Member, Role};
use crate::work::Work;
use crate::yen::Yen;

pub(super) fn judge(work: &mut Work<'_>) {
    let income = take_home(work);
    let limit = income_limit(work);
    let assets =
        work.known(work.situation.financial_assets, "financial_assets", "申請する方と配偶者の預貯金などの合計");
    if let Some(row) = work.row("legal_aid.assets") {
        work.answer.asset_limit = row.at(work.situation.persons().min(4) - 1);
    }
    if let (Some(income), Some(limit)) = (income, limit)
        && income > limit
    {
        over(work, income, limit);
    }
    super::housing::compare(work, ("手取り月収", "資産"), None, assets);
    match work.situation.legal.matter {
        Some(true) => {}
        _ => work.condition("借金・離婚・相続・労働など、法律で解決できる困りごとがあることを確かめます。"),
    }
    work.condition("弁護士や司法書士に手続きを頼むときは、解決の見込みがあるかも確かめます。");
    work.condition("立て替えた費用は、月5,000円から10,000円ずつ返すのが目安です。生活保護を利用している間は返済が待たれ、免除されることもあります。");
}

/// Applicant and spouse; a spouse who is the opponent is left out.
fn take_home(work: &mut Work<'_>) -> Option<i64> {
    let opponent = work.situation.legal.spouse_is_opponent == Some(true);
    let counts = |member: &&Member| member.role == Role::Applicant || (member.role == Role::Spouse && !opponent);
    let mut total = 0_i64;
    for member in work.situation.household.iter().filter(counts) {
        let Some(items) = &member.income else {
            work.lacks("income", "申請する方と配偶者の収入");
            return None;
        };
        for item in items {
            let Some(amount) = item.take_home() else {
                work.lacks("income.deductions", "給与から差し引かれる税と社会保険料（手取りを出すため）");
                return None;
            };
            total += amount;
        }
    }
    work.step("手取りの月収（申請する方と配偶者。賞与は12で割って足す）", Value::Yen(total), "法テラス 民事法律扶助");
    Some(total)
}

fn by_family(work: &mut Work<'_>, table: &'static str, each_more: Option<&'static str>) -> Option<i64> {
    let persons = work.situation.persons();
    let base = work.row(table)?.at(persons.min(4) - 1)?;
    let more = match each_more {
        Some(table) if persons > 4 => work.number(table)? * i64::try_from(persons - 4).unwrap_or(0),
        _ => 0,
    };
    Some(base + more)
}

fn income_limit(work: &mut Work<'_>) -> Option<i64> {
    let base = match work.place().area.class {
        1 => by_family(work, "legal_aid.income_large_city", Some("legal_aid.income_large_city_each_more")),
        _ => by_family(work, "legal_aid.income", Some("legal_aid.income_each_more")),
    }?;
    let rent_table = if work.place().is_tokyo_ward() { "legal_aid.rent_tokyo_wards" } else { "legal_aid.rent" };
    let most = by_family(work, rent_table, None)?;
    let added = match work.situation.rent {
        Some(rent) => rent.min(most),
        None => {
            work.condition("家賃や住宅ローンを払っているときは、その額を基準に足せます。");
            0
        }
    };
    let limit = base + added;
    work.step(
        format!("手取り月収の基準（{} ＋ 家賃など{}）", Yen(base), Yen(added)),
        Value::Yen(limit),
        "法テラス 民事法律扶助",
    );
    work.answer.income_limit = Some(limit);
    Some(limit)
}

fn over(work: &mut Work<'_>, income: i64, limit: i64) {
    match work.situation.legal.deductible_costs {
        Some(costs) => {
            let left = (income - costs).max(0);
            work.step("医療費・教育費などを除いた手取り", Value::Yen(left), "法テラス 民事法律扶助");
            if left > limit {
                work.not_met("手取り月収", "手取りの月収", Value::Yen(left), Value::Yen(limit));
            } else {
                work.leave_to("法テラス", "医療費・教育費などを収入から除くかどうかは、法テラスが事情を見て決めます");
            }
        }
        None => {
            work.not_met("手取り月収", "手取りの月収", Value::Yen(income), Value::Yen(limit));
            work.condition("医療費や教育費などやむを得ない支出があれば、収入から除かれることがあります。");
        }
    }
}
