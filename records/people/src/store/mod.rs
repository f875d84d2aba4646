//! People as they are kept: sealed under their own key, found by keyed words.

pub(crate) mod households;
mod index;
mod lifting;
pub(crate) mod namings;
pub(crate) mod protections;
pub(crate) mod restrictions;
pub(crate) mod revisions;
pub(crate) mod same;
pub(crate) mod search;
pub(crate) mod visible;

use std::collections::BTreeMap;

use db::{Record, Row, args};
use office::{Act, Actor, Day, Fault, Hands, PersonId, Refusal, Trouble};
use vault::Place;

use crate::model::{Amendment, Basic, BirthKnown, Contact, NewPerson, Person, PersonName, Sex};

/// A row before it is unsealed.
struct Sealed {
    id: PersonId,
    name: Option<Vec<u8>>,
    kana: Option<Vec<u8>>,
    sex: Option<Sex>,
    birth: BirthKnown,
    postal_code: Option<Vec<u8>>,
    address: Option<Vec<u8>>,
    no_fixed_address: bool,
    phone_home: Option<Vec<u8>>,
    phone_mobile: Option<Vec<u8>>,
    email: Option<Vec<u8>>,
    district: Option<String>,
    protected: bool,
    restricted: bool,
    version: i64,
}

impl Record for Sealed {
    fn read(row: &mut Row) -> Result<Self, Fault> {
        let id = row.take()?;
        let (name, kana, sex) = (row.take()?, row.take()?, row.take()?);
        let (from, to, said): (Option<Day>, Option<Day>, Option<String>) = (row.take()?, row.take()?, row.take()?);
        Ok(Self {
            id,
            name,
            kana,
            sex,
            birth: BirthKnown::from_columns(from, to, said),
            postal_code: row.take()?,
            address: row.take()?,
            no_fixed_address: row.take()?,
            phone_home: row.take()?,
            phone_mobile: row.take()?,
            email: row.take()?,
            district: row.take()?,
            protected: row.take()?,
            restricted: row.take()?,
            version: row.take()?,
        })
    }
}

fn place<'a>(row: &'a PersonId, column: &'a str) -> Place<'a> {
    Place { table: "people_person", row: row.as_text(), column }
}

fn text(
    hands: &mut Hands<'_, '_>,
    id: &PersonId,
    column: &str,
    sealed: Option<&[u8]>,
) -> Result<Option<String>, Fault> {
    hands.open_maybe(id.as_text(), place(id, column), sealed)
}

fn name(
    hands: &mut Hands<'_, '_>,
    id: &PersonId,
    (written, kana): (Option<&[u8]>, Option<&[u8]>),
) -> Result<PersonName, Fault> {
    Ok(PersonName { written: text(hands, id, "name", written)?, kana: text(hands, id, "kana", kana)? })
}

impl Sealed {
    fn name(&self, hands: &mut Hands<'_, '_>) -> Result<PersonName, Fault> {
        name(hands, &self.id, (self.name.as_deref(), self.kana.as_deref()))
    }

    fn contact(&self, hands: &mut Hands<'_, '_>) -> Result<Contact, Fault> {
        Ok(Contact {
            postal_code: text(hands, &self.id, "postal_code", self.postal_code.as_deref())?,
            address: text(hands, &self.id, "address", self.address.as_deref())?,
            no_fixed_address: self.no_fixed_address,
            phone_home: text(hands, &self.id, "phone_home", self.phone_home.as_deref())?,
            phone_mobile: text(hands, &self.id, "phone_mobile", self.phone_mobile.as_deref())?,
            email: text(hands, &self.id, "email", self.email.as_deref())?,
            district: self.district.clone(),
        })
    }
}

fn sealed(hands: &mut Hands<'_, '_>, id: &PersonId) -> Result<Option<Sealed>, Fault> {
    hands.store.maybe(
        "select id, name, kana, sex, birth_from, birth_to, birth_note, postal_code, address, no_fixed_address,
           phone_home, phone_mobile, email, district, protected, restricted, version
         from people_person where municipality_id = $1 and id = $2",
        &args![*hands.municipality, *id],
    )
}

