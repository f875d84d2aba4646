//! 緊急に開く: a case to which the counter has no tie, for 60 minutes, with a reason, told to the supervisor.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use office::typed::fold_hyphens;
use office::{About, Desk, FieldErrors, Look, May, Nothing, Refusal, RefusalKind, Trouble};
use serde::Deserialize;
use web::{Answer, Pairs, Path, Query, Signed, Title, parts};

use crate::rules::GLASS_MINUTES;
use crate::store::{self, glass, visible};

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    no: String,
}

#[derive(Template)]
#[template(path = "pages/break_glass.html")]
struct Page {
    no: String,
    reason: String,
    errors: FieldErrors,
    csrf: String,
    minutes: i64,
}

impl Page {
    fn new(no: String, reason: String, csrf: &str) -> Self {
        Self { no, reason, errors: FieldErrors::default(), csrf: csrf.to_owned(), minutes: GLASS_MINUTES }
    }
}

fn title() -> Title {
    Title::new("緊急に開く")
}

pub(crate) async fn get(signed: Signed, Query(asked): Query<Asked>) -> Answer {
    web::page(&signed, title(), &Page::new(asked.no, String::new(), signed.csrf()))
}

/// For who has the address of a case: the same form, with its number where the case may be known of.
pub(crate) async fn of_case(State(desk): State<Desk>, signed: Signed, Path(id): Path<String>) -> Answer {
    let id = super::case_id(&id)?;
    let no = desk
        .look(&signed.actor, May::BreakGlass, Nothing, move |mut look: Look<'_, '_>| {
            let actor = look.actor().clone();
            let mut hands = look.hands();
            let facts = visible::situation(&mut hands, &actor, &id)?;
            let case = store::find(&mut hands, &id)?.filter(|_| !facts.restricted || facts.named);
            Ok(look.seen(About::case(&id), case.map(|case| case.no).unwrap_or_default()))
        })
        .await?;
    web::page(&signed, title(), &Page::new(no, String::new(), signed.csrf()))
}

pub(crate) async fn post(State(desk): State<Desk>, signed: Signed, pairs: Pairs) -> Answer {
    let (no, reason) = (pairs.one("no").to_owned(), pairs.one("reason").to_owned());
    let mut errors = FieldErrors::default();
    if no.trim().is_empty() {
        errors.add_with_example("no", "ケースの番号を入れてください。", "R7-00012");
    }
    if reason.trim().is_empty() {
        errors.add("reason", "急いで開く理由を書いてください。あとで責任者が確かめます。");
    }
    if !errors.is_empty() {
        let page = Page { errors, ..Page::new(no, reason, signed.csrf()) };
        return web::page_with(StatusCode::UNPROCESSABLE_ENTITY, &signed, title(), &page);
    }
    let (number, why) = (canonical(&no), reason.clone());
    let opened = desk
        .act(&signed.actor, May::BreakGlass, Nothing, move |mut act| {
            let actor = act.actor();
            let mut hands = act.hands();
            let case = store::find_by_no(&mut hands, &number)?.ok_or_else(unknown)?;
            let facts = visible::situation(&mut hands, actor, &case.id)?;
            if facts.restricted && !facts.named {
                return Err(unknown().into());
            }
            let persons = store::persons_of(&mut hands, &case.id)?;
            let about = About::case(&case.id).with(persons);
            if facts.tie.any() {
                return act.done(about, "もともと見られるケースだった", case.path());
            }
            glass::break_glass(&mut act, &case, &why)?;
            act.done_because(about, "緊急に開いた", &why, case.path())
        })
        .await;
    match opened {
        Ok(path) => web::redirect(&path),
        Err(Trouble::Refused(refusal)) if refusal.kind == RefusalKind::NotThere => {
            // A mistyped number must not cost the reason that was written.
            errors.add_with_example("no", &refusal.sentence, "R7-00012");
            let page = Page { errors, ..Page::new(no, reason, signed.csrf()) };
            web::page_with(StatusCode::UNPROCESSABLE_ENTITY, &signed, title(), &page)
        }
        Err(trouble) => Err(trouble.into()),
    }
}

/// The same whether there is no such case, or it must not be known that there is.
fn unknown() -> Refusal {
    Refusal {
        kind: RefusalKind::NotThere,
        sentence: "その番号のケースは見つかりませんでした。番号をもう一度お確かめください。".to_owned(),
    }
}

/// `ｒ７－12` is `R7-00012`.
fn canonical(typed: &str) -> String {
    let folded: String = fold_hyphens(typed).to_uppercase().split_whitespace().collect();
    match folded.split_once('-') {
        Some((year, count)) => format!("{year}-{count:0>5}"),
        None => folded,
    }
}

pub(crate) fn samples() -> web::Samples {
    let empty = Page::new(String::new(), String::new(), "0");
    let mut again = Page::new("R7-00012".into(), String::new(), "0");
    again.errors.add("reason", "急いで開く理由を書いてください。");
    let mut unknown_no = Page::new("R7-00099".into(), "救急隊から電話がありました。".into(), "0");
    unknown_no.errors.add_with_example("no", &unknown().sentence, "R7-00012");
    web::Samples::new()
        .with("cases: 緊急に開く", &empty)
        .with("cases: 緊急に開く理由を確かめる", &again)
        .with("cases: 緊急に開く番号を確かめる", &unknown_no)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_however_it_is_typed() {
        for typed in ["R7-00012", "r7-12", "Ｒ７－１２", " R7 ー 00012 "] {
            assert_eq!(canonical(typed), "R7-00012", "{typed}");
        }
        assert_eq!(canonical("R7-123456"), "R7-123456");
    }
}
