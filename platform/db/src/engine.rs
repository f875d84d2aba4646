//! What an engine must be able to do with one connection. Two implementations, both in this crate.

use crate::{Fault, Row, Value};

pub(crate) trait Connection: Send {
    fn rows(&mut self, sql: &str, args: &[Value]) -> Result<Vec<Row>, Fault>;
    fn change(&mut self, sql: &str, args: &[Value]) -> Result<u64, Fault>;
    /// Runs several statements without arguments: migrations and transaction control.
    fn batch(&mut self, sql: &str) -> Result<(), Fault>;
    /// Only prepares, so that a test can try every statement of the project.
    fn prepare(&mut self, sql: &str) -> Result<(), Fault>;
    fn is_sqlite(&self) -> bool;
    /// False once the connection is beyond use and must be opened again.
    fn is_alive(&self) -> bool;
}
