//! 受給している世帯: from where the table editor knows who receives now.

use benefits::RecipientGroup;
use office::{Desk, Fault, Hands};

/// A demo city has invented recipients. A real city has none here until its payments are kept in this program.
#[expect(clippy::unnecessary_wraps, reason = "a ledger of payments is read from the database")]
pub(crate) fn current(desk: &Desk, _: &mut Hands<'_, '_>, place: &str) -> Result<Vec<RecipientGroup>, Fault> {
    let invented = desk.settings().demo.then(|| benefits::demo_recipients(place));
    Ok(invented.into_iter().collect())
}
