//! 金額: whole yen, written and rounded.

/// `84000` → `84,000円`, written without a text of its own in between.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Yen(pub(crate) i64);

impl std::fmt::Display for Yen {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.0 < 0 {
            f.write_str("−")?;
        }
        // 20 digits and 6 commas at the most.
        let mut bytes = [b','; 28];
        let (mut rest, mut length) = (self.0.unsigned_abs(), 0);
        for (at, slot) in bytes.iter_mut().rev().enumerate() {
            if at % 4 == 3 {
                continue;
            }
            *slot = digit(rest);
            rest /= 10;
            length = at + 1;
            if rest == 0 {
                break;
            }
        }
        f.write_str(text_of(bytes.get(bytes.len() - length..)))?;
        f.write_str("円")
    }
}

fn digit(number: u64) -> u8 {
    b'0' + u8::try_from(number % 10).unwrap_or(0)
}

fn text_of(bytes: Option<&[u8]>) -> &str {
    bytes.and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default()
}

/// Adds a number in digits.
pub(crate) fn push_digits(out: &mut Vec<u8>, number: i64) {
    if number < 0 {
        out.push(b'-');
    }
    let mut bytes = [b'0'; 20];
    let (mut rest, mut length) = (number.unsigned_abs(), 0);
    for slot in bytes.iter_mut().rev() {
        *slot = digit(rest);
        rest /= 10;
        length += 1;
        if rest == 0 {
            break;
        }
    }
    out.extend_from_slice(bytes.get(bytes.len() - length..).unwrap_or_default());
}

/// `84000` → `84,000円`.
pub(crate) fn yen(amount: i64) -> String {
    Yen(amount).to_string()
}

/// Up to the next multiple of `unit`; a unit below 2 changes nothing.
pub(crate) fn round_up(amount: i64, unit: i64) -> i64 {
    if unit < 2 || amount <= 0 {
        return amount;
    }
    amount.saturating_add(unit - 1) / unit * unit
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yen_is_written_with_commas() {
        assert_eq!(yen(0), "0円");
        assert_eq!(yen(999), "999円");
        assert_eq!(yen(84_000), "84,000円");
        assert_eq!(yen(-1_000_000), "−1,000,000円");
    }

    proptest::proptest! {
        #[test]
        fn digits_are_those_of_the_number_and_commas_stand_before_each_third(number in proptest::prelude::any::<i64>()) {
            let mut out = Vec::new();
            push_digits(&mut out, number);
            proptest::prop_assert_eq!(String::from_utf8(out).unwrap(), number.to_string());
            let shown = yen(number);
            let digits: String = shown.chars().filter(char::is_ascii_digit).collect();
            proptest::prop_assert_eq!(digits, number.unsigned_abs().to_string());
            let groups: Vec<&str> = shown.trim_start_matches('−').trim_end_matches('円').split(',').collect();
            proptest::prop_assert!(groups.iter().skip(1).all(|group| group.len() == 3), "{}", shown);
            proptest::prop_assert!(groups.first().is_some_and(|group| (1..=3).contains(&group.len())), "{}", shown);
        }
    }

    #[test]
    fn both_ends_of_the_numbers_are_written() {
        for number in [i64::MIN, i64::MAX, 0, 1000, -1000] {
            let mut out = Vec::new();
            push_digits(&mut out, number);
            assert_eq!(String::from_utf8(out).unwrap(), number.to_string());
        }
        assert_eq!(yen(i64::MAX), "9,223,372,036,854,775,807円");
    }

    #[test]
    fn rounding_goes_up_only_when_something_is_left_over() {
        assert_eq!(round_up(14_000, 100), 14_000);
        assert_eq!(round_up(14_001, 100), 14_100);
        assert_eq!(round_up(14_001, 1), 14_001);
    }
}
