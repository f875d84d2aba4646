//! What the program writes into its log while the tests of this binary run, so that they can look through it.

use std::io::Write;
use std::sync::{Mutex, Once};

static LINES: Mutex<Vec<u8>> = Mutex::new(Vec::new());

struct Pen;

impl Write for Pen {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        LINES.lock().expect("a log that nobody broke").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Begins to write, once, everything that the program would log and more: all that is at least worth a note.
pub fn open() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let subscriber = tracing_subscriber::fmt()
            .with_max_level(tracing::Level::INFO)
            .with_ansi(false)
            .with_writer(|| Pen)
            .finish();
        tracing::subscriber::set_global_default(subscriber).expect("the only subscriber of these tests");
    });
}

/// Everything that was written so far.
pub fn written() -> String {
    String::from_utf8_lossy(&LINES.lock().expect("a log that nobody broke")).into_owned()
}
