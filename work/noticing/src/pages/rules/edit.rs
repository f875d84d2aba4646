//! 規則を直す: a file's whole text, tried on every sentence before it can be proposed.

use std::hash::{DefaultHasher, Hash, Hasher};

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use office::drafts::{self, Draft, Which};
use office::{About, Desk, FieldErrors, May, Nothing, Refusal, Trouble};
use web::{Answer, Pairs, Path, Samples, Signed, Title};

use super::trial::{Attempt, Trial};
use super::{about, edition, said, stem};
use crate::mistake::Mistake;
use crate::rules::EMBEDDED;
use crate::store::{self, CurrentRules, NewProposal};

/// The name under which drafts of this form are kept.
const FORM: &str = "noticing_rules";
const REASON: usize = 400;
const MISTAKES: usize = 20;

/// As typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Typed {
    content: String,
    reason: String,
    examples: String,
    based_on: String,
    /// Which text was tried when this form was shown.
    tried: String,
}

impl From<&Pairs> for Typed {
    fn from(pairs: &Pairs) -> Self {
        let one = |name: &str| pairs.one(name).to_owned();
        Self {
            content: one("content"),
            reason: one("reason"),
            examples: one("examples"),
            based_on: one("based_on"),
            tried: one("tried"),
        }
    }
}

#[derive(Template)]
#[template(path = "pages/rules/edit.html")]
struct EditPage {
    csrf: String,
    path: String,
    file: &'static str,
    subject: &'static str,
    about: &'static str,
    edition: String,
    typed: Typed,
    trial: Option<Trial>,
    mistakes: Vec<String>,
    draft: Option<Draft>,
    errors: FieldErrors,
}

