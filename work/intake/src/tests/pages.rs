use office::May;
use office::drafts::{self, Which};
use office::testing::{actor, at_a_desk};
use web::Pairs;

use super::{Browser, block, clerk, person, said, taken, typed};
use crate::Who;

#[test]
fn each_button_of_the_form_does_what_it_says() {
    at_a_desk(|bench| {
        let browser = Browser::of(&bench.desk, &clerk(&bench, "sato", "tax"));
        for (next, goes_to) in [
            ("save", "/intake/int_"),
            ("connect", "/sheets/new?intake=int_"),
            ("support", "/cases/cas_"),
            ("inform", "/intake/int_"),
        ] {
            let fields = [("whom", "new"), ("words", "家賃"), ("information", "場所をお伝えした"), ("next", next)];
            let answer = block(browser.post("/intake/new/form", &typed(&bench, &fields)));
            assert_eq!(answer.status, 303, "{next} {}", answer.body);
            assert!(answer.location.starts_with(goes_to), "{next} {}", answer.location);
        }
        let ended = block(browser.get("/intakes?status=informed")).body;
        assert!(ended.contains("家賃"));
        let open = block(browser.get("/intakes")).body;
        assert_eq!(open.matches("家賃").count(), 2, "saved, and being connected");
    })
    .unwrap();
}

#[test]
fn what_was_typed_stays_when_something_is_not_clear() {
    at_a_desk(|bench| {
        let browser = Browser::of(&bench.desk, &clerk(&bench, "sato", "tax"));
        let fields = [
            ("whom", "new"),
            ("name", "見本 太郎"),
            ("birth", "昭和99年"),
            ("phone_home", "0467の先"),
            ("words", "長い話の途中"),
            ("household_line", "母と二人"),
            ("safe_time", "夜だけ"),
            ("received_on", "あした"),
        ];
        let answer = block(browser.post("/intake/new/form", &typed(&bench, &fields)));
        assert_eq!(answer.status, 422);
        for (_, value) in fields.iter().skip(1) {
            assert!(answer.body.contains(value), "{value}");
        }
        for field in ["birth", "phone_home", "received_on"] {
            assert!(answer.body.contains(&format!("href=\"#{field}\"")), "the summary leads to {field}");
        }
        assert!(block(browser.get("/intakes")).body.contains("いまはありません"), "nothing was kept");
    })
    .unwrap();
}

#[test]
fn the_aid_reads_the_words_keeps_what_was_typed_and_stores_nothing() {
    at_a_desk(|bench| {
        let browser = Browser::of(&bench.desk, &clerk(&bench, "sato", "tax"));
        let fields = [("whom", "new"), ("words", "もう三日も何も食べていない"), ("concern", "no_food")];
        let answer = block(browser.post("/intake/aid", &typed(&bench, &fields)));
        assert_eq!(answer.status, 200);
        assert!(answer.body.contains("もう三日も何も食べていない") && answer.body.contains("聞いてみるとよいこと"));
        assert!(block(browser.get("/intakes")).body.contains("いまはありません"));
    })
    .unwrap();
}

#[test]
fn a_draft_is_offered_again_and_gone_once_it_was_kept() {
    at_a_desk(|bench| {
        let tax = clerk(&bench, "sato", "tax");
        let browser = Browser::of(&bench.desk, &tax);
        let which = Which { form: "receive".to_owned(), subject: "new".to_owned() };
        let Pairs(fields) = typed(&bench, &[("words", "書きかけの話")]);
        block(drafts::keep(&bench.desk, &tax, which.clone(), fields)).unwrap();
        let page = block(browser.get("/intake/new/form?person=new")).body;
        assert!(page.contains("書きかけがあります") && page.contains("書きかけの話"), "{page}");
        let other = block(browser.get("/intake/new/form?person=anonymous")).body;
        assert!(!other.contains("書きかけの話"), "a draft belongs to the one it is about");
        let form = typed(&bench, &[("whom", "new"), ("words", "書きかけの話")]);
        assert_eq!(block(browser.post("/intake/new/form", &form)).status, 303);
        assert_eq!(block(drafts::find(&bench.desk, &tax, which)).unwrap(), None);
    })
    .unwrap();
}

