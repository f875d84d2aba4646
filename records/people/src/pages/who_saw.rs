//! 誰が見たか: which officer of which counter saw this person's data, when and why; printable for the person.

use askama::Template;
use axum::extract::State;
use office::audit::{AuditRow, Outcome, of_person};
use office::typed::{self, TypedDate};
use office::{About, Day, Desk, Hands, Instant, Look, May, Nothing, PersonId, Reach, Trouble};
use serde::Deserialize;
use web::{Answer, Path, Query, Signed, Title, parts};

use crate::model::{Basic, BirthKnown};
use crate::store::search::find_by;
use crate::{Beside, Names, PersonSubject, store};

const LIMIT: i64 = 200;

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Page {
    before: String,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    q: String,
}

/// One line that a person can read.
#[derive(Debug, Clone)]
struct Line {
    at: Instant,
    agency: String,
    staff: String,
    what: String,
    why: &'static str,
    denied: bool,
}

#[derive(Template)]
#[template(path = "pages/who_saw.html")]
struct WhoSaw {
    name: String,
    municipality: String,
    made_on: Day,
    lines: Vec<Line>,
    next: Option<String>,
}

#[derive(Template)]
#[template(path = "pages/who_saw_find.html")]
struct Find {
    asked: String,
    /// Id, name, year of birth: no more is shown here.
    found: Vec<(PersonId, String, String)>,
    may_restrict: bool,
}

pub(crate) async fn get(
    beside: Beside,
    (State(desk), signed, Path(id)): (State<Desk>, Signed, Path<String>),
    Query(page): Query<Page>,
) -> Answer {
    let id = super::person_id(&id)?;
    let municipality = desk.settings().municipality_name.clone();
    let (person, before) = (id.clone(), page.before.parse().ok());
    let page = desk
        .look(&signed.actor, May::SeeWhoSaw, PersonSubject(id), move |mut look: Look<'_, '_>| {
            let (actor, made_on) = (look.actor().clone(), look.today());
            let mut hands = look.hands();
            let shown = store::basic(&mut hands, &actor, std::slice::from_ref(&person))?.into_iter().next();
            let name = shown.ok_or_else(office::Refusal::not_there)?.name.to_string();
            let names = (beside.names)(&mut hands)?;
            let rows = of_person(hands.store, hands.municipality, &person, before, LIMIT)?;
            let more = rows.len() as i64 == LIMIT;
            let next = rows.last().filter(|_| more).map(|row| format!("/people/{person}/who-saw?before={}", row.seq));
            let lines = rows.iter().map(|row| line(row, &names)).collect();
            let page = WhoSaw { name, municipality, made_on, lines, next };
            Ok(look.seen(About::person(&person), page))
        })
        .await?;
    web::page(&signed, Title::new("誰が見たか").under("記録", "/who-saw"), &page)
}

fn line(row: &AuditRow, names: &Names) -> Line {
    let (ground, done) = row.ground.split_once(": ").unwrap_or((row.ground.as_str(), ""));
    let denied = row.outcome == Outcome::Denied;
    let what = match (denied, done) {
        (true, _) => format!("「{}」をしようとしましたが、見られませんでした", row.may.label()),
        (false, "") => row.may.label().to_owned(),
        (false, done) => done.to_owned(),
    };
    Line {
        at: row.at,
        agency: names.agency(&row.agency).to_owned(),
        staff: names.staff(&row.staff).to_owned(),
        what,
        // Before it is opened there is no tie: the emergency itself is the reason.
        why: if row.may == May::BreakGlass && !denied { why("緊急に開いた") } else { why(ground) },
        denied,
    }
}

/// The ground of a deed in plain words.
fn why(ground: &str) -> &'static str {
    match ground {
        "自機関の関わり" => "その窓口が、本人の相談に関わっているため",
        "市全体の役割" => "市全体を確かめる役割の職員のため",
        "名指しされた職員" => "支援措置で、連絡先を見る職員に決められているため",
        "緊急に開いた" => "急いで助ける必要があるとして開いたため(責任者が確かめます)",
        "自分のもの" => "自分の書いたもののため",
        "関わりがない" => "その窓口は、本人の相談に関わっていないため",
        "限られた職員だけ" => "限られた職員だけが見られるため",
        "支援措置" => "支援措置があるため",
        "同意がない" => "本人の同意がまだないため",
        "役割にない" => "その職員の役割では見られないため",
        _ => "窓口の仕事のため(人を探す、相談を受けるなど)",
    }
}

