//! 相談受付の一覧: this counter's receptions, the undecided first, and search in what people said.

use askama::Template;
use axum::extract::State;
use office::{About, Actor, Codes, Day, Desk, Hands, Look, May, Nothing, Trouble};
use serde::Deserialize;
use web::parts::{self, opts};
use web::{Answer, Query, SafeHtml, Signed, Title};

use crate::model::{Intake, IntakeId, Status};
use crate::names::Names;
use crate::store::list::{After, holding, of_agency};

#[derive(Deserialize, Default)]
pub(crate) struct Asked {
    #[serde(default)]
    status: String,
    #[serde(default)]
    q: String,
    #[serde(default)]
    after: String,
}

/// One reception of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Line {
    path: String,
    name: String,
    received_on: Day,
    agency: String,
    status: Status,
    concerns: String,
    words: String,
}

#[derive(Template)]
#[template(path = "list/list.html")]
struct ListPage {
    q: String,
    status: Status,
    counter: String,
    lines: Vec<Line>,
    next: Option<String>,
    today: Day,
}

impl ListPage {
    fn field(&self) -> SafeHtml {
        let shown = opts().kind("search").hint("聞いたことば、世帯のこと、お伝えしたことから探します。");
        parts::text("q", "ことばで探す", &self.q, &office::FieldErrors::default(), shown)
    }

    fn states(&self) -> &'static [Status] {
        Status::ALL
    }

    fn is_shown(&self, state: &Status) -> bool {
        *state == self.status
    }

    fn empty(&self) -> &'static str {
        match self.status {
            _ if !self.q.is_empty() => {
                "ここに、ことばが合う相談が並びます。短いことばに変えると見つかることがあります。"
            }
            Status::Received => "ここに、これから決める相談が並びます。いまはありません。",
            _ => "ここに、この窓口が受け付けた相談が並びます。いまはありません。",
        }
    }
}

const PAGE: usize = 50;
const SNIPPET: usize = 60;

/// GET /intakes
pub(crate) async fn page(State(desk): State<Desk>, signed: Signed, Query(asked): Query<Asked>) -> Answer {
    let status = Status::from_text(&asked.status).unwrap_or(Status::Received);
    let q = asked.q.trim().to_owned();
    let (lines, next) = read(&desk, &signed.actor, (q.clone(), status), asked.after).await?;
    let page = ListPage { q, status, counter: signed.actor.agency_name.clone(), lines, next, today: desk.now().day() };
    web::page(&signed, Title::new("相談受付").wide(), &page)
}

async fn read(
    desk: &Desk,
    actor: &Actor,
    (q, status): (String, Status),
    after: String,
) -> Result<(Vec<Line>, Option<String>), Trouble> {
    let reading = move |mut look: Look<'_, '_>| {
        let (desk, actor) = (look.desk().clone(), look.actor().clone());
        let mut hands = look.hands();
        let by = (&actor, desk.codes());
        let (intakes, next) = if q.is_empty() {
            let (found, next) = of_agency(&mut hands, by, (&actor.agency, status), (begin(&after), PAGE))?;
            let next = next.map(|after| format!("{}.{}", after.received_on, after.id));
            (found, next.map(|next| url(&[("status", status.as_text()), ("after", &next)])))
        } else {
            let (found, next) = holding(&mut hands, by, &q, (after.parse().ok(), PAGE))?;
            (found, next.map(|next| url(&[("q", &q), ("after", &next.to_string())])))
        };
        let names = Names::read(&mut hands)?;
        let mut lines = Vec::with_capacity(intakes.len());
        for intake in &intakes {
            lines.push(line(&mut hands, (&actor, &names), desk.codes(), intake)?);
        }
        let persons: Vec<_> = intakes.iter().filter_map(|intake| intake.person.clone()).collect();
        Ok(look.seen(About::new("intakes", "-").with(persons), (lines, next)))
    };
    desk.look(actor, May::SeeIntake, Nothing, reading).await
}

/// `2018-04-09.int_…`
fn begin(after: &str) -> Option<After> {
    let (day, id) = after.split_once('.')?;
    Some(After { received_on: Day::parse_iso(day)?, id: IntakeId::from_text(id)? })
}

fn url(pairs: &[(&str, &str)]) -> String {
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    format!("/intakes?{query}")
}

fn line(
    hands: &mut Hands<'_, '_>,
    (actor, names): (&Actor, &Names),
    codes: &Codes,
    intake: &Intake,
) -> Result<Line, Trouble> {
    let persons: Vec<_> = intake.person.iter().cloned().collect();
    let person = people::basic(hands, actor, &persons)?.into_iter().next();
    let name = match person {
        Some(person) if intake.anonymous && person.name.written.is_none() => "匿名の方".to_owned(),
        Some(person) => person.name.to_string(),
        None => "名前はまだ聞いていません".to_owned(),
    };
    let concerns = codes.list("concerns");
    let marked = intake.told.concerns.iter().map(|c| format!("{}{}", c.mark().label(), concerns.short(&c.code)));
    Ok(Line {
        path: format!("/intake/{}", intake.id),
        name,
        received_on: intake.told.received_on,
        agency: names.agency(&intake.agency),
        status: intake.status,
        concerns: marked.collect::<Vec<_>>().join(" "),
        words: snippet(intake.told.words.as_deref().unwrap_or_default()),
    })
}

/// The beginning of what was said, in one line.
fn snippet(words: &str) -> String {
    let line: String = words.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(SNIPPET) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default()),
        None => line,
    }
}

pub(crate) fn samples() -> web::Samples {
    let Some(today) = Day::of(2018, 4, 9) else { return web::Samples::new() };
    let line = Line {
        path: "/intake/int_1".to_owned(),
        name: "<b>見本</b> 太郎".to_owned(),
        received_on: today.plus_days(-2),
        agency: "収納課".to_owned(),
        status: Status::Received,
        concerns: "◎家賃・ローン".to_owned(),
        words: "家賃が払えない".to_owned(),
    };
    let page = |q: &str, lines, next: Option<&str>| ListPage {
        q: q.to_owned(),
        status: Status::Received,
        counter: "収納課".to_owned(),
        lines,
        next: next.map(str::to_owned),
        today,
    };
    web::Samples::new()
        .with("相談受付の一覧: ない", &page("", Vec::new(), None))
        .with("相談受付の一覧", &page("", vec![line.clone()], Some("/intakes?after=1")))
        .with("相談受付の一覧: 探した", &page("借金", vec![line], None))
        .with("相談受付の一覧: 見つからない", &page("借金", Vec::new(), None))
}
