//! 取下げと同意の撤回: takes back what nobody has answered yet; closes the personal part to the receivers.

use office::{Act, Trouble};

use crate::baton::Deed;
use crate::model::{EventKind, LegState, SheetId};
use crate::parties;
use crate::rules;
use crate::sheet::{Change, Sheet};
use crate::store::{self, events};

mod door;

pub(crate) use door::{consent_door, door};

/// Takes back the legs of a sheet that wait for an answer.
pub fn withdraw(act: &mut Act<'_, '_>, id: &SheetId, reason: &str) -> Result<(), Trouble> {
    let sheet = store::sheets::get(&mut act.hands(), id)?;
    let (_, baton) = store::baton::of_case(&mut act.hands(), &sheet.case)?;
    baton.after(&Deed::Withdraw { sheet: sheet.id.clone(), by: act.agency().clone() })?;
    take_back(act, &sheet)?;
    let changes = vec![Change::said("理由", reason)];
    events::append(act, (&sheet.case, &sheet.id), events::Happened { kind: EventKind::Withdrawn, leg: None, changes })?;
    crate::settle::settle(act, &sheet)?;
    Ok(())
}

fn take_back(act: &mut Act<'_, '_>, sheet: &Sheet) -> Result<(), Trouble> {
    for leg in store::legs::of_sheet(&mut act.hands(), &sheet.id)? {
        if leg.state.is_waiting() {
            store::legs::set_state(act, &leg.id, LegState::Withdrawn)?;
            parties::detach_receiver(act, &sheet.case, &leg.to)?;
        }
    }
    Ok(())
}

/// Records that the person withdrew their consent. From then on no receiver sees who it is about; who has not accepted
/// yet is no longer asked. What a receiver that accepted wrote down itself stays its own record.
pub fn withdraw_consent(act: &mut Act<'_, '_>, id: &SheetId, reason: Option<&str>) -> Result<(), Trouble> {
    let sheet = store::sheets::get(&mut act.hands(), id)?;
    let for_sheet = sheet.consent.on().is_some() && sheet.consent_withdrawn_at.is_none();
    // What was told later under a consent of its own goes with it, also where the sheet itself rests on a ground of law.
    let for_more = store::more::withdraw_consent(act, id)?;
    if !for_sheet && !for_more {
        return Err(rules::Refusal::ConsentNotGiven.into());
    }
    if for_sheet {
        store::sheets::withdraw_consent(act, id)?;
        take_back(act, &sheet)?;
        for leg in store::legs::of_sheet(&mut act.hands(), id)? {
            parties::detach_receiver(act, &sheet.case, &leg.to)?;
        }
    }
    let changes = reason.filter(|text| !text.trim().is_empty()).map(|text| Change::said("本人の話", text));
    let happened =
        events::Happened { kind: EventKind::ConsentWithdrawn, leg: None, changes: changes.into_iter().collect() };
    events::append(act, (&sheet.case, &sheet.id), happened)?;
    crate::settle::settle(act, &sheet)?;
    Ok(())
}
