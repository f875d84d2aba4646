use axum::http::StatusCode;
use office::testing::at_a_desk;

use super::browser::Browser;
use super::*;
use crate::SheetId;

const CONSENTED: [(&str, &str); 2] = [("consent", "written"), ("consented_on", "H30.4.9")];

fn form<'a>(city: &'a City, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let plain = [
        ("start", city.case.as_text()),
        ("kind", "forward"),
        ("urgency", "normal"),
        ("share_outcome", "yes"),
        ("summary", "三か月前に仕事がなくなった"),
        ("next", "send"),
    ];
    let kept = plain.into_iter().filter(|(name, _)| !more.iter().any(|(other, _)| other == name));
    kept.chain(more.iter().copied()).collect()
}

fn sheet_in(location: &str) -> SheetId {
    let id = location.strip_prefix("/sheets/").unwrap().split('?').next().unwrap();
    SheetId::from_text(id).unwrap()
}

fn first_leg(city: &City, by: &Actor, sheet: &SheetId) -> String {
    city.see(by, sheet).unwrap().legs[0].id.as_text().to_owned()
}

#[test]
fn a_clerk_connects_a_counsellor_accepts_and_the_clerk_reads_the_outcome() {
    at_a_desk(|bench| {
        let city = City::new(&bench);
        let (tax, support) = (Browser::of(&city.desk, &city.tax), Browser::of(&city.desk, &city.support));
        let opened = tax.get(&format!("/sheets/new?case={}", city.case));
        assert_eq!(opened.status, StatusCode::OK);
        assert!(opened.body.contains(CANARY) && opened.body.contains("1 同意"));
        let sent = tax.post("/sheets/new", &form(&city, &[CONSENTED[0], CONSENTED[1], ("to_0", "見本support")]));
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
        let sheet = sheet_in(&sent.location);
        assert!(tax.get(&sent.location).body.contains("送りました"));

        let queue = support.get("/queue/state");
        assert!(queue.body.contains("\"count\":1"), "{}", queue.body);
        assert!(support.get("/sheets").body.contains(CANARY));
        let page = support.get(&format!("/sheets/{sheet}")).body;
        for button in ["受け付けた", "一部受け付けた", "別の窓口へ", "戻す", "会えなかった"] {
            assert!(page.contains(&format!(">{button}</button>")), "{button}");
        }
        let leg = first_leg(&city, &city.support, &sheet);
        let accepted = support.post(&format!("/legs/{leg}/answer"), &[("answer", "accept")]);
        assert_eq!(accepted.status, StatusCode::SEE_OTHER, "{}", accepted.body);
        assert_eq!(city.holder(), agency("support"));
        let result = [("result", "applied"), ("programme", "住居確保給付金"), ("thanks", "ありがとうございました")];
        assert_eq!(support.post(&format!("/legs/{leg}/report"), &result).status, StatusCode::SEE_OTHER);

        let read = tax.get(&format!("/sheets/{sheet}")).body;
        assert!(read.contains("制度を申請した(住居確保給付金)") && read.contains("ありがとうございました"));
        assert!(read.contains("返事を読みました"));
        tax.post(&format!("/sheets/{sheet}/read"), &[]);
        assert!(!tax.get(&format!("/sheets/{sheet}")).body.contains("返事を読みました"));
        let unread = city.read(&city.tax, |hands, actor| crate::answers_unread(hands, actor, 10));
        assert!(unread.is_empty());
    })
    .unwrap();
}

#[test]
fn without_a_word_on_consent_the_form_comes_back_with_all_that_was_typed() {
    at_a_desk(|bench| {
        let city = City::new(&bench);
        let tax = Browser::of(&city.desk, &city.tax);
        let answered = tax.post("/sheets/new", &form(&city, &[("to_0", "見本support"), ("reason_0", "書いた理由")]));
        assert_eq!(answered.status, StatusCode::UNPROCESSABLE_ENTITY);
        for kept in ["はじめに、本人の同意を", "三か月前に仕事がなくなった", "書いた理由", "見本support"]
        {
            assert!(answered.body.contains(kept), "{kept}");
        }
    })
    .unwrap();
}