/// The one way to read a person. Address, telephones, mail and district are absent where a protection stands, on the
/// person or on somebody they live with, and the actor is not among the named; a restricted person is not there at all.
pub fn read(hands: &mut Hands<'_, '_>, actor: &Actor, id: &PersonId) -> Result<Person, Trouble> {
    let row = sealed(hands, id)?.ok_or_else(Refusal::not_there)?;
    if row.restricted && !visible::is_named(hands, actor, id)? {
        return Err(Refusal::not_there().into());
    }
    let contact = if visible::is_withheld(hands, actor, id)? { None } else { Some(row.contact(hands)?) };
    Ok(Person {
        name: row.name(hands)?,
        contact,
        id: row.id,
        sex: row.sex,
        birth: row.birth,
        protected: row.protected,
        restricted: row.restricted,
        version: row.version,
    })
}

/// What a list needs of a row, before it is unsealed.
struct Brief {
    id: PersonId,
    name: Option<Vec<u8>>,
    kana: Option<Vec<u8>>,
    sex: Option<Sex>,
    birth: BirthKnown,
    protected: bool,
}

impl Record for Brief {
    fn read(row: &mut Row) -> Result<Self, Fault> {
        let (id, name, kana, sex) = (row.take()?, row.take()?, row.take()?, row.take()?);
        let (from, to, said): (Option<Day>, Option<Day>, Option<String>) = (row.take()?, row.take()?, row.take()?);
        Ok(Self { id, name, kana, sex, birth: BirthKnown::from_columns(from, to, said), protected: row.take()? })
    }
}

/// What lists show of these persons, in the same order. Restricted ones appear to the named alone.
pub fn basic(hands: &mut Hands<'_, '_>, actor: &Actor, ids: &[PersonId]) -> Result<Vec<Basic>, Fault> {
    let rows: Vec<Brief> = hands.store.of_many(
        "select p.id, p.name, p.kana, p.sex, p.birth_from, p.birth_to, p.birth_note, p.protected
         from people_person p
         left join people_named n on n.municipality_id = p.municipality_id and n.person_id = p.id and n.staff_id = $2
         where p.municipality_id = $1 and (p.restricted = 0 or n.staff_id is not null) and p.id in ($many)",
        &args![*hands.municipality, actor.staff],
        ids,
    )?;
    let rows: BTreeMap<PersonId, Brief> = rows.into_iter().map(|row| (row.id.clone(), row)).collect();
    hands.keys.get_ready(hands.store, hands.municipality, rows.keys().map(PersonId::as_text))?;
    let mut shown = Vec::with_capacity(ids.len());
    for id in ids {
        let Some(row) = rows.get(id) else { continue };
        let name = name(hands, id, (row.name.as_deref(), row.kana.as_deref()))?;
        shown.push(Basic { name, id: id.clone(), sex: row.sex, birth: row.birth.clone(), protected: row.protected });
    }
    Ok(shown)
}

/// 氏名 and ふりがな as they are kept.
type SealedName = (PersonId, Option<Vec<u8>>, Option<Vec<u8>>);

/// The names alone, by which long lists are sorted before a page of them is read. Restricted ones to the named alone.
pub fn names(
    hands: &mut Hands<'_, '_>,
    actor: &Actor,
    ids: &[PersonId],
) -> Result<BTreeMap<PersonId, PersonName>, Fault> {
    let rows: Vec<SealedName> = hands.store.of_many(
        "select p.id, p.name, p.kana from people_person p
         left join people_named n on n.municipality_id = p.municipality_id and n.person_id = p.id and n.staff_id = $2
         where p.municipality_id = $1 and (p.restricted = 0 or n.staff_id is not null) and p.id in ($many)",
        &args![*hands.municipality, actor.staff],
        ids,
    )?;
    hands.keys.get_ready(hands.store, hands.municipality, rows.iter().map(|(id, ..)| id.as_text()))?;
    let unsealed = |(id, written, kana): SealedName| {
        name(hands, &id, (written.as_deref(), kana.as_deref())).map(|name| (id, name))
    };
    rows.into_iter().map(unsealed).collect()
}

