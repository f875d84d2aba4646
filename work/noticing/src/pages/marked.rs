//! 言葉のしるし: the words a suggestion came from, highlighted where they stand.

use web::{SafeHtml, el};

use crate::notice::Span;

/// So many characters are shown on each side of the words.
const AROUND: usize = 16;

/// The words at `spans` (character ranges of `text`), marked, each with a little of what stands around it.
pub(super) fn excerpts(text: &str, spans: &[Span]) -> SafeHtml {
    let letters: Vec<char> = text.chars().collect();
    let pieces: Vec<SafeHtml> = joined(spans).iter().map(|spans| piece(&letters, spans)).collect();
    let line = |piece: &SafeHtml| el("p").class("own").child(piece.clone()).html();
    pieces.iter().map(line).collect()
}

/// Spans that overlap become one; those near each other share an excerpt.
fn joined(spans: &[Span]) -> Vec<Vec<Span>> {
    let mut sorted: Vec<Span> = spans.iter().copied().filter(|(from, to)| from < to).collect();
    sorted.sort_unstable();
    let mut groups: Vec<Vec<Span>> = Vec::new();
    for (from, to) in sorted {
        match groups.last_mut().and_then(|group| group.last_mut().map(|last| last.1)) {
            Some(end) if from <= end => {
                if let Some(last) = groups.last_mut().and_then(|group| group.last_mut()) {
                    last.1 = end.max(to);
                }
            }
            Some(end) if from <= end + AROUND * 2 => {
                if let Some(group) = groups.last_mut() {
                    group.push((from, to));
                }
            }
            _ => groups.push(vec![(from, to)]),
        }
    }
    groups
}

fn piece(letters: &[char], spans: &[Span]) -> SafeHtml {
    let (Some(first), Some(last)) = (spans.first(), spans.last()) else { return SafeHtml::nothing() };
    let (from, to) = (first.0.saturating_sub(AROUND), last.1.saturating_add(AROUND).min(letters.len()));
    let mut html = SafeHtml::text(if from > 0 { "…" } else { "" });
    let mut at = from;
    for (begin, end) in spans {
        html = html.and(SafeHtml::text(&slice(letters, at, *begin)));
        html = html.and(el("mark").text(&slice(letters, *begin, *end)));
        at = *end;
    }
    html.and(SafeHtml::text(&slice(letters, at, to))).and(SafeHtml::text(if to < letters.len() { "…" } else { "" }))
}

fn slice(letters: &[char], from: usize, to: usize) -> String {
    letters.iter().skip(from).take(to.saturating_sub(from)).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_words_are_marked_where_they_stand_and_escaped() {
        assert_eq!(
            excerpts("<家>が通帳に千円しかない", &[(4, 6), (5, 10)]).as_str(),
            "<p class=\"own\">&lt;家&gt;が<mark>通帳に千円し</mark>かない</p>"
        );
        let far = format!("借金{}家賃", "あ".repeat(60));
        assert_eq!(excerpts(&far, &[(62, 64), (0, 2)]).as_str().matches("<p").count(), 2);
    }

    proptest! {
        #[test]
        fn whatever_the_spans_nothing_breaks(text in "\\PC{0,80}", spans in proptest::collection::vec((0usize..120, 0usize..120), 0..8)) {
            let html = excerpts(&text, &spans);
            prop_assert_eq!(html.as_str().matches("<mark>").count(), html.as_str().matches("</mark>").count());
        }
    }
}
