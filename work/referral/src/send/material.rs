//! 書く前に: what the form of a sheet begins with, read as one recorded look.

use cases::{Case, CaseSubject};
use intake::{IntakeId, IntakeSubject};
use office::{
    About, Actor, AgencyId, CaseId, Codes, Day, Desk, Fault, Hands, Look, May, PersonId, Refusal, Situation, Subject,
    Trouble,
};
use people::Basic;
use staff::Agency;
use web::{Pairs, Signed};

use crate::consent::Consent;
use crate::model::SheetId;
use crate::sheet::Concern;
use crate::store;
use crate::subject::SheetSubject;
use crate::travels::Snapshot;

/// What a sheet is written from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Start {
    Case(CaseId),
    Intake(IntakeId),
    /// Once more, after one that came back.
    Again(SheetId),
}

impl Start {
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let case = CaseId::from_text(text).map(Self::Case);
        let intake = || IntakeId::from_text(text).map(Self::Intake);
        case.or_else(intake).or_else(|| SheetId::from_text(text).map(Self::Again))
    }

    pub(crate) fn as_text(&self) -> &str {
        match self {
            Self::Case(id) => id.as_text(),
            Self::Intake(id) => id.as_text(),
            Self::Again(id) => id.as_text(),
        }
    }

    pub(crate) fn path(&self) -> String {
        match self {
            Self::Case(id) => format!("/sheets/new?case={id}"),
            Self::Intake(id) => format!("/sheets/new?intake={id}"),
            Self::Again(id) => format!("/sheets/new?again={id}"),
        }
    }
}

impl Subject for Start {
    fn situation(&self, hands: &mut Hands<'_, '_>, actor: &Actor) -> Result<Situation, Fault> {
        match self {
            Self::Case(id) => CaseSubject(id.clone()).situation(hands, actor),
            Self::Intake(id) => IntakeSubject(id.clone()).situation(hands, actor),
            Self::Again(id) => SheetSubject(id.clone()).situation(hands, actor),
        }
    }

    fn about(&self) -> About {
        match self {
            Self::Case(id) => About::case(id),
            Self::Intake(id) => About::new("intake", id.as_text()),
            Self::Again(id) => About::new("sheet", id.as_text()),
        }
    }
}

