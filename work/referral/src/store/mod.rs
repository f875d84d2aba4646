//! Sheets as they are kept: codes and days in clear, words sealed under the case's key.

pub(crate) mod baton;
pub(crate) mod events;
pub(crate) mod legs;
pub(crate) mod lists;
pub(crate) mod more;
pub(crate) mod queue;
pub(crate) mod sheets;

use office::{Act, CaseId, Fault, Hands};
use vault::Place;

/// Where a sealed cell lives.
#[derive(Clone, Copy)]
pub(crate) struct Cell<'a> {
    pub(crate) case: &'a CaseId,
    pub(crate) table: &'static str,
    pub(crate) row: &'a str,
}

impl<'a> Cell<'a> {
    fn place(self, column: &'a str) -> Place<'a> {
        Place { table: self.table, row: self.row, column }
    }

    pub(crate) fn open(
        self,
        hands: &mut Hands<'_, '_>,
        column: &str,
        sealed: Option<&[u8]>,
    ) -> Result<Option<String>, Fault> {
        hands.open_maybe(self.case.as_text(), Place { column, ..self.place("") }, sealed)
    }

    /// Nothing typed is kept as nothing.
    pub(crate) fn seal(
        self,
        act: &mut Act<'_, '_>,
        column: &str,
        plain: Option<&str>,
    ) -> Result<Option<Vec<u8>>, Fault> {
        let plain = plain.map(str::trim).filter(|text| !text.is_empty());
        act.seal_maybe(self.case.as_text(), Place { column, ..self.place("") }, plain)
    }
}
