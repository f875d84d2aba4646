//! 今日: the home page. What came in, what is awaited, what is not decided, what is half written.

use askama::Template;
use axum::extract::State;
use office::calendar::short;
use office::drafts;
use office::{About, Actor, CodeList, Day, Desk, Grants, Look, May, Nothing, Seen, Trouble};
use referral::Line;
use staff::AgencyNames;
use web::{SafeHtml, Samples, Signed, Title, parts};

/// So many lines of each kind: a usual day fits on one screen without scrolling.
const LINES: i64 = 8;

/// What the lists of the page hold.
#[derive(Default)]
struct Lists {
    received: Vec<Line>,
    queue: referral::QueueState,
    unread: Vec<Line>,
    waiting: Vec<Line>,
    more: Vec<referral::more::Notice>,
    undecided: Vec<Undecided>,
    agencies: AgencyNames,
    to_review: i64,
    /// Hidden records that too few can open.
    unattended: usize,
}

/// A reception that nobody decided yet.
struct Undecided {
    path: String,
    who: String,
    received_on: Day,
    concerns: String,
}

/// A form half written.
struct HalfWritten {
    path: String,
    what: &'static str,
    at: String,
}

#[derive(Template)]
#[template(path = "today.html")]
struct TodayPage {
    today: Day,
    name: String,
    agency: String,
    roles: String,
    grants: Grants,
    lists: Lists,
    half_written: Vec<HalfWritten>,
    concerns: CodeList,
}

impl TodayPage {
    fn may(&self, may: May) -> bool {
        self.grants.allow(may)
    }

    /// Whoever has a queue has the three lists; others have what their role does.
    fn works_with_people(&self) -> bool {
        self.may(May::SeeQueue)
    }

    /// What `/queue/state` answers until something new comes.
    fn token(&self) -> &str {
        self.lists.queue.newest.as_deref().unwrap_or_default()
    }

    /// Whether so many lines are all there are: otherwise their number would say too little.
    fn is_all(&self, shown: usize) -> bool {
        i64::try_from(shown).is_ok_and(|shown| shown < LINES)
    }

    fn day(&self) -> String {
        short(self.today)
    }

    fn concerns(&self, line: &Line) -> String {
        line.concerns.iter().take(3).map(|c| self.concerns.short(&c.code)).collect::<Vec<_>>().join("、")
    }

    fn due(&self, line: &Line) -> SafeHtml {
        line.waiting().day().map_or_else(SafeHtml::default, |day| parts::due(day, self.today))
    }
}

pub(crate) async fn get(State(desk): State<Desk>, signed: Signed) -> web::Answer {
    let lists = desk.look(&signed.actor, May::SeeToday, Nothing, read).await?;
    let half_written = half_written(&desk, &signed.actor).await?;
    let page = page(&desk, &signed.actor, lists, half_written);
    web::page(&signed, Title::new("今日"), &page)
}

fn page(desk: &Desk, actor: &Actor, lists: Lists, half_written: Vec<HalfWritten>) -> TodayPage {
    TodayPage {
        today: desk.now().day(),
        name: actor.name.clone(),
        agency: actor.agency_name.clone(),
        roles: actor.role_labels.join("、"),
        grants: actor.grants.clone(),
        lists,
        half_written,
        concerns: desk.codes().list("concerns").clone(),
    }
}

