use axum::http::StatusCode;
use office::testing::at_a_desk;
use people::Beginning;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use super::browser::Browser;
use super::*;
use crate::more::{Question, Telling, Turn};
use crate::{MoreId, SheetId};

pub(super) fn ask(city: &City, by: &Actor, sheet: &SheetId, kinds: &[&str]) -> Result<MoreId, Trouble> {
    let kinds = kinds.iter().map(|kind| (*kind).to_owned()).collect();
    let question = Question { kinds, why: "給付の準備のため".into() };
    city.on_sheet(by, (May::AskMore, sheet), move |act, sheet| crate::more::ask(act, sheet, &question))
}

pub(super) fn tell(
    city: &City,
    by: &Actor,
    (sheet, more): (&SheetId, &MoreId),
    (consent, told): (Option<Consent>, &[(&str, &str)]),
) -> Result<(), Trouble> {
    let told = told.iter().map(|(kind, text)| ((*kind).to_owned(), (*text).to_owned())).collect();
    let telling = Telling { consent, told, instead: Some("面談で本人に聞いてください".into()) };
    let more = more.clone();
    city.on_sheet(by, (May::TellMore, sheet), move |act, sheet| crate::more::tell(act, (sheet, &more), &telling))
}

pub(super) fn withdraw(city: &City, sheet: &SheetId) -> Result<(), Trouble> {
    city.on_sheet(&city.tax, (May::WithdrawConsent, sheet), |act, sheet| {
        crate::withdraw::withdraw_consent(act, sheet, None)
    })
}

pub(super) fn oral() -> Option<Consent> {
    Some(Consent::Oral { on: today(), heard_by: "見本 花子".into() })
}

/// Everything about sheets that any page shows to `by`.
fn everything(city: &City, by: &Actor, sheet: &SheetId) -> String {
    let mut all = format!("{:?}", city.see(by, sheet));
    for which in [crate::store::lists::Which::ToAnswer, crate::store::lists::Which::Received] {
        let lines = city.read(by, move |hands, actor| crate::store::lists::of_agency(hands, actor, which, None, 50));
        all.push_str(&format!("{lines:?}"));
    }
    all + &format!("{:?}", notices(city, by))
}

fn notices(city: &City, by: &Actor) -> Vec<crate::more::Notice> {
    city.read(by, |hands, actor| Ok(crate::more::today(hands, actor, 50).unwrap()))
}

#[test]
fn a_receiver_asks_for_more_and_reads_what_the_person_let_be_told() {
    at_a_desk(|bench| {
        let city = City::new(&bench);
        let both = city.sheet(Kind::Parallel, written(), vec![beside("support"), beside("water")]);
        let sheet = city.send(&city.tax, both).unwrap().sheet;
        let open = |by| Browser::of(&city.desk, by);
        let (tax, support, water) = (open(&city.tax), open(&city.support), open(&city.water));
        let (page, form) = (format!("/sheets/{sheet}"), format!("/sheets/{sheet}/ask-more"));
        assert!(support.get(&page).body.contains("詳しく聞く"));
        let quiet = tax.get("/queue/state").body;
        let asked = support.post(&form, &[("kind", "money"), ("kind", "health"), ("why", "給付の準備のため")]);
        assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", asked.body);

        // The sender hears of it on an open page, on 今日 and on the sheet.
        assert_ne!(tax.get("/queue/state").body, quiet);
        let told = notices(&city, &city.tax);
        assert_eq!((told.len(), told[0].turn, told[0].agency.clone()), (1, Turn::ToTell, agency("support")));
        assert!(tax.get("/sheets").body.contains("詳しく聞かれている"));
        assert!(tax.get(&page).body.contains("詳しく聞かれています"));

        let more = city.see(&city.tax, &sheet).unwrap().more[0].id.clone();
        let answer = format!("/sheets/{sheet}/tell-more");
        assert!(tax.get(&answer).body.contains("給付の準備のため"));
        let fields = [
            ("more", more.as_text()),
            ("tell", "money"),
            ("text_1", "月に9万円の年金"),
            ("consent", "oral"),
            ("consented_on", "H30.4.9"),
            ("heard_by", "見本 花子"),
            ("instead", "健康のことは面談で本人に"),
        ];
        let answered = tax.post(&answer, &fields);
        assert_eq!(answered.status, StatusCode::SEE_OTHER, "{}", answered.body);

        let seen = support.get(&page).body;
        for word in ["月に9万円の年金", "健康のことは面談で本人に", "詳しく聞いたことに返事が届きました"]
        {
            assert!(seen.contains(word), "{word}");
        }
        assert_eq!(notices(&city, &city.support)[0].turn, Turn::ToRead);
        assert_eq!(support.post(&format!("{page}/more-read"), &[]).status, StatusCode::SEE_OTHER);
        assert!(notices(&city, &city.support).is_empty() && notices(&city, &city.tax).is_empty());
        assert!(tax.get(&page).body.contains("月に9万円の年金"), "its own words stay with the sender");
        for kept in ["月に9万円", "給付の準備", "面談で本人に", "詳しく聞いた</", "収入・資産"]
        {
            assert!(!water.get(&page).body.contains(kept), "{kept}");
        }
        assert_eq!(city.see(&city.water, &sheet).unwrap().events.len(), 1, "the others' history is silent about it");
        let kinds: Vec<_> = city.see(&city.support, &sheet).unwrap().events.iter().map(|event| event.kind).collect();
        assert_eq!(kinds.len(), 3, "sent, asked, told: {kinds:?}");
        assert_eq!(tax.post(&answer, &fields).status, StatusCode::CONFLICT, "an answer is written once");
    })
    .unwrap();
}

