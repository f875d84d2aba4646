//! What a reception is found by: the words, the household line, what was told. Keyed, never letters.

use db::search::{self, Asked, Shelf, Words};
use office::{Act, Fault, Hands};
use vault::{GAP, SearchKey};

use crate::model::{IntakeId, Told};

const SHELF: &str = "note";

/// Puts a reception into the index. `information`: what was told to the person.
pub(crate) fn put(act: &mut Act<'_, '_>, id: &IntakeId, told: &Told, information: Option<&str>) -> Result<(), Fault> {
    let texts = [&told.words, &told.household_line, &told.other_concern];
    let texts = texts.into_iter().flatten().map(String::as_str).chain(information);
    let words = words(&act.search_key(), texts);
    let municipality = act.municipality();
    search::put(act.store(), Shelf { municipality: municipality.as_text(), kind: SHELF }, id.as_text(), &words)
}

/// Receptions whose texts hold all of what is asked, newest first, with the place to go on from.
pub(crate) fn find(
    hands: &mut Hands<'_, '_>,
    text: &str,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<(IntakeId, i64)>, Fault> {
    let asked = asked(&hands.search_key(), text);
    let shelf = Shelf { municipality: hands.municipality.as_text(), kind: SHELF };
    let found = search::find(hands.store, shelf, &asked, before, limit)?;
    Ok(found.into_iter().filter_map(|(id, entry)| Some((IntakeId::from_text(&id)?, entry))).collect())
}

fn words<'t>(key: &SearchKey, texts: impl Iterator<Item = &'t str>) -> Words {
    let mut words = Words::default();
    for text in texts {
        let tokens = key.tokens_to_store(text);
        let runs = tokens.bigrams.split(|word| word == GAP).filter(|run| !run.is_empty());
        words.runs.extend(runs.map(<[String]>::to_vec));
        words.singles.extend(tokens.unigrams);
    }
    words.singles.sort();
    words.singles.dedup();
    words
}

/// Each word between spaces must be there. More than eight are cut off: nobody means more.
fn asked(key: &SearchKey, text: &str) -> Vec<Asked> {
    text.split_whitespace().filter_map(|word| one(key, word)).take(8).collect()
}

fn one(key: &SearchKey, word: &str) -> Option<Asked> {
    let words = key.query(word)?;
    // A single letter is kept without its neighbours.
    if vault::fold::fold(word).chars().count() == 1 {
        return words.into_iter().next().map(Asked::Single);
    }
    Some(Asked::Phrase(words))
}
