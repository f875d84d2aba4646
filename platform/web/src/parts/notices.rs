//! 知らせ: the summary of errors, both texts of a conflict, badges, boxes.

use office::FieldErrors;

use crate::markup::{SafeHtml, el};

/// The box at the top of a form that could not be accepted: how many, and a link to each field.
#[must_use]
pub fn error_summary(errors: &FieldErrors) -> SafeHtml {
    if errors.is_empty() {
        return SafeHtml::nothing();
    }
    let heading = format!("確かめていただきたいところが{}つあります。入力した内容は残っています。", errors.len());
    let line = |error: &office::FieldError| {
        let link = el("a").attr("href", &format!("#{}", error.field)).text(&error.message);
        el("li").child(link).html()
    };
    el("div")
        .class("notice danger summary")
        .attr("role", "alert")
        .attr("tabindex", "-1")
        .attr("id", "error-summary")
        .child(el("h2").text(&heading))
        .child(el("ul").children(errors.iter().map(line)))
        .html()
}

/// What the colleague saved and what was typed here, side by side, after a conflict.
#[must_use]
pub fn both_texts(label: &str, theirs: &str, yours: &str) -> SafeHtml {
    let side =
        |whose: &str, text: &str| el("div").child(el("h3").text(whose)).child(el("p").class("own").text(text)).html();
    el("section")
        .class("box both")
        .attr("aria-label", label)
        .child(el("h2").text(label))
        .child(
            el("div").class("cols").child(side("先に保存された内容", theirs)).child(side("あなたが書いた内容", yours)),
        )
        .html()
}

/// A state as word and shape. Kinds: `danger`, `attention`, `waiting`, `held`, `done`, `plain`.
#[must_use]
pub fn badge(kind: &str, word: &str) -> SafeHtml {
    el("span").class(&format!("badge {kind}")).text(word).html()
}

/// A box with a sentence. Kinds: `danger`, `attention`, `waiting`, `info`, `good`.
#[must_use]
pub fn notice(kind: &str, sentence: &str) -> SafeHtml {
    el("div").class(&format!("notice {kind}")).child(el("p").text(sentence)).html()
}

/// 支援措置: the black band over a protected person.
#[must_use]
pub fn protected() -> SafeHtml {
    let about = "住所と電話は、名指しされた職員だけが見られます。居所が分かる話は、電話や窓口でもしないでください。";
    el("div").class("protected").child(el("strong").text("支援措置")).child(el("span").text(about)).html()
}

/// One pair of a list of facts (`dl.facts`); what is not heard is said to be so.
#[must_use]
pub fn fact(label: &str, value: &str) -> SafeHtml {
    let value =
        if value.is_empty() { el("dd").class("quiet").text("まだ聞いていない") } else { el("dd").text(value) };
    el("div").child(el("dt").text(label)).child(value).html()
}
