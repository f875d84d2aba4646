//! The baton of a case as the database knows it: who holds it, who held it, and every leg ever sent.

use db::{Record, Row, args};
use office::{AgencyId, CaseId, Fault, Hands, Trouble};

use super::legs::lead;
use crate::baton::{Baton, Deed, Leg, Standing};

impl Record for Leg {
    fn read(row: &mut Row) -> Result<Self, Fault> {
        Ok(Self {
            id: row.take()?,
            sheet: row.take()?,
            origin: row.take()?,
            from: row.take()?,
            to: row.take()?,
            lead: lead(row.take()?, row.take()?),
            hop: row.take()?,
            state: row.take()?,
        })
    }
}

pub(crate) fn of_case(hands: &mut Hands<'_, '_>, id: &CaseId) -> Result<(cases::Case, Baton), Trouble> {
    let case = cases::get(hands, id)?;
    let trail = cases::batons(hands, id)?.into_iter().map(|baton| baton.agency).collect();
    let legs = hands.store.all(
        "select id, sheet_id, origin_agency, from_agency, to_agency, lead, lead_in_part, hop, state
         from referral_leg where municipality_id = $1 and case_id = $2 order by sent_at, id",
        &args![*hands.municipality, *id],
    )?;
    let standing = if case.is_open() { Standing::Held(case.holder_agency.clone()) } else { Standing::Closed };
    let baton = Baton { standing, trail, hops: case.hops, legs };
    Ok((case, baton))
}

/// Whether the counter may bring the household to an end: it holds it, and asks nobody to take it on.
pub(crate) fn may_close(hands: &mut Hands<'_, '_>, id: &CaseId, by: &AgencyId) -> Result<(), Trouble> {
    let (_, baton) = of_case(hands, id)?;
    baton.after(&Deed::Close { by: by.clone() })?;
    Ok(())
}
