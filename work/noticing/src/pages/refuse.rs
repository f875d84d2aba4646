//! 合わなかった気づき: a worker says that a rule's suggestion did not fit. Only the rule is counted.

use askama::Template;
use axum::extract::State;
use office::{About, Desk, May, Nothing, Refusal};
use web::{Answer, Pairs, Samples, Signed, Title};

use crate::store;

#[derive(Template)]
#[template(path = "pages/refuse.html")]
struct RefusedPage {
    because: String,
}

pub(super) async fn post(State(desk): State<Desk>, signed: Signed, pairs: Pairs) -> Answer {
    let rules = store::current(&desk).await?;
    let card = rules.cards().find(|card| card.id == pairs.one("rule")).ok_or_else(Refusal::not_there)?;
    let (rule, because) = (card.id.to_owned(), card.because.to_owned());
    desk.act(&signed.actor, May::ReceiveIntake, Nothing, move |mut act| {
        store::add_refused(&mut act, &rule)?;
        act.done(About::new("noticing_rule", rule), "気づきが合わなかったと知らせた", ())
    })
    .await?;
    web::page(&signed, Title::new("合わなかった気づき").under("相談チャート", "/notice"), &RefusedPage { because })
}

pub(super) fn samples() -> Samples {
    let because = "借り入れがあり、返済が負担になっている言葉があります。".to_owned();
    Samples::new().with("noticing: 合わなかった気づき", &RefusedPage { because })
}
