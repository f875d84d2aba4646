//! 一覧: the sheets of a counter, what is late, what goes round; and the count that pages ask for again and again.

mod late;
mod page;
mod queue;
mod rows;
mod samples;

pub(crate) use late::{overdue, rounds};
pub(crate) use page::page;
pub(crate) use queue::state;
pub(crate) use samples::samples;
