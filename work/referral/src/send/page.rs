//! つなぐシートを書く: consent, what will travel, words, counters, and one button that says what happens.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use cases::CaseSubject;
use office::drafts::{self, Draft, Which};
use office::{About, Act, Codes, Day, Desk, FieldErrors, May, Refusal, RefusalKind, Trouble};
use serde::Deserialize;
use staff::Agency;
use web::parts::{self, Choices, opts};
use web::{Answer, Pairs, Query, SafeHtml, Signed, Title};

use super::choose::{self, LEGS, LegFields, Row};
use super::material::{self, Material, Start};
use super::{form, send};
use crate::model::{ConsentKind, Kind, Method, SheetId, Urgency};

/// The name under which the form's drafts are kept.
const FORM: &str = "sheet";

#[derive(Template)]
#[template(path = "send/page.html")]
pub(crate) struct WritePage<'a> {
    pub(crate) csrf: &'a str,
    pub(crate) start: &'a Start,
    pub(crate) material: &'a Material,
    pub(crate) pairs: &'a Pairs,
    pub(crate) errors: &'a FieldErrors,
    pub(crate) refusal: Option<String>,
    pub(crate) draft: Option<Draft>,
    /// Counters that were looked for, where somebody did.
    pub(crate) found: Option<Vec<Agency>>,
    pub(crate) codes: &'a Codes,
    pub(crate) today: Day,
}