#[test]
fn a_refused_sheet_comes_back_with_the_sentence_and_all_that_was_typed() {
    at_a_desk(|bench| {
        let city = City::new(&bench);
        city.asked();
        let tax = Browser::of(&city.desk, &city.tax);
        let answered = tax.post("/sheets/new", &form(&city, &[CONSENTED[0], CONSENTED[1], ("to_0", "見本housing")]));
        assert_eq!(answered.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answered.body.contains(crate::Refusal::LeadPending.sentence()));
        assert!(answered.body.contains("三か月前に仕事がなくなった"));
    })
    .unwrap();
}

#[test]
fn pressing_twice_sends_once() {
    at_a_desk(|bench| {
        let city = City::new(&bench);
        let tax = Browser::of(&city.desk, &city.tax);
        let fields = form(
            &city,
            &[CONSENTED[0], CONSENTED[1], ("to_0", "見本support"), ("once", "sht_0123456789abcdefghjkmnpqrs")],
        );
        let (first, second) = (tax.post("/sheets/new", &fields), tax.post("/sheets/new", &fields));
        assert_eq!(sheet_in(&first.location), sheet_in(&second.location));
        assert_eq!(city.read(&city.support, crate::store::queue::queue_state).count, 1);
    })
    .unwrap();
}

#[test]
fn a_counter_is_found_and_chosen_without_script() {
    at_a_desk(|bench| {
        let city = City::new(&bench);
        let tax = Browser::of(&city.desk, &city.tax);
        let found = tax.post("/sheets/new", &form(&city, &[("next", "find"), ("find", "フードバンク")]));
        assert_eq!(found.status, StatusCode::OK);
        assert!(found.body.contains("choose:agc_food") && !found.body.contains("choose:agc_water"));
        let chosen = tax.post("/sheets/new", &form(&city, &[("next", "choose:agc_food")]));
        assert!(chosen.body.contains("value=\"agc_food\"") && chosen.body.contains("この窓口は画面を使っていません"));
    })
    .unwrap();
}

#[test]
fn a_reason_is_asked_before_a_sheet_goes_back_and_what_was_typed_stays() {
    at_a_desk(|bench| {
        let city = City::new(&bench);
        let sent = city.asked();
        let support = Browser::of(&city.desk, &city.support);
        let path = format!("/legs/{}/answer", sent.legs[0]);
        let asked = support.post(&path, &[("answer", "return"), ("note", "書いたひとこと")]);
        assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(asked.body.contains("書いたひとこと"));
        let back = support.post(&path, &[("answer", "return"), ("return_reason", "consent_unclear")]);
        assert_eq!(back.status, StatusCode::SEE_OTHER);
        let tax = Browser::of(&city.desk, &city.tax);
        let seen = tax.get(&format!("/sheets/{}", sent.sheet)).body;
        assert!(seen.contains("本人に同意を確かめ、同意の欄を直して"), "what to do next is told");
    })
    .unwrap();
}

#[test]
fn the_second_editor_is_shown_both_texts() {
    at_a_desk(|bench| {
        let city = City::new(&bench);
        let sent = city.asked();
        let tax = Browser::of(&city.desk, &city.tax);
        let path = format!("/sheets/{}/amend", sent.sheet);
        let words = |text: &'static str| [("version", "1"), ("summary", text), ("urgency", "normal")];
        assert_eq!(tax.post(&path, &words("先の職員の文")).status, StatusCode::SEE_OTHER);
        let late = tax.post(&path, &words("後の職員の文"));
        assert_eq!(late.status, StatusCode::CONFLICT);
        assert!(late.body.contains("先の職員の文") && late.body.contains("後の職員の文"));
        let support = Browser::of(&city.desk, &city.support);
        assert!(support.get(&format!("/sheets/{}", sent.sheet)).body.contains("書き直されました"));
    })
    .unwrap();
}

