use office::testing::at_a_desk;

use super::{Browser, block, clerk, person, said, taken};
use crate::{Told, Who};

#[test]
fn what_people_said_is_found_by_their_words_in_any_spelling() {
    at_a_desk(|bench| {
        let tax = clerk(&bench, "sato", "tax");
        let told = Told {
            household_line: Some("ﾄﾞｸｼﾝの弟".to_owned()),
            ..said(&bench, "サラ金に借金がある。夜ねむれない")
        };
        taken(&bench, &tax, Who::New(person("見本 一", "みほん はじめ")), told).unwrap();
        taken(&bench, &tax, Who::New(person("見本 二", "みほん つぎ")), said(&bench, "仕事を探したい")).unwrap();
        let browser = Browser::of(&bench.desk, &tax);
        for (asked, found) in [
            ("借金", true),
            ("さら金", true),
            ("借金 ねむれない", true),
            ("どくしん", true),
            ("借", true),
            ("借金 仕事", false),
            ("金借", false),
            ("見当たらない", false),
        ] {
            let page = block(browser.get(&format!("/intakes?q={asked}")));
            assert_eq!(page.status, 200);
            assert_eq!(page.body.contains("見本 一"), found, "{asked}");
            assert!(asked == "仕事" || !page.body.contains("見本 二"), "{asked}");
        }
    })
    .unwrap();
}

#[test]
fn what_was_corrected_is_found_by_its_new_words_alone() {
    at_a_desk(|bench| {
        let tax = clerk(&bench, "sato", "tax");
        let kept = taken(&bench, &tax, Who::New(person("見本 一", "みほん")), said(&bench, "借金がある")).unwrap();
        let browser = Browser::of(&bench.desk, &tax);
        let mut pairs = crate::form::pairs_of(&said(&bench, "家賃がある"));
        pairs.0.push(("version".to_owned(), "1".to_owned()));
        block(browser.post(&format!("/intake/{}/amend", kept.intake), &pairs));
        assert!(!block(browser.get("/intakes?q=借金")).body.contains("見本 一"));
        assert!(block(browser.get("/intakes?q=家賃")).body.contains("見本 一"));
    })
    .unwrap();
}

#[test]
fn the_list_shows_the_oldest_undecided_first_and_goes_on_where_it_stopped() {
    at_a_desk(|bench| {
        let tax = clerk(&bench, "sato", "tax");
        for at in 0..55 {
            let told = Told { received_on: bench.desk.now().day().plus_days(-(at % 5)), ..said(&bench, "話") };
            taken(&bench, &tax, Who::New(person(&format!("見本 {at:02}号"), "みほん")), told).unwrap();
        }
        let browser = Browser::of(&bench.desk, &tax);
        let first = block(browser.get("/intakes")).body;
        let next = first.split("href=\"").find(|rest| rest.starts_with("/intakes?status=received&amp;after=")).unwrap();
        let next = next.split('"').next().unwrap().replace("&amp;", "&");
        let second = block(browser.get(&next)).body;
        let shown = |page: &str, at: i32| page.contains(&format!("見本 {at:02}号"));
        for at in 0..55 {
            assert!(shown(&first, at) != shown(&second, at), "{at} is on exactly one page");
        }
        assert!((0..55).filter(|at| at % 5 == 4).all(|at| shown(&first, at)), "the oldest come first");
        assert_eq!((0..55).filter(|at| shown(&second, *at)).count(), 5);
    })
    .unwrap();
}

#[test]
fn a_person_is_found_before_a_new_one_is_made() {
    at_a_desk(|bench| {
        let tax = clerk(&bench, "sato", "tax");
        let kept = taken(&bench, &tax, Who::New(person("髙橋 花子", "たかはし はなこ")), said(&bench, "話")).unwrap();
        let browser = Browser::of(&bench.desk, &tax);
        for asked in ["高橋", "たかはし", "タカハシ", "髙橋　花子"] {
            let page = block(browser.get(&format!("/intake/new?q={asked}"))).body;
            assert!(page.contains(&format!("/intake/new/form?person={}", kept.person)), "{asked}");
            let json = block(browser.get(&format!("/intake/suggest?q={asked}"))).body;
            assert!(json.contains("髙橋 花子"), "{asked} {json}");
        }
        let nobody = block(browser.get("/intake/new?q=見当たらない")).body;
        assert!(nobody.contains("name=\"person\" value=\"new\""), "{nobody}");
        let form = block(browser.get("/intake/new/form?q=見当たらない&person=new")).body;
        assert!(form.contains("value=\"見当たらない\""), "what was typed as a name is not typed twice");
        let form = block(browser.get("/intake/new/form?q=昭和45年3月1日&person=new")).body;
        assert!(!form.contains("value=\"昭和45年3月1日\""), "a birth date is no name");
    })
    .unwrap();
}

#[test]
fn a_record_that_may_be_the_same_person_is_named_beside_the_one_that_was_found() {
    at_a_desk(|bench| {
        let sato = clerk(&bench, "sato", "tax");
        let one = taken(&bench, &sato, Who::New(person("高橋 見本", "たかはし みほん")), said(&bench, "話")).unwrap();
        let two = taken(&bench, &sato, Who::New(person("孝橋 見本", "こうはし みほん")), said(&bench, "話")).unwrap();
        let browser = Browser::of(&bench.desk, &sato);
        let found = |browser: &Browser| block(browser.get("/intake/new?q=高橋")).body;
        assert!(!found(&browser).contains("同じ人かもしれない"));
        let subject = people::PersonSubject(one.person.clone());
        bench
            .desk
            .act_now(&sato, office::May::LinkPersons, subject, move |mut act| {
                people::link(&mut act, (&one.person, &two.person), "電話が同じ")?;
                act.done(office::About::person(&one.person), "結んだ", ())
            })
            .unwrap();
        assert!(found(&browser).contains("同じ人かもしれない: 孝橋 見本"));
    })
    .unwrap();
}
