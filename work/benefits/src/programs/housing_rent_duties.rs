//! 家賃補助を受ける間の活動: by kind of event and by period.

use crate::answer::Value;
use crate::situation::LossKind;
use crate::work::Work;

pub(super) fn judge(work: &mut Work<'_>) {
    let situation = work.situation;
    let seeking = situation.job_seeking;
    let kind =
        work.applicant().and_then(|member| member.job_loss.as_ref()).and_then(Option::as_ref).map(|loss| loss.kind);
    // E7' is for whoever still has a business; after 廃業 a job is sought as after 離職.
    let rebuilding = seeking.rebuilding_business == Some(true) && kind.is_none_or(|kind| kind == LossKind::Reduced);
    let Some(visits) = work.number("housing_rent.visits") else { return };
    work.condition(format!("自立相談支援機関との面談を月{visits}回以上行います。"));
    if rebuilding && rebuild(work) {
        return;
    }
    let Some(advice) = work.number("housing_rent.job_office_visits") else { return };
    match seeking.registered {
        Some(true) => {}
        _ => work.condition("ハローワークなどに求職の申込みをします。"),
    }
    if seeking.regular_job == Some(false) {
        work.not_met(
            "E7",
            "これからの仕事の探し方",
            Value::Word("短期の仕事を希望"),
            Value::Word("期間の定めがない、または6か月以上の仕事"),
        );
    }
    work.condition(format!("ハローワークなどの職業相談を月{advice}回以上受けます。"));
    work.condition("求人への応募や面接を、原則として週1回以上行います。");
    work.condition("支援プランに沿った活動をします。");
    reports(work);
}

/// E7': for six months at most, consulting on the business takes the place of job seeking. `false`: the months are over.
fn rebuild(work: &mut Work<'_>) -> bool {
    let (Some(advice), Some(months)) =
        (work.number("housing_rent.business_advice"), work.number("housing_rent.business_months"))
    else {
        return true;
    };
    if i64::from(work.situation.payments_received_months.unwrap_or(0)) >= months {
        work.condition(format!("{}か月目からは、求職の申込み・職業相談・応募の活動に切り替えます。", months + 1));
        return false;
    }
    work.condition("経営相談先へ相談の申込みをします。");
    work.condition(format!(
        "経営相談を原則として月{advice}回受け、収入を増やす取組を月1回以上行います（{months}か月まで）。"
    ));
    work.condition("支援プランに沿った活動をします。");
    reports(work);
    true
}

fn reports(work: &mut Work<'_>) {
    work.condition("毎月、収入と活動の状況を報告します。就職したときは常用就職届を出します。");
}
