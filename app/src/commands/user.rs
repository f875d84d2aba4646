//! `tsunagu user`: accounts of the staff, from the command line.

use std::process::ExitCode;

use clap::Subcommand;
use staff::commands::Added;
use vault::random::Token;

use super::{DataFolder, Ended, say::say};
use crate::hidden;
use crate::opened::{self, Opened};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// 職員を加え、最初のパスワードを決める一度きりのアドレスを表示する。
    ///
    /// 例: tsunagu user add --login sato --name "見本 花子" --agency agc_zei --role counter_clerk
    #[command(verbatim_doc_comment)]
    Add {
        #[command(flatten)]
        folder: DataFolder,
        #[arg(long)]
        login: String,
        #[arg(long)]
        name: String,
        /// ふりがな(一覧の順に使う)
        #[arg(long, default_value = "")]
        kana: String,
        /// 窓口の番号(agc_…)か、窓口の名前
        #[arg(long)]
        agency: String,
        /// 役割のコード(いくつでも)
        #[arg(long = "role", required = true)]
        roles: Vec<String>,
    },
    /// 職員の一覧。
    ///
    /// 例: tsunagu user list
    #[command(verbatim_doc_comment)]
    List {
        #[command(flatten)]
        folder: DataFolder,
    },
    /// アカウントを止める。開いているサインインは、その場で切れる。
    ///
    /// 例: tsunagu user deactivate --login sato
    #[command(verbatim_doc_comment)]
    Deactivate {
        #[command(flatten)]
        folder: DataFolder,
        #[arg(long)]
        login: String,
    },
    /// パスワードと二つ目の確認を決め直す、一度きりのアドレスを表示する。
    ///
    /// 例: tsunagu user reset --login sato
    #[command(verbatim_doc_comment)]
    Reset {
        #[command(flatten)]
        folder: DataFolder,
        #[arg(long)]
        login: String,
    },
}

pub(super) fn run(args: &Args) -> Ended {
    match &args.what {
        What::Add { folder, login, name, kana, agency, roles } => {
            let opened = opened::open(&folder.data)?;
            let token = staff::commands::add_member(
                &opened.desk,
                Added {
                    login: login.clone(),
                    name: name.clone(),
                    kana: kana.clone(),
                    agency: agency.clone(),
                    roles: roles.clone(),
                },
            )?;
            say("加えました。");
            tell(&opened, &token);
        }
        What::List { folder } => {
            let opened = opened::open(&folder.data)?;
            for line in staff::commands::list(&opened.desk)? {
                let state = if line.active { "" } else { "(停止中)" };
                say(&format!("{:<16} {} {}{state}", line.login, line.name, line.roles.join(",")));
            }
        }
        What::Deactivate { folder, login } => {
            let opened = opened::open(&folder.data)?;
            staff::commands::deactivate(&opened.desk, login)?;
            say(&format!("{login} のアカウントを止めました。"));
            if hidden::leaves_behind_now(&opened.desk, login)? {
                say("伏せた記録の担当の付け替えが必要です。個人情報保護担当に伝えてください。");
            }
        }
        What::Reset { folder, login } => {
            let opened = opened::open(&folder.data)?;
            let token = staff::commands::reset(&opened.desk, login)?;
            tell(&opened, &token);
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn tell(opened: &Opened, token: &Token) {
    say(&format!("本人が一度だけ開くアドレス: http://{}/welcome/{}", opened.settings.server.listen, token.as_str()));
}
