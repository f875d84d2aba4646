//! The pages, the doors and the rows of a municipality, through whole requests on both engines.

#[cfg(test)]
mod common;
#[cfg(test)]
mod pages;
#[cfg(test)]
mod tables;
