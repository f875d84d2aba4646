//! 今日: sheets on which this counter was asked for more, and answers to what it asked.

use office::{Actor, AgencyId, Fault, Hands, Instant, PersonId, RefusalKind, Trouble};

use crate::model::{MoreId, SheetId};
use crate::store;
use crate::{seen, subject};

/// What is to be done with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// 詳しく聞かれている: this counter answers.
    ToTell,
    /// 返事が届いた: this counter asked.
    ToRead,
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    pub sheet: SheetId,
    pub turn: Turn,
    /// The name where the reader may know it, otherwise age band and sex.
    pub person_line: String,
    /// Whose name is shown.
    pub person: Option<PersonId>,
    /// The other side.
    pub agency: AgencyId,
    pub at: Instant,
    /// Codes of `information_kinds`.
    pub kinds: Vec<String>,
}

/// What waits for the actor's counter: questions first, then answers.
pub fn today(hands: &mut Hands<'_, '_>, actor: &Actor, limit: i64) -> Result<Vec<Notice>, Trouble> {
    let mut notices = Vec::new();
    for (sheet, id) in store::more::to_answer(hands, actor, limit)? {
        notices.extend(notice(hands, actor, (&sheet, &id, Turn::ToTell))?);
    }
    for (sheet, id) in store::more::unread(hands, actor, limit)? {
        notices.extend(notice(hands, actor, (&sheet, &id, Turn::ToRead))?);
    }
    Ok(notices)
}

/// As the actor may see the sheet; nothing where they may not know of it.
fn notice(
    hands: &mut Hands<'_, '_>,
    actor: &Actor,
    (sheet, id, turn): (&SheetId, &MoreId, Turn),
) -> Result<Option<Notice>, Trouble> {
    let situation = subject::situation(hands, actor, sheet)?;
    if situation.restricted && !situation.named {
        return Ok(None);
    }
    let seen = match seen::read(hands, actor, sheet) {
        Ok(seen) => seen,
        Err(Trouble::Refused(refusal)) if refusal.kind == RefusalKind::NotThere => return Ok(None),
        Err(other) => return Err(other),
    };
    let Some(more) = seen.more.iter().find(|more| more.id == *id) else { return Ok(None) };
    let (agency, at) = match (turn, &more.answer) {
        (Turn::ToRead, Some(answer)) => (answer.agency.clone(), answer.at),
        _ => (more.asker.agency.clone(), more.asker.at),
    };
    let person = seen.sheet.person.clone().filter(|_| seen.named);
    let kinds = more.kinds.clone();
    Ok(Some(Notice { sheet: sheet.clone(), turn, person_line: seen.person_line(), person, agency, at, kinds }))
}

/// A mark that changes when this counter is asked or answered. Names nobody.
pub(crate) fn newest(hands: &mut Hands<'_, '_>, actor: &Actor) -> Result<Option<String>, Fault> {
    Ok(store::more::newest(hands, actor)?.map(|at| at.as_text()))
}
