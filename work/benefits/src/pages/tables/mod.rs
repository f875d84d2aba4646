//! 基準の表: rows of a municipality: proposed by one person, shown with what they change, confirmed by another.

mod form;
mod list;
mod one;
mod propose;
mod settle;
mod shown;

pub(super) use list::page as list;
pub(super) use one::{changes, page as one};
pub(super) use propose::{form, propose};
pub(super) use settle::{confirm, withdraw};

use office::May;
use web::{Samples, Signed};

/// The deed by which this person may look at the rows.
fn looking(signed: &Signed) -> May {
    let deeds = [May::ConfirmBenefitTables, May::EditBenefitTables];
    deeds.into_iter().find(|may| signed.actor.grants.allow(*may)).unwrap_or(May::JudgeBenefits)
}

pub(super) fn samples() -> Samples {
    list::samples().merge(propose::samples()).merge(one::samples())
}
