//! 見本: the form in each of its states.

use cases::{Case, Status};
use office::{AgencyId, CaseId, Codes, Day, FieldErrors, HouseholdId, Instant};
use people::{Basic, BirthKnown, PersonName, Sex};
use staff::{Agency, NewAgency};
use web::Pairs;

use super::material::{Material, Start};
use super::page::WritePage;

pub(crate) fn agency(id: &str, name: &str, has_account: bool) -> Option<Agency> {
    let new = NewAgency {
        kind: "city_housing".into(),
        name: name.into(),
        kana: "みほんまどぐち".into(),
        hours: "平日 8:30から17:15".into(),
        languages: vec!["ja".into(), "vi".into()],
        takes: vec!["housing".into(), "rent_or_loan".into()],
        has_account,
        ..NewAgency::default()
    };
    Some(new.opened(AgencyId::from_text(id)?, Day::of(2014, 4, 1)?))
}

pub(crate) fn case(status: Status) -> Option<Case> {
    let at = Day::of(2018, 4, 9)?;
    Some(Case {
        id: CaseId::from_text("cas_1")?,
        no: "H30-00001".into(),
        household: HouseholdId::from_text("hsh_1")?,
        status,
        holder_agency: AgencyId::from_text("agc_1")?,
        holder_staff: None,
        held_since: Instant::at(at, 9, 0)?,
        hops: 0,
        opened_on: at,
        support_from: None,
        closed_on: None,
        closing_kind: None,
        restricted: false,
        version: 1,
    })
}

fn material(i_hold: bool, protected: bool) -> Option<Material> {
    let person = |id: &str, name: &str| {
        Some(Basic {
            id: office::PersonId::from_text(id)?,
            name: PersonName::new(name, "みほん"),
            sex: Some(Sex::Female),
            birth: BirthKnown::NotHeard,
            protected,
        })
    };
    Some(Material {
        case: case(Status::Received)?,
        holder: "見本収納課".into(),
        i_hold,
        trail: vec![AgencyId::from_text("agc_1")?, AgencyId::from_text("agc_2")?],
        persons: vec![person("psn_1", "見本 花子")?, person("psn_2", "<b>見本")?],
        preview: vec![("氏名", "見本 花子".into()), ("生年月日", String::new())],
        protected,
        agencies: vec![agency("agc_2", "見本住宅課", true)?, agency("agc_3", "見本フードバンク", false)?],
        intake: None,
        prefill: Pairs::default(),
    })
}

pub(crate) fn samples() -> web::Samples {
    build().unwrap_or_default()
}

fn build() -> Option<web::Samples> {
    let codes = Codes::embedded().ok()?;
    let today = Day::of(2018, 4, 9)?;
    let start = Start::Case(CaseId::from_text("cas_1")?);
    let (own, other) = (material(true, false)?, material(false, true)?);
    let pairs =
        |fields: &[(&str, &str)]| Pairs(fields.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect());
    let empty = pairs(&[("kind", "forward"), ("urgency", "normal")]);
    let typed = pairs(&[
        ("consent", "none"),
        ("legal_ground", "life_in_danger"),
        ("summary", "</textarea><script>"),
        ("to_0", "見本フードバンク"),
        ("to_id_0", "agc_3"),
        ("to_1", "どこか"),
        ("find", "家賃"),
    ]);
    let none = FieldErrors::default();
    let mut wrong = FieldErrors::default();
    wrong.add("consent", "はじめに、本人の同意を確かめてください。");
    wrong.add_with_example("to_1", "「どこか」という名前の窓口は一つに決まりません。", "見本住宅課");
    let page = |material, pairs, errors| WritePage {
        csrf: "token",
        start: &start,
        material,
        pairs,
        errors,
        refusal: None,
        draft: None,
        found: None,
        codes: &codes,
        today,
    };
    let mut refused = page(&own, &typed, &none);
    refused.refusal = Some(crate::Refusal::LeadPending.sentence().to_owned());
    let mut found = page(&own, &typed, &none);
    found.found = Some(own.agencies.clone());
    let mut nothing = page(&own, &typed, &none);
    nothing.found = Some(Vec::new());
    Some(
        web::Samples::new()
            .with("シートを書く: はじめ", &page(&own, &empty, &none))
            .with("シートを書く: ほかの窓口が受け持つ・支援措置", &page(&other, &empty, &none))
            .with("シートを書く: 確かめるところがある", &page(&own, &typed, &wrong))
            .with("シートを書く: 断られた", &refused)
            .with("シートを書く: 窓口が見つかった", &found)
            .with("シートを書く: 窓口が見つからない", &nothing),
    )
}
