//! 家賃補助のきっかけと期間: events and their years, 3+3+3 months, 中断と再開, 再支給.

use jiff::civil::Date;

use crate::answer::Value;
use crate::days::{Month, days_after, days_inclusive, years_after};
use crate::parameters::Setting;
use crate::situation::{JobLoss, LossKind};
use crate::work::Work;

pub(super) fn judge(work: &mut Work<'_>) {
    let Some(months) = months_left(work) else { return };
    work.answer.months = Some(months);
    let situation = work.situation;
    if let Some(stopped) = situation.suspended_on {
        return resume(work, stopped);
    }
    if let Some(received) = situation.payments_received_months.filter(|months| *months > 0) {
        work.step("すでに支給を受けた月数", Value::Count(i64::from(received)), "支給台帳");
        work.condition("延長の申請は、支給期間の最後の月の末日までに行います（間をあけません）。就職のために延長が必要であることを確かめます。");
        return;
    }
    let Some(member) = work.applicant() else { return };
    let Some(loss) =
        work.known(member.job_loss.as_ref(), "job_loss", "離職・廃業・収入を得る機会の減少があったか、その日")
    else {
        return;
    };
    let Some(loss) = loss else {
        return work.not_met(
            "E1",
            "離職・廃業・仕事の減少などのきっかけ",
            Value::Word("なし"),
            Value::Word("離職・廃業、または同じ程度の減少"),
        );
    };
    match (loss.kind, loss.date) {
        (LossKind::Reduced, _) => reduced(work, loss),
        (LossKind::JobLoss | LossKind::BusinessClosure, Some(day)) => within_years(work, loss, day),
        (LossKind::JobLoss | LossKind::BusinessClosure, None) => work.lacks("job_loss.date", "離職または廃業の日"),
    }
    if let Some(last_paid) = situation.previous_grant_last_paid {
        again(work, loss, last_paid);
    }
}

/// Months of this payment period, within 9 in all.
fn months_left(work: &mut Work<'_>) -> Option<i64> {
    let each = work.number("housing_rent.months_each").filter(|each| *each > 0)?;
    let row = work.row("housing_rent.months_longest")?;
    let longest = row.first()?;
    let received = i64::from(work.situation.payments_received_months.unwrap_or(0));
    if work.situation.payments_received_months.is_none() {
        work.condition("これまでに支給を受けた月数は聞いていないため、初めての申請として期間を示しています。");
    }
    if received >= longest {
        work.not_met("支給期間", "支給を受けられる期間", Value::Count(received), Value::Count(longest));
        return None;
    }
    let months = (each - received % each).min(longest - received);
    work.step(format!("この申請での支給期間（延長を含めて{longest}か月まで）"), Value::Count(months), &row.source);
    Some(months)
}

/// E2: two years, longer by the days in which job seeking was impossible, four at most.
fn within_years(work: &mut Work<'_>, loss: &JobLoss, day: Date) {
    let (Some(years), Some(longest)) =
        (work.row("housing_rent.loss_years"), work.number("housing_rent.loss_years_longest"))
    else {
        return;
    };
    let Some(least_days) = work.number("housing_rent.interruption_days") else { return };
    let plain = years_after(day, years.first().unwrap_or(0));
    let added = stopped_days(loss, (day, plain.min(work.date)), least_days);
    let last = days_after(plain, added).min(years_after(day, longest));
    work.step("離職または廃業の日", Value::Day(day), "離職票などの書類");
    if added > 0 {
        work.step(
            "病気・けが・育児などで求職できなかった日数（30日以上続いたもの）",
            Value::Count(added),
            &years.source,
        );
    }
    work.step("この日までの申請が期間内", Value::Day(last), &years.source);
    if work.date > last {
        work.not_met("E2", "離職・廃業からの期間", Value::Day(work.date), Value::Day(last));
    } else if work.date == last {
        work.condition("期間の最後の日の申請です。起算日の数え方を町の定めで確かめてください。");
    }
}

