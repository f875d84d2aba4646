//! 伏せた記録の担当の見本: each state of the pages.

use office::{AgencyId, By, Day, Instant};

use super::*;
use crate::NamingId;

fn record(in_charge: usize, proposal: Option<Naming>) -> Option<Unattended> {
    Some(Unattended {
        id: RestrictionId::from_text("rst_01c7k2m4p6")?,
        person: PersonId::from_text("psn_1")?,
        hidden_on: Day::of(2018, 4, 2)?,
        hidden_at: AgencyId::from_text("agc_1"),
        in_charge,
        gone: Vec::new(),
        proposal,
    })
}

fn names() -> Names {
    let agencies = AgencyId::from_text("agc_1").map(|id| (id, "見本窓口".to_owned()));
    Names { agencies: agencies.into_iter().collect(), ..Names::default() }
}

fn one(record: Unattended, me: &StaffId, may_propose: bool) -> One {
    One {
        record,
        names: names(),
        officers: Vec::new(),
        colleagues: Colleagues::sample(),
        me: me.clone(),
        may_propose,
        reason: String::new(),
        errors: FieldErrors::default(),
        csrf: "0".into(),
    }
}

fn states() -> Option<web::Samples> {
    let (a, b) = (StaffId::from_text("stf_a")?, StaffId::from_text("stf_d")?);
    let at = Instant::at(Day::of(2018, 4, 9)?, 9, 0)?;
    let naming = Naming {
        id: NamingId::from_text("nam_1")?,
        reason: "担当の二人が<異動>した。責任者に確かめた。".into(),
        staff: vec![StaffId::from_text("stf_b")?],
        proposed: By { staff: a.clone(), name: "見本 太郎".into(), at },
        version: 1,
    };
    let mut errors = FieldErrors::default();
    errors.add("reason", NamingRefusal::NoReason.sentence());
    errors.add("colleague_0", NamingRefusal::TooFew.sentence());
    let blank = one(record(0, None)?, &a, true);
    let wrong = One { errors, ..one(record(1, None)?, &a, true) };
    let all = vec![record(0, None)?, record(1, Some(naming.clone()))?];
    Some(
        web::Samples::new()
            .with("people: 担当が足りない記録はない", &List { all: Vec::new(), names: names() })
            .with("people: 担当が足りない記録", &List { all, names: names() })
            .with("people: 担当の付け替えを求める", &blank)
            .with("people: 担当の付け替えを確かめる", &wrong)
            .with("people: 担当の付け替えを求めた本人", &one(record(1, Some(naming.clone()))?, &a, true))
            .with("people: 担当の付け替えを確認する", &one(record(1, Some(naming))?, &b, false))
            .with("people: 担当の付け替えの求めはまだない", &one(record(0, None)?, &b, false)),
    )
}

pub(crate) fn samples() -> web::Samples {
    states().unwrap_or_default()
}
