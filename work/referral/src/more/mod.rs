//! 詳しく聞く: a receiver asks for more than the sheet takes along; the sender lets be told what the person lets be told
//! (forms 12.3, 13).

use office::{Act, Trouble};

use crate::consent::Consent;
use crate::model::{EventKind, LegId, MoreId, SheetId};
use crate::sheet::Change;
use crate::store::{self, events};

mod ask;
mod model;
pub(crate) mod rules;
mod samples;
pub(crate) mod seen;
mod tell;
mod today;

pub(crate) use ask::{page as ask_page, save as ask_door};
pub use model::{Answer, Asker, More, Question, Telling, Told};
pub(crate) use samples::{asked as sample, samples};
pub(crate) use tell::{note_read, page as tell_page, save as tell_door};
pub(crate) use today::newest;
pub use today::{Notice, Turn, today};

/// A receiver asks. Gives the question's identifier.
pub fn ask(act: &mut Act<'_, '_>, sheet: &SheetId, question: &Question) -> Result<MoreId, Trouble> {
    let sheet = store::sheets::get(&mut act.hands(), sheet)?;
    let legs = store::legs::of_sheet(&mut act.hands(), &sheet.id)?;
    let before = store::more::of_sheet(&mut act.hands(), &sheet)?;
    let leg = rules::ask(&sheet, &legs, &before, (act.agency(), question))?;
    let id = act.new_id(MoreId::PREFIX, MoreId::from_text)?;
    let asker = Asker { agency: act.agency().clone(), staff: act.actor().staff.clone(), at: act.now() };
    let more = More {
        id,
        sheet: sheet.id.clone(),
        case: sheet.case.clone(),
        leg: leg.id.clone(),
        from: sheet.from_agency.clone(),
        asker,
        kinds: question.kinds.clone(),
        why: question.why.clone(),
        answer: None,
    };
    store::more::insert(act, &more)?;
    let changes =
        vec![Change::said("知りたいこと", labels(act, &more.kinds)), Change::said("理由", question.why.trim())];
    append(act, &more, EventKind::AskedMore, changes)?;
    Ok(more.id)
}

/// The sender, or whoever holds the household, answers: what is told, under which consent; and what to do instead.
pub fn tell(act: &mut Act<'_, '_>, (sheet, id): (&SheetId, &MoreId), telling: &Telling) -> Result<(), Trouble> {
    let sheet = store::sheets::get(&mut act.hands(), sheet)?;
    let all = store::more::of_sheet(&mut act.hands(), &sheet)?;
    let more = all.into_iter().find(|more| more.id == *id).ok_or_else(office::Refusal::not_there)?;
    let legs = store::legs::of_sheet(&mut act.hands(), &sheet.id)?;
    let holder = cases::get(&mut act.hands(), &sheet.case)?.holder_agency;
    rules::tell((&sheet, &holder, &legs), &more, (act.agency(), telling))?;
    store::more::save(act, &more, telling)?;
    let kinds: Vec<String> = telling.told.iter().map(|(kind, _)| kind.clone()).collect();
    let mut changes = Vec::new();
    if !kinds.is_empty() {
        changes.push(Change::said("伝えたこと", labels(act, &kinds)));
        changes.extend(telling.consent.as_ref().map(|consent| Change::said("同意", consent_words(consent))));
    }
    changes.extend(telling.instead.as_ref().map(|text| Change::said("代わりにできること", text.trim())));
    append(act, &more, EventKind::ToldMore, changes)
}

fn consent_words(consent: &Consent) -> &'static str {
    match consent {
        Consent::NotYet { ground: Some(_) } => "法令の根拠",
        other => other.kind().label(),
    }
}

fn labels(act: &Act<'_, '_>, kinds: &[String]) -> String {
    let list = act.codes().list("information_kinds");
    kinds.iter().map(|kind| list.short(kind)).collect::<Vec<_>>().join("、")
}

/// Into the history go kinds and reasons, never what was told: the history has other readers.
fn append(act: &mut Act<'_, '_>, more: &More, kind: EventKind, changes: Vec<Change>) -> Result<(), Trouble> {
    let leg: &LegId = &more.leg;
    events::append(act, (&more.case, &more.sheet), events::Happened { kind, leg: Some(leg), changes })?;
    Ok(())
}
