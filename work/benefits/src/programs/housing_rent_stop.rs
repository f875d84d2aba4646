//! 家賃補助の中止と中断: what ends or suspends the payment while it is received (支給要綱の中止の事由).

use crate::answer::Value;
use crate::situation::LeftHome;
use crate::work::Work;

const OUTLINE: &str = "横須賀市の案内（2022年8月12日）の中止の事由";

pub(super) fn judge(work: &mut Work<'_>) {
    let told = work.situation.while_receiving;
    job(work, told.regular_job, told.reported);
    match told.left_home {
        Some(LeftHome::OwnWish) => work.not_met(
            "中止",
            "支給を受けている住まいからの転居",
            Value::Word("ご本人の希望による転居"),
            Value::Word("住み続けている"),
        ),
        Some(LeftHome::NotOwnDoing | LeftHome::OnGuidance) => {
            work.step(
                "支給を受けている住まいからの転居",
                Value::Word("ご本人の都合によらない、または市区町村の指導による"),
                OUTLINE,
            );
            work.condition("転居の後も支給を続けるため、新しい住まいの家賃で支給額の変更を確かめます。");
        }
        Some(LeftHome::StillThere) | None => {}
    }
    if told.false_application == Some(true) {
        work.not_met(
            "中止",
            "申請の内容についての確認事項",
            Value::Word("事実と違うところがある"),
            Value::Word("事実のとおり"),
        );
    }
    if told.sentenced == Some(true) {
        work.not_met("中止", "刑の手続きについての確認事項", Value::Word("該当"), Value::Word("該当なし"));
    }
    if told.active == Some(false) {
        work.leave_to(
            "市区町村",
            "求職の活動や面談が続いていないときは、事情をうかがい、続け方をいっしょに決めます（中止にするかは市区町村が決めます）",
        );
    }
    if told.ill == Some(true) {
        work.leave_to(
            "市区町村",
            "病気やけがで求職の活動ができない間は支給を中断し、2年以内に要件に合えば再開します（規則第12条第2項）",
        );
    }
}

/// 常用就職 ends the payment only with income over the limit, or without the report of it.
fn job(work: &mut Work<'_>, regular_job: Option<bool>, reported: Option<bool>) {
    if regular_job != Some(true) {
        if reported == Some(false) {
            work.condition("毎月の収入の報告がまだの月があります。いっしょに書いて出します。");
        }
        return;
    }
    work.step("常用就職または就業機会の増加", Value::Word("あり"), OUTLINE);
    match reported {
        Some(false) => {
            work.not_met("中止", "就職した後の毎月の収入の報告", Value::Word("まだ"), Value::Word("報告済み"))
        }
        None => work.lacks("while_receiving.reported", "就職した後の毎月の収入を報告しているか"),
        // Income over the limit is told by E5; within it the payment goes on.
        Some(true) => {
            work.condition("常用就職届を出し、毎月の収入を報告します。収入が収入基準額を超えるまでは支給が続きます。")
        }
    }
}
