//! The page of one sheet, and the same on A4.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use office::{About, Act, Day, Desk, FieldErrors, May, Refusal};
use serde::Deserialize;
use web::parts::{Choices, opts};
use web::{Answer, Pairs, Path, Query, SafeHtml, Signed, Title, parts};

use super::parts::Words;
use super::{Shown, read};
use crate::model::{EventKind, LegState, SheetId, SheetState};
use crate::more::More;
use crate::seen::Side;
use crate::sheet::Leg;
use crate::subject::SheetSubject;

#[derive(Template)]
#[template(path = "show/page.html")]
pub(crate) struct SheetPage<'a> {
    pub(crate) csrf: &'a str,
    pub(crate) words: Words<'a>,
    pub(crate) today: Day,
    pub(crate) may: Can,
    pub(crate) own: office::AgencyId,
    pub(crate) pairs: &'a Pairs,
    pub(crate) errors: &'a FieldErrors,
    pub(crate) just_sent: bool,
}

/// What the reader's roles let them press.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Can {
    pub(crate) answer: bool,
    pub(crate) report: bool,
    pub(crate) withdraw: bool,
    pub(crate) withdraw_consent: bool,
    pub(crate) write: bool,
    pub(crate) amend: bool,
    pub(crate) print: bool,
    pub(crate) enter_return: bool,
    pub(crate) ask_more: bool,
    pub(crate) tell_more: bool,
    /// An answer to what was asked here waits to be read.
    pub(crate) more_news: bool,
}

impl Can {
    fn of(signed: &Signed, shown: &Shown) -> Self {
        let allow = |may| signed.actor.grants.allow(may);
        let (seen, sheet) = (&shown.seen, &shown.seen.sheet);
        let sender = seen.side == Side::Sender;
        Self {
            answer: allow(May::AnswerLeg),
            report: allow(May::ReportResult),
            withdraw: sender && seen.is_waiting() && allow(May::WithdrawSheet),
            withdraw_consent: (sheet.consent.on().is_some() || seen.more.iter().any(More::rests_on_consent))
                && sheet.consent_withdrawn_at.is_none()
                && allow(May::WithdrawConsent),
            ask_more: seen.may_ask(&signed.actor) && allow(May::AskMore),
            tell_more: seen.to_tell(&signed.actor).is_some() && allow(May::TellMore),
            more_news: seen.has_news(&signed.actor),
            write: sender && allow(May::WriteSheet),
            amend: seen.may_amend(&signed.actor.grants),
            print: allow(May::PrintSheet),
            enter_return: sender && sheet.state == SheetState::Open && allow(May::EnterReturn),
        }
    }
}

impl SheetPage<'_> {
    fn shown(&self) -> &Shown {
        self.words.shown
    }

    fn sheet(&self) -> &crate::Sheet {
        &self.words.shown.seen.sheet
    }

    fn is_sender(&self) -> bool {
        self.shown().seen.side == Side::Sender
    }

    /// When it was last amended: told to whoever did not write it.
    fn amended(&self) -> Option<office::Instant> {
        let events = self.shown().seen.events.iter().rev();
        let amended = events.filter(|event| event.kind == EventKind::Amended).map(|event| event.at).next();
        amended.filter(|_| !self.is_sender())
    }

    /// The leg that waits for this counter's answer.
    fn to_answer(&self) -> Option<&Leg> {
        let waits = |leg: &&Leg| leg.to == self.own && leg.state == LegState::Sent;
        self.shown().seen.legs.iter().find(waits).filter(|_| self.may.answer)
    }

    /// The leg whose result this counter owes, or may complete.
    fn to_report(&self) -> Option<&Leg> {
        let owes = |leg: &&Leg| leg.to == self.own && (leg.state.owes_result() || leg.state == LegState::Reported);
        self.shown().seen.legs.iter().find(owes).filter(|_| self.may.report)
    }

    fn one(&self, field: &str) -> &str {
        self.pairs.one(field)
    }

    fn note(&self) -> SafeHtml {
        let about = opts().hint("なくてもかまいません。元の窓口に届きます。");
        parts::text("note", "ひとこと", self.one("note"), self.errors, about)
    }

    fn return_reasons(&self) -> SafeHtml {
        let list = self.words.codes.list("return_reasons");
        let choices = Choices::of(list, self.today).or_none("選んでください").picked(self.one("return_reason"));
        parts::select("return_reason", "返す理由", &choices, self.errors, opts())
    }

    fn forward_to(&self) -> SafeHtml {
        let asked: Vec<_> = self.shown().seen.legs.iter().map(|leg| &leg.to).collect();
        let lead = self.to_answer().is_some_and(|leg| leg.lead.is_asked());
        let fits = |agency: &&staff::Agency| {
            !asked.contains(&&agency.id) && agency.id != self.sheet().from_agency && (agency.has_account || !lead)
        };
        let open = self.shown().counters.iter().filter(fits);
        let choices = Choices::new(open.map(|agency| (agency.id.as_text(), agency.name.clone())))
            .or_none("選んでください")
            .picked(self.one("forward_to"));
        parts::select("forward_to", "別の窓口", &choices, self.errors, opts())
    }

    fn results(&self) -> SafeHtml {
        let choices = Choices::of(self.words.codes.list("referral_results"), self.today).picked(self.one("result"));
        parts::radios("result", "対応結果", &choices, self.errors, opts().required())
    }
}

#[derive(Debug, Default, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    sent: String,
}

pub(crate) fn id_of(text: &str) -> Result<SheetId, Refusal> {
    SheetId::from_text(text).ok_or_else(Refusal::not_there)
}

/// GET /sheets/{id}
pub(crate) async fn page(
    State(desk): State<Desk>,
    signed: Signed,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Answer {
    let shown = read(&desk, &signed, &id_of(&id)?, May::SeeSheet).await?;
    let blank = (Pairs::default(), FieldErrors::default());
    render(&desk, &signed, &shown, (&blank.0, &blank.1, asked.sent == "1"))
}

/// The page with what was typed still in it.
pub(crate) async fn again(desk: &Desk, signed: &Signed, id: &SheetId, typed: (&Pairs, &FieldErrors)) -> Answer {
    let shown = read(desk, signed, id, May::SeeSheet).await?;
    render(desk, signed, &shown, (typed.0, typed.1, false))
}

fn render(
    desk: &Desk,
    signed: &Signed,
    shown: &Shown,
    (pairs, errors, just_sent): (&Pairs, &FieldErrors, bool),
) -> Answer {
    let page = SheetPage {
        csrf: signed.csrf(),
        words: Words { shown, codes: desk.codes() },
        today: desk.now().day(),
        may: Can::of(signed, shown),
        own: signed.actor.agency.clone(),
        pairs,
        errors,
        just_sent,
    };
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    web::page_with(status, signed, Title::new("つなぐシート"), &page)
}

/// POST /sheets/{id}/read: the sender took note of what came back.
pub(crate) async fn note_read(State(desk): State<Desk>, signed: Signed, Path(id): Path<String>) -> Answer {
    let id = id_of(&id)?;
    let sheet = id.clone();
    let deed = move |mut act: Act<'_, '_>| {
        crate::take_note(&mut act, &sheet)?;
        act.done(About::new("sheet", sheet.as_text()), "届いた返事を読んだ", ())
    };
    desk.act(&signed.actor, May::SeeSheet, SheetSubject(id.clone()), deed).await?;
    web::redirect(&format!("/sheets/{id}"))
}