#[test]
fn what_is_written_without_its_tick_is_told_to_nobody_and_kept_for_the_writer() {
    at_a_desk(|bench| {
        let city = City::new(&bench);
        let sheet = city.asked().sheet;
        let more = ask(&city, &city.support, &sheet, &["health", "money"]).unwrap();
        let tax = Browser::of(&city.desk, &city.tax);
        let fields = [
            ("more", more.as_text()),
            ("tell", "money"),
            ("text_0", "ひみつの病名"),
            ("text_1", "月に9万円"),
            ("consent", "written"),
            ("consented_on", "H30.4.9"),
            ("instead", "面談で"),
        ];
        let again = tax.post(&format!("/sheets/{sheet}/tell-more"), &fields);
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(again.body.contains("ひみつの病名") && again.body.contains("まだ伝わりません"));
        let seen = everything(&city, &city.support, &sheet);
        assert!(!seen.contains("ひみつの病名") && !seen.contains("月に9万円"), "{seen}");
    })
    .unwrap();
}

#[test]
fn nothing_is_told_without_the_persons_word_or_a_ground_of_law() {
    at_a_desk(|bench| {
        let city = City::new(&bench);
        let sheet = city.asked().sheet;
        let more = ask(&city, &city.support, &sheet, &["health"]).unwrap();
        let told: &[(&str, &str)] = &[("health", "通院している")];
        for consent in [None, Some(Consent::NotYet { ground: None })] {
            let trouble = tell(&city, &city.tax, (&sheet, &more), (consent, told)).unwrap_err();
            assert!(is(trouble, crate::Refusal::TellingWithoutConsent));
        }
        let unasked = tell(&city, &city.tax, (&sheet, &more), (oral(), &[("money", "9万円")])).unwrap_err();
        assert!(is(unasked, crate::Refusal::MoreNotAskedFor));
        let ground = crate::LegalGround { code: "life_in_danger".into(), reason: "けさから応答がない".into() };
        let by_law = Some(Consent::NotYet { ground: Some(ground) });
        tell(&city, &city.tax, (&sheet, &more), (by_law, told)).unwrap();
        assert!(everything(&city, &city.support, &sheet).contains("通院している"));
    })
    .unwrap();
}

