//! 関わっている窓口: who is involved in a case and for what, with the telephone. A part of the case's page.

use askama::Template;
use askama::filters::HtmlSafe;
use office::{AgencyId, Day, Fault, Hands, Instant};
use web::parts;

use crate::model::{Case, TieKind};
use crate::store::parties::parties;

/// One counter.
pub struct Party {
    pub name: String,
    pub phone: String,
    /// 受け付けた、つないだ
    pub ties: String,
    pub since: Day,
    pub holds: bool,
}

/// Whoever holds it comes first, then the others in the order in which they came in.
#[derive(Template)]
#[template(path = "pages/parties.html")]
pub struct PartiesPart {
    pub parties: Vec<Party>,
}

impl HtmlSafe for PartiesPart {}

impl PartiesPart {
    pub fn of(hands: &mut Hands<'_, '_>, case: &Case) -> Result<Self, Fault> {
        let mut together: Vec<(AgencyId, Vec<TieKind>, Instant)> = Vec::new();
        for (agency, tie, since) in parties(hands, &case.id)? {
            match together.iter_mut().find(|(known, ..)| *known == agency) {
                Some((_, ties, _)) => ties.push(tie),
                None => together.push((agency, vec![tie], since)),
            }
        }
        let mut parties = Vec::with_capacity(together.len());
        for (agency, mut ties, since) in together {
            ties.sort();
            let holds = case.is_open() && agency == case.holder_agency;
            // That it holds the case stands before its name.
            let others = ties.iter().filter(|tie| !(holds && **tie == TieKind::Holds));
            let labels: Vec<&str> = others.map(TieKind::label).collect();
            let known = staff::agencies::find(hands, &agency)?;
            parties.push(Party {
                name: known.as_ref().map_or_else(|| "登録のない窓口".to_owned(), |known| known.name.clone()),
                phone: known.map(|known| known.phone).unwrap_or_default(),
                ties: labels.join("、"),
                since: since.day(),
                holds,
            });
        }
        parties.sort_by_key(|party| !party.holds);
        Ok(Self { parties })
    }
}

pub(crate) fn samples() -> web::Samples {
    let Some(since) = Day::of(2018, 4, 9) else { return web::Samples::new() };
    let party = |name: &str, ties: &str, holds| Party {
        name: name.into(),
        phone: "046-000-0001".into(),
        ties: ties.into(),
        since,
        holds,
    };
    let parties = vec![party("見本<税務>課", "受け付けた", true), party("見本水道課", "つながれた", false)];
    web::Samples::new().with("cases: 関わっている窓口", &Whole { part: PartiesPart { parties } })
}

/// The part inside a page, as the samples need it.
#[derive(Template)]
#[template(source = "<h1>見本</h1>{{ part }}", ext = "html")]
struct Whole {
    part: PartiesPart,
}
