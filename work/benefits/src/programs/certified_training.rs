//! 認定就労訓練 (法3条2項2号, 16条): by assessment, wishes and the decision of the administration.

use crate::answer::Value;
use crate::work::Work;

pub(super) fn judge(work: &mut Work<'_>) {
    work.step(
        "形",
        Value::Word("雇用契約のない訓練（非雇用型）と、支援を受けながらの雇用（雇用型）"),
        "生活困窮者自立支援法第16条",
    );
    work.leave_to(
        "自立相談支援機関と市区町村",
        "アセスメントとご本人・事業所の希望をもとに、どちらの形で始めるかを決めます",
    );
    work.condition(
        "雇用型では最低賃金などの労働の法律が守られます。非雇用型では、働かせすぎにならないことと保険を確かめます。",
    );
    work.condition("認定を受けた事業所に空きがあるかを確かめます。");
}
