//! The commands of the one binary.

mod audit;
mod benefits;
mod check;
mod demo;
mod figures;
mod init;
mod migrate;
mod notice;
mod say;
mod serve;
mod user;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use office::Fault;

/// つなぐ: 断らない相談を、途切れさせないための相談支援システム
#[derive(Debug, Parser)]
#[command(name = "tsunagu", version, disable_help_subcommand = true, arg_required_else_help = true)]
struct Line {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// 架空の市を作って、すぐに試す
    Demo(demo::Args),
    /// サーバーを動かす
    Serve(serve::Args),
    /// データフォルダ、鍵、最初の管理者を作る
    Init(init::Args),
    /// データベースをこの版に合わせる
    Migrate(migrate::Args),
    /// 設定、データベース、鍵、記録の連なりを確かめる
    Check(check::Args),
    /// 職員のアカウントを作る・止める
    User(user::Args),
    /// 受付とつなぎから数える統計
    Figures(figures::Args),
    /// 記録の連なりを検証する
    Audit(audit::Args),
    /// 相談チャート: ことばから気づきを示す
    Notice(notice::Args),
    /// 制度・給付の見立て
    Benefits(benefits::Args),
}

/// Which data folder a command works on.
#[derive(Debug, Clone, clap::Args)]
struct DataFolder {
    /// データフォルダ
    #[arg(long, value_name = "フォルダ", default_value = "tsunagu-data")]
    data: PathBuf,
}

/// Runs the command of this process. Trouble is told in one Japanese sentence on standard error, with status 1.
#[must_use]
pub fn run() -> ExitCode {
    let line = Line::parse();
    let done = match line.command {
        Command::Demo(args) => demo::run(&args),
        Command::Serve(args) => serve::run(&args),
        Command::Init(args) => init::run(&args),
        Command::Migrate(args) => migrate::run(&args),
        Command::Check(args) => check::run(&args),
        Command::User(args) => user::run(&args),
        Command::Figures(args) => figures::run(&args),
        Command::Audit(args) => audit::run(&args),
        Command::Notice(args) => notice::run(&args),
        Command::Benefits(args) => benefits::run(&args),
    };
    match done {
        Ok(code) => code,
        Err(fault) => {
            say::aside(&fault.to_string());
            ExitCode::FAILURE
        }
    }
}

/// What a command ends with.
type Ended = Result<ExitCode, Fault>;
