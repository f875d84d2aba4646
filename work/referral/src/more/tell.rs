//! GET and POST /sheets/{id}/tell-more: what the person lets be told, kind by kind, and what to do instead of the rest.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use office::drafts::{self, Draft, Which};
use office::{About, Act, Codes, Day, Desk, FieldErrors, Look, May, Refusal, RefusalKind, Trouble};
use web::parts::{Choices, opts};
use web::{Answer, Pairs, Path, SafeHtml, Signed, Title, parts};

use super::model::{More, Telling};
use super::tell;
use crate::consent::Consent;
use crate::model::{ConsentKind, MoreId, SheetId};
use crate::show::id_of;
use crate::store;
use crate::subject::{SheetSubject, about};
use crate::typed::Reader;
use crate::{seen, send};

const FORM: &str = "sheet-tell-more";

/// The fields of what is told, by the place of the kind among those asked for.
const TEXTS: [&str; 12] = [
    "text_0", "text_1", "text_2", "text_3", "text_4", "text_5", "text_6", "text_7", "text_8", "text_9", "text_10",
    "text_11",
];

/// What the page is about.
pub(crate) struct Asked {
    pub(crate) more: More,
    pub(crate) person: String,
    pub(crate) asker: String,
    /// 支援措置: of the person, or of somebody they live with.
    pub(crate) covered: bool,
}

#[derive(Template)]
#[template(path = "more/tell.html")]
pub(crate) struct TellPage<'a> {
    pub(crate) csrf: &'a str,
    pub(crate) asked: &'a Asked,
    pub(crate) pairs: &'a Pairs,
    pub(crate) errors: &'a FieldErrors,
    pub(crate) draft: Option<Draft>,
    pub(crate) codes: &'a Codes,
    pub(crate) today: Day,
}

/// One kind that was asked for, as the form offers it.
pub(crate) struct Row<'a> {
    field: &'static str,
    code: &'a str,
    label: &'a str,
    ticked: bool,
}

impl TellPage<'_> {
    fn path(&self) -> String {
        format!("/sheets/{}/tell-more", self.asked.more.sheet)
    }

    fn hidden(&self) -> SafeHtml {
        let id = self.asked.more.id.as_text();
        parts::csrf(self.csrf).and(parts::draft_fields(FORM, id, &self.path())).and(parts::hidden("more", id))
    }

    fn notice(&self) -> SafeHtml {
        parts::draft_notice(self.draft.as_ref(), self.csrf, &self.path())
    }

    fn one(&self, field: &str) -> &str {
        self.pairs.one(field)
    }

    fn rows(&self) -> Vec<Row<'_>> {
        let list = self.codes.list("information_kinds");
        TEXTS
            .into_iter()
            .zip(&self.asked.more.kinds)
            .map(|(field, code)| Row {
                field,
                code,
                label: list.label(code),
                ticked: self.pairs.all("tell").any(|told| told == code),
            })
            .collect()
    }

    fn consent(&self) -> SafeHtml {
        let choices = Choices::new([
            (ConsentKind::Written.as_text(), ConsentKind::Written.label()),
            (ConsentKind::Oral.as_text(), ConsentKind::Oral.label()),
            (ConsentKind::None.as_text(), "同意はなく、法律にもとづいて伝える"),
        ])
        .picked(self.one("consent"));
        parts::radios("consent", "伝えることについての本人の同意", &choices, self.errors, opts())
    }

    fn grounds(&self) -> SafeHtml {
        let choices = Choices::of(self.codes.list("legal_grounds"), self.today)
            .or_none("選んでください")
            .picked(self.one("legal_ground"));
        parts::select("legal_ground", "法律にもとづいて伝えるときの根拠", &choices, self.errors, opts())
    }
}

/// Reads the form against what was asked. Only what is ticked is told.
pub(crate) fn understand(pairs: &Pairs, more: &More, codes: &Codes, today: Day) -> Result<Telling, FieldErrors> {
    let mut reader = Reader::new(pairs);
    let ticked = |kind: &str| pairs.all("tell").any(|told| told == kind);
    let mut told = Vec::new();
    for (field, kind) in TEXTS.into_iter().zip(&more.kinds) {
        match (ticked(kind), reader.text(field, "伝える内容")) {
            (true, Some(text)) => told.push((kind.clone(), text)),
            (true, None) if reader.errors.of(field).is_none() => reader.errors.add(
                field,
                "伝える内容を書いてください。伝えないときは「伝える」の印を外してください。",
            ),
            (false, Some(_)) => reader.errors.add(
                field,
                "書いた内容は、まだ伝わりません。伝えるときは「伝える」に印を付けてください。伝えないときは欄を空にしてください。",
            ),
            _ => {}
        }
    }
    let any = more.kinds.iter().any(|kind| ticked(kind));
    let consent = if any { covering(&mut reader, codes, today) } else { None };
    let instead = reader.text("instead", "代わりにできること");
    let all = more.kinds.iter().all(|kind| ticked(kind));
    if !all && instead.is_none() && reader.errors.of("instead").is_none() {
        reader.errors.add_with_example(
            "instead",
            crate::Refusal::NothingInstead.sentence(),
            "健康のことは、本人が会ったときに自分で話したいそうです。面談で本人に聞いてください。",
        );
    }
    reader.done(Some(Telling { consent, told, instead }))
}

