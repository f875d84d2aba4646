//! 紙: what stands on the paper that one receiver gets, and on nobody else's.

use office::testing::at_a_desk;
use people::Beginning;

use super::browser::Browser;
use super::more::{ask, oral, tell, withdraw};
use super::*;
use crate::SheetId;

const MONEY: &[(&str, &str)] = &[("money", "月に9万円")];

fn paper(city: &City, by: &Actor, sheet: &SheetId, query: &str) -> String {
    Browser::of(&city.desk, by).get(&format!("/sheets/{sheet}/print{query}")).body
}

/// Support and Water both received the sheet; Support asked, and was told.
fn told_to_support(city: &City, told: &[(&str, &str)]) -> SheetId {
    let both = city.sheet(Kind::Parallel, written(), vec![beside("support"), beside("water")]);
    let sheet = city.send(&city.tax, both).unwrap().sheet;
    let kinds: Vec<&str> = told.iter().map(|(kind, _)| *kind).chain(["health"]).collect();
    let more = ask(city, &city.support, &sheet, &kinds).unwrap();
    tell(city, &city.tax, (&sheet, &more), (oral(), told)).unwrap();
    sheet
}

#[test]
fn the_paper_of_a_receiver_has_what_it_was_told_with_the_day_and_no_other_paper_has_it() {
    at_a_desk(|bench| {
        let city = City::new(&bench);
        let sheet = told_to_support(&city, MONEY);
        let own = paper(&city, &city.support, &sheet, "");
        for word in [
            "別紙　詳しく伝えたこと",
            "見本support あて",
            "平成30年4月9日</time> に伝えたこと",
            "月に9万円",
            "見本 花子が本人から聞きました",
            "面談で本人に聞いてください",
        ] {
            assert!(own.contains(word), "{word}\n{own}");
        }
        for query in ["", "?for=agc_support", "?for=agc_tax"] {
            let other = paper(&city, &city.water, &sheet, query);
            assert!(!other.contains("月に9万円") && !other.contains("別紙"), "{query}\n{other}");
        }
        // The sender says for whom the paper is: what one receiver was told is not for another.
        let unsaid = paper(&city, &city.tax, &sheet, "");
        assert!(unsaid.contains("/print?for=agc_support") && !unsaid.contains("月に9万円"), "{unsaid}");
        assert!(paper(&city, &city.tax, &sheet, "?for=agc_support").contains("月に9万円"));
        assert!(!paper(&city, &city.tax, &sheet, "?for=agc_water").contains("月に9万円"));
        assert!(!paper(&city, &city.water, &sheet, "?for=agc_support").contains("月に9万円"));
    })
    .unwrap();
}

#[test]
fn a_sheet_to_one_counter_needs_no_choice_and_one_without_answers_has_no_annex() {
    at_a_desk(|bench| {
        let city = City::new(&bench);
        let sheet = city.asked().sheet;
        let more = ask(&city, &city.support, &sheet, &["money"]).unwrap();
        for by in [&city.tax, &city.support] {
            assert!(!paper(&city, by, &sheet, "").contains("別紙"), "nothing was told yet");
        }
        tell(&city, &city.tax, (&sheet, &more), (oral(), MONEY)).unwrap();
        for by in [&city.tax, &city.support] {
            assert!(paper(&city, by, &sheet, "").contains("月に9万円"));
        }
    })
    .unwrap();
}

#[test]
fn what_was_told_is_on_no_paper_once_the_person_took_their_word_back() {
    at_a_desk(|bench| {
        let city = City::new(&bench);
        let sheet = told_to_support(&city, MONEY);
        withdraw(&city, &sheet).unwrap();
        for by in [&city.tax, &city.support, &city.water] {
            for query in ["", "?for=agc_support"] {
                let body = paper(&city, by, &sheet, query);
                assert!(!body.contains("月に9万円") && !body.contains("別紙"), "{body}");
            }
        }
    })
    .unwrap();
}

#[test]
fn a_word_taken_back_for_one_telling_takes_that_one_off_the_paper() {
    at_a_desk(|bench| {
        let city = City::new(&bench);
        let ground = crate::LegalGround { code: "life_in_danger".into(), reason: "けさから応答がない".into() };
        let by_law = Consent::NotYet { ground: Some(ground) };
        let new = city.sheet(Kind::Parallel, by_law.clone(), vec![beside("support")]);
        let sheet = city.send(&city.tax, new).unwrap().sheet;
        let first = ask(&city, &city.support, &sheet, &["money"]).unwrap();
        tell(&city, &city.tax, (&sheet, &first), (oral(), MONEY)).unwrap();
        let second = ask(&city, &city.support, &sheet, &["health"]).unwrap();
        tell(&city, &city.tax, (&sheet, &second), (Some(by_law), &[("health", "通院している")])).unwrap();
        withdraw(&city, &sheet).unwrap();
        for by in [&city.tax, &city.support] {
            let body = paper(&city, by, &sheet, "");
            assert!(!body.contains("月に9万円") && body.contains("通院している"), "{body}");
        }
    })
    .unwrap();
}

#[test]
fn where_somebody_under_protection_lives_is_on_no_paper_not_even_when_the_named_print_it() {
    at_a_desk(|bench| {
        let city = City::new(&bench);
        let sheet = told_to_support(&city, &[("basic", "いまは見本町9-9"), ("money", "月に9万円")]);
        assert!(paper(&city, &city.support, &sheet, "").contains("見本町9-9"));
        assert!(paper(&city, &city.tax, &sheet, "").contains("かなりあ町1-2-3"));
        let (person, by) = (city.person.clone(), actor(&city.desk, "mori", "tax", &["counsellor"]).unwrap());
        city.desk
            .act_now(&by, May::ProtectPerson, people::PersonSubject(person.clone()), {
                let named = [city.support.staff.clone(), city.tax.staff.clone()];
                move |mut act| {
                    let beginning = Beginning { reason: "申出".into(), until: act.today().plus_days(365) };
                    people::begin_protection(&mut act, &person, beginning, &named)?;
                    act.done(About::person(&person), "支援措置", ())
                }
            })
            .unwrap();
        let seen = Browser::of(&city.desk, &city.support).get(&format!("/sheets/{sheet}")).body;
        assert!(seen.contains("見本町9-9"), "the named see it on the screen");
        for by in [&by, &city.tax, &city.support, &city.water] {
            let body = paper(&city, by, &sheet, "?for=agc_support");
            for kept in ["見本町9-9", "かなりあ町", "090-0000-7777"] {
                assert!(!body.contains(kept), "{kept}\n{body}");
            }
        }
        let own = paper(&city, &city.support, &sheet, "");
        assert!(own.contains("支援措置のため、紙には載せていません") && own.contains("月に9万円"), "{own}");
    })
    .unwrap();
}
