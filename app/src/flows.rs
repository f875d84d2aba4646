//! 年度ごとの流れ: between 生活保護 consultation and 自立相談支援, counted from receptions and legs, never from a stored total.
//!
//! A 生活保護の面接, B 申請, C 自立相談へつないだもの, D 自立相談の新規, E そのうち生活保護を経ないもの,
//! F 自立相談から生活保護の申請へつないだもの. T = A + E - F, because those of F are in A and in E.

use intake::Status;
use intake::figures::{Counted, intakes_with_leg, receptions};
use office::calendar::FiscalYear;
use office::{Day, Desk, Fault, Hands};
use serde::Serialize;

const WELFARE: &str = "welfare_office_public_assistance";
const SELF_RELIANCE: &str = "self_reliance";

/// One fiscal year, with the column names of the published table. What does not exist for a year is null.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Flows {
    pub fiscal_year: String,
    pub all_consultations: i64,
    pub assistance_interviews: i64,
    pub assistance_applications: i64,
    pub not_applied: i64,
    pub not_applied_rate_pct: Option<f64>,
    pub handed_to_self_reliance: Option<i64>,
    pub handed_rate_pct: Option<f64>,
    pub self_reliance_new: Option<i64>,
    pub new_not_via_assistance: Option<i64>,
    pub handed_to_assistance_application: Option<i64>,
    pub handed_application_rate_pct: Option<f64>,
    /// Needs plans and their outcomes, which are not built yet.
    pub started_work: Option<i64>,
}

/// Counts one fiscal year, outside the server.
pub fn count(desk: &Desk, year: FiscalYear) -> Result<Flows, Fault> {
    let own = desk.clone();
    desk.db().read_now(move |reader| {
        let mut hands = Hands { store: reader, keys: own.keys(), municipality: own.municipality(), at: own.now() };
        count_within(&mut hands, year)
    })
}

/// Counts one fiscal year.
pub fn count_within(hands: &mut Hands<'_, '_>, year: FiscalYear) -> Result<Flows, Fault> {
    let (first, last) = year.first_day().zip(year.last_day()).ok_or(Fault::NotA("fiscal year of the calendar"))?;
    let welfare = Counted { kind: WELFARE, first, last };
    let interviews = receptions(hands, welfare)?;
    let (a, b) = (interviews.all, interviews.supported);
    let mut flows = Flows {
        fiscal_year: year.short(),
        all_consultations: a,
        assistance_interviews: a,
        assistance_applications: b,
        not_applied: a - b,
        not_applied_rate_pct: None,
        handed_to_self_reliance: None,
        handed_rate_pct: None,
        self_reliance_new: None,
        new_not_via_assistance: None,
        handed_to_assistance_application: None,
        handed_application_rate_pct: None,
        started_work: None,
    };
    if last < scheme_began()? {
        return Ok(flows);
    }
    let new = receptions(hands, Counted { kind: SELF_RELIANCE, first, last })?.all;
    let handed = came_from(hands, Counted { kind: SELF_RELIANCE, first, last }, WELFARE, |_| true)?;
    let to_application = came_from(hands, welfare, SELF_RELIANCE, |status| status == Status::Supported)?;
    flows.all_consultations = a + (new - handed) - to_application;
    flows.not_applied_rate_pct = rate(a - b, a);
    flows.handed_to_self_reliance = Some(handed);
    flows.handed_rate_pct = rate(handed, a - b);
    flows.self_reliance_new = Some(new);
    flows.new_not_via_assistance = Some(new - handed);
    flows.handed_to_assistance_application = Some(to_application);
    flows.handed_application_rate_pct = rate(to_application, b);
    Ok(flows)
}

/// 生活困窮者自立支援法(平成25年法律第105号)附則1条: in force from 1 April 2015.
fn scheme_began() -> Result<Day, Fault> {
    Day::of(2015, 4, 1).ok_or(Fault::NotA("day"))
}

/// Receptions that came by a sheet first sent by a counter of that kind.
fn came_from(
    hands: &mut Hands<'_, '_>,
    counted: Counted<'_>,
    sender: &str,
    wanted: impl Fn(Status) -> bool,
) -> Result<i64, Fault> {
    let mut count = 0;
    for (_, leg, status) in intakes_with_leg(hands, counted)? {
        if wanted(status) && referral::figures::sender_kind(hands, &leg)?.as_deref() == Some(sender) {
            count += 1;
        }
    }
    Ok(count)
}

/// Per cent with one decimal, half up. None of nothing.
fn rate(part: i64, whole: i64) -> Option<f64> {
    (whole > 0).then(|| {
        let tenths = (part * 2_000 + whole) / (whole * 2);
        #[expect(clippy::cast_precision_loss, reason = "tenths of a per cent are far below 2^53")]
        let rate = tenths as f64 / 10.0;
        rate
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_have_one_decimal_half_up() {
        assert_eq!(rate(254, 564), Some(45.0));
        assert_eq!(rate(30, 254), Some(11.8));
        assert_eq!(rate(38, 310), Some(12.3));
        assert_eq!(rate(1, 2_000), Some(0.1));
        assert_eq!(rate(999, 2_000_000), Some(0.0));
        assert_eq!(rate(0, 0), None);
    }
}
