//! 無料職業紹介 (職業安定法29条): the municipality's own placement.

use crate::answer::Value;
use crate::work::Work;

pub(super) fn judge(work: &mut Work<'_>) {
    work.step("収入・資産の基準", Value::Word("なし"), "職業安定法第29条");
    work.condition(
        "町が無料職業紹介を行っていることと、扱う仕事の範囲を確かめます。行っていないときはハローワークへつなぎます。",
    );
    work.condition(
        "日払い、寮付き、住み込みなど、いまの事情に合う働き方を伝えてください。労働条件は書面で確かめます。",
    );
}
