//! 相談受付・申込票: one A4 page in the block order of the official form (forms 4, Appendix A 【1】).

use askama::Template;
use axum::extract::State;
use office::calendar::{Eras, era_year, long};
use office::{About, Codes, Day, Desk, Look, May, Trouble};
use people::{BirthKnown, Contact, Person, Sex};
use web::{Answer, Path, Signed, Title};

use crate::decided::id_of;
use crate::model::{Intake, IntakeId, Visitor};
use crate::names::Names;
use crate::{IntakeSubject, reach, store};

/// What is printed.
struct Paper {
    intake: Intake,
    person: Option<Person>,
    case_no: String,
    staff: String,
    municipality: String,
    codes: Codes,
}

#[derive(Template)]
#[template(path = "print/print.html")]
struct PrintPage<'a> {
    paper: &'a Paper,
}

impl PrintPage<'_> {
    fn received_on(&self) -> String {
        long(self.paper.intake.told.received_on)
    }

    fn name(&self) -> &str {
        self.paper.person.as_ref().and_then(|person| person.name.written.as_deref()).unwrap_or_default()
    }

    fn kana(&self) -> &str {
        self.paper.person.as_ref().and_then(|person| person.name.kana.as_deref()).unwrap_or_default()
    }

    /// ☑/☐ of each sex that the form prints.
    fn sexes(&self) -> Vec<(&'static str, &'static str)> {
        let known = self.paper.person.as_ref().and_then(|person| person.sex);
        Sex::ALL.iter().map(|sex| (tick(known == Some(*sex)), sex.label())).collect()
    }

    fn birth(&self) -> &BirthKnown {
        const NOT_HEARD: &BirthKnown = &BirthKnown::NotHeard;
        self.paper.person.as_ref().map_or(NOT_HEARD, |person| &person.birth)
    }

    /// The eras of living people, ☑ for the one of the birth date.
    fn eras(&self) -> Vec<(&'static str, String)> {
        let born = match self.birth() {
            BirthKnown::Exact(day) => era_year(*day).map(|year| year.era.name.clone()),
            _ => None,
        };
        let living = Eras::in_use().iter().filter(|era| era.first_year >= 1912);
        living.map(|era| (tick(born.as_deref() == Some(&era.name)), era.name.clone())).collect()
    }

    /// `45年3月1日`, as it stands after the box of the era; as it was said, where it is not exact.
    fn birth_day(&self) -> String {
        match self.birth() {
            BirthKnown::Exact(day) => {
                let year = era_year(*day).map_or_else(|| day.year(), |year| year.year);
                format!("{year}年{}月{}日", day.month(), day.day())
            }
            BirthKnown::Between(_, _, said) => said.clone(),
            BirthKnown::NotHeard => "　　年　　月　　日".to_owned(),
        }
    }

    fn age(&self) -> String {
        match self.birth().age_on(self.paper.intake.told.received_on) {
            Some((from, to)) if from == to => from.to_string(),
            _ => "　　".to_owned(),
        }
    }

    fn contact(&self) -> Contact {
        self.paper.person.as_ref().and_then(|person| person.contact.clone()).unwrap_or_default()
    }

    fn text<'a>(&self, text: &'a Option<String>) -> &'a str {
        text.as_deref().unwrap_or_default()
    }

    fn visitor_name(&self) -> &str {
        self.text(&self.paper.intake.told.visitor_name)
    }

    fn visitor_phone(&self) -> &str {
        self.text(&self.paper.intake.told.visitor_phone)
    }

    fn visitor_email(&self) -> &str {
        self.text(&self.paper.intake.told.visitor_email)
    }

    /// 1 家族(続柄) 2 その他
    fn relation(&self) -> [(&'static str, &'static str, String); 2] {
        let told = &self.paper.intake.told;
        let code = told.relation.as_deref().filter(|_| told.visitor() == Visitor::Other).unwrap_or_default();
        let family = ["spouse", "child", "parent", "sibling", "grandparent", "grandchild", "other_family"];
        let label = |given: bool| match given {
            true => self.paper.codes.list("relations").label(code).to_owned(),
            false => String::new(),
        };
        let (is_family, is_other) = (family.contains(&code), !code.is_empty() && !family.contains(&code));
        [(tick(is_family), "家族 本人との続柄", label(is_family)), (tick(is_other), "その他", label(is_other))]
    }

    /// Mark and label of each of the 16, in two columns.
    fn concerns(&self) -> Vec<[(&'static str, String); 2]> {
        let told = &self.paper.intake.told;
        let cell = |code: &office::Code| {
            let mark = told.concerns.iter().find(|concern| concern.code == code.code);
            let label = match (&told.other_concern, code.code == "other") {
                (Some(other), true) => format!("{}. {}({other})", code.no, code.label),
                _ => format!("{}. {}", code.no, code.label),
            };
            (mark.map_or("　", |concern| concern.mark().label()), label)
        };
        let codes: Vec<&office::Code> = self.paper.codes.list("concerns").codes.iter().collect();
        let (left, right) = codes.split_at(codes.len().div_ceil(2));
        let right = right.iter().map(|code| cell(code)).chain(std::iter::repeat(("", String::new())));
        left.iter().map(|code| cell(code)).zip(right).map(|(left, right)| [left, right]).collect()
    }

    fn words(&self) -> &str {
        self.text(&self.paper.intake.told.words)
    }

    fn addressee(&self) -> String {
        format!("{}長 殿", self.paper.municipality)
    }
}

