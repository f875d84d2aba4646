//! 期限を過ぎたつなぎ, to both sides and to the coordinator; たらい回し, to the coordinator alone and without names.

use askama::Template;
use axum::extract::State;
use cases::thread;
use office::{About, Desk, Look, May, Reach};
use web::{Answer, Signed, Title};

use super::page::in_words;
use super::rows::Shown;
use crate::store::lists;
use crate::today::persons_in;

#[derive(Template)]
#[template(path = "lists/overdue.html")]
pub(crate) struct OverduePage {
    pub(crate) lines: Vec<Shown>,
    /// Late legs of the whole city.
    pub(crate) city: bool,
}

/// GET /overdue
pub(crate) async fn overdue(State(desk): State<Desk>, signed: Signed) -> Answer {
    let city = signed.actor.grants.reach(May::SeeOverdue) == Some(Reach::City);
    let reading = move |mut look: Look<'_, '_>| {
        let (actor, codes, today) = (look.actor(), look.codes(), look.today());
        let mut hands = look.hands();
        let lines = lists::overdue(&mut hands, actor, city)?;
        let about = About::new("overdue", actor.agency.as_text()).with(persons_in(&lines));
        let shown = in_words(&mut hands, lines, codes, today)?;
        Ok(look.seen(about, shown))
    };
    let lines = desk.look(&signed.actor, May::SeeOverdue, office::Nothing, reading).await?;
    web::page(&signed, Title::new("期限を過ぎたつなぎ"), &OverduePage { lines, city })
}

/// One household that goes round: its way, and no name.
pub(crate) struct Round {
    pub(crate) case_no: String,
    pub(crate) way: String,
    pub(crate) hop: i64,
    pub(crate) shown: Shown,
}

#[derive(Template)]
#[template(path = "lists/rounds.html")]
pub(crate) struct RoundsPage {
    pub(crate) rounds: Vec<Round>,
}

/// GET /rounds
pub(crate) async fn rounds(State(desk): State<Desk>, signed: Signed) -> Answer {
    let reading = move |mut look: Look<'_, '_>| {
        let (actor, codes, today) = (look.actor(), look.codes(), look.today());
        let mut hands = look.hands();
        let lines = lists::rounds(&mut hands, actor)?;
        let mut rounds: Vec<Round> = Vec::new();
        for shown in in_words(&mut hands, lines, codes, today)? {
            let Some(case) = cases::find(&mut hands, &shown.line.case)? else { continue };
            if rounds.iter().any(|round| round.case_no == case.no) {
                continue;
            }
            let knots = crate::thread::of_case(&mut hands, &case.id)?;
            let way = thread::sentence(&knots, today);
            rounds.push(Round { case_no: case.no, way, hop: shown.line.hop, shown });
        }
        Ok(look.seen(About::new("rounds", "-"), rounds))
    };
    let rounds = desk.look(&signed.actor, May::SeeRounds, office::Nothing, reading).await?;
    web::page(&signed, Title::new("たらい回し"), &RoundsPage { rounds })
}
