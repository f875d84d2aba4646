//! Stories of sheets on both databases: what is asked, what comes back, who sees what.

mod browser;
mod consent;
mod deeds;
mod lists;
mod more;
mod pages;
mod paper;

use cases::{Holder, Opening, TieKind};
use office::testing::{Bench, actor};
use office::{
    About, Act, Actor, AgencyId, CaseId, Day, Desk, Done, Fault, Hands, May, Nothing, PersonId, Refusal, RefusalKind,
    Trouble,
};
use people::{BirthKnown, Contact, NewPerson, PersonName, Sex};
use staff::NewAgency;

use crate::baton::Lead;
use crate::consent::Consent;
use crate::model::{Kind, Method, Urgency};
use crate::send::Sent;
use crate::sheet::{Concern, NewLeg, NewSheet};
use crate::subject::{LegSubject, SheetSubject};

/// A word that must reach nobody who may not know the person.
pub(super) const CANARY: &str = "かなりあ太郎";

pub(super) fn agency(name: &str) -> AgencyId {
    AgencyId::from_text(&format!("agc_{name}")).unwrap()
}

pub(super) fn today() -> Day {
    office::testing::morning().day()
}

/// A small city: four counters with an account and one without; a household that the tax counter holds.
pub(super) struct City {
    pub(super) desk: Desk,
    pub(super) tax: Actor,
    pub(super) support: Actor,
    pub(super) housing: Actor,
    pub(super) water: Actor,
    pub(super) coordinator: Actor,
    pub(super) person: PersonId,
    pub(super) case: CaseId,
}

impl City {
    pub(super) fn new(bench: &Bench) -> Self {
        let desk = bench.desk.clone();
        let admin = actor(&desk, "admin", "it", &["system_administrator"]).unwrap();
        let kinds = [
            ("tax", "city_tax", true),
            ("support", "self_reliance", true),
            ("housing", "city_housing", true),
            ("water", "city_water", true),
            ("food", "food_bank", false),
        ];
        desk.act_now(&admin, May::ManageAgencies, Nothing, move |mut act| {
            for (name, kind, has_account) in kinds {
                let new =
                    NewAgency { kind: kind.into(), name: format!("見本{name}"), has_account, ..NewAgency::default() };
                staff::agencies::insert_as(&mut act, &new.opened(agency(name), today().plus_days(-365)))?;
            }
            act.done(About::nothing(), "窓口", ())
        })
        .unwrap();
        let clerk = |name: &str, at: &str| actor(&desk, name, at, &["counter_clerk"]).unwrap();
        let tax = clerk("sato", "tax");
        let (person, case) = household(&desk, &tax, CANARY);
        Self {
            support: actor(&desk, "suzuki", "support", &["counsellor"]).unwrap(),
            housing: clerk("tanaka", "housing"),
            water: clerk("ito", "water"),
            coordinator: actor(&desk, "kato", "it", &["coordinator"]).unwrap(),
            tax,
            person,
            case,
            desk,
        }
    }

    pub(super) fn sheet(&self, kind: Kind, consent: Consent, legs: Vec<NewLeg>) -> NewSheet {
        NewSheet {
            id: None,
            case: self.case.clone(),
            person: Some(self.person.clone()),
            intake: None,
            kind,
            consent,
            share_outcome: true,
            urgency: Urgency::Normal,
            household_line: Some("ひとり暮らし".into()),
            summary: "税の滞納が三か月あり、食べる物が少ない".into(),
            considerations: "電話は夕方に".into(),
            concerns: vec![
                Concern { code: "tax_utilities".into(), most: true },
                Concern { code: "no_food".into(), most: false },
            ],
            legs,
        }
    }

    /// Tax asks Support to take the household on, with the person's word.
    pub(super) fn asked(&self) -> Sent {
        self.send(&self.tax, self.sheet(Kind::Forward, written(), vec![lead("support")])).unwrap()
    }

    pub(super) fn send(&self, by: &Actor, new: NewSheet) -> Result<Sent, Trouble> {
        let subject = cases::CaseSubject(self.case.clone());
        self.desk.act_now(by, May::SendSheet, subject, move |mut act| {
            let sent = crate::send::send(&mut act, &new)?;
            act.done(About::new("sheet", sent.sheet.as_text()), "送った", sent)
        })
    }

