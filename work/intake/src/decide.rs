//! 決める: support here, connected, ended with information. Each inside the deed of the actor's counter.

use cases::{Case, Status as CaseStatus};
use office::{Act, Trouble};

use crate::model::{Intake, IntakeId, Status};
use crate::rules::{self, Decision, IntakeRefusal};
use crate::store;

/// 自分の窓口で支援する. Where another counter holds the case, it goes on holding it, and both work for the household.
pub fn support(act: &mut Act<'_, '_>, id: &IntakeId) -> Result<Intake, Trouble> {
    let (intake, status) = ready(act, id, Decision::Support)?;
    let case = case_of(act, &intake)?;
    if case.holder_agency == *act.agency() && case.status == CaseStatus::Received {
        cases::start_support(act, &case)?;
    } else if !case.is_open() {
        return Err(cases::CaseRefusal::Closed.into());
    }
    store::decide(act, &intake, status, None)?;
    Ok(intake)
}

/// 情報提供で終了. Closes the case where this counter holds it and nothing else is open in it; says whether it did.
pub fn inform(act: &mut Act<'_, '_>, id: &IntakeId, information: &str) -> Result<(Intake, bool), Trouble> {
    if information.trim().is_empty() {
        return Err(IntakeRefusal::NothingTold.into());
    }
    let (intake, status) = ready(act, id, Decision::Inform)?;
    store::decide(act, &intake, status, Some(information.trim()))?;
    let closed = close_if_done(act, &intake, "information_only")?;
    Ok((intake, closed))
}

/// 判断前に中断: contact was lost before anything was decided.
pub fn drop_out(act: &mut Act<'_, '_>, id: &IntakeId) -> Result<(Intake, bool), Trouble> {
    let (intake, status) = ready(act, id, Decision::Drop)?;
    store::decide(act, &intake, status, None)?;
    let closed = close_if_done(act, &intake, "dropped")?;
    Ok((intake, closed))
}

/// つないだ: called by the deed that sends the sheet of this reception.
pub fn mark_connected(act: &mut Act<'_, '_>, id: &IntakeId) -> Result<(), Trouble> {
    let (intake, status) = ready(act, id, Decision::Connect)?;
    if intake.status != status {
        store::decide(act, &intake, status, None)?;
    }
    Ok(())
}

pub(crate) fn ready(act: &mut Act<'_, '_>, id: &IntakeId, decision: Decision) -> Result<(Intake, Status), Trouble> {
    let codes = act.codes();
    let intake = store::read(&mut act.hands(), codes, id)?;
    rules::own(&intake, act.agency())?;
    let status = rules::after(intake.status, decision)?;
    Ok((intake, status))
}

fn case_of(act: &mut Act<'_, '_>, intake: &Intake) -> Result<Case, Trouble> {
    cases::get(&mut act.hands(), &intake.case)
}

fn close_if_done(act: &mut Act<'_, '_>, intake: &Intake, kind: &str) -> Result<bool, Trouble> {
    let case = case_of(act, intake)?;
    let ours = case.status == CaseStatus::Received && case.holder_agency == *act.agency();
    if !ours || store::something_open(&mut act.hands(), &intake.case)? {
        return Ok(false);
    }
    cases::close(act, &case, kind)?;
    Ok(true)
}
