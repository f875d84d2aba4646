use noticing::CounterLine;
use office::testing::at_a_desk;
use office::{Fault, Hands};
use web::Pairs;

use super::{Browser, block, clerk, person, said, taken, typed};
use crate::Who;

const WORDS: &str = "母と二人です。家賃を三か月払えていません。サラ金から百万円借りています。";

fn pairs(fields: &[(&str, &str)]) -> Pairs {
    Pairs(fields.iter().map(|(field, value)| ((*field).to_owned(), (*value).to_owned())).collect())
}

fn rows(bench: &office::testing::Bench) -> (i64, i64) {
    let count = |sql: &'static str| {
        let (rows,): (i64,) = bench.desk.db().read_now(move |reader| reader.one(sql, &[])).unwrap();
        rows
    };
    (count("select count(*) from intake_judgement"), count("select count(*) from intake_judgement_back"))
}

fn hidden(body: &str, name: &str) -> String {
    let (_, rest) = body.split_once(&format!("name=\"{name}\" value=\"")).unwrap();
    rest.split('"').next().unwrap().to_owned()
}

#[test]
fn a_suggestion_is_kept_only_once_a_worker_takes_it_as_their_own_with_a_ground_and_can_be_taken_back() {
    at_a_desk(|bench| {
        let tax = clerk(&bench, "sato", "tax");
        let kept = taken(&bench, &tax, Who::New(person("見本", "みほん")), said(&bench, WORDS)).unwrap();
        let (browser, path) = (Browser::of(&bench.desk, &tax), format!("/intake/{}", kept.intake));
        let page = block(browser.get(&path)).body;
        assert!(
            page.contains("自分の見立てとして加える")
                && page.contains("「サラ金から百万円借りています」とのお話から。")
        );
        assert_eq!(rows(&bench), (0, 0), "a look keeps nothing");
        let accept = format!("{path}/judgements");
        let empty = block(browser.post(&accept, &pairs(&[("issue", "debt"), ("debt", " ")])));
        assert!(empty.status == 422 && empty.body.contains("そう見立てた根拠を一言"), "{}", empty.body);
        assert!(empty.body.contains("<details class=\"fold\" open>"));
        let fields = [("issue", "debt"), ("debt", "返済の話が二度出た"), ("rule", "debt.exists")];
        assert_eq!(block(browser.post(&accept, &pairs(&fields))).location, path);
        assert_eq!(rows(&bench), (1, 0));
        let page = block(browser.get(&path)).body;
        let (_, judged) = page.split_once("職員の見立て</h2>").unwrap();
        assert!(judged.contains("返済の話が二度出た") && judged.contains("の見立てです"), "{judged}");
        assert_eq!(block(browser.post(&accept, &pairs(&fields))).status, 409, "the same issue stands already");
        let back = pairs(&[("judgement", &hidden(&page, "judgement"))]);
        assert_eq!(block(browser.post(&format!("{accept}/back"), &back)).location, path);
        assert_eq!(rows(&bench), (1, 1), "what was judged stays readable");
        let page = block(browser.get(&path)).body;
        assert!(page.contains("取り下げた見立て") && page.contains("返済の話が二度出た"));
        assert_eq!(block(browser.post(&format!("{accept}/back"), &back)).status, 409);
        assert_eq!(block(browser.post(&accept, &pairs(&fields))).status, 303, "it may be judged anew");
    })
    .unwrap();
}

#[test]
fn the_ground_is_sealed_and_another_counter_neither_judges_nor_takes_back() {
    at_a_desk(|bench| {
        let (tax, water) = (clerk(&bench, "sato", "tax"), clerk(&bench, "kato", "water"));
        let kept = taken(&bench, &tax, Who::New(person("見本", "みほん")), said(&bench, WORDS)).unwrap();
        let accept = format!("/intake/{}/judgements", kept.intake);
        let fields = pairs(&[("issue", "debt"), ("debt", "金糸雀の根拠"), ("rule", "no.such.rule")]);
        assert_eq!(block(Browser::of(&bench.desk, &water).post(&accept, &fields)).status, 404);
        assert_eq!(rows(&bench), (0, 0));
        assert_eq!(block(Browser::of(&bench.desk, &tax).post(&accept, &fields)).status, 303);
        let (ground, rule): (Vec<u8>, Option<String>) =
            bench.desk.db().read_now(|reader| reader.one("select ground, rule from intake_judgement", &[])).unwrap();
        let canary = "金糸雀".as_bytes();
        assert!(!ground.windows(canary.len()).any(|part| part == canary));
        assert_eq!(rule, None, "only a rule that there is can have suggested it");
        let page = block(Browser::of(&bench.desk, &tax).get(&format!("/intake/{}", kept.intake))).body;
        let back = pairs(&[("judgement", &hidden(&page, "judgement"))]);
        assert_eq!(block(Browser::of(&bench.desk, &water).post(&format!("{accept}/back"), &back)).status, 404);
        for (field, value) in [("issue", "nothing"), ("issue", "")] {
            assert_eq!(block(Browser::of(&bench.desk, &tax).post(&accept, &pairs(&[(field, value)]))).status, 404);
        }
        assert_eq!(rows(&bench), (1, 0));
    })
    .unwrap();
}

/// One health centre that is open, with a language.
pub(super) fn directory(_: &mut Hands<'_, '_>, kind: &str) -> Result<Vec<CounterLine>, Fault> {
    let line = CounterLine {
        name: "見本保健センター".to_owned(),
        phone: "0000-33-4444".to_owned(),
        hours: "平日 8:30〜17:15".to_owned(),
        languages: "ベトナム語".to_owned(),
        open_now: true,
    };
    Ok(if kind == "health_center" { vec![line] } else { Vec::new() })
}

#[test]
fn beside_the_form_danger_is_folded_away_and_says_whom_to_call_with_hours() {
    at_a_desk(|bench| {
        let browser = Browser::of(&bench.desk, &clerk(&bench, "sato", "tax"));
        let form = typed(&bench, &[("whom", "new"), ("words", "もう死にたい")]);
        let page = block(browser.post("/intake/aid", &form)).body;
        let (open, folded) = page.split_once("<details class=\"fold\"><summary>職員だけに向けた案内").unwrap();
        assert!(!open.contains("自死の危険") && folded.contains("自死の危険"));
        assert!(!open.contains("0000-33-4444") && folded.contains("見本保健センター 0000-33-4444 平日 8:30〜17:15"));
        assert!(folded.contains("通じる言葉: ベトナム語") && folded.contains("いま開いています"));
        assert!(folded.contains("あるかもしれない課題") && folded.contains("<mark>"));
        assert!(!folded.contains("/notice/refuse"), "a form within a form");
        assert!(page.contains("href=\"/notice\""));
        assert_eq!(rows(&bench), (0, 0));
    })
    .unwrap();
}
