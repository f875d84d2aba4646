//! 見出しの帯: the links of the frame. A link is there only for who may use it.

use office::{Grants, May};

/// One link of the bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    pub path: &'static str,
    pub label: &'static str,
    /// Any one of these opens the link.
    pub any: &'static [May],
}

/// The links, in the order of the bar.
pub const LINKS: &[Link] = &[
    Link { path: "/today", label: "今日", any: &[May::SeeToday] },
    Link { path: "/cases", label: "ケース", any: &[May::SeeCases] },
    Link { path: "/sheets", label: "つなぐシート", any: &[May::SeeQueue] },
    Link { path: "/figures", label: "統計", any: &[May::SeeFigures] },
    Link { path: "/notice", label: "相談チャート", any: &[May::ReceiveIntake] },
    Link { path: "/agencies", label: "窓口", any: &[May::SeeAgencies] },
    Link { path: "/staff", label: "職員", any: &[May::ManageStaff] },
    Link { path: "/who-saw", label: "記録", any: &[May::SeeWhoSaw] },
];

impl Link {
    pub(crate) fn open_to(&self, grants: &Grants) -> bool {
        self.any.iter().any(|may| grants.allow(*may))
    }

    /// Whether `path` lies under this link.
    pub(crate) fn holds(&self, path: &str) -> bool {
        path.strip_prefix(self.path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }
}