pub(crate) async fn find(State(desk): State<Desk>, signed: Signed, Query(asked): Query<Asked>) -> Answer {
    let asked = asked.q.trim().to_owned();
    let text = asked.clone();
    let found = if text.is_empty() {
        Vec::new()
    } else {
        desk.look(&signed.actor, May::SeeWhoSaw, Nothing, move |mut look: Look<'_, '_>| {
            let actor = look.actor().clone();
            let people = exactly(&mut look.hands(), &actor, &text)?;
            let seen: Vec<_> = people.iter().map(|person| person.id.clone()).collect();
            let shown = people.into_iter().map(|person| {
                let year = person.birth.year().unwrap_or_else(|| "生まれた年は聞いていません".to_owned());
                (person.id, person.name.to_string(), year)
            });
            let shown = shown.collect();
            Ok(look.seen(About::nothing().with(seen), shown))
        })
        .await?
    };
    let may_restrict = signed.actor.grants.reach(May::RestrictPerson) == Some(Reach::City);
    web::page(&signed, Title::new("誰が見たかを調べる"), &Find { asked, found, may_restrict })
}

/// Whole names and exact birth dates only: this search goes over the whole city, so it is not for looking around.
fn exactly(hands: &mut Hands<'_, '_>, actor: &office::Actor, text: &str) -> Result<Vec<Basic>, Trouble> {
    let born = match typed::date(text) {
        Ok(TypedDate::Exact(day)) => Some(day),
        _ => None,
    };
    let whole = vault::fold::fold(text);
    let same = |name: &Option<String>| name.as_deref().is_some_and(|name| vault::fold::fold(name) == whole);
    let fits = |person: &Basic| match (born, &person.birth) {
        (Some(day), BirthKnown::Exact(birth)) => *birth == day,
        (Some(_), _) => false,
        (None, _) => same(&person.name.written) || same(&person.name.kana),
    };
    let (mut all, mut after) = (Vec::new(), None);
    for _ in 0..10 {
        let found = find_by(hands, (actor, Reach::City), text, after, 200)?;
        all.extend(found.people.into_iter().filter(fits));
        after = found.next;
        if after.is_none() || all.len() >= 50 {
            break;
        }
    }
    Ok(all)
}

pub(crate) fn samples() -> web::Samples {
    let Some((id, made_on)) = PersonId::from_text("psn_1").zip(Day::of(2018, 4, 9)) else { return web::Samples::new() };
    let Some(at) = Instant::at(made_on, 9, 5) else { return web::Samples::new() };
    let line = |denied| Line {
        at,
        agency: "税務課".into(),
        staff: "見本 花子".into(),
        what: "人の基本情報を見る".into(),
        why: why("自機関の関わり"),
        denied,
    };
    let page = |lines, next: Option<&str>| WhoSaw {
        name: "架空 花子".into(),
        municipality: "つなぐ市".into(),
        made_on,
        lines,
        next: next.map(str::to_owned),
    };
    let found = vec![(id, "架空 花子".to_owned(), "昭和45年生".to_owned())];
    web::Samples::new()
        .with("people: 誰が見たか", &page(vec![line(false), line(true)], Some("/people/psn_1/who-saw?before=3")))
        .with("people: まだ誰も見ていない", &page(Vec::new(), None))
        .with("people: 誰が見たかを調べる", &Find { asked: String::new(), found: Vec::new(), may_restrict: false })
        .with("people: 調べる人が見つかった", &Find { asked: "架空 花子".into(), found, may_restrict: true })
        .with("people: 調べる人が見つからない", &Find { asked: "架空".into(), found: Vec::new(), may_restrict: false })
}
