//! Days as an office counts them: 和暦, 年度, 年齢, 開庁日, 期限.
//!
//! Nothing here reads the clock: today comes in as a parameter.

mod age;
mod day;
mod eras;
mod fiscal_year;
mod holidays;
mod terms;
mod wareki;

pub use age::{age_on, school_age_on};
pub use day::Day;
pub use eras::{Era, Eras};
pub use fiscal_year::FiscalYear;
pub use holidays::{Closure, Holidays};
pub use terms::{due, one_month_after, waiting};
pub use wareki::{EraYear, era_year, long, short, western};

/// 暦の設定ファイルの誤り: a calendar data file that cannot be used, and why.
#[derive(Debug, thiserror::Error)]
#[error("{file}を読み込めません。{reason}")]
pub struct CalendarFileError {
    pub file: &'static str,
    pub reason: String,
}
