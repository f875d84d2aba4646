//! 見本: a reception in each state.

use noticing::Issue;
use office::testing::morning;
use office::{Codes, FieldErrors};
use people::{Basic, BirthKnown, PersonName};
use web::Pairs;

use super::{Corrected, ShowPage, Shown};
use crate::judgement;
use crate::model::{Concern, Intake, IntakeId, Status, Told};

/// A pretend reception.
pub(crate) fn shown(status: Status) -> Option<Shown> {
    let intake = intake(status)?;
    let person = Basic {
        id: intake.person.clone()?,
        name: PersonName::new("見本 太郎", "みほん たろう"),
        sex: None,
        birth: BirthKnown::NotHeard,
        protected: true,
    };
    let corrected = Corrected {
        on: intake.told.received_on,
        at: "9:05".to_owned(),
        by: "見本 花子".to_owned(),
        reason: "聞き直した".to_owned(),
        before: vec![("世帯のこと", String::new())],
    };
    Some(Shown {
        case: case(&intake)?,
        intake,
        person: Some(person),
        agency: "収納課".to_owned(),
        staff: "見本 花子".to_owned(),
        holder: "収納課".to_owned(),
        history: vec![corrected],
        judgements: judgements()?,
        codes: Codes::embedded().ok()?,
    })
}

fn judgements() -> Option<Vec<judgement::Shown>> {
    let one = |id, issue, back| {
        Some(judgement::Shown {
            id: judgement::JudgementId::from_text(id)?,
            issue,
            ground: "「家賃が<b>払えない</b>」とのお話から。".to_owned(),
            by: "見本 花子".to_owned(),
            on: morning().day(),
            at: "9:10".to_owned(),
            back,
        })
    };
    let back = Some(("見本 次郎".to_owned(), morning().day()));
    Some(vec![one("jdg_1", Issue::EconomicHardship, None)?, one("jdg_2", Issue::Debt, back)?])
}

fn told() -> Told {
    Told {
        channel: Some("counter".to_owned()),
        words: Some("家賃が払えない。<b>督促状</b>が来た。\n母は足が悪い。".to_owned()),
        concerns: vec![
            Concern { code: "rent_or_loan".to_owned(), most: true },
            Concern { code: "care_of_elderly".to_owned(), most: false },
        ],
        wishes: vec!["no_calls_home".to_owned()],
        ..Told::on(morning().day())
    }
}

fn intake(status: Status) -> Option<Intake> {
    Some(Intake {
        id: IntakeId::from_text("int_1")?,
        case: office::CaseId::from_text("cas_1")?,
        person: office::PersonId::from_text("psn_1"),
        agency: office::AgencyId::from_text("agc_tax")?,
        staff: office::StaffId::from_text("stf_1")?,
        received_at: morning(),
        anonymous: false,
        told: told(),
        initial_route: None,
        status,
        decided_on: None,
        information: (status == Status::Informed).then(|| "住宅課の場所をお伝えした".to_owned()),
        via_leg: None,
        version: 2,
    })
}

fn case(intake: &Intake) -> Option<cases::Case> {
    Some(cases::Case {
        id: intake.case.clone(),
        no: "H30-00001".to_owned(),
        household: office::HouseholdId::from_text("hsh_1")?,
        status: cases::Status::Received,
        holder_agency: intake.agency.clone(),
        holder_staff: None,
        held_since: morning(),
        hops: 0,
        opened_on: intake.told.received_on,
        support_from: None,
        closed_on: None,
        closing_kind: None,
        restricted: false,
        version: 1,
    })
}

pub(crate) fn samples() -> web::Samples {
    let mut errors = FieldErrors::default();
    errors.add("information", crate::rules::IntakeRefusal::NothingTold.sentence());
    let mut ungrounded = FieldErrors::default();
    ungrounded.add("economic_hardship", "そう見立てた根拠を一言書いてください。");
    let states = [
        ("相談受付票: 見立ての根拠がまだ", Status::Received, true, ungrounded),
        ("相談受付票: これから決める", Status::Received, true, FieldErrors::default()),
        ("相談受付票: 伝えたことがまだ", Status::Received, true, errors),
        ("相談受付票: 支援している", Status::Supported, true, FieldErrors::default()),
        ("相談受付票: ほかの窓口の受付", Status::Connected, false, FieldErrors::default()),
        ("相談受付票: 情報提供で終了", Status::Informed, true, FieldErrors::default()),
    ];
    let mut samples = web::Samples::new();
    for (name, status, own, errors) in states {
        let Some(shown) = shown(status) else { continue };
        let (pairs, Ok(rules)) = (Pairs::default(), noticing::Rules::embedded()) else { continue };
        let (drafts, around) = (judgement::drafts(rules, &shown.intake), ("token", &shown.intake.id, own));
        let Ok(judgements) = judgement::html(around, &shown.judgements, &drafts, (&pairs, &errors)) else { continue };
        let page = ShowPage {
            judgements,
            csrf: "token",
            shown: &shown,
            today: morning().day(),
            own,
            ours: own,
            pairs: &pairs,
            errors: &errors,
        };
        samples = samples.with(name, &page);
    }
    samples
}
