//! Typed texts and what becomes of them: the corpora under `tests/corpus`, and every day and any text.

use proptest::prelude::*;

use super::*;
use crate::calendar::{Day, Eras, long, short};

const DATES: &str = include_str!("../../tests/corpus/dates.tsv");
const TYPING: &str = include_str!("../../tests/corpus/typing.tsv");

fn today() -> Day {
    Day::of(2025, 4, 8).unwrap()
}

/// What a reading gave: its value written out, or the answer beside the field.
type Given = Result<String, String>;

#[derive(Default)]
struct Tally {
    rows: usize,
    wrong: Vec<String>,
    silently_wrong: Vec<String>,
}

impl Tally {
    fn add(&mut self, row: &str, expected: &str, given: Given) {
        self.rows += 1;
        let right = match (&given, expected.strip_prefix("impossible:")) {
            (Ok(value), _) => value == expected,
            (Err(answer), Some(words)) => answer.contains(words),
            (Err(_), None) => expected == "ask",
        };
        let told = format!("{row} gave {given:?}");
        match (right, given.is_ok()) {
            (true, _) => {}
            (false, true) => self.silently_wrong.push(told),
            (false, false) => self.wrong.push(told),
        }
    }

    fn check(&self, least_rows: usize, most_wrong_per_thousand: usize) {
        assert!(self.rows >= least_rows, "{} rows", self.rows);
        assert!(self.silently_wrong.is_empty(), "silently wrong: {:#?}", self.silently_wrong);
        assert!(self.wrong.len() * 1000 <= self.rows * most_wrong_per_thousand, "wrong: {:#?}", self.wrong);
    }
}

fn lines(corpus: &str) -> impl Iterator<Item = &str> {
    corpus.lines().filter(|line| !line.is_empty() && !line.starts_with("# "))
}

fn written(date: TypedDate) -> String {
    match date {
        TypedDate::Exact(day) => day.iso(),
        TypedDate::Month { year, month } => format!("{year:04}-{month:02}"),
        TypedDate::Year(year) => format!("{year:04}"),
    }
}

fn written_birth(birth: Birth) -> String {
    match birth {
        Birth::Known(date) => written(date),
        Birth::About(date) => format!("about {}", written(date)),
        Birth::Aged { from, to, about, .. } => format!("aged {from}-{to}{}", if about { " about" } else { "" }),
    }
}

fn read(kind: &str, typed: &str) -> Given {
    let answered = match kind {
        "date" => date(typed).map(written),
        "birth" => birth(typed, today()).map(written_birth),
        "phone" => phone(typed).map(|phone| format!("{} {phone}", phone.digits)),
        "postal" => postal_code(typed).map(|code| code.to_string()),
        "kana" => kana(typed).map(|kana| kana.hiragana),
        "money" => money(typed).map(|yen| yen.to_string()),
        "people" => count(typed, PEOPLE).map(|number| number.to_string()),
        "months" => count(typed, MONTHS).map(|number| number.to_string()),
        "address" => Ok(address_key(typed)),
        other => panic!("no kind {other}"),
    };
    answered.map_err(|trouble| trouble.message)
}

#[test]
fn era_dates_are_all_read_right() {
    let mut tally = Tally::default();
    for row in lines(DATES) {
        let (typed, expected) = row.split_once('\t').unwrap();
        tally.add(row, expected, read("date", typed));
    }
    tally.check(400, 0);
}

#[test]
fn typing_is_tolerated_and_never_guessed_at() {
    let mut tally = Tally::default();
    for row in lines(TYPING) {
        let mut parts = row.split('\t');
        let (kind, typed, expected) = (parts.next().unwrap(), parts.next().unwrap(), parts.next().unwrap());
        tally.add(row, expected, read(kind, typed));
    }
    tally.check(500, 0);
}

#[test]
fn every_day_is_read_back_from_each_of_its_names() {
    let first = Day::of(1873, 1, 1).unwrap();
    let last = Day::of(2100, 12, 31).unwrap();
    for days in 0..=first.days_until(last) {
        let day = first.plus_days(days);
        for name in [short(day), long(day), day.iso()] {
            assert_eq!(date(&name), Ok(TypedDate::Exact(day)), "{name}");
        }
    }
}

