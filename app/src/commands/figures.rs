//! `tsunagu figures`: statistics counted from the receptions and referrals; nothing is stored as a total.

use std::process::ExitCode;

use clap::Subcommand;
use office::Fault;
use office::calendar::FiscalYear;

use super::{DataFolder, Ended, say::say};
use crate::{flows, opened};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// 生活保護の相談と自立相談支援のあいだの流れを、年度ごとに数える(JSON)。
    ///
    /// 例: tsunagu figures flows --fiscal-year H28 --data ./demo-data
    #[command(verbatim_doc_comment)]
    Flows {
        #[command(flatten)]
        folder: DataFolder,
        /// 年度(H28、平成28年度、R7、2016 など)
        #[arg(long, value_name = "年度")]
        fiscal_year: String,
    },
}

pub(super) fn run(args: &Args) -> Ended {
    let What::Flows { folder, fiscal_year } = &args.what;
    let year = FiscalYear::parse(fiscal_year)
        .ok_or_else(|| Fault::other("年度は H28、平成28年度、R7、2016 のように指定してください。"))?;
    let desk = opened::open(&folder.data)?.desk;
    let flows = flows::count(&desk, year)?;
    say(&serde_json::to_string_pretty(&flows).unwrap_or_default());
    Ok(ExitCode::SUCCESS)
}