/// Takes a new person in: makes their key, seals what was told, and lets them be found.
pub fn insert(act: &mut Act<'_, '_>, new: &NewPerson) -> Result<PersonId, Fault> {
    let id = act.new_id(PersonId::PREFIX, PersonId::from_text)?;
    act.make_key(id.as_text())?;
    let (from, to, said) = new.birth.columns();
    let cells = Cells::seal(act, &id, &new.name, Some(&new.contact))?;
    let (municipality, now) = (act.municipality(), act.now());
    act.store().run(
        "insert into people_person (municipality_id, id, name, kana, sex, birth_from, birth_to, birth_note, postal_code,
           address, no_fixed_address, phone_home, phone_mobile, email, district, protected, restricted, made_at, version)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 0, 0, $16, 1)",
        &args![
            *municipality, id, cells.name, cells.kana, new.sex, from, to, said, cells.postal_code, cells.address,
            new.contact.no_fixed_address, cells.phone_home, cells.phone_mobile, cells.email, new.contact.district, now,
        ],
    )?;
    index::put(act, &id, (&new.name, &new.birth), Some(&new.contact))?;
    Ok(id)
}

/// Corrects a person; what stood before is kept. Another officer's correction since `version` is a conflict: nothing is overwritten.
pub fn amend(act: &mut Act<'_, '_>, id: &PersonId, version: i64, amendment: &Amendment) -> Result<(), Trouble> {
    let actor = act.actor();
    let mut hands = act.hands();
    if amendment.contact.is_some() && visible::is_withheld(&mut hands, actor, id)? {
        return Err(Refusal::not_allowed(
            "支援措置により、連絡先は名指しされた職員だけが直せます。責任者に相談してください。",
        )
        .into());
    }
    revisions::keep(act, id, version, amendment.contact.is_some())?;
    let (from, to, said) = amendment.birth.columns();
    let cells = Cells::seal(act, id, &amendment.name, amendment.contact.as_ref())?;
    let municipality = act.municipality();
    let changed = act.store().run(
        "update people_person set name = $4, kana = $5, sex = $6, birth_from = $7, birth_to = $8, birth_note = $9,
           version = version + 1
         where municipality_id = $1 and id = $2 and version = $3",
        &args![*municipality, *id, version, cells.name, cells.kana, amendment.sex, from, to, said],
    )?;
    if changed == 0 {
        return Err(changed_meanwhile().into());
    }
    if let Some(contact) = &amendment.contact {
        act.store().run(
            "update people_person set postal_code = $3, address = $4, no_fixed_address = $5, phone_home = $6,
               phone_mobile = $7, email = $8, district = $9
             where municipality_id = $1 and id = $2",
            &args![
                *municipality,
                *id,
                cells.postal_code,
                cells.address,
                contact.no_fixed_address,
                cells.phone_home,
                cells.phone_mobile,
                cells.email,
                contact.district,
            ],
        )?;
    }
    index::again(act, id)?;
    Ok(())
}

fn changed_meanwhile() -> Refusal {
    Refusal::conflict("ほかの職員が先に保存しました。入力した内容は残っています。いまの内容と見くらべてください。")
}

/// Makes a person exist for the named few alone, or for all who are tied to them again.
pub fn restrict(act: &mut Act<'_, '_>, id: &PersonId, restricted: bool) -> Result<(), Fault> {
    let municipality = act.municipality();
    act.store().run(
        "update people_person set restricted = $3, version = version + 1 where municipality_id = $1 and id = $2",
        &args![*municipality, *id, restricted],
    )?;
    Ok(())
}

/// The sealed columns of one row.
struct Cells {
    name: Option<Vec<u8>>,
    kana: Option<Vec<u8>>,
    postal_code: Option<Vec<u8>>,
    address: Option<Vec<u8>>,
    phone_home: Option<Vec<u8>>,
    phone_mobile: Option<Vec<u8>>,
    email: Option<Vec<u8>>,
}

impl Cells {
    fn seal(act: &mut Act<'_, '_>, id: &PersonId, name: &PersonName, contact: Option<&Contact>) -> Result<Self, Fault> {
        let mut seal = |column: &'static str, plain: Option<&String>| {
            act.seal_maybe(id.as_text(), place(id, column), plain.map(String::as_str))
        };
        Ok(Self {
            name: seal("name", name.written.as_ref())?,
            kana: seal("kana", name.kana.as_ref())?,
            postal_code: seal("postal_code", contact.and_then(|c| c.postal_code.as_ref()))?,
            address: seal("address", contact.and_then(|c| c.address.as_ref()))?,
            phone_home: seal("phone_home", contact.and_then(|c| c.phone_home.as_ref()))?,
            phone_mobile: seal("phone_mobile", contact.and_then(|c| c.phone_mobile.as_ref()))?,
            email: seal("email", contact.and_then(|c| c.email.as_ref()))?,
        })
    }
}
