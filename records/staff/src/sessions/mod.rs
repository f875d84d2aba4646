//! サインインの続き (session): a token in a cookie, of which only the hash is kept here.

mod cookie;
mod layer;
mod model;
mod rules;
mod state;
mod store;

pub use layer::session_layer;
pub(crate) use model::Session;
pub use model::{Ended, Strength};
pub(crate) use rules::{Limits, Standing, standing};

pub(crate) use cookie::{cleared, from_headers, set};

pub(crate) use layer::{Current, HalfSigned, public_id};
pub(crate) use state::{state, stay};
pub(crate) use store::{Opened, Place, end, end_all, find, full_end, live_of, open};
