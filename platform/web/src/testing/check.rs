//! 点検の項目: structure, names, addresses and letters of one page.

use std::collections::BTreeSet;

use super::scan::{Piece, Tag, scan};

/// What has been seen of a page so far.
#[derive(Default)]
pub(super) struct Check {
    problems: Vec<String>,
    stack: Vec<Element>,
    ids: BTreeSet<String>,
    labelled: BTreeSet<String>,
    referred: Vec<(String, String)>,
    controls: Vec<(String, Option<String>)>,
    headings: Vec<u8>,
    csrf_in_form: Option<bool>,
    lang: bool,
}

/// An element not yet closed.
struct Element {
    tag: Tag,
    text: String,
    legend: bool,
}

pub(super) fn problems(html: &str) -> Vec<String> {
    let mut check = Check::default();
    for piece in scan(html) {
        match piece {
            Piece::Open(tag) => check.open(tag),
            Piece::Close(name) => check.close(&name),
            Piece::Text(text) => check.text(&text),
        }
    }
    check.end()
}

impl Check {
    fn problem(&mut self, text: impl Into<String>) {
        self.problems.push(text.into());
    }

    fn open(&mut self, tag: Tag) {
        self.attributes(&tag);
        self.references(&tag);
        match tag.name.as_str() {
            "html" => self.lang = tag.get("lang") == Some("ja"),
            "style" => self.problem("<style> in the page"),
            "script" if tag.get("src").is_none() => self.problem("<script> without src"),
            "img" if tag.get("alt").is_none() => self.problem("<img> without alt"),
            "th" if tag.get("scope").is_none() => self.problem("<th> without scope"),
            "legend" => self.stack.iter_mut().rev().take(1).for_each(|parent| parent.legend = true),
            "form" => self.form(&tag),
            "input" | "select" | "textarea" => self.control(&tag),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading(&tag.name),
            _ => {}
        }
        if !tag.is_void() {
            self.stack.push(Element { tag, text: String::new(), legend: false });
        }
    }

    fn attributes(&mut self, tag: &Tag) {
        for (name, value) in &tag.attrs {
            if name == "style" || name.starts_with("on") {
                self.problem(format!("attribute {name} on <{}>", tag.name));
            }
            let low = value.trim().to_ascii_lowercase();
            let foreign = ["http:", "https:", "//", "javascript:", "data:"].iter().any(|start| low.starts_with(start));
            if foreign && name != "xmlns" && name != "value" {
                self.problem(format!("address {value} in {name} on <{}>", tag.name));
            }
            if name != "value" && value.chars().any(is_half_width_kana) {
                self.problem(format!("half-width kana in {name}"));
            }
        }
        if let Some(id) = tag.get("id")
            && !self.ids.insert(id.to_owned())
        {
            self.problem(format!("id {id} stands twice"));
        }
    }

    fn references(&mut self, tag: &Tag) {
        for name in ["for", "aria-describedby", "aria-labelledby", "aria-controls"] {
            for id in tag.get(name).unwrap_or_default().split_whitespace() {
                self.referred.push((name.to_owned(), id.to_owned()));
            }
        }
        if tag.name == "label" {
            self.labelled.extend(tag.get("for").map(str::to_owned));
        }
    }

    fn form(&mut self, tag: &Tag) {
        if self.csrf_in_form.is_some() {
            self.problem("a form within a form");
        }
        let post = tag.get("method").is_some_and(|method| method.eq_ignore_ascii_case("post"));
        self.csrf_in_form = Some(!post);
    }

    fn control(&mut self, tag: &Tag) {
        let kind = tag.get("type").unwrap_or_default();
        if kind == "hidden" && tag.get("name") == Some("csrf") {
            self.csrf_in_form = self.csrf_in_form.map(|_| true);
        }
        let named = tag.get("aria-label").is_some() || tag.get("aria-labelledby").is_some();
        let within = self.stack.iter().any(|element| element.tag.name == "label");
        if !matches!(kind, "hidden" | "submit" | "button") && !named && !within {
            self.controls.push((tag.get("name").unwrap_or("?").to_owned(), tag.get("id").map(str::to_owned)));
        }
    }

    fn heading(&mut self, name: &str) {
        let level = name.as_bytes().get(1).map_or(0, |digit| digit - b'0');
        if let Some(last) = self.headings.last()
            && level > last + 1
        {
            self.problem(format!("<{name}> follows <h{last}>"));
        }
        self.headings.push(level);
    }

    fn text(&mut self, text: &str) {
        if text.chars().any(is_half_width_kana) {
            self.problem(format!("half-width kana: {}", text.trim()));
        }
        for element in &mut self.stack {
            element.text.push_str(text.trim());
        }
    }

    fn close(&mut self, name: &str) {
        let Some(element) = self.stack.pop() else { return self.problem(format!("</{name}> closes nothing")) };
        if element.tag.name != name {
            self.problem(format!("</{name}> where <{}> is open", element.tag.name));
        }
        let Element { tag, text, legend } = element;
        let named = !text.is_empty() || tag.get("aria-label").is_some();
        match tag.name.as_str() {
            "a" | "button" | "label" | "legend" | "h1" | "h2" | "h3" | "summary" | "title" if !named => {
                self.problem(format!("<{}> without words", tag.name));
            }
            "script" if !text.is_empty() => self.problem("inline script"),
            "fieldset" if !legend => self.problem("<fieldset> without <legend>"),
            "form" if self.csrf_in_form.take() == Some(false) => {
                self.problem(format!("form to {} without csrf", tag.get("action").unwrap_or("itself")));
            }
            _ => {}
        }
    }

    fn end(mut self) -> Vec<String> {
        if !self.lang {
            self.problem("<html lang=\"ja\"> is missing");
        }
        let heads = self.headings.iter().filter(|level| **level == 1).count();
        if heads != 1 {
            self.problem(format!("{heads} <h1>"));
        }
        let open: Vec<String> =
            self.stack.iter().map(|element| format!("<{}> is not closed", element.tag.name)).collect();
        let lost = self.referred.iter().filter(|(_, id)| !self.ids.contains(id));
        let lost: Vec<String> = lost.map(|(name, id)| format!("{name} refers to {id}, which is not there")).collect();
        let labelled = |id: &Option<String>| id.as_ref().is_some_and(|id| self.labelled.contains(id));
        let bare = self.controls.iter().filter(|(_, id)| !labelled(id));
        let bare: Vec<String> = bare.map(|(name, _)| format!("field {name} has no label")).collect();
        self.problems.extend(open.into_iter().chain(lost).chain(bare));
        self.problems
    }
}

fn is_half_width_kana(letter: char) -> bool {
    ('\u{ff61}'..='\u{ff9f}').contains(&letter)
}
