//! Lists of legs: what came in, what went out, what is late. Restricted cases are left out before anything is counted.

use db::{Record, Row, args};
use office::{Actor, AgencyId, CaseId, Day, Fault, Hands, Instant, PersonId, Situation};

use super::Cell;
use super::sheets::snapshot_from;
use crate::due::{Dues, Waiting};
use crate::model::{Kind, LegId, LegState, SheetId, Urgency};
use crate::seen::may_know_who;
use crate::sheet::{Concern, concerns_from_text};
use crate::subject::{self, Facts};

/// One line of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub leg: LegId,
    pub sheet: SheetId,
    pub case: CaseId,
    pub code: String,
    pub kind: Kind,
    pub from: AgencyId,
    pub to: AgencyId,
    pub urgency: Urgency,
    pub state: LegState,
    pub sent_at: Instant,
    pub dues: Dues,
    pub hop: i64,
    pub changed_at: Option<Instant>,
    pub concerns: Vec<Concern>,
    /// The name where the reader may know it, otherwise age band and sex.
    pub person_line: String,
    /// Whose name is shown.
    pub person: Option<PersonId>,
    /// The reader sent or received the sheet, or holds the household: they may open it.
    pub tied: bool,
}

impl Line {
    #[must_use]
    pub fn waiting(&self) -> Waiting {
        if self.kind == Kind::Information && self.state.owes_result() {
            return Waiting::Nothing;
        }
        self.dues.waiting(self.state)
    }

    #[must_use]
    pub fn is_over(&self, today: Day) -> bool {
        self.waiting().is_over(today)
    }
}

struct Sealed {
    line: Line,
    person: Option<PersonId>,
    snapshot: Option<Vec<u8>>,
    facts: Facts,
}

impl Record for Sealed {
    fn read(row: &mut Row) -> Result<Self, Fault> {
        let line = Line {
            leg: row.take()?,
            sheet: row.take()?,
            case: row.take()?,
            code: row.take()?,
            kind: row.take()?,
            from: row.take()?,
            to: row.take()?,
            urgency: row.take()?,
            state: row.take()?,
            sent_at: row.take()?,
            dues: Dues { answer: row.take()?, result: row.take()? },
            hop: row.take()?,
            changed_at: row.take()?,
            concerns: concerns_from_text(&row.take::<String>()?),
            person_line: String::new(),
            person: None,
            tied: false,
        };
        Ok(Self { line, person: row.take()?, snapshot: row.take()?, facts: Facts::read(row)? })
    }
}

macro_rules! lines {
    ($rest:literal) => {
        concat!(
            "select l.id, l.sheet_id, l.case_id, s.code, s.kind, l.from_agency, l.to_agency, l.urgency, l.state,
               l.sent_at, l.accept_due, l.result_due, l.hop, coalesce(l.reported_at, l.answered_at), s.concerns,
               s.person_id, s.person, s.case_id, s.from_agency, s.consent, s.consent_withdrawn_at, s.legal_ground
             from referral_leg l
             join referral_sheet s on s.municipality_id = l.municipality_id and s.id = l.sheet_id
             where l.municipality_id = $1 and ",
            $rest
        )
    };
}

/// Where a page of a list goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct After {
    pub(crate) key: String,
    pub(crate) leg: String,
}

/// Which legs a list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Which {
    /// Waiting for this counter's answer, the nearest due day first.
    ToAnswer,
    /// Accepted by this counter, and a result is owed.
    ToReport,
    /// All that ever came to this counter, the newest first.
    Received,
    /// Sent by this counter and not answered or reported yet, the nearest due day first.
    Awaited,
    /// All that this counter ever sent, the newest first.
    Sent,
}

impl Which {
    /// The key by which the list is ordered.
    #[must_use]
    pub(crate) fn key(self, line: &Line) -> String {
        match self {
            Self::ToAnswer => line.dues.answer.iso(),
            Self::ToReport => line.dues.result.iso(),
            Self::Awaited => line.waiting().day().unwrap_or(line.dues.result).iso(),
            Self::Received | Self::Sent => line.sent_at.as_text(),
        }
    }

    fn sql(self) -> &'static str {
        match self {
            Self::ToAnswer => lines!(
                "l.to_agency = $2 and l.state = 'sent' and (l.accept_due, l.id) > ($3, $4)
                 order by l.accept_due, l.id limit $5"
            ),
            Self::ToReport => lines!(
                "l.to_agency = $2 and l.state in ('accepted', 'accepted_in_part') and s.kind <> 'information'
                   and (l.result_due, l.id) > ($3, $4)
                 order by l.result_due, l.id limit $5"
            ),
            Self::Received => {
                lines!("l.to_agency = $2 and (l.sent_at, l.id) < ($3, $4) order by l.sent_at desc, l.id desc limit $5")
            }
            Self::Awaited => lines!(
                "l.from_agency = $2 and l.state in ('sent', 'accepted', 'accepted_in_part')
                   and (l.state = 'sent' or s.kind <> 'information')
                   and (case when l.state = 'sent' then l.accept_due else l.result_due end, l.id) > ($3, $4)
                 order by case when l.state = 'sent' then l.accept_due else l.result_due end, l.id limit $5"
            ),
            Self::Sent => lines!(
                "l.from_agency = $2 and (l.sent_at, l.id) < ($3, $4) order by l.sent_at desc, l.id desc limit $5"
            ),
        }
    }

    fn start(self) -> After {
        let (key, leg) = match self {
            Self::Received | Self::Sent => ("9999", "~"),
            _ => ("", ""),
        };
        After { key: key.to_owned(), leg: leg.to_owned() }
    }
}

