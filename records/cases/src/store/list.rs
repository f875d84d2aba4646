//! ケースの一覧: the cases to which a counter is tied, filtered in SQL, sorted as Japanese lists are.

use std::collections::BTreeMap;

use db::{Record, Row, args};
use office::{Actor, Day, Fault, Hands, Instant, PersonId, coded};
use people::Basic;

use crate::model::Case;

coded! {
    /// Which ties count.
    pub enum Whose {
        Holds = "holds" "が持っている",
        Tied = "tied" "が関わっている",
    }
}

coded! {
    /// Which states count.
    pub enum Wanted {
        Open = "open" "続いている",
        Received = "received" "受付中の",
        InSupport = "in_support" "支援中の",
        Closed = "closed" "終結した",
        All = "all" "すべての",
    }
}

coded! {
    /// 期限: of an answer or a result that is waited for.
    pub enum Due {
        Passed = "passed" "期限を過ぎた",
        Soon = "soon" "期限が7日以内か、過ぎた",
        Any = "any" "期限のある",
    }
}

impl Due {
    /// The last day that counts.
    fn until(self, today: Day) -> String {
        match self {
            Self::Passed => today.plus_days(-1).iso(),
            Self::Soon => today.plus_days(7).iso(),
            Self::Any => "9999".to_owned(),
        }
    }
}

coded! {
    /// 五十音の行
    pub enum KanaRow {
        A = "a" "あ行",
        Ka = "ka" "か行",
        Sa = "sa" "さ行",
        Ta = "ta" "た行",
        Na = "na" "な行",
        Ha = "ha" "は行",
        Ma = "ma" "ま行",
        Ya = "ya" "や行",
        Ra = "ra" "ら行",
        Wa = "wa" "わ行",
    }
}

impl KanaRow {
    /// The row of a name by its reading; None for one without kana.
    #[must_use]
    pub(crate) fn of(reading: &str) -> Option<Self> {
        let first = vault::fold::fold(reading).chars().next()?;
        let rows = [
            "あいうえお",
            "かきくけこ",
            "さしすせそ",
            "たちつてと",
            "なにぬねの",
            "はひふへほ",
            "まみむめも",
            "やゆよ",
            "らりるれろ",
            "わをん",
        ];
        rows.iter().zip(Self::ALL).find(|(letters, _)| letters.contains(first)).map(|(_, row)| *row)
    }
}

/// The words of the sentence above the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Filter {
    pub(crate) whose: Whose,
    pub(crate) wanted: Wanted,
    /// Held for at least so many days.
    pub(crate) days: i32,
    pub(crate) row: Option<KanaRow>,
    pub(crate) due: Option<Due>,
}

/// A page of the list.
#[derive(Debug, Clone)]
pub(crate) struct Listed {
    pub(crate) lines: Vec<(Case, Option<Basic>)>,
    /// None where there are too many to be counted and sorted by kana at once: then the newest come first.
    pub(crate) count: Option<usize>,
    /// The id from which the next page goes on.
    pub(crate) next: Option<String>,
}

/// So many names are unsealed and sorted by kana at once: more open cases than any one counter has.
const MOST: usize = 5_000;
pub(crate) const PAGE: usize = 50;

struct Found {
    case: Case,
    main: Option<PersonId>,
}

impl Record for Found {
    fn read(row: &mut Row) -> Result<Self, Fault> {
        Ok(Self { case: Case::read(row)?, main: row.take()? })
    }
}

pub(crate) fn list(
    hands: &mut Hands<'_, '_>,
    actor: &Actor,
    filter: Filter,
    after: Option<&str>,
) -> Result<Listed, Fault> {
    let found = rows(hands, actor, filter, None, MOST + 1)?;
    if found.len() > MOST {
        return newest(hands, actor, filter, after);
    }
    let ids: Vec<PersonId> = found.iter().filter_map(|one| one.main.clone()).collect();
    let names = people::names(hands, actor, &ids)?;
    let name = |one: &Found| one.main.as_ref().and_then(|id| names.get(id));
    let mut lines = found;
    lines.retain(|one| {
        let reading = name(one).and_then(|name| name.kana.as_deref()).unwrap_or_default();
        filter.row.is_none_or(|row| KanaRow::of(reading) == Some(row))
    });
    lines.sort_by_cached_key(|one| {
        let order = name(one).map_or_else(|| people::PersonName::default().order(), people::PersonName::order);
        (order, one.case.id.clone())
    });
    let count = Some(lines.len());
    let from = after.and_then(|id| lines.iter().position(|one| one.case.id.as_text() == id)).map_or(0, |at| at + 1);
    let more = lines.len() > from + PAGE;
    let page: Vec<Found> = lines.into_iter().skip(from).take(PAGE).collect();
    let next = page.last().filter(|_| more).map(|one| one.case.id.as_text().to_owned());
    Ok(Listed { lines: with_persons(hands, actor, page)?, count, next })
}

