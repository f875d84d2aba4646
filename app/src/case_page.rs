//! ケースの頁: one case, with a part from each capability. The only place that sees all.

use askama::Template;
use axum::extract::State;
use cases::page::{CaseHead, HouseholdPart};
use cases::{Case, CaseSubject};
use office::{About, CaseId, Day, Desk, Grants, Instant, Look, May, Refusal, Seen, Trouble};
use web::{Path, SafeHtml, Samples, Signed, Title, parts};

/// One thing of the story.
struct Happening {
    on: Day,
    /// When it was written down: the order within a day. None: it counts for the whole day.
    at: Option<Instant>,
    what: String,
    path: Option<String>,
    words: Option<String>,
}

#[derive(Template)]
#[template(path = "case_page.html")]
struct CasePage {
    id: String,
    open: bool,
    /// The actor's counter holds it.
    holds: bool,
    grants: Grants,
    csrf: String,
    head: SafeHtml,
    household: SafeHtml,
    /// Who is involved, and for what.
    parties: SafeHtml,
    story: Vec<Happening>,
}

impl CasePage {
    fn may(&self, may: May) -> bool {
        self.grants.allow(may)
    }
}

pub(crate) async fn get(State(desk): State<Desk>, signed: Signed, Path(id): Path<String>) -> web::Answer {
    let id = CaseId::from_text(&id).ok_or_else(Refusal::not_there)?;
    let (subject, csrf) = (CaseSubject(id.clone()), signed.csrf().to_owned());
    let (title, page) = desk.look(&signed.actor, May::SeeCase, subject, move |look| read(look, &id, csrf)).await?;
    web::page(&signed, Title::new(title).under("ケース", "/cases"), &page)
}

fn read(mut look: Look<'_, '_>, id: &CaseId, csrf: String) -> Result<Seen<(String, CasePage)>, Trouble> {
    let (actor, codes) = (look.actor(), look.codes());
    let mut hands = look.hands();
    let case = cases::get(&mut hands, id)?;
    let intakes = intake::of_case(&mut hands, codes, id)?;
    let wishes = intakes.first().map(|i| i.told.wishes.clone()).unwrap_or_default();
    let list = codes.list("contact_wishes");
    let wishes = wishes.iter().map(|code| list.label(code).to_owned()).collect();
    let knots = referral::thread::of_case(&mut hands, id)?;
    let household = HouseholdPart::of(&mut hands, (actor, codes), &case)?;
    let parties = cases::PartiesPart::of(&mut hands, &case)?;
    let story = story(&mut hands, actor, &intakes, &case)?;
    let head = CaseHead::of(&mut hands, (actor, codes), case.clone(), &knots, wishes)?;
    let persons: Vec<_> =
        head.persons.iter().map(|p| p.id.clone()).chain(household.members.iter().map(|(p, ..)| p.id.clone())).collect();
    let title = head.title();
    let page = CasePage {
        id: id.to_string(),
        open: case.is_open(),
        holds: case.holder_agency == actor.agency,
        grants: actor.grants.clone(),
        csrf,
        head: rendered(&head)?,
        household: rendered(&household)?,
        parties: rendered(&parties)?,
        story,
    };
    Ok(look.seen(About::case(id).with(persons), (title, page)))
}

fn rendered(part: &impl Template) -> Result<SafeHtml, Trouble> {
    SafeHtml::rendered(part).map_err(|e| office::Fault::other(e.to_string()).into())
}

fn story(
    hands: &mut office::Hands<'_, '_>,
    actor: &office::Actor,
    intakes: &[intake::Intake],
    case: &Case,
) -> Result<Vec<Happening>, Trouble> {
    let agencies = staff::agencies::names(hands)?;
    let mut story: Vec<Happening> = intakes
        .iter()
        .map(|intake| Happening {
            on: intake.told.received_on,
            at: Some(intake.received_at),
            what: format!("{}が相談を受け付けた({})", agencies.of(&intake.agency), intake.status.label()),
            path: Some(format!("/intake/{}", intake.id)),
            words: intake.told.words.clone(),
        })
        .collect();
    let open: Vec<_> = referral::legs_of_case(hands, actor, &case.id)?.into_iter().map(|line| line.sheet).collect();
    story.extend(referral::thread::asked_for_case(hands, &case.id)?.into_iter().map(|asked| Happening {
        on: asked.at.day(),
        at: Some(asked.at),
        what: format!(
            "{}から{}へつないだ({}、{})",
            agencies.of(&asked.from),
            agencies.of(&asked.to),
            asked.method.label(),
            asked.state.label()
        ),
        // A counter that held the household once sees that others were asked, and its own sheets alone.
        path: open.contains(&asked.sheet).then(|| format!("/sheets/{}", asked.sheet)),
        words: None,
    }));
    let plain = |on: Option<Day>, what: &str| {
        on.map(|on| Happening { on, at: None, what: what.to_owned(), path: None, words: None })
    };
    story.extend(plain(case.support_from, "支援を始めた"));
    story.extend(plain(case.closed_on, "終結した"));
    story.sort_by_key(|happening| std::cmp::Reverse((happening.on, happening.at.is_none(), happening.at)));
    Ok(story)
}

pub(crate) fn samples() -> Samples {
    let today = Day::of(2018, 4, 9).unwrap_or_else(|| office::Clock::Machine.now().day());
    let roles = office::Roles::embedded().unwrap_or(office::Roles { roles: Vec::new() });
    let page = |story| CasePage {
        id: "cas_1".to_owned(),
        open: true,
        holds: true,
        grants: roles.grants(&["counsellor".to_owned()]),
        csrf: "0".to_owned(),
        head: web::el("h1").text("架空 花子").html(),
        household: SafeHtml::default(),
        parties: SafeHtml::default(),
        story,
    };
    let told = Happening {
        on: today,
        at: None,
        what: "収納課が相談を受け付けた(つないだ)".to_owned(),
        path: Some("/intake/int_1".to_owned()),
        words: Some("家賃が払えなくて、\n大家さんから今月中にと言われた".to_owned()),
    };
    let closed = CasePage { open: false, ..page(Vec::new()) };
    Samples::new()
        .with("ケース: 受け付けたばかり", &page(vec![told]))
        .with("ケース: まだ何もない", &page(Vec::new()))
        .with("ケース: 終えた", &closed)
}
