//! 窓口の名前: id to name, for pages that show many counters.

use std::collections::BTreeMap;

use office::AgencyId;

/// The name of every counter, closed ones too: old records stay readable.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AgencyNames(pub(crate) BTreeMap<AgencyId, String>);

impl AgencyNames {
    /// The name, or a plain word for a counter that is not in the directory.
    #[must_use]
    pub fn of(&self, id: &AgencyId) -> &str {
        self.0.get(id).map_or("登録のない窓口", String::as_str)
    }

    pub fn iter(&self) -> impl Iterator<Item = (&AgencyId, &str)> {
        self.0.iter().map(|(id, name)| (id, name.as_str()))
    }
}
