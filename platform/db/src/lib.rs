//! One database, whichever it is: SQLite in a file or PostgreSQL by URL, behind one small face.
//!
//! Four kinds of column (text, integer, real, bytes), `$1` placeholders, static SQL only.
//! Nothing outside this crate can see which engine answers.

mod engine;
mod fault;
mod health;
mod many;
mod migrations;
mod postgres_engine;
mod record;
pub mod search;
mod sqlite_engine;
mod store;
pub mod testing;
mod threads;
mod value;

pub use fault::Fault;
pub use health::Health;
pub use migrations::{Migration, Standing, all as migrations, migrate, standing};
pub use record::{Record, Row};
pub use store::{Db, Engine, Place, Reader, Writer};
pub use value::{Column, Kind, Value};

/// The arguments of a statement, each turned into its [`Value`].
#[macro_export]
macro_rules! args {
    ($($value:expr),* $(,)?) => { [$($crate::Column::write(&$value)),*] };
}

/// Lets types whose text form is `as_text()` / `from_text()` live in a text column.
#[macro_export]
macro_rules! text_column {
    ($($name:ty),+ $(,)?) => { $(
        impl $crate::Column for $name {
            const KIND: $crate::Kind = $crate::Kind::Text;
            fn write(&self) -> $crate::Value { $crate::Value::Text(self.as_text().to_owned()) }
            fn read(value: $crate::Value) -> Result<Self, $crate::Fault> {
                let text = <String as $crate::Column>::read(value)?;
                <$name>::from_text(&text)
                    .ok_or_else(|| $crate::Fault::not_a(stringify!($name), &text))
            }
        }
    )+ };
}
