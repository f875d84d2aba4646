//! Reading a row, column by column, in the order in which the statement names them.

use crate::{Column, Fault, Value};

/// One row of an answer. Columns are taken from left to right.
#[derive(Debug)]
pub struct Row {
    cells: std::vec::IntoIter<Value>,
}

impl Row {
    pub(crate) fn new(cells: Vec<Value>) -> Self {
        Self { cells: cells.into_iter() }
    }

    /// The next column as `T`. A cell that does not parse is a [`Fault`], never a silent default.
    pub fn take<T: Column>(&mut self) -> Result<T, Fault> {
        let value = self.cells.next().ok_or(Fault::NotA("row with that many columns"))?;
        T::read(value)
    }
}

/// A type that is read from a row.
pub trait Record: Sized {
    fn read(row: &mut Row) -> Result<Self, Fault>;
}

macro_rules! tuple_record {
    ($($name:ident),+) => {
        impl<$($name: Column),+> Record for ($($name,)+) {
            fn read(row: &mut Row) -> Result<Self, Fault> {
                Ok(($(row.take::<$name>()?,)+))
            }
        }
    };
}
tuple_record!(A);
tuple_record!(A, B);
tuple_record!(A, B, C);
tuple_record!(A, B, C, D);
tuple_record!(A, B, C, D, E);
tuple_record!(A, B, C, D, E, F);
tuple_record!(A, B, C, D, E, F, G);
tuple_record!(A, B, C, D, E, F, G, H);
