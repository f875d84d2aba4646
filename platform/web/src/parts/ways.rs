//! 進み方: buttons, the breadcrumb, the next page of a list.

use crate::markup::{El, SafeHtml, el};

fn submit(kind: &str, label: &str) -> El {
    let kind = if kind == "plain" { "" } else { kind };
    el("button").class(kind).attr("type", "submit").text(label)
}

/// A submit button. Kinds: `main` (at most one in view), `plain`, `danger`, with `big` or `dense` besides.
#[must_use]
pub fn button(kind: &str, label: &str) -> SafeHtml {
    submit(kind, label).html()
}

/// A submit button that says which was pressed.
#[must_use]
pub fn button_named(kind: &str, label: &str, name: &str, value: &str) -> SafeHtml {
    submit(kind, label).attr("name", name).attr("value", value).html()
}

/// The way to a page; shown only where it is more than one step.
#[must_use]
pub fn crumbs(steps: &[(String, String)], here: &str) -> SafeHtml {
    if steps.is_empty() {
        return SafeHtml::nothing();
    }
    let link = |(label, path): &(String, String)| el("li").child(el("a").attr("href", path).text(label)).html();
    let last = el("li").attr("aria-current", "page").text(here);
    let list = el("ol").children(steps.iter().map(link)).child(last);
    el("nav").class("crumbs no-print").attr("aria-label", "いまの場所").child(list).html()
}

/// The way to the rest of a list.
#[must_use]
pub fn pager(next_url: Option<&str>) -> SafeHtml {
    let Some(url) = next_url else { return SafeHtml::nothing() };
    let link = el("a").class("button").attr("href", url).attr("rel", "next").text("続きを見る");
    el("nav").class("pager no-print").attr("aria-label", "一覧の続き").child(link).html()
}
