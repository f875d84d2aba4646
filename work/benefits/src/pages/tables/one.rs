//! 行のページ: the row, what it replaces, what it changes for households, and its confirmation by a second person.

use askama::Template;
use axum::extract::State;
use office::{Desk, FieldErrors, May, Refusal, StaffId};
use web::parts::Choices;
use web::{Answer, Pairs, Path, Samples, Signed, Title};

use super::looking;
use super::settle::status;
use super::shown::{Shown, sample};
use crate::model::{RowId, RowState, RowSubject, TableRow};
use crate::recipients::{CurrentRecipients, demo_recipients};
use crate::store;

mod effect;

use effect::Effect;

/// What was asked of the page besides being shown.
#[derive(Debug, Default)]
pub(super) struct Asked {
    pub(super) errors: FieldErrors,
    /// Situations, one JSON line each.
    pub(super) situations: Option<String>,
}

#[derive(Template)]
#[template(path = "pages/tables/one.html")]
struct OnePage {
    csrf: String,
    shown: Shown,
    version: String,
    effect: Option<Effect>,
    situations: String,
    compared: Choices,
    may_confirm: bool,
    waits_for_another: bool,
    may_withdraw: bool,
    errors: FieldErrors,
}

impl OnePage {
    fn of(row: &TableRow, effect: Option<Effect>, who: Who<'_>, asked: Asked) -> Self {
        let proposed = row.state == RowState::Proposed;
        let own = row.proposed.staff == *who.staff;
        Self {
            csrf: who.csrf.to_owned(),
            shown: Shown::of(row),
            version: row.version.to_string(),
            effect,
            situations: asked.situations.unwrap_or_default(),
            compared: Choices::new([("1", "出典の資料を自分で開き、値・期間・市区町村を1つずつ見比べました")]),
            may_confirm: proposed && who.confirms && !own,
            waits_for_another: proposed && (own || !who.confirms),
            may_withdraw: proposed && who.edits,
            errors: asked.errors,
        }
    }
}

/// Before whom the page stands.
struct Who<'a> {
    csrf: &'a str,
    staff: &'a StaffId,
    confirms: bool,
    edits: bool,
}

pub(in crate::pages) async fn page(
    recipients: CurrentRecipients,
    State(desk): State<Desk>,
    signed: Signed,
    Path(id): Path<String>,
) -> Answer {
    let id = RowId::from_text(&id).ok_or_else(Refusal::not_there)?;
    show((&desk, recipients), &signed, id, Asked::default()).await
}

/// What the row would change for pasted situations. They are judged and forgotten.
pub(in crate::pages) async fn changes(
    recipients: CurrentRecipients,
    State(desk): State<Desk>,
    signed: Signed,
    Path(id): Path<String>,
    pairs: Pairs,
) -> Answer {
    let id = RowId::from_text(&id).ok_or_else(Refusal::not_there)?;
    let mut asked = Asked { situations: Some(pairs.one("situations").to_owned()), ..Asked::default() };
    if pairs.one("situations").trim().is_empty() {
        asked.errors.add("situations", "世帯の状況を、1行に1世帯のJSONで貼り付けてください。");
    }
    show((&desk, recipients), &signed, id, asked).await
}

pub(super) async fn show(
    (desk, recipients): (&Desk, CurrentRecipients),
    signed: &Signed,
    id: RowId,
    mut asked: Asked,
) -> Answer {
    let pasted = asked.situations.clone().filter(|text| !text.trim().is_empty());
    let (row, effect) = desk
        .look(&signed.actor, looking(signed), RowSubject(id.clone()), move |mut look| {
            let row = store::find(&mut look.hands(), &id)?.ok_or_else(Refusal::not_there)?;
            let effect = match row.state {
                RowState::Proposed => {
                    let municipality = look.municipality();
                    let tables = store::with_and_without(look.store(), municipality, &row)?;
                    let groups = recipients(look.desk(), &mut look.hands(), &row.told.place)?;
                    Some(Effect::of(&row, (&tables.0, &tables.1), (&groups, pasted.as_deref()))?)
                }
                _ => None,
            };
            let about = office::About::new("benefits_row", id.as_text());
            Ok(look.seen(about, (row, effect)))
        })
        .await?;
    if asked.situations.is_none() && !asked.errors.is_empty() && row.state != RowState::Proposed {
        asked.errors = FieldErrors::default();
    }
    let grants = &signed.actor.grants;
    let who = Who {
        csrf: signed.csrf(),
        staff: &signed.actor.staff,
        confirms: grants.allow(May::ConfirmBenefitTables),
        edits: grants.allow(May::EditBenefitTables),
    };
    let page = OnePage::of(&row, effect, who, asked);
    web::page_with(status(&page.errors), signed, Title::new("基準の行").under("基準の表", "/benefits/tables"), &page)
}

pub(super) fn samples() -> Samples {
    let tables = crate::Tables::embedded_shared();
    let page = |state, me: &str, asked: Asked| {
        let row = sample(state)?;
        // One sample stands for a city without a ledger.
        let groups = if me == "stf_a" { Vec::new() } else { vec![demo_recipients(&row.told.place)] };
        let by = row.proposed.clone();
        let with = crate::Tables::with_entered(&[row.told.entered(&by).ok()?]).ok()?;
        let effect = (state == RowState::Proposed)
            .then(|| Effect::of(&row, (&tables, &with), (&groups, asked.situations.as_deref())).ok())
            .flatten();
        let staff = StaffId::from_text(me)?;
        Some(OnePage::of(&row, effect, Who { csrf: "token", staff: &staff, confirms: true, edits: true }, asked))
    };
    let pasted = Asked { situations: Some("{\"rent\":-1}\n".to_owned()), ..Asked::default() };
    let mut errors = FieldErrors::default();
    errors.add("compared", "出典の資料と見比べたら、ここに印を付けてください。");
    [
        ("benefits: 確認待ちの行(確かめる人)", page(RowState::Proposed, "stf_b", Asked::default())),
        ("benefits: 確認待ちの行(入れた本人)", page(RowState::Proposed, "stf_a", Asked::default())),
        ("benefits: 確認待ちの行(貼り付けた世帯)", page(RowState::Proposed, "stf_b", pasted)),
        ("benefits: 確認待ちの行(印なし)", page(RowState::Proposed, "stf_b", Asked { errors, ..Asked::default() })),
        ("benefits: 使っている行", page(RowState::InUse, "stf_b", Asked::default())),
        ("benefits: 取り下げた行", page(RowState::Withdrawn, "stf_b", Asked::default())),
    ]
    .into_iter()
    .filter_map(|(name, page)| Some((name, page?)))
    .fold(Samples::new(), |all, (name, page)| all.with(name, &page))
}