#[test]
fn when_consent_is_withdrawn_nothing_more_is_told_and_what_was_told_is_gone() {
    at_a_desk(|bench| {
        let city = City::new(&bench);
        let sheet = city.asked().sheet;
        let first = ask(&city, &city.support, &sheet, &["money"]).unwrap();
        tell(&city, &city.tax, (&sheet, &first), (oral(), &[("money", "月に9万円")])).unwrap();
        let second = ask(&city, &city.support, &sheet, &["health"]).unwrap();
        withdraw(&city, &sheet).unwrap();
        let late = tell(&city, &city.tax, (&sheet, &second), (oral(), &[("health", "通院")])).unwrap_err();
        assert!(is(late, crate::Refusal::ConsentWithdrawn));
        let again = ask(&city, &city.support, &sheet, &["health"]).unwrap_err();
        assert!(is(again, crate::Refusal::ConsentWithdrawn));
        assert!(notices(&city, &city.tax).is_empty(), "no question waits that cannot be answered");
        let seen = everything(&city, &city.support, &sheet);
        assert!(!seen.contains("月に9万円") && !seen.contains("給付の準備"), "{seen}");
        let page = Browser::of(&city.desk, &city.support).get(&format!("/sheets/{sheet}")).body;
        assert!(page.contains("本人が同意を撤回しました。伝えた内容は"));
        assert!(page.contains("本人が同意を撤回しました。ここからは伝えられません。"));
    })
    .unwrap();
}

#[test]
fn a_word_given_for_one_telling_can_be_taken_back_where_the_sheet_rests_on_law() {
    at_a_desk(|bench| {
        let city = City::new(&bench);
        let ground = crate::LegalGround { code: "life_in_danger".into(), reason: "けさから応答がない".into() };
        let by_law = Consent::NotYet { ground: Some(ground) };
        let sheet = city.send(&city.tax, city.sheet(Kind::Parallel, by_law, vec![beside("support")])).unwrap().sheet;
        assert!(is(withdraw(&city, &sheet).unwrap_err(), crate::Refusal::ConsentNotGiven));
        let more = ask(&city, &city.support, &sheet, &["money"]).unwrap();
        tell(&city, &city.tax, (&sheet, &more), (oral(), &[("money", "月に9万円")])).unwrap();
        withdraw(&city, &sheet).unwrap();
        let seen = city.see(&city.support, &sheet).unwrap();
        assert!(seen.named, "the ground of law stands");
        assert_eq!(seen.more[0].answer.as_ref().unwrap().told[0].text, None);
    })
    .unwrap();
}

#[test]
fn an_anonymous_question_can_be_answered_in_part_and_still_names_nobody() {
    at_a_desk(|bench| {
        let city = City::new(&bench);
        let not_yet = Consent::NotYet { ground: None };
        let new = city.sheet(Kind::Information, not_yet, vec![beside("support")]);
        let sheet = city.send(&city.tax, new).unwrap().sheet;
        let more = ask(&city, &city.support, &sheet, &["money"]).unwrap();
        tell(&city, &city.tax, (&sheet, &more), (oral(), &[("money", "月に9万円")])).unwrap();
        let seen = everything(&city, &city.support, &sheet);
        assert!(seen.contains("月に9万円") && !seen.contains(CANARY), "{seen}");
    })
    .unwrap();
}

#[test]
fn whoever_holds_the_household_now_may_answer_and_the_counter_that_asks_never_answers_itself() {
    at_a_desk(|bench| {
        let city = City::new(&bench);
        let both = city.sheet(Kind::Forward, written(), vec![lead("support"), beside("water")]);
        let sent = city.send(&city.tax, both).unwrap();
        city.accept(&city.support, &sent.legs[0]).unwrap();
        let own = ask(&city, &city.support, &sent.sheet, &["money"]).unwrap();
        let more = ask(&city, &city.water, &sent.sheet, &["money"]).unwrap();
        let told: &[(&str, &str)] = &[("money", "月に9万円")];
        let itself = tell(&city, &city.support, (&sent.sheet, &own), (oral(), told)).unwrap_err();
        assert!(is(itself, crate::Refusal::MoreNotYours));
        assert!(is_not_there(tell(&city, &city.water, (&sent.sheet, &more), (oral(), told)).unwrap_err()));
        let turns: Vec<_> = notices(&city, &city.support).into_iter().map(|notice| notice.turn).collect();
        assert_eq!(turns, [Turn::ToTell]);
        tell(&city, &city.support, (&sent.sheet, &more), (oral(), told)).unwrap();
        assert!(everything(&city, &city.water, &sent.sheet).contains("月に9万円"));
        assert!(!everything(&city, &city.tax, &sent.sheet).contains("月に9万円"), "told to the one that asked alone");
    })
    .unwrap();
}

