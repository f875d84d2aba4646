//! Walks over the keys (キーの並び): qwerty, 1qaz2wsx, 369852147, abcdef, 9876543.

const KEYS: [&str; 4] = ["1234567890-^", "qwertyuiop@[", "asdfghjkl;:]", "zxcvbnm,./"];
const PAD: [&str; 4] = ["789", "456", "123", "000"];
/// Shorter walks stand in ordinary words.
const LEAST: usize = 3;

/// Whether the whole text is made of walks of at least three keys.
pub(super) fn is_walks(letters: &[char]) -> bool {
    let mut length = 1;
    for (one, next) in letters.iter().zip(letters.iter().skip(1)) {
        if is_step(*one, *next) {
            length += 1;
        } else if length < LEAST {
            return false;
        } else {
            length = 1;
        }
    }
    length >= LEAST
}

/// The same key, a neighbour on the keyboard or the number pad, or a neighbour in the alphabet.
fn is_step(one: char, next: char) -> bool {
    u32::from(one).abs_diff(u32::from(next)) <= 1
        || touches(&KEYS, one, next)
        || (one.is_ascii_digit() && touches(&PAD, one, next))
}

fn touches(rows: &[&str; 4], one: char, next: char) -> bool {
    let near = |a: (usize, usize), b: (usize, usize)| a.0.abs_diff(b.0) <= 1 && a.1.abs_diff(b.1) <= 1;
    matches!((place(rows, one), place(rows, next)), (Some(a), Some(b)) if near(a, b))
}

fn place(rows: &[&str; 4], key: char) -> Option<(usize, usize)> {
    rows.iter().enumerate().find_map(|(row, keys)| Some((row, keys.chars().position(|c| c == key)?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn walks(text: &str) -> bool {
        is_walks(&text.chars().collect::<Vec<_>>())
    }

    #[test]
    fn walks_over_keys_pad_and_alphabet_are_seen() {
        for text in [
            "qwertyuiop",
            "1qaz2wsx3edc4rfv",
            "1qazxsw23edcvfr4",
            "zxcv1234",
            "p0o9i8u7",
            "369852147",
            "12345678987654321",
            "abcdefgh12345678",
            "0okm9ijn8uhb",
            "111222333444",
        ] {
            assert!(walks(text), "{text}");
        }
    }

    #[test]
    fn words_and_scattered_letters_are_not_walks() {
        for text in ["", "a", "ab", "property", "kumonoue", "xkqzvwjp", "さくらのはな", "7391508266", "qwerty-hana"]
        {
            assert!(!walks(text), "{text}");
        }
    }
}
