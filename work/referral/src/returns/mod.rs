//! 紙や電話の返事: what came back by paper or telephone, entered against the reference code. The same deeds as on screen.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use office::{Act, Codes, Day, Desk, FieldErrors, Look, May, Refusal, RefusalKind, Trouble};
use serde::Deserialize;
use web::parts::Choices;
use web::{Answer, Pairs, Query, SafeHtml, Signed, Title, parts};

use crate::answer;
use crate::code;
use crate::model::{AnsweredHow, LegId, LegState, SheetId};
use crate::report;
use crate::seen;
use crate::sheet::Leg;
use crate::store;
use crate::subject::{SheetSubject, about};

/// A sheet found by its code, with the legs that can be answered for.
pub(crate) struct Found {
    pub(crate) id: SheetId,
    pub(crate) person_line: String,
    pub(crate) legs: Vec<Entry>,
}

/// One leg: its counter, and whether it still waits for an answer or for a result.
pub(crate) struct Entry {
    pub(crate) id: LegId,
    pub(crate) agency: String,
    pub(crate) waits_for_answer: bool,
}

#[derive(Template)]
#[template(path = "returns/page.html")]
pub(crate) struct ReturnsPage<'a> {
    csrf: &'a str,
    code: &'a str,
    found: Option<Found>,
    pairs: &'a Pairs,
    errors: &'a FieldErrors,
    done: bool,
    codes: &'a Codes,
    today: Day,
}

impl ReturnsPage<'_> {
    fn one(&self, field: &str) -> &str {
        self.pairs.one(field)
    }

    fn how(&self) -> SafeHtml {
        let picked = if self.one("how").is_empty() { "telephone" } else { self.one("how") };
        let choices = Choices::new([("telephone", "電話"), ("paper", "紙")]).picked(picked);
        parts::radios("how", "どうやって届きましたか", &choices, self.errors, parts::opts())
    }

    fn leg(&self, found: &Found) -> SafeHtml {
        let first = found.legs.first().map_or("", |leg| leg.id.as_text());
        let picked = if self.one("leg").is_empty() { first } else { self.one("leg") };
        let state = |leg: &Entry| if leg.waits_for_answer { "返事待ち" } else { "結果待ち" };
        let choices =
            Choices::new(found.legs.iter().map(|leg| (leg.id.as_text(), format!("{}({})", leg.agency, state(leg)))));
        parts::radios("leg", "どの窓口からの返事ですか", &choices.picked(picked), self.errors, parts::opts())
    }

    fn return_reasons(&self) -> SafeHtml {
        let list = self.codes.list("return_reasons");
        let choices = Choices::of(list, self.today).or_none("選んでください").picked(self.one("return_reason"));
        parts::select("return_reason", "返す理由", &choices, self.errors, parts::opts())
    }

    fn results(&self) -> SafeHtml {
        let choices = Choices::of(self.codes.list("referral_results"), self.today).picked(self.one("result"));
        parts::radios("result", "対応結果", &choices, self.errors, parts::opts())
    }
}

#[derive(Debug, Default, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    code: String,
    #[serde(default)]
    done: String,
}

/// The sheet of a code, where this counter sent it. A code of somebody else's sheet is as if it did not exist.
async fn find(desk: &Desk, signed: &Signed, typed: &str) -> Result<Result<Found, FieldErrors>, Trouble> {
    let code = match code::read(typed) {
        Ok(code) => code,
        Err(errors) => return Ok(Err(errors)),
    };
    let id = desk
        .glance(&signed.actor, May::EnterReturn, move |mut look| {
            Ok(store::sheets::id_of_code(&mut look.hands(), &code)?)
        })
        .await?;
    let Some(id) = id else { return Ok(Err(unknown())) };
    let (subject, sheet) = (SheetSubject(id.clone()), id);
    let reading = move |mut look: Look<'_, '_>| {
        let actor = look.actor();
        let mut hands = look.hands();
        let seen = seen::read(&mut hands, actor, &sheet)?;
        let agencies = staff::agencies::list(&mut hands)?;
        let open = |leg: &&Leg| leg.state == LegState::Sent || leg.state.owes_result();
        let entry = |leg: &Leg| {
            let agency = agencies.iter().find(|agency| agency.id == leg.to && !agency.has_account)?;
            let waits_for_answer = leg.state == LegState::Sent;
            Some(Entry { id: leg.id.clone(), agency: agency.name.clone(), waits_for_answer })
        };
        let legs = seen.legs.iter().filter(open).filter_map(entry).collect();
        let found = Found { id: sheet.clone(), person_line: seen.person_line(), legs };
        Ok(look.seen(about(&sheet, seen.sheet.person.as_ref()), found))
    };
    match desk.look(&signed.actor, May::EnterReturn, subject, reading).await {
        Ok(found) => Ok(Ok(found)),
        Err(Trouble::Refused(refusal)) if refusal.kind == RefusalKind::NotThere => Ok(Err(unknown())),
        Err(trouble) => Err(trouble),
    }
}

