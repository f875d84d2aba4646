//! 画面の枠: what every page and every answer shares: doors and their locks, the layout, form parts, refusals in
//! words, security headers, drafts.
//!
//! Assembled as `web::shell(&desk, session_layer(&desk, doors.into_router(&desk)))`.

mod assets;
mod body;
mod crossing;
mod doors;
mod draft_desk;
mod failure;
mod frame;
mod inputs;
mod markup;
mod nav;
mod outer;
pub mod parts;
mod samples;
mod session;
pub mod testing;

pub use body::{LIMIT, Pairs};
pub use crossing::{csrf_token, is_quiet};
pub use doors::{Door, Doors, Lock};
pub use failure::{Answer, Failure};
pub use frame::{Around, Shell, Title, page, page_after, page_with, redirect};
pub use inputs::{Form, Path, Query, safe_next};
pub use markup::{El, SafeHtml, el};
pub use nav::{LINKS, Link};
pub use outer::{quiet_panics, shell};
pub use samples::{Sample, Samples};
pub use session::{SessionInfo, Signed, Visit};

/// The doors of the shell itself: assets and drafts.
#[must_use]
pub fn routes() -> Doors {
    Doors::new().merge(assets::routes()).merge(draft_desk::routes())
}
