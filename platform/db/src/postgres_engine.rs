//! PostgreSQL: one connection, its prepared statements, and the four kinds of column.

#![expect(clippy::disallowed_types, reason = "this is the one place that names postgres")]

use std::collections::HashMap;
use std::error::Error;

use postgres::types::{FromSql, IsNull, ToSql, Type, private::BytesMut, to_sql_checked};
use postgres::{Client, NoTls, Statement};

use crate::engine::Connection;
use crate::{Fault, Kind, Row, Value};

pub(crate) struct PostgresConnection {
    client: Client,
    prepared: HashMap<String, Statement>,
}

impl PostgresConnection {
    pub(crate) fn open(url: &str) -> Result<Self, Fault> {
        let mut client = Client::connect(url, NoTls)?;
        client.batch_execute("set timezone = 'UTC'; set default_transaction_isolation = 'read committed';")?;
        Ok(Self { client, prepared: HashMap::new() })
    }

    fn statement(&mut self, sql: &str) -> Result<Statement, Fault> {
        if let Some(known) = self.prepared.get(sql) {
            return Ok(known.clone());
        }
        let fresh = self.client.prepare(sql)?;
        self.prepared.insert(sql.to_owned(), fresh.clone());
        Ok(fresh)
    }
}

impl Connection for PostgresConnection {
    fn rows(&mut self, sql: &str, args: &[Value]) -> Result<Vec<Row>, Fault> {
        let statement = self.statement(sql)?;
        let found = self.client.query(&statement, &borrowed(args))?;
        found.iter().map(row).collect()
    }

    fn change(&mut self, sql: &str, args: &[Value]) -> Result<u64, Fault> {
        let statement = self.statement(sql)?;
        Ok(self.client.execute(&statement, &borrowed(args))?)
    }

    fn batch(&mut self, sql: &str) -> Result<(), Fault> {
        Ok(self.client.batch_execute(sql)?)
    }

    fn prepare(&mut self, sql: &str) -> Result<(), Fault> {
        self.client.prepare(sql).map(|_| ()).map_err(Fault::from)
    }

    fn is_sqlite(&self) -> bool {
        false
    }

    fn is_alive(&self) -> bool {
        !self.client.is_closed()
    }
}

fn borrowed(args: &[Value]) -> Vec<&(dyn ToSql + Sync)> {
    args.iter().map(|value| value as &(dyn ToSql + Sync)).collect()
}

fn row(found: &postgres::Row) -> Result<Row, Fault> {
    let mut cells = Vec::with_capacity(found.len());
    for index in 0..found.len() {
        cells.push(found.try_get::<_, Cell>(index)?.0);
    }
    Ok(Row::new(cells))
}

impl ToSql for Value {
    fn to_sql(&self, kind: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        match self {
            Self::Text(text) => text.to_sql(kind, out),
            Self::Int(number) if *kind == Type::INT4 => i32::try_from(*number)?.to_sql(kind, out),
            Self::Int(number) => number.to_sql(kind, out),
            Self::Real(number) => number.to_sql(kind, out),
            Self::Bytes(bytes) => bytes.to_sql(kind, out),
            Self::Null(_) => Ok(IsNull::Yes),
        }
    }

    fn accepts(kind: &Type) -> bool {
        [Type::TEXT, Type::VARCHAR, Type::INT8, Type::INT4, Type::FLOAT8, Type::BYTEA].contains(kind)
    }

    to_sql_checked!();
}

struct Cell(Value);

impl<'a> FromSql<'a> for Cell {
    fn from_sql(kind: &Type, raw: &'a [u8]) -> Result<Self, Box<dyn Error + Sync + Send>> {
        Ok(Self(match *kind {
            Type::INT8 => Value::Int(i64::from_sql(kind, raw)?),
            Type::INT4 => Value::Int(i64::from(i32::from_sql(kind, raw)?)),
            Type::BOOL => Value::Int(i64::from(bool::from_sql(kind, raw)?)),
            Type::FLOAT8 => Value::Real(f64::from_sql(kind, raw)?),
            Type::BYTEA => Value::Bytes(raw.to_vec()),
            _ => Value::Text(String::from_sql(&Type::TEXT, raw)?),
        }))
    }

    fn from_sql_null(_: &Type) -> Result<Self, Box<dyn Error + Sync + Send>> {
        Ok(Self(Value::Null(Kind::Text)))
    }

    fn accepts(kind: &Type) -> bool {
        <Value as ToSql>::accepts(kind) || [Type::BOOL, Type::NAME, Type::UNKNOWN].contains(kind)
    }
}
