//! HTML を読む: a small reader of our own pages, for their checks. Not for foreign HTML.

/// A piece of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    Open(Tag),
    Close(String),
    Text(String),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tag {
    pub(super) name: String,
    pub(super) attrs: Vec<(String, String)>,
}

impl Tag {
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.attrs.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub(super) fn is_void(&self) -> bool {
        const VOID: &[&str] = &["br", "col", "hr", "img", "input", "link", "meta", "wbr"];
        VOID.contains(&self.name.as_str())
    }
}

/// Elements whose content is text to the end tag.
const RAW: &[&str] = &["script", "style", "textarea", "title"];

pub(super) fn scan(html: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        push_text(&mut pieces, before);
        rest = match after.strip_prefix("!--") {
            Some(comment) => comment.split_once("-->").map_or("", |(_, rest)| rest),
            None => tag(&mut pieces, after),
        };
    }
    push_text(&mut pieces, rest);
    pieces
}

fn push_text(pieces: &mut Vec<Piece>, text: &str) {
    if !text.is_empty() {
        pieces.push(Piece::Text(text.to_owned()));
    }
}

/// Reads one tag; answers what follows it.
fn tag<'h>(pieces: &mut Vec<Piece>, after: &'h str) -> &'h str {
    let (inside, rest) = after.split_at(end_of_tag(after));
    let rest = rest.strip_prefix('>').unwrap_or(rest);
    if inside.starts_with('!') {
        return rest;
    }
    if let Some(name) = inside.strip_prefix('/') {
        pieces.push(Piece::Close(name.trim().to_ascii_lowercase()));
        return rest;
    }
    let closed = inside.ends_with('/');
    let inside = inside.trim_end_matches('/');
    let (name, attrs) = inside.split_once(char::is_whitespace).unwrap_or((inside, ""));
    let name = name.to_ascii_lowercase();
    let raw = RAW.contains(&name.as_str());
    pieces.push(Piece::Open(Tag { name: name.clone(), attrs: attributes(attrs) }));
    if closed && !raw {
        let void = matches!(pieces.last(), Some(Piece::Open(tag)) if tag.is_void());
        if !void {
            pieces.push(Piece::Close(name));
        }
        return rest;
    }
    if raw {
        let end = rest.find(&format!("</{name}")).unwrap_or(rest.len());
        let (text, rest) = rest.split_at(end);
        push_text(pieces, text);
        return rest;
    }
    rest
}

/// Where the tag ends: the first `>` outside of quotes.
fn end_of_tag(text: &str) -> usize {
    let mut quote = None;
    for (at, letter) in text.char_indices() {
        match (quote, letter) {
            (None, '>') => return at,
            (None, '"' | '\'') => quote = Some(letter),
            (Some(open), _) if open == letter => quote = None,
            _ => {}
        }
    }
    text.len()
}

fn attributes(text: &str) -> Vec<(String, String)> {
    let mut attrs = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let end = rest.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        let (value, after) = match after.strip_prefix('=') {
            Some(after) => value(after),
            None => ("", after),
        };
        attrs.push((name.to_ascii_lowercase(), value.to_owned()));
        rest = after.trim_start();
    }
    attrs
}

fn value(after: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(quoted) = after.strip_prefix(quote) {
            return quoted.split_once(quote).unwrap_or((quoted, ""));
        }
    }
    after.split_at(after.find(char::is_whitespace).unwrap_or(after.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_attributes_and_texts_are_told_apart() {
        let pieces =
            scan("<!doctype html><!-- <b> --><a href=\"/x?a>b\" data-y id='z'>字<br></a><textarea><b></textarea>");
        let open = |name: &str, attrs: &[(&str, &str)]| {
            let attrs = attrs.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
            Piece::Open(Tag { name: name.to_owned(), attrs })
        };
        let text = |text: &str| Piece::Text(text.to_owned());
        let close = |name: &str| Piece::Close(name.to_owned());
        assert_eq!(
            pieces,
            [
                open("a", &[("href", "/x?a>b"), ("data-y", ""), ("id", "z")]),
                text("字"),
                open("br", &[]),
                close("a"),
                open("textarea", &[]),
                text("<b>"),
                close("textarea"),
            ]
        );
    }
}
