//! Counting in the made city: through the figures of intake and referral, and by statements of the test's own.

use std::path::Path;

use db::{Reader, args};
use intake::Status;
use intake::figures::{Counted, intakes_with_leg, receptions};
use office::calendar::{FiscalYear, Holidays};
use office::testing::Bench;
use office::{Clock, Codes, Desk, Fault, Hands, Keyring, Parts, Roles, Settings};

pub(crate) const LEG_STATES: [(&str, &str); 8] = [
    ("sent", "select count(*) from referral_leg where municipality_id = $1 and state = 'sent'"),
    ("accepted", "select count(*) from referral_leg where municipality_id = $1 and state = 'accepted'"),
    ("in part", "select count(*) from referral_leg where municipality_id = $1 and state = 'accepted_in_part'"),
    ("forwarded", "select count(*) from referral_leg where municipality_id = $1 and state = 'forwarded'"),
    ("returned", "select count(*) from referral_leg where municipality_id = $1 and state = 'returned'"),
    ("not reached", "select count(*) from referral_leg where municipality_id = $1 and state = 'not_reached'"),
    ("withdrawn", "select count(*) from referral_leg where municipality_id = $1 and state = 'withdrawn'"),
    ("reported", "select count(*) from referral_leg where municipality_id = $1 and state = 'reported'"),
];

pub(crate) const TOLD_AND_UNREAD: &str = "select count(*) from referral_more
    where municipality_id = $1 and answered_at is not null and read_at is null";
pub(crate) const ON_PAPER_WAITING: &str = "select count(*) from referral_leg l
    join staff_agency a on a.municipality_id = l.municipality_id and a.id = l.to_agency
    where l.municipality_id = $1 and l.state = 'sent' and a.has_account = 0";
pub(crate) const WITHOUT_CONSENT: &str =
    "select count(*) from referral_sheet where municipality_id = $1 and consent = 'none'";
pub(crate) const CONSENT_WITHDRAWN: &str =
    "select count(*) from referral_sheet where municipality_id = $1 and consent_withdrawn_at is not null";
/// Open cases whose last passing of the baton does not lead to their holder.
pub(crate) const BATONS_ASTRAY: &str =
    "select count(*) from cases_case c where c.municipality_id = $1 and c.holder_agency <>
    (select b.agency_id from cases_baton b where b.municipality_id = c.municipality_id and b.case_id = c.id
     order by b.seq desc limit 1)";
pub(crate) const AFTER_TODAY: &str =
    "select count(*) from office_audit where municipality_id = $1 and at >= '2018-04-09T00:00:00.000Z'";
pub(crate) const DENIED: &str = "select count(*) from office_audit where municipality_id = $1 and outcome = 'denied'";
/// Rows of the record that are older than the row before.
pub(crate) const BACK_IN_TIME: &str = "select count(*) from office_audit a join office_audit b
    on b.municipality_id = a.municipality_id and b.seq = a.seq + 1 where a.municipality_id = $1 and b.at < a.at";

/// Reads at the moment of handing over.
pub(crate) fn read<T: Send + 'static>(
    desk: &Desk,
    reading: impl FnOnce(&mut Hands<'_, '_>) -> Result<T, Fault> + Send + 'static,
) -> T {
    let own = desk.clone();
    let job = move |store: &mut Reader<'_>| {
        reading(&mut Hands { store, keys: own.keys(), municipality: own.municipality(), at: town::today() })
    };
    desk.db().read_now(job).unwrap()
}

pub(crate) fn number(desk: &Desk, sql: &'static str) -> i64 {
    read(desk, move |hands| hands.store.one::<(i64,)>(sql, &args![hands.municipality.clone()])).0
}

