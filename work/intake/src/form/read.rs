//! 欄の読み取り: one field after the other, with the sentence for what is not clear.

use office::typed::TypedTrouble;
use office::{Codes, Day, FieldErrors};
use web::Pairs;

/// Letters of one line. The longest name on record is far shorter.
const LINE: usize = 200;
/// Letters of the person's own words: about fifty sheets of 原稿用紙.
const TEXT: usize = 20_000;

pub(super) struct Reader<'a> {
    pub(super) pairs: &'a Pairs,
    pub(super) codes: &'a Codes,
    pub(super) today: Day,
    pub(super) errors: FieldErrors,
}

impl Reader<'_> {
    /// One line, kept letter for letter but for the spaces around it. None: nothing typed.
    pub(super) fn line(&mut self, field: &'static str, label: &str) -> Option<String> {
        let typed = self.pairs.one(field).trim();
        let plain: String = typed.chars().filter(|letter| !letter.is_control()).collect();
        self.fitting(field, label, plain, LINE)
    }

    /// Several lines, kept letter for letter but for the spaces around them.
    pub(super) fn several(&mut self, field: &'static str, label: &str) -> Option<String> {
        let typed = self.pairs.one(field).trim();
        let kept = |letter: &char| !letter.is_control() || matches!(letter, '\n' | '\t');
        let plain: String = typed.chars().filter(kept).collect();
        self.fitting(field, label, plain, TEXT)
    }

    fn fitting(&mut self, field: &'static str, label: &str, text: String, most: usize) -> Option<String> {
        let letters = text.chars().count();
        if letters > most {
            let over = letters - most;
            self.errors
                .add(field, format!("{label}は{most}字までです。{over}字分を減らすか、ほかの欄に分けてください。"));
            return None;
        }
        (!text.is_empty()).then_some(text)
    }

    /// A line that is read as something. What is not clear is answered and stays as typed.
    pub(super) fn read<T>(
        &mut self,
        field: &'static str,
        label: &str,
        read: impl FnOnce(&str) -> Result<T, TypedTrouble>,
    ) -> Option<T> {
        let line = self.line(field, label)?;
        match read(&line) {
            Ok(value) => Some(value),
            Err(trouble) => {
                self.errors.add_with_example(field, trouble.message, trouble.example);
                None
            }
        }
    }

    /// A code of a list, or nothing chosen.
    pub(super) fn code(&mut self, field: &'static str, label: &str, list: &str) -> Option<String> {
        let chosen = self.pairs.one(field);
        if chosen.is_empty() {
            return None;
        }
        let known = self.codes.list(list).find(chosen).is_some();
        if !known {
            self.errors.add(field, format!("{label}を、表示されている中からもう一度選んでください。"));
        }
        known.then(|| chosen.to_owned())
    }

    /// Several codes of a list, in the list's order.
    pub(super) fn codes(&mut self, field: &'static str, label: &str, list: &str) -> Vec<String> {
        let known = &self.codes.list(list).codes;
        let strange = self.pairs.all(field).any(|chosen| !known.iter().any(|code| code.code == chosen));
        if strange {
            self.errors.add(field, format!("{label}を、表示されている中からもう一度選んでください。"));
        }
        let chosen = known.iter().filter(|code| self.pairs.all(field).any(|value| value == code.code));
        chosen.map(|code| code.code.clone()).collect()
    }
}
