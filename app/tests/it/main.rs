//! What holds for the whole program.

#![expect(unreachable_pub, reason = "one test binary: its modules are private anyway")]
#![expect(clippy::expect_used, clippy::panic, reason = "a test that cannot go on stops, and says where")]

mod benefits;
mod canary;
mod commands;
mod doors;
mod engines;
mod forms;
mod headers;
mod hidden;
mod killed;
mod leaks;
mod logbook;
mod pages;
mod record;
mod source;
mod statements;
mod tidy;
mod unicode;
mod words;
mod world;
