//! Reads the command, nothing else.

use std::process::ExitCode;

fn main() -> ExitCode {
    app::commands::run()
}
