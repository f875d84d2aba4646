//! Three kinds of trouble, and no fourth: what was typed, what a rule says, what broke.

use crate::Fault;

/// Something is not right in a field: shown beside it and in the summary; what was typed stays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    pub field: &'static str,
    pub message: String,
    /// An input that would do, such as `昭和45年3月1日`.
    pub example: Option<&'static str>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FieldErrors(Vec<FieldError>);

impl FieldErrors {
    pub fn add(&mut self, field: &'static str, message: impl Into<String>) {
        self.0.push(FieldError { field, message: message.into(), example: None });
    }

    pub fn add_with_example(&mut self, field: &'static str, message: impl Into<String>, example: &'static str) {
        self.0.push(FieldError { field, message: message.into(), example: Some(example) });
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    #[must_use]
    pub fn of(&self, field: &str) -> Option<&FieldError> {
        self.0.iter().find(|e| e.field == field)
    }

    pub fn iter(&self) -> impl Iterator<Item = &FieldError> {
        self.0.iter()
    }

    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }
}

/// How a refusal is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RefusalKind {
    /// Not signed in, or the session is over.
    SignIn,
    /// Known, but not for this actor: 403.
    NotAllowed,
    /// As if it did not exist: 404. Also for what exists but must not be known to exist.
    NotThere,
    /// Another officer saved first: 409.
    Conflict,
    /// A rule of the work says no: 422.
    Rule,
    /// Too many tries, and how many seconds to wait: 429.
    TooMany(u32),
}

/// A rule said no. The sentence is what the officer reads, and says who can or what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    pub kind: RefusalKind,
    pub sentence: String,
}

impl Refusal {
    pub fn rule(sentence: impl Into<String>) -> Self {
        Self { kind: RefusalKind::Rule, sentence: sentence.into() }
    }

    #[must_use]
    pub fn not_there() -> Self {
        Self {
            kind: RefusalKind::NotThere,
            sentence: "お探しのものは見つかりませんでした。番号や宛先をもう一度お確かめください。".to_owned(),
        }
    }

    pub fn not_allowed(sentence: impl Into<String>) -> Self {
        Self { kind: RefusalKind::NotAllowed, sentence: sentence.into() }
    }

    pub fn conflict(sentence: impl Into<String>) -> Self {
        Self { kind: RefusalKind::Conflict, sentence: sentence.into() }
    }
}

#[derive(Debug)]
pub enum Trouble {
    Fields(FieldErrors),
    Refused(Refusal),
    Fault(Fault),
}

impl From<FieldErrors> for Trouble {
    fn from(errors: FieldErrors) -> Self {
        Self::Fields(errors)
    }
}

impl From<Refusal> for Trouble {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<Fault> for Trouble {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<vault::VaultTrouble> for Trouble {
    fn from(trouble: vault::VaultTrouble) -> Self {
        Self::Fault(Fault::other(trouble.to_string()))
    }
}
