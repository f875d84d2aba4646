//! What holds for the whole program.

#![expect(unreachable_pub, reason = "one test binary: its modules are private anyway")]
#![expect(clippy::expect_used, clippy::panic, reason = "a test that cannot go on stops, and says where")]

mod benefits;
mod doors;
mod leaks;
mod pages;
mod source;
mod statements;
mod tidy;
mod words;
mod world;