impl WritePage<'_> {
    fn hidden(&self) -> SafeHtml {
        parts::csrf(self.csrf)
            .and(parts::draft_fields(FORM, self.start.as_text(), &self.start.path()))
            .and(parts::hidden("start", self.start.as_text()))
            .and(parts::hidden("once", self.pairs.one("once")))
    }

    fn notice(&self) -> SafeHtml {
        parts::draft_notice(self.draft.as_ref(), self.csrf, &self.start.path())
    }

    fn one(&self, field: &str) -> &str {
        self.pairs.one(field)
    }

    fn consent(&self) -> SafeHtml {
        let choices = Choices::new(ConsentKind::ALL.iter().map(|kind| (kind.as_text(), kind.label())))
            .hint("none", "名前や住所は伝わりません。年代と性別だけの問い合わせになり、受け持ちは移りません。")
            .picked(self.one("consent"));
        parts::radios("consent", "本人の同意", &choices, self.errors, opts().required())
    }

    fn grounds(&self) -> SafeHtml {
        let choices = Choices::of(self.codes.list("legal_grounds"), self.today)
            .or_none("根拠はない(名前を伝えずに問い合わせる)")
            .picked(self.one("legal_ground"));
        parts::select("legal_ground", "法律にもとづいて伝えるときの根拠", &choices, self.errors, opts())
    }

    fn share_outcome(&self) -> SafeHtml {
        let choices =
            Choices::new([("yes", "伝えてよい"), ("no", "伝えないでほしい")]).picked(self.one("share_outcome"));
        parts::radios("share_outcome", "つながったあとの結果を、この窓口に知らせること", &choices, self.errors, opts())
    }

    fn kinds(&self) -> SafeHtml {
        let held_before = self.material.trail.iter().any(|agency| *agency != self.material.case.holder_agency);
        let offered = Kind::ALL.iter().filter(|kind| **kind != Kind::Return || held_before);
        let choices = Choices::new(offered.map(|kind| (kind.as_text(), kind.label())))
            .hint("forward", "受け付けた窓口に、受け持ちが移ります。")
            .hint("return", "前に受け持った窓口に、受け持ちを戻します。")
            .hint("parallel", "受け持ちはこのままで、手伝いをお願いします。")
            .hint("information", "知らせる、または尋ねるだけです。結果の報告は求めません。")
            .picked(self.one("kind"));
        parts::radios("kind", "シートの種類", &choices, self.errors, opts().required())
    }

    fn urgency(&self) -> SafeHtml {
        let choices = Choices::new(Urgency::ALL.iter().map(|urgency| (urgency.as_text(), urgency.label())))
            .picked(self.one("urgency"));
        parts::radios("urgency", "急ぎ", &choices, self.errors, opts())
    }

    fn persons(&self) -> Option<SafeHtml> {
        let persons = &self.material.persons;
        let first = persons.first().filter(|_| persons.len() > 1)?;
        let picked = if self.one("person").is_empty() { first.id.as_text() } else { self.one("person") };
        let choices =
            Choices::new(persons.iter().map(|p| (p.id.as_text(), format!("{} {}", p.name, p.birth.brief(self.today)))));
        Some(parts::radios("person", "どなたについて", &choices.picked(picked), self.errors, opts()))
    }

    fn concerns(&self) -> SafeHtml {
        let choices = Choices::of(self.codes.list("concerns"), self.today)
            .picked_many(self.pairs.all("concern"))
            .main_ones(self.pairs.all("concern_main"));
        parts::concerns("concern", "困りごと", &choices, self.errors)
    }

    fn rows(&self) -> Vec<LegFields> {
        LEGS.iter().take(choose::rows_shown(self.pairs)).copied().collect()
    }

    fn to(&self, row: &LegFields) -> SafeHtml {
        let shown = opts()
            .suggest("/sheets/counters")
            .suggest_id(row.to_id, self.one(row.to_id))
            .hint("名前の一部、受け付けること、場所で探せます。");
        parts::text(row.to, "窓口", self.one(row.to), self.errors, shown)
    }

    fn ask(&self, row: &LegFields) -> SafeHtml {
        let first = LEGS.first().is_some_and(|fields| fields == row);
        let default = if first { "lead" } else { "beside" };
        let picked = if self.one(row.ask).is_empty() { default } else { self.one(row.ask) };
        let choices = Choices::new([
            ("lead", "受け持ってほしい"),
            ("even_in_part", "一部でも受け付けたら、受け持ってほしい"),
            ("beside", "並行して手伝ってほしい"),
        ]);
        parts::select(row.ask, "お願いすること", &choices.picked(picked), self.errors, opts())
    }

    fn method(&self, row: &LegFields) -> SafeHtml {
        let picked = if self.one(row.method).is_empty() { Method::System.as_text() } else { self.one(row.method) };
        let choices = Choices::new(Method::ALL.iter().map(|method| (method.as_text(), method.label())));
        parts::select(row.method, "つなぎ方", &choices.picked(picked), self.errors, opts())
    }

    fn reason(&self, row: &LegFields) -> SafeHtml {
        parts::area(row.reason, "紹介する理由", self.one(row.reason), self.errors, opts().rows(2))
    }

    /// What the row has come to: the counter with what it takes, or nothing.
    fn chosen(&self, row: &LegFields) -> Option<&Agency> {
        match choose::row(self.pairs, *row, &self.material.agencies) {
            Row::Counter(agency) => Some(agency),
            Row::Empty | Row::Unclear => None,
        }
    }

    fn takes(&self, agency: &Agency) -> String {
        let list = self.codes.list("concerns");
        agency.takes.iter().map(|code| list.short(code)).collect::<Vec<_>>().join("、")
    }

    fn speaks(&self, agency: &Agency) -> String {
        let list = self.codes.list("languages");
        agency.languages.iter().map(|code| list.label(code)).collect::<Vec<_>>().join("、")
    }
}

#[derive(Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    case: String,
    #[serde(default)]
    intake: String,
    #[serde(default)]
    again: String,
}

fn title() -> Title {
    Title::new("つなぐシートを書く")
}

/// GET /sheets/new
pub(crate) async fn page(State(desk): State<Desk>, signed: Signed, Query(asked): Query<Asked>) -> Answer {
    let given = [&asked.intake, &asked.case, &asked.again].into_iter().find(|text| !text.is_empty());
    let start = given.and_then(|text| Start::parse(text)).ok_or_else(Refusal::not_there)?;
    let material = material::read(&desk, &signed, &start).await?;
    let which = Which { form: FORM.to_owned(), subject: start.as_text().to_owned() };
    let draft = drafts::find(&desk, &signed.actor, which).await?;
    let mut pairs = draft.as_ref().map_or_else(|| material.prefill.clone(), |draft| Pairs(draft.fields.clone()));
    if SheetId::from_text(pairs.one("once")).is_none() {
        let once = vault::random::id_at(SheetId::PREFIX, desk.now().millis()).map_err(Trouble::from)?;
        pairs.0.retain(|(name, _)| name != "once");
        pairs.0.push(("once".to_owned(), once));
    }
    let errors = FieldErrors::default();
    let page = WritePage {
        csrf: signed.csrf(),
        start: &start,
        material: &material,
        pairs: &pairs,
        errors: &errors,
        refusal: None,
        draft,
        found: None,
        codes: desk.codes(),
        today: desk.now().day(),
    };
    web::page(&signed, title(), &page)
}

