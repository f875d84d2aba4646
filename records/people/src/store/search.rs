//! 人を探す: by keyed words, then only those whose existence the actor may know of.

use std::collections::BTreeSet;

use db::args;
use db::search::{self, Asked, Shelf};
use office::{Actor, Fault, Hands, PersonId, Reach};

use super::index::SHELF;
use crate::model::Basic;
use crate::query;

/// A page of found people, and from where to go on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    pub people: Vec<Basic>,
    pub next: Option<i64>,
}

/// How many entries of the index are looked up together.
const STEP: usize = 50;
/// How many entries one search looks at before it offers to go on: it bounds the time of a common name.
const MOST: usize = 2_000;

/// Finds people by name, reading, last digits of a telephone, or birth date in any writing. Newest first.
///
/// With [`Reach::Tied`] only people of cases to which the actor's agency is tied; restricted people for the named alone.
/// `after` is the `next` of the page before.
pub fn find_by(
    hands: &mut Hands<'_, '_>,
    (actor, reach): (&Actor, Reach),
    text: &str,
    after: Option<i64>,
    limit: usize,
) -> Result<Found, Fault> {
    let mut found = Found::default();
    for asked in query::asked(&hands.search_key(), text) {
        found = page(hands, (actor, reach), &asked, after, limit)?;
        if !found.people.is_empty() {
            break;
        }
    }
    Ok(found)
}

fn page(
    hands: &mut Hands<'_, '_>,
    (actor, reach): (&Actor, Reach),
    asked: &[Asked],
    after: Option<i64>,
    limit: usize,
) -> Result<Found, Fault> {
    let shelf = Shelf { municipality: hands.municipality.as_text(), kind: SHELF };
    let (mut ids, mut from, mut looked_at) = (Vec::new(), after, 0);
    while ids.len() < limit && looked_at < MOST {
        let entries = search::find(hands.store, shelf, asked, from, STEP as i64)?;
        let seen = visible(hands, actor, reach, &entries)?;
        let mut taken = 0;
        for (subject, entry) in &entries {
            from = Some(*entry);
            taken += 1;
            if seen.contains(subject) {
                ids.extend(PersonId::from_text(subject));
            }
            if ids.len() == limit {
                break;
            }
        }
        looked_at += taken;
        if entries.len() < STEP && taken == entries.len() {
            from = None;
            break;
        }
    }
    Ok(Found { people: super::basic(hands, actor, &ids)?, next: from })
}

/// Which of the entries the actor may know of.
fn visible(
    hands: &mut Hands<'_, '_>,
    actor: &Actor,
    reach: Reach,
    entries: &[(String, i64)],
) -> Result<BTreeSet<String>, Fault> {
    let ids: Vec<String> = entries.iter().map(|(subject, _)| subject.clone()).collect();
    let args = args![*hands.municipality, actor.staff, actor.agency, reach == Reach::City];
    let rows: Vec<(String,)> = hands.store.of_many(VISIBLE, &args, &ids)?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

const VISIBLE: &str = "select p.id from people_person p
  left join people_named n on n.municipality_id = p.municipality_id and n.person_id = p.id and n.staff_id = $2
  where p.municipality_id = $1 and (p.restricted = 0 or n.staff_id is not null)
    and ($4 = 1 or exists (select 1 from cases_person_tie t
      where t.municipality_id = p.municipality_id and t.person_id = p.id and t.agency_id = $3
        and (t.restricted = 0 or n.staff_id is not null)))
    and p.id in ($many)";
