//! 訂正の履歴: what was known of a person before each correction, sealed. Contact apart, so that a protection that
//! stands now keeps back what was written before it, too.

use db::args;
use office::{Act, AgencyId, Day, Fault, Hands, Instant, PersonId, StaffId, Trouble};
use serde::{Deserialize, Serialize};
use vault::Place;

use super::{changed_meanwhile, sealed};
use crate::model::{BirthKnown, Contact, PersonName, Sex};

/// What stood until somebody corrected it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// The version that was replaced.
    pub version: i64,
    pub at: Instant,
    pub by: StaffId,
    pub agency: AgencyId,
    pub name: PersonName,
    pub sex: Option<Sex>,
    pub birth: BirthKnown,
    /// None: left as it was, or kept back from whoever reads this.
    pub contact: Option<Contact>,
    /// Where and how to reach the person was written anew, but the reader may not see it.
    pub contact_kept_back: bool,
}

#[derive(Serialize, Deserialize)]
struct Basic {
    name: Option<String>,
    kana: Option<String>,
    sex: Option<String>,
    birth_from: Option<String>,
    birth_to: Option<String>,
    birth_said: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct Reach {
    postal_code: Option<String>,
    address: Option<String>,
    no_fixed_address: bool,
    phone_home: Option<String>,
    phone_mobile: Option<String>,
    email: Option<String>,
    district: Option<String>,
}

impl From<Contact> for Reach {
    fn from(contact: Contact) -> Self {
        let Contact { postal_code, address, no_fixed_address, phone_home, phone_mobile, email, district } = contact;
        Self { postal_code, address, no_fixed_address, phone_home, phone_mobile, email, district }
    }
}

impl From<Reach> for Contact {
    fn from(reach: Reach) -> Self {
        let Reach { postal_code, address, no_fixed_address, phone_home, phone_mobile, email, district } = reach;
        Self { postal_code, address, no_fixed_address, phone_home, phone_mobile, email, district }
    }
}

fn row_of(id: &PersonId, version: i64) -> String {
    format!("{id}/{version}")
}

/// Keeps what stands at `version`, before it is corrected. Another correction since then is a conflict.
pub(crate) fn keep(act: &mut Act<'_, '_>, id: &PersonId, version: i64, with_contact: bool) -> Result<(), Trouble> {
    let mut hands = act.hands();
    let row = sealed(&mut hands, id)?.filter(|row| row.version == version).ok_or_else(changed_meanwhile)?;
    let name = row.name(&mut hands)?;
    let contact = if with_contact { Some(Reach::from(row.contact(&mut hands)?)) } else { None };
    let (from, to, birth_said) = row.birth.columns();
    let basic = Basic {
        name: name.written,
        kana: name.kana,
        sex: row.sex.map(|sex| sex.as_text().to_owned()),
        birth_from: from.map(Day::iso),
        birth_to: to.map(Day::iso),
        birth_said,
    };
    let key = row_of(id, version);
    let place = |column| Place { table: "people_revision", row: &key, column };
    let before = act.seal(id.as_text(), place("before"), &written(&basic)?)?;
    let contact = contact.map(|contact| written(&contact)).transpose()?;
    let contact = act.seal_maybe(id.as_text(), place("contact"), contact.as_deref())?;
    let (municipality, now, actor) = (act.municipality(), act.now(), act.actor());
    act.store().run(
        "insert into people_revision (municipality_id, person_id, version, at, staff_id, agency_id, before, contact)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        &args![*municipality, *id, version, now, actor.staff, actor.agency, before, contact],
    )?;
    Ok(())
}

fn written(value: &impl Serialize) -> Result<String, Fault> {
    serde_json::to_string(value).map_err(|e| Fault::other(e.to_string()))
}

type Kept = (i64, Instant, StaffId, AgencyId, Vec<u8>, Option<Vec<u8>>);

/// The corrections of a person, the newest first. `with_contact`: the reader may see where the person lives.
pub fn revisions(hands: &mut Hands<'_, '_>, id: &PersonId, with_contact: bool) -> Result<Vec<Revision>, Fault> {
    let rows: Vec<Kept> = hands.store.all(
        "select version, at, staff_id, agency_id, before, contact from people_revision
         where municipality_id = $1 and person_id = $2 order by version desc",
        &args![*hands.municipality, *id],
    )?;
    let mut all = Vec::with_capacity(rows.len());
    for (version, at, by, agency, before, contact) in rows {
        let key = row_of(id, version);
        let place = |column| Place { table: "people_revision", row: &key, column };
        let before = hands.open(id.as_text(), place("before"), &before)?;
        let basic: Basic = serde_json::from_str(&before).map_err(|_| Fault::NotA("kept person"))?;
        let contact_kept_back = contact.is_some() && !with_contact;
        let contact = contact.filter(|_| with_contact);
        let contact = hands.open_maybe(id.as_text(), place("contact"), contact.as_deref())?;
        let contact: Option<Reach> =
            contact.map(|text| serde_json::from_str(&text).map_err(|_| Fault::NotA("kept contact"))).transpose()?;
        let day = |text: Option<String>| text.as_deref().and_then(Day::parse_iso);
        all.push(Revision {
            version,
            at,
            by,
            agency,
            name: PersonName { written: basic.name, kana: basic.kana },
            sex: basic.sex.as_deref().and_then(Sex::from_text),
            birth: BirthKnown::from_columns(day(basic.birth_from), day(basic.birth_to), basic.birth_said),
            contact: contact.map(Contact::from),
            contact_kept_back,
        });
    }
    Ok(all)
}
