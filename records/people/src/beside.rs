//! What the neighbours of a person tell for the person's pages. `people` knows neither cases nor staff: `app` hands
//! these in.

use std::collections::BTreeMap;

use office::{Actor, AgencyId, Fault, Hands, PersonId, StaffId};
use web::SafeHtml;

use crate::naming::Officer;

/// Who holds a person's open case, as a list shows it.
#[derive(Debug, Clone, Default)]
pub struct Holding {
    /// Where the case is.
    pub path: String,
    pub no: String,
    /// 受付中, 支援中, 終結
    pub status: &'static str,
    pub open: bool,
    /// The counter that holds it.
    pub holder: String,
    /// The thread, small, and as a sentence.
    pub thread: SafeHtml,
    pub sentence: String,
}

/// The names of all counters and staff.
#[derive(Debug, Clone, Default)]
pub struct Names {
    pub agencies: BTreeMap<AgencyId, String>,
    pub staff: BTreeMap<StaffId, String>,
}

impl Names {
    #[must_use]
    pub fn agency(&self, id: &AgencyId) -> &str {
        self.agencies.get(id).map_or("登録のない窓口", String::as_str)
    }

    #[must_use]
    pub fn staff(&self, id: &StaffId) -> &str {
        self.staff.get(id).map_or("登録のない職員", String::as_str)
    }
}

/// The cases of these persons that the actor may know of, the newest first; none for a person who has none.
pub type CasesOf = fn(&mut Hands<'_, '_>, &Actor, &[PersonId]) -> Result<BTreeMap<PersonId, Vec<Holding>>, Fault>;

/// The active members of staff: id, name with counter.
pub type StaffNow = fn(&mut Hands<'_, '_>) -> Result<Vec<(StaffId, String)>, Fault>;

/// The active members of staff with counter and roles.
pub type OfficersNow = fn(&mut Hands<'_, '_>) -> Result<Vec<Officer>, Fault>;

/// Handed in by `app`.
#[derive(Clone, Copy)]
pub struct Beside {
    pub cases: CasesOf,
    pub names: fn(&mut Hands<'_, '_>) -> Result<Names, Fault>,
    pub staff: StaffNow,
    pub officers: OfficersNow,
}

impl Beside {
    /// As `cases`, for one person.
    pub(crate) fn cases_of(
        &self,
        hands: &mut Hands<'_, '_>,
        actor: &Actor,
        person: &PersonId,
    ) -> Result<Vec<Holding>, Fault> {
        Ok((self.cases)(hands, actor, std::slice::from_ref(person))?.remove(person).unwrap_or_default())
    }
}
