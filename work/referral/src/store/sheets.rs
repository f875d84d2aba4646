//! The sheet itself: one row, its snapshot sealed whole.

use db::{Record, Row, args};
use office::{Act, AgencyId, CaseId, Day, Fault, Hands, Instant, PersonId, Refusal, StaffId, Trouble};

use super::Cell;
use crate::consent::{Consent, LegalGround};
use crate::model::{ConsentKind, Kind, SheetId, SheetState, Urgency};
use crate::sheet::{Sheet, concerns_from_text, concerns_to_text};
use crate::travels::Snapshot;

/// A row before it is unsealed.
struct Sealed {
    id: SheetId,
    code: String,
    case: CaseId,
    person: Option<PersonId>,
    intake: Option<String>,
    kind: Kind,
    from_agency: AgencyId,
    from_staff: StaffId,
    written_at: Instant,
    consent: ConsentKind,
    consented_on: Option<Day>,
    heard_by: Option<String>,
    withdrawn_at: Option<Instant>,
    share_outcome: bool,
    ground: (Option<String>, Option<Vec<u8>>),
    urgency: Urgency,
    snapshot: Option<Vec<u8>>,
    summary: Option<Vec<u8>>,
    considerations: Option<Vec<u8>>,
    concerns: String,
    state: SheetState,
    version: i64,
}

impl Record for Sealed {
    fn read(row: &mut Row) -> Result<Self, Fault> {
        Ok(Self {
            id: row.take()?,
            code: row.take()?,
            case: row.take()?,
            person: row.take()?,
            intake: row.take()?,
            kind: row.take()?,
            from_agency: row.take()?,
            from_staff: row.take()?,
            written_at: row.take()?,
            consent: row.take()?,
            consented_on: row.take()?,
            heard_by: row.take()?,
            withdrawn_at: row.take()?,
            share_outcome: row.take()?,
            ground: (row.take()?, row.take()?),
            urgency: row.take()?,
            snapshot: row.take()?,
            summary: row.take()?,
            considerations: row.take()?,
            concerns: row.take()?,
            state: row.take()?,
            version: row.take()?,
        })
    }
}

fn cell<'a>(case: &'a CaseId, id: &'a SheetId) -> Cell<'a> {
    Cell { case, table: "referral_sheet", row: id.as_text() }
}

impl Sealed {
    fn opened(self, hands: &mut Hands<'_, '_>) -> Result<Sheet, Fault> {
        let (case, id) = (self.case.clone(), self.id.clone());
        let mut open =
            |column: &str, sealed: Option<&Vec<u8>>| cell(&case, &id).open(hands, column, sealed.map(Vec::as_slice));
        let reason = open("ground_reason", self.ground.1.as_ref())?;
        let snapshot = open("person", self.snapshot.as_ref())?;
        let summary = open("summary", self.summary.as_ref())?.unwrap_or_default();
        let considerations = open("considerations", self.considerations.as_ref())?.unwrap_or_default();
        Ok(Sheet {
            consent: consent((self.consent, self.consented_on), self.heard_by, (self.ground.0, reason))?,
            snapshot: snapshot_from(snapshot)?,
            id: self.id,
            code: self.code,
            case: self.case,
            person: self.person,
            intake: self.intake,
            kind: self.kind,
            from_agency: self.from_agency,
            from_staff: self.from_staff,
            written_at: self.written_at,
            consent_withdrawn_at: self.withdrawn_at,
            share_outcome: self.share_outcome,
            urgency: self.urgency,
            summary,
            considerations,
            concerns: concerns_from_text(&self.concerns),
            state: self.state,
            version: self.version,
        })
    }
}

pub(crate) fn snapshot_from(text: Option<String>) -> Result<Snapshot, Fault> {
    let Some(text) = text else { return Ok(Snapshot::default()) };
    serde_json::from_str(&text).map_err(|_| Fault::NotA("snapshot of a person"))
}

pub(crate) fn consent(
    (kind, on): (ConsentKind, Option<Day>),
    heard_by: Option<String>,
    (code, reason): (Option<String>, Option<String>),
) -> Result<Consent, Fault> {
    match (kind, on) {
        (ConsentKind::Written, Some(on)) => Ok(Consent::Written { on }),
        (ConsentKind::Oral, Some(on)) => Ok(Consent::Oral { on, heard_by: heard_by.unwrap_or_default() }),
        (ConsentKind::None, _) => {
            let ground = code.zip(reason).map(|(code, reason)| LegalGround { code, reason });
            Ok(Consent::NotYet { ground })
        }
        _ => Err(Fault::NotA("consent with its day")),
    }
}

pub(crate) fn find(hands: &mut Hands<'_, '_>, id: &SheetId) -> Result<Option<Sheet>, Fault> {
    let row: Option<Sealed> = hands.store.maybe(
        "select id, code, case_id, person_id, intake_id, kind, from_agency, from_staff, written_at, consent,
           consented_on, heard_by, consent_withdrawn_at, share_outcome, legal_ground, ground_reason, urgency, person,
           summary, considerations, concerns, state, version
         from referral_sheet where municipality_id = $1 and id = $2",
        &args![*hands.municipality, *id],
    )?;
    row.map(|row| row.opened(hands)).transpose()
}

