//! ケースの決まり: what may happen to a case, and that one counter holds it as long as it is open.

use office::{Day, Instant, Refusal, Trouble};

use crate::model::{Case, Holder, Status};

/// An emergency opens a case for so many minutes.
pub const GLASS_MINUTES: i64 = 60;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CaseRefusal {
    Closed,
    StillOpen,
    InSupportAlready,
    HoldsAlready,
    NotTheHolder,
    HouseholdHasOpen { no: String },
    ChangedMeanwhile,
    NoReason,
}

impl CaseRefusal {
    #[must_use]
    pub fn sentence(&self) -> String {
        match self {
            Self::Closed => "このケースは終わっています。続けるときは、先に「再開する」を押してください。".into(),
            Self::StillOpen => "このケースは、いまも続いています。".into(),
            Self::InSupportAlready => "このケースは、すでに支援中です。".into(),
            Self::HoldsAlready => "その窓口が、いまこのケースを持っています。別の窓口を選んでください。".into(),
            Self::NotTheHolder => {
                "いまこのケースを持っている窓口が行います。必要なときは、持っている窓口に連絡してください。".into()
            }
            Self::HouseholdHasOpen { no } => {
                format!("この世帯のケース {no} がすでに開いています。そのケースに続けて記録してください。")
            }
            Self::ChangedMeanwhile => {
                "ほかの職員が先に保存しました。入力した内容は残っています。いまの内容と見くらべてください。".into()
            }
            Self::NoReason => "理由を書いてください。あとで責任者が確かめます。".into(),
        }
    }
}

impl From<CaseRefusal> for Refusal {
    fn from(refusal: CaseRefusal) -> Self {
        match &refusal {
            CaseRefusal::ChangedMeanwhile | CaseRefusal::HouseholdHasOpen { .. } => Self::conflict(refusal.sentence()),
            _ => Self::rule(refusal.sentence()),
        }
    }
}

impl From<CaseRefusal> for Trouble {
    fn from(refusal: CaseRefusal) -> Self {
        Refusal::from(refusal).into()
    }
}

fn open(case: &Case) -> Result<(), CaseRefusal> {
    if case.is_open() { Ok(()) } else { Err(CaseRefusal::Closed) }
}

/// バトンを渡す. Passing it to another member of the same counter is no hop.
pub fn pass(case: &Case, to: &Holder, at: Instant) -> Result<Case, CaseRefusal> {
    open(case)?;
    let same = case.holder_agency == to.agency;
    if same && case.holder_staff == to.staff {
        return Err(CaseRefusal::HoldsAlready);
    }
    Ok(Case {
        holder_agency: to.agency.clone(),
        holder_staff: to.staff.clone(),
        held_since: if same { case.held_since } else { at },
        hops: case.hops + i64::from(!same),
        version: case.version + 1,
        ..case.clone()
    })
}

/// 自分の機関で支援する
pub fn start_support(case: &Case, on: Day) -> Result<Case, CaseRefusal> {
    open(case)?;
    if case.status == Status::InSupport {
        return Err(CaseRefusal::InSupportAlready);
    }
    Ok(Case { status: Status::InSupport, support_from: Some(on), version: case.version + 1, ..case.clone() })
}

/// 終える
pub fn close(case: &Case, kind: &str, on: Day) -> Result<Case, CaseRefusal> {
    open(case)?;
    Ok(Case {
        status: Status::Closed,
        closed_on: Some(on),
        closing_kind: Some(kind.to_owned()),
        version: case.version + 1,
        ..case.clone()
    })
}

/// 再開する. The counter that reopens it holds it.
pub fn reopen(case: &Case, holder: &Holder, at: Instant) -> Result<Case, CaseRefusal> {
    if case.is_open() {
        return Err(CaseRefusal::StillOpen);
    }
    Ok(Case {
        status: if case.support_from.is_some() { Status::InSupport } else { Status::Received },
        holder_agency: holder.agency.clone(),
        holder_staff: holder.staff.clone(),
        held_since: at,
        closed_on: None,
        closing_kind: None,
        version: case.version + 1,
        ..case.clone()
    })
}

/// `R7-00012`
#[must_use]
pub fn number(year: office::calendar::FiscalYear, count: i64) -> String {
    format!("{}-{count:05}", year.short())
}

#[cfg(test)]
#[path = "rules_tests.rs"]
mod tests;
