//! 関わり: which counters see the household because of a sheet, and when they no longer do.

use cases::TieKind;
use db::args;
use office::{Act, AgencyId, CaseId, Fault};

use crate::sheet::Sheet;

/// Ties a receiver to the case, where the person may be named to it.
pub(crate) fn attach_receiver(act: &mut Act<'_, '_>, sheet: &Sheet, to: &AgencyId) -> Result<(), Fault> {
    if sheet.consent.names_the_person() && sheet.consent_withdrawn_at.is_none() {
        cases::attach_party(act, &sheet.case, to, TieKind::Received)?;
    }
    Ok(())
}

/// Unties a receiver that no longer has anything to do with the household: unless another sheet still asks it.
pub(crate) fn detach_receiver(act: &mut Act<'_, '_>, case: &CaseId, to: &AgencyId) -> Result<(), Fault> {
    let municipality = act.municipality();
    let still: Option<(i64,)> = act.store().maybe(
        "select 1 from referral_leg l join referral_sheet s on s.municipality_id = l.municipality_id and s.id = l.sheet_id
         where l.municipality_id = $1 and l.case_id = $2 and l.to_agency = $3
           and (l.state in ('accepted', 'accepted_in_part', 'reported')
             or (l.state in ('sent', 'not_reached') and s.consent_withdrawn_at is null
               and (s.consent <> 'none' or s.legal_ground is not null))) limit 1",
        &args![*municipality, *case, *to],
    )?;
    if still.is_none() {
        cases::detach_party(act, case, to, TieKind::Received)?;
    }
    Ok(())
}
