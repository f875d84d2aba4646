//! Every part is sound in every state, and no text typed into it becomes anything but text.

use askama::Template;
use office::drafts::{Draft, Which};
use office::testing::morning;
use office::{Day, FieldErrors};
use web::parts::{self, Choices, opts};
use web::testing::{check_page, check_samples};
use web::{SafeHtml, Samples};

#[derive(Template)]
#[template(
    source = r#"<h1>部品</h1>{{ web::parts::error_summary(errors) }}{{ web::parts::draft_notice(draft.as_ref(), "t", "/x") }}
<form method="post" action="/x" data-draft>{{ web::parts::csrf("t") }}{{ web::parts::draft_fields("f", "new", "/x") }}
{{ web::parts::text("name", label, value, errors, web::parts::opts().hint(value.as_str()).required().suggest("/s").suggest_id("chosen", value.as_str())) }}
{{ web::parts::area("words", label, value, errors, web::parts::opts().own_words().rows(6)) }}
{{ web::parts::date("day", label, value, errors, web::parts::opts()) }}{{ web::parts::money("yen", label, value, errors, web::parts::opts()) }}
{{ web::parts::secret("password", label, errors, web::parts::opts().autocomplete("current-password")) }}
{{ web::parts::select("kind", label, choices, errors, web::parts::opts()) }}{{ web::parts::radios("one", label, choices, errors, web::parts::opts().required()) }}
{{ web::parts::checks("some", label, choices, errors, web::parts::opts()) }}{{ web::parts::concerns("concern", label, choices, errors) }}
{{ web::parts::button("main", "送る") }}{{ web::parts::button_named("plain", "戻す", "answer", value) }}{{ web::parts::draft_button() }}</form>
{{ web::parts::both_texts(label, value, value) }}<h2>知らせ</h2>{{ web::parts::notice("info", value) }}{{ web::parts::badge("waiting", label) }}{{ web::parts::protected() }}
<dl class="facts">{{ web::parts::fact("住まい", value) }}{{ web::parts::fact("電話", "") }}</dl>
{% if let Some(day) = maybe %}{{ web::parts::day(day) }}{{ web::parts::due(day, day) }}{% endif %}{{ web::parts::day_long(day) }}{{ web::parts::days_waiting(day, today) }}
{{ web::parts::pager(Some(value.as_str())) }}{{ web::parts::crumbs(crumbs, label) }}"#,
    ext = "html"
)]
struct All {
    label: String,
    value: String,
    errors: FieldErrors,
    draft: Option<Draft>,
    choices: Choices,
    day: Day,
    today: Day,
    maybe: Option<Day>,
    crumbs: Vec<(String, String)>,
}

fn all(value: &str) -> All {
    let day = Day::of(2018, 4, 6).unwrap();
    let mut errors = FieldErrors::default();
    for field in ["name", "words", "kind", "one", "some", "concern", "password"] {
        errors.add_with_example(field, format!("確かめてください。{value}"), "昭和45年3月1日");
    }
    let which = Which { form: value.to_owned(), subject: value.to_owned() };
    let fields = vec![(value.to_owned(), value.to_owned())];
    All {
        label: format!("項目{value}"),
        value: value.to_owned(),
        errors,
        draft: Some(Draft { which, fields, version: 1, saved_at: morning() }),
        choices: Choices::new([("1", value), (value, "住まい")]).hint("1", value).picked(value).main_ones([value]),
        day,
        today: Day::of(2018, 4, 9).unwrap(),
        maybe: Some(day),
        crumbs: vec![(format!("上{value}"), value.to_owned())],
    }
}

/// Openings of script from common lists, with what closes the places around them.
const PAYLOADS: &[&str] = &[
    "<script>alert(1)</script>",
    "\"><script>alert(1)</script>",
    "'><img src=x onerror=alert(1)>",
    "</textarea><script>alert(1)</script>",
    "</title></option></select><svg/onload=alert(1)>",
    "\" onfocus=alert(1) autofocus x=\"",
    "' style='background:url(x)",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "//evil.example/x",
    "https://evil.example/",
    "data:text/html,<script>alert(1)</script>",
    "{{7*7}}{% raw %}${7*7}<%= 7*7 %>",
    "&lt;script&gt;&#60;script&#62;",
    "<!--",
    "-->",
    "]]>",
    "<![CDATA[",
    "<?php",
    "\\\"><b>",
    "\u{2028}\u{2029}",
    "\u{202e}<b>",
    "＜script＞",
    "髙橋﨑邉𩸽葛󠄀",
];

