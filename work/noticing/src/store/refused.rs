//! 合わなかった気づき: counted by rule and month, and nothing more.

use db::args;
use office::{Act, Fault, Hands};

/// How often a rule's suggestion did not fit in a month (`2018-04`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refused {
    pub(crate) rule: String,
    pub(crate) month: String,
    pub(crate) times: i64,
}

/// Counts one more for this month.
pub(crate) fn add(act: &mut Act<'_, '_>, rule: &str) -> Result<(), Fault> {
    let (municipality, today) = (act.municipality().clone(), act.today());
    let month = format!("{:04}-{:02}", today.year(), today.month());
    act.store().run(
        "insert into noticing_refused (municipality_id, rule, month, times) values ($1, $2, $3, 1)
         on conflict (municipality_id, rule, month) do update set times = noticing_refused.times + 1",
        &args![municipality, rule.to_owned(), month],
    )?;
    Ok(())
}

/// The counts of the last two years, newest month first, the most refused first.
pub(crate) fn list(hands: &mut Hands<'_, '_>) -> Result<Vec<Refused>, Fault> {
    let today = hands.at.day();
    let since = format!("{:04}-{:02}", today.year() - 2, today.month());
    let rows: Vec<(String, String, i64)> = hands.store.all(
        "select rule, month, times from noticing_refused where municipality_id = $1 and month >= $2
         order by month desc, times desc, rule limit 200",
        &args![hands.municipality.clone(), since],
    )?;
    Ok(rows.into_iter().map(|(rule, month, times)| Refused { rule, month, times }).collect())
}
