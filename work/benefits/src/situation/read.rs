//! 入力の受け付け: a situation from JSON; every wrong field is told with its path.

use std::sync::Arc;

use jiff::civil::Date;

use super::fields::{At, Fields, Troubles};
use super::{Danger, FieldTrouble, Housing, JobSeeking, Situation, words};
use crate::json::Node;
use crate::parameters::{Place, Tables};
use crate::programs::Program;

pub(super) const MOST_YEN: i64 = 9_999_999_999;
pub(super) const MOST_MONTHLY_YEN: i64 = 99_999_999;
const MOST_PERSONS: usize = 30;

const KEYS: &[&str] = &[
    "municipality",
    "date",
    "household",
    "rent",
    "housing",
    "financial_assets",
    "payments_received_months",
    "while_receiving",
    "previous_grant",
    "suspended_on",
    "job_seeking",
    "similar_housing_benefit",
    "organised_crime_member",
    "public_assistance",
    "specified_recipient",
    "single_parent",
    "other_property",
    "danger",
    "medical_or_care_costs",
    "moving",
    "work_preparation",
    "shelter_urgent",
    "loan",
    "legal",
    "debt",
    "attends_training",
    "programs",
];

/// Day and municipality that come before those in the input.
#[derive(Debug, Clone, Copy, Default)]
pub struct Instead<'a> {
    pub on: Option<&'a str>,
    pub municipality: Option<&'a str>,
}

impl Situation {
    pub fn read(input: &str, instead: Instead<'_>, tables: &Tables) -> Result<Self, Vec<FieldTrouble>> {
        let node: Node<'_> = serde_json::from_str(input).map_err(|trouble| not_json(&trouble))?;
        let troubles = Troubles::default();
        let read = Fields::of(&node, At::Top, KEYS, &troubles).and_then(|top| from_fields(&top, instead, tables));
        let troubles = troubles.into_inner();
        match read {
            Some(situation) if troubles.is_empty() => Ok(situation),
            _ => Err(troubles),
        }
    }
}

fn not_json(trouble: &serde_json::Error) -> Vec<FieldTrouble> {
    let message = format!("JSONとして読めません（{}行目{}文字目のあたり）。", trouble.line(), trouble.column());
    vec![FieldTrouble { path: String::new(), message }]
}

fn from_fields(top: &Fields<'_>, instead: Instead<'_>, tables: &Tables) -> Option<Situation> {
    let date = day(top, instead.on);
    let place = municipality(top, instead.municipality, tables);
    top.required("household", "世帯の人を一覧で書いてください。");
    let members = top.list("household", MOST_PERSONS);
    let household = members.map(|members| top.household(members, date)).unwrap_or_default();
    let previous = top.get("previous_grant").and_then(|node| {
        Fields::of(node, At::Key(&top.at, "previous_grant"), &["last_paid_month"], top.troubles)?
            .month("last_paid_month")
    });
    Some(Situation {
        household,
        rent: top.yen("rent", MOST_MONTHLY_YEN),
        housing: top.housing(),
        financial_assets: top.yen("financial_assets", MOST_YEN),
        payments_received_months: top
            .whole("payments_received_months", (0, 120))
            .and_then(|months| i32::try_from(months).ok()),
        while_receiving: top.while_receiving(),
        previous_grant_last_paid: previous,
        suspended_on: top.past_date("suspended_on", date),
        job_seeking: top.job_seeking(),
        similar_housing_benefit: top.flag("similar_housing_benefit"),
        organised_crime_member: top.flag("organised_crime_member"),
        public_assistance: top.flag("public_assistance"),
        specified_recipient: top.flag("specified_recipient"),
        single_parent: top.flag("single_parent"),
        other_property: top.flag("other_property"),
        danger: top.danger(),
        medical_or_care_costs: top.yen("medical_or_care_costs", MOST_MONTHLY_YEN),
        moving: top.moving(tables),
        work_preparation: top.preparation(),
        shelter_urgent: top.flag("shelter_urgent"),
        loan: top.loan(),
        legal: top.legal(),
        debt: top.debt(),
        attends_training: top.flag("attends_training"),
        programs: programs(top),
        // Last, so that all other troubles are told even without them.
        place: place?,
        date: date?,
    })
}

fn day(top: &Fields<'_>, instead: Option<&str>) -> Option<Date> {
    match instead {
        None => {
            top.required("date", "見立ての基準にする日（申請する日）を書いてください。");
            top.date("date")
        }
        Some(on) => {
            let written = crate::days::parse_date(on).filter(|day| (1900..=2100).contains(&day.year()));
            if written.is_none() {
                top.trouble("date", "指定した日付は「2026-05-15」の形で書いてください。");
            }
            written
        }
    }
}

fn municipality(top: &Fields<'_>, instead: Option<&str>, tables: &Tables) -> Option<Arc<Place>> {
    if instead.is_none() {
        top.required("municipality", "市区町村の名前を書いてください。");
    }
    let written = match instead {
        Some(name) => name,
        None => top.text("municipality", 30)?,
    };
    top.placed("municipality", written, tables)
}

fn programs(top: &Fields<'_>) -> Vec<Program> {
    let Some(items) = top.list("programs", 50) else { return Program::ALL.to_vec() };
    let mut chosen = Vec::with_capacity(items.len());
    for (at, item) in items.iter().enumerate() {
        let here = At::Key(&top.at, "programs");
        match item {
            Node::Text(id) => match Program::from_id(id) {
                Some(program) if !chosen.contains(&program) => chosen.push(program),
                Some(_) => top.troubles.add(At::Item(&here, at), "同じ制度が2回書かれています。"),
                None => top.troubles.add(At::Item(&here, at), "この名前の制度はありません。つづりを確かめてください。"),
            },
            _ => top.troubles.add(At::Item(&here, at), "制度の名前を文字で書いてください。"),
        }
    }
    chosen
}

impl Fields<'_> {
    pub(super) fn placed(&self, key: &str, written: &str, tables: &Tables) -> Option<Arc<Place>> {
        match tables.place(written) {
            Ok(place) => Some(place),
            Err(unplaced) => {
                self.trouble(key, unplaced.sentence());
                None
            }
        }
    }

    pub(super) fn past_date(&self, key: &str, on: Option<Date>) -> Option<Date> {
        let day = self.date(key)?;
        if on.is_some_and(|on| day > on) {
            self.trouble(key, "見立ての日より後の日付になっています。");
            return None;
        }
        Some(day)
    }

    fn housing(&self) -> Housing {
        let fields = self.section("housing", &["state", "common_fee", "floor_area"]);
        fields.map_or_else(Housing::default, |fields| Housing {
            state: fields.choice("state", words::HOUSING_STATES),
            common_fee: fields.yen("common_fee", MOST_MONTHLY_YEN),
            floor_area: fields.whole("floor_area", (1, 1000)),
        })
    }

    fn job_seeking(&self) -> JobSeeking {
        let fields = self.section("job_seeking", &["registered", "regular_job", "rebuilding_business"]);
        fields.map_or_else(JobSeeking::default, |fields| JobSeeking {
            registered: fields.flag("registered"),
            regular_job: fields.flag("regular_job"),
            rebuilding_business: fields.flag("rebuilding_business"),
        })
    }

    fn danger(&self) -> Danger {
        let fields = self.section("danger", &["food", "home", "life"]);
        fields.map_or_else(Danger::default, |fields| Danger {
            food: fields.flag("food").unwrap_or(false),
            home: fields.flag("home").unwrap_or(false),
            life: fields.flag("life").unwrap_or(false),
        })
    }
}
