//! 欄の読み取り: one field after the other, with the sentence for what is not clear.

use office::{CodeList, Day, FieldErrors};
use web::Pairs;

/// Letters of one line and of a longer text.
const LINE: usize = 200;
const TEXT: usize = 20_000;

pub(crate) struct Reader<'a> {
    pub(crate) pairs: &'a Pairs,
    pub(crate) errors: FieldErrors,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(pairs: &'a Pairs) -> Self {
        Self { pairs, errors: FieldErrors::default() }
    }

    pub(crate) fn line(&mut self, field: &'static str, label: &str) -> Option<String> {
        self.fitting(field, label, LINE)
    }

    pub(crate) fn text(&mut self, field: &'static str, label: &str) -> Option<String> {
        self.fitting(field, label, TEXT)
    }

    fn fitting(&mut self, field: &'static str, label: &str, most: usize) -> Option<String> {
        let text = self.pairs.one(field).trim().to_owned();
        let over = text.chars().count().saturating_sub(most);
        if over > 0 {
            self.errors.add(field, format!("{label}は{most}字までです。{over}字分を減らしてください。"));
            return None;
        }
        (!text.is_empty()).then_some(text)
    }

    /// A code of a list, or nothing chosen.
    pub(crate) fn code(&mut self, field: &'static str, label: &str, list: &CodeList) -> Option<String> {
        let chosen = self.pairs.one(field);
        if chosen.is_empty() {
            return None;
        }
        if list.find(chosen).is_none() {
            self.again(field, label);
            return None;
        }
        Some(chosen.to_owned())
    }

    /// One of a fixed set of codes.
    pub(crate) fn one_of<T>(
        &mut self,
        field: &'static str,
        label: &str,
        read: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let chosen = self.pairs.one(field);
        let known = read(chosen);
        if known.is_none() {
            self.again(field, label);
        }
        known
    }

    fn again(&mut self, field: &'static str, label: &str) {
        self.errors.add(field, format!("{label}を、表示されている中から選んでください。"));
    }

    /// A day that is not in the future. None: nothing typed.
    pub(crate) fn past_day(&mut self, field: &'static str, label: &str, today: Day) -> Option<Day> {
        let typed = self.pairs.one(field).trim();
        if typed.is_empty() {
            return None;
        }
        match office::typed::day(label, typed) {
            Ok(day) if day <= today => Some(day),
            Ok(_) => {
                self.errors.add_with_example(
                    field,
                    "きょうより後の日が入っています。きょうまでの日を書いてください。",
                    "R7.4.8",
                );
                None
            }
            Err(trouble) => {
                self.errors.add_with_example(field, trouble.message, trouble.example);
                None
            }
        }
    }

    pub(crate) fn done<T>(self, value: Option<T>) -> Result<T, FieldErrors> {
        match value {
            Some(value) if self.errors.is_empty() => Ok(value),
            _ => Err(self.errors),
        }
    }
}
