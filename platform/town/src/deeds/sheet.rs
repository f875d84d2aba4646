//! つなぐ: sheets, answers, results, and what is taken back.

use db::Writer;
use office::{About, May, Trouble};
use referral::amend::Amendment;
use referral::answer::Answer;
use referral::baton::Lead;
use referral::report::Report;
use referral::{
    AnsweredHow, Consent, Kind, LegId, LegSubject, LegalGround, NewLeg, NewSheet, SheetId, SheetSubject, Urgency,
};

use super::{Counts, SoFar, Stage, subject_of};
use crate::step::{Asking, Reply, Sending};
use crate::words::one_of;

pub(super) fn send(
    stage: &mut Stage<'_>,
    writer: &mut Writer<'_>,
    so_far: &mut SoFar,
    sending: Sending,
) -> Result<Counts, Trouble> {
    let (sheet, subject, from) = (written(stage, so_far, sending)?, subject_of(so_far)?, so_far.intake()?);
    let sent = stage.deed(writer, (May::SendSheet, &subject), |mut act| {
        let sent = referral::send::send(&mut act, &sheet)?;
        intake::mark_connected(&mut act, &from)?;
        let about = About::new("sheet", sent.sheet.as_text()).with(sheet.person.clone());
        act.done(about, "つなぐシートを送った", sent)
    })?;
    so_far.sheet = Some(sent.sheet);
    so_far.leg = sent.legs.into_iter().next();
    Ok(Counts { sheets: 1, ..Counts::default() })
}

fn written(stage: &mut Stage<'_>, so_far: &SoFar, sending: Sending) -> Result<NewSheet, Trouble> {
    let (words, chance) = (&stage.town.words, &mut stage.chance);
    let today = stage.step.at.day();
    let (kind, lead) = match sending.asking {
        Asking::ToTakeOn | Asking::InDanger => (Kind::Forward, Lead::WhenAccepted),
        Asking::Beside => (Kind::Parallel, Lead::No),
        Asking::Anonymously => (Kind::Information, Lead::No),
    };
    let consent = match sending.asking {
        Asking::ToTakeOn | Asking::Beside if chance.percent(40) => Consent::Written { on: today },
        Asking::ToTakeOn | Asking::Beside => Consent::Oral { on: today, heard_by: stage.actor.name.clone() },
        Asking::InDanger => Consent::NotYet { ground: Some(in_danger()) },
        Asking::Anonymously => Consent::NotYet { ground: None },
    };
    let concerns = so_far.concerns.iter().filter(|concern| concern.code != "dv_abuse");
    Ok(NewSheet {
        id: None,
        case: so_far.case()?,
        person: so_far.person.clone(),
        intake: Some(so_far.intake()?.as_text().to_owned()),
        kind,
        consent,
        share_outcome: sending.asking != Asking::Anonymously && chance.percent(90),
        urgency: sending.urgency,
        household_line: None,
        summary: one_of(&words.summaries, chance),
        considerations: String::new(),
        concerns: concerns.map(|c| referral::Concern { code: c.code.clone(), most: c.most }).collect(),
        legs: vec![NewLeg {
            to: stage.town.counters.agency(sending.to)?,
            lead,
            reason: one_of(&words.asks, chance),
            method: sending.method,
        }],
    })
}

fn in_danger() -> LegalGround {
    LegalGround {
        code: "life_in_danger".to_owned(),
        reason: "何日も食べておらず、声も弱いです。連絡先を聞く前に電話が切れました。".to_owned(),
    }
}

pub(super) fn answer(
    stage: &mut Stage<'_>,
    writer: &mut Writer<'_>,
    so_far: &mut SoFar,
    reply: Reply,
) -> Result<Counts, Trouble> {
    let (leg, case, person) = (so_far.leg()?, so_far.case()?, so_far.person.clone());
    let note = stage.chance.percent(30).then(|| one_of(&stage.town.words.replies, &mut stage.chance));
    let answer = match reply {
        Reply::Accept => Answer::Accept { note: None },
        Reply::AcceptOnPaper => Answer::Accept { note },
        Reply::AcceptInPart => {
            Answer::AcceptInPart { note: Some("家計のことを受け持ちます。".to_owned()) }
        }
        Reply::Return(reason) => Answer::Return { reason: reason.to_owned(), note: None },
        Reply::NotReached => Answer::NotReached {
            note: Some("三度お電話しましたが、つながりませんでした。".to_owned()),
        },
        Reply::Forward(to) => Answer::Forward {
            to: stage.town.counters.agency(to)?,
            reason: "お話を聞くと、そちらの窓口のほうが早いようです。".to_owned(),
        },
    };
    let sheet = SheetSubject(so_far.sheet()?);
    let own = LegSubject(leg.clone());
    let (may, subject, how): (May, &dyn office::Subject, _) = match reply {
        Reply::AcceptOnPaper => (May::EnterReturn, &sheet, AnsweredHow::Paper),
        _ => (May::AnswerLeg, &own, AnsweredHow::Screen),
    };
    let (next, received) = stage.deed(writer, (may, subject), |mut act| {
        let next = referral::answer::answer(&mut act, &leg, &answer, how)?;
        let codes = act.codes();
        let of_case = intake::of_case(&mut act.hands(), codes, &case)?;
        let received = of_case.into_iter().find(|intake| intake.via_leg.as_deref() == Some(leg.as_text()));
        let about = About::new("leg", leg.as_text()).with(person);
        act.done(about, "つなぐシートに返事をした", (next, received.map(|intake| intake.id)))
    })?;
    let receptions = u64::from(received.is_some());
    so_far.intake = received.or(so_far.intake.take());
    so_far.leg = next.or(Some(leg));
    Ok(Counts { receptions, ..Counts::default() })
}

