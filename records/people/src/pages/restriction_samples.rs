//! 存在を伏せる見本: each state of the page.

use office::{Day, Instant};

use super::*;
use crate::RestrictionId;
use crate::lifting::{LiftAsked, Lifted};

fn page(restriction: Option<Restriction>, me: &StaffId) -> Option<Page> {
    Some(Page {
        person: super::super::show::sample_people().into_iter().next()?,
        restriction,
        names: Names::default(),
        named: vec![me.clone(), StaffId::from_text("stf_d")?],
        colleagues: Colleagues::sample(),
        is_named: true,
        may: Mays { ask: true, confirm: true, see: true },
        me: me.clone(),
        reason: String::new(),
        errors: FieldErrors::default(),
        csrf: "0".into(),
    })
}

fn states() -> Option<Vec<(&'static str, Page)>> {
    let (a, b) = (StaffId::from_text("stf_a")?, StaffId::from_text("stf_b")?);
    let at = Instant::at(Day::of(2018, 4, 9)?, 9, 0)?;
    let standing = Restriction {
        id: RestrictionId::from_text("rst_1")?,
        person: PersonId::from_text("psn_1")?,
        reason: "同じ窓口に<家族>が勤めている".into(),
        begun_at: at,
        begun_by: a.clone(),
        lift_asked: None,
        lifted: None,
        version: 1,
    };
    let asked = Restriction {
        lift_asked: Some(LiftAsked { at, by: b.clone(), reason: "家族が異動した".into() }),
        ..standing.clone()
    };
    let lifted = Restriction { lifted: Some(Lifted { at, by: a.clone() }), ..asked.clone() };
    let mut errors = FieldErrors::default();
    errors.add("reason", "理由を書いてください。");
    errors.add("colleague_0", "「見本」に合う職員が複数います。下から一人を選んでください。");
    let unclear = page(None, &a)?;
    let typed = Pairs(vec![("colleague_0".into(), "見本".into())]);
    let colleagues = unclear.colleagues.clone().typed(&typed);
    Some(vec![
        ("people: 存在を伏せていない", page(None, &a)?),
        ("people: 存在を伏せる欄を確かめる", Page { errors, colleagues, ..unclear }),
        ("people: 存在を伏せている", page(Some(standing), &a)?),
        ("people: 伏せることの終了を確認する", page(Some(asked.clone()), &a)?),
        ("people: 伏せることの終了を求めた本人", page(Some(asked), &b)?),
        ("people: 伏せることは終わった", page(Some(lifted), &a)?),
    ])
}

pub(crate) fn samples() -> web::Samples {
    let all = states().unwrap_or_default();
    all.iter().fold(web::Samples::new(), |samples, (name, page)| samples.with(name, page))
}
