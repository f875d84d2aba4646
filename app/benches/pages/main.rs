//! How long the server takes for the pages of the day, with 20 people at work, at two sizes of the city.
//!
//! `cargo bench -p app --bench pages` (30,000 receptions) or `… -- --receptions 1000000 --years 10`.
//! Every figure stands beside the time of a static file from the same server in the same run: quote the ratio.

#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    unreachable_pub,
    reason = "a benchmark measures by the machine's clock, prints, and stops where it cannot go on"
)]

mod client;

use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use client::{Client, hidden};

const PEOPLE: usize = 20;
const ROUNDS: usize = 40;
/// Milliseconds between the pages of one person, on average. People read: without a pause twenty clients measure each
/// other's queue. They also read unevenly: with a fixed pause, one wait puts all twenty in step for the rest of the run.
const PAUSE: u64 = 500;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let after = |name: &str| arguments.iter().position(|a| a == name).and_then(|at| arguments.get(at + 1)).cloned();
    let receptions = after("--receptions").unwrap_or_else(|| "30000".to_owned());
    let years = after("--years").unwrap_or_else(|| "3".to_owned());
    let pause = Duration::from_millis(after("--pause").and_then(|ms| ms.parse().ok()).unwrap_or(PAUSE));
    let kept = after("--data");
    let folder = tempfile::tempdir().expect("a folder");
    let data = kept.map_or_else(|| folder.path().join("data"), std::path::PathBuf::from);
    if !data.join("tsunagu.toml").exists() {
        let began = Instant::now();
        let made = Command::new(env!("CARGO_BIN_EXE_tsunagu"))
            .args(["demo", "--prepare-only", "--receptions", &receptions, "--years", &years, "--data"])
            .arg(&data)
            .status()
            .expect("the program runs");
        assert!(made.success(), "the city was not made");
        println!("city of {receptions} receptions made in {:.1} s", began.elapsed().as_secs_f64());
    }
    measure(&data, pause);
}

fn measure(data: &Path, pause: Duration) {
    let address: SocketAddr = "127.0.0.1:18473".parse().expect("address");
    let began = Instant::now();
    let mut server = Command::new(env!("CARGO_BIN_EXE_tsunagu"))
        .args(["serve", "--listen", &address.to_string(), "--data"])
        .arg(data)
        .stdout(std::process::Stdio::null())
        .spawn()
        .expect("the server starts");
    let started = until_answer(address, began);
    println!("start to first answer: {:.0} ms", started.as_secs_f64() * 1000.0);
    println!("memory at rest: {:.1} MB", memory(&server));
    let outcome = std::panic::catch_unwind(|| load(address, data, pause));
    println!("memory after the load: {:.1} MB", memory(&server));
    let _ended = server.kill();
    let _gone = server.wait();
    outcome.expect("the load ran");
}

fn until_answer(address: SocketAddr, began: Instant) -> Duration {
    for _ in 0..2_000 {
        if let Ok(mut client) = Client::connect(address)
            && client.get("/sign-in").is_ok_and(|a| a.status == 200)
        {
            return began.elapsed();
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    panic!("no answer");
}

/// Resident memory of the server in megabytes (10^6 bytes), from the kernel.
fn memory(server: &Child) -> f64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", server.id())).unwrap_or_default();
    let kilobytes: f64 = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))
        .and_then(|rest| rest.split_whitespace().next())
        .and_then(|n| n.parse().ok())
        .unwrap_or(0.0);
    kilobytes * 1024.0 / 1e6
}

struct Task {
    name: &'static str,
    path: String,
}

