//! ことば: what may be said to a person, and what every 生活保護 answer says.

use std::borrow::Cow;
use std::sync::LazyLock;

use crate::answer::{Answer, Verdict};
use crate::programs::Program;

/// What depends on the programme alone, in the order of `Program::ALL`.
struct OfProgram {
    program: Program,
    fits: String,
    discretion: String,
    latest_tables: String,
}

static OF_PROGRAM: LazyLock<Vec<OfProgram>> = LazyLock::new(|| {
    let of = |program: &Program| {
        let (name, office) = (program.name(), program.office());
        OfProgram {
            program: *program,
            fits: format!("「{name}」を使える見込みがあります。{office}でいっしょに確かめましょう。"),
            discretion: format!("「{name}」は、くらしの事情をうかがって決まります。{office}でお話をお聞かせください。"),
            latest_tables: format!("「{name}」は、窓口で最新の基準を使って確かめます。{office}で相談できます。"),
        }
    };
    Program::ALL.iter().map(of).collect()
});

fn said(program: Program, text: impl Fn(&'static OfProgram) -> &'static String) -> Cow<'static, str> {
    let found = OF_PROGRAM.iter().find(|of| of.program == program);
    Cow::Borrowed(found.map_or("", |of| text(of)))
}

/// Never a refusal: which condition to talk about, and with whom.
pub(crate) fn for_the_person(answer: &Answer<'_>) -> Cow<'static, str> {
    let office = answer.program.office();
    let name = answer.name;
    match answer.answer {
        Verdict::Fits => said(answer.program, |of| &of.fits),
        Verdict::Discretion => said(answer.program, |of| &of.discretion),
        Verdict::Missing => {
            // A table the municipality has not entered is nothing to ask the person for.
            let asked = answer.missing.iter().filter(|fact| !fact.fact.starts_with("table:"));
            let facts: Vec<&str> = asked.take(3).map(|fact| fact.text.as_ref()).collect();
            if facts.is_empty() {
                return said(answer.program, |of| &of.latest_tables);
            }
            let facts = facts.join("、");
            Cow::Owned(format!(
                "「{name}」の見立てには、もう少し確かめたいことがあります（{facts}）。わからないままでも、{office}で相談できます。"
            ))
        }
        Verdict::DoesNotFit => {
            let talk: Vec<&str> = answer.not_met.iter().map(|rule| rule.text).collect();
            Cow::Owned(format!(
                "「{name}」について、{office}でいっしょに話し合いたいことがあります（{}）。事情が変わることもあり、ほかの方法もいっしょに探せます。",
                talk.join("、")
            ))
        }
    }
}

/// 急迫: stands before any computation.
pub(crate) const URGENT: &str = "急ぎの対応が先です。食べ物・住まい・命にかかわる心配があるときは、計算や書類を待たずに福祉事務所へつなぎ、その日のうちの手当てを確かめてください（生活保護法第7条ただし書）。";
pub(crate) const URGENT_FOR_THE_PERSON: &str = "まず安全が第一です。書類がそろっていなくても大丈夫です。いますぐ福祉事務所に連絡し、いっしょに今日のことを決めましょう。命の危険があるときは119番へ。";

pub(crate) const GUIDE_ONLY: &str = "この結果は目安です。生活保護は福祉事務所が事情を聞いて決めます。";
pub(crate) const ANYONE_MAY_APPLY: &str = "生活保護の申請は、だれでも、いつでもできます。窓口は申請を受け付けます。";
pub(crate) const OTHER_NEEDS: &str = "医療や介護の費用、一時的に要る費用、急迫した事情により、結果は変わります。";
pub(crate) const RELATIVES: &str = "親族からの援助は、申請の条件ではありません。";
pub(crate) const INFORMED: &str =
    "生活困窮者自立支援法第23条による案内をしたら、だれが・いつ・どのように伝えたかを記録してください。";
pub(crate) const FOR_THE_PERSON: &str = "生活保護の申請は、だれでも、いつでもできます。この結果は目安で、福祉事務所が事情をうかがって決めます。ほかの制度と合わせて、いっしょに考えましょう。";
/// Where the office's own name and number are not entered yet.
pub(crate) const OFFICE_NOT_ENTERED: &str =
    "相談先: お住まいの町の福祉事務所（電話番号は町の設定に未登録です。市区町村の代表番号からつながります）。";
