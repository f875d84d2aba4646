//! シートの欄: what was typed, read as a sheet or answered beside each field. Consent comes first.

use office::{Codes, Day, FieldErrors, PersonId};
use web::Pairs;

use super::choose::{LEGS, LegFields, Row, row};
use super::material::Material;
use crate::baton::Lead;
use crate::consent::{Consent, LegalGround};
use crate::model::{ConsentKind, Kind, Method, SheetId, Urgency};
use crate::rules::Refusal;
use crate::sheet::{Concern, NewLeg, NewSheet};
use crate::typed::Reader;

/// Reads the whole form. Every field that is not clear is answered; none hides another.
pub(crate) fn understand(
    pairs: &Pairs,
    material: &Material,
    (codes, today): (&Codes, Day),
) -> Result<NewSheet, FieldErrors> {
    let mut reader = Reader::new(pairs);
    let consent = consent(&mut reader, codes, today);
    let kind = reader.one_of("kind", "シートの種類", Kind::from_text);
    let urgency = reader.one_of("urgency", "急ぎ", Urgency::from_text);
    let summary = reader.text("summary", "概要・経緯");
    if summary.is_none() && reader.errors.of("summary").is_none() {
        reader.errors.add_with_example(
            "summary",
            "何に困っていて、何をお願いしたいかを、一言でも書いてください。本人がもう一度はじめから話さずにすみます。",
            "三か月前に仕事がなくなり、家賃と税が払えない。まず生活費の相談をしたい。",
        );
    }
    let considerations = reader.text("considerations", "配慮を希望すること");
    let household_line = reader.line("household_line", "世帯のこと");
    let concerns = concerns(&mut reader, codes);
    let legs = legs(&mut reader, material, (kind, consent.as_ref()));
    let person = person(pairs, material);
    let whole = consent.zip(kind).zip(urgency).zip(summary).map(|(((consent, kind), urgency), summary)| NewSheet {
        id: SheetId::from_text(pairs.one("once")),
        case: material.case.id.clone(),
        person,
        intake: material.intake.as_ref().map(|id| id.as_text().to_owned()),
        kind,
        consent,
        share_outcome: pairs.one("share_outcome") == "yes",
        urgency,
        household_line,
        summary,
        considerations: considerations.unwrap_or_default(),
        concerns,
        legs,
    });
    reader.done(whole)
}

fn person(pairs: &Pairs, material: &Material) -> Option<PersonId> {
    let chosen = PersonId::from_text(pairs.one("person"));
    let known = chosen.filter(|id| material.persons.iter().any(|person| person.id == *id));
    known.or_else(|| material.persons.first().map(|person| person.id.clone()))
}

pub(crate) fn consent(reader: &mut Reader<'_>, codes: &Codes, today: Day) -> Option<Consent> {
    let Some(kind) = ConsentKind::from_text(reader.pairs.one("consent")) else {
        reader
            .errors
            .add("consent", "はじめに、本人の同意を確かめてください。まだのときは「まだ同意を得ていない」を選べます。");
        return None;
    };
    match kind {
        ConsentKind::Written | ConsentKind::Oral => {
            let on = reader.past_day("consented_on", "確かめた日", today);
            if on.is_none() && reader.errors.of("consented_on").is_none() {
                reader.errors.add_with_example("consented_on", "同意を確かめた日を書いてください。", "R7.4.8");
            }
            let heard_by = reader.line("heard_by", "聞いた職員");
            match (kind, heard_by) {
                (ConsentKind::Written, _) => on.map(|on| Consent::Written { on }),
                (_, Some(heard_by)) => on.map(|on| Consent::Oral { on, heard_by }),
                (_, None) => {
                    reader.errors.add_with_example(
                        "heard_by",
                        "口頭の同意を聞いた職員の名前を書いてください。",
                        "見本 花子",
                    );
                    None
                }
            }
        }
        ConsentKind::None => ground(reader, codes).map(|ground| Consent::NotYet { ground }),
    }
}

fn ground(reader: &mut Reader<'_>, codes: &Codes) -> Option<Option<LegalGround>> {
    let code = reader.code("legal_ground", "根拠", codes.list("legal_grounds"));
    let reason = reader.text("ground_reason", "理由");
    match (code, reason) {
        (None, _) => reader.errors.of("legal_ground").is_none().then_some(None),
        (Some(code), Some(reason)) => Some(Some(LegalGround { code, reason })),
        (Some(_), None) => {
            reader.errors.add_with_example(
                "ground_reason",
                "同意によらずに伝える理由を書いてください。あとで本人に説明するときにも使います。",
                "けさから応答がなく、命にかかわるおそれがあるため",
            );
            None
        }
    }
}

pub(crate) fn concerns(reader: &mut Reader<'_>, codes: &Codes) -> Vec<Concern> {
    let list = codes.list("concerns");
    let strange =
        ["concern", "concern_main"].iter().any(|field| reader.pairs.all(field).any(|code| list.find(code).is_none()));
    if strange {
        reader.errors.add("concern", "困りごとを、表示されている中からもう一度選んでください。");
    }
    let marked = |field: &'static str, code: &str| reader.pairs.all(field).any(|value| value == code);
    list.codes
        .iter()
        .filter(|code| marked("concern", &code.code) || marked("concern_main", &code.code))
        .map(|code| Concern { code: code.code.clone(), most: marked("concern_main", &code.code) })
        .collect()
}

fn legs(reader: &mut Reader<'_>, material: &Material, asked: (Option<Kind>, Option<&Consent>)) -> Vec<NewLeg> {
    let mut legs = Vec::new();
    for fields in LEGS {
        match row(reader.pairs, fields, &material.agencies) {
            Row::Empty => {
                if !reader.pairs.one(fields.reason).trim().is_empty() {
                    reader.errors.add(fields.to, "この理由をどの窓口に送るか、窓口を選んでください。");
                }
            }
            Row::Unclear => {
                let typed = reader.pairs.one(fields.to).trim().to_owned();
                reader.errors.add(
                    fields.to,
                    format!(
                        "「{typed}」という名前の窓口は一つに決まりません。候補か「窓口を探す」から選んでください。"
                    ),
                );
            }
            Row::Counter(agency) => {
                let reason = reader.text(fields.reason, "紹介する理由").unwrap_or_default();
                let method = Method::from_text(reader.pairs.one(fields.method)).unwrap_or(Method::System);
                let may_lead = agency.has_account && material.i_hold;
                let lead = lead(reader.pairs, fields, (legs.is_empty(), may_lead), asked);
                legs.push(NewLeg { to: agency.id.clone(), lead, reason, method });
            }
        }
    }
    let first = LEGS.first().map_or("to_0", |fields| fields.to);
    if legs.is_empty() && reader.errors.of(first).is_none() {
        reader.errors.add(first, Refusal::NoLegs.sentence());
    }
    legs
}

/// Whether this counter is asked to take the household on. Where the rules leave no choice, the form does not ask.
fn lead(
    pairs: &Pairs,
    fields: LegFields,
    (first, may_lead): (bool, bool),
    (kind, consent): (Option<Kind>, Option<&Consent>),
) -> Lead {
    let named = consent.is_some_and(Consent::names_the_person);
    if !may_lead || !named || !matches!(kind, Some(Kind::Forward | Kind::Return)) {
        return Lead::No;
    }
    match pairs.one(fields.ask) {
        "lead" => Lead::WhenAccepted,
        "even_in_part" => Lead::EvenInPart,
        "beside" => Lead::No,
        _ if first => Lead::WhenAccepted,
        _ => Lead::No,
    }
}
