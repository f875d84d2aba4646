//! 見本: a sheet in each of its states, for sender, receiver and paper.

use std::collections::BTreeMap;

use cases::thread::{Knot, State};
use office::{AgencyId, CaseId, Codes, Day, FieldErrors, Instant, PersonId, StaffId};
use staff::AgencyNames;
use web::Pairs;

use super::Shown;
use super::page::{Can, SheetPage};
use super::parts::Words;
use crate::baton::Lead;
use crate::consent::Consent;
use crate::due::Dues;
use crate::model::{AnsweredHow, EventKind, Kind, LegId, LegState, Method, SheetId, SheetState, Urgency};
use crate::print::{Annex, PaperPage};
use crate::seen::{SeenSheet, Side};
use crate::sheet::{Answered, Change, Concern, Event, Leg, Outcome, Sheet, Told};
use crate::travels::{Bare, PersonPart, Snapshot};

pub(crate) fn samples() -> web::Samples {
    build().unwrap_or_default()
}

fn sheet() -> Option<Sheet> {
    let day = Day::of(2018, 4, 9)?;
    Some(Sheet {
        id: SheetId::from_text("sht_1")?,
        code: "48210-93753".into(),
        case: CaseId::from_text("cas_1")?,
        person: PersonId::from_text("psn_1"),
        intake: None,
        kind: Kind::Forward,
        from_agency: AgencyId::from_text("agc_1")?,
        from_staff: StaffId::from_text("stf_1")?,
        written_at: Instant::at(day, 9, 12)?,
        consent: Consent::Oral { on: day, heard_by: "見本 花子".into() },
        consent_withdrawn_at: None,
        share_outcome: true,
        urgency: Urgency::SameDay,
        snapshot: Snapshot {
            bare: Bare { sex: Some("male".into()), age_band: Some("50代".into()) },
            named: Some(PersonPart {
                name: Some("見本 <太郎>".into()),
                kana: Some("みほん たろう".into()),
                birth: Some("昭和42年5月1日(50歳)".into()),
                address: Some("つなぐ市見本町1-2-3".into()),
                phones: vec!["携帯 090-0000-0001".into()],
                household_line: Some("ひとり暮らし".into()),
            }),
        },
        summary: "税の滞納が三か月あり、\n食べる物が少ない。<b>".into(),
        considerations: "電話は夕方に".into(),
        concerns: vec![Concern { code: "tax_utilities".into(), most: true }],
        state: SheetState::Open,
        version: 1,
    })
}

fn leg(state: LegState) -> Option<Leg> {
    let (day, at) = (Day::of(2018, 4, 9)?, Instant::at(Day::of(2018, 4, 10)?, 10, 0)?);
    let by = StaffId::from_text("stf_2")?;
    let answered = |reason: Option<&str>| Answered {
        at,
        by: by.clone(),
        how: AnsweredHow::Telephone,
        return_reason: reason.map(str::to_owned),
        note: Some("<i>ひとこと</i>".into()),
    };
    Some(Leg {
        id: LegId::from_text("leg_1")?,
        sheet: SheetId::from_text("sht_1")?,
        case: CaseId::from_text("cas_1")?,
        from: AgencyId::from_text("agc_1")?,
        to: AgencyId::from_text("agc_2")?,
        lead: Lead::WhenAccepted,
        reason: "住まいのこと".into(),
        method: Method::Accompany,
        sent_at: Instant::at(day, 9, 12)?,
        urgency: Urgency::Normal,
        dues: Dues { answer: day, result: Day::of(2018, 5, 9)? },
        state,
        answer: match state {
            LegState::Sent | LegState::Withdrawn => None,
            LegState::Returned => Some(answered(Some("needs_more_facts"))),
            _ => Some(answered(None)),
        },
        outcome: (state == LegState::Reported).then(|| Outcome {
            at,
            by: by.clone(),
            told: Some(Told {
                result: "applied".into(),
                first_met_on: Some(day),
                programme: Some("住居確保給付金".into()),
                note: Some("書類がそろいました".into()),
            }),
            ask_back: Some("分納の相談をお願いします".into()),
            thanks: Some("あの窓口を紹介してくれてありがとう".into()),
        }),
        read_at: None,
        forwarded_from: None,
        hop: 2,
        version: 1,
    })
}

