//! What a person is found by: name, reading, exact birth date; telephones, unless a protection keeps them back.

use db::search::{self, Shelf, Words};
use office::{Act, Fault, PersonId};
use vault::{GAP, SearchKey};

use super::{sealed, visible};
use crate::model::{BirthKnown, Contact, PersonName};
use crate::query::BIRTH;

pub(crate) const SHELF: &str = "person";

/// Puts a person into the index. Contact None: what a protection keeps back is not in the index either.
pub(crate) fn put(
    act: &mut Act<'_, '_>,
    id: &PersonId,
    (name, birth): (&PersonName, &BirthKnown),
    contact: Option<&Contact>,
) -> Result<(), Fault> {
    let words = words(&act.search_key(), name, birth, contact);
    let municipality = act.municipality();
    search::put(act.store(), Shelf { municipality: municipality.as_text(), kind: SHELF }, id.as_text(), &words)
}

/// Puts a person into the index as they are now.
pub(crate) fn again(act: &mut Act<'_, '_>, id: &PersonId) -> Result<(), Fault> {
    let mut hands = act.hands();
    let Some(row) = sealed(&mut hands, id)? else { return Ok(()) };
    let name = row.name(&mut hands)?;
    let contact = if visible::is_covered(&mut hands, id)? { None } else { Some(row.contact(&mut hands)?) };
    put(act, id, (&name, &row.birth), contact.as_ref())
}

fn words(key: &SearchKey, name: &PersonName, birth: &BirthKnown, contact: Option<&Contact>) -> Words {
    let mut words = Words::default();
    for text in [&name.written, &name.kana].into_iter().flatten() {
        let tokens = key.tokens_to_store(text);
        add_runs(&mut words, &tokens.bigrams);
        words.singles.extend(tokens.unigrams);
    }
    if let BirthKnown::Exact(day) = birth {
        words.singles.push(key.exact(BIRTH, &day.iso()));
    }
    let phones = contact.into_iter().flat_map(|c| [&c.phone_home, &c.phone_mobile]).flatten();
    for phone in phones {
        add_runs(&mut words, &key.tokens_to_store(phone).bigrams);
    }
    words.singles.sort();
    words.singles.dedup();
    words
}

fn add_runs(words: &mut Words, bigrams: &[String]) {
    words.runs.extend(bigrams.split(|word| word == GAP).filter(|run| !run.is_empty()).map(<[String]>::to_vec));
}