fn read(mut look: Look<'_, '_>) -> Result<Seen<Lists>, Trouble> {
    let (actor, codes) = (look.actor(), look.codes());
    let mut lists = Lists { agencies: staff::agencies::names(&mut look.hands())?, ..Lists::default() };
    if actor.grants.allow(May::ConfirmNaming) {
        let roles = look.desk().roles();
        lists.unattended = crate::hidden::unattended(&mut look.hands(), roles)?;
    }
    if !actor.grants.allow(May::SeeQueue) {
        return Ok(look.seen(About::new("today", actor.agency.as_text()), lists));
    }
    let mut hands = look.hands();
    lists.queue = referral::queue_state(&mut hands, actor)?;
    lists.received = referral::today_received(&mut hands, actor, LINES)?;
    lists.unread = referral::answers_unread(&mut hands, actor, LINES)?;
    lists.waiting = referral::today_waiting(&mut hands, actor, LINES)?;
    lists.more = referral::more::today(&mut hands, actor, LINES)?;
    let intakes = intake::today_undecided(&mut hands, (actor, codes), LINES as usize)?;
    let mut persons: Vec<_> = [&lists.received, &lists.unread, &lists.waiting]
        .into_iter()
        .flat_map(|lines| referral::persons_in(lines))
        .chain(lists.more.iter().filter_map(|notice| notice.person.clone()))
        .collect();
    let ids: Vec<_> = intakes.iter().filter_map(|intake| intake.person.clone()).collect();
    let known = people::basic(&mut hands, actor, &ids)?;
    for intake in intakes {
        let person = known.iter().find(|person| Some(&person.id) == intake.person.as_ref());
        persons.extend(person.map(|p| p.id.clone()));
        let list = codes.list("concerns");
        lists.undecided.push(Undecided {
            path: format!("/intake/{}", intake.id),
            who: person.map_or_else(|| "名前はまだ聞いていない".to_owned(), |p| p.name.to_string()),
            received_on: intake.told.received_on,
            concerns: intake
                .told
                .concerns
                .iter()
                .take(3)
                .map(|c| list.short(&c.code).to_owned())
                .collect::<Vec<_>>()
                .join("、"),
        });
    }
    if actor.grants.allow(May::ReviewBreakGlass) {
        lists.to_review = cases::to_review(&mut hands, &actor.agency)?;
    }
    Ok(look.seen(About::new("today", actor.agency.as_text()).with(persons), lists))
}

async fn half_written(desk: &Desk, actor: &Actor) -> Result<Vec<HalfWritten>, Trouble> {
    let mut found = Vec::new();
    for (which, at) in drafts::list(desk, actor).await?.into_iter().take(5) {
        let Some(draft) = drafts::find(desk, actor, which.clone()).await? else { continue };
        let page = draft.fields.iter().find(|(name, _)| name == "draft_page").map(|(_, page)| page.as_str());
        let Some(page) = page else { continue };
        let what = crate::drafts::label(&which.form);
        let at = format!("{} {}", short(at.day()), at.time_of_day());
        found.push(HalfWritten { path: web::safe_next(page).to_owned(), what, at });
    }
    Ok(found)
}

pub(crate) fn samples() -> Samples {
    let today = Day::of(2018, 4, 9).unwrap_or_else(|| office::Clock::Machine.now().day());
    let whole = |codes: &[&str], lists: Lists, half: Vec<HalfWritten>| {
        let roles = office::Roles::embedded().unwrap_or(office::Roles { roles: Vec::new() });
        let codes: Vec<String> = codes.iter().map(|c| (*c).to_owned()).collect();
        TodayPage {
            today,
            name: "見本 花子".to_owned(),
            agency: "収納課".to_owned(),
            roles: "窓口職員".to_owned(),
            grants: roles.grants(&codes),
            lists,
            half_written: half,
            concerns: CodeList::default(),
        }
    };
    let undecided = Undecided {
        path: "/intake/int_1".to_owned(),
        who: "例野 太郎".to_owned(),
        received_on: today,
        concerns: "生活費、住まい".to_owned(),
    };
    let half =
        HalfWritten { path: "/intake/new/form".to_owned(), what: "相談受付", at: "H30.4.9(月) 9:12".to_owned() };
    let lists = Lists { undecided: vec![undecided], to_review: 1, ..Lists::default() };
    Samples::new()
        .with("今日: 何もない日", &whole(&["counter_clerk"], Lists::default(), Vec::new()))
        .with("今日: 主任", &whole(&["chief_counsellor"], lists, vec![half]))
        .with("今日: 調整役", &whole(&["coordinator"], Lists::default(), Vec::new()))
        .with("今日: 統計担当", &whole(&["planner"], Lists::default(), Vec::new()))
        .with("今日: 個人情報保護担当", &whole(&["privacy_officer"], Lists::default(), Vec::new()))
        .with(
            "今日: 伏せた記録の担当が足りない",
            &whole(&["privacy_officer"], Lists { unattended: 2, ..Lists::default() }, Vec::new()),
        )
        .with("今日: システム管理者", &whole(&["system_administrator"], Lists::default(), Vec::new()))
}
