//! Reads the forms of a page as a browser does: where they go, their fields, what stands in them.

/// One control of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Control {
    pub name: String,
    /// `text`, `textarea`, `select`, `checkbox`, `hidden`, …
    pub kind: String,
    pub id: String,
    pub value: String,
    /// Ticked, chosen, or not of the kind that has to be.
    pub on: bool,
    /// Of an `input` or `textarea`: the part of the page that explains it.
    pub described_by: String,
}

impl Control {
    /// Whether somebody writes into it.
    pub fn is_written(&self) -> bool {
        ["text", "textarea", "search", "tel", "email", "number", "date", "url", "password", ""]
            .contains(&self.kind.as_str())
    }
}

/// One form and each button's own door.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    pub action: String,
    pub controls: Vec<Control>,
}

impl Form {
    pub fn written(&self) -> impl Iterator<Item = &Control> {
        self.controls.iter().filter(|control| control.is_written())
    }

    /// What a browser would send.
    pub fn fields(&self) -> Vec<(String, String)> {
        let sent = self.controls.iter().filter(|control| control.on && !control.name.is_empty());
        sent.map(|control| (control.name.clone(), control.value.clone())).collect()
    }
}

struct Tag<'p> {
    name: &'p str,
    attributes: Vec<(&'p str, String)>,
}

impl Tag<'_> {
    fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }

    fn text(&self, name: &str) -> String {
        self.get(name).unwrap_or_default().to_owned()
    }
}

/// The forms that post, one for each button that leads elsewhere.
pub fn forms(html: &str) -> Vec<Form> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = html.get(at..).and_then(|rest| rest.find("<form")) {
        let start = at + start;
        let end = html.get(start..).and_then(|rest| rest.find("</form>")).map_or(html.len(), |end| start + end);
        let whole = html.get(start..end).unwrap_or_default();
        found.extend(form(whole));
        at = end;
    }
    found
}

fn form(html: &str) -> Vec<Form> {
    let mut tags = tags(html);
    let Some((head, _)) = tags.next() else { return Vec::new() };
    if !head.text("method").eq_ignore_ascii_case("post") {
        return Vec::new();
    }
    let mut form = Form { action: head.text("action"), controls: Vec::new() };
    let mut others = Vec::new();
    let mut select = String::new();
    for (tag, after) in tags {
        match tag.name {
            "input" => form.controls.push(input(&tag)),
            "textarea" => {
                let inside = after.split("</textarea>").next().unwrap_or_default();
                // A browser leaves out one line end at the beginning.
                let value = unescaped(inside.strip_prefix('\n').unwrap_or(inside));
                form.controls.push(Control { kind: "textarea".to_owned(), value, on: true, ..input(&tag) });
            }
            "select" => select = tag.text("name"),
            "option" => form.controls.push(Control {
                name: select.clone(),
                kind: "select".to_owned(),
                on: tag.get("selected").is_some(),
                ..input(&tag)
            }),
            "button" => {
                let named = tag.get("name").map(|name| (name.to_owned(), tag.text("value")));
                others.push((tag.get("formaction").map(str::to_owned), named));
            }
            _ => {}
        }
    }
    doors(&form, others)
}

/// Where a button leads, if elsewhere, and what it says.
type Button = (Option<String>, Option<(String, String)>);

fn doors(form: &Form, buttons: Vec<Button>) -> Vec<Form> {
    let mut all = Vec::new();
    for (action, named) in buttons {
        let mut one = Form { action: action.unwrap_or_else(|| form.action.clone()), controls: form.controls.clone() };
        if let Some((name, value)) = named {
            let button = Control {
                name,
                kind: "button".to_owned(),
                id: String::new(),
                value,
                on: true,
                described_by: String::new(),
            };
            one.controls.push(button);
        }
        if !all.contains(&one) {
            all.push(one);
        }
    }
    all
}

fn input(tag: &Tag<'_>) -> Control {
    let kind = tag.text("type");
    let ticked = !["checkbox", "radio"].contains(&kind.as_str()) || tag.get("checked").is_some();
    Control {
        name: tag.text("name"),
        on: ticked,
        id: tag.text("id"),
        value: tag.get("value").unwrap_or(if kind == "checkbox" { "on" } else { "" }).to_owned(),
        described_by: tag.text("aria-describedby"),
        kind,
    }
}

/// Each opening tag with what stands after it.
fn tags(html: &str) -> impl Iterator<Item = (Tag<'_>, &str)> {
    let mut rest = html;
    std::iter::from_fn(move || {
        loop {
            let start = rest.find('<')?;
            let from = rest.get(start + 1..)?;
            let (tag, after) = tag(from)?;
            rest = after;
            if !tag.name.is_empty() {
                return Some((tag, after));
            }
        }
    })
}

fn tag(text: &str) -> Option<(Tag<'_>, &str)> {
    let end = text.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(text.len());
    let name = text.get(..end)?;
    let mut rest = text.get(end..)?;
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start();
        if let Some(after) = rest.strip_prefix('>') {
            let name = if name.starts_with('/') || name.starts_with('!') { "" } else { name };
            return Some((Tag { name, attributes }, after));
        }
        if rest.is_empty() {
            return None;
        }
        let end = rest.find(|c: char| c.is_whitespace() || c == '=' || c == '>').unwrap_or(rest.len()).max(1);
        let attribute = rest.get(..end)?;
        rest = rest.get(end..)?;
        let value = match rest.strip_prefix("=\"") {
            Some(quoted) => {
                let (value, after) = quoted.split_once('"')?;
                rest = after;
                unescaped(value)
            }
            None => String::new(),
        };
        attributes.push((attribute, value));
    }
}

/// The text that a browser would show.
pub fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let (entity, more) = after.split_once(';').unwrap_or((after, ""));
        let letter = match entity {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            _ => entity.strip_prefix('#').and_then(|number| number.parse().ok()).and_then(char::from_u32),
        };
        match letter {
            Some(letter) => {
                out.push(letter);
                rest = more;
            }
            None => {
                out.push('&');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

/// The words of a page without its tags.
pub fn words(html: &str) -> String {
    let mut out = String::new();
    for piece in html.split('<') {
        out.push_str(piece.split_once('>').map_or(piece, |(_, text)| text));
    }
    unescaped(&out)
}

#[test]
fn a_form_is_read_as_a_browser_reads_it() {
    let html = "<form method=\"post\" action=\"/a\"><input type=\"hidden\" name=\"csrf\" value=\"t\">\
        <textarea name=\"words\" id=\"w\">\n a &#60;b&gt; &amp;amp;</textarea><input type=\"checkbox\" name=\"c\" value=\"1\" checked>\
        <select name=\"s\"><option value=\"x\">X</option><option value=\"y\" selected>Y</option></select>\
        <button>送る</button><button formaction=\"/drafts\">保存</button></form>";
    let found = forms(html);
    assert_eq!(found.iter().map(|f| f.action.as_str()).collect::<Vec<_>>(), ["/a", "/drafts"]);
    let pairs = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    assert_eq!(
        found.first().expect("a form").fields(),
        [pairs("csrf", "t"), pairs("words", " a <b> &amp;"), pairs("c", "1"), pairs("s", "y")]
    );
}
