//! つなぐシートを見る: question and answer on one sheet of paper, and what this counter can do with it.

mod page;
mod parts;
mod samples;

pub(crate) use page::{again, id_of, note_read, page};
pub(crate) use parts::Words;
pub(crate) use samples::samples;

use std::collections::BTreeMap;

use cases::thread::{Knot, draw, sentence};
use office::{Actor, Decision, Desk, Fault, Hands, Look, May, StaffId, Subject, Trouble, decide};
use staff::AgencyNames;
use web::{SafeHtml, Signed};

use crate::model::SheetId;
use crate::seen::{self, SeenSheet};
use crate::subject::{SheetSubject, about};
use crate::{send, store, thread};

/// A sheet with everything its page needs.
pub(crate) struct Shown {
    pub(crate) seen: SeenSheet,
    pub(crate) agencies: AgencyNames,
    pub(crate) staff: BTreeMap<StaffId, String>,
    pub(crate) knots: Vec<Knot>,
    /// The case, for whoever may open it.
    pub(crate) case_no: Option<String>,
    /// The counters that can be forwarded to.
    pub(crate) counters: Vec<staff::Agency>,
}

impl Shown {
    pub(crate) fn member(&self, id: &StaffId) -> &str {
        self.staff.get(id).map_or("登録のない職員", String::as_str)
    }

    pub(crate) fn thread(&self, today: office::Day) -> SafeHtml {
        draw(&self.knots, today)
    }

    pub(crate) fn sentence(&self, today: office::Day) -> String {
        sentence(&self.knots, today)
    }
}

/// Reads a sheet as a recorded look: `may` is seeing, printing, or a form about it. Whoever is named may see where somebody
/// under protection lives; paper goes to others, so it is not on it.
pub(crate) async fn read(desk: &Desk, signed: &Signed, id: &SheetId, may: May) -> Result<Shown, Trouble> {
    let (subject, id) = (SheetSubject(id.clone()), id.clone());
    let reading = move |mut look: Look<'_, '_>| {
        let actor = look.actor();
        let mut hands = look.hands();
        let mut seen = seen::read(&mut hands, actor, &id)?;
        if may == May::PrintSheet && is_covered(&mut hands, &id)? {
            seen.sheet.snapshot = seen.sheet.snapshot.without_address();
            seen.protected = true;
        }
        let agencies = staff::agencies::names(&mut hands)?;
        let case_no = case_no(&mut hands, actor, &seen)?;
        let knots = match &case_no {
            Some(_) => thread::of_case(&mut hands, &seen.sheet.case)?,
            None => thread::of_sheet(&seen, &agencies),
        };
        let shown = Shown {
            staff: staff::members::names(&mut hands)?,
            counters: staff::agencies::open_agencies(&mut hands)?,
            agencies,
            knots,
            case_no,
            seen,
        };
        Ok(look.seen(about(&id, shown.seen.sheet.person.as_ref()), shown))
    };
    desk.look(&signed.actor, may, subject, reading).await
}

/// Asked of the sheet as it is kept: a reader who may not know who it is about has no person before them.
fn is_covered(hands: &mut Hands<'_, '_>, id: &SheetId) -> Result<bool, Fault> {
    match store::sheets::get(hands, id)?.person {
        Some(person) => send::is_covered(hands, &person),
        None => Ok(false),
    }
}

fn case_no(hands: &mut Hands<'_, '_>, actor: &Actor, seen: &SeenSheet) -> Result<Option<String>, Fault> {
    let subject = cases::CaseSubject(seen.sheet.case.clone());
    let situation = subject.situation(hands, actor)?;
    // The grounds of the page itself, not a deed of its own: nothing of the case is opened here but its number.
    if !matches!(decide(actor, May::SeeCase, &situation), Decision::Granted(_)) {
        return Ok(None);
    }
    Ok(cases::find(hands, &seen.sheet.case)?.map(|case| case.no))
}
