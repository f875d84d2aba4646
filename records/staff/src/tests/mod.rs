//! The crate from outside: a browser at the doors, on both engines.

mod agencies;
mod commands;
mod doors;
mod rig;
mod second_factor;
mod sessions;
mod sign_in;
mod staff;
mod throttling;
mod timing;
