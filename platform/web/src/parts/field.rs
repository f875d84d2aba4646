//! 欄: one line, several lines, a date, an amount, a secret, a hidden value.

use office::FieldErrors;

use super::Opts;
use crate::markup::{El, SafeHtml, el};

/// A field of one line.
pub fn text(name: &str, label: &str, value: &str, errors: &FieldErrors, opts: impl Into<Opts>) -> SafeHtml {
    let opts = opts.into();
    let frame = Frame::new(name, errors, &opts);
    let input = el("input")
        .attr("id", &frame.id)
        .attr("name", name)
        .attr("type", opts.kind.unwrap_or("text"))
        .attr("value", value)
        .class(opts.width);
    let input = suggesting(frame.wired(input, &opts), &opts);
    frame.around(label, &opts, input.html().and(chosen(&opts)))
}

/// A field of several lines.
pub fn area(name: &str, label: &str, value: &str, errors: &FieldErrors, opts: impl Into<Opts>) -> SafeHtml {
    let opts = opts.into();
    let frame = Frame::new(name, errors, &opts);
    let rows = if opts.rows == 0 { 4 } else { opts.rows };
    let input = el("textarea")
        .attr("id", &frame.id)
        .attr("name", name)
        .attr_of("rows", rows)
        .class(if opts.own_words { "own-words" } else { "" });
    // HTML drops a line end directly after the opening tag, so that one is given to be dropped.
    let input = frame.wired(input, &opts).text("\n").text(value);
    frame.around(label, &opts, input.html())
}

/// A date as people write it: era or western.
pub fn date(name: &str, label: &str, value: &str, errors: &FieldErrors, opts: impl Into<Opts>) -> SafeHtml {
    let mut opts: Opts = opts.into();
    opts.width = "w-m";
    opts.hint = Some(opts.hint.unwrap_or_else(|| "例 R7.4.8、2025/4/8".to_owned()));
    text(name, label, value, errors, opts)
}

/// An amount in yen.
pub fn money(name: &str, label: &str, value: &str, errors: &FieldErrors, opts: impl Into<Opts>) -> SafeHtml {
    let mut opts: Opts = opts.into();
    opts.hint = Some(opts.hint.unwrap_or_else(|| "円。例 48,000".to_owned()));
    text(name, label, value, errors, opts.digits())
}

/// A password or one-time code: never filled in again, never kept in a draft.
pub fn secret(name: &str, label: &str, errors: &FieldErrors, opts: impl Into<Opts>) -> SafeHtml {
    let opts: Opts = opts.into();
    text(name, label, "", errors, opts.kind("password").middling())
}

#[must_use]
pub fn hidden(name: &str, value: &str) -> SafeHtml {
    el("input").attr("type", "hidden").attr("name", name).attr("value", value).html()
}

/// The ids, the hint and the error around one control or group.
pub(super) struct Frame<'a> {
    pub(super) id: String,
    error: Option<&'a office::FieldError>,
}

impl<'a> Frame<'a> {
    pub(super) fn new(name: &str, errors: &'a FieldErrors, opts: &Opts) -> Self {
        Self { id: opts.id.clone().unwrap_or_else(|| name.to_owned()), error: errors.of(name) }
    }

    fn described_by(&self, opts: &Opts) -> Option<String> {
        let hint = opts.hint.as_ref().map(|_| format!("{}-hint", self.id));
        let error = self.error.map(|_| format!("{}-error", self.id));
        match (hint, error) {
            (Some(hint), Some(error)) => Some(format!("{hint} {error}")),
            (hint, error) => hint.or(error),
        }
    }

    pub(super) fn wired(&self, input: El, opts: &Opts) -> El {
        input
            .attr_maybe("aria-describedby", self.described_by(opts).as_deref())
            .attr_maybe("aria-invalid", self.error.map(|_| "true"))
            .attr("autocomplete", opts.autocomplete.unwrap_or("off"))
            .attr_maybe("inputmode", opts.inputmode)
            .attr_maybe("lang", opts.lang.as_deref())
            .attr_maybe("aria-required", opts.required.then_some("true"))
    }

    pub(super) fn around(&self, label: &str, opts: &Opts, control: SafeHtml) -> SafeHtml {
        let label = el("label").attr("for", &self.id).text(label).child_if(opts.required, must);
        el("div").class(self.class("field")).child(label).child(self.told(opts)).child(control).html()
    }

    pub(super) fn class(&self, plain: &'static str) -> &'static str {
        match (plain, self.error) {
            ("field", Some(_)) => "field bad",
            ("field group", Some(_)) => "field group bad",
            (plain, _) => plain,
        }
    }

    /// A fieldset with a legend around several controls.
    pub(super) fn group(&self, legend: &str, opts: &Opts, controls: SafeHtml) -> SafeHtml {
        let legend = el("legend").text(legend).child_if(opts.required, must);
        el("fieldset")
            .attr("id", &self.id)
            .class(self.class("field group"))
            .attr_maybe("aria-describedby", self.described_by(opts).as_deref())
            .child(legend)
            .child(self.told(opts))
            .child(controls)
            .html()
    }

    pub(super) fn told(&self, opts: &Opts) -> SafeHtml {
        let hint = opts
            .hint
            .as_ref()
            .map(|hint| el("p").class("hint").attr("id", &format!("{}-hint", self.id)).text(hint).html());
        hint.into_iter().chain(self.error.map(|error| self.complaint(error))).collect()
    }

    fn complaint(&self, error: &office::FieldError) -> SafeHtml {
        el("p")
            .class("error")
            .attr("id", &format!("{}-error", self.id))
            .text(&error.message)
            .child_if(error.example.is_some(), || {
                el("span").class("example").text("例 ").text(error.example.unwrap_or_default()).html()
            })
            .html()
    }
}

fn must() -> SafeHtml {
    el("span").class("must").text("必須").html()
}

fn suggesting(input: El, opts: &Opts) -> El {
    let input = input.attr_maybe("data-suggest", opts.suggest.as_deref());
    input.attr_maybe("data-suggest-id", opts.suggest_id.as_ref().map(|(name, _)| name.as_str()))
}

fn chosen(opts: &Opts) -> SafeHtml {
    opts.suggest_id.as_ref().map_or_else(SafeHtml::nothing, |(name, value)| hidden(name, value))
}
