//! 職員を登録する: name, counter, roles; sign-in begins with an invitation shown once.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use office::drafts::{self, Draft, Which};
use office::typed::kana;
use office::{About, Actor, AgencyId, Desk, FieldErrors, May, MunicipalityId, Nothing, StaffId, Trouble};
use vault::random::Token;
use web::parts::Choices;
use web::{Answer, Pairs, Signed, Title};

use super::list::{agency_choices, role_choices};
use super::rules::login;
use super::{NewMember, store};
use crate::agencies::{self, AgencyNames};
use crate::sign_in::{HOURS, invite};

const PAGE: &str = "/staff/new";

/// What was typed, as typed.
#[derive(Debug, Clone, Default)]
struct Typed {
    name: String,
    kana: String,
    login: String,
    agency: String,
    extension: String,
    roles: Vec<String>,
}

impl From<&Pairs> for Typed {
    fn from(pairs: &Pairs) -> Self {
        let one = |name: &str| pairs.one(name).to_owned();
        Self {
            name: one("name"),
            kana: one("kana"),
            login: one("login"),
            agency: one("agency"),
            extension: one("extension"),
            roles: pairs.all("roles").map(str::to_owned).collect(),
        }
    }
}

const LONGEST: usize = 60;

impl Typed {
    /// The member it describes, or what is to be looked at again.
    fn read(&self, desk: &Desk, agencies: &AgencyNames) -> Result<NewMember, FieldErrors> {
        let mut errors = FieldErrors::default();
        let name = self.name.trim();
        if name.is_empty() || name.chars().count() > LONGEST {
            errors.add_with_example("name", "名前を60文字以内で入れてください。", "見本 花子");
        }
        let kana = kana(&self.kana).map_err(|t| errors.add_with_example("kana", t.message, t.example));
        let login = login(&self.login).map_err(|sentence| errors.add_with_example("login", sentence, "sato.h"));
        let agency = AgencyId::from_text(&self.agency).filter(|id| agencies.iter().any(|(known, _)| known == id));
        if agency.is_none() {
            errors.add("agency", "働いている窓口を選んでください。");
        }
        let extension = office::typed::fold(&self.extension).trim().to_owned();
        if extension.chars().count() > LONGEST {
            errors.add_with_example("extension", "内線番号だけを入れてください。", "2345");
        }
        let roles = known_roles(desk, &self.roles);
        if roles.is_empty() {
            errors.add("roles", "役割を1つ以上選んでください。");
        }
        match (kana, login, agency) {
            (Ok(kana), Ok(login), Some(agency)) if errors.is_empty() => {
                Ok(NewMember { login, name: name.to_owned(), kana: kana.hiragana, agency, extension, roles })
            }
            _ => Err(errors),
        }
    }
}

/// Those of `codes` that are roles here.
pub(super) fn known_roles(desk: &Desk, codes: &[String]) -> Vec<String> {
    let known = desk.roles().roles.iter().map(|role| &role.code);
    known.filter(|code| codes.contains(code)).cloned().collect()
}

#[derive(Template)]
#[template(path = "members/register.html")]
struct FormPage {
    csrf: String,
    typed: Typed,
    agencies: Choices,
    roles: Choices,
    errors: FieldErrors,
    draft: Option<Draft>,
}

#[derive(Template)]
#[template(path = "members/invitation.html")]
pub(super) struct InvitationPage {
    pub(super) name: String,
    pub(super) login: String,
    pub(super) token: String,
    pub(super) hours: i64,
}

fn title() -> Title {
    Title::new("職員を登録する").under("職員", "/staff")
}

fn blank(desk: &Desk, signed: &Signed, names: &AgencyNames, typed: Typed) -> FormPage {
    FormPage {
        csrf: signed.csrf().to_owned(),
        agencies: agency_choices(names).or_none("選んでください").picked(typed.agency.clone()),
        roles: role_choices(desk.roles()).picked_many(typed.roles.clone()),
        typed,
        errors: FieldErrors::default(),
        draft: None,
    }
}

