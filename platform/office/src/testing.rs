//! A desk for tests: both databases, a clock that stands still on Monday 9 April 2018 at 9:00, pretend people.

use db::testing::{TestDb, on_both};

use crate::calendar::Holidays;
use crate::desk::Parts;
use crate::{
    Actor, AgencyId, Clock, Codes, Day, Desk, Fault, Instant, Keyring, MunicipalityId, Roles, Settings, StaffId,
};

/// A desk with an empty, migrated database.
pub struct Bench {
    pub desk: Desk,
    pub test: TestDb,
}

/// The moment at which every test begins.
#[must_use]
pub fn morning() -> Instant {
    Day::of(2018, 4, 9).and_then(|day| Instant::at(day, 9, 0)).unwrap_or_else(|| Clock::Machine.now())
}

/// Runs `test` once on each engine.
pub fn at_a_desk(test: impl Fn(Bench)) -> Result<(), Fault> {
    let trouble = std::cell::RefCell::new(None);
    on_both(|fresh| match desk(&fresh) {
        Ok(desk) => test(Bench { desk, test: fresh }),
        Err(fault) => *trouble.borrow_mut() = Some(fault),
    })?;
    trouble.into_inner().map_or(Ok(()), Err)
}

fn desk(fresh: &TestDb) -> Result<Desk, Fault> {
    let municipality = MunicipalityId::from_text("mun_town").ok_or(Fault::NotA("municipality"))?;
    let root = vault::Root::generate().map_err(|e| Fault::other(e.to_string()))?;
    Ok(Desk::new(Parts {
        db: fresh.db.clone(),
        keys: Keyring::new(root),
        clock: Clock::still_at(morning()),
        municipality,
        codes: Codes::embedded()?,
        roles: Roles::embedded()?,
        holidays: Holidays::embedded().clone(),
        settings: Settings { municipality_name: "つなぐ市".to_owned(), ..Settings::default() },
    }))
}

/// An actor with these roles at this agency: `actor(&desk, "sato", "tax", &["counter_clerk"])`.
pub fn actor(desk: &Desk, name: &str, agency: &str, roles: &[&str]) -> Result<Actor, Fault> {
    let roles: Vec<String> = roles.iter().map(|r| (*r).to_owned()).collect();
    Ok(Actor {
        staff: StaffId::from_text(&format!("stf_{name}")).ok_or(Fault::NotA("staff id"))?,
        name: name.to_owned(),
        agency: AgencyId::from_text(&format!("agc_{agency}")).ok_or(Fault::NotA("agency id"))?,
        agency_name: agency.to_owned(),
        role_labels: roles.iter().filter_map(|r| desk.roles().find(r)).map(|r| r.label.clone()).collect(),
        grants: desk.roles().grants(&roles),
        roles,
    })
}
