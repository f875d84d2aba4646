//! 紙面の言葉: what each part of the sheet says, on screen and on paper.

use office::{AgencyId, Codes};
use web::{SafeHtml, parts};

use super::Shown;
use crate::consent::Consent;
use crate::due::Waiting;
use crate::model::{AnsweredHow, Kind, LegState};
use crate::more::More;
use crate::seen::Side;
use crate::send::{Labelled, lines};
use crate::sheet::{Concern, Leg};

/// The words of a sheet.
pub(crate) struct Words<'a> {
    pub(crate) shown: &'a Shown,
    pub(crate) codes: &'a Codes,
}

impl Words<'_> {
    pub(crate) fn agency(&self, id: &AgencyId) -> &str {
        self.shown.agencies.of(id)
    }

    /// ☑/☐ of each way of consent that the form prints.
    pub(crate) fn consent_ticks(&self) -> Vec<(&'static str, &'static str)> {
        let given = self.shown.seen.sheet.consent.kind();
        crate::ConsentKind::ALL.iter().map(|kind| (tick(*kind == given), kind.label())).collect()
    }

    /// When and by whom it was heard; or on what ground of law.
    pub(crate) fn consent_line(&self) -> String {
        self.consent_of(&self.shown.seen.sheet.consent)
    }

    pub(crate) fn consent_of(&self, consent: &Consent) -> String {
        match consent {
            Consent::Written { on } => format!("{}に書面で確かめました。", office::calendar::long(*on)),
            Consent::Oral { on, heard_by } => {
                format!("{}に{heard_by}が本人から聞きました。", office::calendar::long(*on))
            }
            Consent::NotYet { ground: Some(ground) } => {
                let label = self.codes.list("legal_grounds").label(&ground.code);
                if ground.reason.is_empty() {
                    format!("根拠: {label}")
                } else {
                    format!("根拠: {label}。理由: {}", ground.reason)
                }
            }
            Consent::NotYet { ground: None } => "名前のない問い合わせです。本人の名前は伝わりません。".to_owned(),
        }
    }

    pub(crate) fn kind<'k>(&'k self, code: &'k str) -> &'k str {
        self.codes.list("information_kinds").short(code)
    }

    pub(crate) fn kinds(&self, codes: &[String]) -> String {
        codes.iter().map(|code| self.kind(code)).collect::<Vec<_>>().join("、")
    }

    /// Since when what was told is told no longer.
    pub(crate) fn more_withdrawn(&self, more: &More) -> Option<office::Instant> {
        let answer = more.answer.as_ref().filter(|answer| !answer.told.is_empty())?;
        answer.consent_withdrawn_at.or(self.shown.seen.sheet.consent_withdrawn_at)
    }

    /// Why a text is not there.
    pub(crate) fn kept_back(&self, more: &More) -> &'static str {
        match self.more_withdrawn(more) {
            Some(_) => "同意の撤回により、表示していません",
            None => "聞いた窓口に伝えました",
        }
    }

    /// Two to a line of the paper; a long one, and the last where it stands alone, has a line of its own.
    pub(crate) fn person_rows(&self) -> Vec<Vec<Labelled>> {
        let short = |line: &Labelled| line.1.chars().count() <= LONG;
        let mut rows: Vec<Vec<Labelled>> = Vec::new();
        for line in lines(&self.shown.seen.sheet.snapshot, self.shown.seen.protected) {
            let fits = |row: &&mut Vec<Labelled>| row.len() == 1 && short(&line) && row.iter().all(short);
            if let Some(row) = rows.last_mut().filter(fits) {
                row.push(line);
            } else {
                rows.push(vec![line]);
            }
        }
        rows
    }

    /// Every concern of the form, with its mark: the paper prints what is not marked, too.
    pub(crate) fn concerns(&self) -> Vec<(&'static str, &str)> {
        let marked = &self.shown.seen.sheet.concerns;
        let list = &self.codes.list("concerns").codes;
        list.iter().map(|code| (mark(marked, &code.code), code.label.as_str())).collect()
    }

    pub(crate) fn state(&self, leg: &Leg) -> SafeHtml {
        let kind = match leg.state {
            LegState::Sent => "waiting",
            LegState::Accepted | LegState::AcceptedInPart => "held",
            LegState::Reported => "done",
            LegState::Returned | LegState::NotReached => "attention",
            LegState::Forwarded | LegState::Withdrawn => "plain",
        };
        parts::badge(kind, leg.state.label())
    }

    /// What is waited for, with its day; nothing where nothing is.
    pub(crate) fn waiting(&self, leg: &Leg) -> Option<(&'static str, office::Day)> {
        let waiting = leg.waiting();
        if self.shown.seen.sheet.kind == Kind::Information && matches!(waiting, Waiting::Result(_)) {
            return None;
        }
        waiting.day().map(|day| (waiting.label(), day))
    }

    pub(crate) fn ask(&self, leg: &Leg) -> &'static str {
        match leg.lead {
            crate::baton::Lead::No => "並行の依頼",
            crate::baton::Lead::WhenAccepted => "受け持ちのお願い",
            crate::baton::Lead::EvenInPart => "受け持ちのお願い(一部でも)",
        }
    }

    /// `R7.4.10(木) 見本 花子(電話)`
    pub(crate) fn answered(&self, leg: &Leg) -> Option<String> {
        let answer = leg.answer.as_ref()?;
        let day = office::calendar::short(answer.at.day());
        let by = self.shown.member(&answer.by);
        Some(match answer.how {
            AnsweredHow::Screen => format!("{day} {by}"),
            how => format!("{day} {by}が{}で届いた返事を入力", how.label()),
        })
    }

    pub(crate) fn return_reason(&self, leg: &Leg) -> Option<&str> {
        let code = leg.answer.as_ref()?.return_reason.as_deref()?;
        Some(self.codes.list("return_reasons").find(code).map_or("その他", |code| code.label.as_str()))
    }

    /// What the sender does next.
    pub(crate) fn next_step(&self, leg: &Leg) -> Option<&str> {
        if self.shown.seen.side == Side::Receiver {
            return None;
        }
        match leg.state {
            LegState::Returned => {
                let code = leg.answer.as_ref()?.return_reason.as_deref()?;
                self.codes.list("return_reasons").find(code)?.then.as_deref()
            }
            LegState::NotReached => {
                Some("本人に、別の連絡の取り方や会いやすい日を聞いてください。受け持ちは、元の窓口のままです。")
            }
            _ => None,
        }
    }

    pub(crate) fn result(&self, leg: &Leg) -> Option<String> {
        let told = leg.outcome.as_ref()?.told.as_ref()?;
        let label = self.codes.list("referral_results").label(&told.result).to_owned();
        Some(match &told.programme {
            Some(programme) => format!("{label}({programme})"),
            None => label,
        })
    }
}

/// Letters that half a line of the paper holds.
const LONG: usize = 16;

fn mark(marked: &[Concern], code: &str) -> &'static str {
    match marked.iter().find(|concern| concern.code == code) {
        Some(concern) if concern.most => "◎",
        Some(_) => "○",
        None => "　",
    }
}

fn tick(given: bool) -> &'static str {
    if given { "☑" } else { "☐" }
}
