//! 窓口 in the database.

use db::args;
use office::{Act, AgencyId, Fault, Hands, Refusal, Trouble};
use vault::fold::kana_order;

use super::{Agency, AgencyNames, Asked, NewAgency, matching};

/// The counter, open or closed.
pub fn find(hands: &mut Hands<'_, '_>, id: &AgencyId) -> Result<Option<Agency>, Fault> {
    hands.store.maybe(
        "select id, kind, name, kana, place, phone, hours, languages, takes, takes_note, has_account, opened_on,
           closed_on, version
         from staff_agency where municipality_id = $1 and id = $2",
        &args![hands.municipality.clone(), id.clone()],
    )
}

/// Every counter, closed ones too, in kana order.
pub fn list(hands: &mut Hands<'_, '_>) -> Result<Vec<Agency>, Fault> {
    let mut all: Vec<Agency> = hands.store.all(
        "select id, kind, name, kana, place, phone, hours, languages, takes, takes_note, has_account, opened_on,
           closed_on, version
         from staff_agency where municipality_id = $1",
        &args![hands.municipality.clone()],
    )?;
    all.sort_by_cached_key(|agency| (kana_order(&agency.kana), agency.id.clone()));
    Ok(all)
}

/// The counters that take something today, in kana order.
pub fn open_agencies(hands: &mut Hands<'_, '_>) -> Result<Vec<Agency>, Fault> {
    let today = hands.at.day();
    Ok(list(hands)?.into_iter().filter(|agency| agency.is_open_on(today)).collect())
}

/// The counters that fit what is asked, in kana order.
pub fn search(hands: &mut Hands<'_, '_>, asked: &Asked, codes: &office::Codes) -> Result<Vec<Agency>, Fault> {
    let today = hands.at.day();
    Ok(matching(list(hands)?, asked, codes, today))
}

/// The name of every counter by its id.
pub fn names(hands: &mut Hands<'_, '_>) -> Result<AgencyNames, Fault> {
    let rows: Vec<(AgencyId, String)> = hands
        .store
        .all("select id, name from staff_agency where municipality_id = $1", &args![hands.municipality.clone()])?;
    Ok(AgencyNames(rows.into_iter().collect()))
}

/// Registers a counter, open from today.
pub fn insert(act: &mut Act<'_, '_>, new: NewAgency) -> Result<AgencyId, Fault> {
    let id = act.new_id(AgencyId::PREFIX, AgencyId::from_text)?;
    let agency = new.opened(id.clone(), act.today());
    insert_as(act, &agency)?;
    Ok(id)
}

/// Registers a counter exactly as given.
pub fn insert_as(act: &mut Act<'_, '_>, agency: &Agency) -> Result<(), Fault> {
    let municipality = act.municipality().clone();
    act.store().run(
        "insert into staff_agency (municipality_id, id, kind, name, kana, place, phone, hours, languages, takes,
           takes_note, has_account, opened_on, closed_on, version)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
        &args![
            municipality,
            agency.id.clone(),
            agency.kind.clone(),
            agency.name.clone(),
            agency.kana.clone(),
            agency.place.clone(),
            agency.phone.clone(),
            agency.hours.clone(),
            agency.languages.join(" "),
            agency.takes.join(" "),
            agency.takes_note.clone(),
            agency.has_account,
            agency.opened_on,
            agency.closed_on,
            agency.version,
        ],
    )?;
    Ok(())
}

/// Changes what is told of a counter, if nobody changed it since `version`.
pub fn amend(act: &mut Act<'_, '_>, id: &AgencyId, version: i64, told: &NewAgency) -> Result<(), Trouble> {
    let municipality = act.municipality().clone();
    let changed = act.store().run(
        "update staff_agency set kind = $4, name = $5, kana = $6, place = $7, phone = $8, hours = $9, languages = $10,
           takes = $11, takes_note = $12, has_account = $13, version = version + 1
         where municipality_id = $1 and id = $2 and version = $3",
        &args![
            municipality,
            id.clone(),
            version,
            told.kind.clone(),
            told.name.clone(),
            told.kana.clone(),
            told.place.clone(),
            told.phone.clone(),
            told.hours.clone(),
            told.languages.join(" "),
            told.takes.join(" "),
            told.takes_note.clone(),
            told.has_account,
        ],
    )?;
    saved(changed)
}

/// The counter takes nothing from today on. Nothing of it is taken away.
pub fn close(act: &mut Act<'_, '_>, id: &AgencyId, version: i64) -> Result<(), Trouble> {
    let (municipality, today) = (act.municipality().clone(), act.today());
    let changed = act.store().run(
        "update staff_agency set closed_on = $4, version = version + 1
         where municipality_id = $1 and id = $2 and version = $3",
        &args![municipality, id.clone(), version, today],
    )?;
    saved(changed)
}

/// The counter takes again.
pub fn reopen(act: &mut Act<'_, '_>, id: &AgencyId, version: i64) -> Result<(), Trouble> {
    let municipality = act.municipality().clone();
    let changed = act.store().run(
        "update staff_agency set closed_on = null, version = version + 1
         where municipality_id = $1 and id = $2 and version = $3",
        &args![municipality, id.clone(), version],
    )?;
    saved(changed)
}

fn saved(changed: u64) -> Result<(), Trouble> {
    if changed == 1 { Ok(()) } else { Err(changed_meanwhile().into()) }
}

pub(crate) fn changed_meanwhile() -> Refusal {
    Refusal::conflict("ほかの職員が先に保存しました。新しい内容を確かめてから、もう一度保存してください。")
}
