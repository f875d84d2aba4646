//! `tsunagu init`: creates the data folder, its keys and the first administrator.

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use office::Fault;

use super::{DataFolder, Ended, say::say};
use crate::{opened, settings};

/// データフォルダ、設定ファイル、根の鍵、データベース、最初の管理者を作る。
/// 最初の管理者は、表示される一度きりのアドレスでパスワードを決める。既定のパスワードはない。
///
/// 例: tsunagu init --data /var/lib/tsunagu --name 見本市
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Args {
    #[command(flatten)]
    folder: DataFolder,
    /// 自治体の名前(設定ファイルに書かれる)
    #[arg(long, default_value = "つなぐ市")]
    name: String,
}

pub(super) fn run(args: &Args) -> Ended {
    let data = &args.folder.data;
    if data.join("tsunagu.toml").exists() {
        return Err(Fault::other(format!(
            "{} には、もうデータフォルダがあります。動かすには「tsunagu serve --data {}」です。",
            data.display(),
            data.display()
        )));
    }
    let name = args.name.replace(['"', '\\', '\n', '\r'], "");
    write_folder(data, &settings::ANNOTATED.replace("つなぐ市", &name))?;
    let opened = opened::open_any_version(data)?;
    opened::migrate(&opened.desk)?;
    let token = staff::commands::first_administrator(&opened.desk)?;
    say(&format!("データフォルダを作りました: {}", data.display()));
    say("根の鍵(keys/root.key)の控えを、データと別の場所に必ず保管してください。失うと、記録は誰にも開けません。");
    say(&format!("動かす: tsunagu serve --data {}", data.display()));
    say(&format!(
        "最初の管理者は、動かしたあと次のアドレスを一度だけ開いて、パスワードを決めてください。\n  http://{}/welcome/{}",
        opened.settings.server.listen,
        token.as_str()
    ));
    Ok(ExitCode::SUCCESS)
}

/// Writes the settings and a new root key into a folder that others on the machine cannot read.
pub(crate) fn write_folder(data: &Path, toml: &str) -> Result<(), Fault> {
    let told = |e: std::io::Error| Fault::other(format!("{} に書けません: {e}", data.display()));
    fs::create_dir_all(data.join("keys")).map_err(told)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(data, fs::Permissions::from_mode(0o700)).map_err(told)?;
    }
    fs::write(data.join("tsunagu.toml"), toml).map_err(told)?;
    let key = vault::Root::generate().map_err(|e| Fault::other(e.to_string()))?;
    key.write_new(&data.join("keys/root.key")).map_err(|e| Fault::other(e.to_string()))
}
