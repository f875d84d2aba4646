//! 選ぶ欄: a list to choose from, one of several, some of several, the concerns with ○ and ◎.

use office::FieldErrors;

use super::choices::{Choice, Choices};
use super::field::Frame;
use super::{Opts, opts};
use crate::markup::{El, SafeHtml, el};

/// A list that opens. An earlier value that the list no longer has stays choosable, so that saving changes nothing.
pub fn select(name: &str, label: &str, choices: &Choices, errors: &FieldErrors, opts: impl Into<Opts>) -> SafeHtml {
    let opts = opts.into();
    let frame = Frame::new(name, errors, &opts);
    let option = |choice: &Choice| {
        el("option").attr("value", &choice.value).flag("selected", choices.is_picked(choice)).text(&choice.label).html()
    };
    let known = |value: &&String| choices.all.iter().any(|choice| choice.value == **value);
    let gone = choices.picked.iter().filter(|value| !value.is_empty() && !known(value));
    let gone = gone.map(|value| el("option").attr("value", value).flag("selected", true).text(value).html());
    let control = frame.wired(el("select").attr("id", &frame.id).attr("name", name), &opts);
    frame.around(label, &opts, control.children(choices.all.iter().map(option)).children(gone).html())
}

/// One of several, all in view.
pub fn radios(name: &str, legend: &str, choices: &Choices, errors: &FieldErrors, opts: impl Into<Opts>) -> SafeHtml {
    group(("radio", name, legend), choices, errors, &opts.into())
}

/// Some of several.
pub fn checks(name: &str, legend: &str, choices: &Choices, errors: &FieldErrors, opts: impl Into<Opts>) -> SafeHtml {
    group(("checkbox", name, legend), choices, errors, &opts.into())
}

fn group((kind, name, legend): (&str, &str, &str), choices: &Choices, errors: &FieldErrors, opts: &Opts) -> SafeHtml {
    let frame = Frame::new(name, errors, opts);
    let ticks = choices.all.iter().enumerate().map(|(at, choice)| {
        let id = format!("{}-{at}", frame.id);
        let input = el("input").attr("id", &id).attr("type", kind).attr("name", name).attr("value", &choice.value);
        tick(&id, input.flag("checked", choices.is_picked(choice)), choice)
    });
    frame.group(legend, opts, el("div").class("ticks").children(ticks).html())
}

fn tick(id: &str, input: El, choice: &Choice) -> SafeHtml {
    let hint_id = choice.hint.as_ref().map(|_| format!("{id}-hint"));
    let hint = choice.hint.as_deref().zip(hint_id.as_deref());
    let hint = hint.map(|(hint, id)| el("span").class("hint").attr("id", id).text(hint).html());
    el("div")
        .class("tick-line")
        .child(input.attr_maybe("aria-describedby", hint_id.as_deref()))
        .child(el("label").attr("for", id).text(&choice.label))
        .children(hint)
        .html()
}

/// The concerns as a grid of words, each ○ (a concern) or ◎ (a main one): fields `name` and `name_main`.
///
/// The script turns each pair of ticks into one button that goes from nothing to ○ to ◎ and back.
#[must_use]
pub fn concerns(name: &str, legend: &str, choices: &Choices, errors: &FieldErrors) -> SafeHtml {
    let opts = opts().hint("困っていることに ○、特に困っていることに ◎ を付けます。");
    let frame = Frame::new(name, errors, &opts);
    let main = format!("{name}_main");
    let pairs = choices.all.iter().enumerate().map(|(at, choice)| {
        let (first, second) = (format!("{}-{at}", frame.id), format!("{}-{at}-main", frame.id));
        let word = format!("{first}-word");
        let box_of = |id: &str, name: &str, on: bool| {
            el("input")
                .attr("id", id)
                .attr("type", "checkbox")
                .attr("name", name)
                .attr("value", &choice.value)
                .flag("checked", on)
        };
        let mark = |id: &str, sign: &str, said: &str| {
            el("label")
                .attr("for", id)
                .text(sign)
                .child(el("span").class("unseen").text(&choice.label).text(said))
                .html()
        };
        el("div")
            .class("concern")
            .attr("data-concern", &choice.label)
            .child(el("span").class("concern-word").attr("id", &word).text(&choice.label))
            .child(box_of(&first, name, choices.is_picked(choice)))
            .child(mark(&first, "○", " 困っている"))
            .child(box_of(&second, &main, choices.is_main(choice)))
            .child(mark(&second, "◎", " 特に困っている"))
            .html()
    });
    frame.group(legend, &opts, el("div").class("grid concerns").children(pairs).html())
}
