//! 受付票の欄: what was typed, read as a reception or answered beside each field.

mod fields;
mod lines;
mod person;
mod read;
mod told;

pub(crate) use fields::Fields;
pub(crate) use lines::lines;
pub(crate) use told::pairs_of;

use office::{Codes, Day, FieldErrors};
use people::NewPerson;
use web::Pairs;

use crate::model::Told;

/// The form, understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Filled {
    pub(crate) told: Told,
    pub(crate) person: NewPerson,
    /// お伝えしたこと
    pub(crate) information: Option<String>,
}

/// What the officer pressed at the bottom of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Next {
    /// 受付だけ保存する
    Save,
    Support,
    Connect,
    Inform,
}

impl Next {
    pub(crate) fn of(pairs: &Pairs) -> Self {
        match pairs.one("next") {
            "support" => Self::Support,
            "connect" => Self::Connect,
            "inform" => Self::Inform,
            _ => Self::Save,
        }
    }
}

/// Reads the whole form. Every field that is not clear is answered; none hides another.
pub(crate) fn understand(pairs: &Pairs, codes: &Codes, today: Day) -> Result<Filled, FieldErrors> {
    let mut reader = read::Reader { pairs, codes, today, errors: FieldErrors::default() };
    let told = told::told(&mut reader);
    let person = person::person(&mut reader);
    let information = reader.several("information", "お伝えしたこと");
    if Next::of(pairs) == Next::Inform && information.is_none() {
        reader.errors.add_with_example(
            "information",
            crate::rules::IntakeRefusal::NothingTold.sentence(),
            "住居確保給付金の案内を渡し、住宅課の場所をお伝えした",
        );
    }
    match told {
        Some(told) if reader.errors.is_empty() => Ok(Filled { told, person, information }),
        _ => Err(reader.errors),
    }
}

/// Reads what may be corrected later: everything but the person, who has a page of their own.
pub(crate) fn understand_told(pairs: &Pairs, codes: &Codes, today: Day) -> Result<Told, FieldErrors> {
    let mut reader = read::Reader { pairs, codes, today, errors: FieldErrors::default() };
    match told::told(&mut reader) {
        Some(told) if reader.errors.is_empty() => Ok(told),
        _ => Err(reader.errors),
    }
}

#[cfg(test)]
mod tests;
