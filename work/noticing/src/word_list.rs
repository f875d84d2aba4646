//! 小さな言葉の一覧: the longest word of a list at a position.

/// Words sorted by their first letter, the longest first.
pub(crate) struct WordList(Vec<Vec<char>>);

impl WordList {
    pub(crate) fn new(words: &[String]) -> Self {
        let mut list: Vec<Vec<char>> = words.iter().filter(|w| !w.is_empty()).map(|w| w.chars().collect()).collect();
        list.sort_by(|a, b| a.first().cmp(&b.first()).then(b.len().cmp(&a.len())));
        Self(list)
    }

    /// Length of the longest word that the text begins with.
    pub(crate) fn longest_at(&self, text: &[char]) -> Option<usize> {
        let first = text.first();
        let from = self.0.partition_point(|w| w.first() < first);
        self.0.get(from..)?.iter().take_while(|w| w.first() == first).find(|w| text.starts_with(w)).map(Vec::len)
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
