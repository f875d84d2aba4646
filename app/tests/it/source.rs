//! Reading the project's own files, for the tests that hold it to its rules.

use std::path::{Path, PathBuf};

/// The folder of the whole project.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().expect("the project's folder")
}

/// Every file below `folder` that ends so, with its path from the root.
pub fn files(folder: &str, ending: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    walk(&root().join(folder), ending, &mut found);
    found.sort();
    found
}

fn walk(folder: &Path, ending: &str, found: &mut Vec<(String, String)>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        if path.is_dir() {
            if !["target", "node_modules", ".git", "snapshots"].contains(&name.as_str()) {
                walk(&path, ending, found);
            }
        } else if name.ends_with(ending) {
            let text = std::fs::read_to_string(&path).expect("a text file");
            let shown = path.strip_prefix(root()).expect("inside").to_string_lossy().into_owned();
            found.push((shown, text));
        }
    }
}

/// All Rust files of the program itself.
pub fn rust() -> Vec<(String, String)> {
    ["platform", "records", "work", "app"].iter().flat_map(|folder| files(folder, ".rs")).collect()
}

/// The string literals of a Rust text, unescaped. Comments and characters are passed over.
pub fn literals(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = text.chars().peekable();
    while let Some(letter) = rest.next() {
        match letter {
            '/' if rest.peek() == Some(&'/') => while rest.next().is_some_and(|c| c != '\n') {},
            '\'' => {
                // A character literal, or a lifetime: only '"' and '\'' could lead astray.
                if rest.peek() == Some(&'\\') {
                    rest.next();
                    rest.next();
                } else if rest.peek() == Some(&'"') {
                    rest.next();
                }
            }
            '"' => {
                let mut literal = String::new();
                while let Some(inside) = rest.next() {
                    match inside {
                        '"' => break,
                        '\\' => match rest.next() {
                            Some('\n') => {
                                while rest.peek().is_some_and(|c| c.is_whitespace()) {
                                    rest.next();
                                }
                            }
                            Some('n') => literal.push('\n'),
                            Some(other) => literal.push(other),
                            None => break,
                        },
                        other => literal.push(other),
                    }
                }
                found.push(literal);
            }
            _ => {}
        }
    }
    found
}

/// The part of a file before its tests.
pub fn without_tests(text: &str) -> &str {
    text.split("#[cfg(test)]").next().unwrap_or(text)
}

#[test]
fn literals_are_read_as_the_compiler_reads_them() {
    let text = "let a = \"one \\\"two\\\"\"; // \"not\"\nlet b = '\"'; let c = \"x \\\n    y\";";
    assert_eq!(literals(text), ["one \"two\"", "x y"]);
}
