//! 見本: every page in every state, for the test that renders them all.

use askama::Template;
use office::Day;

use crate::frame::{Shell, Title, Who, render};

/// One page in one state, rendered whole; the error of rendering where it failed.
#[derive(Debug, Clone)]
pub struct Sample {
    pub name: &'static str,
    pub page: Result<String, String>,
}

/// The samples of a capability.
#[derive(Debug, Clone, Default)]
pub struct Samples(Vec<Sample>);

impl Samples {
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A page template, wrapped in the layout: `samples.with("intake: 空の受付票", &page)`.
    #[must_use]
    pub fn with(mut self, name: &'static str, template: &impl Template) -> Self {
        let page = template.render().and_then(whole).map_err(|e| e.to_string());
        self.0.push(Sample { name, page });
        self
    }

    #[must_use]
    pub fn merge(mut self, other: Samples) -> Self {
        self.0.extend(other.0);
        self
    }

    pub fn iter(&self) -> impl Iterator<Item = &Sample> {
        self.0.iter()
    }
}

impl FromIterator<(&'static str, String)> for Samples {
    /// Of rendered `<main>` contents.
    fn from_iter<I: IntoIterator<Item = (&'static str, String)>>(mains: I) -> Self {
        let sample = |(name, main)| Sample { name, page: whole(main).map_err(|e: askama::Error| e.to_string()) };
        Self(mains.into_iter().map(sample).collect())
    }
}

fn whole(main: String) -> Result<String, askama::Error> {
    render(&shell(), &Title::new("見本").under("はじめ", "/today"), main)
}

fn shell() -> Shell {
    let grants = office::Roles::embedded().map(|roles| {
        let all: Vec<String> = roles.roles.iter().map(|role| role.code.clone()).collect();
        roles.grants(&all)
    });
    Shell {
        municipality: "つなぐ市".to_owned(),
        demo: true,
        today: Day::of(2018, 4, 9).unwrap_or_else(|| Day::in_japan(jiff::Timestamp::UNIX_EPOCH)),
        path: "/today".to_owned(),
        csrf: "0".repeat(64),
        who: Some(Who {
            name: "見本 花子".to_owned(),
            agency: "自立相談支援センター".to_owned(),
            grants: grants.unwrap_or_default(),
            seconds_left: 900,
        }),
    }
}
