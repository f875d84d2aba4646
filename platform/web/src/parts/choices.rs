//! 選択肢: what can be chosen and what is chosen.

use office::{CodeList, Day};

/// One thing to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Choice {
    pub(crate) value: String,
    pub(crate) label: String,
    pub(crate) hint: Option<String>,
}

/// Things to choose from, in order, and those chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choices {
    pub(crate) all: Vec<Choice>,
    pub(crate) picked: Vec<String>,
    pub(crate) main: Vec<String>,
}

impl Choices {
    /// Of `(value, label)`.
    #[must_use]
    pub fn new<V: Into<String>, L: Into<String>>(all: impl IntoIterator<Item = (V, L)>) -> Self {
        let choice = |(value, label): (V, L)| Choice { value: value.into(), label: label.into(), hint: None };
        Self { all: all.into_iter().map(choice).collect(), ..Self::default() }
    }

    /// The codes of a list that are valid on a day.
    #[must_use]
    pub fn of(list: &CodeList, day: Day) -> Self {
        Self::new(list.valid_on(day).map(|code| (code.code.clone(), code.label.clone())))
    }

    /// An empty choice before the others: `まだ聞いていない`.
    #[must_use]
    pub fn or_none(mut self, label: impl Into<String>) -> Self {
        self.all.insert(0, Choice { value: String::new(), label: label.into(), hint: None });
        self
    }

    /// A second line under the choice of that value.
    #[must_use]
    pub fn hint(mut self, value: &str, hint: impl Into<String>) -> Self {
        if let Some(choice) = self.all.iter_mut().find(|choice| choice.value == value) {
            choice.hint = Some(hint.into());
        }
        self
    }

    #[must_use]
    pub fn picked(mut self, value: impl Into<String>) -> Self {
        self.picked = vec![value.into()];
        self
    }

    #[must_use]
    pub fn picked_many<V: Into<String>>(mut self, values: impl IntoIterator<Item = V>) -> Self {
        self.picked = values.into_iter().map(Into::into).collect();
        self
    }

    /// Those chosen as the main ones (◎).
    #[must_use]
    pub fn main_ones<V: Into<String>>(mut self, values: impl IntoIterator<Item = V>) -> Self {
        self.main = values.into_iter().map(Into::into).collect();
        self
    }

    pub(crate) fn is_picked(&self, choice: &Choice) -> bool {
        self.picked.contains(&choice.value)
    }

    pub(crate) fn is_main(&self, choice: &Choice) -> bool {
        self.main.contains(&choice.value)
    }
}
