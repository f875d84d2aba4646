//! 印刷: the sheet on one leaf of A4, its answer on the back; what was told later on a leaf of its own.

mod annex;

use askama::Template;
use axum::extract::State;
use office::{AgencyId, Codes, Day, Desk, May};
use serde::Deserialize;
use web::{Answer, Path, Query, Signed, Title};

use crate::show::{Shown, Words, id_of, read};
use annex::Item;

#[derive(Template)]
#[template(path = "print/page.html")]
pub(crate) struct PaperPage<'a> {
    pub(crate) words: Words<'a>,
    pub(crate) today: Day,
    pub(crate) municipality: String,
    pub(crate) annex: Annex<'a>,
}

/// 別紙, and for whom else there could be one.
pub(crate) struct Annex<'a> {
    pub(crate) to: Option<&'a AgencyId>,
    pub(crate) items: Vec<Item<'a>>,
    /// To be chosen from: what one receiver was told is not for another.
    pub(crate) others: Vec<&'a AgencyId>,
}

impl<'a> Annex<'a> {
    /// `asked`: the receiver that the address names.
    pub(crate) fn of(shown: &'a Shown, own: &AgencyId, asked: &str) -> Self {
        let (seen, covered) = (&shown.seen, shown.seen.protected);
        let all = annex::receivers(seen, covered);
        let to = annex::whose(seen, &all, own, asked);
        let items = to.map(|to| annex::items(seen, to, covered)).unwrap_or_default();
        let is_own = to == Some(own);
        let others = all.into_iter().filter(|other| !is_own && Some(*other) != to).collect();
        Self { to, items, others }
    }
}

impl PaperPage<'_> {
    fn sheet(&self) -> &crate::Sheet {
        &self.words.shown.seen.sheet
    }

    fn codes(&self) -> &Codes {
        self.words.codes
    }

    /// ☐ of each answer that the receiver can tick on paper.
    fn answers(&self) -> [&'static str; 5] {
        ["受け付けた", "一部受け付けた", "別の窓口へ", "戻す", "会えなかった"]
    }

    fn results(&self) -> Vec<&str> {
        self.codes().list("referral_results").codes.iter().map(|code| code.label.as_str()).collect()
    }

    fn reasons(&self) -> Vec<&str> {
        self.codes().list("return_reasons").codes.iter().map(|code| code.label.as_str()).collect()
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    #[serde(rename = "for")]
    receiver: String,
}

/// GET /sheets/{id}/print
pub(crate) async fn print(
    State(desk): State<Desk>,
    signed: Signed,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Answer {
    let shown = read(&desk, &signed, &id_of(&id)?, May::PrintSheet).await?;
    let page = PaperPage {
        words: Words { shown: &shown, codes: desk.codes() },
        today: desk.now().day(),
        municipality: desk.settings().municipality_name.clone(),
        annex: Annex::of(&shown, &signed.actor.agency, &asked.receiver),
    };
    web::page(&signed, Title::new("つなぐシートを印刷する"), &page)
}
