//! 支援措置の見本: each state of the page.

use office::Instant;

use super::*;
use crate::ProtectionId;
use crate::lifting::{LiftAsked, Lifted};

fn page(protection: Option<Protection>, me: &StaffId, today: Day) -> Option<Page> {
    Some(Page {
        person: super::super::show::sample_people().into_iter().next()?,
        protection,
        names: Names::default(),
        named: vec![me.clone()],
        colleagues: Colleagues::sample(),
        today,
        is_named: true,
        may: Mays { protect: true, ask: true, confirm: true },
        me: me.clone(),
        form: BeginForm::default(),
        errors: FieldErrors::default(),
        csrf: "0".into(),
    })
}

fn states() -> Option<Vec<(&'static str, Page)>> {
    let (a, b) = (StaffId::from_text("stf_a")?, StaffId::from_text("stf_b")?);
    let today = Day::of(2018, 4, 9)?;
    let at = Instant::at(today, 9, 0)?;
    let standing = Protection {
        id: ProtectionId::from_text("prt_1")?,
        person: PersonId::from_text("psn_1")?,
        reason: "本人の申出".into(),
        begun_at: at,
        begun_by: a.clone(),
        until: Day::of(2018, 4, 1)?,
        lift_asked: None,
        lifted: None,
        version: 1,
    };
    let lift_asked = Some(LiftAsked { at, by: b.clone(), reason: "本人の申出".into() });
    let asked = Protection { lift_asked, ..standing.clone() };
    let lifted = Protection { lifted: Some(Lifted { at, by: a.clone() }), ..asked.clone() };
    let mut errors = FieldErrors::default();
    errors.add("reason", "理由を書いてください。");
    Some(vec![
        ("people: 支援措置はない", page(None, &a, today)?),
        ("people: 支援措置を始める欄を確かめる", Page { errors, ..page(None, &a, today)? }),
        ("people: 支援措置の期間が過ぎている", page(Some(standing.clone()), &a, today)?),
        ("people: 名指しされていない職員が見る", Page { is_named: false, ..page(Some(standing), &b, today)? }),
        ("people: 終了を確認する", page(Some(asked.clone()), &a, today)?),
        ("people: 終了を求めた本人", page(Some(asked), &b, today)?),
        ("people: 支援措置は終わった", page(Some(lifted), &a, today)?),
    ])
}

pub(crate) fn samples() -> web::Samples {
    let all = states().unwrap_or_default();
    all.iter().fold(web::Samples::new(), |samples, (name, page)| samples.with(name, page))
}