#[test]
fn a_reception_without_what_was_told_is_not_ended_and_the_page_says_why() {
    at_a_desk(|bench| {
        let tax = clerk(&bench, "sato", "tax");
        let kept = taken(&bench, &tax, Who::New(person("見本", "みほん")), said(&bench, "話")).unwrap();
        let browser = Browser::of(&bench.desk, &tax);
        let path = format!("/intake/{}/inform", kept.intake);
        let empty = block(browser.post(&path, &Pairs(vec![("information".to_owned(), " \n".to_owned())])));
        assert_eq!(empty.status, 422);
        assert!(empty.body.contains("お伝えしたことを一言"));
        let told = block(browser.post(&path, &Pairs(vec![("information".to_owned(), "場所".to_owned())])));
        assert_eq!(told.status, 303);
        assert_eq!(block(browser.post(&path, &Pairs(vec![("information".to_owned(), "場所".to_owned())]))).status, 422);
    })
    .unwrap();
}

#[test]
fn the_printed_form_holds_every_block_and_every_choice() {
    at_a_desk(|bench| {
        let tax = clerk(&bench, "sato", "tax");
        let kept =
            taken(&bench, &tax, Who::New(person("見本 太郎", "みほん たろう")), said(&bench, "家賃の話")).unwrap();
        let page = block(Browser::of(&bench.desk, &tax).get(&format!("/intake/{}/print", kept.intake)));
        assert_eq!(page.status, 200);
        let blocks =
            ["相談受付・申込票", "受付日", "■基本情報", "■ご相談の内容", "■相談申込み欄", "つなぐ市長 殿", "本人署名"];
        let places: Vec<usize> =
            blocks.iter().map(|block| page.body.find(block).unwrap_or_else(|| panic!("{block}"))).collect();
        assert!(places.is_sorted(), "{places:?}");
        for concern in &bench.desk.codes().list("concerns").codes {
            assert!(page.body.contains(&format!("{}. {}", concern.no, concern.label)), "{}", concern.label);
        }
        for word in ["☐大正", "☐昭和", "☐平成", "平成30年4月9日", "見本 太郎", "家賃の話", "1/1"]
        {
            assert!(page.body.contains(word), "{word}");
        }
    })
    .unwrap();
}

#[test]
fn no_hostile_form_brings_the_server_down() {
    at_a_desk(|bench| {
        let browser = Browser::of(&bench.desk, &clerk(&bench, "sato", "tax"));
        let long = "あ".repeat(20_001);
        let texts =
            ["\0\0", "\u{202e}abc", "👩‍👩‍👧‍👦", "<script>alert(1)</script>", "' or 1=1 --", &long, "\u{fffd}", "辻\u{e0100}"];
        for text in texts {
            let fields =
                [("whom", "new"), ("name", text), ("words", text), ("birth", text), ("once", text), ("next", text)];
            let answer = block(browser.post("/intake/new/form", &typed(&bench, &fields)));
            assert!(matches!(answer.status.as_u16(), 303 | 422), "{} {}", answer.status, answer.body);
            assert!(!answer.body.contains("<script>alert"));
            for path in [
                "/intake/new?q=",
                "/intakes?q=",
                "/intakes?after=",
                "/intakes?status=",
                "/intake/new/form?person=",
                "/intake/",
            ] {
                let short: String = text.chars().take(200).collect();
                let query = form_urlencoded::byte_serialize(short.as_bytes()).collect::<String>();
                let answer = block(browser.get(&format!("{path}{query}")));
                assert!(answer.status.as_u16() < 500, "{path} {text:?}");
            }
        }
    })
    .unwrap();
}

#[test]
fn a_form_for_nobody_leads_back_to_the_question_who() {
    at_a_desk(|bench| {
        let browser = Browser::of(&bench.desk, &clerk(&bench, "sato", "tax"));
        assert_eq!(block(browser.get("/intake/new/form")).location, "/intake/new");
        assert_eq!(block(browser.get("/intake/new/form?person=psn_unknown")).status, 404);
        assert_eq!(block(browser.post("/intake/new/form", &typed(&bench, &[("whom", "psn_unknown")]))).status, 404);
    })
    .unwrap();
}

