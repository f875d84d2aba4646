//! 開く前: the counters and the staff, registered by the system administrator before the first consultation.

use std::collections::BTreeMap;

use db::Writer;
use office::{About, Actor, Day, Desk, Fault, Instant, May, Nothing, Trouble};
use staff::members::actor;
use vault::password::{Cost, Hash, hash};

use crate::counters::{Counter, Seat};
use crate::deeds::Town;
use crate::staffing::{DemoAccount, Hired, Staffing};

/// 生活困窮者自立支援法の施行
fn act_in_force() -> Option<Day> {
    Day::of(2015, 4, 1)
}

/// Who can act at each counter.
pub(crate) type Actors = BTreeMap<Seat, Vec<Actor>>;

/// Registers everything on the day before `first`. The self-reliance office opens with the Act that founded it; not in a
/// city that was only made large, whose days may lie before the Act (`by_the_act` false).
pub(crate) fn found(
    writer: &mut Writer<'_>,
    town: &Town,
    staffing: &Staffing,
    (first, by_the_act): (Day, bool),
) -> Result<Actors, Fault> {
    let at = Instant::at(first.plus_days(-1), 9, 0).ok_or(Fault::NotA("first day"))?;
    let founder = founder(&town.desk, staffing)?;
    let password = hash(&staffing.password, Cost::Demo).map_err(|e| Fault::other(e.to_string()))?;
    for (seat, counter) in town.counters.iter() {
        let opened = match act_in_force() {
            Some(day) if by_the_act && seat == town.counters.self_reliance => day.max(first),
            _ => first,
        };
        register_counter(writer, (town, &founder, at), counter, opened)?;
    }
    let mut actors = Actors::new();
    for hired in &staffing.all {
        register(writer, (town, &founder, at), hired, &password)?;
        let seat = town.counters.find(hired.new.agency.as_text()).ok_or(Fault::NotA("counter"))?;
        let who = actor(writer, &town.desk, &hired.id)?.ok_or(Fault::Missing)?;
        actors.entry(seat).or_default().push(who);
    }
    Ok(actors)
}

/// The administrator as they are before they are registered.
fn founder(desk: &Desk, staffing: &Staffing) -> Result<Actor, Fault> {
    let manages = |hired: &&Hired| desk.roles().grants(&hired.new.roles).allow(May::ManageStaff);
    let hired = staffing.all.iter().find(manages).ok_or_else(|| Fault::other("架空の職員に管理者がいません"))?;
    let roles = hired.new.roles.clone();
    Ok(Actor {
        staff: hired.id.clone(),
        name: hired.new.name.clone(),
        agency: hired.new.agency.clone(),
        agency_name: String::new(),
        role_labels: labels(desk, &roles),
        grants: desk.roles().grants(&roles),
        roles,
    })
}

fn labels(desk: &Desk, roles: &[String]) -> Vec<String> {
    roles.iter().filter_map(|code| desk.roles().find(code)).map(|role| role.label.clone()).collect()
}

type By<'b> = (&'b Town, &'b Actor, Instant);

fn register_counter(
    writer: &mut Writer<'_>,
    (town, founder, at): By<'_>,
    counter: &Counter,
    opened: Day,
) -> Result<(), Trouble> {
    let agency = counter.agency(opened).ok_or(Fault::NotA("counter"))?;
    town.desk.act_within(writer, (founder, at), (May::ManageAgencies, &Nothing), |mut act| {
        staff::agencies::insert_as(&mut act, &agency)?;
        act.done(About::new("agency", agency.id.as_text()), "窓口を登録した", ())
    })?
}

fn register(
    writer: &mut Writer<'_>,
    (town, founder, at): By<'_>,
    hired: &Hired,
    password: &Hash,
) -> Result<(), Trouble> {
    town.desk.act_within(writer, (founder, at), (May::ManageStaff, &Nothing), |mut act| {
        staff::members::insert_as(&mut act, &hired.id, &hired.new, Some(password))?;
        act.done(About::new("staff", hired.id.as_text()), "職員を登録した", ())
    })?
}

/// One sign-in for each role.
pub(crate) fn accounts(town: &Town, staffing: &Staffing) -> Vec<DemoAccount> {
    let counter =
        |hired: &Hired| town.counters.find(hired.new.agency.as_text()).and_then(|seat| town.counters.get(seat));
    let shown = staffing.all.iter().filter(|hired| hired.shown);
    shown
        .map(|hired| DemoAccount {
            login: hired.new.login.clone(),
            password: staffing.password.clone(),
            role_label: labels(&town.desk, &hired.new.roles).join("、"),
            name: hired.new.name.clone(),
            agency: counter(hired).map(|counter| counter.name.clone()).unwrap_or_default(),
        })
        .collect()
}
