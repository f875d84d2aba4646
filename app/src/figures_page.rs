//! 統計: the yearly flows as a table. Figures only, no persons.

use askama::Template;
use axum::extract::State;
use office::calendar::FiscalYear;
use office::{Desk, May};
use web::{Samples, Signed, Title};

use crate::flows::{Flows, count_within};

/// So many fiscal years are shown, the present one last.
const YEARS: usize = 5;

#[derive(Template)]
#[template(path = "figures_page.html")]
struct FiguresPage {
    years: Vec<Flows>,
}

impl FiguresPage {
    fn rows(&self) -> Vec<(&'static str, Vec<String>)> {
        let row = |label, of: fn(&Flows) -> String| (label, self.years.iter().map(of).collect());
        vec![
            row("相談の全体", |f| f.all_consultations.to_string()),
            row("生活保護の面接", |f| f.assistance_interviews.to_string()),
            row("うち申請", |f| f.assistance_applications.to_string()),
            row("申請に至らなかったもの", |f| f.not_applied.to_string()),
            row("同 割合(%)", |f| percent(f.not_applied_rate_pct)),
            row("自立相談支援へつないだもの", |f| number(f.handed_to_self_reliance)),
            row("同 割合(%)", |f| percent(f.handed_rate_pct)),
            row("自立相談支援の新規", |f| number(f.self_reliance_new)),
            row("うち生活保護を経ないもの", |f| number(f.new_not_via_assistance)),
            row("生活保護の申請へつないだもの", |f| number(f.handed_to_assistance_application)),
            row("同 割合(%)", |f| percent(f.handed_application_rate_pct)),
        ]
    }
}

fn number(value: Option<i64>) -> String {
    value.map_or_else(|| "—".to_owned(), |n| n.to_string())
}

fn percent(value: Option<f64>) -> String {
    value.map_or_else(|| "—".to_owned(), |n| format!("{n:.1}"))
}

pub(crate) async fn get(State(desk): State<Desk>, signed: Signed) -> web::Answer {
    let years = desk
        .glance(&signed.actor, May::SeeFigures, |mut look| {
            let mut year = FiscalYear::of(look.today());
            let mut wanted = Vec::new();
            for _ in 0..YEARS {
                wanted.push(year);
                year = year.previous();
            }
            wanted.reverse();
            let mut hands = look.hands();
            wanted
                .into_iter()
                .map(|year| Ok(count_within(&mut hands, year)?))
                .collect::<Result<Vec<_>, office::Trouble>>()
        })
        .await?;
    web::page(&signed, Title::new("統計: 相談の流れ"), &FiguresPage { years })
}

pub(crate) fn samples() -> Samples {
    let year = Flows {
        fiscal_year: "H28".to_owned(),
        all_consultations: 730,
        assistance_interviews: 501,
        assistance_applications: 290,
        not_applied: 211,
        not_applied_rate_pct: Some(42.1),
        handed_to_self_reliance: Some(47),
        handed_rate_pct: Some(22.3),
        self_reliance_new: Some(314),
        new_not_via_assistance: Some(267),
        handed_to_assistance_application: Some(38),
        handed_application_rate_pct: Some(13.1),
        started_work: None,
    };
    Samples::new()
        .with("統計", &FiguresPage { years: vec![year] })
        .with("統計: まだ何もない", &FiguresPage { years: Vec::new() })
}
