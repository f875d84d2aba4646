//! 自立相談支援 (法3条2項): open to everyone, without a limit of income or assets.

use crate::answer::Value;
use crate::work::Work;

pub(super) fn judge(work: &mut Work<'_>) {
    work.step("収入・資産の基準", Value::Word("なし。どなたでも相談できます"), "生活困窮者自立支援法第3条第2項");
    work.condition("ご家族や周りの方からの相談も受けます。");
    if work.situation.danger.any() {
        work.condition(crate::wording::URGENT);
    }
}