fn tick(given: bool) -> &'static str {
    if given { "☑" } else { "☐" }
}

/// GET /intake/{id}/print
pub(crate) async fn page(State(desk): State<Desk>, signed: Signed, Path(id): Path<String>) -> Answer {
    let paper = read(&desk, &signed, &id_of(&id)?).await?;
    let title = Title::new("相談受付・申込票").under("相談受付票", format!("/intake/{}", paper.intake.id));
    web::page(&signed, title, &PrintPage { paper: &paper })
}

async fn read(desk: &Desk, signed: &Signed, id: &IntakeId) -> Result<Paper, Trouble> {
    let (subject, id) = (IntakeSubject(id.clone()), id.clone());
    let reading = move |mut look: Look<'_, '_>| {
        let (desk, actor) = (look.desk().clone(), look.actor().clone());
        let mut hands = look.hands();
        let mut intake = store::read(&mut hands, desk.codes(), &id)?;
        reach::keep_back(&mut hands, &actor, &mut intake)?;
        let person = match &intake.person {
            Some(person) => Some(people::read(&mut hands, &actor, person)?),
            None => None,
        };
        let names = Names::read(&mut hands)?;
        let paper = Paper {
            person,
            case_no: cases::get(&mut hands, &intake.case)?.no,
            staff: names.member(&intake.staff),
            municipality: desk.settings().municipality_name.clone(),
            codes: desk.codes().clone(),
            intake,
        };
        let about = About::new("intake", id.as_text()).with(paper.intake.person.clone());
        Ok(look.seen(about, paper))
    };
    desk.look(&signed.actor, May::SeeIntake, subject, reading).await
}

pub(crate) fn samples() -> web::Samples {
    let mut samples = web::Samples::new();
    for (name, person) in [("相談受付・申込票", someone()), ("相談受付・申込票: 名前がまだ", None)]
    {
        let Some(shown) = crate::show::shown(crate::model::Status::Received) else { continue };
        let paper = Paper {
            person,
            case_no: "H30-00001".to_owned(),
            staff: shown.staff,
            municipality: "つなぐ市".to_owned(),
            codes: shown.codes,
            intake: shown.intake,
        };
        samples = samples.with(name, &PrintPage { paper: &paper });
    }
    samples
}

fn someone() -> Option<Person> {
    Some(Person {
        id: office::PersonId::from_text("psn_1")?,
        name: people::PersonName::new("見本 太郎", "みほん たろう"),
        sex: Some(Sex::Male),
        birth: BirthKnown::Exact(Day::of(1970, 3, 1)?),
        contact: None,
        protected: true,
        restricted: false,
        version: 1,
    })
}
