//! What a new password must be for this member, in words beside the fields.

use office::{Desk, FieldErrors};
use vault::password::{Rules, check};

/// Whose password it will be.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Whose<'a> {
    pub(crate) login: &'a str,
    pub(crate) name: &'a str,
    pub(crate) kana: &'a str,
    pub(crate) agency: &'a str,
}

/// What stands beside the field.
#[must_use]
pub(crate) fn hint(desk: &Desk) -> String {
    let least = if has_second_factor(desk) { 8 } else { 15 };
    format!(
        "{least}文字以上。好きな文章のように長いものが、覚えやすく安全です。記号や大文字を混ぜる決まりはありません。"
    )
}

/// Outside of a demo nobody gets past the door without a second factor.
fn has_second_factor(desk: &Desk) -> bool {
    !desk.settings().demo
}

pub(crate) fn check_new(desk: &Desk, whose: Whose<'_>, new: &str, again: &str) -> Result<(), FieldErrors> {
    let mut errors = FieldErrors::default();
    let city = desk.settings().municipality_name.as_str();
    let names: Vec<&str> = [whose.name, whose.kana, whose.agency, city]
        .into_iter()
        .flat_map(|name| std::iter::once(name).chain(name.split_whitespace()))
        .filter(|name| !name.is_empty())
        .collect();
    let rules = Rules { second_factor: has_second_factor(desk), login: whose.login, names: &names };
    if let Err(weak) = check(new, &rules) {
        errors.add("new_password", weak.message());
    } else if new != again {
        errors.add("again_password", "2つの欄の内容が違っています。同じものを入れてください。");
    }
    if errors.is_empty() { Ok(()) } else { Err(errors) }
}
