//! 受け付ける: who came, into which household and case, and what they said.

use cases::{Case, CaseSubject, Holder, Opening, TieKind};
use office::{Act, CaseId, HouseholdId, PersonId, Subject, Trouble};
use people::{Member, NewPerson};

use crate::model::{IntakeId, NewIntake, Told};
use crate::{rules, store};

/// どなたのことか
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    /// Somebody new, perhaps without a name yet.
    New(NewPerson),
    /// 匿名: wishes not to say.
    Anonymous(NewPerson),
    Known(PersonId),
}

/// A reception at the actor's counter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakeIn {
    /// The identifier that the form was given, so that a form sent twice is kept once. None: a new one.
    pub id: Option<IntakeId>,
    pub who: Who,
    pub told: Told,
}

/// What a reception led to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenIn {
    pub intake: IntakeId,
    pub case: CaseId,
    pub person: PersonId,
}

/// Takes somebody in. A household with an open case keeps its holder, who sees what is new; otherwise a case is
/// opened, and the actor's counter holds it.
pub fn take_in(act: &mut Act<'_, '_>, new: TakeIn) -> Result<TakenIn, Trouble> {
    let anonymous = matches!(new.who, Who::Anonymous(_));
    let (person, known) = match new.who {
        Who::New(person) | Who::Anonymous(person) => (people::insert(act, &person)?, false),
        Who::Known(person) => (person, true),
    };
    let case = match open_case(act, &person, known)? {
        Some(case) => join(act, case, &person)?,
        None => open(act, &person, new.told.received_on)?,
    };
    let told = Told { concerns: rules::in_order(act.codes(), &new.told.concerns), ..new.told };
    let route = rules::initial_route(told.channel.as_deref(), told.visitor(), told.relation.as_deref());
    let intake = NewIntake {
        case: case.clone(),
        person: Some(person.clone()),
        agency: act.agency().clone(),
        staff: act.actor().staff.clone(),
        anonymous,
        initial_route: route.map(str::to_owned),
        via_leg: None,
        told,
    };
    let id = match new.id {
        Some(id) => id,
        None => act.new_id(IntakeId::PREFIX, IntakeId::from_text)?,
    };
    store::insert_as(act, &id, &intake)?;
    Ok(TakenIn { intake: id, case, person })
}

/// The open case of a household of the person, unless it exists for the named few alone and the actor is not one.
fn open_case(act: &mut Act<'_, '_>, person: &PersonId, known: bool) -> Result<Option<Case>, Trouble> {
    if !known {
        return Ok(None);
    }
    let actor = act.actor();
    let mut hands = act.hands();
    for household in people::households_of(&mut hands, person)? {
        let Some(case) = cases::open_case_of_household(&mut hands, &household)? else { continue };
        let facts = CaseSubject(case.id.clone()).situation(&mut hands, actor)?;
        if !facts.restricted || facts.named {
            return Ok(Some(case));
        }
    }
    Ok(None)
}

fn join(act: &mut Act<'_, '_>, case: Case, person: &PersonId) -> Result<CaseId, Trouble> {
    let agency = act.agency();
    cases::attach_party(act, &case.id, agency, TieKind::TookIn)?;
    let concerned = cases::persons_of(&mut act.hands(), &case.id)?;
    if !concerned.contains(person) {
        cases::add_person(act, &case.id, person, concerned.is_empty())?;
    }
    Ok(case.id)
}

fn open(act: &mut Act<'_, '_>, person: &PersonId, on: office::Day) -> Result<CaseId, Trouble> {
    let household = household(act, person, on)?;
    let (agency, staff) = (act.agency().clone(), act.actor().staff.clone());
    let opening = Opening {
        household,
        persons: vec![person.clone()],
        holder: Holder { agency: agency.clone(), staff: Some(staff) },
        took_in: agency,
        on,
    };
    Ok(cases::open(act, &opening)?.id)
}

/// A household of the person without an open case; a new one where there is none.
fn household(act: &mut Act<'_, '_>, person: &PersonId, on: office::Day) -> Result<HouseholdId, Trouble> {
    for household in people::households_of(&mut act.hands(), person)? {
        if cases::open_case_of_household(&mut act.hands(), &household)?.is_none() {
            return Ok(household);
        }
    }
    let household = people::new_household(act)?;
    let member = Member {
        household: household.clone(),
        person: person.clone(),
        relation: "self".to_owned(),
        since: on,
        until: None,
    };
    people::add_member(act, &member)?;
    Ok(household)
}
