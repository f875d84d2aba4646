//! Five bits a letter (32文字の符号): the short alphabets used for ids, recovery codes and search words.

/// Crockford's alphabet in lower case: no i, l, o, u.
pub(crate) const CROCKFORD: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
/// RFC 4648 in lower case.
pub(crate) const RFC4648: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";

/// The low `5 * count` bits of `value`, highest first.
pub(crate) fn letters(value: u128, count: u32, alphabet: &[u8; 32]) -> String {
    (0..count)
        .rev()
        .filter_map(|place| {
            let five = value.checked_shr(place * 5).unwrap_or(0) & 31;
            alphabet.get(usize::try_from(five).ok()?).map(|letter| char::from(*letter))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_come_highest_first_and_keep_byte_order() {
        assert_eq!(letters(0, 3, CROCKFORD), "000");
        assert_eq!(letters(33, 2, CROCKFORD), "11");
        assert_eq!(letters(u128::MAX, 26, CROCKFORD), "7zzzzzzzzzzzzzzzzzzzzzzzzz");
        assert!(letters(41, 4, CROCKFORD) < letters(42, 4, CROCKFORD));
    }
}
