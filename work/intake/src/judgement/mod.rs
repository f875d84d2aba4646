//! 職員の見立て: a 課題 that a worker accepts as their own judgement, with its ground. A suggestion alone is never kept.

mod doors;
mod part;

pub(crate) use doors::{accept, take_back};
pub(crate) use part::{Shown, drafts, html};

use noticing::Issue;
use office::{Instant, Refusal, StaffId, Trouble, id};

id!(
    /// 職員の見立て
    JudgementId, "jdg"
);

/// 職員の見立て as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    pub id: JudgementId,
    pub issue: Issue,
    /// The ground in the worker's words.
    pub ground: String,
    /// The rule that suggested it.
    pub rule: Option<String>,
    pub by: StaffId,
    pub at: Instant,
    /// Who took it back, and when.
    pub back: Option<(StaffId, Instant)>,
}

/// A judgement to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NewJudgement {
    pub(crate) issue: Issue,
    pub(crate) ground: String,
    pub(crate) rule: Option<String>,
}

/// Why a judgement is not kept or not taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum JudgementRefusal {
    StandsAlready,
    BackAlready,
}

impl From<JudgementRefusal> for Refusal {
    fn from(refusal: JudgementRefusal) -> Self {
        match refusal {
            JudgementRefusal::StandsAlready => Self::conflict(
                "同じ課題の見立てが、すでに加えられています。書き直すときは、先に今の見立てを取り下げてください。",
            ),
            JudgementRefusal::BackAlready => Self::conflict("この見立ては、すでに取り下げられています。"),
        }
    }
}

impl From<JudgementRefusal> for Trouble {
    fn from(refusal: JudgementRefusal) -> Self {
        Refusal::from(refusal).into()
    }
}

/// One judgement of an issue stands at a time.
pub(crate) fn acceptable(known: &[Judgement], issue: Issue) -> Result<(), JudgementRefusal> {
    let stands = known.iter().any(|judgement| judgement.issue == issue && judgement.back.is_none());
    if stands { Err(JudgementRefusal::StandsAlready) } else { Ok(()) }
}

/// What was taken back stays so.
pub(crate) fn returnable(judgement: &Judgement) -> Result<(), JudgementRefusal> {
    if judgement.back.is_some() { Err(JudgementRefusal::BackAlready) } else { Ok(()) }
}

/// As long as a ground may be.
const MOST_LETTERS: usize = 2_000;

/// What is amiss with a ground, if anything.
pub(crate) fn amiss(ground: &str) -> Option<&'static str> {
    if ground.is_empty() {
        return Some("そう見立てた根拠を一言書いてください。あとで読む人が確かめられます。");
    }
    (ground.chars().count() > MOST_LETTERS).then_some("根拠は2000字までで書いてください。")
}
