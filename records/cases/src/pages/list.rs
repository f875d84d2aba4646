//! ケースの一覧: filters as a sentence in the address, sorted by kana.

use askama::Template;
use axum::extract::State;
use office::{About, Actor, Day, Desk, Fault, FieldErrors, Hands, Look, May, Nothing};
use people::Basic;
use serde::Deserialize;
use web::parts::{self, Choices};
use web::{Answer, Query, SafeHtml, Signed, Title};

use crate::model::Case;
use crate::store::batons_of;
use crate::store::list::{Due, Filter, KanaRow, Listed, Wanted, Whose, list};
use crate::thread;

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    whose: String,
    status: String,
    days: String,
    row: String,
    due: String,
    after: String,
}

impl Asked {
    /// A word that is not one of the choices is as if it were not there.
    fn filter(&self) -> Filter {
        Filter {
            whose: Whose::from_text(&self.whose).unwrap_or(Whose::Holds),
            wanted: Wanted::from_text(&self.status).unwrap_or(Wanted::Open),
            days: self.days.parse().ok().filter(|days| DAYS.iter().any(|(known, _)| known == days)).unwrap_or(0),
            row: KanaRow::from_text(&self.row),
            due: Due::from_text(&self.due),
        }
    }
}

const DAYS: &[(i32, &str)] = &[(0, "いつからでもよい"), (7, "7日以上持っている"), (30, "30日以上持っている")];

/// One case as a list shows it.
pub(crate) struct Line {
    pub(crate) case: Case,
    pub(crate) person: Option<Basic>,
    pub(crate) holder: String,
    pub(crate) holder_staff: String,
    pub(crate) thread: SafeHtml,
    pub(crate) sentence: String,
}

impl Line {
    /// The lines of these cases, each with who it is about.
    pub(crate) fn of(hands: &mut Hands<'_, '_>, found: Vec<(Case, Option<Basic>)>) -> Result<Vec<Self>, Fault> {
        let (agencies, staff) = (staff::agencies::names(hands)?, staff::members::names(hands)?);
        let ids: Vec<_> = found.iter().map(|(case, _)| case.id.clone()).collect();
        let (batons, today) = (batons_of(hands, &ids)?, hands.at.day());
        let line = |(case, person): (Case, Option<Basic>)| {
            let batons = batons.get(&case.id).map(Vec::as_slice).unwrap_or_default();
            let knots = thread::knots(&case, batons, &agencies, &staff);
            let name = case.holder_staff.as_ref().and_then(|id| staff.get(id));
            Self {
                holder: agencies.of(&case.holder_agency).to_owned(),
                holder_staff: name.cloned().unwrap_or_default(),
                thread: thread::draw_small(&knots, today),
                sentence: thread::sentence(&knots, today),
                case,
                person,
            }
        };
        Ok(found.into_iter().map(line).collect())
    }

    pub(crate) fn name(&self) -> String {
        self.person.as_ref().map_or_else(|| "名前のない相談".to_owned(), |person| person.name.to_string())
    }
}

#[derive(Template)]
#[template(path = "pages/list.html")]
struct Page {
    filter: Filter,
    agency: String,
    lines: Vec<Line>,
    count: Option<usize>,
    next: Option<String>,
    today: Day,
    errors: FieldErrors,
}

impl Page {
    fn whose(&self) -> Choices {
        choices(Whose::ALL.iter().map(|one| (one.as_text(), one.label())), self.filter.whose.as_text())
    }

    fn statuses(&self) -> Choices {
        choices(Wanted::ALL.iter().map(|one| (one.as_text(), one.label())), self.filter.wanted.as_text())
    }

    fn days(&self) -> Choices {
        let all = DAYS.iter().map(|(days, label)| (days.to_string(), *label));
        Choices::new(all).picked(self.filter.days.to_string())
    }

    fn dues(&self) -> Choices {
        let picked = self.filter.due.map_or("", |due| due.as_text());
        choices(Due::ALL.iter().map(|one| (one.as_text(), one.label())), picked).or_none("期限は問わない")
    }

    fn rows(&self) -> Choices {
        let picked = self.filter.row.map_or("", |row| row.as_text());
        choices(KanaRow::ALL.iter().map(|one| (one.as_text(), one.label())), picked).or_none("あ行からわ行まで")
    }
}

fn choices<'a>(all: impl Iterator<Item = (&'a str, &'a str)>, picked: &str) -> Choices {
    Choices::new(all).picked(picked)
}

pub(crate) async fn get(State(desk): State<Desk>, signed: Signed, Query(asked): Query<Asked>) -> Answer {
    let filter = asked.filter();
    let agency = signed.actor.agency_name.clone();
    let page = desk
        .look(&signed.actor, May::SeeCases, Nothing, move |mut look: Look<'_, '_>| {
            let (actor, today) = (look.actor().clone(), look.today());
            let after = Some(asked.after.as_str()).filter(|after| !after.is_empty());
            let (lines, listed) = lines(&mut look.hands(), &actor, filter, after)?;
            let seen: Vec<_> = lines.iter().filter_map(|line| line.person.as_ref()).map(|p| p.id.clone()).collect();
            let next = listed.next.map(|after| address(filter, &after));
            let page = Page { filter, agency, lines, count: listed.count, next, today, errors: FieldErrors::default() };
            Ok(look.seen(About::nothing().with(seen), page))
        })
        .await?;
    web::page(&signed, Title::new("ケースの一覧").wide(), &page)
}

fn lines(
    hands: &mut Hands<'_, '_>,
    actor: &Actor,
    filter: Filter,
    after: Option<&str>,
) -> Result<(Vec<Line>, Listed), Fault> {
    let mut listed = list(hands, actor, filter, after)?;
    let lines = Line::of(hands, std::mem::take(&mut listed.lines))?;
    Ok((lines, listed))
}

fn address(filter: Filter, after: &str) -> String {
    let row = filter.row.map_or("", |row| row.as_text());
    let (whose, status) = (filter.whose.as_text(), filter.wanted.as_text());
    let due = filter.due.map_or("", |due| due.as_text());
    format!("/cases?whose={whose}&status={status}&days={}&due={due}&row={row}&after={after}", filter.days)
}

pub(crate) fn sample_line() -> Option<Line> {
    let (case, today) = (super::head::sample_case()?, Day::of(2018, 4, 9)?);
    let knots = super::head::sample_knots(today);
    Some(Line {
        case,
        person: super::head::sample_person(true),
        holder: "自立相談支援センター".into(),
        holder_staff: "見本 太郎".into(),
        thread: thread::draw_small(&knots, today),
        sentence: thread::sentence(&knots, today),
    })
}

pub(crate) fn samples() -> web::Samples {
    let Some(today) = Day::of(2018, 4, 9) else { return web::Samples::new() };
    let page = |lines: Vec<Line>, count| Page {
        filter: Asked::default().filter(),
        agency: "自立相談支援センター".into(),
        lines,
        count,
        next: None,
        today,
        errors: FieldErrors::default(),
    };
    web::Samples::new()
        .with("cases: 一覧", &page(sample_line().into_iter().collect(), Some(1)))
        .with("cases: 多すぎる一覧", &page(sample_line().into_iter().collect(), None))
        .with("cases: 空の一覧", &page(Vec::new(), Some(0)))
}
