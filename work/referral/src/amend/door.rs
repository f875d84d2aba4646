//! GET and POST /sheets/{id}/amend. A second editor is shown both texts; nothing typed is lost.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use office::drafts::{self, Draft, Which};
use office::{Act, Codes, Day, Desk, FieldErrors, May, RefusalKind, Trouble};
use web::parts::Choices;
use web::{Answer, Pairs, Path, SafeHtml, Signed, Title, parts};

use super::{Amendment, amend};
use crate::model::{SheetId, Urgency};
use crate::seen::Side;
use crate::send::{concern_pairs, concerns};
use crate::sheet::Sheet;
use crate::show::{self, id_of};
use crate::subject::{SheetSubject, about};
use crate::typed::Reader;

const FORM: &str = "sheet-amend";

#[derive(Template)]
#[template(path = "amend/page.html")]
struct AmendPage<'a> {
    csrf: &'a str,
    id: &'a SheetId,
    pairs: &'a Pairs,
    errors: &'a FieldErrors,
    draft: Option<Draft>,
    /// What stands now, where somebody else saved first.
    theirs: Option<Amendment>,
    version: i64,
    codes: &'a Codes,
    today: Day,
}

impl AmendPage<'_> {
    fn path(&self) -> String {
        format!("/sheets/{}/amend", self.id)
    }

    fn hidden(&self) -> SafeHtml {
        parts::csrf(self.csrf)
            .and(parts::draft_fields(FORM, self.id.as_text(), &self.path()))
            .and(parts::hidden("version", &self.version.to_string()))
    }

    fn notice(&self) -> SafeHtml {
        parts::draft_notice(self.draft.as_ref(), self.csrf, &self.path())
    }

    fn one(&self, field: &str) -> &str {
        self.pairs.one(field)
    }

    fn concerns(&self) -> SafeHtml {
        let choices = Choices::of(self.codes.list("concerns"), self.today)
            .picked_many(self.pairs.all("concern"))
            .main_ones(self.pairs.all("concern_main"));
        parts::concerns("concern", "困りごと", &choices, self.errors)
    }

    fn urgency(&self) -> SafeHtml {
        let choices = Choices::new(Urgency::ALL.iter().map(|urgency| (urgency.as_text(), urgency.label())))
            .picked(self.one("urgency"));
        parts::radios("urgency", "急ぎ", &choices, self.errors, parts::opts())
    }

    /// Both texts of each part that differs.
    fn both(&self) -> Vec<SafeHtml> {
        let Some(theirs) = &self.theirs else { return Vec::new() };
        let fields = [
            ("概要・経緯", theirs.summary.as_str(), self.one("summary")),
            ("配慮を希望すること", theirs.considerations.as_str(), self.one("considerations")),
        ];
        let differ = fields.into_iter().filter(|(_, theirs, yours)| theirs.trim() != yours.trim());
        differ.map(|(label, theirs, yours)| parts::both_texts(label, theirs, yours)).collect()
    }
}

fn prefill(sheet: &Sheet) -> Pairs {
    let mut pairs = vec![
        ("summary".to_owned(), sheet.summary.clone()),
        ("considerations".to_owned(), sheet.considerations.clone()),
        ("urgency".to_owned(), sheet.urgency.as_text().to_owned()),
    ];
    pairs.extend(concern_pairs(&sheet.concerns));
    Pairs(pairs)
}

fn understand(pairs: &Pairs, codes: &Codes) -> Result<Amendment, FieldErrors> {
    let mut reader = Reader::new(pairs);
    let summary = reader.text("summary", "概要・経緯");
    if summary.is_none() && reader.errors.of("summary").is_none() {
        reader.errors.add("summary", "概要・経緯を一言でも書いてください。");
    }
    let considerations = reader.text("considerations", "配慮を希望すること").unwrap_or_default();
    let concerns = concerns(&mut reader, codes);
    let urgency = reader.one_of("urgency", "急ぎ", Urgency::from_text);
    let whole = summary.zip(urgency);
    reader.done(whole.map(|(summary, urgency)| Amendment { summary, considerations, concerns, urgency }))
}

/// The sheet as it stands, for its sender.
async fn own(desk: &Desk, signed: &Signed, id: &SheetId) -> Result<Sheet, Trouble> {
    let shown = show::read(desk, signed, id, May::AmendSheet).await?;
    if shown.seen.side != Side::Sender {
        return Err(crate::Refusal::NotTheSender.into());
    }
    Ok(shown.seen.sheet)
}

