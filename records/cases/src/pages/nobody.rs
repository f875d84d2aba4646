//! 誰も持っていない世帯: empty, or the first thing to do today.

use askama::Template;
use axum::extract::State;
use office::{About, Day, Desk, Look, May, Nothing, Refusal};
use web::{Answer, Path, Signed, Title, parts};

use super::list::{Line, sample_line};
use crate::CaseSubject;
use crate::model::{Holder, How};
use crate::store::nobody::nobody_holds;
use crate::store::{self, By, visible};

#[derive(Template)]
#[template(path = "pages/nobody.html")]
struct Page {
    lines: Vec<Line>,
    agency: String,
    today: Day,
    csrf: String,
}

pub(crate) async fn get(State(desk): State<Desk>, signed: Signed) -> Answer {
    let (agency, csrf) = (signed.actor.agency_name.clone(), signed.csrf().to_owned());
    let page = desk
        .look(&signed.actor, May::SeeNobodyHolds, Nothing, move |mut look: Look<'_, '_>| {
            let (actor, today) = (look.actor().clone(), look.today());
            let mut hands = look.hands();
            let (mut found, mut seen) = (Vec::new(), Vec::new());
            for case in nobody_holds(&mut hands)? {
                let facts = visible::situation(&mut hands, &actor, &case.id)?;
                if facts.restricted && !facts.named {
                    continue;
                }
                let persons = store::persons_of(&mut hands, &case.id)?;
                let person = people::basic(&mut hands, &actor, &persons)?.into_iter().next();
                seen.extend(person.iter().map(|person| person.id.clone()));
                found.push((case, person));
            }
            let lines = Line::of(&mut hands, found)?;
            Ok(look.seen(About::nothing().with(seen), Page { lines, agency, today, csrf }))
        })
        .await?;
    web::page(&signed, Title::new("誰も持っていない世帯"), &page)
}

/// The actor's counter takes the household, if it is still nobody's.
pub(crate) async fn take(State(desk): State<Desk>, signed: Signed, Path(id): Path<String>) -> Answer {
    let id = super::case_id(&id)?;
    let case_id = id.clone();
    desk.act(&signed.actor, May::SeeNobodyHolds, CaseSubject(id.clone()), move |mut act| {
        let unheld = nobody_holds(&mut act.hands())?;
        let case = unheld
            .into_iter()
            .find(|case| case.id == case_id)
            .ok_or_else(|| Refusal::conflict("この世帯は、いまは別の窓口が持っています。一覧を開き直してください。"))?;
        let actor = act.actor();
        let to = Holder { agency: actor.agency.clone(), staff: Some(actor.staff.clone()) };
        store::pass_baton(&mut act, &case, &to, By { how: How::Assigned, leg: None })?;
        let persons = store::persons_of(&mut act.hands(), &case_id)?;
        act.done(About::case(&case_id).with(persons), "誰も持っていない世帯を受け持った", ())
    })
    .await?;
    web::redirect(&format!("/cases/{id}"))
}

pub(crate) fn samples() -> web::Samples {
    let Some(today) = Day::of(2018, 4, 9) else { return web::Samples::new() };
    let page = |lines| Page { lines, agency: "多機関協働の担当".into(), today, csrf: "0".into() };
    web::Samples::new()
        .with("cases: 誰も持っていない世帯がある", &page(sample_line().into_iter().collect()))
        .with("cases: 誰も持っていない世帯はない", &page(Vec::new()))
}
