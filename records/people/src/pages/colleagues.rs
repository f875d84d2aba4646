//! 職員を選ぶ: a few colleagues out of all the city's staff, by a name that is typed; also without script.

use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use office::{Desk, FieldErrors, May, StaffId};
use serde::Deserialize;
use web::parts::{self, Choices, opts};
use web::{Answer, Pairs, Query, SafeHtml, Signed};

use crate::Beside;

/// One row of the form: what is typed, what was taken from the suggestions, and what is picked from those that fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Row {
    label: &'static str,
    typed: &'static str,
    id: &'static str,
    picked: &'static str,
}

const ROWS: [Row; 4] = [
    Row { label: "職員(1人目)", typed: "colleague_0", id: "colleague_id_0", picked: "colleague_of_0" },
    Row { label: "職員(2人目)", typed: "colleague_1", id: "colleague_id_1", picked: "colleague_of_1" },
    Row { label: "職員(3人目)", typed: "colleague_2", id: "colleague_id_2", picked: "colleague_of_2" },
    Row { label: "職員(4人目)", typed: "colleague_3", id: "colleague_id_3", picked: "colleague_of_3" },
];

/// So many are offered for one name.
const MOST: usize = 12;

/// Whose name is to be taken away.
pub(crate) fn to_unname(pairs: &Pairs) -> Result<StaffId, FieldErrors> {
    StaffId::from_text(pairs.one("staff")).ok_or_else(|| {
        let mut errors = FieldErrors::default();
        errors.add("staff", "外す職員を選んでください。");
        errors
    })
}

/// Those who can be chosen, and what stands in the fields.
#[derive(Debug, Clone, Default)]
pub(crate) struct Colleagues {
    /// Id, name with counter.
    all: Vec<(StaffId, String)>,
    fields: Pairs,
}

impl Colleagues {
    pub(crate) fn new(all: Vec<(StaffId, String)>, without: &[StaffId]) -> Self {
        let all = all.into_iter().filter(|(id, _)| !without.contains(id)).collect();
        Self { all, fields: Pairs::default() }
    }

    #[must_use]
    pub(crate) fn typed(self, fields: &Pairs) -> Self {
        Self { fields: fields.clone(), ..self }
    }

    /// The chosen ones; beside each row what is not clear.
    pub(crate) fn read(&self, errors: &mut FieldErrors) -> Vec<StaffId> {
        let mut chosen: Vec<StaffId> = ROWS.into_iter().filter_map(|row| self.of_row(row, errors)).collect();
        chosen.sort();
        chosen.dedup();
        chosen
    }

    /// As [`Colleagues::read`], where at least one is to be chosen.
    pub(crate) fn read_some(&self, errors: &mut FieldErrors) -> Vec<StaffId> {
        let chosen = self.read(errors);
        if chosen.is_empty() && errors.is_empty() {
            errors.add("colleague_0", "名指しする職員を選んでください。");
        }
        chosen
    }

    fn of_row(&self, row: Row, errors: &mut FieldErrors) -> Option<StaffId> {
        let typed = self.fields.one(row.typed).trim();
        if typed.is_empty() {
            return None;
        }
        let known = |text: &str| self.all.iter().find(|(id, _)| id.as_text() == text);
        // A suggestion counts as long as its name still stands in the field.
        let suggested = known(self.fields.one(row.id)).filter(|(_, label)| label == typed);
        let fitting = self.fitting(typed);
        let picked = known(self.fields.one(row.picked)).filter(|one| fitting.contains(one));
        if let Some((id, _)) = suggested.or(picked) {
            return Some(id.clone());
        }
        match fitting.as_slice() {
            [(id, _)] => return Some(id.clone()),
            [] => errors.add(
                row.typed,
                format!("「{typed}」という職員は見つかりません。名前の一部か窓口の名前で探してください。"),
            ),
            _ => errors.add(row.typed, format!("「{typed}」に合う職員が複数います。下から一人を選んでください。")),
        }
        None
    }

    /// Whoever fits what is typed: by any part of name or counter.
    fn fitting(&self, typed: &str) -> Vec<&(StaffId, String)> {
        let words: Vec<String> =
            typed.split_whitespace().map(vault::fold::fold).filter(|word| !word.is_empty()).collect();
        if words.is_empty() {
            return Vec::new();
        }
        let fits = |label: &str| {
            let label = vault::fold::fold(label);
            words.iter().all(|word| label.contains(word.as_str()))
        };
        self.all.iter().filter(|(_, label)| fits(label)).collect()
    }

