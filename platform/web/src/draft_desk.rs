//! 下書き: POST /drafts keeps what is being typed, POST /drafts/discard takes it away.

use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::IntoResponse;
use office::drafts::{self, Which};
use office::{Desk, May, Refusal};

use crate::body::Pairs;
use crate::crossing::wants_json;
use crate::doors::{Doors, Lock};
use crate::failure::Answer;
use crate::frame::redirect;
use crate::session::Signed;

pub(crate) fn routes() -> Doors {
    Doors::new().post("/drafts", keep, Lock::May(May::KeepDraft)).post(
        "/drafts/discard",
        discard,
        Lock::May(May::KeepDraft),
    )
}

/// The fields that say which draft it is; they are not part of it. Its page is: 今日 leads back to it.
const ABOUT: &[&str] = &["csrf", "draft_form", "draft_subject"];

impl Pairs {
    /// Which draft these fields belong to; None where the form keeps none.
    #[must_use]
    pub fn which_draft(&self) -> Option<Which> {
        let fits = |text: &&str| !text.is_empty() && text.len() <= 200;
        let form = self.find("draft_form").filter(fits)?.to_owned();
        let subject = self.find("draft_subject").filter(fits)?.to_owned();
        Some(Which { form, subject })
    }

    /// What a draft keeps: everything typed, but no token and no secret.
    #[must_use]
    pub fn to_keep(&self) -> Vec<(String, String)> {
        let kept = |name: &str| !ABOUT.contains(&name) && !name.contains("password");
        self.0.iter().filter(|(name, _)| kept(name)).cloned().collect()
    }

    /// The page of the form that the draft belongs to.
    #[must_use]
    pub fn draft_page(&self) -> &str {
        crate::safe_next(self.one("draft_page"))
    }
}

async fn keep(State(desk): State<Desk>, signed: Signed, headers: HeaderMap, pairs: Pairs) -> Answer {
    let which = pairs.which_draft().ok_or_else(unknown)?;
    let version = drafts::keep(&desk, &signed.actor, which, pairs.to_keep()).await?;
    if wants_json(&headers) {
        let said = serde_json::json!({ "saved_at": desk.now().time_of_day(), "version": version });
        return Ok(([(header::CONTENT_TYPE, "application/json")], said.to_string()).into_response());
    }
    redirect(pairs.draft_page())
}

async fn discard(State(desk): State<Desk>, signed: Signed, pairs: Pairs) -> Answer {
    let which = pairs.which_draft().ok_or_else(unknown)?;
    drafts::drop(&desk, &signed.actor, which).await?;
    redirect(pairs.draft_page())
}

fn unknown() -> Refusal {
    Refusal::rule("どの書類の下書きか分かりませんでした。元の画面を開き直してください。")
}
