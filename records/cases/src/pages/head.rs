//! ケースの頭: name, thread, holder, wishes for contact, the band of a protection; and with whom the person lives.

use askama::Template;
use askama::filters::HtmlSafe;
use office::{Actor, Codes, Day, Fault, Hands};
use people::{Basic, Member};
use web::{SafeHtml, parts};

use crate::model::Case;
use crate::store;
use crate::thread::{self, Knot};

/// The head of a case's page, with its `h1`. A part: shows itself inside another template.
#[derive(Template)]
#[template(path = "pages/head.html")]
pub struct CaseHead {
    pub case: Case,
    /// 本人 first. Empty for a caller without a name.
    pub persons: Vec<Basic>,
    pub holder: String,
    pub holder_staff: Option<String>,
    pub thread: SafeHtml,
    pub sentence: String,
    /// Wishes for contact, as labels.
    pub wishes: Vec<String>,
    pub closing: Option<String>,
    pub today: Day,
}

impl HtmlSafe for CaseHead {}

impl CaseHead {
    /// `knots` is [`thread::knots`], with those whom the sheets asked. `wishes` are labels of `contact_wishes`.
    pub fn of(
        hands: &mut Hands<'_, '_>,
        (actor, codes): (&Actor, &Codes),
        case: Case,
        knots: &[Knot],
        wishes: Vec<String>,
    ) -> Result<Self, Fault> {
        let ids = store::persons_of(hands, &case.id)?;
        let (agencies, staff) = (staff::agencies::names(hands)?, staff::members::names(hands)?);
        let today = hands.at.day();
        let closing = case.closing_kind.as_deref().map(|kind| codes.list("closing_kinds").label(kind).to_owned());
        Ok(Self {
            persons: people::basic(hands, actor, &ids)?,
            holder: agencies.of(&case.holder_agency).to_owned(),
            holder_staff: case.holder_staff.as_ref().and_then(|id| staff.get(id)).cloned(),
            thread: thread::draw(knots, today),
            sentence: thread::sentence(knots, today),
            wishes,
            closing,
            today,
            case,
        })
    }

    /// The name for the page's title: 本人, or that they gave none.
    #[must_use]
    pub fn title(&self) -> String {
        self.persons.first().map_or_else(|| format!("名前のない相談 {}", self.case.no), |p| p.name.to_string())
    }

    fn is_protected(&self) -> bool {
        self.persons.iter().any(|person| person.protected)
    }
}

/// With whom the person lives. A part: shows itself inside another template.
#[derive(Template)]
#[template(path = "pages/household.html")]
pub struct HouseholdPart {
    pub members: Vec<(Basic, Member, String)>,
    pub today: Day,
}

impl HtmlSafe for HouseholdPart {}

impl HouseholdPart {
    pub fn of(hands: &mut Hands<'_, '_>, (actor, codes): (&Actor, &Codes), case: &Case) -> Result<Self, Fault> {
        let today = hands.at.day();
        let mut shown = Vec::new();
        for member in people::members(hands, &case.household)? {
            let relation = codes.list("relations").label(&member.relation).to_owned();
            let seen = people::basic(hands, actor, std::slice::from_ref(&member.person))?;
            shown.extend(seen.into_iter().map(|person| (person, member.clone(), relation.clone())));
        }
        Ok(Self { members: shown, today })
    }
}

pub(crate) fn sample_case() -> Option<Case> {
    let day = Day::of(2018, 4, 9)?;
    Some(Case {
        id: office::CaseId::from_text("cas_1")?,
        no: "H30-00012".into(),
        household: office::HouseholdId::from_text("hsh_1")?,
        status: crate::Status::InSupport,
        holder_agency: office::AgencyId::from_text("agc_center")?,
        holder_staff: None,
        held_since: office::Instant::at(day, 9, 0)?,
        hops: 1,
        opened_on: day,
        support_from: Some(day),
        closed_on: None,
        closing_kind: None,
        restricted: false,
        version: 2,
    })
}

pub(crate) fn sample_person(protected: bool) -> Option<Basic> {
    Some(Basic {
        id: office::PersonId::from_text("psn_1")?,
        name: people::PersonName::new("架空 花子", "かくう はなこ"),
        sex: None,
        birth: people::BirthKnown::Exact(Day::of(1970, 3, 1)?),
        protected,
    })
}

pub(crate) fn sample_knots(today: Day) -> Vec<Knot> {
    let knot = |agency: &str, how: &str, state| Knot {
        agency: agency.into(),
        staff: Some("見本 太郎".into()),
        on: today.plus_days(-2),
        how: how.into(),
        state,
    };
    vec![
        knot("税務課", "受付", thread::State::Held),
        knot("自立相談支援センター", "同行", thread::State::Holds),
        knot("住宅課", "電話", thread::State::Asked { due: Some(today.plus_days(3)) }),
    ]
}

fn sample(protected: bool, persons: Vec<Basic>, wishes: Vec<String>) -> Option<CaseHead> {
    let (case, today) = (sample_case()?, Day::of(2018, 4, 9)?);
    let knots = sample_knots(today);
    let closing = protected.then(|| "困りごとが解けた".to_owned());
    Some(CaseHead {
        case,
        persons,
        holder: "自立相談支援センター".into(),
        holder_staff: Some("見本 太郎".into()),
        thread: thread::draw(&knots, today),
        sentence: thread::sentence(&knots, today),
        wishes,
        closing,
        today,
    })
}

pub(crate) fn samples() -> web::Samples {
    let named: Vec<Basic> = sample_person(true).into_iter().collect();
    let wish = vec!["自宅に電話しないでほしい".to_owned()];
    [
        ("cases: 支援措置のある人の頭", sample(true, named, wish)),
        ("cases: 名前のない相談の頭", sample(false, Vec::new(), Vec::new())),
    ]
    .into_iter()
    .filter_map(|(name, head)| Some((name, head?)))
    .fold(web::Samples::new(), |samples, (name, head)| samples.with(name, &head))
}