/// What came of pressing a button, and how the form is shown again.
struct Again {
    errors: FieldErrors,
    refusal: Option<Refusal>,
    found: Option<Vec<Agency>>,
}

impl Again {
    fn status(&self) -> StatusCode {
        match &self.refusal {
            Some(refusal) if refusal.kind == RefusalKind::Conflict => StatusCode::CONFLICT,
            Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
            None if self.errors.is_empty() => StatusCode::OK,
            None => StatusCode::UNPROCESSABLE_ENTITY,
        }
    }
}

/// POST /sheets/new
pub(crate) async fn send_door(State(desk): State<Desk>, signed: Signed, mut pairs: Pairs) -> Answer {
    let start = Start::parse(pairs.one("start")).ok_or_else(Refusal::not_there)?;
    if let Some(sent) = sent_before(&desk, &signed, &pairs).await? {
        return web::redirect(&format!("/sheets/{sent}"));
    }
    let material = material::read(&desk, &signed, &start).await?;
    let (codes, today) = (desk.codes(), desk.now().day());
    let pressed = pairs.one("next").to_owned();
    let again = if pressed == "find" {
        let found = choose::found(&material.agencies, pairs.one("find"), codes, today);
        Again { errors: FieldErrors::default(), refusal: None, found: Some(found) }
    } else if let Some(id) = pressed.strip_prefix("choose:") {
        if let Some(agency) = material.agencies.iter().find(|agency| agency.id.as_text() == id) {
            choose::put(&mut pairs, agency);
        }
        Again { errors: FieldErrors::default(), refusal: None, found: None }
    } else {
        match form::understand(&pairs, &material, (codes, today)) {
            Err(errors) => Again { errors, refusal: None, found: None },
            Ok(new) => match deed(&desk, &signed, (&start, new)).await {
                Ok(id) => return web::redirect(&format!("/sheets/{id}?sent=1")),
                Err(Trouble::Refused(refusal)) if refusal.kind == RefusalKind::Rule => {
                    Again { errors: FieldErrors::default(), refusal: Some(refusal), found: None }
                }
                Err(trouble) => return Err(trouble.into()),
            },
        }
    };
    let page = WritePage {
        csrf: signed.csrf(),
        start: &start,
        material: &material,
        pairs: &pairs,
        errors: &again.errors,
        refusal: again.refusal.as_ref().map(|refusal| refusal.sentence.clone()),
        draft: None,
        found: again.found.clone(),
        codes,
        today,
    };
    web::page_with(again.status(), &signed, title(), &page)
}

async fn deed(desk: &Desk, signed: &Signed, (start, new): (&Start, crate::NewSheet)) -> Result<SheetId, Trouble> {
    let (draft, subject) = (start.as_text().to_owned(), CaseSubject(new.case.clone()));
    let deed = move |mut act: Act<'_, '_>| {
        let sent = send(&mut act, &new)?;
        drafts::clear(&mut act, FORM, &draft)?;
        let about = About::new("sheet", sent.sheet.as_text()).with(new.person.clone());
        act.done(about, "つなぐシートを送った", sent.sheet)
    };
    desk.act(&signed.actor, May::SendSheet, subject, deed).await
}

/// The sheet that this very form led to before: a second press sends nothing.
async fn sent_before(desk: &Desk, signed: &Signed, pairs: &Pairs) -> Result<Option<SheetId>, Trouble> {
    let Some(id) = SheetId::from_text(pairs.one("once")) else { return Ok(None) };
    desk.glance(&signed.actor, May::SendSheet, move |mut look| {
        let own = look.actor().agency.clone();
        let sheet = crate::store::sheets::sender_of(&mut look.hands(), &id)?;
        Ok(sheet.filter(|sender| *sender == own).map(|_| id))
    })
    .await
}
