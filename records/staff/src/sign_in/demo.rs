//! デモの入り口: pretend people whose passwords are public, one for each role. Only where the settings say demo.

use office::Settings;
use serde::Deserialize;

/// A line of `demo-accounts.json` in the data folder.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct DemoAccount {
    pub(crate) login: String,
    pub(crate) password: String,
    pub(crate) role_label: String,
    pub(crate) name: String,
    pub(crate) agency: String,
}

/// The list, empty where there is none or it cannot be read: signing in by hand goes on working.
#[must_use]
pub(crate) fn accounts(settings: &Settings) -> Vec<DemoAccount> {
    if !settings.demo {
        return Vec::new();
    }
    std::fs::read_to_string(settings.data.join("demo-accounts.json"))
        .ok()
        .and_then(|json| serde_json::from_str(&json).ok())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_read_in_a_demo_and_nowhere_else() {
        let folder = tempfile::tempdir().unwrap();
        let json =
            r#"[{"login":"demo-sato","password":"x","role_label":"窓口職員","name":"見本 花子","agency":"収納課"}]"#;
        std::fs::write(folder.path().join("demo-accounts.json"), json).unwrap();
        let settings = Settings { demo: true, data: folder.path().to_path_buf(), ..Settings::default() };
        assert_eq!(accounts(&settings).len(), 1);
        assert_eq!(accounts(&Settings { demo: false, ..settings.clone() }), []);
        std::fs::write(folder.path().join("demo-accounts.json"), "{").unwrap();
        assert_eq!(accounts(&settings), []);
    }
}
