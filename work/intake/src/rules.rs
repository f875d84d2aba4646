//! 受付の決まり: what is decided about a reception and by whom. Pure.

use office::{AgencyId, Codes, Trouble};

use crate::model::{Concern, Intake, Status, Visitor};

/// What a counter decides about a reception (forms 5.12).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// 自分の窓口で支援する
    Support,
    /// つなぐ: a sheet was sent.
    Connect,
    /// 情報提供で終了
    Inform,
    /// 判断前に中断
    Drop,
}

/// Why a decision does not go through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IntakeRefusal {
    SupportedAlready,
    InformedAlready,
    SupportUnderWay,
    EndedWithInformation,
    BrokenOff,
    AnotherCounter,
    NothingTold,
    SavedMeanwhile,
}

impl IntakeRefusal {
    /// The sentence that the officer reads.
    #[must_use]
    pub fn sentence(self) -> &'static str {
        match self {
            Self::SupportedAlready => {
                "この相談は、すでにこの窓口で支援しています。続きはケースの画面に書いてください。"
            }
            Self::InformedAlready => "この相談は、情報をお伝えして終わったことがすでに記録されています。",
            Self::SupportUnderWay => {
                "この相談は、すでに支援が始まっています。終えるときは、ケースの画面で終わり方を選んでください。"
            }
            Self::EndedWithInformation => {
                "この相談は、情報をお伝えして終わっています。続けてお聞きするときは、新しく相談を受け付けてください。前の内容はケースに残っています。"
            }
            Self::BrokenOff => {
                "この相談は、途中で終わったことが記録されています。続けてお聞きするときは、新しく相談を受け付けてください。"
            }
            Self::AnotherCounter => {
                "この受付票は、ほかの窓口が受け付けたものです。決めるのも直すのも、受け付けた窓口が行います。その窓口に連絡してください。"
            }
            Self::NothingTold => "お伝えしたことを一言書いてください。次に来られたとき、同じ話を繰り返さずにすみます。",
            Self::SavedMeanwhile => {
                "ほかの職員が先に保存しました。入力した内容は残っています。両方を見くらべて、もう一度保存してください。"
            }
        }
    }
}

impl From<IntakeRefusal> for office::Refusal {
    fn from(refusal: IntakeRefusal) -> Self {
        match refusal {
            IntakeRefusal::SavedMeanwhile => Self::conflict(refusal.sentence()),
            IntakeRefusal::AnotherCounter => Self::not_allowed(refusal.sentence()),
            _ => Self::rule(refusal.sentence()),
        }
    }
}

impl From<IntakeRefusal> for Trouble {
    fn from(refusal: IntakeRefusal) -> Self {
        office::Refusal::from(refusal).into()
    }
}

/// The status after a decision.
///
/// A reception that is supported here stays so when a sheet is sent later: what happened at the first decision is
/// what the yearly figures count, and the thread of the case shows the rest.
pub fn after(now: Status, decision: Decision) -> Result<Status, IntakeRefusal> {
    match (now, decision) {
        (Status::Received | Status::Connected, Decision::Support) => Ok(Status::Supported),
        (Status::Received | Status::Connected, Decision::Connect) => Ok(Status::Connected),
        (Status::Received | Status::Connected, Decision::Inform) => Ok(Status::Informed),
        (Status::Received | Status::Connected, Decision::Drop) => Ok(Status::Dropped),
        (Status::Supported, Decision::Connect) => Ok(Status::Supported),
        (Status::Supported, Decision::Support) => Err(IntakeRefusal::SupportedAlready),
        (Status::Supported, Decision::Inform | Decision::Drop) => Err(IntakeRefusal::SupportUnderWay),
        (Status::Informed, Decision::Inform) => Err(IntakeRefusal::InformedAlready),
        (Status::Informed, _) => Err(IntakeRefusal::EndedWithInformation),
        (Status::Dropped, _) => Err(IntakeRefusal::BrokenOff),
    }
}

/// A reception is decided and corrected by the counter that listened.
pub fn own(intake: &Intake, agency: &AgencyId) -> Result<(), IntakeRefusal> {
    if intake.agency == *agency { Ok(()) } else { Err(IntakeRefusal::AnotherCounter) }
}

/// What is worth asking about the marks (forms 4.2). A hint beside them, and never a reason to hold anything up.
#[must_use]
pub fn mark_hint(concerns: &[Concern]) -> Option<&'static str> {
    match concerns.iter().filter(|concern| concern.most).count() {
        0 if concerns.len() > 1 => {
            Some("いくつか困りごとがあるようです。いちばん困っていることを聞けたら、◎ にしてください。")
        }
        0 | 1 => None,
        _ => Some("◎ がいくつか付いています。いちばん困っていることを聞けたら、◎ を一つにしてください。"),
    }
}

/// The concerns in the order of the form, each once.
#[must_use]
pub fn in_order(codes: &Codes, given: &[Concern]) -> Vec<Concern> {
    let mut ordered = Vec::new();
    for code in &codes.list("concerns").codes {
        let mut marks = given.iter().filter(|concern| concern.code == code.code).peekable();
        if marks.peek().is_some() {
            ordered.push(Concern { code: code.code.clone(), most: marks.any(|concern| concern.most) });
        }
    }
    ordered
}

/// 初回相談経路, where the channel and the visitor tell it. None: to be asked, not guessed.
#[must_use]
pub fn initial_route(channel: Option<&str>, visitor: Visitor, relation: Option<&str>) -> Option<&'static str> {
    let brought = matches!(relation, Some("supporter" | "school"));
    match (channel?, visitor) {
        ("other_counter", _) => Some("agency_referral"),
        (_, Visitor::Other) if brought => Some("agency_referral"),
        ("counter", Visitor::ThePerson) => Some("self_visit"),
        ("counter", Visitor::Other) => Some("family_visit"),
        ("telephone" | "mail", Visitor::ThePerson) => Some("self_phone_mail"),
        ("telephone" | "mail", Visitor::Other) => Some("family_phone_mail"),
        _ => None,
    }
}

#[cfg(test)]
#[path = "rules_tests.rs"]
mod tests;
