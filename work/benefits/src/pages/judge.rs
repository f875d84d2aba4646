//! 制度の見立て: the staff's page: a few facts in, every programme with its steps out. Nothing is kept.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use office::{Day, Desk, FieldErrors};
use web::parts::Choices;
use web::{Answer, Pairs, Samples, Signed, Title};

use super::api::tables_in_use;
use super::said;
use crate::parameters::Tables;
use crate::programs::judge as judge_all;
use crate::situation::Situation;
use crate::yen::yen;

mod typed;

use typed::{DANGERS, HOMES, LOSSES, Typed};

/// One programme's answer in words.
struct Told {
    name: &'static str,
    badge: &'static str,
    verdict: &'static str,
    amount: String,
    citizen: String,
    /// Condition, value, limit.
    not_met: Vec<(&'static str, String, String)>,
    left_to: Vec<String>,
    missing: Vec<String>,
    /// Step, value, source.
    steps: Vec<(String, String, String)>,
    conditions: Vec<String>,
    /// Row, days, source.
    rows: Vec<(String, String, String)>,
}

impl Told {
    fn of(answer: &crate::answer::Answer<'_>) -> Self {
        let months = answer.months.map_or_else(String::new, |months| format!("、{months}か月"));
        let row = |row: &&crate::Row| {
            let place = row.municipality.as_deref().unwrap_or("国");
            let to = row.valid_to.map_or_else(String::new, |to| to.to_string());
            (format!("{}({place})", row.title), format!("{}から{to}", row.valid_from), row.source.clone())
        };
        Self {
            name: answer.name,
            badge: said::badge(answer.answer),
            verdict: said::verdict(answer.answer),
            amount: answer.amount.map_or_else(String::new, |amount| format!("{}{months}", yen(amount))),
            citizen: answer.citizen.to_string(),
            not_met: answer
                .not_met
                .iter()
                .map(|rule| (rule.text, said::value(&rule.value), said::value(&rule.limit)))
                .collect(),
            left_to: answer.left_to.iter().map(|left| format!("{}: {}", left.who, left.ground)).collect(),
            missing: answer.missing.iter().map(|fact| fact.text.to_string()).collect(),
            steps: answer
                .steps
                .iter()
                .map(|step| (step.text.to_string(), said::value(&step.value), step.source.to_owned()))
                .collect(),
            conditions: answer.conditions.iter().map(ToString::to_string).collect(),
            rows: answer.parameters.iter().map(row).collect(),
        }
    }
}

#[derive(Template)]
#[template(path = "pages/judge.html")]
struct JudgePage {
    csrf: String,
    typed: Typed,
    homes: Choices,
    losses: Choices,
    dangers: Choices,
    answers: Vec<Told>,
    about: String,
    errors: FieldErrors,
}

fn blank(csrf: &str, typed: Typed) -> JudgePage {
    JudgePage {
        csrf: csrf.to_owned(),
        homes: Choices::new(HOMES).or_none("まだ聞いていない").picked(typed.home.clone()),
        losses: Choices::new(LOSSES).or_none("まだ聞いていない").picked(typed.loss.clone()),
        dangers: Choices::new(DANGERS).picked_many(typed.dangers.clone()),
        typed,
        answers: Vec::new(),
        about: String::new(),
        errors: FieldErrors::default(),
    }
}

fn judged(mut page: JudgePage, tables: &Tables, today: Day) -> JudgePage {
    match page.typed.read(tables, today) {
        Ok(situation) => {
            page.about = about(&situation);
            page.answers = judge_all(&situation, tables).iter().map(Told::of).collect();
        }
        Err(errors) => page.errors = errors,
    }
    page
}

fn about(situation: &Situation) -> String {
    format!("{} {}の基準、{}人世帯", situation.place.full_name, situation.date, situation.persons())
}

fn title() -> Title {
    Title::new("制度の見立て")
}

pub(super) async fn show(State(desk): State<Desk>, signed: Signed) -> Answer {
    let place = desk.settings().municipality_name.clone();
    let typed = Typed { municipality: place, on: desk.now().day().iso(), ..Typed::default() };
    web::page(&signed, title(), &blank(signed.csrf(), typed))
}

pub(super) async fn answer(State(desk): State<Desk>, signed: Signed, pairs: Pairs) -> Answer {
    let tables = tables_in_use(&desk, &signed).await?;
    let page = judged(blank(signed.csrf(), Typed::from(&pairs)), &tables, desk.now().day());
    let status = if page.errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    web::page_with(status, &signed, title(), &page)
}

pub(super) fn samples() -> Samples {
    let typed = Typed {
        municipality: "座間市".to_owned(),
        on: "R8.5.15".to_owned(),
        birth: "S60.4.1".to_owned(),
        wage: "100,000".to_owned(),
        rent: "38,000".to_owned(),
        home: "at_risk".to_owned(),
        savings: "300000".to_owned(),
        loss: "離職".to_owned(),
        loss_date: "R8.2.1".to_owned(),
        dangers: vec!["food".to_owned()],
        ..Typed::default()
    };
    let wrong = Typed { municipality: "府中市".to_owned(), rent: "x".to_owned(), ..typed.clone() };
    let Some(today) = Day::of(2026, 5, 15) else { return Samples::new() };
    let of = |typed| judged(blank("token", typed), Tables::embedded(), today);
    Samples::new()
        .with("benefits: 制度の見立て", &blank("token", Typed::default()))
        .with("benefits: 制度の見立て(答え)", &of(typed))
        .with("benefits: 制度の見立て(直すところあり)", &of(wrong))
}