#[test]
fn a_question_no_longer_waits_once_its_counter_has_given_the_sheet_back() {
    at_a_desk(|bench| {
        let city = City::new(&bench);
        let sent = city.asked();
        let more = ask(&city, &city.support, &sent.sheet, &["money"]).unwrap();
        city.on_leg(&city.support, (May::AnswerLeg, &sent.legs[0]), |act, leg| {
            let back = crate::answer::Answer::Return { reason: "needs_more_facts".into(), note: None };
            crate::answer::answer(act, leg, &back, crate::AnsweredHow::Screen)
        })
        .unwrap();
        assert!(notices(&city, &city.tax).is_empty());
        let page = Browser::of(&city.desk, &city.tax).get(&format!("/sheets/{}", sent.sheet)).body;
        assert!(page.contains("いまは待っていません") && !page.contains("聞かれたことに返事をする"));
        let late = tell(&city, &city.tax, (&sent.sheet, &more), (oral(), &[("money", "月に9万円")])).unwrap_err();
        assert!(is(late, crate::Refusal::SheetEnded));
    })
    .unwrap();
}

#[test]
fn the_basic_part_that_was_told_disappears_when_the_person_comes_under_protection() {
    at_a_desk(|bench| {
        let city = City::new(&bench);
        let sheet = city.asked().sheet;
        let more = ask(&city, &city.support, &sheet, &["basic", "money"]).unwrap();
        let told: &[(&str, &str)] = &[("basic", "いまは見本町9-9"), ("money", "月に9万円")];
        tell(&city, &city.tax, (&sheet, &more), (oral(), told)).unwrap();
        assert!(everything(&city, &city.support, &sheet).contains("見本町9-9"));
        let (person, by) = (city.person.clone(), actor(&city.desk, "mori", "tax", &["counsellor"]).unwrap());
        city.desk
            .act_now(&by, May::ProtectPerson, people::PersonSubject(person.clone()), move |mut act| {
                let beginning = Beginning { reason: "申出".into(), until: act.today().plus_days(365) };
                people::begin_protection(&mut act, &person, beginning, &[])?;
                act.done(About::person(&person), "支援措置", ())
            })
            .unwrap();
        let seen = everything(&city, &city.support, &sheet);
        assert!(!seen.contains("見本町9-9") && seen.contains("月に9万円"), "{seen}");
    })
    .unwrap();
}

/// One step of a history: which counter, and what.
#[derive(Debug, Clone)]
enum Step {
    Ask(usize, Vec<usize>),
    Tell(Try),
    WithdrawConsent,
    WithdrawSheet,
    Accept(usize),
}

/// The counter that tries to answer, which question, which kinds, and with the person's word or without.
#[derive(Debug, Clone)]
struct Try {
    who: usize,
    which: usize,
    kinds: Vec<usize>,
    only_asked: bool,
    word: bool,
}

fn attempt() -> impl Strategy<Value = Step> {
    let words = (prop::bool::weighted(0.8), prop::bool::weighted(0.8));
    (prop_oneof![1 => 0..4usize, 2 => Just(3)], 0..8usize, kinds(0), words)
        .prop_map(|(who, which, kinds, (only_asked, word))| Step::Tell(Try { who, which, kinds, only_asked, word }))
}

fn kinds(least: usize) -> impl Strategy<Value = Vec<usize>> {
    prop::sample::subsequence((0..KINDS.len()).collect::<Vec<_>>(), least..KINDS.len())
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        10 => (0..3usize, kinds(0)).prop_map(|(who, kinds)| Step::Ask(who, kinds)),
        16 => attempt(),
        1 => Just(Step::WithdrawConsent),
        1 => Just(Step::WithdrawSheet),
        4 => (0..3usize).prop_map(Step::Accept),
    ]
}

const KINDS: [&str; 6] = ["basic", "health", "work_school", "money", "welfare_use", "life"];

