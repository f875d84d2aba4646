//! 窓口を登録する・直す・閉じる. Two people at one counter's entry: the second is shown both texts.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use office::drafts::{self, Draft, Which};
use office::{About, Desk, FieldErrors, May, Nothing, RefusalKind, Trouble};
use web::parts::Choices;
use web::{Answer, Pairs, Path, SafeHtml, Signed, Title};

use super::directory::{choices, found};
use super::form::Typed;
use super::{Agency, AgencySubject, NewAgency, store};

#[derive(Template)]
#[template(path = "agencies/amend.html")]
struct AmendPage {
    csrf: String,
    heading: &'static str,
    /// `new` or the counter's id.
    subject: String,
    path: String,
    version: String,
    typed: Typed,
    kinds: Choices,
    languages: Choices,
    takes: Choices,
    account: Choices,
    both: SafeHtml,
    draft: Option<Draft>,
    errors: FieldErrors,
}

fn blank(desk: &Desk, signed: &Signed, agency: Option<&Agency>, typed: Typed) -> AmendPage {
    let today = desk.now().day();
    let account = Choices::new([("1", "つなぐを使う(シートが画面で届く)"), ("0", "使わない(シートを印刷して渡す)")]);
    AmendPage {
        csrf: signed.csrf().to_owned(),
        heading: if agency.is_some() { "窓口の内容を直す" } else { "窓口を登録する" },
        subject: agency.map_or_else(|| "new".to_owned(), |agency| agency.id.as_text().to_owned()),
        path: agency.map_or_else(|| "/agencies/new".to_owned(), |agency| format!("/agencies/{}/amend", agency.id)),
        version: agency.map_or(0, |agency| agency.version).to_string(),
        kinds: choices(desk.codes(), "agency_kinds", today).or_none("選んでください").picked(typed.kind.clone()),
        languages: choices(desk.codes(), "languages", today).picked_many(typed.languages.clone()),
        takes: choices(desk.codes(), "concerns", today).picked_many(typed.takes.clone()),
        account: account.picked(if typed.has_account { "1" } else { "0" }),
        typed,
        both: SafeHtml::nothing(),
        draft: None,
        errors: FieldErrors::default(),
    }
}

fn title(page: &AmendPage) -> Title {
    Title::new(page.heading).under("窓口", "/agencies")
}

fn which(subject: &str) -> Which {
    Which { form: "agency".to_owned(), subject: subject.to_owned() }
}

async fn with_draft(desk: &Desk, signed: &Signed, agency: Option<&Agency>) -> Answer {
    let subject = agency.map_or("new", |agency| agency.id.as_text());
    let draft = drafts::find(desk, &signed.actor, which(subject)).await?;
    let typed = match (&draft, agency) {
        (Some(draft), _) => Typed::from(&Pairs(draft.fields.clone())),
        (None, Some(agency)) => Typed::from(agency),
        (None, None) => Typed::default(),
    };
    let page = AmendPage { draft, ..blank(desk, signed, agency, typed) };
    web::page(signed, title(&page), &page)
}

pub(crate) async fn form_to_register(State(desk): State<Desk>, signed: Signed) -> Answer {
    with_draft(&desk, &signed, None).await
}

pub(crate) async fn form_to_amend(State(desk): State<Desk>, signed: Signed, Path(id): Path<String>) -> Answer {
    let agency = found(&desk, &signed, &id).await?;
    with_draft(&desk, &signed, Some(&agency)).await
}

fn again(desk: &Desk, signed: &Signed, agency: Option<&Agency>, typed: Typed, errors: FieldErrors) -> Answer {
    let page = AmendPage { errors, ..blank(desk, signed, agency, typed) };
    web::page_with(StatusCode::UNPROCESSABLE_ENTITY, signed, title(&page), &page)
}

pub(crate) async fn register(State(desk): State<Desk>, signed: Signed, pairs: Pairs) -> Answer {
    let typed = Typed::from(&pairs);
    let told = match typed.read(desk.codes(), desk.now().day()) {
        Ok(told) => told,
        Err(errors) => return again(&desk, &signed, None, typed, errors),
    };
    let id = desk
        .act(&signed.actor, May::ManageAgencies, Nothing, |mut act| {
            let id = store::insert(&mut act, told)?;
            drafts::clear(&mut act, "agency", "new")?;
            act.done(About::new("agency", id.as_text()), "窓口を登録した", id)
        })
        .await?;
    web::redirect(&format!("/agencies/{id}"))
}

