//! Bad input (R14, U13, S26): every string of the corpora into every field of every form of every role. What is typed is
//! kept or refused with a reason and still stands in its field; nothing breaks, and nothing of it is in the log.

pub mod scan;
mod walk;

use std::collections::{BTreeMap, BTreeSet};

use axum::http::StatusCode;
use scan::{Form, forms, words};
use walk::{Stand, found, kept, kind};

use crate::canary::plant;
use crate::world::{Answer, Browser, World, form as encoded, roles};

/// The Big List of Naughty Strings; its licence is in NOTICE.
const NAUGHTY: &str = include_str!("../corpora/naughty.json");
/// Ends every typed text: it must be in no line of the log.
const MARK: &str = "鵺の声";
/// So many strings are typed at once: into every form, also those that can be sent a few times only.
const AT_ONCE: usize = 40;
/// Into these each string is typed alone as well; into the others each sixth.
const EACH_ALONE: &[&str] = &["/intake/new/form", "/people/*/amend", "/sheets/new", "/agencies/new"];

/// What Japanese counters type, and what is typed to break a log.
const OWN: &[&str] = &[
    "𠮷野家 𩸽 﨑 塚 葛\u{e0100}城",
    "か\u{3099}め ﾊﾞﾅﾅ ｶﾞｷﾞ",
    "辻\u{200d}子\u{feff}",
    "〜～−－‖∥¢￠㋿",
    "ゔ é € 👨‍👩‍👧",
    "\u{202e}逆さ\u{202c}\u{2066}囲い\u{2069}",
    "\0ヌル\0",
    "\u{1b}[31m赤\u{1b}[0m",
    "一行目\r\n2018-04-09T00:00:00Z ERROR 偽の行",
    "\r\nSet-Cookie: a=b",
    "%0d%0aLocation: //kakuu.example",
    "\u{2028}\u{2029}\u{85}",
    "\u{fffd}\u{fffe}\u{10ffff}",
    "昭和64年1月8日",
    "令和99年13月32日",
    "-1",
    "0",
    "９９９９９９９９９９９９",
    "1e999",
    "NaN",
    "' or 1=1 --",
    "</textarea></form><script>alert(1)</script>",
    "{{7*7}}${7*7}#{7*7}",
    "=HYPERLINK(\"//kakuu.example\")",
    "\t\t\t",
    "　",
];

/// A receiver may write down that consent was withdrawn, and by that very deed no longer reads what is about the person.
const CLOSED_TO_ITS_WRITER: &[&str] = &["/withdraw-consent consent_reason"];

/// Doors whose forms stand on no page of this city, or ask for nothing in words: bad bytes are sent to them below.
const ELSEWHERE: &[&str] = &[
    "/agencies/{id}/reopen",
    "/benefits/tables/new",
    "/benefits/tables/{id}/changes",
    "/benefits/tables/{id}/confirm",
    "/benefits/tables/{id}/withdraw",
    "/cases/{id}/reopen",
    "/nobody-holds/{id}/take",
    "/notice/refuse",
    "/notice/rules/proposals/{id}/approve",
    "/notice/rules/proposals/{id}/refuse",
    "/notice/rules/proposals/{id}/withdraw",
    "/returns",
    "/sign-in",
    "/sign-in/code",
    "/staff/{id}/reactivate",
    "/welcome/{token}",
];

/// Doors that take a form and that the walk did not come to.
fn unreached(met: &BTreeSet<String>) -> Vec<&'static str> {
    let posts = app::routes::doors()
        .list()
        .iter()
        .filter(|door| door.method == "POST")
        .map(|door| door.path)
        .collect::<Vec<_>>();
    // What only the script or another program sends has no form.
    let formless =
        |path: &&str| path.starts_with("/api/") || path.starts_with("/session/") || path.starts_with("/drafts");
    posts
        .into_iter()
        .filter(|path| !formless(path) && !ELSEWHERE.contains(path) && !met.iter().any(|door| fits(path, door)))
        .collect()
}

fn fits(door: &str, met: &str) -> bool {
    let (door, met): (Vec<&str>, Vec<&str>) = (door.split('/').collect(), met.split('/').collect());
    door.len() == met.len() && door.iter().zip(&met).all(|(one, other)| one == other || one.starts_with('{'))
}

