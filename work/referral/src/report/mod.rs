//! 対応結果: the return leg. The sender hears what became of it, as far as the person agreed.

use office::{Act, Day, Refusal, Trouble};

use crate::answer::who_answers;
use crate::baton::Deed;
use crate::model::{AnsweredHow, EventKind, LegId};
use crate::sheet::{Change, Outcome, Told};
use crate::store::{self, events};

mod door;

pub(crate) use door::{door, understand};

/// What the receiver reports.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Code of `referral_results`.
    pub result: String,
    pub first_met_on: Option<Day>,
    /// 制度名
    pub programme: Option<String>,
    pub note: Option<String>,
    /// 元の窓口にお願いしたいこと
    pub ask_back: Option<String>,
    /// 本人からのお礼
    pub thanks: Option<String>,
}

/// Reports the result of an accepted leg. It may be reported again when more is known.
pub fn report(act: &mut Act<'_, '_>, leg: &LegId, report: &Report, how: AnsweredHow) -> Result<(), Trouble> {
    let leg = store::legs::find(&mut act.hands(), leg)?.ok_or_else(Refusal::not_there)?;
    let sheet = store::sheets::get(&mut act.hands(), &leg.sheet)?;
    let by = who_answers(act, (&sheet, &leg), how)?;
    let (_, baton) = store::baton::of_case(&mut act.hands(), &leg.case)?;
    baton.after(&Deed::Report { leg: leg.id.clone(), by })?;
    let told = Told {
        result: report.result.clone(),
        first_met_on: report.first_met_on,
        programme: report.programme.clone(),
        note: report.note.clone(),
    };
    let outcome = Outcome {
        at: act.now(),
        by: act.actor().staff.clone(),
        told: Some(told),
        ask_back: report.ask_back.clone(),
        thanks: report.thanks.clone(),
    };
    store::legs::save_outcome(act, &leg, &outcome)?;
    let label = act.codes().list("referral_results").label(&report.result).to_owned();
    let changes = vec![Change::said(RESULT, label)];
    let happened = events::Happened { kind: EventKind::Reported, leg: Some(&leg.id), changes };
    events::append(act, (&sheet.case, &sheet.id), happened)?;
    crate::settle::settle(act, &sheet)?;
    Ok(())
}

/// How the history names a result: left out for a reader whom the person did not agree to tell.
pub(crate) const RESULT: &str = "対応結果";
