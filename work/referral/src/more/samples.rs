//! 見本: a question, and the two forms in their states.

use office::{AgencyId, CaseId, Codes, Day, FieldErrors, Instant, StaffId};
use web::Pairs;

use super::ask::AskPage;
use super::model::{Answer, Asker, More, Told};
use super::tell::{Asked, TellPage};
use crate::consent::Consent;
use crate::model::{LegId, MoreId, SheetId};

/// A question about the sample sheet; answered or not.
pub(crate) fn asked(answered: bool) -> Option<More> {
    let day = Day::of(2018, 4, 10)?;
    let (at, later) = (Instant::at(day, 10, 5)?, Instant::at(day, 15, 30)?);
    let answer = Answer {
        agency: AgencyId::from_text("agc_1")?,
        staff: StaffId::from_text("stf_1")?,
        at: later,
        consent: Some(Consent::Oral { on: day, heard_by: "見本 花子".into() }),
        consent_withdrawn_at: None,
        told: vec![
            Told { kind: "money".into(), text: Some("世帯の収入は月に約<9>万円".into()) },
            Told { kind: "welfare_use".into(), text: None },
        ],
        instead: Some("健康のことは、面談で本人に聞いてください。".into()),
        read_at: None,
    };
    Some(More {
        id: MoreId::from_text("mor_1")?,
        sheet: SheetId::from_text("sht_1")?,
        case: CaseId::from_text("cas_1")?,
        leg: LegId::from_text("leg_1")?,
        from: AgencyId::from_text("agc_1")?,
        asker: Asker { agency: AgencyId::from_text("agc_2")?, staff: StaffId::from_text("stf_2")?, at },
        kinds: vec!["health".into(), "money".into(), "welfare_use".into()],
        why: "家賃の給付を申し込む準備のため、<世帯>の収入を知りたい".into(),
        answer: answered.then_some(answer),
    })
}

pub(crate) fn samples() -> web::Samples {
    build().unwrap_or_default()
}

fn build() -> Option<web::Samples> {
    let (codes, today, id) = (Codes::embedded().ok()?, Day::of(2018, 4, 10)?, SheetId::from_text("sht_1")?);
    let (blank, none) = (Pairs::default(), FieldErrors::default());
    let mut unclear = FieldErrors::default();
    unclear.add("kind", crate::Refusal::NothingAsked.sentence());
    unclear.add_with_example("why", "知りたい理由を一言書いてください。", "家賃の給付の準備のため");
    let ask = |pairs, errors| AskPage {
        csrf: "token",
        id: &id,
        person: "見本 <太郎>".into(),
        sender: "見本収納課".into(),
        pairs,
        errors,
        draft: None,
        codes: &codes,
        today,
    };
    let of = |covered| {
        Some(Asked { more: asked(false)?, person: "見本 <太郎>".into(), asker: "見本相談".into(), covered })
    };
    let (open, covered) = (of(false)?, of(true)?);
    let typed = Pairs(vec![
        ("tell".into(), "money".into()),
        ("text_0".into(), "通院している".into()),
        ("consent".into(), "none".into()),
    ]);
    let mut wrong = FieldErrors::default();
    wrong.add("text_0", "書いた内容は、まだ伝わりません。");
    wrong.add("legal_ground", crate::Refusal::TellingWithoutConsent.sentence());
    wrong.add("instead", crate::Refusal::NothingInstead.sentence());
    let tell =
        |asked, pairs, errors| TellPage { csrf: "token", asked, pairs, errors, draft: None, codes: &codes, today };
    Some(
        web::Samples::new()
            .with("詳しく聞く: 空", &ask(&blank, &none))
            .with("詳しく聞く: 確かめるところがある", &ask(&blank, &unclear))
            .with("詳しく聞かれたこと: 空", &tell(&open, &blank, &none))
            .with("詳しく聞かれたこと: 支援措置", &tell(&covered, &blank, &none))
            .with("詳しく聞かれたこと: 確かめるところがある", &tell(&open, &typed, &wrong)),
    )
}
