//! The legs of a sheet and what came back on each.

use db::{Record, Row, args};
use office::{Act, AgencyId, CaseId, Day, Fault, Hands, Instant, StaffId, Trouble};

use super::Cell;
use super::sheets::changed_meanwhile;
use crate::baton::Lead;
use crate::due::Dues;
use crate::model::{AnsweredHow, LegId, LegState, Method, SheetId, Urgency};
use crate::sheet::{Answered, Leg, Outcome, Told};

/// A row before it is unsealed.
pub(crate) struct Sealed {
    leg: Leg,
    reason: Option<Vec<u8>>,
    answer: SealedAnswer,
    outcome: SealedOutcome,
}

struct SealedAnswer {
    at: Option<Instant>,
    by: Option<StaffId>,
    how: Option<AnsweredHow>,
    return_reason: Option<String>,
    note: Option<Vec<u8>>,
}

struct SealedOutcome {
    first_met_on: Option<Day>,
    result: Option<String>,
    programme: Option<Vec<u8>>,
    note: Option<Vec<u8>>,
    ask_back: Option<Vec<u8>>,
    thanks: Option<Vec<u8>>,
    at: Option<Instant>,
    by: Option<StaffId>,
}

impl Record for Sealed {
    fn read(row: &mut Row) -> Result<Self, Fault> {
        let (id, sheet, case) = (row.take()?, row.take()?, row.take()?);
        let (from, to): (AgencyId, AgencyId) = (row.take()?, row.take()?);
        let lead = lead(row.take()?, row.take()?);
        let (reason, method): (Option<Vec<u8>>, Method) = (row.take()?, row.take()?);
        let (sent_at, urgency): (Instant, Urgency) = (row.take()?, row.take()?);
        let dues = Dues { answer: row.take()?, result: row.take()? };
        let state = row.take()?;
        let answer = SealedAnswer {
            at: row.take()?,
            by: row.take()?,
            how: row.take()?,
            return_reason: row.take()?,
            note: row.take()?,
        };
        let outcome = SealedOutcome {
            first_met_on: row.take()?,
            result: row.take()?,
            programme: row.take()?,
            note: row.take()?,
            ask_back: row.take()?,
            thanks: row.take()?,
            at: row.take()?,
            by: row.take()?,
        };
        let (read_at, forwarded_from, hop, version) = (row.take()?, row.take()?, row.take()?, row.take()?);
        let leg = Leg {
            id,
            sheet,
            case,
            from,
            to,
            lead,
            reason: String::new(),
            method,
            sent_at,
            urgency,
            dues,
            state,
            answer: None,
            outcome: None,
            read_at,
            forwarded_from,
            hop,
            version,
        };
        Ok(Self { leg, reason, answer, outcome })
    }
}

pub(crate) fn lead(asked: bool, in_part: bool) -> Lead {
    match (asked, in_part) {
        (false, _) => Lead::No,
        (true, false) => Lead::WhenAccepted,
        (true, true) => Lead::EvenInPart,
    }
}

fn cell<'a>(case: &'a CaseId, id: &'a LegId) -> Cell<'a> {
    Cell { case, table: "referral_leg", row: id.as_text() }
}

impl Sealed {
    pub(crate) fn opened(self, hands: &mut Hands<'_, '_>) -> Result<Leg, Fault> {
        let mut leg = self.leg;
        let (case, id) = (leg.case.clone(), leg.id.clone());
        let mut open = |column: &str, sealed: Option<Vec<u8>>| cell(&case, &id).open(hands, column, sealed.as_deref());
        leg.reason = open("reason", self.reason)?.unwrap_or_default();
        let SealedAnswer { at, by, how, return_reason, note } = self.answer;
        if let (Some(at), Some(by), Some(how)) = (at, by, how) {
            leg.answer = Some(Answered { at, by, how, return_reason, note: open("answer_note", note)? });
        }
        let sealed = self.outcome;
        if let (Some(at), Some(by)) = (sealed.at, sealed.by) {
            let told = match sealed.result {
                Some(result) => Some(Told {
                    result,
                    first_met_on: sealed.first_met_on,
                    programme: open("programme", sealed.programme)?,
                    note: open("result_note", sealed.note)?,
                }),
                None => None,
            };
            let (ask_back, thanks) = (open("ask_back", sealed.ask_back)?, open("thanks", sealed.thanks)?);
            leg.outcome = Some(Outcome { at, by, told, ask_back, thanks });
        }
        Ok(leg)
    }
}

fn opened(hands: &mut Hands<'_, '_>, rows: Vec<Sealed>) -> Result<Vec<Leg>, Fault> {
    rows.into_iter().map(|row| row.opened(hands)).collect()
}

pub(crate) fn of_sheet(hands: &mut Hands<'_, '_>, sheet: &SheetId) -> Result<Vec<Leg>, Fault> {
    let rows = hands.store.all(
        "select id, sheet_id, case_id, from_agency, to_agency, lead, lead_in_part, reason, method, sent_at, urgency,
           accept_due, result_due, state, answered_at, answered_by, answered_how, return_reason, answer_note,
           first_met_on, result, programme, result_note, ask_back, thanks, reported_at, reported_by, read_at,
           forwarded_from, hop, version
         from referral_leg where municipality_id = $1 and sheet_id = $2 order by sent_at, id",
        &args![*hands.municipality, *sheet],
    )?;
    opened(hands, rows)
}

pub(crate) fn of_case(hands: &mut Hands<'_, '_>, case: &CaseId) -> Result<Vec<Leg>, Fault> {
    let rows = hands.store.all(
        "select id, sheet_id, case_id, from_agency, to_agency, lead, lead_in_part, reason, method, sent_at, urgency,
           accept_due, result_due, state, answered_at, answered_by, answered_how, return_reason, answer_note,
           first_met_on, result, programme, result_note, ask_back, thanks, reported_at, reported_by, read_at,
           forwarded_from, hop, version
         from referral_leg where municipality_id = $1 and case_id = $2 order by sent_at, id",
        &args![*hands.municipality, *case],
    )?;
    opened(hands, rows)
}