/// What a test knows of a question, told apart from the program.
struct Known {
    asker: usize,
    id: MoreId,
    kinds: Vec<usize>,
    told: Vec<String>,
    refused: Vec<String>,
}

/// Each receiver reads what was told to it, as long as it may, and nothing else. Gives how much was read.
fn each_reads_its_own(city: &City, sheet: &SheetId, known: &[Known], may: impl Fn(&Known) -> bool) -> usize {
    let mut read = 0;
    for (at, by) in [&city.support, &city.water, &city.housing].into_iter().enumerate() {
        let seen = everything(city, by, sheet);
        for one in known {
            assert!(!one.refused.iter().any(|canary| seen.contains(canary.as_str())), "{seen}");
            let may = one.asker == at && may(one);
            for canary in &one.told {
                assert_eq!(seen.contains(canary.as_str()), may, "{canary}\n{seen}");
                read += usize::from(may);
            }
        }
    }
    read
}

#[test]
fn in_no_history_does_a_receiver_read_what_was_not_let_be_told_to_it() {
    at_a_desk(|bench| {
        let city = City::new(&bench);
        let askers = [&city.support, &city.water, &city.housing];
        let everyone = [&city.support, &city.water, &city.housing, &city.tax];
        let mut runner = TestRunner::deterministic();
        let (mut texts, mut read) = (0, 0);
        for _ in 0..40 {
            let steps = prop::collection::vec(step(), 6..28).new_tree(&mut runner).unwrap().current();
            let legs = vec![beside("support"), beside("water"), beside("housing")];
            let sent = city.send(&city.tax, city.sheet(Kind::Parallel, written(), legs)).unwrap();
            let mut known: Vec<Known> = Vec::new();
            let (mut withdrawn, mut taken_back) = (false, [false; 3]);
            let mut accepted = [false; 3];
            for step in &steps {
                match step {
                    Step::Ask(who, kinds) => {
                        let named: Vec<&str> = kinds.iter().map(|kind| KINDS[*kind]).collect();
                        if let Ok(id) = ask(&city, askers[*who], &sent.sheet, &named) {
                            let (kinds, told, refused) = (kinds.clone(), Vec::new(), Vec::new());
                            known.push(Known { asker: *who, id, kinds, told, refused });
                        }
                    }
                    Step::Tell(Try { who, which, kinds, only_asked, word }) => {
                        let at = which % known.len().max(1);
                        let Some(one) = known.get_mut(at) else { continue };
                        texts += 1;
                        let canary = format!("伝える{texts}番。");
                        let fits = kinds.iter().filter(|kind| !only_asked || one.kinds.contains(kind));
                        let told: Vec<(&str, &str)> = fits.map(|kind| (KINDS[*kind], canary.as_str())).collect();
                        let consent = word.then(written);
                        let done = tell(&city, everyone[*who], (&sent.sheet, &one.id), (consent, &told));
                        // Told apart from the rules: only the sender, only with the person's word, only once.
                        assert!(done.is_err() || (*who == 3 && !withdrawn && (*word || told.is_empty())), "{step:?}");
                        let list = if done.is_ok() { &mut one.told } else { &mut one.refused };
                        if !told.is_empty() {
                            list.push(canary);
                        }
                    }
                    Step::WithdrawConsent => withdrawn |= withdraw(&city, &sent.sheet).is_ok(),
                    Step::WithdrawSheet => {
                        let done = city.on_sheet(&city.tax, (May::WithdrawSheet, &sent.sheet), |act, sheet| {
                            crate::withdraw::withdraw(act, sheet, "考え直したい")
                        });
                        if done.is_ok() {
                            taken_back = std::array::from_fn(|at| taken_back[at] || !accepted[at]);
                        }
                    }
                    Step::Accept(who) => accepted[*who] |= city.accept(askers[*who], &sent.legs[*who]).is_ok(),
                }
            }
            let may = |one: &Known| !withdrawn && !taken_back[one.asker];
            read += each_reads_its_own(&city, &sent.sheet, &known, may);
        }
        assert!(texts > 100 && read > 10, "{texts} texts written, {read} read");
    })
    .unwrap();
}
