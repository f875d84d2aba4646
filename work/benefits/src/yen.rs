//! 金額: whole yen, written and rounded.

/// `84000` → `84,000円`.
pub(crate) fn yen(amount: i64) -> String {
    let digits = amount.unsigned_abs().to_string();
    let mut out = String::with_capacity(digits.len() + 8);
    if amount < 0 {
        out.push('−');
    }
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out.push('円');
    out
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

    #[test]
    fn rounding_goes_up_only_when_something_is_left_over() {
        assert_eq!(round_up(14_000, 100), 14_000);
        assert_eq!(round_up(14_001, 100), 14_100);
        assert_eq!(round_up(14_001, 1), 14_001);
    }
}
