//! 制度・給付の見立て: rules as dated law, with every step, and "cannot say" where it cannot.
//!
//! The judgement is pure: no clock, no store. Around it stand the pages and the rows that a municipality enters.

mod answer;
mod batch;
mod compare;
mod days;
pub mod guide;
mod household_income;
mod json;
mod judge;
pub mod minimum;
mod model;
mod model_households;
mod pages;
mod parameters;
mod programs;
mod recipients;
mod rules;
mod situation;
pub mod store;
mod wording;
mod work;
mod written;
mod yen;

pub use answer::{Answer, Band, Fact, LeftTo, NotMet, Step, Value, Verdict};
pub use batch::{BatchCount, judge_batch, judge_batch_under};
pub use compare::{
    Change, CompareTrouble, Comparison, Figures, Reach, changes, compare_tables, compare_under, write_compared,
};
pub use days::{Month, SchoolStage, age_on, parse_date};
pub use judge::{judge_json, judge_under, judge_with, minimum_json, minimum_under, schema};
pub use model::{NewRow, RowId, RowState, RowSubject, TableRow};
pub use model_households::{MODELS, ModelChange, model_changes};
pub use pages::{Counter, Directory, routes, samples};
pub use parameters::{AreaClass, EnteredRow, Item, ParameterTrouble, Place, Row, Setting, Shape, Tables};
pub use programs::{Program, judge as judge_all, judge_one};
pub use recipients::{CurrentRecipients, RecipientGroup, demo_recipients};
pub use rules::{RowRefusal, may_confirm, may_withdraw};
pub use situation::{FieldTrouble, Instead, Situation};
