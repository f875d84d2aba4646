//! 付属物: style, script and sign of the pages, built in, under addresses that change with their content.

use std::sync::OnceLock;

use axum::http::header;
use axum::response::IntoResponse;
use office::Refusal;

use crate::doors::Doors;
use crate::failure::Answer;
use crate::inputs::Path;

pub(crate) const FOLDER: &str = "/assets/";

const CSS: &str = concat!(
    include_str!("../assets/tsunagu.css"),
    include_str!("../assets/forms.css"),
    include_str!("../assets/paper.css"),
);
const JS: &str = concat!(
    include_str!("../assets/js/1-core.js"),
    include_str!("../assets/js/2-drafts.js"),
    include_str!("../assets/js/3-session.js"),
    include_str!("../assets/js/4-keys.js"),
    include_str!("../assets/js/5-suggest.js"),
    include_str!("../assets/js/6-concerns.js"),
    include_str!("../assets/js/7-poll.js"),
    include_str!("../assets/js/8-leave.js"),
    include_str!("../assets/js/9-file.js"),
);
const ICON: &str = include_str!("../assets/tsunagu.svg");

pub(crate) fn routes() -> Doors {
    Doors::new().public_get("/assets/{file}", serve)
}

/// `/assets/tsunagu.0123456789abcdef.css`
fn path_of(body: &str, ending: &str) -> String {
    let digest: String = vault::hash_token(body).chars().take(16).collect();
    format!("{FOLDER}tsunagu.{digest}.{ending}")
}

pub(crate) fn css_path() -> &'static str {
    static PATH: OnceLock<String> = OnceLock::new();
    PATH.get_or_init(|| path_of(CSS, "css"))
}

pub(crate) fn js_path() -> &'static str {
    static PATH: OnceLock<String> = OnceLock::new();
    PATH.get_or_init(|| path_of(JS, "js"))
}

pub(crate) fn icon_path() -> &'static str {
    static PATH: OnceLock<String> = OnceLock::new();
    PATH.get_or_init(|| path_of(ICON, "svg"))
}

async fn serve(Path(file): Path<String>) -> Answer {
    let known = [
        (css_path(), "text/css; charset=utf-8", CSS),
        (js_path(), "text/javascript; charset=utf-8", JS),
        (icon_path(), "image/svg+xml", ICON),
    ];
    let found = known.into_iter().find(|(path, _, _)| path.strip_prefix(FOLDER) == Some(file.as_str()));
    let (_, kind, body) = found.ok_or_else(Refusal::not_there)?;
    Ok(([(header::CONTENT_TYPE, kind)], body).into_response())
}