    /// The rows of the form, `count` at most.
    pub(crate) fn rows(&self, count: usize, errors: &FieldErrors) -> SafeHtml {
        ROWS.into_iter().take(count).fold(SafeHtml::nothing(), |html, row| html.and(self.row(row, errors)))
    }

    fn row(&self, row: Row, errors: &FieldErrors) -> SafeHtml {
        let typed = self.fields.one(row.typed);
        let shown = opts().suggest("/people/colleagues").suggest_id(row.id, self.fields.one(row.id)).middling();
        let first = ROWS.first() == Some(&row);
        let shown = if first {
            shown.hint("名前か窓口の一部で探せます。例 見本 花子、水道")
        } else {
            shown
        };
        let field = parts::text(row.typed, row.label, typed, errors, shown);
        if errors.of(row.typed).is_none() {
            return field;
        }
        let fitting = self.fitting(typed.trim());
        if fitting.is_empty() {
            return field;
        }
        let offered = fitting.into_iter().take(MOST).map(|(id, label)| (id.as_text().to_owned(), label.clone()));
        let choices = Choices::new(offered).picked(self.fields.one(row.picked));
        field.and(parts::radios(row.picked, "合う職員", &choices, errors, opts()))
    }

    #[must_use]
    pub(crate) fn sample() -> Self {
        let one = |id: &str, label: &str| Some((StaffId::from_text(id)?, label.to_owned()));
        let all = [one("stf_b", "見本 太郎(見本窓口)"), one("stf_c", "見本 花子(見本税務課)")];
        Self { all: all.into_iter().flatten().collect(), fields: Pairs::default() }
    }
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    q: String,
}

/// GET /people/colleagues: suggestions while a colleague's name is typed.
pub(crate) async fn suggest(
    beside: Beside,
    State(desk): State<Desk>,
    signed: Signed,
    Query(asked): Query<Asked>,
) -> Answer {
    let all =
        desk.glance(&signed.actor, May::SeeAgencies, move |mut look| Ok((beside.staff)(&mut look.hands())?)).await?;
    let all = Colleagues::new(all, &[]);
    let item =
        |(id, label): &(StaffId, String)| serde_json::json!({ "label": label, "value": id.as_text(), "hint": "" });
    let items: Vec<_> = all.fitting(asked.q.trim()).into_iter().take(MOST).map(item).collect();
    let body = serde_json::json!({ "items": items }).to_string();
    Ok(([(header::CONTENT_TYPE, "application/json")], body).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(fields: &[(&str, &str)]) -> (Vec<String>, usize) {
        let fields = Pairs(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect());
        let mut errors = FieldErrors::default();
        let chosen = Colleagues::sample().typed(&fields).read(&mut errors);
        (chosen.iter().map(|id| id.as_text().to_owned()).collect(), errors.len())
    }

    #[test]
    fn a_name_that_fits_one_colleague_is_that_colleague() {
        assert_eq!(read(&[("colleague_0", "花子")]), (vec!["stf_c".to_owned()], 0));
        assert_eq!(read(&[("colleague_0", "税務")]), (vec!["stf_c".to_owned()], 0));
        assert_eq!(read(&[("colleague_0", "  ")]), (Vec::new(), 0));
    }

    #[test]
    fn a_name_that_fits_several_or_nobody_is_asked_again() {
        assert_eq!(read(&[("colleague_0", "見本")]), (Vec::new(), 1));
        assert_eq!(read(&[("colleague_0", "架空")]), (Vec::new(), 1));
        assert_eq!(read(&[("colleague_0", "見本"), ("colleague_of_0", "stf_b")]), (vec!["stf_b".to_owned()], 0));
    }

    #[test]
    fn a_suggestion_counts_only_with_its_own_name_and_of_known_staff() {
        let taken = ("colleague_id_0", "stf_b");
        assert_eq!(read(&[("colleague_0", "見本 太郎(見本窓口)"), taken]).0, ["stf_b"]);
        assert_eq!(read(&[("colleague_0", "花子"), taken]).0, ["stf_c"]);
        assert_eq!(read(&[("colleague_0", "架空"), ("colleague_id_0", "stf_z")]).1, 1);
    }
}