/// What is the same for the same seed: days, counters, codes, counts; no identifiers, no sealed text.
pub(crate) fn dump(desk: &Desk) -> Vec<String> {
    let mut lines = Vec::new();
    for sql in [
        "select agency_id || ' ' || received_on || ' ' || status || ' ' || visitor || ' ' || coalesce(channel, '')
           || ' ' || coalesce(language, '')
         from intake_intake where municipality_id = $1 order by 1",
        "select no || ' ' || holder_agency || ' ' || status || ' ' || opened_on || ' ' || coalesce(closing_kind, '')
           || ' ' || coalesce(closed_on, '') || ' ' || coalesce(holder_staff, '')
         from cases_case where municipality_id = $1 order by 1",
        "select from_agency || ' ' || to_agency || ' ' || sent_at || ' ' || state || ' ' || urgency || ' ' || method
           || ' ' || coalesce(result, '') || ' ' || coalesce(answered_at, '')
         from referral_leg where municipality_id = $1 order by 1",
        "select made_at || ' ' || coalesce(sex, '') || ' ' || coalesce(birth_from, '') || ' ' || coalesce(district, '')
         from people_person where municipality_id = $1 order by 1",
        "select login || ' ' || name || ' ' || agency_id from staff_member where municipality_id = $1 order by 1",
        "select at || ' ' || staff_id || ' ' || may from office_audit where municipality_id = $1 order by seq",
    ] {
        let rows: Vec<(String,)> = read(desk, move |hands| hands.store.all(sql, &args![hands.municipality.clone()]));
        lines.extend(rows.into_iter().map(|(line,)| line));
    }
    lines
}

/// The line of the table for one year, counted from receptions and sheets: all columns but the last.
pub(crate) fn flows_line(desk: &Desk, year: &str) -> String {
    let fiscal = FiscalYear::parse(year).unwrap();
    let (first, last) = (fiscal.first_day().unwrap(), fiscal.last_day().unwrap());
    let (welfare, own, from_welfare, from_own) = read(desk, move |hands| {
        let of = |kind| Counted { kind, first, last };
        let (welfare, own) = ("welfare_office_public_assistance", "self_reliance");
        Ok((
            receptions(hands, of(welfare))?,
            receptions(hands, of(own))?,
            sent_by(hands, of(own), welfare, None)?,
            sent_by(hands, of(welfare), own, Some(Status::Supported))?,
        ))
    });
    let (a, b, c, d, f) = (welfare.all, welfare.supported, from_welfare, own.all, from_own);
    if d == 0 {
        return format!("{year},{a},{a},{b},{},,,,,,,", a - b);
    }
    let e = d - c;
    format!(
        "{year},{},{a},{b},{},{},{c},{},{d},{e},{f},{}",
        a + e - f,
        a - b,
        percent(a - b, a),
        percent(c, a - b),
        percent(f, b)
    )
}

/// Receptions that came by a sheet of a counter of this kind.
fn sent_by(hands: &mut Hands<'_, '_>, of: Counted<'_>, kind: &str, status: Option<Status>) -> Result<i64, Fault> {
    let mut count = 0;
    for (_, leg, is) in intakes_with_leg(hands, of)? {
        let (from,): (String,) = hands.store.one(
            "select a.kind from referral_leg l
             join referral_sheet s on s.municipality_id = l.municipality_id and s.id = l.sheet_id
             join staff_agency a on a.municipality_id = l.municipality_id and a.id = s.from_agency
             where l.municipality_id = $1 and l.id = $2",
            &args![hands.municipality.clone(), leg],
        )?;
        count += i64::from(from == kind && status.is_none_or(|status| status == is));
    }
    Ok(count)
}

/// One decimal, half up.
fn percent(part: i64, whole: i64) -> String {
    let tenths = (part * 2_000 + whole) / (whole * 2);
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// The desk of the bench with a data folder.
pub(crate) fn with_data_folder(bench: &Bench, folder: &Path) -> Desk {
    Desk::new(Parts {
        db: bench.desk.db().clone(),
        keys: Keyring::new(vault::Root::generate().unwrap()),
        clock: Clock::still_at(town::today()),
        municipality: bench.desk.municipality().clone(),
        codes: Codes::embedded().unwrap(),
        roles: Roles::embedded().unwrap(),
        holidays: Holidays::embedded().clone(),
        settings: Settings { data: folder.to_path_buf(), ..Settings::default() },
    })
}