fn unknown() -> FieldErrors {
    let mut errors = FieldErrors::default();
    errors.add("code", "この受付番号のシートは、この窓口から送ったものの中には見つかりませんでした。紙の番号をもう一度確かめてください。");
    errors
}

/// GET /returns
pub(crate) async fn page(State(desk): State<Desk>, signed: Signed, Query(asked): Query<Asked>) -> Answer {
    let (found, errors) = match asked.code.trim() {
        "" => (None, FieldErrors::default()),
        typed => match find(&desk, &signed, typed).await? {
            Ok(found) => (Some(found), FieldErrors::default()),
            Err(errors) => (None, errors),
        },
    };
    render(&desk, &signed, (&asked.code, found, asked.done == "1"), (&Pairs::default(), &errors))
}

fn render(
    desk: &Desk,
    signed: &Signed,
    (code, found, done): (&str, Option<Found>, bool),
    (pairs, errors): (&Pairs, &FieldErrors),
) -> Answer {
    let page = ReturnsPage {
        csrf: signed.csrf(),
        code,
        found,
        pairs,
        errors,
        done,
        codes: desk.codes(),
        today: desk.now().day(),
    };
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    web::page_with(status, signed, Title::new("紙や電話の返事を入力する"), &page)
}

/// What is entered: an answer, or a result.
enum Entered {
    Answer(answer::Answer),
    Result(Box<report::Report>),
}

fn understand(pairs: &Pairs, codes: &Codes, today: Day) -> Result<Entered, FieldErrors> {
    match pairs.one("answer") {
        "result" => report::understand(pairs, codes, today).map(|report| Entered::Result(Box::new(report))),
        _ => answer::understand(pairs, codes).map(Entered::Answer),
    }
}

/// POST /returns
pub(crate) async fn enter(State(desk): State<Desk>, signed: Signed, pairs: Pairs) -> Answer {
    let code = pairs.one("code").to_owned();
    let found = match find(&desk, &signed, &code).await? {
        Ok(found) => found,
        Err(errors) => return render(&desk, &signed, (&code, None, false), (&pairs, &errors)),
    };
    let entered = match understand(&pairs, desk.codes(), desk.now().day()) {
        Ok(entered) => entered,
        Err(errors) => return render(&desk, &signed, (&code, Some(found), false), (&pairs, &errors)),
    };
    let leg = LegId::from_text(pairs.one("leg")).filter(|leg| found.legs.iter().any(|entry| entry.id == *leg));
    let leg = leg.ok_or_else(|| Refusal::from(crate::Refusal::LegUnknown))?;
    let how = if pairs.one("how") == "paper" { AnsweredHow::Paper } else { AnsweredHow::Telephone };
    let sheet = found.id.clone();
    let deed = move |mut act: Act<'_, '_>| {
        match &entered {
            Entered::Answer(said) => {
                answer::answer(&mut act, &leg, said, how)?;
            }
            Entered::Result(told) => report::report(&mut act, &leg, told, how)?,
        }
        let person = store::sheets::get(&mut act.hands(), &sheet)?.person;
        act.done(about(&sheet, person.as_ref()), "紙や電話で届いた返事を入力した", ())
    };
    match desk.act(&signed.actor, May::EnterReturn, SheetSubject(found.id.clone()), deed).await {
        Ok(()) => web::redirect(&format!("/returns?code={code}&done=1")),
        Err(Trouble::Refused(refusal)) if refusal.kind == RefusalKind::Rule => {
            let mut errors = FieldErrors::default();
            errors.add("note", refusal.sentence);
            render(&desk, &signed, (&code, Some(found), false), (&pairs, &errors))
        }
        Err(trouble) => Err(trouble.into()),
    }
}

pub(crate) fn samples() -> web::Samples {
    build().unwrap_or_default()
}

fn build() -> Option<web::Samples> {
    let (codes, today) = (Codes::embedded().ok()?, Day::of(2018, 4, 12)?);
    let (pairs, none) = (Pairs::default(), FieldErrors::default());
    let wrong = code::read("4821").err()?;
    let found = |waits: bool, open: bool| {
        let entry =
            Entry {
                id: LegId::from_text("leg_1")?, agency: "見本フードバンク".into(), waits_for_answer: waits
            };
        let legs = if open { vec![entry] } else { Vec::new() };
        Some(Found { id: SheetId::from_text("sht_1")?, person_line: "見本 <太郎>".into(), legs })
    };
    let page = |code, found, errors, done| ReturnsPage {
        csrf: "token",
        code,
        found,
        pairs: &pairs,
        errors,
        done,
        codes: &codes,
        today,
    };
    Some(
        web::Samples::new()
            .with("紙や電話の返事: はじめ", &page("", None, &none, false))
            .with("紙や電話の返事: 番号が違う", &page("4821", None, &wrong, false))
            .with("紙や電話の返事: 返事待ち", &page("48210-93753", found(true, true), &none, false))
            .with("紙や電話の返事: 入力した", &page("48210-93753", found(false, true), &none, true))
            .with("紙や電話の返事: 待っているものがない", &page("48210-93753", found(false, false), &none, false)),
    )
}
