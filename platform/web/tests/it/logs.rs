//! The log: one line for each request, and nothing of what was sent.

use crate::bench::{CLERK, HERE, at_a_stand, logged};

const CANARY: &str = "canary-7f3a";

#[test]
fn a_request_is_one_line_without_query_body_or_path_values() {
    let engines = std::cell::Cell::new(0);
    at_a_stand(|stand| {
        let body = format!("csrf={}&words={CANARY}%0D%0AINFO%1B[31m&{CANARY}=1", stand.csrf("counter_clerk"));
        stand.get(&format!("/today?number=1&q={CANARY}"), &[CLERK]);
        stand.get(&format!("/today?q={CANARY}"), &[]);
        stand.get(&format!("/trouble/{CANARY}"), &[CLERK]);
        stand.get(&format!("/{CANARY}"), &[CLERK, ("user-agent", CANARY)]);
        stand.get("/trouble/fault", &[CLERK]);
        stand.post("/echo", &[CLERK, HERE], &body);
        stand.post("/drafts", &[CLERK, HERE], &body);
        engines.set(engines.get() + 1);
    });
    let log = logged();
    assert!(!log.contains(CANARY), "{log}");
    assert!(!log.contains('\u{1b}') && !log.contains('\r'), "{log}");
    assert_eq!(log.lines().filter(|line| line.contains(": request ")).count(), engines.get() * 7, "{log}");
    assert!(log.contains("path=\"/trouble/{kind}\"") && log.contains("status=500"), "{log}");
    assert_eq!(log.lines().filter(|line| line.contains("secret  place")).count(), engines.get(), "{log}");
}