/// Days of the periods that last long enough, each day once, within `span`.
fn stopped_days(loss: &JobLoss, span: (Date, Date), least: i64) -> i64 {
    let mut periods: Vec<_> = loss
        .stopped
        .iter()
        .map(|(from, to)| ((*from).max(span.0), (*to).min(span.1)))
        .filter(|(from, to)| from <= to)
        .collect();
    periods.sort_unstable();
    let mut joined: Vec<(Date, Date)> = Vec::with_capacity(periods.len());
    for (from, to) in periods {
        match joined.last_mut() {
            Some(last) if from <= days_after(last.1, 1) => last.1 = last.1.max(to),
            _ => joined.push((from, to)),
        }
    }
    joined.iter().map(|(from, to)| days_inclusive(*from, *to)).filter(|days| *days >= least).sum()
}

/// E1 (c): the chance of income fell to the level of 離職・廃業, not by own wish.
fn reduced(work: &mut Work<'_>, loss: &JobLoss) {
    work.step("きっかけ", Value::Word("収入を得る機会の減少"), "生活困窮者自立支援法施行規則第3条");
    work.condition("収入を得る機会が、離職や廃業と同じ程度まで減っていることを窓口で確かめます。");
    match loss.not_own_doing {
        Some(true) => {}
        None => work.condition("仕事の減少が、ご本人の都合によらないことを窓口で確かめます。"),
        Some(false) => {
            work.not_met("E1", "仕事が減った事情", Value::Word("ご本人の都合"), Value::Word("ご本人の都合によらない"))
        }
    }
}

/// 規則12条2項: resumption after illness or injury.
fn resume(work: &mut Work<'_>, stopped: Date) {
    let Some(row) = work.row("housing_rent.resume_years") else { return };
    let last = years_after(stopped, row.first().unwrap_or(0));
    work.step("中断した日", Value::Day(stopped), "支給台帳");
    work.step("この日までの再開が期間内", Value::Day(last), &row.source);
    if work.date > last {
        work.not_met("再開", "中断からの期間", Value::Day(work.date), Value::Day(last));
    }
}

/// 規則16条: a new grant after the end of an earlier one.
fn again(work: &mut Work<'_>, loss: &JobLoss, last_paid: Month) {
    let Some(row) = work.row("housing_rent.regrant_months") else { return };
    let from = last_paid.plus(1 + i32::try_from(row.first().unwrap_or(0)).unwrap_or(0));
    work.step("前回の最後の支給月", Value::Month(last_paid), "支給台帳");
    work.step("再支給を申請できる最初の月（最後の支給月の翌月から1年）", Value::Month(from), &row.source);
    work.condition("前回の支給が終わった後に、新しく離職・廃業・仕事の減少があったことを確かめます。");
    // 離職 opens a new grant only where the employer ended the work (規則16条).
    let by_others = match (loss.kind, loss.not_own_doing) {
        (_, Some(false)) => Some(false),
        (LossKind::JobLoss, not_own_doing) => loss.dismissed.or(not_own_doing),
        (LossKind::BusinessClosure | LossKind::Reduced, not_own_doing) => not_own_doing,
    };
    match by_others {
        None => return work.lacks("job_loss.not_own_doing", "離職・廃業・仕事の減少が、ご本人の都合によらないか"),
        Some(false) => {
            return work.not_met(
                "再支給",
                "前回の支給の後の離職などの事情",
                Value::Word("ご本人の都合"),
                Value::Word("ご本人の都合によらない"),
            );
        }
        Some(true) => {}
    }
    if Month::of(work.date) >= from {
        return;
    }
    let dismissed = loss.kind == LossKind::JobLoss;
    match (dismissed, work.setting(Setting::RegrantYearBindsDismissal).map(Setting::yes)) {
        (true, Some(false)) => {}
        (true, None) => work.leave_to(
            "市区町村",
            "解雇など事業主の都合による離職にも1年の間隔が要るかは、条文の読み方が分かれます（規則第16条）",
        ),
        _ => work.not_met("再支給", "前回の支給からの期間", Value::Month(Month::of(work.date)), Value::Month(from)),
    }
}