pub(crate) async fn keep_amended(
    State(desk): State<Desk>,
    signed: Signed,
    Path(id): Path<String>,
    pairs: Pairs,
) -> Answer {
    let agency = found(&desk, &signed, &id).await?;
    let (typed, version) = (Typed::from(&pairs), pairs.one("version").parse().unwrap_or(0));
    let told = match typed.read(desk.codes(), desk.now().day()) {
        Ok(told) => told,
        Err(errors) => {
            let seen = Agency { version, ..agency };
            return again(&desk, &signed, Some(&seen), typed, errors);
        }
    };
    match amend(&desk, &signed, &agency, (version, told)).await {
        Ok(()) => web::redirect(&format!("/agencies/{id}")),
        Err(Trouble::Refused(refusal)) if refusal.kind == RefusalKind::Conflict => {
            let theirs = found(&desk, &signed, &id).await?;
            let both = differences(&Typed::from(&theirs), &typed);
            let page = AmendPage { both, ..blank(&desk, &signed, Some(&theirs), typed) };
            web::page_with(StatusCode::CONFLICT, &signed, title(&page), &page)
        }
        Err(trouble) => Err(trouble.into()),
    }
}

async fn amend(
    desk: &Desk,
    signed: &Signed,
    agency: &Agency,
    (version, told): (i64, NewAgency),
) -> Result<(), Trouble> {
    let id = agency.id.clone();
    desk.act(&signed.actor, May::ManageAgencies, AgencySubject(id.clone()), move |mut act| {
        store::amend(&mut act, &id, version, &told)?;
        drafts::clear(&mut act, "agency", id.as_text())?;
        act.done(About::new("agency", id.as_text()), "窓口の内容を直した", ())
    })
    .await
}

/// Each text that a colleague saved differently, beside what was typed here.
fn differences(theirs: &Typed, yours: &Typed) -> SafeHtml {
    [
        ("名前", &theirs.name, &yours.name),
        ("ふりがな", &theirs.kana, &yours.kana),
        ("場所", &theirs.place, &yours.place),
        ("電話", &theirs.phone, &yours.phone),
        ("開いている時間", &theirs.hours, &yours.hours),
        ("添え書き", &theirs.takes_note, &yours.takes_note),
    ]
    .into_iter()
    .filter(|(_, theirs, yours)| theirs != yours)
    .map(|(label, theirs, yours)| web::parts::both_texts(label, theirs, yours))
    .collect()
}

async fn set_closed(desk: &Desk, signed: &Signed, id: &str, (pairs, closes): (&Pairs, bool)) -> Answer {
    let agency = found(desk, signed, id).await?;
    let (id, version) = (agency.id, pairs.one("version").parse().unwrap_or(0));
    let to = format!("/agencies/{id}");
    desk.act(&signed.actor, May::ManageAgencies, AgencySubject(id.clone()), move |mut act| {
        let what = if closes {
            store::close(&mut act, &id, version)?;
            "窓口を閉じた"
        } else {
            store::reopen(&mut act, &id, version)?;
            "窓口を再び開いた"
        };
        act.done(About::new("agency", id.as_text()), what, ())
    })
    .await?;
    web::redirect(&to)
}

pub(crate) async fn close_door(
    State(desk): State<Desk>,
    signed: Signed,
    Path(id): Path<String>,
    pairs: Pairs,
) -> Answer {
    set_closed(&desk, &signed, &id, (&pairs, true)).await
}

pub(crate) async fn reopen_door(
    State(desk): State<Desk>,
    signed: Signed,
    Path(id): Path<String>,
    pairs: Pairs,
) -> Answer {
    set_closed(&desk, &signed, &id, (&pairs, false)).await
}

pub(crate) fn samples() -> Vec<(&'static str, String)> {
    let Some(agency) = super::model::sample() else { return Vec::new() };
    let typed = Typed::from(&agency);
    let page = |errors, both| AmendPage {
        csrf: String::new(),
        heading: "窓口の内容を直す",
        subject: "agc_tax".to_owned(),
        path: "/agencies/agc_tax/amend".to_owned(),
        version: "1".to_owned(),
        typed: typed.clone(),
        kinds: Choices::new([("city_tax", "税務・収納担当")]).picked("city_tax"),
        languages: Choices::new([("ja", "日本語"), ("en", "英語")]).picked("ja"),
        takes: Choices::new([("debt", "債務について")]),
        account: Choices::new([("1", "つなぐを使う"), ("0", "使わない")]).picked("1"),
        both,
        draft: None,
        errors,
    };
    let mut errors = FieldErrors::default();
    errors.add_with_example("kana", "ふりがなを入れてください。", "しゅうのうか");
    errors.add("kind", "窓口の種類を選んでください。");
    let both = differences(&Typed { place: "本庁舎1階".to_owned(), ..typed.clone() }, &typed);
    vec![
        crate::sample("staff: 窓口の記入", &page(FieldErrors::default(), SafeHtml::nothing())),
        crate::sample("staff: 窓口の記入(直すところあり)", &page(errors, SafeHtml::nothing())),
        crate::sample("staff: 窓口の記入(先に保存されていた)", &page(FieldErrors::default(), both)),
    ]
}
