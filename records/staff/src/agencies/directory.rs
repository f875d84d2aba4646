//! 窓口の一覧: who takes what, where, when and in which languages; and each counter on a page of its own.

use askama::Template;
use axum::extract::State;
use office::{AgencyId, Codes, Day, Desk, May, Refusal};
use serde::Deserialize;
use web::parts::Choices;
use web::{Answer, Path, Query, Signed, Title};

use super::{Agency, Asked, store};

#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Filter {
    #[serde(default)]
    q: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    takes: String,
    #[serde(default)]
    language: String,
    #[serde(default)]
    closed: String,
}

impl From<&Filter> for Asked {
    fn from(filter: &Filter) -> Self {
        Self {
            words: filter.q.clone(),
            kind: filter.kind.clone(),
            takes: filter.takes.clone(),
            language: filter.language.clone(),
            closed: filter.closed == "1",
        }
    }
}

#[derive(Template)]
#[template(path = "agencies/directory.html")]
struct DirectoryPage {
    filter: Filter,
    kinds: Choices,
    takes: Choices,
    languages: Choices,
    closed: Choices,
    lines: Vec<Shown>,
    sentence: String,
    may_manage: bool,
}

/// A counter in words.
pub(super) struct Shown {
    agency: Agency,
    kind: String,
    takes: String,
    languages: String,
    is_open: bool,
}

impl Shown {
    fn of(agency: Agency, codes: &Codes, today: Day) -> Self {
        let words = |list: &str, of: &[String]| {
            of.iter().map(|code| codes.list(list).short(code)).collect::<Vec<_>>().join("、")
        };
        Self {
            kind: codes.list("agency_kinds").label(&agency.kind).to_owned(),
            takes: words("concerns", &agency.takes),
            languages: words("languages", &agency.languages),
            is_open: agency.is_open_on(today),
            agency,
        }
    }
}

pub(super) fn choices(codes: &Codes, list: &str, today: Day) -> Choices {
    Choices::of(codes.list(list), today)
}

/// What the list holds, in words.
fn sentence(codes: &Codes, filter: &Filter) -> String {
    let mut said = String::new();
    if !filter.q.trim().is_empty() {
        said.push_str(&format!("「{}」の字があり、", filter.q.trim()));
    }
    if !filter.takes.is_empty() {
        said.push_str(&format!("「{}」を受け付け、", codes.list("concerns").short(&filter.takes)));
    }
    if !filter.language.is_empty() {
        said.push_str(&format!("{}が通じる、", codes.list("languages").label(&filter.language)));
    }
    said.push_str(if filter.closed == "1" { "閉じたものもふくめた" } else { "いま開いている" });
    said.push_str(if filter.kind.is_empty() { "窓口" } else { codes.list("agency_kinds").label(&filter.kind) });
    said
}

fn listed(codes: &Codes, filter: Filter, found: Vec<Agency>, (today, may_manage): (Day, bool)) -> DirectoryPage {
    DirectoryPage {
        kinds: choices(codes, "agency_kinds", today).or_none("すべての種類").picked(filter.kind.clone()),
        takes: choices(codes, "concerns", today).or_none("どんなことでも").picked(filter.takes.clone()),
        languages: choices(codes, "languages", today).or_none("どのことばでも").picked(filter.language.clone()),
        closed: Choices::new([("", "いま開いている窓口"), ("1", "閉じた窓口もふくめて")]).picked(filter.closed.clone()),
        sentence: sentence(codes, &filter),
        lines: found.into_iter().map(|agency| Shown::of(agency, codes, today)).collect(),
        filter,
        may_manage,
    }
}

pub(crate) async fn page(State(desk): State<Desk>, signed: Signed, Query(filter): Query<Filter>) -> Answer {
    let asked = Asked::from(&filter);
    let found = desk
        .glance(&signed.actor, May::SeeAgencies, move |mut look| {
            let codes = look.codes();
            Ok(store::search(&mut look.hands(), &asked, codes)?)
        })
        .await?;
    let may_manage = signed.actor.grants.allow(May::ManageAgencies);
    let page = listed(desk.codes(), filter, found, (desk.now().day(), may_manage));
    web::page(&signed, Title::new("窓口").wide(), &page)
}

#[derive(Template)]
#[template(path = "agencies/one.html")]
struct OnePage {
    csrf: String,
    shown: Shown,
    may_manage: bool,
}

/// The counter of a path, or as if it did not exist.
pub(super) async fn found(desk: &Desk, signed: &Signed, id: &str) -> Result<Agency, office::Trouble> {
    let id = AgencyId::from_text(id).ok_or_else(Refusal::not_there)?;
    desk.glance(&signed.actor, May::SeeAgencies, move |mut look| {
        Ok(store::find(&mut look.hands(), &id)?.ok_or_else(Refusal::not_there)?)
    })
    .await
}

pub(crate) async fn one(State(desk): State<Desk>, signed: Signed, Path(id): Path<String>) -> Answer {
    let agency = found(&desk, &signed, &id).await?;
    let title = Title::new(agency.name.clone()).under("窓口", "/agencies");
    let shown = Shown::of(agency, desk.codes(), desk.now().day());
    let may_manage = signed.actor.grants.allow(May::ManageAgencies);
    web::page(&signed, title, &OnePage { csrf: signed.csrf().to_owned(), shown, may_manage })
}

pub(crate) fn samples() -> Vec<(&'static str, String)> {
    let (Ok(codes), Some(agency)) = (Codes::embedded(), super::model::sample()) else { return Vec::new() };
    let today = agency.opened_on;
    let closed = Agency { closed_on: Some(today), phone: String::new(), ..agency.clone() };
    let list = |found| listed(&codes, Filter::default(), found, (today, true));
    let one = |agency, may_manage| OnePage { csrf: String::new(), shown: Shown::of(agency, &codes, today), may_manage };
    vec![
        crate::sample("staff: 窓口の一覧", &list(vec![agency.clone(), closed.clone()])),
        crate::sample("staff: 窓口の一覧(なし)", &list(Vec::new())),
        crate::sample("staff: 窓口", &one(agency, false)),
        crate::sample("staff: 窓口(閉じた)", &one(closed, true)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_filters_are_said_as_a_sentence() {
        let codes = Codes::embedded().unwrap();
        assert_eq!(sentence(&codes, &Filter::default()), "いま開いている窓口");
        let all = Filter {
            q: " 本庁舎 ".to_owned(),
            kind: "city_water".to_owned(),
            takes: "tax_utilities".to_owned(),
            language: "en".to_owned(),
            closed: "1".to_owned(),
        };
        let said = "「本庁舎」の字があり、「税・公共料金」を受け付け、英語が通じる、閉じたものもふくめた水道";
        assert_eq!(sentence(&codes, &all), said);
    }
}
