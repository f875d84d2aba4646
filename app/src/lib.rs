//! The one binary: reads the command, opens the desk, puts every capability's routes together.

mod case_page;
pub mod commands;
mod directory;
pub mod drafts;
mod figures_page;
pub mod flows;
mod hidden;
pub mod opened;
mod recipients;
pub mod routes;
pub mod settings;
mod today;
