//! 表の引き方: a quick hash for tables whose keys come with the program or from confirmed rows, never from a stranger.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

pub(crate) type Quick<V> = HashMap<String, V, BuildHasherDefault<QuickHasher>>;

/// Eight bytes at a time, multiplied and turned.
#[derive(Debug, Default)]
pub(crate) struct QuickHasher(u64);

const ODD: u64 = 0x51_7c_c1_b7_27_22_0a_95;

impl Hasher for QuickHasher {
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            for (to, from) in word.iter_mut().zip(chunk) {
                *to = *from;
            }
            self.0 = (self.0.rotate_left(5) ^ u64::from_le_bytes(word)).wrapping_mul(ODD);
        }
    }

    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_found_again_and_no_other() {
        let keys: Vec<String> = (0..5_000).map(|at| format!("table_{at}市")).collect();
        let table: Quick<usize> = keys.iter().cloned().zip(0..).collect();
        assert_eq!(table.len(), keys.len());
        assert!(keys.iter().zip(0..).all(|(key, at)| table.get(key) == Some(&at)));
        assert_eq!(table.get("table_5000市"), None);
    }
}
