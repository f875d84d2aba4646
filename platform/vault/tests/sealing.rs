//! Sealing and keys, seen from outside.

#![expect(clippy::unwrap_used, reason = "a helper of a test may stop the test")]

use std::os::unix::fs::PermissionsExt;

use proptest::prelude::*;
use vault::{DataKey, Place, Root, VaultTrouble};

const PLACE: Place<'_> = Place { table: "person", row: "p_1", column: "name" };

fn key() -> DataKey {
    Root::generate().unwrap().new_data_key("case_1").unwrap().0
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_sealed_opens_again_at_its_place(plain in any::<Vec<u8>>(), table in ".*", row in ".*", column in ".*") {
        let (key, place) = (key(), Place { table: &table, row: &row, column: &column });
        let sealed = key.seal(place, &plain).unwrap();
        prop_assert_eq!(sealed.len(), plain.len() + 29);
        prop_assert_eq!(key.open(place, &sealed).unwrap(), plain);
    }

    #[test]
    fn a_value_moved_to_another_table_row_or_column_does_not_open(from in ("[ab]{0,3}", "[ab]{0,3}", "[ab]{0,3}"), to in ("[ab]{0,3}", "[ab]{0,3}", "[ab]{0,3}")) {
        prop_assume!(from != to);
        let key = key();
        let sealed = key.seal_text(Place { table: &from.0, row: &from.1, column: &from.2 }, "架空 花子").unwrap();
        prop_assert_eq!(key.open_text(Place { table: &to.0, row: &to.1, column: &to.2 }, &sealed), Err(VaultTrouble::DoesNotOpen));
    }

    #[test]
    fn one_changed_bit_anywhere_does_not_open(plain in any::<Vec<u8>>(), at in any::<prop::sample::Index>(), bit in 0u8..8) {
        let key = key();
        let mut sealed = key.seal(PLACE, &plain).unwrap();
        let at = at.index(sealed.len());
        sealed[at] ^= 1 << bit;
        prop_assert_eq!(key.open(PLACE, &sealed), Err(VaultTrouble::DoesNotOpen));
    }

    #[test]
    fn no_bytes_make_opening_fail_otherwise_than_refusing(bytes in any::<Vec<u8>>()) {
        prop_assert_eq!(key().open(PLACE, &bytes), Err(VaultTrouble::DoesNotOpen));
        prop_assert!(Root::generate().unwrap().unwrap_key("case_1", &bytes).is_err());
    }
}

#[test]
fn the_same_text_never_looks_the_same_sealed_and_never_shows() {
    let key = key();
    let (one, other) = (key.seal_text(PLACE, "架空 花子").unwrap(), key.seal_text(PLACE, "架空 花子").unwrap());
    assert_ne!(one, other);
    assert!(!one.windows(6).any(|part| part == "架空".as_bytes()));
    assert_eq!(key.open_text(PLACE, &one).unwrap(), "架空 花子");
}

#[test]
fn a_name_comes_back_code_point_for_code_point() {
    let key = key();
    for name in ["葛\u{e0100}城", "神\u{fa19}", "か\u{3099}", "𠮷田", "\u{e123}", "", &"寿限無".repeat(40)] {
        assert_eq!(key.open_text(PLACE, &key.seal_text(PLACE, name).unwrap()).unwrap(), name);
    }
}

#[test]
fn another_key_does_not_open_and_bytes_that_are_not_text_are_told_apart() {
    let (key, other) = (key(), key());
    let sealed = key.seal(PLACE, &[0xff, 0xfe]).unwrap();
    assert_eq!(other.open(PLACE, &sealed), Err(VaultTrouble::DoesNotOpen));
    assert_eq!(key.open_text(PLACE, &sealed), Err(VaultTrouble::NotText));
}

#[test]
fn a_wrapped_key_opens_under_its_own_id_and_root_only() {
    let root = Root::generate().unwrap();
    let (key, wrapped) = root.new_data_key("case_1").unwrap();
    let sealed = key.seal_text(PLACE, "面談の記録").unwrap();
    assert_eq!(root.unwrap_key("case_1", &wrapped).unwrap().open_text(PLACE, &sealed).unwrap(), "面談の記録");
    assert_eq!(root.unwrap_key("case_2", &wrapped).unwrap_err(), VaultTrouble::DoesNotOpen);
    assert_eq!(Root::generate().unwrap().unwrap_key("case_1", &wrapped).unwrap_err(), VaultTrouble::DoesNotOpen);
}

#[test]
fn the_root_key_file_is_private_never_overwritten_and_gives_the_same_keys() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("root.key");
    let root = Root::generate().unwrap();
    root.write_new(&path).unwrap();
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(root.write_new(&path), Err(VaultTrouble::RootExists));
    let text = std::fs::read_to_string(&path).unwrap();
    assert_eq!((text.lines().count(), text.starts_with("tsunagu-root-v1:")), (1, true));
    let again = Root::read(&path).unwrap();
    assert_eq!(again.derive("x"), root.derive("x"));
    assert_eq!(again.search().exact("birth", "1980-01-02"), root.search().exact("birth", "1980-01-02"));
}

#[test]
fn a_damaged_root_key_file_is_noticed_at_every_letter() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("root.key");
    Root::generate().unwrap().write_new(&path).unwrap();
    let good = std::fs::read_to_string(&path).unwrap();
    for at in 0..good.trim_end().len() {
        let mut bytes = good.clone().into_bytes();
        bytes[at] = if bytes[at] == b'a' { b'b' } else { b'a' };
        std::fs::write(&path, bytes).unwrap();
        assert_eq!(Root::read(&path).unwrap_err(), VaultTrouble::RootDamaged, "letter {at}");
    }
    std::fs::write(&path, [0xff; 10]).unwrap();
    assert_eq!(Root::read(&path).unwrap_err(), VaultTrouble::RootDamaged);
    std::fs::write(&path, good.to_uppercase() + " \n").unwrap();
    assert!(Root::read(&path).is_ok());
}

#[test]
fn a_missing_root_key_file_is_a_trouble_without_its_path() {
    let trouble = Root::read(std::path::Path::new("/nowhere/secret-place/root.key")).unwrap_err();
    assert_eq!(trouble, VaultTrouble::RootFile(std::io::ErrorKind::NotFound));
    assert!(!trouble.to_string().contains("secret-place"));
}

#[test]
fn each_label_has_a_key_of_its_own_and_debug_shows_none() {
    let root = Root::generate().unwrap();
    let labels = ["", "a", "audit:v1", "search:v1", "wrap:v1"];
    let keys: std::collections::HashSet<_> = labels.map(|label| root.derive(label)).into_iter().collect();
    assert_eq!(keys.len(), labels.len());
    assert_eq!(root.audit_key(), root.derive("audit:v1"));
    let shown = format!("{root:?} {:?} {:?}", root.new_data_key("c").unwrap().0, root.search());
    assert_eq!(shown, "Root(hidden) DataKey(hidden) SearchKey(hidden)");
}
