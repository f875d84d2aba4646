//! 人の基本情報を訂正する. If another officer saved first, both texts stand side by side and nothing typed is lost.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use office::drafts::{self, Draft, Which};
use office::{About, Desk, FieldErrors, Look, May, PersonId, RefusalKind, Trouble};
use web::parts::{self, Choices};
use web::{Answer, Pairs, Path, Signed, Title};

use super::form::Fields;
use crate::model::{Person, Sex};
use crate::{PersonSubject, store};

const FORM: &str = "person-amend";

#[derive(Template)]
#[template(path = "pages/amend.html")]
struct Page {
    id: PersonId,
    version: i64,
    fields: Fields,
    /// What the other officer saved, after a conflict.
    theirs: Option<Fields>,
    errors: FieldErrors,
    draft: Option<Draft>,
    csrf: String,
}

impl Page {
    fn path(&self) -> String {
        format!("/people/{}/amend", self.id)
    }

    fn sexes(&self) -> Choices {
        Choices::new(Sex::ALL.iter().map(|sex| (sex.as_text(), sex.label())))
            .or_none("聞いていない")
            .picked(self.fields.sex.clone())
    }

    /// Each field that differs: its label, what the other officer saved, what was typed here.
    fn differences(&self) -> Vec<(&'static str, &str, &str)> {
        let Some(theirs) = &self.theirs else { return Vec::new() };
        let yours = &self.fields;
        [
            ("名前", &theirs.name, &yours.name),
            ("ふりがな", &theirs.kana, &yours.kana),
            ("生年月日", &theirs.birth, &yours.birth),
            ("郵便番号", &theirs.postal_code, &yours.postal_code),
            ("住所", &theirs.address, &yours.address),
            ("地区", &theirs.district, &yours.district),
            ("電話(自宅)", &theirs.phone_home, &yours.phone_home),
            ("電話(携帯)", &theirs.phone_mobile, &yours.phone_mobile),
            ("メール", &theirs.email, &yours.email),
        ]
        .into_iter()
        .filter(|(_, theirs, yours)| theirs != yours)
        .map(|(label, theirs, yours)| (label, theirs.as_str(), yours.as_str()))
        .collect()
    }
}

fn title() -> Title {
    Title::new("基本情報を訂正する")
}

async fn seen(desk: &Desk, signed: &Signed, id: &PersonId) -> Result<Person, Trouble> {
    let (subject, id) = (PersonSubject(id.clone()), id.clone());
    desk.look(&signed.actor, May::AmendPerson, subject, move |mut look: Look<'_, '_>| {
        let actor = look.actor().clone();
        let person = store::read(&mut look.hands(), &actor, &id)?;
        Ok(look.seen(About::person(&id), person))
    })
    .await
}

pub(crate) async fn get(State(desk): State<Desk>, signed: Signed, Path(id): Path<String>) -> Answer {
    let id = super::person_id(&id)?;
    let person = seen(&desk, &signed, &id).await?;
    let which = Which { form: FORM.to_owned(), subject: id.as_text().to_owned() };
    let draft = drafts::find(&desk, &signed.actor, which).await?;
    let mut page = Page {
        version: person.version,
        fields: Fields::of(&person),
        theirs: None,
        errors: FieldErrors::default(),
        draft,
        csrf: signed.csrf().to_owned(),
        id,
    };
    page.take_draft();
    web::page(&signed, title(), &page)
}

impl Page {
    /// A draft keeps the version it was written on, so that it meets a conflict where there is one.
    fn take_draft(&mut self) {
        let Some(draft) = &self.draft else { return };
        let pairs = Pairs(draft.fields.clone());
        let allowed = self.fields.with_contact;
        self.fields = Fields::typed(&pairs);
        self.fields.with_contact &= allowed;
        self.version = pairs.one("version").parse().unwrap_or(self.version);
    }
}

pub(crate) async fn post(State(desk): State<Desk>, signed: Signed, Path(id): Path<String>, pairs: Pairs) -> Answer {
    let id = super::person_id(&id)?;
    let before = seen(&desk, &signed, &id).await?;
    let fields = Fields::typed(&pairs);
    let version: i64 = pairs.one("version").parse().unwrap_or_default();
    let page = |errors, theirs: Option<Fields>, version| Page {
        id: id.clone(),
        version,
        fields: fields.clone(),
        theirs,
        errors,
        draft: None,
        csrf: signed.csrf().to_owned(),
    };
    let amendment = match fields.read(&before, desk.now().day()) {
        Ok(amendment) => amendment,
        Err(errors) => {
            return web::page_with(StatusCode::UNPROCESSABLE_ENTITY, &signed, title(), &page(errors, None, version));
        }
    };
    let person = id.clone();
    let saved = desk
        .act(&signed.actor, May::AmendPerson, PersonSubject(id.clone()), move |mut act| {
            store::amend(&mut act, &person, version, &amendment)?;
            drafts::clear(&mut act, FORM, person.as_text())?;
            act.done(About::person(&person), "基本情報を訂正した", ())
        })
        .await;
    match saved {
        Ok(()) => web::redirect(&format!("/people/{id}")),
        Err(Trouble::Refused(refusal)) if refusal.kind == RefusalKind::Conflict => {
            let now = seen(&desk, &signed, &id).await?;
            let both = page(FieldErrors::default(), Some(Fields::of(&now)), now.version);
            web::page_with(StatusCode::CONFLICT, &signed, title(), &both)
        }
        Err(other) => Err(other.into()),
    }
}

pub(crate) fn samples() -> web::Samples {
    let Some(id) = PersonId::from_text("psn_1") else { return web::Samples::new() };
    let page = |with_contact: bool, theirs: Option<Fields>, errors: FieldErrors| {
        let fields = Fields { name: "架空 花子".into(), with_contact, ..Fields::default() };
        Page { id: id.clone(), version: 3, fields, theirs, errors, draft: None, csrf: "0".into() }
    };
    let mut errors = FieldErrors::default();
    errors.add_with_example("birth", "「S65.1.1」という日はありません。", "昭和45年3月1日");
    let theirs = Fields { name: "架空 花美".into(), with_contact: true, ..Fields::default() };
    web::Samples::new()
        .with("people: 訂正する", &page(true, None, FieldErrors::default()))
        .with("people: 支援措置のある人を訂正する", &page(false, None, FieldErrors::default()))
        .with("people: 確かめる欄がある", &page(true, None, errors))
        .with("people: ほかの職員が先に保存した", &page(true, Some(theirs), FieldErrors::default()))
}