    pub(super) fn on_leg<T: Send + 'static>(
        &self,
        by: &Actor,
        (may, leg): (May, &crate::LegId),
        deed: impl FnOnce(&mut Act<'_, '_>, &crate::LegId) -> Result<T, Trouble> + Send + 'static,
    ) -> Result<T, Trouble> {
        let leg = leg.clone();
        self.desk.act_now(by, may, LegSubject(leg.clone()), move |mut act| -> Result<Done<T>, Trouble> {
            let value = deed(&mut act, &leg)?;
            act.done(About::nothing(), "返事", value)
        })
    }

    pub(super) fn on_sheet<T: Send + 'static>(
        &self,
        by: &Actor,
        (may, sheet): (May, &crate::SheetId),
        deed: impl FnOnce(&mut Act<'_, '_>, &crate::SheetId) -> Result<T, Trouble> + Send + 'static,
    ) -> Result<T, Trouble> {
        let sheet = sheet.clone();
        self.desk.act_now(by, may, SheetSubject(sheet.clone()), move |mut act| -> Result<Done<T>, Trouble> {
            let value = deed(&mut act, &sheet)?;
            act.done(About::nothing(), "シート", value)
        })
    }

    pub(super) fn accept(&self, by: &Actor, leg: &crate::LegId) -> Result<(), Trouble> {
        self.on_leg(by, (May::AnswerLeg, leg), crate::answer::accept)
    }

    /// What `by` sees of a sheet.
    pub(super) fn see(&self, by: &Actor, sheet: &crate::SheetId) -> Result<crate::seen::SeenSheet, Trouble> {
        let id = sheet.clone();
        self.desk.look_now(by, May::SeeSheet, SheetSubject(sheet.clone()), move |mut look| {
            let actor = look.actor();
            let seen = crate::seen::read(&mut look.hands(), actor, &id)?;
            Ok(look.seen(crate::subject::about(&id, seen.sheet.person.as_ref()), seen))
        })
    }

    pub(super) fn read<T: Send + 'static>(
        &self,
        by: &Actor,
        reading: impl FnOnce(&mut Hands<'_, '_>, &Actor) -> Result<T, Fault> + Send + 'static,
    ) -> T {
        self.desk
            .look_now(by, May::SeeToday, Nothing, move |mut look| {
                let actor = look.actor();
                let value = reading(&mut look.hands(), actor)?;
                Ok(look.seen(About::nothing(), value))
            })
            .unwrap()
    }

    pub(super) fn holder(&self) -> AgencyId {
        let case = self.case.clone();
        self.read(&self.tax, move |hands, _| {
            let ties: Vec<(AgencyId,)> = hands.store.all(
                "select agency_id from cases_party where municipality_id = $1 and case_id = $2 and tie = 'holds'",
                &db::args![*hands.municipality, case],
            )?;
            let holder = cases::find(hands, &case)?.unwrap().holder_agency;
            assert_eq!(ties, [(holder.clone(),)], "exactly one counter holds it, and the case names the same");
            Ok(holder)
        })
    }
}

/// A household of one person, held by the counter of `by`.
pub(super) fn household(desk: &Desk, by: &Actor, name: &str) -> (PersonId, CaseId) {
    let new = NewPerson {
        name: PersonName::new(name, "かなりあ たろう"),
        sex: Some(Sex::Male),
        birth: BirthKnown::Exact(Day::of(1967, 5, 1).unwrap()),
        contact: Contact {
            address: Some("つなぐ市かなりあ町1-2-3".into()),
            phone_mobile: Some("090-0000-7777".into()),
            ..Contact::default()
        },
    };
    desk.act_now(by, May::ReceiveIntake, Nothing, move |mut act| {
        let person = people::insert(&mut act, &new)?;
        let household = people::new_household(&mut act)?;
        let holder = Holder { agency: act.agency().clone(), staff: Some(act.actor().staff.clone()) };
        let took_in = act.agency().clone();
        let opening = Opening { household, persons: vec![person.clone()], holder, took_in, on: act.today() };
        let case = cases::open(&mut act, &opening)?;
        act.done(About::nothing(), "受付", (person, case.id))
    })
    .unwrap()
}

pub(super) fn written() -> Consent {
    Consent::Written { on: today() }
}

pub(super) fn lead(to: &str) -> NewLeg {
    NewLeg {
        to: agency(to), lead: Lead::WhenAccepted, reason: "くらしの立て直し".into(), method: Method::Accompany
    }
}

pub(super) fn beside(to: &str) -> NewLeg {
    NewLeg { to: agency(to), lead: Lead::No, reason: "払い方の相談".into(), method: Method::System }
}

pub(super) fn refused(trouble: Trouble) -> Refusal {
    match trouble {
        Trouble::Refused(refusal) => refusal,
        other => panic!("{other:?}"),
    }
}

pub(super) fn is_not_there(trouble: Trouble) -> bool {
    refused(trouble).kind == RefusalKind::NotThere
}

pub(super) fn is(trouble: Trouble, rule: crate::Refusal) -> bool {
    refused(trouble).sentence == rule.sentence()
}

/// Ties of a counter to the case.
pub(super) fn has_tie(city: &City, name: &str, tie: TieKind) -> bool {
    let (case, agency) = (city.case.clone(), agency(name));
    city.read(&city.tax, move |hands, _| {
        let found: Option<(i64,)> = hands.store.maybe(
            "select 1 from cases_party where municipality_id = $1 and case_id = $2 and agency_id = $3 and tie = $4",
            &db::args![*hands.municipality, case, agency, tie],
        )?;
        Ok(found.is_some())
    })
}
