//! つなぐシートの一覧: what came, what was sent, what is being written.

use askama::Template;
use axum::extract::State;
use office::drafts;
use office::{About, Actor, Codes, Day, Desk, Hands, Look, May, Trouble};
use serde::Deserialize;
use web::{Answer, Query, Signed, Title};

use super::rows::Shown;
use crate::more::{self, Notice, Turn};
use crate::store::lists::{self, After, Which};
use crate::store::queue::QueueState;
use crate::today::persons_in;

/// Lines on one page.
const LINES: i64 = 50;

#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Filter {
    #[serde(default)]
    show: String,
    #[serde(default)]
    after: String,
    #[serde(default)]
    leg: String,
}

/// One choice of the list, as the address names it.
pub(crate) const CHOICES: [(&str, &str, Which); 5] = [
    ("to_answer", "届いた(返事を待っている)", Which::ToAnswer),
    ("to_report", "受け付けた(結果をまだ返していない)", Which::ToReport),
    ("awaited", "送った(返事・結果を待っている)", Which::Awaited),
    ("received", "届いたものすべて", Which::Received),
    ("sent", "送ったものすべて", Which::Sent),
];

/// A draft of a sheet that was not sent yet.
pub(crate) struct Unsent {
    pub(crate) path: String,
    pub(crate) day: Day,
    pub(crate) time: String,
}

#[derive(Template)]
#[template(path = "lists/page.html")]
pub(crate) struct ListPage {
    /// None: the drafts.
    pub(crate) chosen: Option<&'static str>,
    pub(crate) lines: Vec<Shown>,
    pub(crate) next: Option<String>,
    pub(crate) unsent: Vec<Unsent>,
    pub(crate) queue: QueueState,
    /// 詳しく聞かれている、返事が届いた
    pub(crate) more: Vec<Asked>,
}

/// A question beyond a sheet that waits for this counter, in words.
pub(crate) struct Asked {
    pub(crate) notice: Notice,
    pub(crate) agency: String,
    pub(crate) kinds: String,
}

impl ListPage {
    fn choices(&self) -> Vec<(&'static str, &'static str, bool)> {
        let drafts = ("drafts", "下書き", self.chosen.is_none());
        let choice = |(code, label, _): (&'static str, &'static str, Which)| (code, label, self.chosen == Some(code));
        CHOICES.into_iter().map(choice).chain([drafts]).collect()
    }

    fn token(&self) -> &str {
        self.queue.newest.as_deref().unwrap_or_default()
    }

    fn empty(&self) -> &'static str {
        match self.chosen {
            Some("to_answer") => "ほかの窓口から届いたつなぐシートが、ここに並びます。いまはありません。",
            Some("to_report") => "受け付けて、まだ結果を返していないシートが、ここに並びます。",
            Some("awaited") => "送って返事や結果を待っているシートが、ここに並びます。",
            Some("received") => "この窓口に届いたつなぐシートが、ここに並びます。",
            Some("sent") => "この窓口から送ったつなぐシートが、ここに並びます。相談受付票の「つなぐ」から書けます。",
            _ => "書きかけのつなぐシートが、ここに並びます。書いているあいだ、自動で残ります。",
        }
    }
}

/// GET /sheets
pub(crate) async fn page(State(desk): State<Desk>, signed: Signed, Query(filter): Query<Filter>) -> Answer {
    let asked = if filter.show.is_empty() { "to_answer" } else { filter.show.as_str() };
    let chosen = CHOICES.into_iter().find(|(code, _, _)| *code == asked);
    let after = (!filter.leg.is_empty()).then(|| After { key: filter.after.clone(), leg: filter.leg.clone() });
    let unsent = if chosen.is_none() { unsent(&desk, &signed).await? } else { Vec::new() };
    let list = chosen.map(|(_, _, which)| which);
    let Listed { lines, on, queue, more } = read(&desk, &signed, list, after).await?;
    let next = on.zip(chosen).map(|(on, (code, _, _))| format!("/sheets?show={code}&after={}&leg={}", on.key, on.leg));
    let page = ListPage { chosen: chosen.map(|(code, _, _)| code), lines, next, unsent, queue, more };
    web::page(&signed, Title::new("つなぐシート"), &page)
}

struct Listed {
    lines: Vec<Shown>,
    on: Option<After>,
    queue: QueueState,
    more: Vec<Asked>,
}

async fn read(desk: &Desk, signed: &Signed, which: Option<Which>, after: Option<After>) -> Result<Listed, Trouble> {
    let reading = move |mut look: Look<'_, '_>| {
        let (actor, codes, today) = (look.actor(), look.codes(), look.today());
        let mut hands = look.hands();
        let (lines, on) = match which {
            Some(which) => lists::of_agency(&mut hands, actor, which, after, LINES)?,
            None => (Vec::new(), None),
        };
        let queue = crate::queue_state(&mut hands, actor)?;
        // With what waits for this counter, and not again on every other list.
        let more = match which {
            Some(Which::ToAnswer) => asked(&mut hands, actor, codes)?,
            _ => Vec::new(),
        };
        let about = About::new("sheets", actor.agency.as_text()).with(persons_in(&lines));
        let about = about.with(more.iter().filter_map(|asked| asked.notice.person.clone()));
        let lines = in_words(&mut hands, lines, codes, today)?;
        Ok(look.seen(about, Listed { lines, on, queue, more }))
    };
    desk.look(&signed.actor, May::SeeQueue, office::Nothing, reading).await
}

fn asked(hands: &mut Hands<'_, '_>, actor: &Actor, codes: &Codes) -> Result<Vec<Asked>, Trouble> {
    let agencies = staff::agencies::names(hands)?;
    let list = codes.list("information_kinds");
    let in_words = |notice: Notice| Asked {
        agency: agencies.of(&notice.agency).to_owned(),
        kinds: notice.kinds.iter().map(|kind| list.short(kind)).collect::<Vec<_>>().join("、"),
        notice,
    };
    Ok(more::today(hands, actor, LINES)?.into_iter().map(in_words).collect())
}

pub(super) fn in_words(
    hands: &mut office::Hands<'_, '_>,
    lines: Vec<crate::Line>,
    codes: &Codes,
    today: Day,
) -> Result<Vec<Shown>, Trouble> {
    let agencies = staff::agencies::names(hands)?;
    Ok(lines.into_iter().map(|line| Shown::of(line, &agencies, codes, today)).collect())
}

async fn unsent(desk: &Desk, signed: &Signed) -> Result<Vec<Unsent>, Trouble> {
    let kept = drafts::list(desk, &signed.actor).await?;
    let begun = kept.into_iter().filter(|(which, _)| which.form == "sheet");
    let unsent = begun.filter_map(|(which, at)| {
        let path = crate::send::Start::parse(&which.subject)?.path();
        Some(Unsent { path, day: at.day(), time: at.time_of_day() })
    });
    Ok(unsent.collect())
}
