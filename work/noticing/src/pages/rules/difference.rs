//! 文の違い: the lines that go and the lines that come.

use similar::{ChangeTag, TextDiff};

/// A line that goes (−) or comes (＋), with its number in the old or the new text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) comes: bool,
    pub(super) number: usize,
    pub(super) text: String,
}

pub(super) fn lines(old: &str, new: &str) -> Vec<Line> {
    let diff = TextDiff::from_lines(old, new);
    let line = |change: similar::Change<&str>| {
        let (comes, at) = match change.tag() {
            ChangeTag::Equal => return None,
            ChangeTag::Delete => (false, change.old_index()),
            ChangeTag::Insert => (true, change.new_index()),
        };
        Some(Line { comes, number: at.map_or(0, |at| at + 1), text: change.value().trim_end_matches('\n').to_owned() })
    };
    diff.iter_all_changes().filter_map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_line_goes_and_comes() {
        let line = |comes, number, text: &str| Line { comes, number, text: text.to_owned() };
        assert_eq!(lines("a\nb\nc\n", "a\nx\nc\nd\n"), [line(false, 2, "b"), line(true, 2, "x"), line(true, 4, "d")]);
        assert_eq!(lines("a\n", "a\n"), []);
    }
}
