//! 行を入れる: a proposal that changes no judgement until a second person has confirmed it.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use office::drafts::{self, Draft, Which};
use office::{About, Desk, FieldErrors, May, Nothing};
use web::parts::Choices;
use web::{Answer, Pairs, SafeHtml, Samples, Signed, Title};

use super::form::{Typed, VALUES};
use crate::parameters::Tables;
use crate::store;

#[derive(Template)]
#[template(path = "pages/tables/propose.html")]
struct ProposePage {
    csrf: String,
    typed: Typed,
    items: Choices,
    draft: Option<Draft>,
    errors: FieldErrors,
}

impl ProposePage {
    fn values(&self) -> SafeHtml {
        let field = |(at, name): (usize, &str)| {
            let typed = self.typed.values.get(at).map_or("", String::as_str);
            web::parts::text(name, &format!("{}人", at + 1), typed, &self.errors, web::parts::opts().digits())
        };
        VALUES.into_iter().enumerate().map(field).collect()
    }
}

fn blank(csrf: &str, typed: Typed) -> ProposePage {
    let items = Tables::embedded().items().into_iter();
    let items = Choices::new(items.map(|item| {
        let unit = match item.unit.as_str() {
            "" => String::new(),
            unit => format!("({unit})"),
        };
        (item.table, format!("{}{unit}", item.title))
    }));
    ProposePage {
        csrf: csrf.to_owned(),
        items: items.or_none("選んでください").picked(typed.item.clone()),
        typed,
        draft: None,
        errors: FieldErrors::default(),
    }
}

fn title() -> Title {
    Title::new("行を入れる").under("基準の表", "/benefits/tables")
}

const FORM: &str = "benefits_row";

pub(in crate::pages) async fn form(State(desk): State<Desk>, signed: Signed) -> Answer {
    let which = Which { form: FORM.to_owned(), subject: "new".to_owned() };
    let draft = drafts::find(&desk, &signed.actor, which).await?;
    let typed = match &draft {
        Some(draft) => Typed::from(&Pairs(draft.fields.clone())),
        None => Typed { place: desk.settings().municipality_name.clone(), ..Typed::default() },
    };
    let page = ProposePage { draft, ..blank(signed.csrf(), typed) };
    web::page(&signed, title(), &page)
}

pub(in crate::pages) async fn propose(State(desk): State<Desk>, signed: Signed, pairs: Pairs) -> Answer {
    let typed = Typed::from(&pairs);
    let told = match typed.read() {
        Ok(told) => told,
        Err(errors) => {
            let page = ProposePage { errors, ..blank(signed.csrf(), typed) };
            return web::page_with(StatusCode::UNPROCESSABLE_ENTITY, &signed, title(), &page);
        }
    };
    let id = desk
        .act(&signed.actor, May::EditBenefitTables, Nothing, move |mut act| {
            let id = store::propose(&mut act, &told)?;
            drafts::clear(&mut act, FORM, "new")?;
            act.done(About::new("benefits_row", id.as_text()), "基準の行を入れた(確認待ち)", id)
        })
        .await?;
    web::redirect(&format!("/benefits/tables/{id}"))
}

pub(super) fn samples() -> Samples {
    let wrong = Typed {
        place: "府中市".to_owned(),
        item: "housing_rent.rent_ceiling".to_owned(),
        values: vec!["よんまん".to_owned()],
        ..Typed::default()
    };
    let errors = wrong.read().err().unwrap_or_default();
    Samples::new()
        .with("benefits: 行を入れる", &blank("token", Typed::default()))
        .with("benefits: 行を入れる(直すところあり)", &ProposePage { errors, ..blank("token", wrong) })
}