#[test]
fn an_answer_by_telephone_is_entered_against_the_code() {
    at_a_desk(|bench| {
        let city = City::new(&bench);
        let sent = city.send(&city.tax, city.sheet(Kind::Parallel, written(), vec![beside("food")])).unwrap();
        let (tax, water) = (Browser::of(&city.desk, &city.tax), Browser::of(&city.desk, &city.water));
        let printed = tax.get(&format!("/sheets/{}/print", sent.sheet)).body;
        assert!(printed.contains(&sent.code));
        assert!(tax.get(&format!("/returns?code={}", sent.code.replace('-', ""))).body.contains("見本food"));
        let other = water.get(&format!("/returns?code={}", sent.code));
        assert!(!other.body.contains(CANARY) && !other.body.contains("見本food"));
        let fields =
            [("code", sent.code.as_str()), ("leg", sent.legs[0].as_text()), ("how", "telephone"), ("answer", "accept")];
        assert_eq!(tax.post("/returns", &fields).status, StatusCode::SEE_OTHER);
        let seen = city.see(&city.tax, &sent.sheet).unwrap();
        assert_eq!(seen.legs[0].state, crate::LegState::Accepted);
    })
    .unwrap();
}

/// Every page that can be asked for by GET, about this sheet.
fn pages(sheet: &SheetId, case: &CaseId, code: &str) -> Vec<String> {
    let mut paths: Vec<String> = ["to_answer", "to_report", "awaited", "received", "sent", "drafts"]
        .iter()
        .map(|show| format!("/sheets?show={show}"))
        .collect();
    paths.extend(["/overdue", "/rounds", "/queue/state", "/sheets/counters?q=見本", "/returns"].map(str::to_owned));
    paths.extend([
        format!("/sheets/{sheet}"),
        format!("/sheets/{sheet}/print"),
        format!("/sheets/{sheet}/amend"),
        format!("/sheets/new?case={case}"),
        format!("/sheets/new?again={sheet}"),
        format!("/returns?code={code}"),
    ]);
    paths
}

#[test]
fn no_page_tells_a_receiver_without_consent_or_a_stranger_who_it_is() {
    at_a_desk(|bench| {
        let city = City::new(&bench);
        let nobody = Consent::NotYet { ground: None };
        let sent = city.send(&city.tax, city.sheet(Kind::Information, nobody, vec![beside("support")])).unwrap();
        city.desk.clock().set(office::Instant::at(today().plus_days(40), 9, 0).unwrap());
        let mut asked = 0;
        for by in [&city.support, &city.water, &city.coordinator] {
            let browser = Browser::of(&city.desk, by);
            for path in pages(&sent.sheet, &city.case, &sent.code) {
                let answered = browser.get(&path);
                asked += 1;
                for canary in [CANARY, "かなりあ たろう", "かなりあ町", "0000-7777", "昭和42"] {
                    assert!(!answered.body.contains(canary), "{} tells {canary} to {}", path, by.name);
                    assert!(!answered.location.contains(canary));
                }
                assert!(!answered.status.is_server_error(), "{path}");
            }
        }
        assert_eq!(asked, 51);
        let own = Browser::of(&city.desk, &city.tax).get(&format!("/sheets/new?case={}", city.case));
        assert!(own.body.contains(CANARY), "the canary is really there");
    })
    .unwrap();
}

