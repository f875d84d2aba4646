//! 下書きの欄: the hidden fields of every form, and the word that a draft is there.

use office::drafts::Draft;

use super::hidden;
use crate::markup::{SafeHtml, el};

/// The token without which no form is accepted.
#[must_use]
pub fn csrf(token: &str) -> SafeHtml {
    hidden("csrf", token)
}

/// Which draft a form keeps, and the page to come back to. The script saves the form while it is being filled.
#[must_use]
pub fn draft_fields(form: &str, subject: &str, page: &str) -> SafeHtml {
    hidden("draft_form", form).and(hidden("draft_subject", subject)).and(hidden("draft_page", page))
}

/// `下書きを保存`, for after the form's own button: without script it saves, with script it saves at once.
#[must_use]
pub fn draft_button() -> SafeHtml {
    let button = el("button").attr("type", "submit").attr("formaction", "/drafts").flag("formnovalidate", true);
    let state = el("span").class("draft-state small").attr("data-draft-state", "");
    button.attr("data-draft-save", "").text("下書きを保存").html().and(state)
}

/// `書きかけがあります(9:12 に保存)` with a button to discard. A form of its own: stands before the page's form.
#[must_use]
pub fn draft_notice(draft: Option<&Draft>, token: &str, page: &str) -> SafeHtml {
    let Some(draft) = draft else { return SafeHtml::nothing() };
    let said = format!("書きかけがあります({} に保存)。続きから書けます。", draft.saved_at.time_of_day());
    el("form")
        .class("notice info draft-notice")
        .attr("method", "post")
        .attr("action", "/drafts/discard")
        .child(csrf(token))
        .child(draft_fields(&draft.which.form, &draft.which.subject, page))
        .child(el("p").text(&said))
        .child(el("button").class("dense").attr("type", "submit").text("書きかけを捨てて、はじめから書く"))
        .html()
}
