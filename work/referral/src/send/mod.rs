//! つなぐ: sends a sheet on its way. The baton stays where it is until an answer comes.

use cases::TieKind;
use db::args;
use office::{Act, Fault, Hands, PersonId, Refusal, Trouble};

use crate::baton::{Deed, Going};
use crate::code;
use crate::due::Dues;
use crate::model::{EventKind, LegId, LegState, SheetId, SheetState};
use crate::parties;
use crate::rules;
use crate::sheet::{Leg, NewSheet, Sheet};
use crate::store::{self, events};
use crate::travels::Snapshot;

mod choose;
mod form;
mod material;
mod page;
mod samples;
mod suggest;

pub(crate) use form::{concerns, consent};
pub(crate) use material::{Labelled, Start, concern_pairs, lines};
pub(crate) use page::{page, send_door};
pub(crate) use samples::{agency as sample_agency, samples};
pub(crate) use suggest::counters;

/// What was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    pub sheet: SheetId,
    pub code: String,
    /// In the order in which they were asked for.
    pub legs: Vec<LegId>,
}

/// Sends a sheet from the actor's counter.
pub fn send(act: &mut Act<'_, '_>, new: &NewSheet) -> Result<Sent, Trouble> {
    receivers_can_take(act, new)?;
    let sheet = written(act, new)?;
    let (_, baton) = store::baton::of_case(&mut act.hands(), &new.case)?;
    let going = going(act, new)?;
    let deed = Deed::Send { sheet: sheet.id.clone(), from: act.agency().clone(), kind: new.kind, legs: going.clone() };
    let after = baton.after(&deed)?;
    store::sheets::insert(act, &sheet)?;
    let dues = Dues::from(act.today(), new.urgency, act.desk().settings(), act.desk().holidays());
    for (asked, going) in new.legs.iter().zip(&going) {
        let hop = after.leg(&going.leg).map_or(1, |leg| leg.hop);
        let leg = Leg {
            id: going.leg.clone(),
            sheet: sheet.id.clone(),
            case: sheet.case.clone(),
            from: act.agency().clone(),
            to: going.to.clone(),
            lead: going.lead,
            reason: asked.reason.clone(),
            method: asked.method,
            sent_at: act.now(),
            urgency: sheet.urgency,
            dues,
            state: LegState::Sent,
            answer: None,
            outcome: None,
            read_at: None,
            forwarded_from: None,
            hop,
            version: 1,
        };
        store::legs::insert(act, &leg)?;
        parties::attach_receiver(act, &sheet, &leg.to)?;
    }
    cases::attach_party(act, &sheet.case, &sheet.from_agency, TieKind::Sent)?;
    let happened = events::Happened { kind: EventKind::Sent, leg: None, changes: Vec::new() };
    events::append(act, (&sheet.case, &sheet.id), happened)?;
    if let Some(intake) = new.intake.as_deref().and_then(intake::IntakeId::from_text) {
        intake::mark_connected(act, &intake)?;
    }
    Ok(Sent { sheet: sheet.id, code: sheet.code, legs: going.into_iter().map(|going| going.leg).collect() })
}

/// Ids of one moment have no order of their own: sorted, the legs keep the order in which they were written.
fn going(act: &mut Act<'_, '_>, new: &NewSheet) -> Result<Vec<Going>, Fault> {
    let ids: Result<Vec<LegId>, Fault> = new.legs.iter().map(|_| act.new_id(LegId::PREFIX, LegId::from_text)).collect();
    let mut ids = ids?;
    ids.sort();
    Ok(ids
        .into_iter()
        .zip(&new.legs)
        .map(|(leg, asked)| Going { leg, to: asked.to.clone(), lead: asked.lead })
        .collect())
}

fn receivers_can_take(act: &mut Act<'_, '_>, new: &NewSheet) -> Result<(), Trouble> {
    for leg in &new.legs {
        if leg.lead.is_asked() && !new.consent.names_the_person() {
            return Err(rules::Refusal::LeadWithoutConsent.into());
        }
        let agency = staff::agencies::find(&mut act.hands(), &leg.to)?;
        let agency = agency.filter(|agency| agency.is_open_on(act.today())).ok_or(rules::Refusal::AgencyUnknown)?;
        if leg.lead.is_asked() && !agency.has_account {
            return Err(rules::Refusal::LeadWithoutAccount.into());
        }
    }
    Ok(())
}

fn written(act: &mut Act<'_, '_>, new: &NewSheet) -> Result<Sheet, Trouble> {
    Ok(Sheet {
        id: match &new.id {
            Some(id) => id.clone(),
            None => act.new_id(SheetId::PREFIX, SheetId::from_text)?,
        },
        code: unused_code(act)?,
        case: new.case.clone(),
        person: new.person.clone(),
        intake: new.intake.clone(),
        kind: new.kind,
        from_agency: act.agency().clone(),
        from_staff: act.actor().staff.clone(),
        written_at: act.now(),
        consent: new.consent.clone(),
        consent_withdrawn_at: None,
        share_outcome: new.share_outcome,
        urgency: new.urgency,
        snapshot: snapshot(act, new)?,
        summary: new.summary.clone(),
        considerations: new.considerations.clone(),
        concerns: new.concerns.clone(),
        state: SheetState::Open,
        version: 1,
    })
}

/// What travels, read from the person's record at this moment: nothing of it is taken from the form.
fn snapshot(act: &mut Act<'_, '_>, new: &NewSheet) -> Result<Snapshot, Trouble> {
    let Some(id) = &new.person else { return Ok(Snapshot::default()) };
    let (actor, today) = (act.actor(), act.today());
    let mut hands = act.hands();
    if !cases::persons_of(&mut hands, &new.case)?.contains(id) {
        return Err(Refusal::not_there().into());
    }
    let person = people::read(&mut hands, actor, id)?;
    let protected = is_covered(&mut hands, id)?;
    Ok(Snapshot::take(&person, protected, new.household_line.as_deref(), (&new.consent, today)))
}

/// A protection stands on the person, or on somebody at the same address. Asked without regard to who asks: an officer
/// who is named may see the address, but must not send it on.
pub(crate) fn is_covered(hands: &mut Hands<'_, '_>, person: &PersonId) -> Result<bool, Fault> {
    let found: Option<(i64,)> = hands.store.maybe(
        "select 1 from people_person where municipality_id = $1 and protected = 1 and (id = $2 or id in (
           select b.person_id from people_member a join people_member b
             on b.municipality_id = a.municipality_id and b.household_id = a.household_id
           where a.municipality_id = $1 and a.person_id = $2 and a.until is null and b.until is null)) limit 1",
        &args![*hands.municipality, *person],
    )?;
    Ok(found.is_some())
}

fn unused_code(act: &mut Act<'_, '_>) -> Result<String, Fault> {
    for _ in 0..20 {
        let code = code::new()?;
        if store::sheets::id_of_code(&mut act.hands(), &code)?.is_none() {
            return Ok(code);
        }
    }
    Err(Fault::other("no unused reference code was found in 20 tries"))
}
