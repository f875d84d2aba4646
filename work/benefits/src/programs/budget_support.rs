//! 家計改善支援 (法3条5項): no limit of income or assets.

use crate::answer::Value;
use crate::work::Work;

pub(super) fn judge(work: &mut Work<'_>) {
    work.step("収入・資産の基準", Value::Word("なし"), "生活困窮者自立支援法第3条第5項");
    work.condition("家計表とキャッシュフロー表をいっしょに作り、家計再生プランを立てます。");
    work.condition("滞納の解消、使える給付や減免、借金の整理、貸付の紹介を合わせて考えます。");
    work.specified_recipient();
}
