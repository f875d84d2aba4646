//! 確認コードの画面: the second step of signing in.

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::StatusCode;
use office::{Desk, FieldErrors, Refusal, RefusalKind, Trouble};
use serde::Deserialize;
use web::{Answer, Form, Query, Title, Visit, safe_next};

use super::page::with_cookie;
use super::second_factor::confirm_code;
use super::wrong;
use crate::sessions::HalfSigned;
use crate::source::Source;

#[derive(Template, Default)]
#[template(path = "sign_in/code.html")]
struct CodePage {
    csrf: String,
    next: String,
    wait: Option<String>,
    errors: FieldErrors,
}

#[derive(Default, Deserialize)]
pub(crate) struct Fields {
    #[serde(default)]
    code: String,
    #[serde(default)]
    next: String,
}

fn title() -> Title {
    Title::new("確認コード")
}

pub(crate) async fn code(visit: Visit, half: Option<Extension<HalfSigned>>, Query(fields): Query<Fields>) -> Answer {
    if half.is_none() {
        return web::redirect(&super::page::with_next("/sign-in", &fields.next));
    }
    let page = CodePage { csrf: visit.csrf().to_owned(), next: fields.next, ..CodePage::default() };
    web::page(&visit, title(), &page)
}

pub(crate) async fn enter_code(
    State(desk): State<Desk>,
    visit: Visit,
    half: Option<Extension<HalfSigned>>,
    Source(source): Source,
    Form(fields): Form<Fields>,
) -> Answer {
    let Some(Extension(half)) = half else {
        return web::redirect(&super::page::with_next("/sign-in", &fields.next));
    };
    let Fields { code, next } = fields;
    let page = || CodePage { csrf: visit.csrf().to_owned(), next: next.clone(), ..CodePage::default() };
    let confirmed = if code.trim().is_empty() {
        Err(wrong("code", "確認コードか予備コードを入れてください。").into())
    } else {
        confirm_code(&desk, &half, code, source).await
    };
    match confirmed {
        Ok(opened) => Ok(with_cookie(&desk, web::redirect(safe_next(&next))?, &opened)),
        Err(Trouble::Fields(errors)) => {
            web::page_with(StatusCode::UNPROCESSABLE_ENTITY, &visit, title(), &CodePage { errors, ..page() })
        }
        Err(Trouble::Refused(Refusal { kind: RefusalKind::TooMany(seconds), sentence })) => {
            let page = CodePage { wait: Some(sentence), ..page() };
            web::page_after(seconds, &visit, title(), &page)
        }
        Err(trouble) => Err(trouble.into()),
    }
}

pub(crate) fn samples() -> Vec<(&'static str, String)> {
    let errors = wrong("code", "確認コードが合いませんでした。");
    let wait = Some(crate::throttle::too_many(8).sentence);
    vec![
        crate::sample("staff: 確認コード", &CodePage::default()),
        crate::sample("staff: 確認コード(合わない)", &CodePage { errors, ..CodePage::default() }),
        crate::sample("staff: 確認コード(待つ)", &CodePage { wait, ..CodePage::default() }),
    ]
}