fn tags(html: &str) -> usize {
    html.matches('<').count()
}

#[test]
fn every_part_in_every_state_is_sound() {
    let mut plain = all("値");
    let samples = Samples::new().with("誤りのある欄", &plain);
    plain.errors = FieldErrors::default();
    plain.draft = None;
    let samples = samples.with("誤りのない欄", &plain);
    assert_eq!(samples.iter().count(), 2);
    assert_eq!(check_samples(&samples), Vec::<String>::new());
}

#[test]
fn no_text_becomes_markup_in_any_part() {
    let known = tags(&all("値").render().unwrap());
    for payload in PAYLOADS {
        let html = all(payload).render().unwrap();
        assert_eq!(tags(&html), known, "{payload}: {html}");
        let page = Samples::from_iter([("荷", html)]);
        let page = page.iter().next().unwrap().page.clone().unwrap();
        let harmful = |problem: &String| {
            ["attribute", "address", "script", "<style>", "closes", "closed", "where"]
                .iter()
                .any(|word| problem.contains(word))
        };
        let found: Vec<String> = check_page(&page).into_iter().filter(harmful).collect();
        // A value that begins like an address stands in value attributes and in names, where it leads nowhere.
        let found: Vec<_> = found
            .into_iter()
            .filter(|p| p.contains(" in href ") || p.contains(" in src ") || !p.starts_with("address"))
            .collect();
        assert_eq!(found, Vec::<String>::new(), "{payload}");
    }
}

#[test]
fn what_was_typed_stays_in_the_field() {
    let errors = FieldErrors::default();
    let html = parts::area("words", "ことば", "\n一行目\n<二行目>", &errors, opts());
    assert!(html.as_str().contains(">\n\n一行目\n&lt;二行目&gt;</textarea>"), "{html}");
    let html = parts::text("name", "氏名", "髙橋 \"花子\"", &errors, opts());
    assert!(html.as_str().contains("value=\"髙橋 &quot;花子&quot;\""), "{html}");
}

#[test]
fn a_password_is_never_written_into_the_page() {
    let html = parts::secret("password", "パスワード", &FieldErrors::default(), opts());
    assert!(html.as_str().contains("type=\"password\" value=\"\""), "{html}");
}

#[test]
fn a_value_that_the_list_no_longer_has_stays_chosen() {
    let choices = Choices::new([("a", "甲"), ("b", "乙")]).or_none("まだ聞いていない").picked("old");
    let html = parts::select("kind", "種類", &choices, &FieldErrors::default(), opts());
    assert!(html.as_str().contains("<option value=\"old\" selected>old</option>"), "{html}");
    assert_eq!(html.as_str().matches(" selected").count(), 1);
}

#[test]
fn days_are_told_in_eras_with_the_western_year_on_hover() {
    let day = Day::of(2025, 4, 8).unwrap();
    assert_eq!(parts::day(day).as_str(), "<time datetime=\"2025-04-08\" title=\"2025年\">R7.4.8(火)</time>");
    let told = |due: i32| parts::due(day.plus_days(due), day).to_string();
    assert!(told(2).contains("class=\"wait\"") && told(2).contains("あと2日"));
    assert!(told(0).contains("badge attention") && told(0).contains("きょうまで"));
    assert!(told(-3).contains("badge danger") && told(-3).contains("3日過ぎ"));
}

#[test]
fn nothing_is_drawn_where_there_is_nothing_to_say() {
    assert_eq!(parts::error_summary(&FieldErrors::default()), SafeHtml::nothing());
    assert_eq!(parts::draft_notice(None, "t", "/x"), SafeHtml::nothing());
    assert_eq!(parts::pager(None), SafeHtml::nothing());
    assert_eq!(parts::crumbs(&[], "ここ"), SafeHtml::nothing());
}