async fn open_names(desk: &Desk, signed: &Signed) -> Result<AgencyNames, Trouble> {
    let open = desk.glance(&signed.actor, May::ManageStaff, |mut look| Ok(agencies::open_agencies(&mut look.hands())?));
    Ok(AgencyNames(open.await?.into_iter().map(|agency| (agency.id, agency.name)).collect()))
}

fn which() -> Which {
    Which { form: "staff".to_owned(), subject: "new".to_owned() }
}

pub(crate) async fn form(State(desk): State<Desk>, signed: Signed) -> Answer {
    let names = open_names(&desk, &signed).await?;
    let draft = drafts::find(&desk, &signed.actor, which()).await?;
    let typed = draft.as_ref().map(|draft| Typed::from(&Pairs(draft.fields.clone()))).unwrap_or_default();
    web::page(&signed, title(), &FormPage { draft, ..blank(&desk, &signed, &names, typed) })
}

pub(crate) async fn register(State(desk): State<Desk>, signed: Signed, pairs: Pairs) -> Answer {
    let names = open_names(&desk, &signed).await?;
    let typed = Typed::from(&pairs);
    let made = match typed.read(&desk, &names) {
        Ok(new) => insert(&desk, &signed.actor, new).await,
        Err(errors) => Err(errors.into()),
    };
    match made {
        Ok((new, _, token)) => {
            let token = token.as_str().to_owned();
            let page = InvitationPage { name: new.name, login: new.login, token, hours: HOURS };
            web::page(&signed, Title::new("招待").under("職員", "/staff"), &page)
        }
        Err(Trouble::Fields(errors)) => {
            let page = FormPage { errors, ..blank(&desk, &signed, &names, typed) };
            web::page_with(StatusCode::UNPROCESSABLE_ENTITY, &signed, title(), &page)
        }
        Err(trouble) => Err(trouble.into()),
    }
}

/// Registers the member and makes the invitation, in one deed.
pub(crate) async fn insert(desk: &Desk, actor: &Actor, new: NewMember) -> Result<(NewMember, StaffId, Token), Trouble> {
    desk.act(actor, May::ManageStaff, Nothing, move |mut act| {
        let (id, token) = insert_within(&mut act, &new)?;
        drafts::clear(&mut act, "staff", "new")?;
        act.done(About::new("staff", id.as_text()), "職員を登録し、招待した", (new, id, token))
    })
    .await
}

pub(crate) fn insert_within(act: &mut office::Act<'_, '_>, new: &NewMember) -> Result<(StaffId, Token), Trouble> {
    if store::by_login(&mut act.hands(), &new.login)?.is_some() {
        let mut errors = FieldErrors::default();
        errors.add("login", "このログイン名は、もう使われています。別のログイン名を付けてください。");
        return Err(errors.into());
    }
    let (municipality, now): (MunicipalityId, _) = (act.municipality().clone(), act.now());
    let id = store::insert(act, new, None)?;
    let token = invite(act.store(), &municipality, &id, now)?;
    Ok((id, token))
}

pub(crate) fn samples() -> Vec<(&'static str, String)> {
    let page = |errors| FormPage {
        csrf: String::new(),
        typed: Typed { name: "見本 花子".to_owned(), ..Typed::default() },
        agencies: Choices::new([("agc_tax", "収納課")]).or_none("選んでください"),
        roles: Choices::new([("counter_clerk", "窓口職員")]).hint("counter_clerk", "どの窓口でも"),
        errors,
        draft: None,
    };
    let mut errors = FieldErrors::default();
    errors.add_with_example("login", "ログイン名を入れてください。", "sato.h");
    errors.add("roles", "役割を1つ以上選んでください。");
    let invitation = InvitationPage {
        name: "見本 花子".to_owned(),
        login: "sato.h".to_owned(),
        token: "sample".to_owned(),
        hours: HOURS,
    };
    vec![
        crate::sample("staff: 職員を登録する", &page(FieldErrors::default())),
        crate::sample("staff: 職員を登録する(直すところあり)", &page(errors)),
        crate::sample("staff: 招待を渡す", &invitation),
    ]
}
