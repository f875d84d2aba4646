//! What holds for the whole program.

mod doors;
mod leaks;
mod pages;
mod source;
mod statements;
mod tidy;
mod words;
mod world;