pub(crate) fn find(hands: &mut Hands<'_, '_>, id: &LegId) -> Result<Option<Leg>, Fault> {
    let row: Option<Sealed> = hands.store.maybe(
        "select id, sheet_id, case_id, from_agency, to_agency, lead, lead_in_part, reason, method, sent_at, urgency,
           accept_due, result_due, state, answered_at, answered_by, answered_how, return_reason, answer_note,
           first_met_on, result, programme, result_note, ask_back, thanks, reported_at, reported_by, read_at,
           forwarded_from, hop, version
         from referral_leg where municipality_id = $1 and id = $2",
        &args![*hands.municipality, *id],
    )?;
    row.map(|row| row.opened(hands)).transpose()
}

/// The sheet of a leg, without opening anything of it.
pub(crate) fn sheet_of(hands: &mut Hands<'_, '_>, id: &LegId) -> Result<Option<SheetId>, Fault> {
    let row: Option<(SheetId,)> = hands.store.maybe(
        "select sheet_id from referral_leg where municipality_id = $1 and id = $2",
        &args![*hands.municipality, *id],
    )?;
    Ok(row.map(|(sheet,)| sheet))
}

pub(crate) fn insert(act: &mut Act<'_, '_>, leg: &Leg) -> Result<(), Fault> {
    let reason = cell(&leg.case, &leg.id).seal(act, "reason", Some(&leg.reason))?;
    let municipality = act.municipality();
    act.store().run(
        "insert into referral_leg (municipality_id, id, sheet_id, case_id, origin_agency, from_agency, to_agency, lead,
           lead_in_part, reason, method, sent_at, urgency, accept_due, result_due, state, forwarded_from, hop, version)
         select $1, $2, $3, $4, s.from_agency, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, 1
         from referral_sheet s where s.municipality_id = $1 and s.id = $3",
        &args![
            *municipality,
            leg.id,
            leg.sheet,
            leg.case,
            leg.from,
            leg.to,
            leg.lead.is_asked(),
            leg.lead == Lead::EvenInPart,
            reason,
            leg.method,
            leg.sent_at,
            leg.urgency,
            leg.dues.answer,
            leg.dues.result,
            leg.state,
            leg.forwarded_from,
            leg.hop,
        ],
    )?;
    Ok(())
}

/// Writes an answer. Whoever answered first stays: a second answer to the same version is a conflict.
pub(crate) fn save_answer(
    act: &mut Act<'_, '_>,
    leg: &Leg,
    state: LegState,
    answered: &Answered,
) -> Result<(), Trouble> {
    let note = cell(&leg.case, &leg.id).seal(act, "answer_note", answered.note.as_deref())?;
    let municipality = act.municipality();
    let changed = act.store().run(
        "update referral_leg set state = $4, answered_at = $5, answered_by = $6, answered_how = $7, return_reason = $8,
           answer_note = $9, read_at = null, version = version + 1
         where municipality_id = $1 and id = $2 and version = $3",
        &args![
            *municipality,
            leg.id,
            leg.version,
            state,
            answered.at,
            answered.by,
            answered.how,
            answered.return_reason,
            note,
        ],
    )?;
    if changed == 0 { Err(changed_meanwhile().into()) } else { Ok(()) }
}

pub(crate) fn save_outcome(act: &mut Act<'_, '_>, leg: &Leg, outcome: &Outcome) -> Result<(), Trouble> {
    let at = cell(&leg.case, &leg.id);
    let told = outcome.told.as_ref();
    let programme = at.seal(act, "programme", told.and_then(|told| told.programme.as_deref()))?;
    let note = at.seal(act, "result_note", told.and_then(|told| told.note.as_deref()))?;
    let ask_back = at.seal(act, "ask_back", outcome.ask_back.as_deref())?;
    let thanks = at.seal(act, "thanks", outcome.thanks.as_deref())?;
    let municipality = act.municipality();
    let changed = act.store().run(
        "update referral_leg set state = $4, first_met_on = $5, result = $6, programme = $7, result_note = $8,
           ask_back = $9, thanks = $10, reported_at = $11, reported_by = $12, read_at = null, version = version + 1
         where municipality_id = $1 and id = $2 and version = $3",
        &args![
            *municipality,
            leg.id,
            leg.version,
            LegState::Reported,
            told.and_then(|told| told.first_met_on),
            told.map(|told| told.result.clone()),
            programme,
            note,
            ask_back,
            thanks,
            outcome.at,
            outcome.by,
        ],
    )?;
    if changed == 0 { Err(changed_meanwhile().into()) } else { Ok(()) }
}

pub(crate) fn set_state(act: &mut Act<'_, '_>, leg: &LegId, state: LegState) -> Result<(), Fault> {
    let municipality = act.municipality();
    act.store().run(
        "update referral_leg set state = $3, version = version + 1 where municipality_id = $1 and id = $2",
        &args![*municipality, *leg, state],
    )?;
    Ok(())
}

/// The sender took note of what came back on the legs of its sheet.
pub(crate) fn mark_read(act: &mut Act<'_, '_>, sheet: &SheetId) -> Result<(), Fault> {
    let (municipality, now, agency) = (act.municipality(), act.now(), act.agency());
    act.store().run(
        "update referral_leg set read_at = $3
         where municipality_id = $1 and sheet_id = $2 and answered_at is not null and origin_agency = $4",
        &args![*municipality, *sheet, now, *agency],
    )?;
    Ok(())
}