fn load(address: SocketAddr, data: &Path, pause: Duration) {
    let (login, password) = account(data, "相談支援員");
    let mut first = sign_in(address, &login, &password);
    let sheets = first.get("/sheets").expect("queue").body;
    let sheet = sheets
        .split("href=\"")
        .filter_map(|rest| rest.split('"').next())
        .find(|href| href.starts_with("/sheets/sht_"))
        .unwrap_or("/sheets")
        .to_owned();
    let css = first
        .get("/today")
        .expect("page")
        .body
        .split("href=\"")
        .filter_map(|rest| rest.split('"').next())
        .find(|href| href.ends_with(".css"))
        .expect("a style sheet")
        .to_owned();
    let tasks = [
        Task { name: "static file (baseline)", path: css },
        Task { name: "今日", path: "/today".to_owned() },
        Task { name: "queue of sheets", path: "/sheets".to_owned() },
        Task { name: "person search: name", path: "/people?q=%E8%A6%8B%E6%9C%AC".to_owned() },
        Task { name: "person search: digits", path: "/people?q=1234".to_owned() },
        Task { name: "suggest as you type", path: "/people/suggest?q=%E3%81%BF%E3%81%BB".to_owned() },
        Task { name: "sheet page", path: sheet },
    ];
    println!("{PEOPLE} people at once, {ROUNDS} pages each, {} ms between them on average\n", pause.as_millis());
    println!("| page | p50 ms | p95 ms | p95 / baseline p95 | longest ms |\n| --- | --- | --- | --- | --- |");
    let mut baseline = None;
    for task in &tasks {
        let mut times = at_once(address, (&login, &password), (&task.path, pause));
        times.sort_unstable();
        let at = |share: usize| times[(times.len() * share / 100).min(times.len() - 1)].as_secs_f64() * 1000.0;
        let base = *baseline.get_or_insert(at(95));
        println!("| {} | {:.2} | {:.2} | {:.1} | {:.0} |", task.name, at(50), at(95), at(95) / base, at(100));
    }
}

fn at_once(address: SocketAddr, (login, password): (&str, &str), (path, pause): (&str, Duration)) -> Vec<Duration> {
    let mut clients: Vec<Client> = (0..PEOPLE).map(|_| sign_in(address, login, password)).collect();
    std::thread::scope(|scope| {
        let working: Vec<_> = clients
            .iter_mut()
            .zip(0_u32..)
            .map(|(client, place)| {
                scope.spawn(move || {
                    // Nobody starts at the same moment as everybody else.
                    std::thread::sleep(pause * place / u32::try_from(PEOPLE).unwrap_or(1));
                    let mut dice = place;
                    (0..ROUNDS)
                        .map(|_| {
                            std::thread::sleep(uneven(pause, &mut dice));
                            let answer = client.get(path).expect("answer");
                            assert_eq!(answer.status, 200, "{path}");
                            answer.took
                        })
                        .collect::<Vec<_>>()
                })
            })
            .collect();
        working.into_iter().flat_map(|w| w.join().expect("a client")).collect()
    })
}

/// From half the pause to one and a half of it, the same on every run.
fn uneven(pause: Duration, dice: &mut u32) -> Duration {
    *dice = dice.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
    pause / 2 + pause * (*dice >> 22) / 1024
}

fn sign_in(address: SocketAddr, login: &str, password: &str) -> Client {
    let mut client = Client::connect(address).expect("connected");
    let page = client.get("/sign-in").expect("page");
    let form = format!("csrf={}&next=&login={login}&password={password}", hidden(&page.body, "csrf"));
    let answer = client.post("/sign-in", &form).expect("signed in");
    assert_eq!(answer.status, 303, "sign-in as {login}: {:?}", answer.location);
    client
}

fn account(data: &Path, role: &str) -> (String, String) {
    let json = std::fs::read_to_string(data.join("demo-accounts.json")).expect("demo accounts");
    let accounts: Vec<serde_json::Value> = serde_json::from_str(&json).expect("a list");
    let found = accounts.iter().find(|a| a["role_label"] == role).expect("a counsellor");
    let text = |name: &str| found[name].as_str().unwrap_or_default().to_owned();
    (text("login"), text("password"))
}
