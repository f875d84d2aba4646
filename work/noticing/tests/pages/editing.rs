//! 規則を直す: tried on every sentence, proposed by one officer, settled by another.

use axum::http::StatusCode;
use noticing::EMBEDDED;
use office::testing::{Bench, at_a_desk};

use crate::common::{Browser, Page, officer};

const PATH: &str = "/notice/rules/debt.yaml";
const NEW_WORDS: &str = "ほげほげ札を2千円分もっています";

struct Office {
    writer: Browser,
    second: Browser,
    clerk: Browser,
}

fn office(bench: &Bench) -> Office {
    let of = |name, role| Browser::of(&bench.desk, &officer(bench, name, role));
    Office {
        writer: of("tamura", "municipal_officer"),
        second: of("shimizu", "chief_counsellor"),
        clerk: of("sato", "counter_clerk"),
    }
}

fn own() -> &'static str {
    EMBEDDED.iter().find(|(name, _)| *name == "debt.yaml").unwrap().1
}

/// The file with one more rule that understands [`NEW_WORDS`].
fn with_rule(id: &str) -> String {
    let rule = format!("  - id: {id}\n    because: \"見本の文です。\"\n    phrases: [\"ほげほげ札\"]\n");
    format!("{}\n{rule}", own().trim_end())
}

fn tried(by: &Browser, content: &str, based_on: &str) -> Page {
    by.post(PATH, &[("content", content), ("based_on", based_on), ("examples", NEW_WORDS), ("step", "try")])
}

fn proposed(by: &Browser, content: &str, based_on: &str) -> String {
    let shown = tried(by, content, based_on);
    assert_eq!(shown.status, StatusCode::OK, "{}", shown.text);
    let fields = [
        ("content", content),
        ("based_on", based_on),
        ("reason", "見本の理由"),
        ("tried", &shown.hidden("tried")),
        ("step", "propose"),
    ];
    let page = by.post(PATH, &fields);
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
    page.location().to_owned()
}

fn approve(by: &Browser, path: &str, version: &str) -> Page {
    by.post(&format!("{path}/approve"), &[("version", version), ("seen", "1")])
}

fn understood(office: &Office) -> bool {
    office.clerk.post("/notice", &[("words", NEW_WORDS)]).text.contains("見本の文です。")
}

#[test]
fn a_text_counts_once_a_second_person_has_approved_it_and_not_before() {
    at_a_desk(|bench| {
        let office = office(&bench);
        let path = proposed(&office.writer, &with_rule("debt.sample"), "0");
        assert!(!understood(&office));
        let shown = office.writer.get(&path).text;
        assert!(shown.contains("もうひとりの確認を待っています") && !shown.contains("この文を使い始める"));
        let refused = approve(&office.writer, &path, "1");
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text.contains("もうひとりの確認が要ります"), "{}", refused.text);
        assert_eq!(
            office.writer.post(&format!("{path}/refuse"), &[("version", "1")]).status,
            StatusCode::UNPROCESSABLE_ENTITY
        );
        assert_eq!(approve(&office.clerk, &path, "1").status, StatusCode::FORBIDDEN);
        assert_eq!(office.clerk.get(&path).status, StatusCode::FORBIDDEN);
        assert_eq!(office.clerk.get(PATH).status, StatusCode::FORBIDDEN);
        let page = office.second.get(&path).text;
        assert!(page.contains("この文を使い始める") && page.contains("debt.sample") && page.contains("悪くなる例文"));
        let unseen = office.second.post(&format!("{path}/approve"), &[("version", "1")]);
        assert_eq!(unseen.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(!understood(&office));
        assert_eq!(approve(&office.second, &path, "1").location(), "/notice/rules");
        assert!(understood(&office));
        let list = office.writer.get("/notice/rules").text;
        assert!(list.contains("第1版") && list.contains("shimizu") && list.contains("tamura"), "{list}");
        assert_eq!(approve(&office.second, &path, "2").status, StatusCode::CONFLICT);
    })
    .unwrap();
}

