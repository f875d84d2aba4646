//! `tsunagu audit`: verifies the chain of the record, and prints the checkpoint to keep elsewhere.

use std::process::ExitCode;

use clap::Subcommand;
use office::Fault;
use office::audit::{Checkpoint, Verdict, checkpoint, verify};

use super::{DataFolder, Ended, say::say};
use crate::opened;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// 記録が書いたときのままかを、はじめから終わりまで検証する。
    /// 控えの記録点を渡すと、切り取りと巻き戻しも見つける。
    ///
    /// 例: tsunagu audit verify --data /var/lib/tsunagu --checkpoint 1234:5f0c…
    #[command(verbatim_doc_comment)]
    Verify {
        #[command(flatten)]
        folder: DataFolder,
        /// 前に「audit checkpoint」が表示し、紙などに控えた記録点
        #[arg(long, value_name = "番号:指紋")]
        checkpoint: Option<String>,
    },
    /// いまの記録点(最後の行の番号と指紋)を表示する。紙か、別の機器に控えておく。
    ///
    /// 例: tsunagu audit checkpoint --data /var/lib/tsunagu
    #[command(verbatim_doc_comment)]
    Checkpoint {
        #[command(flatten)]
        folder: DataFolder,
    },
}

pub(super) fn run(args: &Args) -> Ended {
    match &args.what {
        What::Checkpoint { folder } => {
            let desk = opened::open(&folder.data)?.desk;
            let own = desk.clone();
            let now = desk.db().read_now(move |reader| checkpoint(reader, own.municipality()))?;
            say(&now.as_text());
            Ok(ExitCode::SUCCESS)
        }
        What::Verify { folder, checkpoint } => {
            let earlier = match checkpoint {
                None => None,
                Some(text) => Some(Checkpoint::from_text(text).ok_or_else(|| {
                    Fault::other("記録点は「1234:5f0c…」の形(番号、コロン、指紋)で指定してください。")
                })?),
            };
            let desk = opened::open(&folder.data)?.desk;
            let own = desk.clone();
            let verdict =
                desk.db().read_now(move |reader| verify(reader, own.keys(), own.municipality(), earlier.as_ref()))?;
            match verdict {
                Verdict::Whole(rows) => {
                    say(&format!("記録は{rows}行、すべて書いたときのままです。"));
                    Ok(ExitCode::SUCCESS)
                }
                Verdict::Broken { seq, what } => {
                    say(&format!("{seq}行目で、記録が途切れています: {what}"));
                    Ok(ExitCode::FAILURE)
                }
            }
        }
    }
}