/// Label and text.
pub(crate) type Labelled = (&'static str, String);

/// What the form needs besides what is typed.
#[derive(Debug, Clone)]
pub(crate) struct Material {
    pub(crate) case: Case,
    pub(crate) holder: String,
    pub(crate) i_hold: bool,
    /// Earlier holders, for つなぎ戻し.
    pub(crate) trail: Vec<AgencyId>,
    pub(crate) persons: Vec<Basic>,
    /// What would travel of the first person, label and text.
    pub(crate) preview: Vec<Labelled>,
    pub(crate) protected: bool,
    pub(crate) agencies: Vec<Agency>,
    pub(crate) intake: Option<IntakeId>,
    pub(crate) prefill: Pairs,
}

pub(crate) async fn read(desk: &Desk, signed: &Signed, start: &Start) -> Result<Material, Trouble> {
    let from = start.clone();
    let reading = move |mut look: Look<'_, '_>| {
        let (actor, codes, today) = (look.actor(), look.codes(), look.today());
        let mut hands = look.hands();
        let begun = begin(&mut hands, (actor, codes), &from, today)?;
        let case = cases::get(&mut hands, &begun.case)?;
        let ids = cases::persons_of(&mut hands, &case.id)?;
        let persons = people::basic(&mut hands, actor, &ids)?;
        let (preview, protected) = match persons.first() {
            Some(first) => preview(&mut hands, actor, &first.id)?,
            None => (Vec::new(), false),
        };
        let names = staff::agencies::names(&mut hands)?;
        let material = Material {
            holder: names.of(&case.holder_agency).to_owned(),
            i_hold: case.is_open() && case.holder_agency == actor.agency,
            trail: cases::batons(&mut hands, &case.id)?.into_iter().map(|baton| baton.agency).collect(),
            preview,
            protected,
            agencies: staff::agencies::open_agencies(&mut hands)?,
            intake: begun.intake,
            prefill: begun.prefill,
            case,
            persons,
        };
        let seen: Vec<PersonId> = material.persons.iter().map(|person| person.id.clone()).collect();
        let about = About::case(&material.case.id).with(seen);
        Ok(look.seen(about, material))
    };
    desk.look(&signed.actor, May::WriteSheet, start.clone(), reading).await
}

struct Begun {
    case: CaseId,
    intake: Option<IntakeId>,
    prefill: Pairs,
}

fn begin(
    hands: &mut Hands<'_, '_>,
    (actor, codes): (&Actor, &Codes),
    start: &Start,
    today: Day,
) -> Result<Begun, Trouble> {
    let mut prefill = blank(actor, today);
    match start {
        Start::Case(case) => Ok(Begun { case: case.clone(), intake: None, prefill }),
        Start::Intake(id) => {
            let intake = intake::read(hands, codes, id)?;
            prefill.0.extend(from_intake(&intake.told, codes));
            // Only the counter that listened says what became of its reception.
            let own = (intake.agency == actor.agency).then(|| id.clone());
            Ok(Begun { case: intake.case, intake: own, prefill })
        }
        Start::Again(id) => {
            let sheet = store::sheets::get(hands, id)?;
            if sheet.from_agency != actor.agency {
                return Err(Refusal::not_there().into());
            }
            let household = sheet.snapshot.named.as_ref().and_then(|part| part.household_line.clone());
            prefill.0.extend([
                ("summary".to_owned(), sheet.summary.clone()),
                ("considerations".to_owned(), sheet.considerations.clone()),
                ("household_line".to_owned(), household.unwrap_or_default()),
            ]);
            prefill.0.extend(concern_pairs(&sheet.concerns));
            Ok(Begun { case: sheet.case, intake: None, prefill })
        }
    }
}

/// What a new sheet says by itself. Consent is not assumed: it is asked.
fn blank(actor: &Actor, today: Day) -> Pairs {
    let fields = [
        ("kind", "forward".to_owned()),
        ("consented_on", office::calendar::short(today)),
        ("heard_by", actor.name.clone()),
        ("share_outcome", "yes".to_owned()),
        ("urgency", "normal".to_owned()),
    ];
    Pairs(fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

/// The reception's words go over as they were said. 「DV・虐待」 does not: the writer marks it anew or leaves it out.
fn from_intake(told: &intake::Told, codes: &Codes) -> Vec<(String, String)> {
    let wishes = codes.list("contact_wishes");
    let mut asked: Vec<String> = told.wishes.iter().map(|wish| wishes.label(wish).to_owned()).collect();
    asked.extend(told.safe_time.as_ref().map(|time| format!("連絡してよい時間: {time}")));
    let language = told.language.as_deref().filter(|language| *language != "ja");
    asked.extend(language.map(|language| format!("ことば: {}", codes.list("languages").label(language))));
    let mut pairs = vec![
        ("summary".to_owned(), told.words.clone().unwrap_or_default()),
        ("considerations".to_owned(), asked.join("\n")),
        ("household_line".to_owned(), told.household_line.clone().unwrap_or_default()),
    ];
    let told: Vec<Concern> = told
        .concerns
        .iter()
        .filter(|concern| concern.code != LEFT_OUT)
        .map(|concern| Concern { code: concern.code.clone(), most: concern.most })
        .collect();
    pairs.extend(concern_pairs(&told));
    pairs
}

/// The concern that travels only where the writer marks it on the sheet (forms 12.3).
const LEFT_OUT: &str = "dv_abuse";

pub(crate) fn concern_pairs(concerns: &[Concern]) -> Vec<(String, String)> {
    let pair = |concern: &Concern| {
        let name = if concern.most { "concern_main" } else { "concern" };
        (name.to_owned(), concern.code.clone())
    };
    concerns.iter().map(pair).collect()
}

/// What would travel with consent, as the sheet will show it.
fn preview(hands: &mut Hands<'_, '_>, actor: &Actor, id: &PersonId) -> Result<(Vec<Labelled>, bool), Trouble> {
    let person = people::read(hands, actor, id)?;
    let protected = super::is_covered(hands, id)?;
    let today = hands.at.day();
    let snapshot = Snapshot::take(&person, protected, None, (&Consent::Written { on: today }, today));
    Ok((lines(&snapshot, protected), protected))
}

/// Label and text of each part of the person that the sheet tells.
pub(crate) fn lines(snapshot: &Snapshot, protected: bool) -> Vec<Labelled> {
    let Some(part) = &snapshot.named else { return vec![("本人", snapshot.bare_line())] };
    let sex = snapshot.bare.sex.as_deref().and_then(people::Sex::from_text).map(|sex| sex.label().to_owned());
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let mut lines = vec![
        ("ふりがな", text(&part.kana)),
        ("性別", sex.unwrap_or_default()),
        ("氏名", text(&part.name)),
        ("生年月日", text(&part.birth)),
    ];
    if !protected {
        lines.push(("住所", text(&part.address)));
        lines.push(("電話", part.phones.join("  ")));
    }
    if part.household_line.is_some() {
        lines.push(("世帯", text(&part.household_line)));
    }
    lines
}