#[test]
fn the_writer_takes_a_proposal_back_and_nobody_else_does_and_then_it_cannot_be_approved() {
    at_a_desk(|bench| {
        let office = office(&bench);
        let path = proposed(&office.writer, &with_rule("debt.sample"), "0");
        assert!(office.writer.get(&path).text.contains("自分の案を取り下げる"));
        assert!(!office.second.get(&path).text.contains("自分の案を取り下げる"));
        let withdraw = |by: &Browser, version: &str| by.post(&format!("{path}/withdraw"), &[("version", version)]);
        assert_eq!(withdraw(&office.second, "1").status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(withdraw(&office.writer, "9").status, StatusCode::CONFLICT);
        assert_eq!(withdraw(&office.clerk, "1").status, StatusCode::FORBIDDEN);
        assert_eq!(withdraw(&office.writer, "1").location(), "/notice/rules");
        let late = approve(&office.second, &path, "2");
        assert!(late.status == StatusCode::CONFLICT && late.text.contains("書いた本人が先に取り下げています"));
        assert!(!understood(&office));
        let list = office.writer.get("/notice/rules").text;
        assert!(list.contains("取り下げ") && !office.writer.get(&path).text.contains("自分の案を取り下げる"));
        assert_eq!(withdraw(&office.writer, "2").status, StatusCode::CONFLICT);
    })
    .unwrap();
}

#[test]
fn a_text_that_cannot_be_read_is_told_beside_the_field_and_stays() {
    at_a_desk(|bench| {
        let office = office(&bench);
        let broken = own().replacen("because:", "becuase:", 1);
        let page = tried(&office.writer, &broken, "0");
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.text.contains("id=\"content-error\"") && page.text.contains("行目の書き方が読み取れません"));
        assert!(page.text.contains("becuase:") && page.text.contains(NEW_WORDS));
        assert!(!page.text.contains("この文で確認を頼む"));
        let wrong_phrase = own().replacen("    phrases:\n", "    phrases:\n      - \"(借金\"\n", 1);
        let page = tried(&office.writer, &wrong_phrase, "0");
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.text.contains("かっこ"));
        let forced = [("content", broken.as_str()), ("based_on", "0"), ("reason", "x"), ("step", "propose")];
        assert_eq!(office.writer.post(PATH, &forced).status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(proposals(&bench), 0);
    })
    .unwrap();
}

fn proposals(bench: &Bench) -> i64 {
    let (rows,): (i64,) =
        bench.desk.db().read_now(|reader| reader.one("select count(*) from noticing_proposal", &[])).unwrap();
    rows
}

#[test]
fn trying_shows_what_gets_worse_and_what_ones_own_sentences_become() {
    at_a_desk(|bench| {
        let office = office(&bench);
        let empty = "issue: debt\nsource: \"見本\"\nvalid_from: \"2026-04-01\"\nversion: 2\nrules: []\n";
        let text = tried(&office.writer, empty, "0").text;
        let (_, worse) = text.split_once("悪くなる例文: ").unwrap();
        let worse: usize = worse.split('<').next().unwrap().parse().unwrap();
        assert!(worse > 0, "{text}");
        let page = tried(&office.writer, &with_rule("debt.sample"), "0").text;
        let (_, own) = page.split_once("自分の例文</th>").unwrap();
        assert!(own.contains("課題なし(通常)") && own.contains("債務(通常)"), "{own}");
    })
    .unwrap();
}

#[test]
fn only_the_very_text_that_was_tried_can_be_proposed_and_only_with_a_reason() {
    at_a_desk(|bench| {
        let office = office(&bench);
        let content = with_rule("debt.sample");
        let shown = tried(&office.writer, &content, "0");
        let print = shown.hidden("tried");
        let post = |content: &str, reason: &str, tried: &str| {
            let fields =
                [("content", content), ("based_on", "0"), ("reason", reason), ("tried", tried), ("step", "propose")];
            office.writer.post(PATH, &fields)
        };
        let untried = post(&content, "見本", "");
        assert!(
            untried.status == StatusCode::UNPROCESSABLE_ENTITY && untried.text.contains("まだ試していませんでした")
        );
        let other = post(&with_rule("debt.other"), "見本", &print);
        assert!(other.text.contains("まだ試していませんでした"));
        assert!(post(&content, " ", &print).text.contains("id=\"reason-error\""));
        let same = tried(&office.writer, own(), "0").hidden("tried");
        assert!(post(own(), "見本", &same).text.contains("いまの文と同じです"));
        assert_eq!(proposals(&bench), 0);
        assert_eq!(office.writer.get("/notice/rules/labelled.yaml").status, StatusCode::NOT_FOUND);
    })
    .unwrap();
}

