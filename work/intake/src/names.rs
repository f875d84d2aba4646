//! Names of counters and staff for pages.

use std::collections::BTreeMap;

use office::{AgencyId, Fault, Hands, StaffId};
use staff::AgencyNames;

/// Every counter's and every member's name.
pub(crate) struct Names {
    agencies: AgencyNames,
    members: BTreeMap<StaffId, String>,
}

impl Names {
    pub(crate) fn read(hands: &mut Hands<'_, '_>) -> Result<Self, Fault> {
        Ok(Self { agencies: staff::agencies::names(hands)?, members: staff::members::names(hands)? })
    }

    pub(crate) fn agency(&self, id: &AgencyId) -> String {
        self.agencies.of(id).to_owned()
    }

    pub(crate) fn member(&self, id: &StaffId) -> String {
        self.members.get(id).cloned().unwrap_or_else(|| "登録のない職員".to_owned())
    }
}