/// The file as it is in force, and the rules around it.
struct Open {
    file: &'static str,
    edition: i64,
    now: CurrentRules,
    texts: Vec<(&'static str, String)>,
}

impl Open {
    fn text(&self) -> &str {
        self.texts.iter().find(|(name, _)| *name == self.file).map_or("", |(_, text)| text)
    }
}

async fn open(desk: &Desk, signed: &Signed, file: &str) -> Result<Open, Trouble> {
    let file = EMBEDDED.iter().map(|(name, _)| *name).find(|name| *name == file).ok_or_else(Refusal::not_there)?;
    desk.glance(&signed.actor, May::EditNoticingRules, move |mut look| {
        let municipality = look.municipality();
        let in_force = store::approved(look.store(), municipality)?;
        Ok(Open {
            file,
            edition: in_force.edition(file),
            now: store::in_use(look.store(), municipality)?,
            texts: store::texts(look.store(), municipality, &in_force)?,
        })
    })
    .await
}

fn page_of(csrf: &str, (file, in_force): (&'static str, i64), typed: Typed) -> EditPage {
    EditPage {
        csrf: csrf.to_owned(),
        path: format!("/notice/rules/{file}"),
        file,
        subject: stem(file),
        about: about(file),
        edition: edition(in_force),
        typed,
        trial: None,
        mistakes: Vec::new(),
        draft: None,
        errors: FieldErrors::default(),
    }
}

fn title(file: &str) -> Title {
    Title::new(format!("{file}を直す")).under("気づきの規則", "/notice/rules")
}

pub(in crate::pages) async fn page(State(desk): State<Desk>, signed: Signed, Path(file): Path<String>) -> Answer {
    let open = open(&desk, &signed, &file).await?;
    let which = Which { form: FORM.to_owned(), subject: stem(open.file).to_owned() };
    let draft = drafts::find(&desk, &signed.actor, which).await?;
    let typed = match &draft {
        Some(draft) => Typed::from(&Pairs(draft.fields.clone())),
        None => Typed { content: open.text().to_owned(), based_on: open.edition.to_string(), ..Typed::default() },
    };
    let page = EditPage { draft, ..page_of(signed.csrf(), (open.file, open.edition), typed) };
    web::page(&signed, title(open.file), &page)
}

/// Tries the text; proposes it if that was asked, the very text has been tried, and a reason is given.
pub(in crate::pages) async fn post(
    State(desk): State<Desk>,
    signed: Signed,
    Path(file): Path<String>,
    pairs: Pairs,
) -> Answer {
    let open = open(&desk, &signed, &file).await?;
    let (file, in_force, same) = (open.file, open.edition, pairs.one("content").trim() == open.text().trim());
    let mut page = page_of(signed.csrf(), (file, in_force), Typed::from(&pairs));
    if page.typed.based_on != in_force.to_string() {
        page.errors.add("content", "書いているあいだに、このファイルの新しい版が使われ始めました。下の文を控え、この画面を開き直して、新しい版に書き足してください。");
        return web::page_with(StatusCode::CONFLICT, &signed, title(file), &page);
    }
    let attempt = Attempt {
        now: open.now,
        texts: open.texts,
        file: file.to_owned(),
        content: page.typed.content.clone(),
        examples: page.typed.examples.clone(),
    };
    match attempt.run().await? {
        Ok(trial) => page.trial = Some(trial),
        Err(mistakes) => tell(&mut page, &mistakes),
    }
    let tried = fingerprint(&page.typed.content);
    let proposing = pairs.one("step") == "propose" && page.errors.is_empty();
    if proposing {
        check(&mut page, same, &tried);
        if page.errors.is_empty() {
            return propose(&desk, &signed, file, (page.typed, in_force)).await;
        }
    }
    page.typed.tried = tried;
    let status = if page.errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    web::page_with(status, &signed, title(file), &page)
}

fn tell(page: &mut EditPage, mistakes: &[Mistake]) {
    let first = mistakes.first().map_or_else(String::new, said);
    page.errors.add("content", format!("読み取れないところが{}か所あります。{first}", mistakes.len()));
    page.mistakes = mistakes.iter().take(MISTAKES).map(said).collect();
}

/// What stands against proposing a text that can be read.
fn check(page: &mut EditPage, same: bool, tried: &str) {
    let typed = &page.typed;
    if same {
        page.errors.add("content", "いまの文と同じです。直したいところを書き換えてください。");
    } else if typed.tried != tried {
        page.errors
            .add("content", "この文はまだ試していませんでした。下の結果を見てから、もう一度確認を頼んでください。");
    }
    let reason = typed.reason.trim().chars().count();
    if reason == 0 || reason > REASON {
        page.errors.add_with_example(
            "reason",
            "なぜ直すのかを、400文字以内で書いてください。",
            "窓口でよく聞く言い方が拾えていないため",
        );
    }
}

async fn propose(desk: &Desk, signed: &Signed, file: &'static str, (typed, based_on): (Typed, i64)) -> Answer {
    let new =
        NewProposal { file: file.to_owned(), content: typed.content, reason: typed.reason.trim().to_owned(), based_on };
    let id = desk
        .act(&signed.actor, May::EditNoticingRules, Nothing, move |mut act| {
            let id = store::propose(&mut act, new)?;
            drafts::clear(&mut act, FORM, stem(file))?;
            act.done(About::new("noticing_proposal", id.as_text()), "気づきの規則を直す案を書いた(確認待ち)", id)
        })
        .await?;
    web::redirect(&format!("/notice/rules/proposals/{id}"))
}

/// Tells whether the text proposed is the one that was tried; no proof against anybody.
fn fingerprint(content: &str) -> String {
    let mut hasher = DefaultHasher::new();
    content.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

pub(super) fn samples() -> Samples {
    let file = "debt.yaml";
    let own = EMBEDDED.iter().find(|(name, _)| *name == file).map_or("", |(_, text)| text);
    let typed = |content: &str| Typed { content: content.to_owned(), based_on: "0".to_owned(), ..Typed::default() };
    let mut wrong = page_of("token", (file, 0), typed("issue: debt\nrules"));
    let mistake = |rule: &str, sentence: &str| Mistake {
        file: file.to_owned(),
        rule: rule.to_owned(),
        sentence: sentence.to_owned(),
    };
    tell(
        &mut wrong,
        &[mistake("", "2行目の書き方が読み取れません。"), mistake("debt.exists", "かっこが閉じていません。")],
    );
    let mut tried = page_of("token", (file, 1), Typed { examples: "借金が返せない".to_owned(), ..typed(own) });
    let line = || super::trial::Line {
        text: "見本の例文".to_owned(),
        labelled: "課題なし(通常)".to_owned(),
        before: "課題なし(通常)".to_owned(),
        after: "けが(通常)".to_owned(),
    };
    tried.trial = Some(Trial {
        lists: vec![super::trial::Lines {
            title: "悪くなる例文", kind: "attention", count: 1, lines: vec![line()]
        }],
        examples: vec![("借金が返せない".to_owned(), "課題なし(通常)".to_owned(), "課題なし(通常)".to_owned())],
    });
    check(&mut tried, false, "x");
    Samples::new()
        .with("noticing: 規則を直す", &page_of("token", (file, 0), typed(own)))
        .with("noticing: 規則を直す(読み取れない)", &wrong)
        .with("noticing: 規則を直す(試した結果)", &tried)
}
