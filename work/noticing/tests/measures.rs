//! ものさしの確かめ: the document is up to date and the figures reached are kept.

use noticing::{labelled, markdown, measure};
use std::path::PathBuf;

fn document() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/noticing-measures.md")
}

#[cfg(test)]
fn made() -> String {
    let measures = measure().unwrap();
    markdown(&measures, &labelled().unwrap())
}

#[test]
#[ignore = "writes docs/noticing-measures.md"]
fn write_the_document() {
    std::fs::write(document(), made()).unwrap();
}

#[test]
fn the_document_is_up_to_date() {
    let written = std::fs::read_to_string(document()).unwrap();
    assert_eq!(written, made());
}