pub(crate) async fn page(State(desk): State<Desk>, signed: Signed, Path(id): Path<String>) -> Answer {
    let id = id_of(&id)?;
    let sheet = own(&desk, &signed, &id).await?;
    let which = Which { form: FORM.to_owned(), subject: id.as_text().to_owned() };
    let draft = drafts::find(&desk, &signed.actor, which).await?;
    let kept = draft.as_ref().map(|draft| Pairs(draft.fields.clone()));
    // A draft was begun upon the version that it names: saving it upon a later one is a conflict, as it must be.
    let version = kept.as_ref().and_then(|kept| kept.one("version").parse().ok()).unwrap_or(sheet.version);
    let pairs = kept.unwrap_or_else(|| prefill(&sheet));
    let errors = FieldErrors::default();
    let page = AmendPage {
        csrf: signed.csrf(),
        id: &id,
        pairs: &pairs,
        errors: &errors,
        draft,
        theirs: None,
        version,
        codes: desk.codes(),
        today: desk.now().day(),
    };
    web::page(&signed, title(&id), &page)
}

fn title(id: &SheetId) -> Title {
    Title::new("書き直す").under("つなぐシート", format!("/sheets/{id}"))
}

pub(crate) async fn save(State(desk): State<Desk>, signed: Signed, Path(id): Path<String>, pairs: Pairs) -> Answer {
    let id = id_of(&id)?;
    let version: i64 = pairs.one("version").parse().unwrap_or(0);
    let (errors, theirs, version) = match understand(&pairs, desk.codes()) {
        Err(errors) => (errors, None, version),
        Ok(words) => match deed(&desk, &signed, &id, (version, words)).await {
            Ok(()) => return web::redirect(&format!("/sheets/{id}")),
            Err(Trouble::Refused(refusal)) if refusal.kind == RefusalKind::Conflict => {
                let now = own(&desk, &signed, &id).await?;
                (FieldErrors::default(), Some(Amendment::of(&now)), now.version)
            }
            Err(trouble) => return Err(trouble.into()),
        },
    };
    let status = if theirs.is_some() { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = AmendPage {
        csrf: signed.csrf(),
        id: &id,
        pairs: &pairs,
        errors: &errors,
        draft: None,
        theirs,
        version,
        codes: desk.codes(),
        today: desk.now().day(),
    };
    web::page_with(status, &signed, title(&id), &page)
}

async fn deed(desk: &Desk, signed: &Signed, id: &SheetId, (version, words): (i64, Amendment)) -> Result<(), Trouble> {
    let sheet = id.clone();
    let deed = move |mut act: Act<'_, '_>| {
        amend(&mut act, &sheet, version, &words)?;
        drafts::clear(&mut act, FORM, sheet.as_text())?;
        let person = crate::store::sheets::get(&mut act.hands(), &sheet)?.person;
        act.done(about(&sheet, person.as_ref()), "つなぐシートを書き直した", ())
    };
    desk.act(&signed.actor, May::AmendSheet, SheetSubject(id.clone()), deed).await
}

pub(crate) fn samples() -> web::Samples {
    build().unwrap_or_default()
}

fn build() -> Option<web::Samples> {
    let (codes, today, id) = (Codes::embedded().ok()?, Day::of(2018, 4, 9)?, SheetId::from_text("sht_1")?);
    let pairs = Pairs(vec![("summary".into(), "<b>新しい".into()), ("urgency".into(), "normal".into())]);
    let (none, mut wrong) = (FieldErrors::default(), FieldErrors::default());
    wrong.add("summary", "概要・経緯を一言でも書いてください。");
    let theirs = Amendment {
        summary: "先に保存した内容".into(),
        considerations: String::new(),
        concerns: Vec::new(),
        urgency: Urgency::Normal,
    };
    let page = |errors, theirs| AmendPage {
        csrf: "token",
        id: &id,
        pairs: &pairs,
        errors,
        draft: None,
        theirs,
        version: 1,
        codes: &codes,
        today,
    };
    Some(
        web::Samples::new()
            .with("シートを書き直す", &page(&none, None))
            .with("シートを書き直す: 確かめるところがある", &page(&wrong, None))
            .with("シートを書き直す: 先に保存した職員がいる", &page(&none, Some(theirs))),
    )
}
