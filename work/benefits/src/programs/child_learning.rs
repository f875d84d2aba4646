//! 子どもの学習・生活支援 (法3条7項): the municipality sets whom it takes in.

use crate::answer::Value;
use crate::days::SchoolStage;
use crate::situation::Role;
use crate::work::Work;

const ARTICLE: &str = "生活困窮者自立支援法第3条第7項";

pub(super) fn judge(work: &mut Work<'_>) {
    let on = work.date;
    let (mut children, mut unknown) = (0, false);
    for member in &work.situation.household {
        match member.birth_date {
            Some(birth) if SchoolStage::of(birth, on).is_child() => children += 1,
            Some(_) => {}
            None => unknown |= matches!(member.role, Role::Child | Role::Grandchild | Role::Sibling),
        }
    }
    work.step("18歳になった後の最初の3月31日までの子ども（人）", Value::Count(children), ARTICLE);
    if children == 0 && unknown {
        return work.lacks("birth_date", "子どもの生年月日または学年");
    }
    if children == 0 {
        return work.leave_to(
            "市区町村",
            "学校に通っていない若い方や、進路の決まっていない方を受け入れる町もあります（入る条件は町が決めます）",
        );
    }
    work.leave_to("市区町村", "入る条件（就学援助・児童扶養手当・生活保護などの世帯）は町が決めます");
    work.condition("勉強の手伝いのほか、生活の習慣や進路、保護者の方の相談もできます。");
}