/// The person's word, or a ground of law. Nothing is told without one.
fn covering(reader: &mut Reader<'_>, codes: &Codes, today: Day) -> Option<Consent> {
    let consent = send::consent(reader, codes, today)?;
    if consent.names_the_person() {
        return Some(consent);
    }
    reader.errors.add("legal_ground", crate::Refusal::TellingWithoutConsent.sentence());
    None
}

fn title(id: &SheetId) -> Title {
    Title::new("詳しく聞かれたこと").under("つなぐシート", format!("/sheets/{id}"))
}

/// The question that waits for this counter.
async fn waiting(desk: &Desk, signed: &Signed, id: &SheetId) -> Result<Option<Asked>, Trouble> {
    let (subject, id) = (SheetSubject(id.clone()), id.clone());
    let reading = move |mut look: Look<'_, '_>| {
        let actor = look.actor();
        let mut hands = look.hands();
        let person = store::sheets::get(&mut hands, &id)?.person;
        let covered = person.as_ref().map(|person| send::is_covered(&mut hands, person)).transpose()?;
        let seen = seen::read(&mut hands, actor, &id)?;
        let agencies = staff::agencies::names(&mut hands)?;
        let asked = seen.to_tell(actor).map(|more| Asked {
            person: seen.person_line(),
            asker: agencies.of(&more.asker.agency).to_owned(),
            covered: covered.unwrap_or(false),
            more: more.clone(),
        });
        Ok(look.seen(about(&id, seen.sheet.person.as_ref()), asked))
    };
    desk.look(&signed.actor, May::TellMore, subject, reading).await
}

fn render(
    desk: &Desk,
    signed: &Signed,
    asked: &Asked,
    (pairs, errors, draft): (&Pairs, &FieldErrors, Option<Draft>),
) -> Answer {
    let page =
        TellPage { csrf: signed.csrf(), asked, pairs, errors, draft, codes: desk.codes(), today: desk.now().day() };
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    web::page_with(status, signed, title(&asked.more.sheet), &page)
}

pub(crate) async fn page(State(desk): State<Desk>, signed: Signed, Path(id): Path<String>) -> Answer {
    let id = id_of(&id)?;
    let Some(asked) = waiting(&desk, &signed, &id).await? else { return web::redirect(&format!("/sheets/{id}")) };
    let which = Which { form: FORM.to_owned(), subject: asked.more.id.as_text().to_owned() };
    let draft = drafts::find(&desk, &signed.actor, which).await?;
    let pairs = draft.as_ref().map_or_else(|| blank(&desk, &signed), |draft| Pairs(draft.fields.clone()));
    render(&desk, &signed, &asked, (&pairs, &FieldErrors::default(), draft))
}

/// Consent is not assumed: it is asked. Only day and listener stand ready.
fn blank(desk: &Desk, signed: &Signed) -> Pairs {
    Pairs(vec![
        ("consented_on".to_owned(), office::calendar::short(desk.now().day())),
        ("heard_by".to_owned(), signed.actor.name.clone()),
    ])
}

pub(crate) async fn save(State(desk): State<Desk>, signed: Signed, Path(id): Path<String>, pairs: Pairs) -> Answer {
    let id = id_of(&id)?;
    let Some(asked) = waiting(&desk, &signed, &id).await? else {
        return Err(Refusal::from(crate::Refusal::MoreSettled).into());
    };
    let of = MoreId::from_text(pairs.one("more"));
    if of.as_ref() != Some(&asked.more.id) {
        return Err(Refusal::from(crate::Refusal::MoreSettled).into());
    }
    let telling = match understand(&pairs, &asked.more, desk.codes(), desk.now().day()) {
        Ok(telling) => telling,
        Err(errors) => return render(&desk, &signed, &asked, (&pairs, &errors, None)),
    };
    let (sheet, more) = (id.clone(), asked.more.id.clone());
    let deed = move |mut act: Act<'_, '_>| {
        tell(&mut act, (&sheet, &more), &telling)?;
        drafts::clear(&mut act, FORM, more.as_text())?;
        let person = store::sheets::get(&mut act.hands(), &sheet)?.person;
        act.done(about(&sheet, person.as_ref()), "詳しく聞かれたことに返事をした", ())
    };
    match desk.act(&signed.actor, May::TellMore, SheetSubject(id.clone()), deed).await {
        Ok(()) => web::redirect(&format!("/sheets/{id}#more-asked")),
        Err(Trouble::Refused(refusal)) if refusal.kind == RefusalKind::Rule => {
            let mut errors = FieldErrors::default();
            errors.add("instead", refusal.sentence);
            render(&desk, &signed, &asked, (&pairs, &errors, None))
        }
        Err(trouble) => Err(trouble.into()),
    }
}

/// POST /sheets/{id}/more-read: the counter that asked took note of what came back.
pub(crate) async fn note_read(State(desk): State<Desk>, signed: Signed, Path(id): Path<String>) -> Answer {
    let id = id_of(&id)?;
    let sheet = id.clone();
    let deed = move |mut act: Act<'_, '_>| {
        store::more::mark_read(&mut act, &sheet)?;
        act.done(About::new("sheet", sheet.as_text()), "詳しく聞いたことの返事を読んだ", ())
    };
    desk.act(&signed.actor, May::SeeSheet, SheetSubject(id.clone()), deed).await?;
    web::redirect(&format!("/sheets/{id}#more-asked"))
}
