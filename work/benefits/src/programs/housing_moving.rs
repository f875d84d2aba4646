//! 住居確保給付金 転居費用補助 (法3条3項2号; in force 2025-04-01).

use crate::answer::Value;
use crate::days::Month;
use crate::household_income;
use crate::parameters::Setting;
use crate::situation::{Finding, HousingState, Moving, MovingItem};
use crate::work::Work;
use crate::yen::Yen;

use super::housing;

impl MovingItem {
    /// 敷金, 前家賃 and furnishings are not covered.
    pub(crate) fn is_covered(self) -> bool {
        !matches!(self, Self::Deposit | Self::AdvanceRent | Self::Furnishings)
    }
}

pub(super) fn judge(work: &mut Work<'_>) {
    let Some(moving) = &work.situation.moving else {
        work.lacks("moving", "収入が減った事情、転居先、転居にかかる費用");
        home(work);
        return money(work);
    };
    cause(work, moving);
    home(work);
    breadwinner(work, moving);
    money(work);
    finding(work, moving);
    amount(work, moving);
    housing::exclusions(work, ("T-E7", "T-E7"));
    work.condition(
        "離職などで家賃補助の要件に合う方は、先に家賃補助を確かめます。転居の後に家賃補助へ続けることもできます。",
    );
    work.condition("費用は、原則として不動産会社などへ直接支払われます。契約や支払いの前に窓口へ相談してください。");
}

/// T-E1, T-E2.
fn cause(work: &mut Work<'_>, moving: &Moving) {
    work.known(moving.cause, "moving.cause", "収入が減ったきっかけ（同じ世帯の方が亡くなった、離職、休業など）");
    if moving.sharp_fall_recognised != Some(true) {
        work.leave_to(
            "市区町村",
            "世帯の収入が著しく減ったかどうかは、市区町村が事情を見て決めます（法第3条第3項第2号）",
        );
    }
    let Some(row) = work.row("housing_moving.fall_months") else { return };
    let Some(fall) = work.known(moving.fall_month, "moving.fall_month", "収入が著しく減った月") else {
        return;
    };
    let longest = row.first().unwrap_or(0);
    let passed = i64::from(fall.months_until(Month::of(work.date)));
    work.step("収入が著しく減った月", Value::Month(fall), "申請する人の申告");
    work.step("減った月から申請の月までの月数", Value::Count(passed), &row.source);
    if passed < 0 {
        work.lacks("moving.fall_month", "収入が著しく減った月（申請の月より前の月）");
    } else if passed > longest {
        work.not_met("T-E2", "収入が減ってからの期間", Value::Count(passed), Value::Count(longest));
    }
}

/// T-E1: the home is lost or at risk.
fn home(work: &mut Work<'_>) {
    let known =
        work.known(work.situation.housing.state, "housing.state", "住まいを失っているか、家賃の支払いが難しいか");
    match known {
        None | Some(HousingState::AtRisk | HousingState::Lost) => {}
        Some(HousingState::Owned) if work.setting(Setting::MovingFromOwnedHome).is_some_and(Setting::yes) => {
            work.condition("持ち家から移る方も対象になります。住み続けることが難しい事情を窓口で確かめます。")
        }
        Some(HousingState::Owned) => work
            .leave_to("市区町村", "持ち家から移る方への補助は、市区町村の定めによります（千葉市の例では、できます）"),
        Some(HousingState::SubletWithoutConsent | HousingState::Shop) => {
            work.leave_to("市区町村", "いまの住まいの契約の形と転居の必要を、市区町村が事情を見て決めます")
        }
    }
}

/// T-E3: in the month of application; some municipalities accept the month of the fall, too.
fn breadwinner(work: &mut Work<'_>, moving: &Moving) {
    if work.situation.persons() == 1 {
        return;
    }
    let now = work.applicant().and_then(|member| member.breadwinner_now);
    let at_fall_counts = work.setting(Setting::MovingBreadwinnerAtFall).is_some_and(Setting::yes);
    match (now, moving.breadwinner_at_fall) {
        (Some(true), _) => {}
        (_, Some(true)) if at_fall_counts => {}
        (None, _) => work.condition("世帯の生計を主に支えていることを窓口で確かめます。"),
        (Some(false), Some(true)) => {
            work.leave_to("市区町村", "収入が減った月に生計を主に支えていた方の扱いは、市区町村により違います");
        }
        (Some(false), None) if at_fall_counts => {
            work.lacks("moving.breadwinner_at_fall", "収入が減った月に、世帯の生計を主に支えていたか")
        }
        (Some(false), _) => {
            work.not_met("T-E3", "世帯の生計を主に支えている方", Value::Word("ほかの方"), Value::Word("申請する方"))
        }
    }
}

