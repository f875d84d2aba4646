//! 見立ての入口(JSON): the same answers as on the command line, under the tables in use. Nothing is kept.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use office::{Desk, May};
use serde::Deserialize;
use serde_json::{Value, json};
use web::{Answer, Failure, Query, Signed};

use crate::judge::{judge_under, minimum_under};
use crate::parameters::Tables;
use crate::situation::{FieldTrouble, Instead};
use crate::store;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    on: Option<String>,
    municipality: Option<String>,
}

/// The tables in use: read without a record, because they hold nobody's data.
pub(super) async fn tables_in_use(desk: &Desk, signed: &Signed) -> Result<Arc<Tables>, Failure> {
    let read = desk.glance(&signed.actor, May::JudgeBenefits, |mut look| {
        let municipality = look.municipality();
        Ok(store::in_use(look.store(), municipality)?)
    });
    Ok(read.await?)
}

pub(super) async fn judge(State(desk): State<Desk>, signed: Signed, Query(asked): Query<Asked>, body: Bytes) -> Answer {
    let tables = tables_in_use(&desk, &signed).await?;
    let instead = Instead { on: asked.on.as_deref(), municipality: asked.municipality.as_deref() };
    told(text(&body).and_then(|input| judge_under(&tables, input, instead)))
}

pub(super) async fn minimum(
    State(desk): State<Desk>,
    signed: Signed,
    Query(asked): Query<Asked>,
    body: Bytes,
) -> Answer {
    let tables = tables_in_use(&desk, &signed).await?;
    let (Some(on), Some(municipality)) = (asked.on.as_deref(), asked.municipality.as_deref()) else {
        let lacks = [("on", asked.on.is_none()), ("municipality", asked.municipality.is_none())];
        let lacks = lacks.iter().filter(|(_, lacks)| *lacks);
        let sentence =
            |path: &str| trouble(path, "アドレスに ?on=2026-05-15&municipality=座間市 の形で付けてください。");
        return told(Err(lacks.map(|(path, _)| sentence(path)).collect()));
    };
    told(text(&body).and_then(|input| minimum_under(&tables, input, (on, municipality))))
}

pub(super) async fn schema() -> Answer {
    Ok(([(header::CONTENT_TYPE, "application/schema+json")], crate::schema()).into_response())
}

fn trouble(path: &str, message: &str) -> FieldTrouble {
    FieldTrouble { path: path.to_owned(), message: message.to_owned() }
}

fn text(body: &Bytes) -> Result<&str, Vec<FieldTrouble>> {
    std::str::from_utf8(body).map_err(|_| vec![trouble("", "文字コードをUTF-8にしてください。")])
}

fn told(judged: Result<Value, Vec<FieldTrouble>>) -> Answer {
    Ok(match judged {
        Ok(value) => ([(header::CONTENT_TYPE, "application/json")], value.to_string()).into_response(),
        Err(errors) => {
            let problem = json!({
                "title": "内容をお確かめください", "status": StatusCode::UNPROCESSABLE_ENTITY.as_u16(),
                "detail": format!("確かめていただきたいところが{}つあります。", errors.len()), "errors": errors,
            });
            let kind = [(header::CONTENT_TYPE, "application/problem+json")];
            (StatusCode::UNPROCESSABLE_ENTITY, kind, problem.to_string()).into_response()
        }
    })
}