/// As [`find`]; a sheet that is not there is answered as such.
pub(crate) fn get(hands: &mut Hands<'_, '_>, id: &SheetId) -> Result<Sheet, Trouble> {
    Ok(find(hands, id)?.ok_or_else(Refusal::not_there)?)
}

pub(crate) fn id_of_code(hands: &mut Hands<'_, '_>, code: &str) -> Result<Option<SheetId>, Fault> {
    let row: Option<(SheetId,)> = hands.store.maybe(
        "select id from referral_sheet where municipality_id = $1 and code = $2",
        &args![*hands.municipality, code.to_owned()],
    )?;
    Ok(row.map(|(id,)| id))
}

/// The counter that sent a sheet, without opening anything of it.
pub(crate) fn sender_of(hands: &mut Hands<'_, '_>, id: &SheetId) -> Result<Option<AgencyId>, Fault> {
    let row: Option<(AgencyId,)> = hands.store.maybe(
        "select from_agency from referral_sheet where municipality_id = $1 and id = $2",
        &args![*hands.municipality, *id],
    )?;
    Ok(row.map(|(agency,)| agency))
}

pub(crate) fn insert(act: &mut Act<'_, '_>, sheet: &Sheet) -> Result<(), Fault> {
    let at = cell(&sheet.case, &sheet.id);
    let snapshot = serde_json::to_string(&sheet.snapshot).map_err(|e| Fault::other(e.to_string()))?;
    let person = at.seal(act, "person", Some(&snapshot))?;
    let summary = at.seal(act, "summary", Some(&sheet.summary))?;
    let considerations = at.seal(act, "considerations", Some(&sheet.considerations))?;
    let ground = sheet.consent.ground();
    let reason = at.seal(act, "ground_reason", ground.map(|ground| ground.reason.as_str()))?;
    let municipality = act.municipality();
    act.store().run(
        "insert into referral_sheet (municipality_id, id, code, case_id, person_id, intake_id, kind, from_agency,
           from_staff, written_at, consent, consented_on, heard_by, consent_withdrawn_at, share_outcome, legal_ground,
           ground_reason, urgency, person, summary, considerations, concerns, state, closed_on, closing_kind, version)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, null, $14, $15, $16, $17, $18, $19, $20, $21,
           $22, null, null, 1)",
        &args![
            *municipality,
            sheet.id,
            sheet.code,
            sheet.case,
            sheet.person,
            sheet.intake,
            sheet.kind,
            sheet.from_agency,
            sheet.from_staff,
            sheet.written_at,
            sheet.consent.kind(),
            sheet.consent.on(),
            sheet.consent.heard_by().map(str::to_owned),
            sheet.share_outcome,
            ground.map(|g| g.code.clone()),
            reason,
            sheet.urgency,
            person,
            summary,
            considerations,
            concerns_to_text(&sheet.concerns),
            sheet.state,
        ],
    )?;
    Ok(())
}

/// Writes what an amendment may change; another officer's change since `sheet.version` is a conflict.
pub(crate) fn save_words(act: &mut Act<'_, '_>, sheet: &Sheet) -> Result<(), Trouble> {
    let at = cell(&sheet.case, &sheet.id);
    let summary = at.seal(act, "summary", Some(&sheet.summary))?;
    let considerations = at.seal(act, "considerations", Some(&sheet.considerations))?;
    let municipality = act.municipality();
    let changed = act.store().run(
        "update referral_sheet set summary = $4, considerations = $5, concerns = $6, urgency = $7, version = version + 1
         where municipality_id = $1 and id = $2 and version = $3",
        &args![
            *municipality, sheet.id, sheet.version, summary, considerations, concerns_to_text(&sheet.concerns),
            sheet.urgency,
        ],
    )?;
    if changed == 0 { Err(changed_meanwhile().into()) } else { Ok(()) }
}

pub(crate) fn changed_meanwhile() -> Refusal {
    Refusal::conflict("ほかの職員が先に保存しました。入力した内容は残っています。いまの内容と見くらべてください。")
}

/// Ends a sheet. `kind` is a code of `closing_kinds`.
pub(crate) fn end(act: &mut Act<'_, '_>, id: &SheetId, state: SheetState, kind: &'static str) -> Result<(), Fault> {
    let (municipality, today) = (act.municipality(), act.today());
    act.store().run(
        "update referral_sheet set state = $3, closed_on = $4, closing_kind = $5, version = version + 1
         where municipality_id = $1 and id = $2",
        &args![*municipality, *id, state, today, kind],
    )?;
    Ok(())
}

pub(crate) fn withdraw_consent(act: &mut Act<'_, '_>, id: &SheetId) -> Result<(), Fault> {
    let (municipality, now) = (act.municipality(), act.now());
    act.store().run(
        "update referral_sheet set consent_withdrawn_at = $3, version = version + 1
         where municipality_id = $1 and id = $2 and consent_withdrawn_at is null",
        &args![*municipality, *id, now],
    )?;
    Ok(())
}
