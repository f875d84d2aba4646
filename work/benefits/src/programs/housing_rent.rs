//! 住居確保給付金 家賃補助 (法3条3項1号, 規則10条–16条).

use crate::answer::Value;
use crate::household_income;
use crate::parameters::{Row, Setting};
use crate::situation::{HousingState, LossKind};
use crate::work::Work;
use crate::yen::{Yen, round_up};

use super::{housing, housing_rent_again as event, housing_rent_duties as duties, housing_rent_stop as stop};

pub(super) fn judge(work: &mut Work<'_>) {
    home(work);
    event::judge(work);
    breadwinner(work);
    money(work);
    duties::judge(work);
    housing::exclusions(work, ("E8", "E9"));
    stop::judge(work);
    if work.situation.rent.is_some() {
        work.condition("家賃は、原則として大家さんや不動産会社へ直接支払われます。");
    }
}

fn home(work: &mut Work<'_>) {
    let wanted = Value::Word("住まいを失った、または失うおそれのある賃貸の住まい");
    let state =
        work.known(work.situation.housing.state, "housing.state", "住まいを失っているか、家賃の支払いが難しいか");
    match state {
        Some(HousingState::AtRisk) => {
            work.condition("家賃の支払いが難しく、住まいを失うおそれがあることを窓口で確かめます。支給は、申請した月に支払う家賃からです。")
        }
        Some(HousingState::Lost) => work
            .condition("住まいを失っている方は、これから入居する住まいの家賃で計算します。支給は入居した月からです。"),
        Some(HousingState::Owned) => {
            work.not_met("E3", "持ち家の費用（住宅ローンなど）", Value::Word("持ち家"), wanted)
        }
        Some(HousingState::SubletWithoutConsent) => {
            work.not_met("E3", "部屋の契約の形（大家さんの承諾）", Value::Word("承諾のない又貸し"), wanted)
        }
        Some(HousingState::Shop) => work.not_met("E3", "住まいの契約の形（店舗）", Value::Word("店舗"), wanted),
        None => {}
    }
}

/// E4: on the day of 離職等 for 離職・廃業, in the month of application for reduced work.
fn breadwinner(work: &mut Work<'_>) {
    let Some(member) = work.applicant() else { return };
    if work.situation.persons() == 1 {
        return;
    }
    let reduced = matches!(&member.job_loss, Some(Some(loss)) if loss.kind == LossKind::Reduced);
    let (asked, later) = match reduced {
        true => (member.breadwinner_now, None),
        false => (member.breadwinner_at_loss, member.breadwinner_now),
    };
    let limit = Value::Word(if reduced {
        "申請する月に主に生計を支えている"
    } else {
        "離職等の日に主に生計を支えていた"
    });
    match (asked, later) {
        (Some(true), _) => {}
        (None, _) => work.condition("世帯の生計を主に支えていた（支えている）ことを窓口で確かめます。"),
        (Some(false), Some(true)) => {
            work.leave_to("市区町村", "離職等の後に、離婚などで生計を主に支えるようになった方の扱いは市区町村が決めます（規則第10条第2号、春日井市の例）");
        }
        (Some(false), None) if !reduced => work.lacks("breadwinner_now", "いま、世帯の生計を主に支えているか"),
        (Some(false), _) => work.not_met("E4", "世帯の生計を主に支えていた方", Value::Word("ほかの方"), limit),
    }
}

fn money(work: &mut Work<'_>) {
    let standard = housing::standard(work);
    let ceiling = housing::ceiling(work);
    let rent = housing::rent(work);
    let income = household_income::of_the_month(work);
    let assets = housing::assets(work);
    if let Some(standard) = standard {
        housing::asset_limit(work, standard, "housing_rent.asset_months", Some("housing_rent.asset_cap"));
        if let (Some(rent), Some(ceiling)) = (rent, ceiling) {
            housing::income_limit(work, standard, rent.min(ceiling), "生活困窮者自立支援法施行規則第10条第3号");
        }
    }
    housing::compare(work, ("E5", "E6"), income, assets);
    if let (Some(standard), Some(ceiling), Some(rent), Some(income)) = (standard, ceiling, rent, income) {
        amount(work, &Sums { standard, ceiling, rent, income });
    }
}

struct Sums {
    standard: i64,
    ceiling: i64,
    rent: i64,
    income: i64,
}

/// 支給額. The partial branch uses the actual rent since 2020-07-03.
fn amount(work: &mut Work<'_>, sums: &Sums) {
    if work.answer.income_limit.is_some_and(|limit| sums.income > limit) {
        return;
    }
    let Some(actual) = work.row("housing_rent.partial_uses_actual_rent") else { return };
    let Sums { standard, ceiling, rent, income } = *sums;
    if income <= standard {
        let full = rent.min(ceiling);
        let text = format!("支給額（収入が基準額以下なので、家賃{}と上限{}の低いほう）", Yen(rent), Yen(ceiling));
        work.step(text, Value::Yen(full), "生活困窮者自立支援法施行規則第11条第1号");
        return settle(work, full, full);
    }
    let counted = if actual.first() == Some(1) { rent } else { rent.min(ceiling) };
    let partial = standard.saturating_add(counted).saturating_sub(income).min(ceiling).max(0);
    let text = format!(
        "支給額（基準額{} ＋ 家賃{} − 収入{}、上限{}まで）",
        Yen(standard),
        Yen(counted),
        Yen(income),
        Yen(ceiling)
    );
    work.step(text, Value::Yen(partial), &actual.source);
    work.condition("支給を受けている間に収入が減ったときや家賃が変わったときは、支給額の変更を申請できます。");
    settle(work, partial, rent.min(ceiling));
}

/// 端数: rounding never goes above the rent or its ceiling.
fn settle(work: &mut Work<'_>, amount: i64, most: i64) {
    let row = work.setting(Setting::RoundUnit);
    let unit = row.and_then(Row::first).unwrap_or(1);
    let settled = round_up(amount, unit).min(most);
    if let Some(row) = row.filter(|_| settled != amount) {
        work.step(format!("支給額（{}単位に切り上げ）", Yen(unit)), Value::Yen(settled), &row.source);
    }
    if row.is_none() && amount % 100 != 0 {
        work.condition("支給額の端数の扱いは町の定めによります。町の設定に端数の単位を入れてください。");
    }
    if settled == 0 {
        work.leave_to("市区町村", "計算した支給額が0円になるときの扱いは、国の資料では決まっていません");
    }
    work.answer.amount = Some(settled);
}
