//! 小さな言葉の一覧: the longest word of a list at a position.

use crate::quick::Table;

/// Words by their first letter, the longest first.
pub(crate) struct WordList(Table<char, Vec<Vec<char>>>);

impl WordList {
    pub(crate) fn new(words: &[String]) -> Self {
        let mut list: Table<char, Vec<Vec<char>>> = Table::default();
        for word in words {
            if let Some(first) = word.chars().next() {
                list.entry(first).or_default().push(word.chars().collect());
            }
        }
        for same in list.values_mut() {
            same.sort_by_key(|word| std::cmp::Reverse(word.len()));
        }
        Self(list)
    }

    /// Length of the longest word that the text begins with.
    #[inline]
    pub(crate) fn longest_at(&self, text: &[char]) -> Option<usize> {
        self.0.get(text.first()?)?.iter().find(|word| text.starts_with(word)).map(Vec::len)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_word_wins() {
        let list = WordList::new(&["な".to_owned(), "ない".to_owned(), "は".to_owned()]);
        let text: Vec<char> = "ないか".chars().collect();
        assert_eq!(list.longest_at(&text), Some(2));
        assert_eq!(list.longest_at(&['か']), None);
        assert_eq!(list.longest_at(&[]), None);
    }
}
