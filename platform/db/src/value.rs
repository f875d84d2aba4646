//! The four kinds of column, and how Rust types live in them.

use crate::Fault;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Text,
    Int,
    Real,
    Bytes,
}

/// One cell. A missing value keeps its kind, because PostgreSQL refuses an untyped null.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Text(String),
    Int(i64),
    Real(f64),
    Bytes(Vec<u8>),
    Null(Kind),
}

/// A type that lives in one column.
pub trait Column: Sized {
    const KIND: Kind;
    fn write(&self) -> Value;
    fn read(value: Value) -> Result<Self, Fault>;
}

macro_rules! plain {
    ($type:ty, $kind:ident, $name:literal) => {
        impl Column for $type {
            const KIND: Kind = Kind::$kind;
            fn write(&self) -> Value {
                Value::$kind(self.clone())
            }
            fn read(value: Value) -> Result<Self, Fault> {
                match value {
                    Value::$kind(inner) => Ok(inner),
                    _ => Err(Fault::NotA($name)),
                }
            }
        }
    };
}
plain!(String, Text, "text");
plain!(i64, Int, "integer");
plain!(f64, Real, "real number");
plain!(Vec<u8>, Bytes, "byte string");

/// Written only: a borrowed text as an argument.
impl Column for &'static str {
    const KIND: Kind = Kind::Text;
    fn write(&self) -> Value {
        Value::Text((*self).to_owned())
    }
    fn read(_: Value) -> Result<Self, Fault> {
        Err(Fault::NotA("borrowed text"))
    }
}

impl Column for bool {
    const KIND: Kind = Kind::Int;
    fn write(&self) -> Value {
        Value::Int(i64::from(*self))
    }
    fn read(value: Value) -> Result<Self, Fault> {
        match value {
            Value::Int(0) => Ok(false),
            Value::Int(1) => Ok(true),
            _ => Err(Fault::NotA("0 or 1")),
        }
    }
}

impl<T: Column> Column for Option<T> {
    const KIND: Kind = T::KIND;
    fn write(&self) -> Value {
        self.as_ref().map_or(Value::Null(T::KIND), Column::write)
    }
    fn read(value: Value) -> Result<Self, Fault> {
        match value {
            Value::Null(_) => Ok(None),
            other => T::read(other).map(Some),
        }
    }
}
