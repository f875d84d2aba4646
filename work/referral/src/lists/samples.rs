//! 見本: the lists, full and empty.

use office::{AgencyId, CaseId, Codes, Day, Instant, PersonId};
use staff::AgencyNames;

use super::late::{OverduePage, Round, RoundsPage};
use super::page::{Asked, CHOICES, ListPage, Unsent};
use super::rows::Shown;
use crate::due::Dues;
use crate::model::{Kind, LegId, LegState, SheetId, Urgency};
use crate::more::{Notice, Turn};
use crate::sheet::Concern;
use crate::store::lists::Line;
use crate::store::queue::QueueState;

pub(crate) fn samples() -> web::Samples {
    build().unwrap_or_default()
}

fn line(state: LegState) -> Option<Shown> {
    let (day, codes) = (Day::of(2018, 4, 9)?, Codes::embedded().ok()?);
    let line = Line {
        leg: LegId::from_text("leg_1")?,
        sheet: SheetId::from_text("sht_1")?,
        case: CaseId::from_text("cas_1")?,
        code: "48210-93753".into(),
        kind: Kind::Forward,
        from: AgencyId::from_text("agc_1")?,
        to: AgencyId::from_text("agc_2")?,
        urgency: Urgency::SameDay,
        state,
        sent_at: Instant::at(day, 9, 12)?,
        dues: Dues { answer: day, result: Day::of(2018, 5, 9)? },
        hop: 2,
        changed_at: None,
        concerns: vec![Concern { code: "debt".into(), most: true }, Concern { code: "housing".into(), most: false }],
        person_line: "見本 <太郎>".into(),
        person: PersonId::from_text("psn_1"),
        tied: true,
    };
    Some(Shown::of(line, &AgencyNames::default(), &codes, Day::of(2018, 4, 12)?))
}

fn asked(turn: Turn) -> Option<Asked> {
    let notice = Notice {
        sheet: SheetId::from_text("sht_1")?,
        turn,
        person_line: "見本 <太郎>".into(),
        person: PersonId::from_text("psn_1"),
        agency: AgencyId::from_text("agc_2")?,
        at: Instant::at(Day::of(2018, 4, 10)?, 10, 5)?,
        kinds: vec!["money".into()],
    };
    Some(Asked { notice, agency: "見本相談".into(), kinds: "収入・資産".into() })
}

fn build() -> Option<web::Samples> {
    let queue = || QueueState { count: 2, newest: Some("leg_1".into()) };
    let list =
        |chosen, lines, next| ListPage { chosen, lines, next, unsent: Vec::new(), queue: queue(), more: Vec::new() };
    let mut samples = web::Samples::new();
    for (code, label, _) in CHOICES {
        samples = samples.with(label, &list(Some(code), Vec::new(), None));
    }
    let mut drafts = list(None, Vec::new(), None);
    samples = samples.with("下書き: なし", &drafts);
    drafts.unsent.push(Unsent {
        path: "/sheets/new?case=cas_1".into(),
        day: Day::of(2018, 4, 9)?,
        time: "9:12".into(),
    });
    let round = || {
        Some(Round {
            case_no: "H30-00001".into(),
            way: "見本収納課 → 同行 → 見本住宅課(いま)".into(),
            hop: 2,
            shown: line(LegState::Sent)?,
        })
    };
    let mut more = list(Some("to_answer"), Vec::new(), None);
    more.more = vec![asked(Turn::ToTell)?, asked(Turn::ToRead)?];
    let full = vec![line(LegState::Sent)?, line(LegState::Accepted)?, line(LegState::Returned)?];
    Some(
        samples
            .with("下書き: あり", &drafts)
            .with("一覧: 詳しく聞かれている", &more)
            .with("一覧: 続きがある", &list(Some("to_answer"), full, Some("/sheets?show=to_answer&leg=leg_1".into())))
            .with("期限過ぎ: なし", &OverduePage { lines: Vec::new(), city: false })
            .with("期限過ぎ: あり", &OverduePage { lines: vec![line(LegState::Sent)?], city: true })
            .with("たらい回し: なし", &RoundsPage { rounds: Vec::new() })
            .with("たらい回し: あり", &RoundsPage { rounds: vec![round()?] }),
    )
}
