//! 最低生活費: its parts for a household, by the standard of the day and place. No part allocates.

mod standard;

use jiff::civil::Date;
use serde::Serialize;

pub(crate) use self::standard::Known;
pub use self::standard::{NoStandard, Standard};
use crate::days::{SchoolStage, age_on};
use crate::parameters::livelihood::age_band;
use crate::situation::{Disability, Member, Role, Situation};
use crate::yen::round_up;

/// What the standard asks of one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Person {
    band: u8,
    stage: SchoolStage,
    /// A child of the household, until the 31 March after the 18th birthday.
    child: bool,
    high_school: bool,
    disability: Option<Disability>,
}

impl Person {
    pub fn new(age: i16, stage: SchoolStage, applicant: bool) -> Self {
        let band = u8::try_from(age_band(age)).unwrap_or(0);
        Self { band, stage, child: !applicant && stage.is_child(), high_school: false, disability: None }
    }

    pub fn born(birth: Date, on: Date, applicant: bool) -> Self {
        Self::new(age_on(birth, on), SchoolStage::of(birth, on), applicant)
    }

    /// `None` without a birth date.
    pub fn of(member: &Member, on: Date) -> Option<Self> {
        let mut person = Self::born(member.birth_date?, on, member.role == Role::Applicant);
        person.high_school = person.stage == SchoolStage::HighSchoolAge && member.student == Some(true);
        person.disability = member.disability;
        Some(person)
    }
}

#[derive(Debug, Clone, Copy)]
pub struct Household<'p> {
    pub persons: &'p [Person],
    /// 母子加算: one parent with children only.
    pub lone_parent: bool,
    /// Actual rent, yen a month.
    pub rent: i64,
}

/// All in yen a month.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Parts {
    /// 第1類 × 逓減率, up to the next 10 yen.
    pub class1: i64,
    /// 第2類
    pub class2: i64,
    /// 特例加算
    pub special_addition: i64,
    /// 経過的加算
    pub transitional: i64,
    /// 生活扶助: the four above.
    pub livelihood: i64,
    /// 冬季加算
    pub winter: i64,
    /// 期末一時扶助
    pub year_end: i64,
    /// 障害者加算
    pub disability: i64,
    /// 母子加算
    pub lone_parent: i64,
    /// 児童養育加算
    pub child_raising: i64,
    /// 教育扶助
    pub education: i64,
    /// 高等学校等就学費
    pub high_school: i64,
    /// 住宅扶助: the rent up to the limit.
    pub housing: i64,
    pub total: i64,
}

/// 最低生活費 in yen a month.
pub fn total(household: &Household<'_>, standard: &Standard) -> i64 {
    parts(household, standard).total
}

pub fn parts(household: &Household<'_>, standard: &Standard) -> Parts {
    let persons = household.persons.len();
    let mut sums = Parts::default();
    let mut class1 = 0;
    let mut children = 0;
    for person in household.persons {
        let band = usize::from(person.band);
        class1 += standard.class1(band);
        sums.transitional += standard.transitional(band, persons);
        sums.disability += standard.disability(person.disability);
        if person.child {
            children += 1;
        }
        sums.education += match person.stage {
            SchoolStage::Elementary(_) => standard.elementary,
            SchoolStage::JuniorHigh => standard.junior_high,
            _ => 0,
        };
        if person.high_school {
            sums.high_school += standard.high_school;
        }
    }
    // Hundredths of yen, so that the rate stays exact.
    sums.class1 = round_up(class1 * standard.rate(persons), 1000) / 100;
    sums.class2 = standard.class2.of(persons);
    sums.special_addition = standard.special_addition * i64::try_from(persons).unwrap_or(0);
    sums.livelihood = sums.class1 + sums.class2 + sums.special_addition + sums.transitional;
    sums.winter = standard.winter.of(persons);
    sums.year_end = standard.year_end.of(persons);
    sums.child_raising = standard.child_raising * children;
    sums.lone_parent = if household.lone_parent { standard.lone_parent(children) } else { 0 };
    sums.housing = household.rent.clamp(0, standard.housing_limit(persons));
    sums.total = sums.livelihood
        + sums.winter
        + sums.year_end
        + sums.disability
        + sums.lone_parent
        + sums.child_raising
        + sums.education
        + sums.high_school
        + sums.housing;
    sums
}

/// The totals of many households on `threads` threads, in order.
pub fn totals(households: &[Household<'_>], standard: &Standard, threads: usize) -> Vec<i64> {
    let mut out = vec![0; households.len()];
    let share = households.len().div_ceil(threads.max(1)).max(1);
    std::thread::scope(|scope| {
        for (households, out) in households.chunks(share).zip(out.chunks_mut(share)) {
            scope.spawn(move || {
                for (household, out) in households.iter().zip(out) {
                    *out = total(household, standard);
                }
            });
        }
    });
    out
}

/// 母子加算 by the composition of the household, unless it was told.
pub(crate) fn lone_parent(situation: &Situation) -> bool {
    situation.single_parent.unwrap_or_else(|| {
        let child = |member: &Member| {
            member.role == Role::Child
                && member.birth_date.is_some_and(|birth| SchoolStage::of(birth, situation.date).is_child())
        };
        situation.persons() > 1
            && situation.household.iter().all(|member| member.role == Role::Applicant || child(member))
    })
}