fn newest(hands: &mut Hands<'_, '_>, actor: &Actor, filter: Filter, after: Option<&str>) -> Result<Listed, Fault> {
    let after = match after.and_then(office::CaseId::from_text) {
        Some(id) => super::find(hands, &id)?,
        None => None,
    };
    let mut found = rows(hands, actor, filter, after.as_ref(), PAGE + 1)?;
    let more = found.len() > PAGE;
    found.truncate(PAGE);
    let next = found.last().filter(|_| more).map(|one| one.case.id.as_text().to_owned());
    Ok(Listed { lines: with_persons(hands, actor, found)?, count: None, next })
}

fn with_persons(
    hands: &mut Hands<'_, '_>,
    actor: &Actor,
    found: Vec<Found>,
) -> Result<Vec<(Case, Option<Basic>)>, Fault> {
    let ids: Vec<PersonId> = found.iter().filter_map(|one| one.main.clone()).collect();
    let persons = people::basic(hands, actor, &ids)?;
    let persons: BTreeMap<PersonId, Basic> = persons.into_iter().map(|person| (person.id.clone(), person)).collect();
    let person = |one: &Found| one.main.as_ref().and_then(|id| persons.get(id)).cloned();
    Ok(found.into_iter().map(|one| (one.case.clone(), person(&one))).collect())
}

fn rows(
    hands: &mut Hands<'_, '_>,
    actor: &Actor,
    filter: Filter,
    after: Option<&Case>,
    limit: usize,
) -> Result<Vec<Found>, Fault> {
    let day = hands.at.day().plus_days(1 - filter.days.max(0));
    let held_before = Instant::at(day, 0, 0).unwrap_or(hands.at);
    let (on, id) = after.map_or((String::new(), String::new()), |case| (case.opened_on.iso(), case.id.to_string()));
    let sql = if filter.whose == Whose::Holds { HELD } else { TIED };
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let due = filter.due.map_or_else(String::new, |due| due.until(hands.at.day()));
    let asked = args![*hands.municipality, actor.agency, actor.staff, filter.wanted, held_before, on, id, limit, due];
    hands.store.all(sql, &asked)
}

// A case is restricted where it or one of its persons is: then only the named see it, here as everywhere.
macro_rules! listing {
    ($tied:literal) => {
        concat!(
            "select c.id, c.no, c.household_id, c.status, c.holder_agency, c.holder_staff, c.held_since, c.hops,
               c.opened_on, c.support_from, c.closed_on, c.closing_kind, c.restricted, c.version,
               (select m.person_id from cases_person m where m.municipality_id = c.municipality_id and m.case_id = c.id
                order by m.main desc, m.person_id limit 1)
             from cases_case c
             where c.municipality_id = $1 and ",
            $tied,
            " and ($4 = 'all' or c.status = $4 or ($4 = 'open' and c.status <> 'closed'))
               and c.held_since < $5
               and ($9 = '' or exists (select 1 from referral_case_due d
                 where d.municipality_id = c.municipality_id and d.case_id = c.id and d.due <= $9
                   and (c.holder_agency = $2 or d.from_agency = $2 or d.to_agency = $2)))
               and ($6 = '' or c.opened_on < $6 or (c.opened_on = $6 and c.id < $7))
               and not exists (select 1 from cases_person r
                 join people_person p on p.municipality_id = r.municipality_id and p.id = r.person_id
                 where r.municipality_id = c.municipality_id and r.case_id = c.id and p.restricted = 1
                   and not exists (select 1 from people_named n where n.municipality_id = r.municipality_id
                     and n.person_id = r.person_id and n.staff_id = $3))
               and (c.restricted = 0 or exists (select 1 from cases_person r
                 join people_named n on n.municipality_id = r.municipality_id and n.person_id = r.person_id
                 where r.municipality_id = c.municipality_id and r.case_id = c.id and n.staff_id = $3))
             order by c.opened_on desc, c.id desc limit $8"
        )
    };
}

const HELD: &str = listing!("c.holder_agency = $2");
const TIED: &str = listing!(
    "c.id in (select t.case_id from cases_party t where t.municipality_id = $1 and t.agency_id = $2 and t.tie <> 'received')"
);
