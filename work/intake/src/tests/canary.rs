use office::testing::{actor, at_a_desk};

use super::{Browser, block, clerk, person, said, taken};
use crate::{Concern, Told, Who};

const CANARIES: [&str; 8] = [
    "金糸雀一郎",
    "かなりやいちろう",
    "黄色い鳥の話",
    "鳥かごの世帯",
    "鳥の来談者",
    "鳥の時間",
    "090-0000-0777",
    "tori@example.jp",
];

#[test]
fn another_counter_finds_nothing_of_a_reception_anywhere() {
    at_a_desk(|bench| {
        let (tax, water) = (clerk(&bench, "sato", "tax"), clerk(&bench, "kato", "water"));
        let told = Told {
            household_line: Some(CANARIES[3].to_owned()),
            visitor: "other".to_owned(),
            visitor_name: Some(CANARIES[4].to_owned()),
            visitor_phone: Some(CANARIES[6].to_owned()),
            visitor_email: Some(CANARIES[7].to_owned()),
            safe_time: Some(CANARIES[5].to_owned()),
            concerns: vec![Concern { code: "dv_abuse".to_owned(), most: true }],
            ..said(&bench, CANARIES[2])
        };
        let kept = taken(&bench, &tax, Who::New(person(CANARIES[0], CANARIES[1])), told).unwrap();
        let paths = [
            format!("/intake/{}", kept.intake),
            format!("/intake/{}/amend", kept.intake),
            format!("/intake/{}/print", kept.intake),
            format!("/intake/new/form?person={}", kept.person),
            "/intakes".to_owned(),
            "/intakes?status=received".to_owned(),
            format!("/intakes?q={}", CANARIES[2]),
            format!("/intakes?q={}", CANARIES[3]),
            format!("/intake/new?q={}", CANARIES[0]),
            format!("/intake/new?q={}", CANARIES[1]),
            format!("/intake/suggest?q={}", CANARIES[0]),
        ];
        let planner = actor(&bench.desk, "plan", "tax", &["planner"]).unwrap();
        let administrator = actor(&bench.desk, "root", "tax", &["system_administrator"]).unwrap();
        let mut seen_at_home = String::new();
        for path in &paths {
            seen_at_home.push_str(&block(Browser::of(&bench.desk, &tax).get(path)).body);
            for stranger in [&water, &planner, &administrator] {
                let answer = block(Browser::of(&bench.desk, stranger).get(path));
                // What was asked for stands in the search field again; nothing else may.
                let body = match path.split_once("q=") {
                    Some((_, asked)) => answer.body.replace(asked, ""),
                    None => answer.body,
                };
                for canary in CANARIES {
                    assert!(!body.contains(canary), "{path} {canary} {}", answer.status);
                }
                assert!(!body.contains(kept.case.as_text()), "{path}");
                assert!(matches!(answer.status.as_u16(), 200 | 403 | 404), "{path} {}", answer.status);
            }
        }
        for canary in CANARIES {
            assert!(seen_at_home.contains(canary), "{canary} must be seen by its own counter");
        }
    })
    .unwrap();
}

#[test]
fn another_counter_neither_decides_nor_corrects() {
    at_a_desk(|bench| {
        let (tax, water) = (clerk(&bench, "sato", "tax"), clerk(&bench, "kato", "water"));
        let kept = taken(&bench, &tax, Who::New(person("見本", "みほん")), said(&bench, "話")).unwrap();
        let browser = Browser::of(&bench.desk, &water);
        for deed in ["support", "connect", "inform", "drop-out", "amend"] {
            let mut pairs = crate::form::pairs_of(&said(&bench, "書き換え"));
            pairs.0.extend([("information", "x"), ("version", "1")].map(|(f, v)| (f.to_owned(), v.to_owned())));
            let answer = block(browser.post(&format!("/intake/{}/{deed}", kept.intake), &pairs));
            assert_eq!(answer.status, 404, "{deed}");
        }
    })
    .unwrap();
}
