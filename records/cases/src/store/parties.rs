//! 関わっている窓口: every counter that is tied to a case, how, and since when.

use db::args;
use office::{AgencyId, CaseId, Fault, Hands, Instant};

use crate::model::TieKind;

/// The ties of a case, by the moment at which they began.
pub(crate) fn parties(hands: &mut Hands<'_, '_>, case: &CaseId) -> Result<Vec<(AgencyId, TieKind, Instant)>, Fault> {
    hands.store.all(
        "select agency_id, tie, since from cases_party where municipality_id = $1 and case_id = $2
         order by since, agency_id, tie",
        &args![*hands.municipality, *case],
    )
}
