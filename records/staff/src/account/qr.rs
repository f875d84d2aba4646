//! 二次元コード of an address, as the path of an SVG element.

use qrcode::{Color, QrCode};

/// Light modules around the code, as the standard asks for.
const QUIET: usize = 4;

/// The size of the drawing in modules, and the path of its dark ones.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Qr {
    pub(super) size: usize,
    pub(super) path: String,
}

/// None where the address is too long for any code.
pub(super) fn qr(address: &str) -> Option<Qr> {
    let code = QrCode::new(address.as_bytes()).ok()?;
    let width = code.width();
    let mut path = String::new();
    for (y, row) in code.to_colors().chunks(width).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|one, other| one == other) {
            if run.first() == Some(&Color::Dark) {
                let (x, length) = (x + QUIET, run.len());
                path.push_str(&format!("M{x} {}h{length}v1h-{length}z", y + QUIET));
            }
            x += run.len();
        }
    }
    Some(Qr { size: width + 2 * QUIET, path })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_covers_exactly_the_dark_modules() {
        let address = "otpauth://totp/x:y?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
        let drawn = qr(address).unwrap();
        let code = QrCode::new(address).unwrap();
        let dark = code.to_colors().iter().filter(|color| **color == Color::Dark).count();
        let covered: usize = drawn
            .path
            .split('M')
            .filter_map(|run| run.split_once('h').and_then(|(_, rest)| rest.split_once('v')))
            .map(|(length, _)| length.parse::<usize>().unwrap())
            .sum();
        assert_eq!(covered, dark);
        assert_eq!(drawn.size, code.width() + 8);
    }

    #[test]
    fn what_is_too_long_has_no_code() {
        assert_eq!(qr(&"x".repeat(5000)), None);
    }
}