/// Sheets that wait for an answer of the counsellors, and sheets of theirs that wait elsewhere.
fn waiting_sheets(world: &World) {
    for number in 0..4 {
        plant::waiting(world, ("agc_suido", "agc_jiritsu"), 400 + number);
        plant::waiting(world, ("agc_jiritsu", "agc_suido"), 500 + number);
    }
}

fn strings() -> Vec<String> {
    let naughty: Vec<String> = serde_json::from_str(NAUGHTY).expect("a list of strings");
    assert!(naughty.len() > 480, "{}", naughty.len());
    naughty.into_iter().chain(OWN.iter().map(|text| (*text).to_owned())).collect()
}

/// What was tried, and what went wrong.
#[derive(Default)]
struct Told {
    sent: usize,
    taken: usize,
    refused: usize,
    wrong: BTreeMap<String, String>,
    /// Texts that were taken and are not shown on the next page, by door and field.
    unseen: BTreeMap<String, usize>,
    doors: BTreeSet<String>,
}

impl Told {
    fn fault(&mut self, what: String, where_: String) {
        self.wrong.entry(what).or_insert(where_);
    }
}

#[test]
fn every_string_of_the_corpora_is_kept_or_refused_with_a_reason_in_every_field_of_every_form() {
    crate::logbook::open();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("runtime");
    for world in World::busy() {
        let told = runtime.block_on(filled_in(&world));
        assert!(told.wrong.is_empty(), "{:#?}", told.wrong);
        let lost: Vec<&String> =
            told.unseen.keys().filter(|at| !CLOSED_TO_ITS_WRITER.iter().any(|c| at.ends_with(c))).collect();
        assert!(lost.is_empty(), "taken and shown nowhere: {lost:?}");
        let missed: Vec<&str> = unreached(&told.doors);
        assert!(missed.is_empty(), "forms that nobody filled in: {missed:?}");
        let least = if told.sent > 3_000 { (500, 3_000) } else { (100, 200) };
        assert!(told.taken > least.0 && told.refused > least.1, "{} taken, {} refused", told.taken, told.refused);
    }
    let log = crate::logbook::written();
    let told: Vec<&str> =
        log.lines().filter(|line| [MARK, "偽の行", "nue-no-koe"].iter().any(|mark| line.contains(mark))).collect();
    assert_eq!(told, Vec::<&str>::new());
    assert!(!log.contains('\u{1b}') && !log.contains('\r') && !log.contains('\0'));
}

/// Two hidden records that nobody can open: somebody of another counter hid them, and named another stranger.
async fn unattended(world: &World) {
    tokio::task::block_in_place(|| (0..2).for_each(|nth| plant::unattended(world, 610 + nth)));
    let mut privacy = world.signed_in("個人情報保護担当").await;
    let list = privacy.get("/hidden-records").await.text;
    let one = list.split("href=\"").find_map(|rest| rest.strip_prefix("/hidden-records/")).expect("a hidden record");
    let one = one.split('"').next().unwrap_or_default();
    let wish = [("reason", "異動"), ("colleague_0", "架空 頼子"), ("colleague_1", "例野 相子")];
    let asked = privacy.post(&format!("/hidden-records/{one}/propose"), &wish).await;
    assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", asked.text);
}

async fn filled_in(world: &World) -> Told {
    tokio::task::block_in_place(|| waiting_sheets(world));
    unattended(world).await;
    let mut told = Told::default();
    let mut known: BTreeSet<(String, Vec<String>)> = BTreeSet::new();
    let strings = strings();
    let all = matches!(world.test.place, db::Place::Sqlite(_));
    for role in roles(world) {
        let mut browser = world.signed_in(&role).await;
        for stand in found(world, &role).await {
            told.doors.insert(stand.door.clone());
            let names = stand.form.written().map(|control| control.name.clone()).collect::<Vec<_>>();
            if names.is_empty() || stand.door == "/sign-in" || !known.insert((stand.door.clone(), names)) {
                continue;
            }
            typed_in(&mut browser, &stand, (&strings, all), &mut told).await;
        }
    }
    told
}

