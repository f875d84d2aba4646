//! 相談の手引き: a page for anybody, without sign-in and without keeping anything: worries in, what to ask for out.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::IntoResponse;
use db::Reader;
use office::typed::{self, money};
use office::{Day, Desk, Fault, FieldErrors};
use serde::Deserialize;
use web::parts::Choices;
use web::{Answer, Pairs, Query, Samples, Title, Visit};

use crate::guide::{Facts, Guide, Leaflet, Said};
use crate::model::date;
use crate::parameters::Tables;
use crate::programs::Program;
use crate::store;
use crate::yen::yen;

/// Where a person who must hide this page at once is led: public, dull and likely on any screen.
const ELSEWHERE: &str = "https://www.jma.go.jp/";

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    lang: String,
}

/// As typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Typed {
    worries: Vec<String>,
    persons: String,
    income: String,
    rent: String,
    savings: String,
}

impl From<&Pairs> for Typed {
    fn from(pairs: &Pairs) -> Self {
        let one = |name: &str| pairs.one(name).to_owned();
        Self {
            worries: pairs.all("worries").map(str::to_owned).collect(),
            persons: one("persons"),
            income: one("income"),
            rent: one("rent"),
            savings: one("savings"),
        }
    }
}

const MOST_PERSONS: u32 = 30;
const MOST_YEN: i64 = 99_999_999;

impl Typed {
    /// Every fact may be left out.
    fn read(&self, easy: bool) -> Result<Facts, FieldErrors> {
        let mut errors = FieldErrors::default();
        let plain = "数字で 書いて ください。わからない ときは 書かなくて いいです。";
        let mut facts = Facts::default();
        if !self.persons.trim().is_empty() {
            match typed::count(&self.persons, typed::PEOPLE) {
                Ok(persons) if (1..=MOST_PERSONS).contains(&persons) => facts.persons = usize::try_from(persons).ok(),
                Ok(_) => errors.add("persons", if easy { plain } else { "人数は1人から30人までで入れてください。" }),
                Err(told) => {
                    errors.add_with_example("persons", if easy { plain.to_owned() } else { told.message }, "3人");
                }
            }
        }
        for (field, text, into) in [
            ("income", &self.income, &mut facts.income),
            ("rent", &self.rent, &mut facts.rent),
            ("savings", &self.savings, &mut facts.savings),
        ] {
            if text.trim().is_empty() {
                continue;
            }
            match money(text) {
                Ok(amount) if amount <= MOST_YEN => *into = Some(amount),
                Ok(_) => errors.add(field, if easy { plain } else { "金額のけた数をもう一度お確かめください。" }),
                Err(told) => {
                    errors.add_with_example(field, if easy { plain.to_owned() } else { told.message }, "50,000");
                }
            }
        }
        if errors.is_empty() { Ok(facts) } else { Err(errors) }
    }
}

/// What is shown for the worries chosen.
struct Told {
    leaflet: Leaflet<'static>,
    memo: Vec<(&'static str, String)>,
    worries: Vec<&'static str>,
    within_limits: bool,
    day: Day,
}

#[derive(Template)]
#[template(path = "pages/guide.html")]
struct GuidePage {
    csrf: String,
    easy: bool,
    city: String,
    worries: Choices,
    typed: Typed,
    errors: FieldErrors,
    told: Option<Told>,
}

impl GuidePage {
    fn say<'a>(&self, everyday: &'a str, plain: &'a str) -> &'a str {
        if self.easy { plain } else { everyday }
    }

    fn said<'a>(&self, said: &'a Said) -> &'a str {
        self.say(&said.everyday, &said.plain)
    }

    fn program(&self, id: &str) -> &'static str {
        Program::from_id(id).map_or("", Program::name)
    }

    fn action(&self) -> &'static str {
        if self.easy { "/guide?lang=easy" } else { "/guide" }
    }

    fn notes(&self) -> &'static [Said] {
        &Guide::embedded().note
    }
}

fn blank(visit: &Visit, asked: &Asked, typed: Typed) -> GuidePage {
    let easy = asked.lang == "easy";
    page_of((visit.csrf(), &visit.shell.municipality), easy, typed)
}

fn page_of((csrf, city): (&str, &str), easy: bool, typed: Typed) -> GuidePage {
    let label = |said: &Said| if easy { said.plain.clone() } else { said.everyday.clone() };
    let worries = Choices::new(Guide::embedded().worries().map(|worry| (worry.code.clone(), label(&worry.label))));
    GuidePage {
        csrf: csrf.to_owned(),
        easy,
        city: city.to_owned(),
        worries: worries.picked_many(typed.worries.clone()),
        typed,
        errors: FieldErrors::default(),
        told: None,
    }
}

