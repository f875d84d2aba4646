//! 緊急に開いた記録を確かめる: what the supervisor is told.

use askama::Template;
use axum::extract::State;
use office::{About, Desk, Look, May, Nothing, Refusal};
use web::{Answer, Path, Signed, Title, parts};

use crate::GlassId;
use crate::model::BrokenGlass;
use crate::store::{self, glass};

const MOST: i64 = 100;

/// One emergency as it is told.
struct Line {
    glass: BrokenGlass,
    by: String,
    reviewed_by: String,
    own: bool,
}

#[derive(Template)]
#[template(path = "pages/review.html")]
struct Page {
    agency: String,
    lines: Vec<Line>,
    csrf: String,
}

pub(crate) async fn get(State(desk): State<Desk>, signed: Signed) -> Answer {
    let (agency, csrf) = (signed.actor.agency_name.clone(), signed.csrf().to_owned());
    let page = desk
        .look(&signed.actor, May::ReviewBreakGlass, Nothing, move |mut look: Look<'_, '_>| {
            let actor = look.actor().clone();
            let mut hands = look.hands();
            let names = staff::members::names(&mut hands)?;
            let name = |id: &office::StaffId| names.get(id).cloned().unwrap_or_default();
            let lines = glass::opened_by_agency(&mut hands, &actor.agency, MOST)?.into_iter().map(|glass| Line {
                by: name(&glass.staff),
                reviewed_by: glass.reviewed.as_ref().map(|(_, staff)| name(staff)).unwrap_or_default(),
                own: glass.staff == actor.staff,
                glass,
            });
            let lines = lines.collect();
            Ok(look.seen(About::new("break_glass", actor.agency.as_text()), Page { agency, lines, csrf }))
        })
        .await?;
    web::page(&signed, Title::new("緊急に開いた記録"), &page)
}

pub(crate) async fn post(State(desk): State<Desk>, signed: Signed, Path(id): Path<String>) -> Answer {
    let id = GlassId::from_text(&id).ok_or_else(Refusal::not_there)?;
    desk.act(&signed.actor, May::ReviewBreakGlass, Nothing, move |mut act| {
        let case = glass::review(&mut act, &id)?;
        let persons = store::persons_of(&mut act.hands(), &case)?;
        act.done(About::case(&case).with(persons), "緊急に開いた記録を確かめた", ())
    })
    .await?;
    web::redirect("/break-glass/review")
}

fn sample_line(reviewed: bool, own: bool) -> Option<Line> {
    let case = super::head::sample_case()?;
    let staff = office::StaffId::from_text("stf_a")?;
    Some(Line {
        glass: BrokenGlass {
            id: GlassId::from_text("glass_1")?,
            case: case.id,
            case_no: case.no,
            staff: staff.clone(),
            agency: case.holder_agency,
            reason: "倒れていると通報があった".into(),
            at: case.held_since,
            until: case.held_since.plus_seconds(3600),
            reviewed: reviewed.then_some((case.held_since, staff)),
        },
        by: "見本 太郎".into(),
        reviewed_by: "見本 花子".into(),
        own,
    })
}

pub(crate) fn samples() -> web::Samples {
    let page = |lines: Vec<Line>| Page { agency: "自立相談支援センター".into(), lines, csrf: "0".into() };
    let lines = [(false, false), (false, true), (true, false)];
    let some = lines.into_iter().filter_map(|(reviewed, own)| sample_line(reviewed, own)).collect();
    web::Samples::new()
        .with("cases: 緊急に開いた記録", &page(some))
        .with("cases: 緊急に開いた記録はない", &page(Vec::new()))
}