/// First many strings at once, then each alone, as long as the form stands there.
async fn typed_in(browser: &mut Browser<'_>, stand: &Stand, (strings, all): (&[String], bool), told: &mut Told) {
    let many = strings.chunks(AT_ONCE).map(|some| some.join("\n"));
    let each = EACH_ALONE.contains(&stand.door.as_str());
    let single = strings.iter().enumerate().filter(|(nth, _)| all && (each || nth % 6 == 0) && !is_slow(stand));
    let single = single.map(|(_, text)| text.clone());
    let mut standing = stand.again(browser).await;
    for (nth, text) in many.chain(single).enumerate() {
        let Some(form) = standing else { return };
        let (fields, texts) = with(&form, strings, (nth, &text));
        let pairs: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        let answer = browser.send("POST", &form.action, encoded(&pairs), &[("user-agent", "nue-no-koe")]).await;
        told.sent += 1;
        standing = judged(browser, stand, (&answer, &texts, form), told).await;
    }
}

/// A proposal of a rule is read as all rules are, which takes a second without optimisation.
fn is_slow(stand: &Stand) -> bool {
    stand.door.starts_with("/notice/rules")
}

type Fields = Vec<(String, String)>;

/// The form filled so that each field gets another string, and in time every one.
fn with(form: &Form, strings: &[String], (nth, text): (usize, &str)) -> (Fields, Fields) {
    let mut texts = Fields::new();
    for (place, control) in form.written().enumerate() {
        let other = strings.get((nth + place) % strings.len()).map_or("", String::as_str);
        let typed = if control.kind == "textarea" || place == 0 { text } else { other };
        let typed = if control.kind == "textarea" { typed.to_owned() } else { typed.replace(['\r', '\n'], " ") };
        texts.push((control.name.clone(), format!("{typed}{MARK}")));
    }
    let mut fields = form.fields();
    for (name, value) in &mut fields {
        if let Some((_, typed)) = texts.iter().find(|(known, _)| known == name) {
            value.clone_from(typed);
        }
    }
    (fields, texts)
}

/// Looks at an answer, and gives the form as it stands next.
async fn judged(
    browser: &mut Browser<'_>,
    stand: &Stand,
    (answer, texts, form): (&Answer, &Fields, Form),
    told: &mut Told,
) -> Option<Form> {
    let door = format!("{} {}", stand.role, stand.door);
    match answer.status {
        StatusCode::SEE_OTHER => {
            told.taken += 1;
            let next = browser.get(answer.location()).await;
            sound(&door, &next, told);
            let shown = words(&next.text);
            let held: Vec<String> = forms(&next.text).iter().flat_map(Form::fields).map(|(_, value)| value).collect();
            for (name, text) in texts.iter().filter(|(_, text)| !kept(text).trim().is_empty()) {
                let text = kept(text).trim().to_owned();
                if !shown.contains(&text) && !held.iter().any(|value| value.trim() == text) {
                    *told.unseen.entry(format!("{door} {name}")).or_default() += 1;
                }
            }
            stand.again(browser).await
        }
        StatusCode::UNPROCESSABLE_ENTITY | StatusCode::CONFLICT | StatusCode::TOO_MANY_REQUESTS => {
            told.refused += 1;
            sound(&door, answer, told);
            let next = stand.on(answer, &form.action);
            stays(&door, answer, (texts, stand), told);
            next.or(Some(form))
        }
        StatusCode::OK => {
            sound(&door, answer, told);
            stand.on(answer, &form.action).or(Some(form))
        }
        other => {
            told.fault(format!("{door}: {other}"), format!("{texts:?}"));
            Some(form)
        }
    }
}

fn sound(door: &str, answer: &Answer, told: &mut Told) {
    if answer.status.is_server_error() {
        told.fault(format!("{door}: {}", answer.status), answer.text.clone());
    }
    for problem in web::testing::check_page(&answer.text) {
        // What somebody typed may be half-width; only our own words may not.
        if !problem.contains("half-width") {
            told.fault(
                format!("{door}: {}", problem.chars().take(60).collect::<String>()),
                format!("{}", answer.status),
            );
        }
    }
}