fn title(page: &GuidePage) -> Title {
    Title::new(page.say("相談の手引き", "そうだんの てびき"))
}

pub(super) async fn show(visit: Visit, Query(asked): Query<Asked>) -> Answer {
    let page = blank(&visit, &asked, Typed::default());
    web::page(&visit, title(&page), &page)
}

pub(super) async fn answer(State(desk): State<Desk>, visit: Visit, Query(asked): Query<Asked>, pairs: Pairs) -> Answer {
    let mut page = blank(&visit, &asked, Typed::from(&pairs));
    match page.typed.read(page.easy) {
        Ok(facts) => {
            let tables = tables(&desk).await?;
            let within = facts.within_housing_limits(&page.city, date(visit.shell.today)?, &tables);
            page.told = Some(tell(&page, &facts, (visit.shell.today, within)));
            web::page(&visit, title(&page), &page)
        }
        Err(errors) => {
            page.errors = errors;
            web::page_with(StatusCode::UNPROCESSABLE_ENTITY, &visit, title(&page), &page)
        }
    }
}

/// The tables hold nobody's data, and here nobody acts: they are read as they are.
async fn tables(desk: &Desk) -> Result<Arc<Tables>, Fault> {
    let own = desk.clone();
    desk.db().read(move |reader: &mut Reader<'_>| store::in_use(reader, own.municipality())).await
}

fn tell(page: &GuidePage, facts: &Facts, (day, within): (Day, bool)) -> Told {
    let codes: Vec<&str> = page.typed.worries.iter().map(String::as_str).collect();
    let leaflet = Guide::embedded().leaflet(&codes);
    let chosen = Guide::embedded().worries().filter(|worry| codes.contains(&worry.code.as_str()));
    let worries = chosen.map(|worry| if page.easy { &*worry.label.plain } else { &*worry.label.everyday }).collect();
    let memo = [
        (page.say("いっしょに暮らす人数(本人を含む)", "家族の 人数"), facts.persons.map(|n| format!("{n}人"))),
        (page.say("世帯の今月の収入", "今月の お金(家族 ぜんぶ)"), facts.income.map(yen)),
        (page.say("家賃(1か月)", "1か月の 家賃"), facts.rent.map(yen)),
        (page.say("世帯の預貯金と現金", "家に ある お金と 貯金"), facts.savings.map(yen)),
    ];
    let memo = memo.into_iter().filter_map(|(label, value)| Some((label, value?))).collect();
    let asked = leaflet.asks.iter().any(|ask| ask.program == Program::HousingRent.id());
    Told { within_limits: within && asked, leaflet, memo, worries, day }
}

/// Leads away at once, and asks the browser to forget what it kept of this site.
pub(super) async fn leave() -> Answer {
    let away = [
        (header::LOCATION, HeaderValue::from_static(ELSEWHERE)),
        (HeaderName::from_static("clear-site-data"), HeaderValue::from_static("\"cache\"")),
    ];
    Ok((StatusCode::SEE_OTHER, away).into_response())
}

pub(super) fn samples() -> Samples {
    let typed = Typed {
        worries: ["no_food", "rent", "job_lost"].map(str::to_owned).to_vec(),
        persons: "2人".to_owned(),
        income: "90,000".to_owned(),
        rent: "四万円".to_owned(),
        savings: "50000".to_owned(),
    };
    let of = |easy, typed: &Typed| page_of(("token", "つなぐ市"), easy, typed.clone());
    let result = |easy| {
        let mut page = of(easy, &typed);
        let facts = typed.read(easy).unwrap_or_default();
        page.told = Day::of(2018, 4, 9).map(|day| tell(&page, &facts, (day, true)));
        page
    };
    let wrong = |easy| {
        let typed = Typed { rent: "だいたい5まん".to_owned(), persons: "0".to_owned(), ..typed.clone() };
        let errors = typed.read(easy).err().unwrap_or_default();
        GuidePage { errors, ..of(easy, &typed) }
    };
    Samples::new()
        .with("benefits: 相談の手引き", &of(false, &Typed::default()))
        .with("benefits: 相談の手引き(やさしい日本語)", &of(true, &Typed::default()))
        .with("benefits: 相談の手引き(直すところあり)", &wrong(false))
        .with("benefits: 相談の手引き(やさしい日本語、直すところあり)", &wrong(true))
        .with("benefits: 相談の手引きの答え", &result(false))
        .with("benefits: 相談の手引きの答え(やさしい日本語)", &result(true))
}