#[test]
fn whatever_is_sent_is_answered_in_words_and_never_breaks() {
    at_a_desk(|bench| {
        let city = City::new(&bench);
        let sent = city.asked();
        let (tax, support) = (Browser::of(&city.desk, &city.tax), Browser::of(&city.desk, &city.support));
        let long = "あ".repeat(30_000);
        let odd =
            ["", "\u{0}", "<script>", "ﾊﾝｶｸ", "𠮷野家\u{200d}", "99999999999999999999", "-1", "🙂", long.as_str()];
        let doors = [
            "/sheets/new".to_owned(),
            format!("/sheets/{}/amend", sent.sheet),
            format!("/sheets/{}/withdraw", sent.sheet),
            format!("/legs/{}/answer", sent.legs[0]),
            format!("/legs/{}/report", sent.legs[0]),
            "/returns".to_owned(),
            "/legs/leg_nowhere/answer".to_owned(),
            "/sheets/sht_nowhere/read".to_owned(),
        ];
        for text in odd {
            for door in &doors {
                let fields = [
                    ("start", city.case.as_text()),
                    ("consent", text),
                    ("consented_on", text),
                    ("kind", text),
                    ("urgency", text),
                    ("summary", text),
                    ("to_0", text),
                    ("to_id_0", text),
                    ("version", text),
                    ("answer", text),
                    ("note", text),
                    ("forward_to", text),
                    ("return_reason", text),
                    ("result", text),
                    ("first_met_on", text),
                    ("code", text),
                    ("once", text),
                    ("concern", text),
                    ("leg", text),
                ];
                for browser in [&tax, &support] {
                    let answered = browser.post(door, &fields);
                    assert!(
                        !answered.status.is_server_error(),
                        "{door} broke on {:?}",
                        text.chars().take(9).collect::<String>()
                    );
                }
            }
            for path in [format!("/sheets?show={text}&after={text}&leg={text}"), format!("/returns?code={text}")] {
                if text.len() < 1_000 {
                    assert!(!tax.get(&path).status.is_server_error(), "{path}");
                }
            }
        }
        assert_eq!(tax.get("/sheets/sht_nowhere").status, StatusCode::NOT_FOUND);
        assert_eq!(tax.get("/sheets/new").status, StatusCode::NOT_FOUND);
    })
    .unwrap();
}

#[test]
fn a_sheet_written_from_a_reception_takes_its_words_but_not_the_mark_of_violence() {
    at_a_desk(|bench| {
        let city = City::new(&bench);
        let (case, person) = (city.case.clone(), city.person.clone());
        let concern = |code: &str| intake::Concern { code: code.into(), most: false };
        let told = intake::Told {
            words: Some("家に帰りたくない".into()),
            concerns: vec![concern("debt"), concern("dv_abuse")],
            wishes: vec!["no_calls_home".into()],
            ..intake::Told::on(today())
        };
        let id = city
            .desk
            .act_now(&city.tax, May::ReceiveIntake, Nothing, move |mut act| {
                let new = intake::NewIntake {
                    case,
                    person: Some(person),
                    agency: act.agency().clone(),
                    staff: act.actor().staff.clone(),
                    anonymous: false,
                    told,
                    initial_route: None,
                    via_leg: None,
                };
                let id = intake::insert(&mut act, &new)?;
                act.done(About::nothing(), "受付", id)
            })
            .unwrap();
        let tax = Browser::of(&city.desk, &city.tax);
        let opened = tax.get(&format!("/sheets/new?intake={id}")).body;
        assert!(opened.contains("家に帰りたくない") && opened.contains("自宅に電話しないでほしい"));
        assert!(opened.contains("name=\"concern\" value=\"debt\" checked"));
        assert!(opened.contains("name=\"concern\" value=\"dv_abuse\">"), "left for the writer to mark");
        let fields = form(&city, &[CONSENTED[0], CONSENTED[1], ("to_0", "見本support"), ("start", id.as_text())]);
        assert_eq!(tax.post("/sheets/new", &fields).status, StatusCode::SEE_OTHER);
        let codes = city.desk.codes().clone();
        let read = id.clone();
        let intake = city.read(&city.tax, move |hands, _| intake::read(hands, &codes, &read).map_err(Fault::from));
        assert_eq!(intake.status, intake::Status::Connected);
    })
    .unwrap();
}
