//! 部品: what pages are made of, as functions for templates: `{{ web::parts::text("name", "氏名", form.name, errors, web::parts::opts()) }}`.
//!
//! Each field brings its label, hint and error, wired by `aria-describedby`. A field that the errors name is marked.

mod choices;
mod days;
mod draft;
mod field;
mod notices;
mod options;
mod opts;
mod ways;

pub use choices::Choices;
pub use days::{OneDay, day, day_long, days_waiting, due};
pub use draft::{csrf, draft_button, draft_fields, draft_notice};
pub use field::{area, date, hidden, money, secret, text};
pub use notices::{badge, both_texts, error_summary, fact, notice, protected};
pub use options::{checks, concerns, radios, select};
pub use opts::{Opts, opts};
pub use ways::{button, button_named, crumbs, pager};
