//! `tsunagu benefits`: the rules of law on the command line. Situations come in as JSON.

use std::fs::File;
use std::io::{BufReader, Read, Write, stdin, stdout};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use benefits::{FieldTrouble, Instead, Tables, store};
use clap::Subcommand;
use office::{Desk, Fault};

use super::{
    Ended,
    say::{aside, say},
};
use crate::opened;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    what: What,
    /// データフォルダ。指定すると、基準の表の画面で確かめられた行も使う(省くと、プログラムに入っている表だけ)
    #[arg(long, value_name = "フォルダ", global = true)]
    data: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum What {
    /// 世帯の状況(JSON)から、制度ごとの見立てを、計算の段階と根拠とともに示す。決めるのは実施機関。
    ///
    /// 例: tsunagu benefits judge --on 2026-05-15 --municipality 座間市 < situation.json
    /// 例: tsunagu benefits judge --batch situations.jsonl --data ./tsunagu-data
    #[command(verbatim_doc_comment)]
    Judge {
        /// 見立ての基準日
        #[arg(long, value_name = "YYYY-MM-DD")]
        on: Option<String>,
        #[arg(long)]
        municipality: Option<String>,
        /// 1行1件のJSONを順に読み、1行1件で答える(「-」は標準入力)
        #[arg(long, value_name = "ファイル")]
        batch: Option<PathBuf>,
    },
    /// 最低生活費の内訳を示す。
    ///
    /// 例: tsunagu benefits minimum --on 2026-11-01 --municipality 千葉市 < household.json
    #[command(verbatim_doc_comment)]
    Minimum {
        #[arg(long, value_name = "YYYY-MM-DD")]
        on: String,
        #[arg(long)]
        municipality: String,
    },
    /// 基準額や家賃上限の表を替えたとき、費用と届く世帯数がどう変わるかを数だけで示す。
    ///
    /// 表は rules/benefits/municipalities.yaml と同じ形のファイル。「いま」は、使っている表。
    ///
    /// 例: tsunagu benefits compare --tables いま,新しい表.yaml --batch situations.jsonl
    #[command(verbatim_doc_comment)]
    Compare {
        #[arg(long, value_name = "A,B")]
        tables: String,
        #[arg(long, value_name = "ファイル")]
        batch: PathBuf,
    },
    /// 入力の形(JSON Schema)を表示する。
    ///
    /// 例: tsunagu benefits schema
    #[command(verbatim_doc_comment)]
    Schema,
}

pub(super) fn run(args: &Args) -> Ended {
    let desk = args.data.as_ref().map(|data| opened::open(data)).transpose()?.map(|opened| opened.desk);
    match &args.what {
        What::Schema => say(benefits::schema()),
        What::Judge { on, municipality, batch } => {
            let tables = in_use(desk.as_ref())?;
            let instead = Instead { on: on.as_deref(), municipality: municipality.as_deref() };
            let Some(file) = batch else {
                return answer(benefits::judge_under(&tables, &typed()?, instead));
            };
            let out = std::io::BufWriter::new(stdout().lock());
            let count = benefits::judge_batch_under(&tables, (reader(file)?, out), instead).map_err(broken)?;
            if count.refused > 0 {
                aside(&format!("見立てた行は{}、確かめていただきたい行は{}です。", count.judged, count.refused));
            }
        }
        What::Minimum { on, municipality } => {
            return answer(benefits::minimum_under(&*in_use(desk.as_ref())?, &typed()?, (on, municipality)));
        }
        What::Compare { tables, batch } => {
            let (a, b) = tables.split_once(',').ok_or_else(|| {
                Fault::other("--tables には、比べる二つの表のファイルをコンマで区切って指定してください(例 いま,新しい表.yaml)。")
            })?;
            let mut out = stdout().lock();
            let (a, b) = (table(a.trim(), desk.as_ref())?, table(b.trim(), desk.as_ref())?);
            benefits::write_compared((&a, &b), reader(batch)?, &mut out).map_err(broken)?;
            out.flush().map_err(broken)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The tables of the program, with the confirmed rows of the data folder where one is told.
fn in_use(desk: Option<&Desk>) -> Result<Arc<Tables>, Fault> {
    desk.map_or_else(|| Ok(Tables::embedded_shared()), store::in_use_now)
}

/// The tables in use, or those with the rows of a file in the place of theirs.
fn table(name: &str, desk: Option<&Desk>) -> Result<Arc<Tables>, Fault> {
    if name == "いま" || name == "now" {
        return in_use(desk);
    }
    let text = std::fs::read_to_string(name).map_err(|e| Fault::other(format!("表 {name} を開けません: {e}")))?;
    let read = match desk {
        Some(desk) => store::in_use_with_file(desk, &text),
        None => Tables::with_municipalities(&text).map_err(|e| Fault::other(e.to_string())),
    };
    read.map(Arc::new).map_err(|e| Fault::other(format!("表 {name} を読めません: {e}")))
}

fn answer(judged: Result<serde_json::Value, Vec<FieldTrouble>>) -> Ended {
    match judged {
        Ok(value) => {
            say(&serde_json::to_string_pretty(&value).unwrap_or_default());
            Ok(ExitCode::SUCCESS)
        }
        Err(troubles) => {
            let told = serde_json::json!({ "errors": troubles });
            say(&serde_json::to_string_pretty(&told).unwrap_or_default());
            Ok(ExitCode::FAILURE)
        }
    }
}

/// More than any household needs, and less than would hurt.
const MOST: u64 = 16 * 1024 * 1024;

fn typed() -> Result<String, Fault> {
    let mut bytes = Vec::new();
    stdin().lock().take(MOST).read_to_end(&mut bytes).map_err(broken)?;
    String::from_utf8(bytes).map_err(|_| Fault::other("入力が UTF-8 の文字として読めません。"))
}

fn reader(file: &Path) -> Result<Box<dyn std::io::BufRead + Send>, Fault> {
    if file.as_os_str() == "-" {
        return Ok(Box::new(BufReader::new(stdin())));
    }
    let opened = File::open(file).map_err(|e| Fault::other(format!("{} を開けません: {e}", file.display())))?;
    Ok(Box::new(BufReader::with_capacity(1 << 20, opened)))
}

fn broken(error: std::io::Error) -> Fault {
    Fault::other(format!("読み書きの途中で止まりました: {error}"))
}
