//! 基準の行 in the database, and the tables with the confirmed rows over them.

use std::sync::{Arc, Mutex, PoisonError};

use db::{Reader, args};
use office::{Act, By, Desk, Fault, Hands, MunicipalityId, Trouble, Unsettled};

use crate::model::{NewRow, RowId, RowState, TableRow, told_text};
use crate::parameters::{EnteredRow, Tables};
use crate::rules::{self, RowRefusal};

/// Every row, newest first.
pub fn list(hands: &mut Hands<'_, '_>) -> Result<Vec<TableRow>, Fault> {
    hands.store.all(
        "select id, place, item, amounts, valid_from, valid_to, source, state, proposed_by, proposed_name, proposed_at,
           settled_by, settled_name, settled_at, version
         from benefits_row where municipality_id = $1 order by proposed_at desc, id desc",
        &args![hands.municipality.clone()],
    )
}

pub fn find(hands: &mut Hands<'_, '_>, id: &RowId) -> Result<Option<TableRow>, Fault> {
    hands.store.maybe(
        "select id, place, item, amounts, valid_from, valid_to, source, state, proposed_by, proposed_name, proposed_at,
           settled_by, settled_name, settled_at, version
         from benefits_row where municipality_id = $1 and id = $2",
        &args![hands.municipality.clone(), id.clone()],
    )
}

/// Keeps a proposal. It changes no judgement yet.
pub fn propose(act: &mut Act<'_, '_>, told: &NewRow) -> Result<RowId, Fault> {
    let id = act.new_id(RowId::PREFIX, RowId::from_text)?;
    let (municipality, actor, now) = (act.municipality().clone(), act.actor().clone(), act.now());
    act.store().run(
        "insert into benefits_row (municipality_id, id, place, item, amounts, valid_from, valid_to, source, state,
           proposed_by, proposed_name, proposed_at, version)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 1)",
        &args![
            municipality,
            id.clone(),
            told.place.clone(),
            told.item.clone(),
            told_text(&told.values, &told.words),
            told.valid_from,
            told.valid_to,
            told.source.clone(),
            RowState::Proposed,
            actor.staff,
            actor.name,
            now,
        ],
    )?;
    Ok(id)
}

/// From now on judgements use the row for the days it is in force.
pub fn confirm(act: &mut Act<'_, '_>, id: &RowId, version: i64) -> Result<(), Trouble> {
    let row = find(&mut act.hands(), id)?.ok_or_else(office::Refusal::not_there)?;
    rules::may_confirm(&row, &act.actor().staff, version).map_err(office::Refusal::from)?;
    settle(act, (id, version), RowState::InUse)
}

/// Takes a proposal back; it stays in the list.
pub fn withdraw(act: &mut Act<'_, '_>, id: &RowId, version: i64) -> Result<(), Trouble> {
    let row = find(&mut act.hands(), id)?.ok_or_else(office::Refusal::not_there)?;
    rules::may_withdraw(&row, version).map_err(office::Refusal::from)?;
    settle(act, (id, version), RowState::Withdrawn)
}

fn settle(act: &mut Act<'_, '_>, (id, version): (&RowId, i64), state: RowState) -> Result<(), Trouble> {
    let (municipality, actor, now) = (act.municipality().clone(), act.actor().clone(), act.now());
    let changed = act.store().run(
        "update benefits_row set state = $4, settled_by = $5, settled_name = $6, settled_at = $7, version = version + 1
         where municipality_id = $1 and id = $2 and version = $3",
        &args![municipality, id.clone(), version, state, actor.staff, actor.name, now],
    )?;
    if changed == 1 { Ok(()) } else { Err(office::Refusal::from(RowRefusal { why: Unsettled::Changed, state }).into()) }
}

/// The confirmed rows in the order of their confirmation.
pub fn entered(reader: &mut Reader<'_>, municipality: &MunicipalityId) -> Result<Vec<EnteredRow>, Fault> {
    let rows: Vec<TableRow> = reader.all(
        "select id, place, item, amounts, valid_from, valid_to, source, state, proposed_by, proposed_name, proposed_at,
           settled_by, settled_name, settled_at, version
         from benefits_row where municipality_id = $1 and state = 'in_use' order by settled_at, id",
        &args![municipality.clone()],
    )?;
    let checked = |row: &TableRow| row.settled.clone().ok_or(Fault::NotA("confirmed row"));
    rows.iter().map(|row| row.told.entered(&checked(row)?)).collect()
}

type Kept = (Vec<EnteredRow>, Arc<Tables>);

/// Tables already made, by the rows they were made of. Never stale: the rows are read for each judgement, so that a
/// confirmation counts at once, whichever server process took it.
static MADE: Mutex<Vec<Kept>> = Mutex::new(Vec::new());
const MOST_KEPT: usize = 4;

/// The tables that judgements use now.
pub fn in_use(reader: &mut Reader<'_>, municipality: &MunicipalityId) -> Result<Arc<Tables>, Fault> {
    made_of(entered(reader, municipality)?)
}

/// The tables in use, for commands that run outside the server.
pub fn in_use_now(desk: &Desk) -> Result<Arc<Tables>, Fault> {
    let own = desk.clone();
    desk.db().read_now(move |reader: &mut Reader<'_>| in_use(reader, own.municipality()))
}

/// The tables in use with the rows of a file (as `rules/benefits/municipalities.yaml`) in the place of theirs.
pub fn in_use_with_file(desk: &Desk, file: &str) -> Result<Tables, Fault> {
    let own = desk.clone();
    let rows = desk.db().read_now(move |reader: &mut Reader<'_>| entered(reader, own.municipality()))?;
    Tables::with_entered_and_file(&rows, file).map_err(|trouble| Fault::other(trouble.to_string()))
}

/// The tables in use and the same with one more row, as if it were confirmed.
pub fn with_and_without(
    reader: &mut Reader<'_>,
    municipality: &MunicipalityId,
    row: &TableRow,
) -> Result<(Arc<Tables>, Arc<Tables>), Fault> {
    let rows = entered(reader, municipality)?;
    let by = By { name: "確認待ち".to_owned(), ..row.proposed.clone() };
    let mut more = rows.clone();
    more.push(row.told.entered(&by)?);
    Ok((made_of(rows)?, Arc::new(read(&more)?)))
}

fn read(rows: &[EnteredRow]) -> Result<Tables, Fault> {
    Tables::with_entered(rows).map_err(|trouble| Fault::other(trouble.to_string()))
}

fn made_of(rows: Vec<EnteredRow>) -> Result<Arc<Tables>, Fault> {
    if rows.is_empty() {
        return Ok(Tables::embedded_shared());
    }
    let kept = || MADE.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((_, tables)) = kept().iter().find(|(known, _)| *known == rows) {
        return Ok(Arc::clone(tables));
    }
    let tables = Arc::new(read(&rows)?);
    let mut made = kept();
    made.insert(0, (rows, Arc::clone(&tables)));
    made.truncate(MOST_KEPT);
    Ok(tables)
}
