//! 送ったあとの書き直し: nothing is overwritten unseen: each change stands in the history, before and after.

use office::{Act, Codes, Trouble};

use crate::model::{EventKind, SheetId, SheetState, Urgency};
use crate::rules;
use crate::sheet::{Change, Concern, Sheet};
use crate::store::{self, events};

mod door;

pub(crate) use door::{page, samples, save};

/// What may be written anew after sending. The person, the consent and the counters may not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amendment {
    pub summary: String,
    pub considerations: String,
    pub concerns: Vec<Concern>,
    pub urgency: Urgency,
}

impl Amendment {
    #[must_use]
    pub fn of(sheet: &Sheet) -> Self {
        Self {
            summary: sheet.summary.clone(),
            considerations: sheet.considerations.clone(),
            concerns: sheet.concerns.clone(),
            urgency: sheet.urgency,
        }
    }

    /// What differs, in the words of the form.
    #[must_use]
    pub fn changes_from(&self, sheet: &Sheet, codes: &Codes) -> Vec<Change> {
        let (before, after) = (Self::of(sheet).told(codes), self.told(codes));
        before
            .into_iter()
            .zip(after)
            .filter(|((_, before), (_, after))| before != after)
            .map(|((field, before), (_, after))| Change { field: field.to_owned(), before, after })
            .collect()
    }

    fn told(&self, codes: &Codes) -> [(&'static str, String); 4] {
        let concern = |concern: &Concern| {
            let mark = if concern.most { "◎" } else { "○" };
            format!("{mark}{}", codes.list("concerns").label(&concern.code))
        };
        let concerns = self.concerns.iter().map(concern).collect::<Vec<_>>().join("、");
        [
            ("概要・経緯", self.summary.trim().to_owned()),
            ("配慮を希望すること", self.considerations.trim().to_owned()),
            ("困りごと", concerns),
            ("急ぎ", self.urgency.label().to_owned()),
        ]
    }
}

/// Amends a sheet that was sent, as it stood at `version`. The receivers find it marked as changed.
pub fn amend(act: &mut Act<'_, '_>, id: &SheetId, version: i64, amendment: &Amendment) -> Result<(), Trouble> {
    let sheet = store::sheets::get(&mut act.hands(), id)?;
    if sheet.from_agency != *act.agency() {
        return Err(rules::Refusal::NotTheSender.into());
    }
    if sheet.state != SheetState::Open {
        return Err(rules::Refusal::SheetEnded.into());
    }
    if sheet.version != version {
        return Err(store::sheets::changed_meanwhile().into());
    }
    let changes = amendment.changes_from(&sheet, act.codes());
    if changes.is_empty() {
        return Ok(());
    }
    let next = Sheet {
        summary: amendment.summary.clone(),
        considerations: amendment.considerations.clone(),
        concerns: amendment.concerns.clone(),
        urgency: amendment.urgency,
        ..sheet
    };
    store::sheets::save_words(act, &next)?;
    let happened = events::Happened { kind: EventKind::Amended, leg: None, changes };
    events::append(act, (&next.case, &next.id), happened)?;
    Ok(())
}
