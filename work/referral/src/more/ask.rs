//! GET and POST /sheets/{id}/ask-more: which kinds of information, and why.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use office::drafts::{self, Draft, Which};
use office::{Act, Codes, Day, Desk, FieldErrors, May, RefusalKind, Trouble};
use web::parts::{Choices, opts};
use web::{Answer, Pairs, Path, SafeHtml, Signed, Title, parts};

use super::{Question, ask};
use crate::model::SheetId;
use crate::show::{self, id_of};
use crate::subject::{SheetSubject, about};
use crate::typed::Reader;

const FORM: &str = "sheet-ask-more";

#[derive(Template)]
#[template(path = "more/ask.html")]
pub(crate) struct AskPage<'a> {
    pub(crate) csrf: &'a str,
    pub(crate) id: &'a SheetId,
    /// Who it is about, and the counter that is asked.
    pub(crate) person: String,
    pub(crate) sender: String,
    pub(crate) pairs: &'a Pairs,
    pub(crate) errors: &'a FieldErrors,
    pub(crate) draft: Option<Draft>,
    pub(crate) codes: &'a Codes,
    pub(crate) today: Day,
}

impl AskPage<'_> {
    fn path(&self) -> String {
        format!("/sheets/{}/ask-more", self.id)
    }

    fn hidden(&self) -> SafeHtml {
        parts::csrf(self.csrf).and(parts::draft_fields(FORM, self.id.as_text(), &self.path()))
    }

    fn notice(&self) -> SafeHtml {
        parts::draft_notice(self.draft.as_ref(), self.csrf, &self.path())
    }

    fn kinds(&self) -> SafeHtml {
        let choices = Choices::of(self.codes.list("information_kinds"), self.today).picked_many(self.pairs.all("kind"));
        parts::checks("kind", "知りたいこと", &choices, self.errors, opts().required())
    }

    fn why(&self) -> SafeHtml {
        let shown =
            opts().rows(3).required().hint("何のために知りたいかを書いてください。本人に確かめるときに使います。");
        parts::area("why", "知りたい理由", self.pairs.one("why"), self.errors, shown)
    }
}

fn understand(pairs: &Pairs, codes: &Codes) -> Result<Question, FieldErrors> {
    let mut reader = Reader::new(pairs);
    let list = codes.list("information_kinds");
    if pairs.all("kind").any(|kind| list.find(kind).is_none()) {
        reader.errors.add("kind", "知りたいことを、表示されている中からもう一度選んでください。");
    }
    let chosen = list.codes.iter().filter(|code| pairs.all("kind").any(|kind| kind == code.code));
    let kinds: Vec<String> = chosen.map(|code| code.code.clone()).collect();
    if kinds.is_empty() && reader.errors.of("kind").is_none() {
        reader.errors.add("kind", crate::Refusal::NothingAsked.sentence());
    }
    let why = reader.text("why", "知りたい理由");
    if why.is_none() && reader.errors.of("why").is_none() {
        reader.errors.add_with_example(
            "why",
            "知りたい理由を一言書いてください。送り元が本人に確かめるときに使います。",
            "家賃の給付を申し込む準備のため、世帯の収入を知りたい",
        );
    }
    reader.done(why.map(|why| Question { kinds, why }))
}

fn title(id: &SheetId) -> Title {
    Title::new("詳しく聞く").under("つなぐシート", format!("/sheets/{id}"))
}

async fn render(
    desk: &Desk,
    signed: &Signed,
    id: &SheetId,
    (pairs, errors, draft): (&Pairs, &FieldErrors, Option<Draft>),
) -> Answer {
    let shown = show::read(desk, signed, id, May::AskMore).await?;
    if !shown.seen.may_ask(&signed.actor) {
        return web::redirect(&format!("/sheets/{id}"));
    }
    let page = AskPage {
        csrf: signed.csrf(),
        id,
        person: shown.seen.person_line(),
        sender: shown.agencies.of(&shown.seen.sheet.from_agency).to_owned(),
        pairs,
        errors,
        draft,
        codes: desk.codes(),
        today: desk.now().day(),
    };
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    web::page_with(status, signed, title(id), &page)
}

pub(crate) async fn page(State(desk): State<Desk>, signed: Signed, Path(id): Path<String>) -> Answer {
    let id = id_of(&id)?;
    let which = Which { form: FORM.to_owned(), subject: id.as_text().to_owned() };
    let draft = drafts::find(&desk, &signed.actor, which).await?;
    let pairs = draft.as_ref().map_or_else(Pairs::default, |draft| Pairs(draft.fields.clone()));
    render(&desk, &signed, &id, (&pairs, &FieldErrors::default(), draft)).await
}

pub(crate) async fn save(State(desk): State<Desk>, signed: Signed, Path(id): Path<String>, pairs: Pairs) -> Answer {
    let id = id_of(&id)?;
    let question = match understand(&pairs, desk.codes()) {
        Ok(question) => question,
        Err(errors) => return render(&desk, &signed, &id, (&pairs, &errors, None)).await,
    };
    let sheet = id.clone();
    let deed = move |mut act: Act<'_, '_>| {
        ask(&mut act, &sheet, &question)?;
        drafts::clear(&mut act, FORM, sheet.as_text())?;
        let person = crate::store::sheets::get(&mut act.hands(), &sheet)?.person;
        act.done(about(&sheet, person.as_ref()), "つなぐシートについて詳しく聞いた", ())
    };
    match desk.act(&signed.actor, May::AskMore, SheetSubject(id.clone()), deed).await {
        Ok(()) => web::redirect(&format!("/sheets/{id}#more-asked")),
        Err(Trouble::Refused(refusal)) if refusal.kind == RefusalKind::Rule => {
            let mut errors = FieldErrors::default();
            errors.add("why", refusal.sentence.clone());
            let again = render(&desk, &signed, &id, (&pairs, &errors, None)).await?;
            // Where the sheet has moved on, the form is no longer offered: the rule is told in its own words.
            if again.status() == StatusCode::SEE_OTHER { Err(refusal.into()) } else { Ok(again) }
        }
        Err(trouble) => Err(trouble.into()),
    }
}
