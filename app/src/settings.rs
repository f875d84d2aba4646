//! Settings: one annotated file (`tsunagu.toml` in the data folder) and the environment, read once.
//!
//! The only file of the project that reads the environment.

use std::path::{Path, PathBuf};

use office::Fault;
use serde::Deserialize;

/// The annotated file that `init` writes and that is also the default.
pub const ANNOTATED: &str = include_str!("../tsunagu.toml");

/// What the file and the environment say together.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    pub municipality: Municipality,
    #[serde(default)]
    pub database: Database,
    #[serde(default)]
    pub keys: Keys,
    #[serde(default)]
    pub server: Server,
    #[serde(default)]
    pub clocks: Clocks,
    #[serde(default)]
    pub demo: Option<Demo>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Municipality {
    pub id: String,
    pub name: String,
}

#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Database {
    /// Empty: a SQLite file in the data folder.
    pub url: String,
}

/// An address may hold a password, so it is never shown.
impl std::fmt::Debug for Database {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if self.url.is_empty() { "SQLite" } else { "PostgreSQL" })
    }
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Keys {
    /// Empty: `keys/root.key` in the data folder.
    pub root: PathBuf,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Server {
    pub listen: String,
    pub https: bool,
    pub idle_minutes: i64,
    pub session_hours: i64,
}

impl Default for Server {
    fn default() -> Self {
        Self { listen: "127.0.0.1:8080".to_owned(), https: false, idle_minutes: 15, session_hours: 12 }
    }
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Clocks {
    pub acceptance_working_days: u32,
    pub result_months: u32,
}

impl Default for Clocks {
    fn default() -> Self {
        Self { acceptance_working_days: 3, result_months: 1 }
    }
}

/// Written by `demo` alone: a pretend city whose days began in the past.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Demo {
    /// How far the town's clock stands from the machine's.
    pub shift_millis: i64,
}

impl Settings {
    /// Reads `tsunagu.toml` of the data folder, then the environment over it.
    pub fn read(data: &Path) -> Result<Self, Fault> {
        let path = data.join("tsunagu.toml");
        let text = std::fs::read_to_string(&path).map_err(|e| {
            Fault::other(format!(
                "設定ファイル {} を読めません({e})。はじめてのときは「tsunagu init --data {}」を実行してください。",
                path.display(),
                data.display()
            ))
        })?;
        let mut settings = Self::parse(&text)?;
        settings.environment()?;
        settings.validate()?;
        Ok(settings)
    }

    pub fn parse(text: &str) -> Result<Self, Fault> {
        toml::from_str(text).map_err(|e| Fault::other(format!("設定ファイルの書き方が違います。\n{e}")))
    }

    #[expect(clippy::disallowed_methods, reason = "this is the one place that reads the environment")]
    fn environment(&mut self) -> Result<(), Fault> {
        if let Ok(url) = std::env::var("TSUNAGU_DATABASE_URL") {
            self.database.url = url;
        }
        if let Ok(root) = std::env::var("TSUNAGU_ROOT_KEY") {
            self.keys.root = PathBuf::from(root);
        }
        if let Ok(listen) = std::env::var("TSUNAGU_LISTEN") {
            self.server.listen = listen;
        }
        if let Ok(https) = std::env::var("TSUNAGU_HTTPS") {
            self.server.https = match https.as_str() {
                "true" | "1" => true,
                "false" | "0" => false,
                _ => return Err(Fault::other("TSUNAGU_HTTPS は true か false にしてください。")),
            };
        }
        Ok(())
    }

    /// Values that would make the system unusable or unsafe are refused by name.
    pub fn validate(&self) -> Result<(), Fault> {
        let wrong = if office::MunicipalityId::from_text(&self.municipality.id).is_none() {
            Some("municipality.id は mun_ で始まる英小文字と数字にしてください(例 mun_tsunagu)。")
        } else if self.municipality.name.trim().is_empty() {
            Some("municipality.name に自治体の名前を入れてください。")
        } else if !(5..=60).contains(&self.server.idle_minutes) {
            Some("server.idle_minutes は 5 から 60 のあいだにしてください。")
        } else if !(1..=24).contains(&self.server.session_hours) {
            Some("server.session_hours は 1 から 24 のあいだにしてください。")
        } else if self.server.listen.parse::<std::net::SocketAddr>().is_err() {
            Some("server.listen は 127.0.0.1:8080 の形にしてください。")
        } else if !(1..=30).contains(&self.clocks.acceptance_working_days) {
            Some("clocks.acceptance_working_days は 1 から 30 のあいだにしてください。")
        } else if !(1..=12).contains(&self.clocks.result_months) {
            Some("clocks.result_months は 1 から 12 のあいだにしてください。")
        } else {
            None
        };
        wrong.map_or(Ok(()), |sentence| Err(Fault::other(sentence)))
    }

    #[must_use]
    pub fn root_key(&self, data: &Path) -> PathBuf {
        if self.keys.root.as_os_str().is_empty() { data.join("keys/root.key") } else { self.keys.root.clone() }
    }

    #[must_use]
    pub fn place(&self, data: &Path) -> db::Place {
        if self.database.url.is_empty() {
            db::Place::Sqlite(data.join("tsunagu.sqlite"))
        } else {
            db::Place::Postgres(self.database.url.clone())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_annotated_file_is_itself_a_valid_setting() {
        let settings = Settings::parse(ANNOTATED).expect("parses");
        settings.validate().expect("valid");
        assert_eq!(settings.server.listen, "127.0.0.1:8080");
    }

    #[test]
    fn a_misspelt_setting_is_refused_and_not_ignored() {
        let text = format!("{ANNOTATED}\n[sever]\nlisten = \"x\"\n");
        assert!(Settings::parse(&text).is_err());
    }

    #[test]
    fn each_value_out_of_its_bounds_is_named() {
        for (from, to, name) in [
            ("id = \"mun_tsunagu\"", "id = \"Tsunagu\"", "municipality.id"),
            ("idle_minutes = 15", "idle_minutes = 600", "server.idle_minutes"),
            ("session_hours = 12", "session_hours = 0", "server.session_hours"),
            ("listen = \"127.0.0.1:8080\"", "listen = \"here\"", "server.listen"),
            ("acceptance_working_days = 3", "acceptance_working_days = 0", "clocks.acceptance_working_days"),
            ("result_months = 1", "result_months = 13", "clocks.result_months"),
        ] {
            assert!(ANNOTATED.contains(from), "{from}");
            let told = Settings::parse(&ANNOTATED.replace(from, to)).expect("parses").validate();
            assert!(told.is_err_and(|e| e.to_string().contains(name)), "{name}");
        }
    }

    #[test]
    fn an_address_with_a_password_does_not_reach_the_log() {
        let database = Database { url: "postgres://u:secret@h/db".to_owned() };
        assert!(!format!("{database:?}").contains("secret"));
    }
}