fn money(work: &mut Work<'_>) {
    let standard = housing::standard(work);
    let ceiling = housing::ceiling(work);
    let rent = match (work.situation.rent, work.situation.housing.state) {
        (None, Some(HousingState::Owned)) => Some(0),
        _ => housing::rent(work),
    };
    let income = household_income::of_the_month(work);
    let assets = housing::assets(work);
    if let Some(standard) = standard {
        housing::asset_limit(work, standard, "housing_rent.asset_months", Some("housing_rent.asset_cap"));
        if let (Some(rent), Some(ceiling)) = (rent, ceiling) {
            housing::income_limit(work, standard, rent.min(ceiling), "三島市の案内（2026年2月5日）");
        }
    }
    housing::compare(work, ("T-E4", "T-E5"), income, assets);
}

/// T-E6: found by 家計改善支援 (or household advice inside 自立相談支援).
fn finding(work: &mut Work<'_>, moving: &Moving) {
    let found = work.known(moving.finding, "moving.finding", "家計改善支援で、転居により支出全体が減ると認められたか");
    match found {
        Some(Finding::RentFalls) => work.step(
            "家計改善支援の判断",
            Value::Word("（ア）家賃などが下がり、支出全体も減る"),
            "千葉市の案内（転居費用補助）",
        ),
        Some(Finding::TotalFalls) => work.step(
            "家計改善支援の判断",
            Value::Word("（イ）家賃は上がるが、支出全体は減る"),
            "千葉市の案内（転居費用補助）",
        ),
        Some(Finding::NotFound) => work.leave_to(
            "家計改善支援員と市区町村",
            "転居で家計がよくなるかを、家計改善支援でもう一度いっしょに確かめます",
        ),
        None => {}
    }
    match moving.cannot_raise_cost {
        Some(true) => {}
        Some(false) => work.leave_to(
            "家計改善支援員と市区町村",
            "転居の費用をご自分で用意できる見込みの程度を、家計改善支援でいっしょに確かめます",
        ),
        None => work.condition("転居の費用を用意することが難しいことを、家計改善支援で確かめます。"),
    }
}

/// Covered costs, up to three times the rent limit of the place moved to.
fn amount(work: &mut Work<'_>, moving: &Moving) {
    let destination = work.known(moving.destination.as_ref(), "moving.destination", "転居先の市区町村");
    let costs = work.known(moving.costs.as_ref(), "moving.costs", "転居にかかる費用の見積り（種類ごと）");
    let times = work.number("housing_moving.ceiling_times");
    let (Some(place), Some(costs), Some(times)) = (destination, costs, times) else { return };
    let Some((limit, row)) = work.tables.rent_ceiling(place, work.situation.persons(), work.date) else {
        return work.lacks("table:housing_rent.rent_ceiling", "転居先の家賃の上限の表");
    };
    work.used(row);
    let covered: i64 = costs.iter().filter(|(item, _)| item.is_covered()).map(|(_, yen)| yen).sum();
    let left_out: i64 = costs.iter().filter(|(item, _)| !item.is_covered()).map(|(_, yen)| yen).sum();
    let most = limit.saturating_mul(times);
    work.step(
        "補助に含む費用の合計（運搬、礼金、仲介、保証、保険、原状回復、鍵）",
        Value::Yen(covered),
        "東久留米市の案内（2025年6月19日）",
    );
    if left_out > 0 {
        work.step(
            "補助に含まない費用の合計（敷金、前家賃、家財や設備の購入）",
            Value::Yen(left_out),
            "東久留米市の案内（2025年6月19日）",
        );
        work.condition("敷金・前家賃・家財の費用は、生活福祉資金などほかの方法をいっしょに探します。");
    }
    work.step(format!("支給の上限（転居先の家賃の上限{} × {times}）", Yen(limit)), Value::Yen(most), &row.source);
    work.step("支給額（低いほう）", Value::Yen(covered.min(most)), "茅ヶ崎市の案内（2025年9月9日）");
    work.answer.amount = Some(covered.min(most));
}
