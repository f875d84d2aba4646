//! Questions beyond a sheet as they are kept: asked once, answered once, words sealed under the case's key.

use db::{Record, Row, args};
use office::{Act, Actor, AgencyId, CaseId, Day, Fault, Hands, Instant, StaffId, Trouble};

use super::Cell;
use super::sheets::consent;
use crate::model::{ConsentKind, LegId, MoreId, SheetId};
use crate::more::{Answer, Asker, More, Telling, Told};
use crate::rules::Refusal;
use crate::sheet::Sheet;

/// A row before it is unsealed.
struct Sealed {
    id: MoreId,
    leg: LegId,
    from: AgencyId,
    asker: Asker,
    kinds: String,
    why: Vec<u8>,
    answered: (Option<Instant>, Option<AgencyId>, Option<StaffId>),
    consent: (Option<ConsentKind>, Option<Day>, Option<String>),
    ground: (Option<String>, Option<Vec<u8>>),
    withdrawn_at: Option<Instant>,
    instead: Option<Vec<u8>>,
    read_at: Option<Instant>,
}

impl Record for Sealed {
    fn read(row: &mut Row) -> Result<Self, Fault> {
        let (id, leg, from) = (row.take()?, row.take()?, row.take()?);
        let asker = Asker { agency: row.take()?, staff: row.take()?, at: row.take()? };
        Ok(Self {
            id,
            leg,
            from,
            asker,
            kinds: row.take()?,
            why: row.take()?,
            answered: (row.take()?, row.take()?, row.take()?),
            consent: (row.take()?, row.take()?, row.take()?),
            ground: (row.take()?, row.take()?),
            withdrawn_at: row.take()?,
            instead: row.take()?,
            read_at: row.take()?,
        })
    }
}

fn cell<'a>(case: &'a CaseId, id: &'a MoreId) -> Cell<'a> {
    Cell { case, table: "referral_more", row: id.as_text() }
}

fn told_row(id: &MoreId, kind: &str) -> String {
    format!("{id}/{kind}")
}

impl Sealed {
    fn opened(self, hands: &mut Hands<'_, '_>, sheet: &Sheet, told: Vec<Told>) -> Result<More, Fault> {
        let at = cell(&sheet.case, &self.id);
        let why = at.open(hands, "why", Some(&self.why))?.unwrap_or_default();
        let answer = match self.answered {
            (Some(when), Some(agency), Some(staff)) => {
                let reason = at.open(hands, "ground_reason", self.ground.1.as_deref())?;
                let (kind, on, heard_by) = self.consent;
                let consent = kind.map(|kind| consent((kind, on), heard_by, (self.ground.0, reason))).transpose()?;
                let instead = at.open(hands, "instead", self.instead.as_deref())?;
                Some(Answer {
                    agency,
                    staff,
                    at: when,
                    consent,
                    consent_withdrawn_at: self.withdrawn_at,
                    told,
                    instead,
                    read_at: self.read_at,
                })
            }
            _ => None,
        };
        Ok(More {
            id: self.id,
            sheet: sheet.id.clone(),
            case: sheet.case.clone(),
            leg: self.leg,
            from: self.from,
            asker: self.asker,
            kinds: self.kinds.split_whitespace().map(str::to_owned).collect(),
            why,
            answer,
        })
    }
}

/// Every question about a sheet, the first first.
pub(crate) fn of_sheet(hands: &mut Hands<'_, '_>, sheet: &Sheet) -> Result<Vec<More>, Fault> {
    let rows: Vec<Sealed> = hands.store.all(
        "select id, leg_id, from_agency, by_agency, by_staff, asked_at, kinds, why, answered_at, answered_agency,
           answered_by, consent, consented_on, heard_by, legal_ground, ground_reason, consent_withdrawn_at, instead,
           read_at
         from referral_more where municipality_id = $1 and sheet_id = $2 order by asked_at, id",
        &args![*hands.municipality, sheet.id],
    )?;
    let mut all = Vec::with_capacity(rows.len());
    for row in rows {
        let told = told(hands, &sheet.case, &row.id)?;
        all.push(row.opened(hands, sheet, told)?);
    }
    Ok(all)
}

fn told(hands: &mut Hands<'_, '_>, case: &CaseId, id: &MoreId) -> Result<Vec<Told>, Fault> {
    let rows: Vec<(String, Vec<u8>)> = hands.store.all(
        "select kind, told from referral_more_told where municipality_id = $1 and more_id = $2 order by kind",
        &args![*hands.municipality, *id],
    )?;
    let mut all = Vec::with_capacity(rows.len());
    for (kind, sealed) in rows {
        let row = told_row(id, &kind);
        let text = Cell { case, table: "referral_more_told", row: &row }.open(hands, "told", Some(&sealed))?;
        all.push(Told { kind, text });
    }
    Ok(all)
}

pub(crate) fn insert(act: &mut Act<'_, '_>, more: &More) -> Result<(), Fault> {
    let why = cell(&more.case, &more.id).seal(act, "why", Some(&more.why))?;
    let municipality = act.municipality();
    act.store().run(
        "insert into referral_more (municipality_id, id, sheet_id, case_id, leg_id, from_agency, by_agency, by_staff,
           asked_at, kinds, why)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        &args![
            *municipality,
            more.id,
            more.sheet,
            more.case,
            more.leg,
            more.from,
            more.asker.agency,
            more.asker.staff,
            more.asker.at,
            more.kinds.join(" "),
            why,
        ],
    )?;
    Ok(())
}

