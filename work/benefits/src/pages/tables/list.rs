//! 基準の表の一覧: every row with its days, its source and who checked it.

use askama::Template;
use axum::extract::State;
use office::{About, Desk, May, Nothing};
use web::{Answer, Samples, Signed, Title};

use super::looking;
use super::shown::{Shown, sample};
use crate::model::RowState;
use crate::parameters::Tables;
use crate::store;

#[derive(Template)]
#[template(path = "pages/tables/list.html")]
struct ListPage {
    rows: Vec<Shown>,
    of_program: Vec<Shown>,
    waiting: usize,
    may_edit: bool,
}

pub(in crate::pages) async fn page(State(desk): State<Desk>, signed: Signed) -> Answer {
    let rows = desk
        .look(&signed.actor, looking(&signed), Nothing, |mut look| {
            let rows = store::list(&mut look.hands())?;
            Ok(look.seen(About::new("benefits_row", "-"), rows))
        })
        .await?;
    let page = ListPage {
        waiting: rows.iter().filter(|row| row.state == RowState::Proposed).count(),
        rows: rows.iter().map(Shown::of).collect(),
        of_program: of_program(),
        may_edit: signed.actor.grants.allow(May::EditBenefitTables),
    };
    web::page(&signed, Title::new("基準の表").wide(), &page)
}

fn of_program() -> Vec<Shown> {
    Tables::embedded().municipal_rows().into_iter().filter_map(Shown::of_program).collect()
}

pub(super) fn samples() -> Samples {
    let rows: Vec<Shown> = RowState::ALL.iter().filter_map(|state| sample(*state)).map(|row| Shown::of(&row)).collect();
    let page = |rows: Vec<Shown>, waiting| ListPage { rows, of_program: of_program(), waiting, may_edit: true };
    Samples::new()
        .with("benefits: 基準の表(入れた行なし)", &page(Vec::new(), 0))
        .with("benefits: 基準の表", &page(rows, 1))
}
