//! `tsunagu check`: settings, keys, database and the chain of the record, each fault with its mend.

use std::path::Path;
use std::process::ExitCode;

use db::Standing;
use office::Desk;
use office::audit::{Verdict, verify};

use super::{DataFolder, Ended, say::say};
use crate::opened;
use crate::settings::Settings;

/// 設定、鍵、データベース、記録の連なりを確かめ、直し方とともに伝える。悪いところがあれば終了コードは1。
///
/// 例: tsunagu check --data /var/lib/tsunagu
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Args {
    #[command(flatten)]
    folder: DataFolder,
}

/// One thing looked at: its name, and what is wrong with the mend, if anything is.
struct Finding {
    what: String,
    trouble: Option<String>,
}

impl Finding {
    fn good(what: impl Into<String>) -> Self {
        Self { what: what.into(), trouble: None }
    }

    fn bad(what: impl Into<String>, mend: impl Into<String>) -> Self {
        Self { what: what.into(), trouble: Some(mend.into()) }
    }
}

pub(super) fn run(args: &Args) -> Ended {
    let findings = look(&args.folder.data);
    for finding in &findings {
        match &finding.trouble {
            None => say(&format!("○ {}", finding.what)),
            Some(mend) => say(&format!("× {}\n    直し方: {mend}", finding.what)),
        }
    }
    let bad = findings.iter().filter(|f| f.trouble.is_some()).count();
    if bad == 0 {
        say("すべて整っています。");
        return Ok(ExitCode::SUCCESS);
    }
    say(&format!("{bad}件、直すところがあります。"));
    Ok(ExitCode::FAILURE)
}

fn look(data: &Path) -> Vec<Finding> {
    let settings = match Settings::read(data) {
        Ok(settings) => settings,
        Err(fault) => return vec![Finding::bad("設定ファイル", fault.to_string())],
    };
    let mut findings = vec![Finding::good("設定ファイル")];
    let key = settings.root_key(data);
    findings.push(key_mode(&key));
    if let Err(trouble) = vault::Root::read(&key) {
        findings.push(Finding::bad(
            "根の鍵",
            format!("{} に、控えの鍵を元どおり置いてください({trouble})。", key.display()),
        ));
        return findings;
    }
    findings.push(Finding::good("根の鍵"));
    match opened::open_any_version(data) {
        Err(fault) => findings.push(Finding::bad(
            "データベースに接続",
            format!("データベースが動いているか、設定の database.url を確かめてください({fault})。"),
        )),
        Ok(opened) => database(&opened.desk, data, &mut findings),
    }
    findings
}

/// A key that others on the machine can read is no key.
fn key_mode(key: &Path) -> Finding {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        if let Ok(found) = std::fs::metadata(key)
            && found.permissions().mode() & 0o077 != 0
        {
            return Finding::bad("根の鍵の権限", format!("「chmod 600 {}」を実行してください。", key.display()));
        }
    }
    Finding::good("根の鍵の権限")
}

fn database(desk: &Desk, data: &Path, findings: &mut Vec<Finding>) {
    findings.push(Finding::good("データベースに接続"));
    match desk.db().health() {
        Err(fault) => findings.push(Finding::bad("データベースの設定", fault.to_string())),
        Ok(health) => findings.extend(health.settings.into_iter().map(|(name, is, must)| {
            if is == must {
                Finding::good(format!("データベースの設定 {name} = {is}"))
            } else {
                Finding::bad(
                    format!("データベースの設定 {name} = {is}"),
                    format!("{name} を {must} にしてください。このままでは記録が失われるおそれがあります。"),
                )
            }
        })),
    }
    let migrate = || format!("「tsunagu migrate --data {}」を実行してください。", data.display());
    let version = match db::standing(desk.db()) {
        Standing::Current => Finding::good("データベースの版"),
        Standing::Older => Finding::bad("データベースの版(古い)", migrate()),
        Standing::Empty => Finding::bad("データベースの版(まだ空)", migrate()),
        Standing::Newer => Finding::bad("データベースの版(新しい)", "新しい版のプログラムで動かしてください。"),
    };
    let goes_on = version.trouble.is_none();
    findings.push(version);
    if !goes_on {
        return;
    }
    findings.push(chain(desk));
    findings.push(keys_open(desk));
}

fn chain(desk: &Desk) -> Finding {
    let own = desk.clone();
    match desk.db().read_now(move |reader| verify(reader, own.keys(), own.municipality(), None)) {
        Ok(Verdict::Whole(rows)) => Finding::good(format!("記録の連なり({rows}行)")),
        Ok(Verdict::Broken { seq, what }) => Finding::bad(
            format!("記録の連なり: {seq}行目 {what}"),
            "データベースを止めて複製を取り、個人情報保護担当に知らせ、直近の控えと比べてください。",
        ),
        Err(fault) => Finding::bad("記録の連なり", fault.to_string()),
    }
}

fn keys_open(desk: &Desk) -> Finding {
    let own = desk.clone();
    match desk.db().read_now(move |reader| own.keys().opens(reader, own.municipality())) {
        Ok(true) => Finding::good("根の鍵とデータベースの組み合わせ"),
        Ok(false) => Finding::bad(
            "根の鍵とデータベースの組み合わせ",
            "この鍵では記録を開けません。このデータベースと一緒に作られた根の鍵に戻してください。",
        ),
        Err(fault) => Finding::bad("根の鍵とデータベースの組み合わせ", fault.to_string()),
    }
}