/// What was typed stands in its field again, letter for letter; passwords and codes that work once are never written back.
fn stays(door: &str, answer: &Answer, (texts, stand): (&Fields, &Stand), told: &mut Told) {
    let held: Vec<(String, String)> =
        forms(&answer.text).into_iter().flat_map(|form| form.controls).map(|c| (c.name, c.value)).collect();
    for (name, text) in texts {
        let secret =
            stand.form.written().any(|control| control.name == *name && (control.kind == "password" || name == "code"));
        if !secret && !held.iter().any(|(known, value)| known == name && *value == kept(text)) {
            let now = held
                .iter()
                .find(|(known, _)| known == name)
                .map(|(_, value)| value.chars().take(80).collect::<String>());
            told.fault(
                format!("{door} {name}: what was typed is gone ({})", answer.status),
                format!("{:?} is now {now:?}", kept(text).chars().take(80).collect::<String>()),
            );
        }
    }
}

/// Names of fields of all forms, so that what is sent goes far into each door.
const FIELDS: &[&str] = &[
    "whom",
    "once",
    "received_on",
    "words",
    "name",
    "kana",
    "birth",
    "phone_mobile",
    "address",
    "next",
    "version",
    "reason",
    "no",
    "start",
    "consent",
    "consented_on",
    "kind",
    "urgency",
    "summary",
    "to_0",
    "to_id_0",
    "answer",
    "note",
    "forward_to",
    "return_reason",
    "result",
    "first_met_on",
    "code",
    "leg",
    "login",
    "password",
    "new_password",
    "again_password",
    "until",
    "staff",
    "roles",
    "agency",
    "takes",
    "hours",
    "item",
    "place",
    "amounts",
    "valid_from",
    "source",
    "content",
    "rule",
    "q",
];

#[test]
fn whatever_bytes_are_sent_to_any_door_are_answered_in_words() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("runtime");
    for world in World::fresh() {
        runtime.block_on(bad_bytes(&world));
    }
}

async fn bad_bytes(world: &World) {
    let strings = strings();
    let mut dice: u64 = 20_180_409;
    let mut sent = 0;
    let mut below = |sides: usize| {
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(dice >> 33).expect("31 bits") % sides.max(1)
    };
    for role in ["主任相談支援員", "市の担当職員(決定)", "システム管理者"] {
        let mut browser = world.signed_in(role).await;
        let doors = app::routes::doors();
        // The deeds that end one's own session, or shut a colleague out, would only end the walk.
        let walked = doors.list().iter().filter(|d| d.method == "POST" && !d.path.contains("sign-out"));
        for door in walked.filter(|d| !d.path.starts_with("/staff/{") && !d.path.starts_with("/notice/rules/{")) {
            for _ in 0..8 {
                let pairs: Vec<(&str, &str)> = FIELDS
                    .iter()
                    .map(|name| (*name, strings.get(below(strings.len())).map_or("", String::as_str)))
                    .collect();
                let mut body = encoded(&pairs).into_bytes();
                for _ in 0..below(40) {
                    let at = below(body.len());
                    match below(3) {
                        0 => body.insert(at, u8::try_from(below(256)).expect("a byte")),
                        1 => drop(body.remove(at)),
                        _ => body.iter_mut().skip(at).take(1).for_each(|byte| *byte ^= 1 << below(8)),
                    }
                }
                let kinds = ["application/x-www-form-urlencoded", "application/json", "text/plain"];
                let kind = kinds.get(below(3)).copied().unwrap_or_default();
                let csrf = browser.csrf.clone();
                let path = crate::doors::filled(door.path, "nothing-of-the-kind");
                let body = String::from_utf8_lossy(&body).into_owned();
                let answer = browser.send("POST", &path, body, &[("x-csrf", &csrf), ("content-type", kind)]).await;
                assert!(!answer.status.is_server_error(), "{role} {path}: {}\n{}", answer.status, answer.text);
                sent += 1;
            }
        }
    }
    assert!(sent > 1_000, "{sent}");
}

#[test]
fn the_kinds_of_addresses_are_told_without_their_records() {
    assert_eq!(kind("/people/psn_0abc12/amend?x=1"), "/people/*/amend");
    assert_eq!(kind("/intake/new/form"), "/intake/new/form");
}