pub(super) fn report(
    stage: &mut Stage<'_>,
    writer: &mut Writer<'_>,
    so_far: &SoFar,
    (result, thanks, on_paper): (&str, bool, bool),
) -> Result<Counts, Trouble> {
    let (leg, today) = (so_far.leg()?, stage.at().day());
    let words = &stage.town.words;
    let report = Report {
        result: result.to_owned(),
        first_met_on: (result != "no_contact").then_some(today),
        programme: (result == "applied").then(|| "生活保護".to_owned()),
        note: Some(one_of(&words.replies, &mut stage.chance)),
        ask_back: None,
        thanks: thanks.then(|| one_of(&words.thanks, &mut stage.chance)),
    };
    let (sheet, own) = (SheetSubject(so_far.sheet()?), LegSubject(leg.clone()));
    let (may, subject, how): (May, &dyn office::Subject, _) = match on_paper {
        true => (May::EnterReturn, &sheet, AnsweredHow::Paper),
        false => (May::ReportResult, &own, AnsweredHow::Screen),
    };
    stage.deed(writer, (may, subject), |mut act| {
        referral::report::report(&mut act, &leg, &report, how)?;
        act.done(about_leg(&leg, so_far), "対応結果を返した", ())
    })?;
    Ok(Counts::default())
}

pub(super) fn about_sheet(sheet: &SheetId, so_far: &SoFar) -> About {
    About::new("sheet", sheet.as_text()).with(so_far.person.clone())
}

fn about_leg(leg: &LegId, so_far: &SoFar) -> About {
    About::new("leg", leg.as_text()).with(so_far.person.clone())
}

pub(super) fn take_note(stage: &Stage<'_>, writer: &mut Writer<'_>, so_far: &SoFar) -> Result<Counts, Trouble> {
    let id = so_far.sheet()?;
    stage.deed(writer, (May::SeeSheet, &SheetSubject(id.clone())), |mut act| {
        referral::take_note(&mut act, &id)?;
        act.done(About::new("sheet", id.as_text()).with(so_far.person.clone()), "届いた返事を読んだ", ())
    })?;
    Ok(Counts::default())
}

pub(super) fn amend(stage: &mut Stage<'_>, writer: &mut Writer<'_>, so_far: &SoFar) -> Result<Counts, Trouble> {
    let id = so_far.sheet()?;
    let amendment = Amendment {
        summary: "今朝、ご本人から電話がありました。きのうから食べていないとのことです。急いでお願いします。"
            .to_owned(),
        considerations: "電話は夕方につながりやすいとのことです。".to_owned(),
        concerns: so_far.concerns.iter().map(|c| referral::Concern { code: c.code.clone(), most: c.most }).collect(),
        urgency: Urgency::SameDay,
    };
    stage.deed(writer, (May::AmendSheet, &SheetSubject(id.clone())), |mut act| {
        referral::amend::amend(&mut act, &id, 1, &amendment)?;
        act.done(About::new("sheet", id.as_text()).with(so_far.person.clone()), "つなぐシートを書き直した", ())
    })?;
    Ok(Counts::default())
}

pub(super) fn withdraw(stage: &Stage<'_>, writer: &mut Writer<'_>, so_far: &SoFar) -> Result<Counts, Trouble> {
    let id = so_far.sheet()?;
    stage.deed(writer, (May::WithdrawSheet, &SheetSubject(id.clone())), |mut act| {
        referral::withdraw::withdraw(&mut act, &id, "ご本人が、自分で行ってみるとのことです。")?;
        act.done(About::new("sheet", id.as_text()).with(so_far.person.clone()), "つなぐシートを取り下げた", ())
    })?;
    Ok(Counts::default())
}

pub(super) fn withdraw_consent(stage: &Stage<'_>, writer: &mut Writer<'_>, so_far: &SoFar) -> Result<Counts, Trouble> {
    let id = so_far.sheet()?;
    stage.deed(writer, (May::WithdrawConsent, &SheetSubject(id.clone())), |mut act| {
        referral::withdraw::withdraw_consent(&mut act, &id, Some("いまは名前を伝えないでほしいとのことです。"))?;
        act.done(About::new("sheet", id.as_text()).with(so_far.person.clone()), "同意の撤回を受けた", ())
    })?;
    Ok(Counts::default())
}
