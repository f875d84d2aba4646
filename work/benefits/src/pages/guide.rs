//! 相談の手引き: a page for anybody, without sign-in and without keeping anything: worries in, what to ask for out.

use std::collections::BTreeMap;
use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::IntoResponse;
use db::Reader;
use office::typed::{self, money};
use office::{Day, Desk, Fault, FieldErrors, Hands};
use serde::Deserialize;
use web::parts::Choices;
use web::{Answer, Pairs, Query, Samples, Title, Visit};

use crate::guide::{Ask, Facts, Guide, Leaflet, Said};
use crate::model::date;
use crate::pages::{Counter, Directory};
use crate::parameters::Tables;
use crate::programs::Program;
use crate::store;
use crate::yen::yen;

/// Where a person who must hide this page at once is led: dull, without a word of the guide, and on this very server, so
/// that it opens where no other site does.
const ELSEWHERE: &str = "/calendar";
/// More counters of one kind than this make a list that nobody reads.
const MOST_COUNTERS: usize = 5;

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

/// By programme.
type Counters = BTreeMap<&'static str, Vec<Counter>>;

/// What is shown for the worries chosen.
struct Told {
    leaflet: Leaflet<'static>,
    /// The city's own counters, for each programme asked for.
    counters: Counters,
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

    fn counters(&self, program: &str) -> &[Counter] {
        self.told.as_ref().and_then(|told| told.counters.get(program)).map_or(&[], Vec::as_slice)
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

pub(super) async fn answer(
    directory: Directory,
    State(desk): State<Desk>,
    visit: Visit,
    Query(asked): Query<Asked>,
    pairs: Pairs,
) -> Answer {
    let mut page = blank(&visit, &asked, Typed::from(&pairs));
    match page.typed.read(page.easy) {
        Ok(facts) => {
            let leaflet = page.leaflet();
            let (tables, counters) = known(&desk, directory, &leaflet).await?;
            let within = facts.within_housing_limits(&page.city, date(visit.shell.today)?, &tables);
            page.told = Some(page.tell((leaflet, counters), &facts, (visit.shell.today, within)));
            web::page(&visit, title(&page), &page)
        }
        Err(errors) => {
            page.errors = errors;
            web::page_with(StatusCode::UNPROCESSABLE_ENTITY, &visit, title(&page), &page)
        }
    }
}

/// Tables and directory hold nobody's data, and here nobody acts: they are read as they are.
async fn known(
    desk: &Desk,
    directory: Directory,
    leaflet: &Leaflet<'static>,
) -> Result<(Arc<Tables>, Counters), Fault> {
    let own = desk.clone();
    let asks: Vec<&'static Ask> = leaflet.asks.clone();
    desk.db()
        .read(move |reader: &mut Reader<'_>| {
            let tables = store::in_use(reader, own.municipality())?;
            let mut hands = Hands { store: reader, keys: own.keys(), municipality: own.municipality(), at: own.now() };
            let mut counters = Counters::new();
            for ask in asks {
                let kinds: Vec<&str> = ask.kinds.iter().map(String::as_str).collect();
                let mut found = directory(&mut hands, &kinds)?;
                found.truncate(MOST_COUNTERS);
                counters.insert(&ask.program, found);
            }
            Ok((tables, counters))
        })
        .await
}

impl GuidePage {
    fn leaflet(&self) -> Leaflet<'static> {
        let codes: Vec<&str> = self.typed.worries.iter().map(String::as_str).collect();
        Guide::embedded().leaflet(&codes)
    }

    fn tell(
        &self,
        (leaflet, counters): (Leaflet<'static>, Counters),
        facts: &Facts,
        (day, within): (Day, bool),
    ) -> Told {
        let chosen = Guide::embedded().worries().filter(|worry| self.typed.worries.contains(&worry.code));
        let worries =
            chosen.map(|worry| if self.easy { &*worry.label.plain } else { &*worry.label.everyday }).collect();
        let memo = [
            (self.say("いっしょに暮らす人数(本人を含む)", "家族の 人数"), facts.persons.map(|n| format!("{n}人"))),
            (self.say("世帯の今月の収入", "今月の お金(家族 ぜんぶ)"), facts.income.map(yen)),
            (self.say("家賃(1か月)", "1か月の 家賃"), facts.rent.map(yen)),
            (self.say("世帯の預貯金と現金", "家に ある お金と 貯金"), facts.savings.map(yen)),
        ];
        let memo = memo.into_iter().filter_map(|(label, value)| Some((label, value?))).collect();
        let asked = leaflet.asks.iter().any(|ask| ask.program == Program::HousingRent.id());
        Told { within_limits: within && asked, leaflet, counters, memo, worries, day }
    }
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
        let counter = Counter {
            name: "見本 自立相談支援の窓口".to_owned(),
            place: "見本市役所1階".to_owned(),
            phone: "000-000-0000".to_owned(),
            hours: "月〜金 8:30〜17:15".to_owned(),
            takes: "住まい、収入・生活費".to_owned(),
        };
        let counters = Counters::from([("housing_benefit_rent", vec![counter])]);
        page.told = Day::of(2018, 4, 9).map(|day| page.tell((page.leaflet(), counters), &facts, (day, true)));
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
