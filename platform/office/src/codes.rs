//! Code lists as dated data (`rules/codes/*.yaml`): label, order, validity, national parent, source.
//!
//! A municipality adds local codes under a national parent by a file of the same shape in its data folder.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use crate::{Day, Fault};

/// One code of a list.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Code {
    pub code: String,
    /// As printed on the form.
    pub label: String,
    /// A shorter form for lists; the label if empty.
    #[serde(default)]
    pub short: String,
    #[serde(default)]
    pub no: i64,
    #[serde(default)]
    pub valid_from: Option<String>,
    #[serde(default)]
    pub valid_to: Option<String>,
    /// The national code that a local one counts as.
    #[serde(default)]
    pub parent: Option<String>,
    /// What follows for the work, where a list says so (a reason for returning a sheet, for example).
    #[serde(default)]
    pub then: Option<String>,
}

impl Code {
    #[must_use]
    pub fn short(&self) -> &str {
        if self.short.is_empty() { &self.label } else { &self.short }
    }

    #[must_use]
    pub fn is_valid_on(&self, day: Day) -> bool {
        let from = self.valid_from.as_deref().and_then(Day::parse_iso).is_none_or(|from| from <= day);
        let to = self.valid_to.as_deref().and_then(Day::parse_iso).is_none_or(|to| day <= to);
        from && to
    }
}

/// A list such as the 16 concerns.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct CodeList {
    pub list: String,
    pub label: String,
    #[serde(default)]
    pub source: String,
    pub codes: Vec<Code>,
}

impl CodeList {
    #[must_use]
    pub fn find(&self, code: &str) -> Option<&Code> {
        self.codes.iter().find(|c| c.code == code)
    }

    /// The Japanese label, or the code itself for one that a later file no longer has: old records stay readable.
    #[must_use]
    pub fn label<'a>(&'a self, code: &'a str) -> &'a str {
        self.find(code).map_or(code, |c| c.label.as_str())
    }

    #[must_use]
    pub fn short<'a>(&'a self, code: &'a str) -> &'a str {
        self.find(code).map_or(code, Code::short)
    }

    pub fn valid_on(&self, day: Day) -> impl Iterator<Item = &Code> {
        self.codes.iter().filter(move |c| c.is_valid_on(day))
    }
}

/// All lists by name.
#[derive(Debug, Clone, Default)]
pub struct Codes(BTreeMap<String, CodeList>);

macro_rules! embedded {
    ($($file:literal),+ $(,)?) => {
        [$(($file, include_str!(concat!("../../../rules/codes/", $file, ".yaml")))),+]
    };
}

impl Codes {
    /// The lists that come with the program.
    pub fn embedded() -> Result<Self, Fault> {
        let mut codes = Self::default();
        for (name, yaml) in embedded!(
            "concerns",
            "agency_kinds",
            "channels",
            "initial_routes",
            "relations",
            "contact_wishes",
            "languages",
            "return_reasons",
            "referral_results",
            "legal_grounds",
            "information_kinds",
            "closing_kinds",
        ) {
            codes.add(name, yaml)?;
        }
        Ok(codes)
    }

    /// Adds the local files of a data folder, if it has any.
    pub fn with_local(mut self, folder: &Path) -> Result<Self, Fault> {
        let Ok(entries) = std::fs::read_dir(folder) else { return Ok(self) };
        for entry in entries.flatten() {
            let path = entry.path();
            if path.extension().is_some_and(|e| e == "yaml") {
                let yaml =
                    std::fs::read_to_string(&path).map_err(|e| Fault::other(format!("{}: {e}", path.display())))?;
                self.add(&path.display().to_string(), &yaml)?;
            }
        }
        Ok(self)
    }

    fn add(&mut self, name: &str, yaml: &str) -> Result<(), Fault> {
        let list: CodeList =
            serde_saphyr::from_str(yaml).map_err(|e| Fault::other(format!("コード表 {name} を読めません: {e}")))?;
        match self.0.get_mut(&list.list) {
            None => {
                self.0.insert(list.list.clone(), list);
            }
            Some(known) => {
                for code in list.codes {
                    let parent_known = code.parent.as_deref().is_some_and(|p| known.find(p).is_some());
                    if !parent_known || known.find(&code.code).is_some() {
                        return Err(Fault::other(format!(
                            "コード表 {name}: {} には、国のコードを parent に指定し、重ならない code を付けてください。",
                            code.code
                        )));
                    }
                    known.codes.push(code);
                }
            }
        }
        Ok(())
    }

    /// The list of that name; empty if there is none, so that a page still renders.
    #[must_use]
    pub fn list(&self, name: &str) -> &CodeList {
        static EMPTY: std::sync::LazyLock<CodeList> = std::sync::LazyLock::new(CodeList::default);
        self.0.get(name).unwrap_or(&EMPTY)
    }
}
