//! 相談チャートの画面: words and concerns in, what to do, ask and whom to call out. Nothing is kept.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use office::{Desk, FieldErrors, Grants, May};
use web::parts::Choices;
use web::{Answer, Failure, Pairs, SafeHtml, Samples, Signed, Title};

mod told;

use super::{CounterLine, Directory};
use crate::codes::{Agency, Concern};
use crate::notice::{Notice, notice};
use crate::store::{self, CurrentRules};

/// The city's counters by their kind.
pub(super) type Counters = BTreeMap<Agency, Vec<CounterLine>>;

#[derive(Template)]
#[template(path = "pages/notice.html")]
struct NoticePage {
    csrf: String,
    words: String,
    concerns: Choices,
    told: Option<SafeHtml>,
    sees_rules: bool,
    errors: FieldErrors,
}

fn blank(csrf: &str, pairs: &Pairs, grants: &Grants) -> NoticePage {
    let all = Choices::new(Concern::ALL.iter().map(|concern| (concern.as_text(), concern.label())));
    NoticePage {
        csrf: csrf.to_owned(),
        words: pairs.one("words").to_owned(),
        concerns: all.picked_many(pairs.all("concern")).main_ones(pairs.all("concern_main")),
        told: None,
        sees_rules: [May::EditNoticingRules, May::ApproveNoticingRules].iter().any(|may| grants.allow(*may)),
        errors: FieldErrors::default(),
    }
}

fn title() -> Title {
    Title::new("相談チャート")
}

pub(super) async fn show(signed: Signed) -> Answer {
    web::page(&signed, title(), &blank(signed.csrf(), &Pairs::default(), &signed.actor.grants))
}

pub(super) async fn answer(directory: Directory, State(desk): State<Desk>, signed: Signed, pairs: Pairs) -> Answer {
    let mut page = blank(signed.csrf(), &pairs, &signed.actor.grants);
    let concerns = ticked(&pairs);
    if page.words.trim().is_empty() && concerns.is_empty() {
        page.errors.add_with_example(
            "words",
            "聞いたことを書くか、ご相談の内容に印を付けてください。",
            "家賃が3か月分たまっていて、大家さんから今月中にと言われた",
        );
        return web::page_with(StatusCode::UNPROCESSABLE_ENTITY, &signed, title(), &page);
    }
    let rules = store::current(&desk).await?;
    let found = notice(&rules, &concerns, &page.words);
    let counters = counters(directory, &desk, &signed, &found).await?;
    page.told = Some(told::html(&found, &page.words, &counters, Some(signed.csrf()))?);
    web::page(&signed, title(), &page)
}

/// The answer for another page's form, with the city's counters. Nothing is kept.
pub async fn answer_beside(
    directory: Directory,
    desk: &Desk,
    signed: &Signed,
    (concerns, text): (&[Concern], &str),
) -> Result<SafeHtml, Failure> {
    let rules = store::current(desk).await?;
    let found = notice(&rules, concerns, text);
    let counters = counters(directory, desk, signed, &found).await?;
    Ok(told::html(&found, text, &counters, None)?)
}

fn ticked(pairs: &Pairs) -> Vec<Concern> {
    let marks: BTreeSet<Concern> =
        pairs.all("concern").chain(pairs.all("concern_main")).filter_map(Concern::from_text).collect();
    marks.into_iter().collect()
}

/// The directory holds nobody's data: it is read without a record of what was asked.
async fn counters(
    directory: Directory,
    desk: &Desk,
    signed: &Signed,
    found: &Notice,
) -> Result<Counters, office::Trouble> {
    let called = found.danger.iter().flat_map(|danger| danger.call.iter().copied());
    let kinds: BTreeSet<Agency> = called.chain(found.connect_to.iter().map(|to| to.kind)).collect();
    desk.glance(&signed.actor, May::ReceiveIntake, move |mut look| {
        let mut counters = Counters::new();
        for kind in kinds {
            let mut lines = directory(&mut look.hands(), kind.as_text())?;
            lines.sort_by_key(|line| !line.open_now);
            counters.insert(kind, lines);
        }
        Ok(counters)
    })
    .await
}

pub(super) fn samples() -> Samples {
    let Ok(rules) = CurrentRules::embedded() else { return Samples::new() };
    let grants = Grants::default();
    let line = |name: &str, open_now| CounterLine {
        name: name.to_owned(),
        phone: "0000-00-0000".to_owned(),
        hours: "平日 8:30から17:15".to_owned(),
        languages: "ベトナム語、英語".to_owned(),
        open_now,
    };
    let counters: Counters = [
        (Agency::SelfReliance, vec![line("見本 自立相談支援センター", true), line("見本 南部出張所", false)]),
        (Agency::HealthCenter, vec![CounterLine { name: "見本 保健センター".to_owned(), ..CounterLine::default() }]),
    ]
    .into();
    let page = |words: &str, marks: &[&str]| {
        let mut pairs = vec![("words".to_owned(), words.to_owned())];
        pairs.extend(marks.iter().map(|mark| ("concern".to_owned(), (*mark).to_owned())));
        let pairs = Pairs(pairs);
        let found = notice(&rules, &ticked(&pairs), words);
        NoticePage { told: told::html(&found, words, &counters, Some("token")).ok(), ..blank("token", &pairs, &grants) }
    };
    let mut errors = FieldErrors::default();
    errors.add("words", "聞いたことを書くか、ご相談の内容に印を付けてください。");
    let empty = || blank("token", &Pairs::default(), &grants);
    Samples::new()
        .with("noticing: 相談チャート", &NoticePage { sees_rules: true, ..empty() })
        .with("noticing: 相談チャート(何も書かれていない)", &NoticePage { errors, ..empty() })
        .with(
            "noticing: 相談チャートの答え",
            &page(
                "家賃を3か月分ためていて、大家さんから今月中にと言われた。借金はないが、カードローンの返済が苦しい",
                &["rent_or_loan"],
            ),
        )
        .with("noticing: 相談チャートの答え(危険のしるし)", &page("もう死にたい。昨日から何も食べていない", &[]))
        .with("noticing: 相談チャートの答え(分からない)", &page("どうしていいのかわかりません", &[]))
}
