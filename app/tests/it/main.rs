//! What holds for the whole program.

#![expect(unreachable_pub, reason = "one test binary: its modules are private anyway")]

mod doors;
mod leaks;
mod pages;
mod source;
mod statements;
mod tidy;
mod words;
mod world;
