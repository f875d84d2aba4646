//! 部品の下地: HTML that is safe by construction. Text and attribute values are always escaped.

use std::fmt::{self, Write as _};

/// Finished HTML. Only this module makes it, so that all text in it has been escaped.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SafeHtml(String);

impl SafeHtml {
    /// A part rendered by askama, which has escaped what it holds.
    pub fn rendered(part: &impl askama::Template) -> Result<Self, askama::Error> {
        part.render().map(Self)
    }

    #[must_use]
    pub fn nothing() -> Self {
        Self::default()
    }

    /// Plain text, escaped.
    #[must_use]
    pub fn text(text: &str) -> Self {
        let mut out = String::with_capacity(text.len());
        escape(text, &mut out);
        Self(out)
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// This, then `next`.
    #[must_use]
    pub fn and(mut self, next: impl Into<SafeHtml>) -> Self {
        self.0.push_str(&next.into().0);
        self
    }
}

impl fmt::Display for SafeHtml {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl askama::filters::HtmlSafe for SafeHtml {}

impl FromIterator<SafeHtml> for SafeHtml {
    fn from_iter<I: IntoIterator<Item = SafeHtml>>(parts: I) -> Self {
        parts.into_iter().fold(Self::nothing(), Self::and)
    }
}

/// Begins an element.
#[must_use]
pub fn el(name: &'static str) -> El {
    El { name, attrs: String::new(), inner: String::new() }
}

/// One element of HTML or SVG. Names are literals; values and text are escaped.
#[derive(Debug, Clone)]
pub struct El {
    name: &'static str,
    attrs: String,
    inner: String,
}

const VOID: &[&str] = &["br", "hr", "img", "input", "link", "meta", "wbr"];

impl El {
    /// Sets an attribute. `style` and `on…` are left out, because the security policy forbids them; an address that
    /// leads anywhere but into this site (or to a telephone or mail) becomes `#`.
    #[must_use]
    pub fn attr(mut self, name: &'static str, value: &str) -> Self {
        if name == "style" || name.starts_with("on") {
            return self;
        }
        let address = matches!(name, "href" | "src" | "action" | "formaction");
        let value = if address && !is_local(value) { "#" } else { value };
        self.attrs.push(' ');
        self.attrs.push_str(name);
        self.attrs.push_str("=\"");
        escape(value, &mut self.attrs);
        self.attrs.push('"');
        self
    }

    /// Sets an attribute to anything that can be shown (a number).
    #[must_use]
    pub fn attr_of(self, name: &'static str, value: impl fmt::Display) -> Self {
        let mut text = String::new();
        let _ = write!(text, "{value}");
        self.attr(name, &text)
    }

    /// Sets an attribute without a value where `given`.
    #[must_use]
    pub fn flag(mut self, name: &'static str, given: bool) -> Self {
        if given {
            self.attrs.push(' ');
            self.attrs.push_str(name);
        }
        self
    }

    /// Sets an attribute where there is a value.
    #[must_use]
    pub fn attr_maybe(self, name: &'static str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.attr(name, value),
            None => self,
        }
    }

    #[must_use]
    pub fn class(self, names: &str) -> Self {
        if names.is_empty() { self } else { self.attr("class", names) }
    }

    #[must_use]
    pub fn text(mut self, text: &str) -> Self {
        escape(text, &mut self.inner);
        self
    }

    #[must_use]
    pub fn child(mut self, child: impl Into<SafeHtml>) -> Self {
        self.inner.push_str(&child.into().0);
        self
    }

    #[must_use]
    pub fn children<C: Into<SafeHtml>>(self, children: impl IntoIterator<Item = C>) -> Self {
        children.into_iter().fold(self, Self::child)
    }

    #[must_use]
    pub fn child_if(self, given: bool, child: impl FnOnce() -> SafeHtml) -> Self {
        if given { self.child(child()) } else { self }
    }

    #[must_use]
    pub fn html(self) -> SafeHtml {
        self.into()
    }
}

impl From<El> for SafeHtml {
    fn from(el: El) -> Self {
        let El { name, attrs, inner } = el;
        Self(if VOID.contains(&name) { format!("<{name}{attrs}>") } else { format!("<{name}{attrs}>{inner}</{name}>") })
    }
}

fn is_local(address: &str) -> bool {
    let inside = address.starts_with('/') && !address.starts_with("//") && !address.starts_with("/\\");
    inside || address.starts_with(['#', '?']) || address.starts_with("tel:") || address.starts_with("mailto:")
}

fn escape(text: &str, out: &mut String) {
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(letter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_element_is_written_with_its_text_escaped() {
        let html = el("p").class("a b").text("<b>&'\"").child(el("br")).html();
        assert_eq!(html.as_str(), "<p class=\"a b\">&lt;b&gt;&amp;&#39;&quot;<br></p>");
    }

    #[test]
    fn styles_handlers_and_foreign_addresses_do_not_get_in() {
        let html = el("a").attr("style", "x").attr("onclick", "x").attr("href", "javascript:alert(1)").html();
        assert_eq!(html.as_str(), "<a href=\"#\"></a>");
        for address in ["//evil.example/", "/\\evil.example", "https://evil.example/", "data:text/html,x"] {
            assert_eq!(el("a").attr("href", address).html().as_str(), "<a href=\"#\"></a>", "{address}");
        }
        assert_eq!(el("a").attr("href", "/cases?a=1&b=2").html().as_str(), "<a href=\"/cases?a=1&amp;b=2\"></a>");
    }

    proptest! {
        #[test]
        fn no_text_can_open_or_close_anything(text in "\\PC*") {
            let html = el("p").attr("title", &text).text(&text).html();
            let bare = html.as_str();
            prop_assert_eq!(bare.matches('<').count(), 2);
            prop_assert_eq!(bare.matches('>').count(), 2);
            prop_assert_eq!(bare.matches('"').count(), 2);
        }
    }
}
