//! quality.md U12: a new consultation takes at most 12 actions beyond text.

use office::testing::at_a_desk;

use super::{Browser, block, clerk, typed};

/// One press of a key or button, and what must stand in the page for it.
struct Press {
    page: &'static str,
    control: &'static str,
}

const WHOM: &str = "/intake/new";
const FORM: &str = "/intake/new/form?person=new";

/// A usual consultation, press by press: opened, no name yet, what was said (text), two concerns of which one ◎,
/// the person came, one wish, saved. The counter and today stand there already.
const USUAL: &[Press] = &[
    Press { page: WHOM, control: "<h1>相談を受ける</h1>" },
    Press { page: WHOM, control: "href=\"/intake/new/form?person=new\"" },
    Press { page: FORM, control: "name=\"concern\" value=\"debt\"" },
    Press { page: FORM, control: "name=\"concern\" value=\"housing\"" },
    Press { page: FORM, control: "name=\"concern_main\" value=\"housing\"" },
    Press { page: FORM, control: "name=\"visitor\" value=\"self\"" },
    Press { page: FORM, control: "name=\"wishes\" value=\"no_calls_home\"" },
    Press { page: FORM, control: "name=\"next\" value=\"connect\"" },
];

#[test]
fn a_usual_consultation_takes_at_most_twelve_actions_beyond_text() {
    at_a_desk(|bench| {
        let browser = Browser::of(&bench.desk, &clerk(&bench, "sato", "tax"));
        for press in USUAL {
            let page = block(browser.get(press.page)).body;
            assert!(page.contains(press.control), "{} is not in {}", press.control, press.page);
        }
        assert!(USUAL.len() <= 12, "{} actions", USUAL.len());
        let answer = block(browser.post(
            "/intake/new/form",
            &typed(
                &bench,
                &[
                    ("whom", "new"),
                    ("words", "家賃が払えない"),
                    ("concern", "debt"),
                    ("concern", "housing"),
                    ("concern_main", "housing"),
                    ("visitor", "self"),
                    ("wishes", "no_calls_home"),
                    ("next", "connect"),
                ],
            ),
        ));
        assert_eq!(answer.status, 303, "these presses are enough: {}", answer.body);
    })
    .unwrap();
}

#[test]
fn the_shortest_consultation_is_three_presses_because_nothing_else_is_compulsory() {
    at_a_desk(|bench| {
        let browser = Browser::of(&bench.desk, &clerk(&bench, "sato", "tax"));
        let page = block(browser.get(FORM)).body;
        assert_eq!(page.matches("class=\"must\"").count(), 1, "only the day is marked 必須");
        assert!(page.contains("value=\"H30.4.9(月)\""), "and it stands there already");
        let untouched = typed(&bench, &[("whom", "new"), ("next", "save")]);
        assert_eq!(block(browser.post("/intake/new/form", &untouched)).status, 303);
    })
    .unwrap();
}

#[test]
fn enter_in_a_field_keeps_a_draft_and_decides_nothing() {
    at_a_desk(|bench| {
        let browser = Browser::of(&bench.desk, &clerk(&bench, "sato", "tax"));
        let page = block(browser.get(FORM)).body;
        let form = page.split("<form id=\"receive\"").nth(1).unwrap();
        let first = form.split("<button").nth(1).unwrap();
        assert!(first.split('>').next().unwrap().contains("formaction=\"/drafts\""), "{first}");
    })
    .unwrap();
}
