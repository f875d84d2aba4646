//! `tsunagu migrate`: brings the database up to this program.

use std::process::ExitCode;

use super::{DataFolder, Ended, say::say};
use crate::opened;

/// データベースをこの版に合わせる。何度実行しても同じ結果になる。
///
/// 例: tsunagu migrate --data /var/lib/tsunagu
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Args {
    #[command(flatten)]
    folder: DataFolder,
}

pub(super) fn run(args: &Args) -> Ended {
    let opened = opened::open_any_version(&args.folder.data)?;
    let fresh = opened::migrate(&opened.desk)?;
    if fresh.is_empty() {
        say("データベースは、もうこの版に合っています。");
    } else {
        say(&format!("移行しました: {}", fresh.join(", ")));
    }
    Ok(ExitCode::SUCCESS)
}
