//! Roles are data: a municipality names its own. Each grants deeds, each deed within a reach.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::{Fault, May};

/// How far a grant goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    /// What the actor's agency has a tie to: it holds or held the case, took it in, sent or received a sheet.
    Tied,
    /// The whole municipality.
    City,
}

/// A role as a municipality defines it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Role {
    pub code: String,
    pub label: String,
    #[serde(default)]
    pub about: String,
    pub tied: Vec<May>,
    #[serde(default)]
    pub city: Vec<May>,
}

/// All roles of a municipality.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Roles {
    pub roles: Vec<Role>,
}

impl Roles {
    /// The roles that come with the program (`rules/roles.yaml`).
    pub fn embedded() -> Result<Self, Fault> {
        Self::parse(include_str!("../../../rules/roles.yaml"))
    }

    pub fn parse(yaml: &str) -> Result<Self, Fault> {
        serde_saphyr::from_str(yaml).map_err(|e| Fault::other(format!("役割の定義を読めません: {e}")))
    }

    #[must_use]
    pub fn find(&self, code: &str) -> Option<&Role> {
        self.roles.iter().find(|role| role.code == code)
    }

    /// Everything that the named roles grant together.
    #[must_use]
    pub fn grants(&self, codes: &[String]) -> Grants {
        let mut grants = Grants::default();
        for role in codes.iter().filter_map(|code| self.find(code)) {
            for may in &role.tied {
                grants.add(*may, Reach::Tied);
            }
            for may in &role.city {
                grants.add(*may, Reach::City);
            }
        }
        grants
    }
}

/// What one person may do, and how far.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Grants(BTreeMap<May, Reach>);

impl Grants {
    pub fn add(&mut self, may: May, reach: Reach) {
        let known = self.0.entry(may).or_insert(reach);
        *known = (*known).max(reach);
    }

    #[must_use]
    pub fn reach(&self, may: May) -> Option<Reach> {
        self.0.get(&may).copied()
    }

    #[must_use]
    pub fn allow(&self, may: May) -> bool {
        self.0.contains_key(&may)
    }
}
