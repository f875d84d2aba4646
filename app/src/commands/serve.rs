//! `tsunagu serve`: the server.

use std::net::SocketAddr;
use std::process::ExitCode;

use office::{Desk, Fault};
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::{Layer, SubscriberExt};
use tracing_subscriber::util::SubscriberInitExt;

use super::{DataFolder, Ended, say::say};
use crate::{opened, routes};

/// サーバーを動かす。Ctrl-C で止まる。
///
/// 例: tsunagu serve --data /var/lib/tsunagu --listen 127.0.0.1:8080
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Args {
    #[command(flatten)]
    folder: DataFolder,
    /// 待ち受ける場所(設定ファイルより優先)
    #[arg(long, value_name = "アドレス:ポート")]
    listen: Option<SocketAddr>,
}

pub(super) fn run(args: &Args) -> Ended {
    let opened = opened::open(&args.folder.data)?;
    let listen = match args.listen {
        Some(listen) => listen,
        None => opened.settings.server.listen.parse().map_err(|_| Fault::NotA("address"))?,
    };
    let listener = bind(listen)?;
    say(&format!("つなぐが動いています: http://{listen}/   止めるには Ctrl-C"));
    serve(opened.desk, listener)?;
    Ok(ExitCode::SUCCESS)
}

/// Takes the port before anything is promised. A taken port is told in words.
pub(super) fn bind(listen: SocketAddr) -> Result<std::net::TcpListener, Fault> {
    let listener = std::net::TcpListener::bind(listen).map_err(|e| match e.kind() {
        std::io::ErrorKind::AddrInUse => Fault::other(format!(
            "{listen} は、ほかのプログラムが使っています。「--listen 127.0.0.1:8081」のように、空いている番号を指定してください。"
        )),
        _ => Fault::other(format!("{listen} で待ち受けられません: {e}")),
    })?;
    listener.set_nonblocking(true).map_err(|e| Fault::other(e.to_string()))?;
    Ok(listener)
}

/// Serves until the process is told to stop, then lets answers under way finish.
pub(super) fn serve(desk: Desk, listener: std::net::TcpListener) -> Result<(), Fault> {
    logging();
    web::quiet_panics();
    let told = |e: std::io::Error| Fault::other(e.to_string());
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().map_err(told)?;
    runtime.block_on(async move {
        let listener = tokio::net::TcpListener::from_std(listener).map_err(told)?;
        let app = routes::router(&desk)?.into_make_service_with_connect_info::<SocketAddr>();
        axum::serve(listener, app).with_graceful_shutdown(stopped()).await.map_err(told)
    })
}

async fn stopped() {
    let interrupt = tokio::signal::ctrl_c();
    let Ok(mut terminate) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) else {
        let _asked = interrupt.await;
        return;
    };
    tokio::select! { _ = interrupt => {}, _ = terminate.recv() => {} }
}

fn logging() {
    // Fixed levels: nothing from outside can make the log tell more.
    let levels = Targets::new()
        .with_default(LevelFilter::WARN)
        .with_target("web", LevelFilter::INFO)
        .with_target("app", LevelFilter::INFO);
    let lines = tracing_subscriber::fmt::layer().with_ansi(false);
    let _already = tracing_subscriber::registry().with(lines.with_filter(levels)).try_init();
}
