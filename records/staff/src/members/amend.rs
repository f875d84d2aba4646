//! 職員の名前・窓口を直す: a new name, another counter, another extension. The record of what they did stays.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use office::drafts::{self, Draft, Which};
use office::typed::kana;
use office::{About, Act, AgencyId, Desk, FieldErrors, May, Refusal, RefusalKind, StaffId, Trouble};
use web::parts::{self, Choices};
use web::{Answer, Pairs, Path, SafeHtml, Signed, Title};

use super::list::agency_choices;
use super::manage::{end_sessions, id_of, version_of};
use super::{Member, MemberSubject, store};
use crate::agencies::{self, AgencyNames};
use crate::sessions::Ended;

const FORM: &str = "staff-amend";
const LONGEST: usize = 60;

/// What is told of a member who is there already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amended {
    pub name: String,
    pub kana: String,
    pub agency: AgencyId,
    /// 内線
    pub extension: String,
}

/// What was typed, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Typed {
    name: String,
    kana: String,
    agency: String,
    extension: String,
}

impl From<&Pairs> for Typed {
    fn from(pairs: &Pairs) -> Self {
        let one = |name: &str| pairs.one(name).to_owned();
        Self { name: one("name"), kana: one("kana"), agency: one("agency"), extension: one("extension") }
    }
}

impl From<&Member> for Typed {
    fn from(member: &Member) -> Self {
        Self {
            name: member.name.clone(),
            kana: member.kana.clone(),
            agency: member.agency.as_text().to_owned(),
            extension: member.extension.clone(),
        }
    }
}

impl Typed {
    fn read(&self, agencies: &AgencyNames) -> Result<Amended, FieldErrors> {
        let mut errors = FieldErrors::default();
        let name = self.name.trim();
        if name.is_empty() || name.chars().count() > LONGEST {
            errors.add_with_example("name", "名前を60文字以内で入れてください。", "見本 花子");
        }
        let kana = kana(&self.kana).map_err(|t| errors.add_with_example("kana", t.message, t.example));
        let agency = AgencyId::from_text(&self.agency).filter(|id| agencies.iter().any(|(known, _)| known == id));
        if agency.is_none() {
            errors.add("agency", "働いている窓口を選んでください。");
        }
        let extension = office::typed::fold(&self.extension).trim().to_owned();
        if extension.chars().count() > LONGEST {
            errors.add_with_example("extension", "内線番号だけを入れてください。", "2345");
        }
        match (kana, agency) {
            (Ok(kana), Some(agency)) if errors.is_empty() => {
                Ok(Amended { name: name.to_owned(), kana: kana.hiragana, agency, extension })
            }
            _ => Err(errors),
        }
    }
}

#[derive(Template)]
#[template(path = "members/amend.html")]
struct Page {
    csrf: String,
    member: Member,
    typed: Typed,
    /// What stands now, where somebody else saved first.
    theirs: Option<Typed>,
    agencies: AgencyNames,
    version: i64,
    errors: FieldErrors,
    draft: Option<Draft>,
}

impl Page {
    fn path(&self) -> String {
        format!("/staff/{}/amend", self.member.id)
    }

    fn counters(&self) -> Choices {
        agency_choices(&self.agencies).picked(self.typed.agency.clone())
    }

    fn hidden(&self) -> SafeHtml {
        parts::csrf(&self.csrf)
            .and(parts::draft_fields(FORM, self.member.id.as_text(), &self.path()))
            .and(parts::hidden("version", &self.version.to_string()))
    }

    fn both(&self) -> Vec<SafeHtml> {
        let Some(theirs) = &self.theirs else { return Vec::new() };
        let counter =
            |id: &str| AgencyId::from_text(id).map_or_else(String::new, |id| self.agencies.of(&id).to_owned());
        let (here, there) = (counter(&self.typed.agency), counter(&theirs.agency));
        let fields = [
            ("名前", &theirs.name, &self.typed.name),
            ("ふりがな", &theirs.kana, &self.typed.kana),
            ("窓口", &there, &here),
            ("内線", &theirs.extension, &self.typed.extension),
        ];
        let differ = fields.into_iter().filter(|(_, theirs, yours)| theirs.trim() != yours.trim());
        differ.map(|(label, theirs, yours)| parts::both_texts(label, theirs, yours)).collect()
    }
}

fn title(member: &Member) -> Title {
    Title::new("名前・窓口を直す").under(member.name.clone(), format!("/staff/{}", member.id))
}

