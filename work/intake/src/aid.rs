//! 相談チャート beside the form: what the words may mean, what to ask, whom to call. Nothing is kept.

use noticing::{Concern, Directory};
use office::Desk;
use web::{Failure, Pairs, SafeHtml, Signed};

/// Reads the words and marks of a form that is being filled.
pub(crate) async fn of(directory: Directory, desk: &Desk, signed: &Signed, pairs: &Pairs) -> Result<SafeHtml, Failure> {
    let marks = pairs.all("concern").chain(pairs.all("concern_main"));
    let concerns: Vec<Concern> = marks.filter_map(Concern::from_text).collect();
    let said: Vec<&str> = ["words", "other_concern", "household_line"].map(|field| pairs.one(field)).to_vec();
    noticing::answer_beside(directory, desk, signed, (&concerns, &said.join("\n"))).await
}
