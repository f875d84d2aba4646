//! 相談を受ける: who is it, then one page.

mod form;
mod keep;
mod suggest;
mod whom;

#[cfg(test)]
pub(crate) use form::blank;
pub(crate) use form::{aid, page};
pub(crate) use keep::keep;
pub(crate) use suggest::suggest;
pub(crate) use whom::whom;

use office::PersonId;
use people::NewPerson;

use crate::take_in::Who;

pub(crate) fn samples() -> web::Samples {
    whom::samples().merge(form::samples())
}

/// Whom the form is about, as its address says: `new`, `anonymous` or a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Whom {
    New,
    Anonymous,
    Known(PersonId),
}

impl Whom {
    pub(crate) fn parse(text: &str) -> Option<Self> {
        match text {
            "new" => Some(Self::New),
            "anonymous" => Some(Self::Anonymous),
            id => PersonId::from_text(id).map(Self::Known),
        }
    }

    pub(crate) fn as_text(&self) -> &str {
        match self {
            Self::New => "new",
            Self::Anonymous => "anonymous",
            Self::Known(person) => person.as_text(),
        }
    }

    /// The page of the form: where its draft is come back to.
    pub(crate) fn path(&self) -> String {
        format!("/intake/new/form?person={}", self.as_text())
    }

    /// Of somebody anonymous nothing is kept that says who they are.
    pub(crate) fn who(self, person: NewPerson) -> Who {
        match self {
            Self::New => Who::New(person),
            Self::Anonymous => {
                Who::Anonymous(NewPerson { sex: person.sex, birth: person.birth, ..NewPerson::default() })
            }
            Self::Known(person) => Who::Known(person),
        }
    }
}
