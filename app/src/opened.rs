//! Opening a data folder: settings, root key, database, codes, roles, clock, put together as a desk.

use std::io::ErrorKind;
use std::path::Path;

use db::Standing;
use office::calendar::Holidays;
use office::{Clock, Codes, Desk, Fault, Instant, Keyring, MunicipalityId, Parts, Roles};

use crate::settings::Settings;

/// An opened data folder.
pub struct Opened {
    pub settings: Settings,
    pub desk: Desk,
}

/// Opens `data`. The database must be at this program's version: `tsunagu migrate` brings it there.
pub fn open(data: &Path) -> Result<Opened, Fault> {
    let opened = open_any_version(data)?;
    match db::standing(opened.desk.db()) {
        Standing::Current => Ok(opened),
        Standing::Older | Standing::Empty => Err(Fault::other(format!(
            "データベースが古い版です。先に「tsunagu migrate --data {}」を実行してください。",
            data.display()
        ))),
        Standing::Newer => Err(Fault::other(
            "データベースは、このプログラムより新しい版で作られています。新しい版のプログラムで開いてください。",
        )),
    }
}

/// Opens `data` whatever the version of its database: for `migrate` and `check`.
pub fn open_any_version(data: &Path) -> Result<Opened, Fault> {
    let settings = Settings::read(data)?;
    let path = settings.root_key(data);
    let root = vault::Root::read(&path).map_err(|e| {
        Fault::other(format!("根の鍵 {} を読めません: {e}。鍵を元の場所に戻してください。", path.display()))
    })?;
    let db = db::Db::open(&settings.place(data))?;
    let desk = desk(data, &settings, db, root)?;
    Ok(Opened { settings, desk })
}

/// Puts a desk together.
pub fn desk(data: &Path, settings: &Settings, db: db::Db, root: vault::Root) -> Result<Desk, Fault> {
    Ok(Desk::new(parts(data, settings, db, root)?))
}

/// The parts of a desk, as the settings and the data folder say.
pub fn parts(data: &Path, settings: &Settings, db: db::Db, root: vault::Root) -> Result<Parts, Fault> {
    let municipality = MunicipalityId::from_text(&settings.municipality.id).ok_or(Fault::NotA("municipality id"))?;
    let roles = match own_file(data, "roles.yaml")? {
        Some(own) => Roles::parse(&own)?,
        None => Roles::embedded()?,
    };
    Ok(Parts {
        db,
        keys: Keyring::new(root),
        clock: settings.demo.as_ref().map_or(Clock::Machine, |demo| Clock::Shifted(demo.shift_millis)),
        municipality,
        codes: Codes::embedded()?.with_local(&data.join("codes"))?,
        roles,
        holidays: holidays(data)?,
        settings: office::Settings {
            municipality_name: settings.municipality.name.clone(),
            acceptance_working_days: settings.clocks.acceptance_working_days,
            result_months: settings.clocks.result_months,
            idle_minutes: settings.server.idle_minutes,
            session_hours: settings.server.session_hours,
            secure_cookies: settings.server.https,
            demo: settings.demo.is_some(),
            data: data.to_path_buf(),
        },
    })
}

/// The municipality's own list of holidays, if its data folder has one.
fn holidays(data: &Path) -> Result<Holidays, Fault> {
    match own_file(data, "holidays.yaml")? {
        Some(own) => Holidays::parse(&own).map_err(|e| Fault::other(e.to_string())),
        None => Ok(Holidays::embedded().clone()),
    }
}

/// A file of the municipality's own. One that is there and cannot be read stops the program: silently going on with
/// the program's own roles could widen what somebody may do.
fn own_file(data: &Path, name: &str) -> Result<Option<String>, Fault> {
    let path = data.join(name);
    match std::fs::read_to_string(&path) {
        Ok(own) => Ok(Some(own)),
        Err(fault) if fault.kind() == ErrorKind::NotFound => Ok(None),
        Err(fault) => {
            Err(Fault::other(format!("{} を読めません: {fault}。読めるように直してください。", path.display())))
        }
    }
}

/// Brings the database up to this program.
pub fn migrate(desk: &Desk) -> Result<Vec<&'static str>, Fault> {
    let at: Instant = desk.now();
    db::migrate(desk.db(), &at.as_text())
}
