//! A server that is killed at any moment (U14): what it had said it kept is there when it runs again, whole.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::world::{form, hidden};

const KILLS: usize = 500;
/// Two servers at a time, each with a city of its own.
const LANES: usize = 2;
const FORM: &str = "/intake/new/form?person=new";

/// A small repeatable generator: a failure can be run again.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

/// The program as it is installed, serving one data folder.
struct Server {
    child: Child,
    at: SocketAddr,
}

impl Server {
    fn start(data: &Path, at: SocketAddr) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tsunagu"));
        command.args(["serve", "--listen", &at.to_string(), "--data"]).arg(data);
        let child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program");
        Self { child, at }
    }

    fn is_up(&self) -> bool {
        (0..3_000).any(|_| {
            let up = TcpStream::connect(self.at).is_ok();
            if !up {
                std::thread::sleep(Duration::from_millis(5));
            }
            up
        })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _gone = self.child.kill();
        let _reaped = self.child.wait();
    }
}

/// A browser over a real connection. None where the connection broke before the whole answer was there.
struct Visitor {
    at: SocketAddr,
    cookies: Vec<(String, String)>,
    csrf: String,
}

struct Said {
    status: u16,
    text: String,
}

impl Visitor {
    fn send(&mut self, method: &str, path: &str, body: &str) -> Option<Said> {
        let cookies = self.cookies.iter().map(|(n, v)| format!("{n}={v}")).collect::<Vec<_>>().join("; ");
        let head = format!(
            "{method} {path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\nsec-fetch-site: same-origin\r\ncookie: {cookies}\r\n\
             accept: {}\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{body}",
            self.at,
            if path == "/drafts" { "application/json" } else { "text/html" },
            body.len()
        );
        let mut stream = TcpStream::connect(self.at).ok()?;
        stream.set_read_timeout(Some(Duration::from_secs(20))).ok()?;
        stream.write_all(head.as_bytes()).ok()?;
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).ok()?;
        let whole = String::from_utf8_lossy(&bytes).into_owned();
        let (head, text) = whole.split_once("\r\n\r\n")?;
        let status = head.split(' ').nth(1)?.parse().ok()?;
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse::<usize>().ok());
        for line in head.lines().filter_map(|line| line.strip_prefix("set-cookie: ")) {
            let (name, value) = line.split(';').next()?.split_once('=')?;
            self.cookies.retain(|(known, _)| known != name);
            self.cookies.push((name.to_owned(), value.to_owned()));
        }
        (length.is_none_or(|length| text.len() == length)).then(|| Said { status, text: text.to_owned() })
    }

    fn sign_in(at: SocketAddr, account: &serde_json::Value) -> Self {
        let mut visitor = Self { at, cookies: Vec::new(), csrf: String::new() };
        let page = visitor.send("GET", "/sign-in", "").expect("the sign-in page");
        let part = |name: &str| account[name].as_str().expect("a text");
        let fields = [("csrf", hidden(&page.text, "csrf")), ("login", part("login").to_owned())];
        let mut fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
        fields.extend([("password", part("password")), ("next", "")]);
        assert_eq!(visitor.send("POST", "/sign-in", &form(&fields)).expect("an answer").status, 303);
        let page = visitor.send("GET", FORM, "").expect("the form");
        visitor.csrf = hidden(&page.text, "csrf");
        assert!(!visitor.csrf.is_empty());
        visitor
    }

    /// Saves the form as the page does while somebody types. Whether the server said that it was kept.
    fn types(&mut self, number: usize) -> bool {
        let text = typed(number);
        let csrf = self.csrf.clone();
        let fields = [
            ("csrf", csrf.as_str()),
            ("draft_form", "receive"),
            ("draft_subject", "new"),
            ("draft_page", FORM),
            ("words", &text),
            ("household_line", &text),
            ("safe_time", &text),
        ];
        self.send("POST", "/drafts", &form(&fields))
            .is_some_and(|said| said.status == 200 && said.text.contains("saved_at"))
    }

    /// The number that stands in the form; every field must hold the same.
    fn reads(&mut self) -> usize {
        let page = self.send("GET", FORM, "").expect("the form is there again");
        assert_eq!(page.status, 200, "the session, too, is still there");
        let told: Vec<usize> =
            page.text.split("書きかけ第").skip(1).filter_map(|rest| rest.split('号').next()?.parse().ok()).collect();
        let first = told.first().copied().unwrap_or_default();
        assert!(told.iter().all(|number| *number == first), "half of one draft, half of another: {told:?}");
        assert!(told.is_empty() || told.len() >= 3, "a field is lost: {told:?}");
        first
    }
}

fn typed(number: usize) -> String {
    format!(
        "書きかけ第{number}号。家賃が払えないと言って来られました。{}",
        "もう三日ほど食べていないそうです。".repeat(number % 7)
    )
}

fn free() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a free port")
}

#[test]
fn of_five_hundred_servers_killed_while_somebody_types_none_forgets_what_it_said_it_kept() {
    std::thread::scope(|scope| {
        let lanes: Vec<_> = (0..LANES).map(|lane| scope.spawn(move || lane_of(lane, KILLS / LANES))).collect();
        let saved: usize = lanes.into_iter().map(|lane| lane.join().expect("a lane")).sum();
        assert!(saved > KILLS, "only {saved} drafts were saved between the kills");
    });
}

fn lane_of(lane: usize, kills: usize) -> usize {
    let folder = tempfile::tempdir().expect("folder");
    let data = folder.path().join("data");
    let made = Command::new(env!("CARGO_BIN_EXE_tsunagu"))
        .args(["demo", "--prepare-only", "--receptions", "20", "--years", "1", "--data"])
        .arg(&data)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    assert!(made.expect("the program").success());
    let accounts = std::fs::read_to_string(data.join("demo-accounts.json")).expect("accounts");
    let accounts: Vec<serde_json::Value> = serde_json::from_str(&accounts).expect("a list");
    let at = free();
    let mut dice = Dice(20_180_409 + lane as u64);
    let server = Server::start(&data, at);
    assert!(server.is_up());
    let mut clerk = Visitor::sign_in(at, accounts.first().expect("an account"));
    drop(server);
    let (mut kept, mut sent, mut saved) = (0, 0, 0);
    for kill in 0..kills {
        let mut server = Server::start(&data, at);
        if dice.below(5) == 0 {
            // Killed while it starts.
            std::thread::sleep(Duration::from_millis(dice.below(120)));
            continue;
        }
        assert!(server.is_up(), "kill {kill}: the server does not start again");
        let found = clerk.reads();
        assert!((kept..=sent).contains(&found), "kill {kill}: {found} is there, {kept} was kept, {sent} was sent");
        kept = found;
        let moment = Duration::from_micros(dice.below(60_000));
        std::thread::scope(|scope| {
            let typing = scope.spawn(|| {
                loop {
                    sent += 1;
                    if !clerk.types(sent) {
                        return;
                    }
                    kept = sent;
                    saved += 1;
                }
            });
            std::thread::sleep(moment);
            server.child.kill().expect("killed");
            typing.join().expect("typing");
        });
    }
    saved
}
