//! 職員: who works at the counters of the pretend city, and the doors by which a visitor of the demo comes in.

use office::{AgencyId, Fault, StaffId};
use serde::{Deserialize, Serialize};
use staff::members::NewMember;

use crate::chance::Chance;
use crate::names::Names;

const FILE: &str = include_str!("../../../rules/town/staff.yaml");

/// One sign-in of the demo: a line of `demo-accounts.json` in the data folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DemoAccount {
    pub login: String,
    pub password: String,
    /// The Japanese name of the role.
    pub role_label: String,
    pub name: String,
    /// The name of the counter.
    pub agency: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    password: String,
    demo: Vec<Line>,
    others: Vec<Group>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    login: String,
    agency: String,
    role: String,
    name: String,
    kana: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    agency: String,
    role: String,
    count: usize,
}

/// A member of staff about to be registered.
#[derive(Debug, Clone)]
pub(crate) struct Hired {
    pub(crate) id: StaffId,
    pub(crate) new: NewMember,
    /// Shown on the page of sign-in.
    pub(crate) shown: bool,
}

pub(crate) struct Staffing {
    /// The one password of all pretend staff.
    pub(crate) password: String,
    pub(crate) all: Vec<Hired>,
}

impl Staffing {
    pub(crate) fn read(names: &Names, chance: &Chance) -> Result<Self, Fault> {
        let file: File =
            serde_saphyr::from_str(FILE).map_err(|e| Fault::other(format!("架空の職員の表を読めません: {e}")))?;
        let mut lines: Vec<(Line, bool)> = file.demo.into_iter().map(|line| (line, true)).collect();
        for group in file.others {
            for _ in 0..group.count {
                let place = lines.len();
                let name = names.full(None, &mut chance.of(place as u64));
                let own = lines.iter().filter(|(line, _)| line.agency == group.agency).count() + 1;
                let login = format!("{}-{own}", group.agency.trim_start_matches("agc_"));
                let (agency, role) = (group.agency.clone(), group.role.clone());
                lines.push((Line { login, agency, role, name: name.written, kana: name.kana }, false));
            }
        }
        let hired = lines.into_iter().enumerate().map(|(place, (line, shown))| hired(place, line, shown));
        Ok(Self { password: file.password, all: hired.collect::<Result<_, _>>()? })
    }
}

fn hired(place: usize, line: Line, shown: bool) -> Result<Hired, Fault> {
    let wrong = || Fault::other(format!("架空の職員 {} を登録できません", line.login));
    Ok(Hired {
        id: StaffId::from_text(&format!("stf_{}", line.login)).ok_or_else(wrong)?,
        new: NewMember {
            agency: AgencyId::from_text(&line.agency).ok_or_else(wrong)?,
            extension: (2000 + place).to_string(),
            roles: vec![line.role],
            login: line.login,
            name: line.name,
            kana: line.kana,
        },
        shown,
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::counters::Counters;

    #[test]
    fn about_sixty_people_work_here_and_each_role_has_one_sign_in() {
        let (names, roles) = (Names::read().unwrap(), office::Roles::embedded().unwrap());
        let staffing = Staffing::read(&names, &Chance::new(1)).unwrap();
        assert!((55..=68).contains(&staffing.all.len()), "{}", staffing.all.len());
        let mut shown: Vec<&String> =
            staffing.all.iter().filter(|one| one.shown).flat_map(|one| &one.new.roles).collect();
        shown.sort();
        let mut all: Vec<&String> = roles.roles.iter().map(|role| &role.code).collect();
        all.sort();
        assert_eq!(shown, all);
        let logins: BTreeSet<&str> = staffing.all.iter().map(|one| one.new.login.as_str()).collect();
        assert_eq!(logins.len(), staffing.all.len());
        assert!(logins.iter().all(|typed| staff::members::login(typed).is_ok()));
    }

    #[test]
    fn every_counter_with_an_account_has_somebody_and_every_other_nobody() {
        let staffing = Staffing::read(&Names::read().unwrap(), &Chance::new(1)).unwrap();
        for (_, counter) in Counters::read().unwrap().iter() {
            let works = staffing.all.iter().any(|one| one.new.agency.as_text() == counter.id);
            assert_eq!(works, counter.has_account, "{}", counter.id);
        }
    }
}
