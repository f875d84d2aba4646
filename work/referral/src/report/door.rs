//! POST /legs/{id}/report.

use axum::extract::State;
use office::{Act, Codes, Day, Desk, FieldErrors, May, Refusal};
use web::{Answer, Pairs, Path, Signed};

use super::{Report, report};
use crate::answer::{leg_of, sheet_of};
use crate::model::AnsweredHow;
use crate::show;
use crate::store;
use crate::subject::{LegSubject, about};
use crate::typed::Reader;

pub(crate) fn understand(pairs: &Pairs, codes: &Codes, today: Day) -> Result<Report, FieldErrors> {
    let mut reader = Reader::new(pairs);
    let result = reader.code("result", "対応結果", codes.list("referral_results"));
    if result.is_none() && reader.errors.of("result").is_none() {
        reader.errors.add("result", "対応結果を一つ選んでください。まだ途中のときは「調整を続けている」を選べます。");
    }
    let first_met_on = reader.past_day("first_met_on", "初めて会った日", today);
    let programme = reader.line("programme", "制度の名前");
    let note = reader.text("result_note", "ひとこと");
    let ask_back = reader.text("ask_back", "元の窓口にお願いしたいこと");
    let thanks = reader.text("thanks", "本人からのお礼");
    let told = result.map(|result| Report { result, first_met_on, programme, note, ask_back, thanks });
    reader.done(told)
}

pub(crate) async fn door(State(desk): State<Desk>, signed: Signed, Path(id): Path<String>, pairs: Pairs) -> Answer {
    let leg = leg_of(&id)?;
    let sheet = sheet_of(&desk, &signed, &leg).await?;
    let told = match understand(&pairs, desk.codes(), desk.now().day()) {
        Ok(told) => told,
        Err(errors) => return show::again(&desk, &signed, &sheet, (&pairs, &errors)).await,
    };
    let subject = LegSubject(leg.clone());
    let deed = move |mut act: Act<'_, '_>| {
        report(&mut act, &leg, &told, AnsweredHow::Screen)?;
        let sheet = store::legs::find(&mut act.hands(), &leg)?.ok_or_else(Refusal::not_there)?.sheet;
        let person = store::sheets::get(&mut act.hands(), &sheet)?.person;
        act.done(about(&sheet, person.as_ref()), "つなぐシートの結果を返した", sheet)
    };
    let sheet = desk.act(&signed.actor, May::ReportResult, subject, deed).await?;
    web::redirect(&format!("/sheets/{sheet}"))
}
