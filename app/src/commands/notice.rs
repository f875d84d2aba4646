//! `tsunagu notice`: the 相談チャート on the command line, as JSON.

use std::process::ExitCode;

use super::{Ended, say::say};

/// ことばと困りごとから、聞くとよいこと、ありそうな課題、危険の兆し、つなぎ先を示す。何も保存しない。
///
/// 例: tsunagu notice --text "通帳に千円しかない" --concern income_living_costs
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Args {
    /// 聞いたことば
    #[arg(long, default_value = "")]
    text: String,
    /// 困りごと16項目のコード(いくつでも)
    #[arg(long = "concern", value_name = "コード")]
    concerns: Vec<String>,
}

pub(super) fn run(args: &Args) -> Ended {
    let concerns: Vec<&str> = args.concerns.iter().map(String::as_str).collect();
    let noticed = noticing::notice_json(&concerns, &args.text);
    say(&serde_json::to_string_pretty(&noticed).unwrap_or_default());
    Ok(ExitCode::SUCCESS)
}