async fn read(desk: &Desk, signed: &Signed, id: &StaffId) -> Result<Page, Trouble> {
    let (subject, id, csrf) = (MemberSubject(id.clone()), id.clone(), signed.csrf().to_owned());
    desk.look(&signed.actor, May::ManageStaff, subject, move |mut look| {
        let member = store::find(&mut look.hands(), &id)?.ok_or_else(Refusal::not_there)?;
        let mut open: Vec<_> =
            agencies::open_agencies(&mut look.hands())?.into_iter().map(|agency| (agency.id, agency.name)).collect();
        if !open.iter().any(|(agency, _)| *agency == member.agency) {
            // Whoever still belongs to a closed counter can be renamed without being moved.
            open.push((member.agency.clone(), agencies::names(&mut look.hands())?.of(&member.agency).to_owned()));
        }
        let page = Page {
            csrf,
            typed: Typed::from(&member),
            theirs: None,
            agencies: AgencyNames(open.into_iter().collect()),
            version: member.version,
            member,
            errors: FieldErrors::default(),
            draft: None,
        };
        Ok(look.seen(About::new("staff", id.as_text()), page))
    })
    .await
}

pub(crate) async fn form_to_amend(State(desk): State<Desk>, signed: Signed, Path(id): Path<String>) -> Answer {
    let id = id_of(&id)?;
    let page = read(&desk, &signed, &id).await?;
    let which = Which { form: FORM.to_owned(), subject: id.as_text().to_owned() };
    let page = match drafts::find(&desk, &signed.actor, which).await? {
        None => page,
        Some(draft) => {
            let kept = Pairs(draft.fields.clone());
            let version = kept.one("version").parse().unwrap_or(page.version);
            Page { typed: Typed::from(&kept), version, draft: Some(draft), ..page }
        }
    };
    web::page(&signed, title(&page.member), &page)
}

/// Gives the member this name and counter. Whoever moves to another counter signs in anew: what was open was open as
/// somebody of the counter before.
pub fn amend(act: &mut Act<'_, '_>, id: &StaffId, version: i64, to: &Amended) -> Result<(), Trouble> {
    let before = store::find(&mut act.hands(), id)?.ok_or_else(Refusal::not_there)?;
    store::amend(act, id, version, to)?;
    if before.agency != to.agency {
        end_sessions(act, id, Ended::Moved)?;
    }
    Ok(())
}

pub(crate) async fn keep_amended(
    State(desk): State<Desk>,
    signed: Signed,
    Path(id): Path<String>,
    pairs: Pairs,
) -> Answer {
    let id = id_of(&id)?;
    let now = read(&desk, &signed, &id).await?;
    let (typed, version) = (Typed::from(&pairs), version_of(&pairs));
    let amended = match typed.read(&now.agencies) {
        Ok(amended) => amended,
        Err(errors) => {
            let page = Page { typed, errors, version, ..now };
            return web::page_with(StatusCode::UNPROCESSABLE_ENTITY, &signed, title(&page.member), &page);
        }
    };
    let member = id.clone();
    let saved = desk
        .act(&signed.actor, May::ManageStaff, MemberSubject(id.clone()), move |mut act| {
            amend(&mut act, &member, version, &amended)?;
            drafts::clear(&mut act, FORM, member.as_text())?;
            act.done(About::new("staff", member.as_text()), "職員の名前・窓口・内線を直した", ())
        })
        .await;
    match saved {
        Ok(()) => web::redirect(&format!("/staff/{id}")),
        Err(Trouble::Refused(refusal)) if refusal.kind == RefusalKind::Conflict => {
            let now = read(&desk, &signed, &id).await?;
            let theirs = Some(Typed::from(&now.member));
            let page = Page { typed, theirs, ..now };
            web::page_with(StatusCode::CONFLICT, &signed, title(&page.member), &page)
        }
        Err(trouble) => Err(trouble.into()),
    }
}

pub(crate) fn samples() -> Vec<(&'static str, String)> {
    let page = |errors: FieldErrors, theirs: Option<Typed>| {
        let member = super::model::sample()?;
        let agencies = AgencyNames([(member.agency.clone(), "収納課".to_owned())].into_iter().collect());
        let typed = Typed { name: "見本 <花代>".to_owned(), ..Typed::from(&member) };
        Some(Page { csrf: String::new(), typed, theirs, agencies, version: 1, member, errors, draft: None })
    };
    let mut errors = FieldErrors::default();
    errors.add("agency", "働いている窓口を選んでください。");
    let theirs = super::model::sample().map(|member| Typed::from(&member));
    let named = [
        ("staff: 名前・窓口を直す", page(FieldErrors::default(), None)),
        ("staff: 名前・窓口を直す(直すところあり)", page(errors, None)),
        ("staff: 名前・窓口を直す(先に保存した人がいる)", page(FieldErrors::default(), theirs)),
    ];
    named.into_iter().filter_map(|(name, page)| page.map(|page| crate::sample(name, &page))).collect()
}