#[test]
fn a_birth_date_that_cannot_be_is_answered_with_the_one_that_can() {
    let trouble = birth("昭和64年2月1日", today()).unwrap_err();
    assert_eq!(
        trouble.message,
        "生年月日が昭和64年2月1日になっています。昭和は64年1月7日までです。平成元年2月1日ではありませんか。"
    );
    assert_eq!(birth(trouble.example, today()).unwrap(), Birth::Known(TypedDate::Exact(Day::of(1970, 3, 1).unwrap())));
}

#[test]
fn a_future_era_is_read_by_the_table_that_has_it() {
    let line = "  - { name: 仮元, kanji: 仮, letter: K, ligature: ◇, first_year: 2050, begins: \"2050-07-01\" }\n";
    let eras = Eras::parse(&format!("{}{line}", include_str!("../../../../rules/calendar/eras.yaml"))).unwrap();
    assert_eq!(date_in(&eras, "日付", "仮元元年7月1日"), Ok(TypedDate::Exact(Day::of(2050, 7, 1).unwrap())));
    let trouble = date_in(&eras, "日付", "R32.7.1").unwrap_err();
    assert!(
        trouble.message.ends_with("令和は32年6月30日までです。仮元元年7月1日ではありませんか。"),
        "{}",
        trouble.message
    );
}

#[test]
fn a_field_that_needs_the_day_asks_for_it() {
    assert_eq!(day("受付日", "R7.4.8"), Ok(today()));
    assert_eq!(day("受付日", "R7.4").unwrap_err().message, "受付日の「R7.4」に日がありません。日まで入れてください。");
}

#[test]
fn every_example_in_an_answer_would_do() {
    let trouble = |kind: &str, typed: &str| match kind {
        "date" => date(typed).err(),
        "birth" => birth(typed, today()).err(),
        "phone" => phone(typed).err(),
        "postal" => postal_code(typed).err(),
        "kana" => kana(typed).err(),
        "money" => money(typed).err(),
        _ => count(typed, PEOPLE).err(),
    };
    for kind in ["date", "birth", "phone", "postal", "kana", "money", "people"] {
        for typed in ["", "?", "不明", "-1", "3.5", "A"] {
            let trouble = trouble(kind, typed).unwrap();
            assert!(read(kind, trouble.example).is_ok(), "{kind} {typed}: {}", trouble.example);
            assert!(trouble.message.ends_with('。'), "{}", trouble.message);
        }
    }
}

#[test]
fn a_long_text_is_quoted_in_part() {
    let trouble = date(&"あ".repeat(10_000)).unwrap_err();
    assert!(trouble.message.chars().count() < 100, "{}", trouble.message);
}

fn any_typing() -> impl Strategy<Value = String> {
    let parts = prop::sample::select(vec![
        "昭和",
        "平",
        "R",
        "元",
        "年",
        "月",
        "日",
        "0",
        "1",
        "31",
        "2025",
        "００",
        "．",
        "-",
        "ー",
        "/",
        "(",
        ")",
        " ",
        "　",
        "一",
        "十",
        "千",
        "万",
        "億",
        ",",
        ".",
        "円",
        "¥",
        "歳",
        "代",
        "くらい",
        "+81",
        "内線",
        "丁目",
        "の",
        "ｶ",
        "ﾞ",
        "゛",
        "曜",
        "〒",
        "生",
    ]);
    prop_oneof![any::<String>(), prop::collection::vec(parts, 0..12).prop_map(|parts| parts.concat())]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn no_text_breaks_a_reading(typed in any_typing()) {
        for kind in ["date", "birth", "phone", "postal", "kana", "money", "people", "months", "address"] {
            let _ = read(kind, &typed);
        }
    }

    #[test]
    fn an_amount_is_read_back_from_the_ways_of_writing_it(yen in 0..1_000_000_000i64) {
        let grouped = {
            let digits = yen.to_string();
            let cut: Vec<&str> = digits.as_bytes().rchunks(3).rev().map(|group| std::str::from_utf8(group).unwrap()).collect();
            cut.join(",")
        };
        for typed in [yen.to_string(), format!("{yen}円"), format!("￥{grouped}"), format!("{grouped}円"), format!("¥{grouped}-")] {
            prop_assert_eq!(money(&typed), Ok(yen), "{}", typed);
        }
    }

    #[test]
    fn a_reading_of_kana_has_one_key_in_every_kind(typed in "[あ-んー]{1,12}") {
        let katakana: String = typed.chars().map(|c| if c == 'ー' { c } else { char::from_u32(u32::from(c) + 0x60).unwrap() }).collect();
        prop_assert_eq!(kana(&katakana).unwrap().key, kana(&typed).unwrap().key);
    }
}