/// A page of a list, and whether it goes on.
pub(crate) fn of_agency(
    hands: &mut Hands<'_, '_>,
    actor: &Actor,
    which: Which,
    after: Option<After>,
    limit: i64,
) -> Result<(Vec<Line>, Option<After>), Fault> {
    let mut from = after.unwrap_or_else(|| which.start());
    let wanted = usize::try_from(limit).unwrap_or(0);
    let mut shown: Vec<Line> = Vec::new();
    // Lines that must not be seen are passed over: a page is never shorter because of them.
    loop {
        let rows: Vec<Sealed> =
            hands.store.all(which.sql(), &args![*hands.municipality, actor.agency, from.key, from.leg, limit + 1])?;
        let read = rows.len();
        if let Some(last) = rows.last() {
            from = After { key: which.key(&last.line), leg: last.line.leg.as_text().to_owned() };
        }
        shown.extend(opened(hands, actor, rows)?);
        if shown.len() > wanted {
            shown.truncate(wanted);
            let on = shown.last().map(|last| After { key: which.key(last), leg: last.leg.as_text().to_owned() });
            return Ok((shown, on));
        }
        if read <= wanted {
            return Ok((shown, None));
        }
    }
}

/// The lines as the reader may see them, without those of cases that they may not know of.
fn opened(hands: &mut Hands<'_, '_>, actor: &Actor, rows: Vec<Sealed>) -> Result<Vec<Line>, Fault> {
    let sheets: Vec<SheetId> = rows.iter().map(|row| row.line.sheet.clone()).collect();
    let cases: Vec<CaseId> = rows.iter().map(|row| row.facts.case().clone()).collect();
    let (legs, of_cases) = (subject::ends(hands, &sheets)?, cases::situations(hands, actor, &cases)?);
    let mut lines = Vec::with_capacity(rows.len());
    for row in rows {
        let legs = legs.get(&row.line.sheet).map(Vec::as_slice).unwrap_or_default();
        let of_case = of_cases.get(row.facts.case()).cloned().unwrap_or_default();
        let situation = row.facts.situation(legs, actor, of_case);
        lines.extend(as_seen(hands, actor, row, &situation)?);
    }
    Ok(lines)
}

fn as_seen(
    hands: &mut Hands<'_, '_>,
    actor: &Actor,
    row: Sealed,
    situation: &Situation,
) -> Result<Option<Line>, Fault> {
    let mut line = row.line;
    if situation.restricted && !situation.named {
        return Ok(None);
    }
    let at = Cell { case: &line.case, table: "referral_sheet", row: line.sheet.as_text() };
    let snapshot = snapshot_from(at.open(hands, "person", row.snapshot.as_deref())?)?;
    let name = snapshot.named.as_ref().and_then(|part| part.name.clone().or(part.kana.clone()));
    line.tied = situation.tie.any();
    match name.filter(|_| line.tied && may_know_who(actor, situation)) {
        Some(name) => {
            line.person_line = name;
            line.person = row.person;
        }
        None => line.person_line = snapshot.bare_line(),
    }
    if situation.consent == office::Consent::Withdrawn {
        line.concerns.clear();
    }
    Ok(Some(line))
}

/// Late on either side of this counter; of the whole city, where `all`.
pub(crate) fn overdue(hands: &mut Hands<'_, '_>, actor: &Actor, all: bool) -> Result<Vec<Line>, Fault> {
    let today = hands.at.day();
    let rows: Vec<Sealed> = hands.store.all(
        lines!(
            "((l.state = 'sent' and l.accept_due < $3)
               or (l.state in ('accepted', 'accepted_in_part') and l.result_due < $3 and s.kind <> 'information'))
             and ($4 = 1 or l.from_agency = $2 or l.to_agency = $2 or l.origin_agency = $2)
             order by case when l.state = 'sent' then l.accept_due else l.result_due end, l.id limit 500"
        ),
        &args![*hands.municipality, actor.agency, today, all],
    )?;
    opened(hands, actor, rows)
}

/// Legs that are a second hop or more and still go on, or ended in the last 90 days.
pub(crate) fn rounds(hands: &mut Hands<'_, '_>, actor: &Actor) -> Result<Vec<Line>, Fault> {
    let since = hands.at.plus_seconds(-90 * 24 * 60 * 60);
    let rows: Vec<Sealed> = hands.store.all(
        lines!(
            "l.hop >= 2 and s.kind <> 'return' and l.state <> 'withdrawn' and (l.state = 'sent' or l.sent_at >= $2)
             order by l.hop desc, l.sent_at, l.id limit 500"
        ),
        &args![*hands.municipality, since],
    )?;
    opened(hands, actor, rows)
}

/// Answers and results that this counter has not taken note of, the newest first.
pub(crate) fn unread(hands: &mut Hands<'_, '_>, actor: &Actor, limit: i64) -> Result<Vec<Line>, Fault> {
    let rows: Vec<Sealed> = hands.store.all(
        lines!(
            "l.origin_agency = $2 and l.answered_at is not null and l.read_at is null
             order by coalesce(l.reported_at, l.answered_at) desc, l.id limit $3"
        ),
        &args![*hands.municipality, actor.agency, limit],
    )?;
    opened(hands, actor, rows)
}

/// The legs of one case that the actor may know of, the first first.
pub(crate) fn of_case(hands: &mut Hands<'_, '_>, actor: &Actor, case: &CaseId) -> Result<Vec<Line>, Fault> {
    let rows: Vec<Sealed> = hands
        .store
        .all(lines!("l.case_id = $2 order by l.sent_at, l.id limit 200"), &args![*hands.municipality, *case])?;
    let lines = opened(hands, actor, rows)?;
    Ok(lines.into_iter().filter(|line| line.tied).collect())
}
