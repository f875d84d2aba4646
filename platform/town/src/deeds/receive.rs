//! 受け付けて、決める: who came, what they said, and what became of it at the same counter.

use db::Writer;
use intake::{IntakeSubject, TakeIn, TakenIn, Told, Visitor, Who as Comer};
use office::{About, Act, Day, May, PersonId, Trouble};
use people::{BirthKnown, Contact, Member, NewPerson, PersonName};

use super::{Counts, SoFar, Stage};
use crate::person::{Makings, Somebody, somebody};
use crate::step::Who;
use crate::words::{Said, one_of};

pub(super) fn receive(stage: &mut Stage<'_>, writer: &mut Writer<'_>, so_far: &mut SoFar) -> Result<Counts, Trouble> {
    let town = stage.town;
    let counter = town.counters.get(stage.step.by).map_or("", |counter| counter.id.as_str());
    let said = town.words.said(counter, &mut stage.chance)?;
    let told = told(stage, said);
    let today = stage.at().day();
    let (comer, family) = match so_far.known.take() {
        Some(person) => (Comer::Known(person), None),
        None => newcomer(stage, said, so_far)?,
    };
    so_far.anonymous = matches!(comer, Comer::Anonymous(_));
    so_far.concerns = told.concerns.clone();
    let new = TakeIn { id: None, who: comer.clone(), told };
    let (taken, members, households) = stage.deed(writer, (May::ReceiveIntake, &comer), |mut act| {
        let taken = intake::take_in(&mut act, new)?;
        let (members, households) = match &family {
            Some(family) => bring(&mut act, &taken, family, today)?,
            None => (Vec::new(), 0),
        };
        let about = About::new("intake", taken.intake.as_text()).with([taken.person.clone()]).with(members.clone());
        act.done(about, "相談を受け付けた", (taken, members, households))
    })?;
    let is_new = u64::from(!matches!(comer, Comer::Known(_)));
    so_far.person = Some(taken.person);
    so_far.case = Some(taken.case);
    so_far.intake = Some(taken.intake);
    let people = is_new + members.len() as u64;
    Ok(Counts { people, households: is_new + households, receptions: 1, sheets: 0 })
}

fn newcomer(stage: &mut Stage<'_>, said: &Said, so_far: &SoFar) -> Result<(Comer, Option<Somebody>), Trouble> {
    let town = stage.town;
    if let Who::Twice(nth, second) = so_far.who
        && let Some(twice) = town.names.twice.get(nth)
    {
        let written = if second { &twice.second } else { &twice.first };
        let person = NewPerson {
            name: PersonName::new(written.clone(), twice.kana.clone()),
            sex: twice.sex(),
            birth: twice.birth().map_or(BirthKnown::NotHeard, BirthKnown::Exact),
            contact: Contact { phone_mobile: Some(format!("000-0000-01{nth}7")), ..Contact::default() },
        };
        return Ok((Comer::New(person), None));
    }
    let today = stage.at().day();
    let makings = Makings { names: &town.names, districts: &town.districts, said, today };
    let new = somebody(&makings, so_far.who == Who::Plain, &mut stage.chance)?;
    if new.anonymous {
        return Ok((Comer::Anonymous(new.person), None));
    }
    Ok((Comer::New(new.person.clone()), Some(new)))
}

/// The others of the household who came to light.
fn bring(
    act: &mut Act<'_, '_>,
    taken: &TakenIn,
    family: &Somebody,
    today: Day,
) -> Result<(Vec<PersonId>, u64), Trouble> {
    let Some((new, relation)) = &family.with else { return Ok((Vec::new(), 0)) };
    let home = people::households_of(&mut act.hands(), &taken.person)?;
    let Some(home) = home.into_iter().next() else { return Ok((Vec::new(), 0)) };
    let member = people::insert(act, new)?;
    let place = |household, person: &PersonId, relation: &str| Member {
        household,
        person: person.clone(),
        relation: relation.to_owned(),
        since: today,
        until: None,
    };
    people::add_member(act, &place(home, &member, relation))?;
    cases::add_person(act, &taken.case, &member, false)?;
    let Some(other) = &family.other_home else { return Ok((vec![member], 0)) };
    let (elsewhere, parent) = (people::new_household(act)?, people::insert(act, other)?);
    people::add_member(act, &place(elsewhere.clone(), &parent, "self"))?;
    people::add_member(act, &place(elsewhere, &member, "child"))?;
    cases::add_person(act, &taken.case, &parent, false)?;
    Ok((vec![member, parent], 1))
}

fn told(stage: &mut Stage<'_>, said: &Said) -> Told {
    let today = stage.at().day();
    let chance = &mut stage.chance;
    let channel = match chance.below(100) {
        0..62 => "counter",
        62..86 => "telephone",
        86..94 => "visit",
        94..97 => "mail",
        _ => "outside_event",
    };
    let by_another = said.visitor.clone().or_else(|| chance.percent(7).then(|| "other_family".to_owned()));
    let language = if said.foreign {
        chance.pick(&["vi", "pt", "zh", "tl", "ne", "es"]).copied()
    } else {
        chance.percent(15).then_some("ja")
    };
    Told {
        channel: Some(channel.to_owned()),
        visitor: if by_another.is_some() { Visitor::Other } else { Visitor::ThePerson }.as_text().to_owned(),
        relation: by_another,
        words: Some(said.text(chance)),
        concerns: said.marks(),
        wishes: said.wishes.clone(),
        safe_time: chance.percent(12).then(|| "平日の夕方5時から".to_owned()),
        language: language.map(str::to_owned),
        household_line: Some(said.household.clone()).filter(|line| !line.is_empty()),
        ..Told::on(today)
    }
}

pub(super) fn support(stage: &Stage<'_>, writer: &mut Writer<'_>, so_far: &SoFar) -> Result<Counts, Trouble> {
    let id = so_far.intake()?;
    stage.deed(writer, (May::SupportHere, &IntakeSubject(id.clone())), |mut act| {
        let intake = intake::support(&mut act, &id)?;
        let about = About::new("intake", id.as_text()).with(intake.person);
        act.done(about, "自分の窓口で支援すると決めた", ())
    })?;
    Ok(Counts::default())
}

pub(super) fn inform(stage: &mut Stage<'_>, writer: &mut Writer<'_>, so_far: &mut SoFar) -> Result<Counts, Trouble> {
    let id = so_far.intake()?;
    let told = one_of(&stage.town.words.told, &mut stage.chance);
    so_far.closed = stage.deed(writer, (May::EndWithInformation, &IntakeSubject(id.clone())), |mut act| {
        let (intake, closed) = intake::inform(&mut act, &id, &told)?;
        let what =
            if closed { "情報提供で終了し、ケースを終えた" } else { "情報提供で終了した" };
        act.done(About::new("intake", id.as_text()).with(intake.person), what, closed)
    })?;
    Ok(Counts::default())
}

pub(super) fn drop_out(stage: &Stage<'_>, writer: &mut Writer<'_>, so_far: &mut SoFar) -> Result<Counts, Trouble> {
    let id = so_far.intake()?;
    so_far.closed = stage.deed(writer, (May::EndWithInformation, &IntakeSubject(id.clone())), |mut act| {
        let (intake, closed) = intake::drop_out(&mut act, &id)?;
        act.done(About::new("intake", id.as_text()).with(intake.person), "連絡がとれず、途中で終わった", closed)
    })?;
    Ok(Counts::default())
}
