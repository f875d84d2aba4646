//! 使っている規則: the program's files with the approved ones over them, made once for each set.

use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::{Arc, Mutex, PoisonError};

use db::{Reader, args};
use office::{Desk, Fault, MunicipalityId};

use super::ProposalId;
use crate::mistake::Mistake;
use crate::rules::{EMBEDDED, Rules};

/// The approved texts in force: the file, its edition and the proposal it came from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct InForce(BTreeMap<String, (i64, ProposalId)>);

impl InForce {
    /// 0 where the program's own text is in force.
    pub(crate) fn edition(&self, file: &str) -> i64 {
        self.0.get(file).map_or(0, |(edition, _)| *edition)
    }

    pub(crate) fn proposal(&self, file: &str) -> Option<&ProposalId> {
        self.0.get(file).map(|(_, id)| id)
    }
}

/// The rules that the aid reads with now. Cheap to clone; stands for its [`Rules`].
#[derive(Clone)]
pub struct CurrentRules {
    rules: Made,
    unfit: Arc<[Mistake]>,
}

#[derive(Clone)]
enum Made {
    Embedded(&'static Rules),
    Own(Arc<Rules>),
}

impl CurrentRules {
    /// The rules that come with the program.
    pub fn embedded() -> Result<Self, Fault> {
        let rules = Rules::embedded().map_err(|mistakes| {
            Fault::other(mistakes.first().map_or_else(|| "no rules".to_owned(), ToString::to_string))
        })?;
        Ok(Self { rules: Made::Embedded(rules), unfit: Arc::from([]) })
    }

    /// What is wrong in the approved texts: then the program's own rules are read with, so that the aid never falls silent.
    #[must_use]
    pub fn unfit(&self) -> &[Mistake] {
        &self.unfit
    }
}

impl Deref for CurrentRules {
    type Target = Rules;
    fn deref(&self) -> &Rules {
        match &self.rules {
            Made::Embedded(rules) => rules,
            Made::Own(rules) => rules,
        }
    }
}

/// The rules in force: the program's with the approved files over them.
pub async fn current(desk: &Desk) -> Result<CurrentRules, Fault> {
    let own = desk.clone();
    desk.db().read(move |reader: &mut Reader<'_>| in_use(reader, own.municipality())).await
}

/// Sets already made, by the approved texts they were made of. Never stale: which texts are approved is read each time,
/// so that an approval counts at once, whichever server process took it.
static MADE: Mutex<Vec<(InForce, CurrentRules)>> = Mutex::new(Vec::new());
const MOST_KEPT: usize = 3;

pub(crate) fn in_use(reader: &mut Reader<'_>, municipality: &MunicipalityId) -> Result<CurrentRules, Fault> {
    let in_force = approved(reader, municipality)?;
    if in_force.0.is_empty() {
        return CurrentRules::embedded();
    }
    let kept = || MADE.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((_, rules)) = kept().iter().find(|(known, _)| *known == in_force) {
        return Ok(rules.clone());
    }
    let rules = match parse(&texts(reader, municipality, &in_force)?) {
        Ok(rules) => CurrentRules { rules: Made::Own(Arc::new(rules)), unfit: Arc::from([]) },
        Err(mistakes) => CurrentRules { unfit: Arc::from(mistakes), ..CurrentRules::embedded()? },
    };
    let mut made = kept();
    made.insert(0, (in_force, rules.clone()));
    made.truncate(MOST_KEPT);
    Ok(rules)
}

/// Which approved texts are in force.
pub(crate) fn approved(reader: &mut Reader<'_>, municipality: &MunicipalityId) -> Result<InForce, Fault> {
    let rows: Vec<(String, i64, ProposalId)> = reader.all(
        "select file, edition, id from noticing_proposal where municipality_id = $1 and state = 'approved'
         order by file, edition",
        &args![municipality.clone()],
    )?;
    // The last edition of a file stands.
    Ok(InForce(rows.into_iter().map(|(file, edition, id)| (file, (edition, id))).collect()))
}

/// Every file with its text in force.
pub(crate) fn texts(
    reader: &mut Reader<'_>,
    municipality: &MunicipalityId,
    in_force: &InForce,
) -> Result<Vec<(&'static str, String)>, Fault> {
    let mut texts = Vec::with_capacity(EMBEDDED.len());
    for (file, own) in EMBEDDED {
        let text = match in_force.proposal(file) {
            Some(id) => super::content(reader, municipality, id)?,
            None => (*own).to_owned(),
        };
        texts.push((*file, text));
    }
    Ok(texts)
}

/// The rules with `content` as the text of `file`.
pub(crate) fn candidate(
    mut texts: Vec<(&'static str, String)>,
    file: &str,
    content: &str,
) -> Result<Rules, Vec<Mistake>> {
    for (name, text) in &mut texts {
        if *name == file {
            content.clone_into(text);
        }
    }
    parse(&texts)
}

fn parse(texts: &[(&'static str, String)]) -> Result<Rules, Vec<Mistake>> {
    let files: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (*name, text.as_str())).collect();
    Rules::parse(&files)
}
