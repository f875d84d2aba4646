//! 受付番号: the reference code on a printed sheet, read out on the telephone or typed from paper.
//!
//! Nine random digits and a check digit (Damm), so that one wrong or two swapped digits are noticed.

use office::typed::fold;
use office::{Fault, FieldErrors};

/// Rows of the quasigroup of Damm (2004), which is 10 × 10.
const DAMM: [[u8; 10]; 10] = [
    [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
    [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
    [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
    [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
    [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
    [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
    [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
    [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
    [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
    [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
];

fn check(digits: &str) -> Option<u8> {
    digits.bytes().try_fold(0_u8, |at, byte| {
        let digit = byte.checked_sub(b'0').filter(|digit| *digit < 10)?;
        DAMM.get(usize::from(at))?.get(usize::from(digit)).copied()
    })
}

/// `48210-93753`
pub(crate) fn new() -> Result<String, Fault> {
    let bytes = vault::random::bytes::<8>().map_err(|e| Fault::other(e.to_string()))?;
    let nine = format!("{:09}", u64::from_be_bytes(bytes) % 1_000_000_000);
    let last = check(&nine).ok_or(Fault::NotA("reference code"))?;
    Ok(dashed(&format!("{nine}{last}")))
}

fn dashed(ten: &str) -> String {
    match ten.split_at_checked(5) {
        Some((first, last)) => format!("{first}-{last}"),
        None => ten.to_owned(),
    }
}

/// Reads a code as it was typed, in any width, with or without the dash.
pub(crate) fn read(typed: &str) -> Result<String, FieldErrors> {
    let digits: String = fold(typed).chars().filter(char::is_ascii_digit).collect();
    let mut errors = FieldErrors::default();
    if digits.len() != 10 {
        errors.add_with_example(
            "code",
            format!("受付番号は10けたです。いまは{}けた入っています。", digits.len()),
            "48210-93753",
        );
        return Err(errors);
    }
    if check(&digits) != Some(0) {
        errors.add_with_example(
            "code",
            "受付番号のどこか1けたが違うか、となりの数字と入れ替わっているようです。もう一度確かめてください。",
            "48210-93753",
        );
        return Err(errors);
    }
    Ok(dashed(&digits))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_code_is_read_in_any_width_and_with_any_dash() {
        let code = new().unwrap();
        let bare = code.replace('-', "");
        let wide: String = bare.chars().map(|c| char::from_u32(u32::from(c) + 0xFEE0).unwrap()).collect();
        for typed in [code.clone(), bare, wide, format!(" {} ", code.replace('-', "−"))] {
            assert_eq!(read(&typed).as_ref(), Ok(&code), "{typed}");
        }
    }

    #[test]
    fn too_few_digits_are_told_by_their_number() {
        let errors = read("4821").unwrap_err();
        assert!(errors.of("code").unwrap().message.contains("4けた"));
    }

    #[test]
    fn the_example_that_is_shown_is_a_code() {
        assert_eq!(read("48210-93753").unwrap(), "48210-93753");
    }

    proptest! {
        #[test]
        fn one_wrong_digit_or_two_swapped_neighbours_are_noticed(nine in "[0-9]{9}", at in 0..9_usize, other in 1..10_u8) {
            let good = format!("{nine}{}", check(&nine).unwrap());
            prop_assert!(read(&good).is_ok());
            let mut wrong = good.clone().into_bytes();
            wrong[at] = (wrong[at] - b'0' + other) % 10 + b'0';
            prop_assert!(read(&String::from_utf8(wrong).unwrap()).is_err());
            let mut swapped = good.clone().into_bytes();
            swapped.swap(at, at + 1);
            prop_assert_eq!(read(&String::from_utf8(swapped.clone()).unwrap()).is_ok(), swapped == good.into_bytes());
        }
    }
}