fn shown(side: Side, state: LegState) -> Option<Shown> {
    let day = Day::of(2018, 4, 9)?;
    let event = |seq, kind, changes| {
        Some(Event {
            seq,
            at: Instant::at(day, 9, 12)?,
            staff: StaffId::from_text("stf_1")?,
            agency: AgencyId::from_text("agc_1")?,
            kind,
            leg: None,
            changes,
        })
    };
    let amended =
        Change { field: "概要・経緯".into(), before: "前の内容".into(), after: "新しい内容".into() };
    let knot = |name: &str, state| Knot { agency: name.into(), staff: None, on: day, how: "同行".into(), state };
    Some(Shown {
        seen: SeenSheet {
            sheet: sheet()?,
            legs: vec![leg(state)?],
            events: vec![event(1, EventKind::Sent, Vec::new())?, event(2, EventKind::Amended, vec![amended])?],
            more: vec![crate::more::sample(false)?, crate::more::sample(true)?],
            side,
            holds: false,
            named: true,
            protected: false,
        },
        agencies: AgencyNames::default(),
        staff: BTreeMap::new(),
        knots: vec![knot("見本収納課", State::Holds), knot("見本住宅課", State::Asked { due: Some(day) })],
        case_no: Some("H30-00001".into()),
        counters: vec![crate::send::sample_agency("agc_3", "見本水道課", true)?],
    })
}

fn build() -> Option<web::Samples> {
    let (codes, today) = (Codes::embedded().ok()?, Day::of(2018, 4, 12)?);
    let (pairs, none) = (Pairs::default(), FieldErrors::default());
    let all = Can {
        answer: true,
        report: true,
        withdraw: true,
        withdraw_consent: true,
        write: true,
        amend: true,
        print: true,
        enter_return: true,
        ask_more: true,
        tell_more: true,
        more_news: true,
    };
    let mut wrong = FieldErrors::default();
    wrong.add("return_reason", "返す理由を選んでから、「戻す」を押してください。");
    let (sender, receiver) = (AgencyId::from_text("agc_1")?, AgencyId::from_text("agc_2")?);
    let page = |shown, own: &AgencyId, errors, just_sent| SheetPage {
        csrf: "token",
        words: Words { shown, codes: &codes },
        today,
        may: all,
        own: own.clone(),
        pairs: &pairs,
        errors,
        just_sent,
    };
    let mut samples = web::Samples::new();
    let states = [
        ("シート: 返事待ち(送り元)", Side::Sender, LegState::Sent),
        ("シート: 返事をする(受け取り)", Side::Receiver, LegState::Sent),
        ("シート: 結果を返す(受け取り)", Side::Receiver, LegState::Accepted),
        ("シート: 戻ってきた(送り元)", Side::Sender, LegState::Returned),
        ("シート: 会えなかった(送り元)", Side::Sender, LegState::NotReached),
        ("シート: 結果が届いた(送り元)", Side::Sender, LegState::Reported),
        ("シート: 別の窓口へ(受け取り)", Side::Receiver, LegState::Forwarded),
    ];
    let shown_in: Option<Vec<Shown>> = states.iter().map(|(_, side, state)| shown(*side, *state)).collect();
    let shown_in = shown_in?;
    for ((name, side, state), shown) in states.into_iter().zip(&shown_in) {
        let own = if side == Side::Sender { &sender } else { &receiver };
        samples = samples.with(name, &page(shown, own, &none, state == LegState::Sent));
    }
    let mut withdrawn = shown(Side::Receiver, LegState::Withdrawn)?;
    withdrawn.seen.sheet.snapshot = withdrawn.seen.sheet.snapshot.without_name();
    withdrawn.seen.sheet.consent_withdrawn_at = Some(withdrawn.seen.sheet.written_at);
    withdrawn.seen.sheet.summary.clear();
    withdrawn.seen.protected = true;
    let waiting = shown(Side::Receiver, LegState::Sent)?;
    Some(
        samples
            .with("シート: 同意が撤回された(受け取り)", &page(&withdrawn, &receiver, &none, false))
            .with("シート: 返す理由がまだ", &page(&waiting, &receiver, &wrong, false))
            .merge(papers(&codes, today)?),
    )
}

fn papers(codes: &Codes, today: Day) -> Option<web::Samples> {
    let (sender, receiver) = (AgencyId::from_text("agc_1")?, AgencyId::from_text("agc_2")?);
    let told = shown(Side::Receiver, LegState::Sent)?;
    let mut bare = shown(Side::Receiver, LegState::Sent)?;
    bare.seen.more.clear();
    let mut to_two = shown(Side::Sender, LegState::Sent)?;
    to_two.seen.legs.push(Leg { to: AgencyId::from_text("agc_4")?, ..leg(LegState::Sent)? });
    to_two.seen.protected = true;
    let paper = |shown, own| PaperPage {
        words: Words { shown, codes },
        today,
        municipality: "つなぐ市".into(),
        annex: Annex::of(shown, own, ""),
    };
    Some(
        web::Samples::new()
            .with("シート: 印刷", &paper(&bare, &receiver))
            .with("シート: 別紙のある印刷", &paper(&told, &receiver))
            .with("シート: 別紙のあて先を選ぶ印刷", &paper(&to_two, &sender)),
    )
}