#[test]
fn a_reception_that_came_to_nothing_is_closed_as_such_and_can_begin_anew() {
    at_a_desk(|bench| {
        let sato = clerk(&bench, "sato", "tax");
        let browser = Browser::of(&bench.desk, &sato);
        let kept = taken(&bench, &sato, Who::New(person("見本", "みほん")), said(&bench, "話の途中")).unwrap();
        let page = format!("/intake/{}", kept.intake);
        assert!(block(browser.get(&page)).body.contains("途中で終わった</strong>"));
        let ended = block(browser.post(&format!("{page}/drop-out"), &Pairs::default()));
        assert_eq!((ended.status.as_u16(), ended.location.as_str()), (303, page.as_str()), "{}", ended.body);
        let shown = block(browser.get(&page)).body;
        assert!(shown.contains("話の途中") && !shown.contains("drop-out"), "{shown}");
        assert!(block(browser.get("/intakes?status=dropped")).body.contains("話の途中"));
        let again = block(browser.post(&format!("{page}/drop-out"), &Pairs::default()));
        assert_eq!(again.status, 422);
        let anew = taken(&bench, &sato, Who::Known(kept.person), said(&bench, "また来た")).unwrap();
        assert_ne!(anew.case, kept.case, "the case was closed with it");
    })
    .unwrap();
}

#[test]
fn how_to_reach_whoever_came_is_kept_printed_and_kept_back_where_the_person_is_protected() {
    at_a_desk(|bench| {
        let sato = actor(&bench.desk, "sato", "tax", &["chief_counsellor"]).unwrap();
        let suzuki = clerk(&bench, "suzuki", "tax");
        let (named, other) = (Browser::of(&bench.desk, &sato), Browser::of(&bench.desk, &suzuki));
        let told = crate::Told {
            visitor: "other".to_owned(),
            relation: Some("parent".to_owned()),
            visitor_phone: Some("090-0000-0777".to_owned()),
            visitor_email: Some("haha@example.jp".to_owned()),
            ..said(&bench, "娘のことで")
        };
        let kept = taken(&bench, &sato, Who::New(person("見本", "みほん")), told.clone()).unwrap();
        let page = format!("/intake/{}", kept.intake);
        let paths = [page.clone(), format!("{page}/amend"), format!("{page}/print")];
        for path in &paths {
            let body = block(other.get(path)).body;
            assert!(body.contains("090-0000-0777") && body.contains("haha@example.jp"), "{path}");
        }
        let protected = kept.person.clone();
        bench
            .desk
            .act_now(&sato, May::ProtectPerson, people::PersonSubject(protected.clone()), move |mut act| {
                let beginning = people::Beginning { reason: "申出".into(), until: act.today().plus_days(365) };
                people::begin_protection(&mut act, &protected, beginning, &[])?;
                act.done(office::About::person(&protected), "支援措置", ())
            })
            .unwrap();
        for path in &paths {
            let body = block(other.get(path)).body;
            assert!(!body.contains("0777") && !body.contains("haha@"), "{path}");
            assert!(block(named.get(path)).body.contains("090-0000-0777"), "{path}");
        }
        // A correction by somebody who does not see it takes nothing away.
        let mut pairs = crate::form::pairs_of(&crate::Told {
            visitor_phone: None,
            visitor_email: None,
            words: Some("娘のことで、もう一度".to_owned()),
            ..told
        });
        pairs.0.push(("version".to_owned(), "1".to_owned()));
        let saved = block(other.post(&format!("{page}/amend"), &pairs));
        assert_eq!(saved.status, 303, "{}", saved.body);
        let seen = block(named.get(&page)).body;
        assert!(seen.contains("もう一度") && seen.contains("090-0000-0777"));
        assert!(!block(other.get(&page)).body.contains("0777"), "nor does the history show it");
    })
    .unwrap();
}