#[test]
fn of_two_texts_over_the_same_edition_only_the_first_is_taken() {
    at_a_desk(|bench| {
        let office = office(&bench);
        let first = proposed(&office.writer, &with_rule("debt.first"), "0");
        let second = proposed(&office.writer, &with_rule("debt.second"), "0");
        assert_eq!(approve(&office.second, &first, "9").status, StatusCode::CONFLICT);
        assert_eq!(approve(&office.second, &first, "1").status, StatusCode::SEE_OTHER);
        let late = approve(&office.second, &second, "1");
        assert_eq!(late.status, StatusCode::CONFLICT);
        assert!(late.text.contains("別の案が使われ始めました"), "{}", late.text);
        let stale = tried(&office.writer, &with_rule("debt.third"), "0");
        assert!(stale.status == StatusCode::CONFLICT && stale.text.contains("debt.third"));
        assert!(office.writer.get(PATH).text.contains("debt.first"));
        let next = proposed(&office.writer, &with_rule("debt.third"), "1");
        assert_eq!(approve(&office.second, &next, "1").status, StatusCode::SEE_OTHER);
        assert!(office.writer.get("/notice/rules").text.contains("第2版"));
        let gone = office.second.post(&format!("{second}/refuse"), &[("version", "1")]);
        assert_eq!(gone.location(), "/notice/rules");
        assert!(approve(&office.second, &second, "2").text.contains("先に見送りにしています"));
    })
    .unwrap();
}

#[test]
fn an_approved_text_that_no_longer_fits_leaves_the_program_s_own_rules_and_is_told() {
    at_a_desk(|bench| {
        let office = office(&bench);
        bench
            .desk
            .db()
            .write_now(|writer| {
                writer.run(
                    "insert into noticing_proposal (municipality_id, id, file, content, reason, based_on, edition, state,
                       proposed_by, proposed_name, proposed_at, settled_by, settled_name, settled_at, version)
                     values ('mun_town', 'ntp_old', 'debt.yaml', 'issue: nothing', '見本', 0, 1, 'approved', 'stf_a', 'a',
                       '2018-04-01T00:00:00.000Z', 'stf_b', 'b', '2018-04-01T00:00:00.000Z', 2)",
                    &[],
                )
            })
            .unwrap();
        let page = office.clerk.post("/notice", &[("words", "サラ金に借りていて返せない")]);
        assert!(page.status == StatusCode::OK && page.text.contains("（多重・過重）債務"));
        assert!(office.writer.get("/notice/rules").text.contains("プログラムの文で気づきを出しています"));
    })
    .unwrap();
}

#[test]
fn every_settling_is_recorded_and_the_record_is_whole() {
    at_a_desk(|bench| {
        let office = office(&bench);
        let path = proposed(&office.writer, &with_rule("debt.sample"), "0");
        approve(&office.second, &path, "1");
        let id = path.rsplit('/').next().unwrap().to_owned();
        let rows: Vec<(String, String, String)> = bench
            .desk
            .db()
            .read_now(|reader| reader.all("select may, outcome, subject_id from office_audit order by seq", &[]))
            .unwrap();
        let told: Vec<_> = rows.iter().map(|row| (row.0.as_str(), row.1.as_str(), row.2.as_str())).collect();
        assert_eq!(
            told,
            [("edit_noticing_rules", "done", id.as_str()), ("approve_noticing_rules", "done", id.as_str())]
        );
        let desk = bench.desk.clone();
        let whole = bench
            .desk
            .db()
            .read_now(move |reader| office::audit::verify(reader, desk.keys(), desk.municipality(), None));
        assert!(matches!(whole.unwrap(), office::audit::Verdict::Whole(_)));
    })
    .unwrap();
}
