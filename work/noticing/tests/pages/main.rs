//! The pages, the doors and the rules of a municipality, through whole requests on both engines.

#[cfg(test)]
mod common;
#[cfg(test)]
mod editing;
#[cfg(test)]
mod telephone;
