//! Saying something on the terminal. A closed pipe (`| head`) is the reader's choice and no trouble.

use std::io::Write;

/// To standard output.
pub(super) fn say(text: &str) {
    let _closed = writeln!(std::io::stdout().lock(), "{text}");
}

/// To standard error.
pub(super) fn aside(text: &str) {
    let _closed = writeln!(std::io::stderr().lock(), "{text}");
}
