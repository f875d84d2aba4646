//! `tsunagu demo`: a pretend city in a new data folder, and the server on it.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use indicatif::{ProgressBar, ProgressStyle};
use office::{Clock, Fault};

use super::serve::{bind, serve};
use super::{Ended, init, say::say};
use crate::opened;
use crate::settings::{ANNOTATED, Settings};

/// 架空の市を新しいデータフォルダに作り、サーバーを動かす。人も窓口もすべて作り物。
///
/// 例: tsunagu demo
///     tsunagu demo --data ./demo-data --listen 127.0.0.1:8081
///     tsunagu demo --prepare-only --data ./demo-data
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Args {
    /// データフォルダ(なければ作る。省くと、一時的なフォルダを作って名前を示す)
    #[arg(long, value_name = "フォルダ")]
    data: Option<PathBuf>,
    /// 待ち受ける場所
    #[arg(long, value_name = "アドレス:ポート", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// データを作るだけで終わる
    #[arg(long)]
    prepare_only: bool,
    /// 市を作る種。同じ種からは、いつも同じ市ができる
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// 受付の件数(大きさを変えて試すとき)
    #[arg(long)]
    receptions: Option<u32>,
    /// 受付を散らす年数(大きさを変えて試すとき)
    #[arg(long)]
    years: Option<u32>,
}

pub(super) fn run(args: &Args) -> Ended {
    // The port first: nobody should wait for a city that cannot be served.
    let listener = if args.prepare_only { None } else { Some(bind(args.listen)?) };
    let data = folder(args.data.as_deref())?;
    if !data.join("demo-accounts.json").exists() {
        make(args, &data)?;
    }
    say(&format!("データフォルダ: {}", data.display()));
    tell_accounts(&data)?;
    let Some(listener) = listener else { return Ok(ExitCode::SUCCESS) };
    say(&format!("\nつなぐ市(デモ)が動いています: http://{}/   止めるには Ctrl-C", args.listen));
    serve(opened::open(&data)?.desk, listener)?;
    Ok(ExitCode::SUCCESS)
}

fn folder(wanted: Option<&Path>) -> Result<PathBuf, Fault> {
    let Some(wanted) = wanted else {
        let made = tempfile::Builder::new().prefix("tsunagu-demo-").tempdir();
        return Ok(made.map_err(|e| Fault::other(format!("一時的なフォルダを作れません: {e}")))?.keep());
    };
    let real = wanted.join("tsunagu.toml").exists() && !wanted.join("demo-accounts.json").exists();
    if real && Settings::read(wanted)?.demo.is_none() {
        return Err(Fault::other(format!(
            "{} は、デモではないデータフォルダです。別の場所を --data で指定してください。",
            wanted.display()
        )));
    }
    if real {
        // A city whose making was interrupted is no city: begin again.
        std::fs::remove_dir_all(wanted).map_err(|e| Fault::other(format!("{}: {e}", wanted.display())))?;
    }
    Ok(wanted.to_path_buf())
}

fn make(args: &Args, data: &Path) -> Result<(), Fault> {
    let shift = town::today().millis() - Clock::Machine.now().millis();
    init::write_folder(
        data,
        &format!(
            "{ANNOTATED}\n# デモ: この市の時計は、機械の時計からこれだけ離れています。\n[demo]\nshift_millis = {shift}\n"
        ),
    )?;
    let desk = opened::open_any_version(data)?.desk;
    opened::migrate(&desk)?;
    desk.db().expect_much()?;
    let plan = town::Plan { seed: args.seed, receptions: args.receptions, years: args.years };
    let bar = ProgressBar::new(0);
    if let Ok(style) = ProgressStyle::with_template("架空の市を作っています [{bar:40}] {percent}%  {elapsed}")
    {
        bar.set_style(style.progress_chars("■□ "));
    }
    let made = town::make(&desk, &plan, &mut |done, all| {
        bar.set_length(all);
        bar.set_position(done);
    })?;
    bar.finish_and_clear();
    let accounts: Vec<serde_json::Value> = made
        .accounts
        .iter()
        .map(|a| {
            serde_json::json!({
                "login": a.login, "password": a.password, "role_label": a.role_label, "name": a.name, "agency": a.agency,
            })
        })
        .collect();
    let text = serde_json::to_string_pretty(&accounts).map_err(|e| Fault::other(e.to_string()))?;
    // Last of all: its presence says that the city is whole.
    std::fs::write(data.join("demo-accounts.json"), text).map_err(|e| Fault::other(e.to_string()))?;
    say(&format!(
        "架空の市ができました: 受付 {}件、人 {}人、つなぐシート {}枚。",
        made.receptions, made.people, made.sheets
    ));
    Ok(())
}

fn tell_accounts(data: &Path) -> Result<(), Fault> {
    let path = data.join("demo-accounts.json");
    let text = std::fs::read_to_string(&path).map_err(|e| Fault::other(format!("{}: {e}", path.display())))?;
    let accounts: Vec<serde_json::Value> = serde_json::from_str(&text).map_err(|e| Fault::other(e.to_string()))?;
    say("\nサインイン(役割ごとにひとり。デモなので、パスワードだけで入れます)");
    for account in &accounts {
        let part = |name: &str| account.get(name).and_then(serde_json::Value::as_str).unwrap_or_default();
        say(&format!(
            "  {:<14} {:<18} {}({}・{})",
            part("login"),
            part("password"),
            part("role_label"),
            part("agency"),
            part("name")
        ));
    }
    Ok(())
}