/// Writes the answer. A second one is a conflict: nothing is overwritten.
pub(crate) fn save(act: &mut Act<'_, '_>, more: &More, telling: &Telling) -> Result<(), Trouble> {
    let at = cell(&more.case, &more.id);
    let consent = telling.consent.as_ref().filter(|_| !telling.told.is_empty());
    let ground = consent.and_then(crate::consent::Consent::ground);
    let reason = at.seal(act, "ground_reason", ground.map(|ground| ground.reason.as_str()))?;
    let instead = at.seal(act, "instead", telling.instead.as_deref())?;
    let (municipality, now, actor) = (act.municipality(), act.now(), act.actor());
    let changed = act.store().run(
        "update referral_more set answered_at = $3, answered_agency = $4, answered_by = $5, consent = $6,
           consented_on = $7, heard_by = $8, legal_ground = $9, ground_reason = $10, instead = $11
         where municipality_id = $1 and id = $2 and answered_at is null",
        &args![
            *municipality,
            more.id,
            now,
            actor.agency,
            actor.staff,
            consent.map(crate::consent::Consent::kind),
            consent.and_then(crate::consent::Consent::on),
            consent.and_then(|consent| consent.heard_by()).map(str::to_owned),
            ground.map(|ground| ground.code.clone()),
            reason,
            instead,
        ],
    )?;
    if changed == 0 {
        return Err(Refusal::MoreSettled.into());
    }
    for (kind, text) in &telling.told {
        let row = told_row(&more.id, kind);
        let at = Cell { case: &more.case, table: "referral_more_told", row: &row };
        let Some(sealed) = at.seal(act, "told", Some(text))? else { continue };
        act.store().run(
            "insert into referral_more_told (municipality_id, more_id, kind, told) values ($1, $2, $3, $4)",
            &args![*municipality, more.id, *kind, sealed],
        )?;
    }
    Ok(())
}

/// The person withdrew their word: what was told under it is told no longer. Gives whether there was any.
pub(crate) fn withdraw_consent(act: &mut Act<'_, '_>, sheet: &SheetId) -> Result<bool, Fault> {
    let (municipality, now) = (act.municipality(), act.now());
    let changed = act.store().run(
        "update referral_more set consent_withdrawn_at = $3
         where municipality_id = $1 and sheet_id = $2 and consented_on is not null and consent_withdrawn_at is null",
        &args![*municipality, *sheet, now],
    )?;
    Ok(changed > 0)
}

/// The counter that asked took note of what came back.
pub(crate) fn mark_read(act: &mut Act<'_, '_>, sheet: &SheetId) -> Result<(), Fault> {
    let (municipality, now, agency) = (act.municipality(), act.now(), act.agency());
    act.store().run(
        "update referral_more set read_at = $3
         where municipality_id = $1 and sheet_id = $2 and by_agency = $4 and answered_at is not null and read_at is null",
        &args![*municipality, *sheet, now, *agency],
    )?;
    Ok(())
}

/// Sheets with a question that waits for the actor's counter, the oldest first.
pub(crate) fn to_answer(hands: &mut Hands<'_, '_>, actor: &Actor, limit: i64) -> Result<Vec<(SheetId, MoreId)>, Fault> {
    hands.store.all(
        "select m.sheet_id, m.id from referral_more m
         join referral_sheet s on s.municipality_id = m.municipality_id and s.id = m.sheet_id
         join referral_leg l on l.municipality_id = m.municipality_id and l.id = m.leg_id
         join cases_case c on c.municipality_id = m.municipality_id and c.id = m.case_id
         where m.municipality_id = $1 and m.answered_at is null and m.by_agency <> $2
           and (m.from_agency = $2 or c.holder_agency = $2) and s.consent_withdrawn_at is null
           and l.state in ('sent', 'accepted', 'accepted_in_part')
         order by m.asked_at, m.id limit $3",
        &args![*hands.municipality, actor.agency, limit],
    )
}

/// Sheets with an answer that the actor's counter asked for and has not taken note of, the newest first.
pub(crate) fn unread(hands: &mut Hands<'_, '_>, actor: &Actor, limit: i64) -> Result<Vec<(SheetId, MoreId)>, Fault> {
    hands.store.all(
        "select sheet_id, id from referral_more
         where municipality_id = $1 and by_agency = $2 and answered_at is not null and read_at is null
         order by answered_at desc, id desc limit $3",
        &args![*hands.municipality, actor.agency, limit],
    )
}

/// When this counter was last asked or answered: what an open page compares again and again. Nothing is unsealed, and
/// cases that exist for the named few alone do not count.
pub(crate) fn newest(hands: &mut Hands<'_, '_>, actor: &Actor) -> Result<Option<Instant>, Fault> {
    let (asked,): (Option<Instant>,) = hands.store.one(
        "select max(m.asked_at) from referral_more m where m.municipality_id = $1 and m.from_agency = $2
           and not exists (select 1 from cases_case c
             where c.municipality_id = m.municipality_id and c.id = m.case_id and c.restricted = 1)
           and not exists (select 1 from cases_person p
             join people_person q on q.municipality_id = p.municipality_id and q.id = p.person_id
             where p.municipality_id = m.municipality_id and p.case_id = m.case_id and q.restricted = 1)",
        &args![*hands.municipality, actor.agency],
    )?;
    let (answered,): (Option<Instant>,) = hands.store.one(
        "select max(m.answered_at) from referral_more m where m.municipality_id = $1 and m.by_agency = $2
           and not exists (select 1 from cases_case c
             where c.municipality_id = m.municipality_id and c.id = m.case_id and c.restricted = 1)
           and not exists (select 1 from cases_person p
             join people_person q on q.municipality_id = p.municipality_id and q.id = p.person_id
             where p.municipality_id = m.municipality_id and p.case_id = m.case_id and q.restricted = 1)",
        &args![*hands.municipality, actor.agency],
    )?;
    Ok(asked.max(answered))
}
