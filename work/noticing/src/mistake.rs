//! 規則の間違い: what is wrong in a rule file, in a sentence for the officer who edits it.

use serde::de::DeserializeOwned;

/// A mistake in a rule file, told to the officer who edits it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file} {rule}: {sentence}")]
pub struct Mistake {
    pub file: String,
    /// Empty where the whole file is meant.
    pub rule: String,
    pub sentence: String,
}

pub(crate) fn shared<T: DeserializeOwned>(
    files: &[(&str, &str)],
    name: &str,
    mistakes: &mut Vec<Mistake>,
) -> Option<T> {
    let Some((_, content)) = files.iter().find(|f| f.0 == name) else {
        mistakes.push(whole(name, "このファイルがありません。"));
        return None;
    };
    parse(name, content, mistakes)
}

pub(crate) fn parse<T: DeserializeOwned>(name: &str, content: &str, mistakes: &mut Vec<Mistake>) -> Option<T> {
    match serde_saphyr::from_str(content) {
        Ok(read) => Some(read),
        Err(error) => {
            let told = match error.location() {
                Some(place) => format!(
                    "{}行目の書き方が読み取れません。項目の名前、字下げ、コードを確かめてください。",
                    place.line()
                ),
                None => "書き方が読み取れません。項目の名前、字下げ、コードを確かめてください。".to_owned(),
            };
            mistakes.push(whole(name, &told));
            None
        }
    }
}

pub(crate) fn whole(file: &str, sentence: &str) -> Mistake {
    Mistake { file: file.to_owned(), rule: String::new(), sentence: sentence.to_owned() }
}

pub(crate) fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let widths = [4, 2, 2];
    parts.len() == widths.len()
        && parts.iter().zip(widths).all(|(p, w)| p.len() == w && p.bytes().all(|b| b.is_ascii_digit()))
}
