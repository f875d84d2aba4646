//! 同意: comes before anything about the person. Written, heard, or not yet; what the law allows without it (forms 13).

use office::Day;

use crate::model::ConsentKind;

/// The person's word on being named to another counter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Consent {
    Written {
        on: Day,
    },
    /// Said, to whom and when.
    Oral {
        on: Day,
        heard_by: String,
    },
    /// Not yet. A legal ground lets the person be named all the same.
    NotYet {
        ground: Option<LegalGround>,
    },
}

/// 同意によらない根拠
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LegalGround {
    /// Code of `legal_grounds`.
    pub code: String,
    /// Why it applies here, in the writer's words.
    pub reason: String,
}

impl Consent {
    #[must_use]
    pub fn kind(&self) -> ConsentKind {
        match self {
            Self::Written { .. } => ConsentKind::Written,
            Self::Oral { .. } => ConsentKind::Oral,
            Self::NotYet { .. } => ConsentKind::None,
        }
    }

    /// Whether the receivers may know who it is about.
    #[must_use]
    pub fn names_the_person(&self) -> bool {
        !matches!(self, Self::NotYet { ground: None })
    }

    #[must_use]
    pub fn on(&self) -> Option<Day> {
        match self {
            Self::Written { on } | Self::Oral { on, .. } => Some(*on),
            Self::NotYet { .. } => None,
        }
    }

    #[must_use]
    pub fn heard_by(&self) -> Option<&str> {
        match self {
            Self::Oral { heard_by, .. } => Some(heard_by),
            _ => None,
        }
    }

    #[must_use]
    pub fn ground(&self) -> Option<&LegalGround> {
        match self {
            Self::NotYet { ground } => ground.as_ref(),
            _ => None,
        }
    }
}
