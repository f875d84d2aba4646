//! 選んだケースの一覧: what is taken along to a meeting or handed to a colleague.

use askama::Template;
use axum::extract::{RawQuery, State};
use office::{About, Day, Desk, Look, May, Nothing};
use web::{Answer, Pairs, Signed, Title, parts};

use super::list::{Line, sample_line};
use crate::store::{self, visible};

const MOST: usize = 100;

#[derive(Template)]
#[template(path = "pages/print.html")]
struct Page {
    lines: Vec<Line>,
    agency: String,
    today: Day,
}

pub(crate) async fn get(State(desk): State<Desk>, signed: Signed, RawQuery(query): RawQuery) -> Answer {
    let pairs = Pairs::parse(query.unwrap_or_default().as_bytes());
    let ids: Vec<_> = pairs.all("case").filter_map(office::CaseId::from_text).take(MOST).collect();
    let agency = signed.actor.agency_name.clone();
    let page = desk
        .look(&signed.actor, May::SeeCases, Nothing, move |mut look: Look<'_, '_>| {
            let (actor, today) = (look.actor().clone(), look.today());
            let mut hands = look.hands();
            let (mut found, mut seen) = (Vec::new(), Vec::new());
            for id in ids {
                let facts = visible::situation(&mut hands, &actor, &id)?;
                let Some(case) = store::find(&mut hands, &id)?.filter(|_| visible::is_seen(&facts)) else { continue };
                let persons = store::persons_of(&mut hands, &id)?;
                let person = people::basic(&mut hands, &actor, &persons)?.into_iter().next();
                seen.extend(person.iter().map(|person| person.id.clone()));
                found.push((case, person));
            }
            let lines = Line::of(&mut hands, found)?;
            Ok(look.seen(About::nothing().with(seen), Page { lines, agency, today }))
        })
        .await?;
    web::page(&signed, Title::new("選んだケース").under("ケースの一覧", "/cases").wide(), &page)
}

pub(crate) fn samples() -> web::Samples {
    let Some(today) = Day::of(2018, 4, 9) else { return web::Samples::new() };
    let page = |lines| Page { lines, agency: "自立相談支援センター".into(), today };
    web::Samples::new()
        .with("cases: 選んだケース", &page(sample_line().into_iter().collect()))
        .with("cases: 何も選んでいない", &page(Vec::new()))
}
