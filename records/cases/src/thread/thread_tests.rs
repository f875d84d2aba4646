use proptest::prelude::*;

use super::layout::{Drawing, FONT, Text, WIDE, lay_out, width};
use super::*;

fn today() -> Day {
    Day::of(2025, 4, 10).unwrap()
}

fn knot(agency: &str, how: &str, state: State) -> Knot {
    Knot { agency: agency.into(), staff: None, on: Day::of(2025, 4, 8).unwrap(), how: how.into(), state }
}

#[test]
fn the_thread_reads_as_a_sentence() {
    let knots = [
        knot("税務課", "受付", State::Held),
        knot("自立相談", "同行", State::Holds),
        knot("住宅課", "電話", State::Asked { due: Day::of(2025, 4, 22) }),
    ];
    assert_eq!(sentence(&knots, today()), "税務課 → 同行 → 自立相談(いま) ⇢ 住宅課 返事待ち2日");
}

#[test]
fn what_came_back_and_who_works_beside_are_told() {
    let knots = [
        knot("税務課", "受付", State::Holds),
        knot("水道課", "電話", State::CameBack),
        knot("保健センター", "電話", State::Parallel),
    ];
    assert_eq!(sentence(&knots, today()), "税務課(いま) ↩ 水道課 戻り ＋ 保健センター 並行");
}

#[test]
fn nothing_yet_is_an_empty_sentence_and_an_empty_drawing() {
    assert_eq!(sentence(&[], today()), "");
    assert_eq!(draw(&[], today()).as_str().matches("<circle").count(), 0);
}

#[test]
fn the_drawing_has_no_style_and_names_itself() {
    let html = draw(&[knot("<税務課>", "受付", State::Holds)], today());
    let svg = html.as_str();
    assert!(svg.contains("<title>") && svg.contains("<desc>") && svg.contains("role=\"img\""));
    assert!(!svg.contains("style=") && !svg.contains("<税務課>"));
}

fn state() -> impl Strategy<Value = State> {
    prop_oneof![
        4 => Just(State::Held),
        2 => Just(State::Holds),
        1 => (0..60i32).prop_map(|days| State::Asked { due: Some(Day::of(2025, 4, 1).unwrap().plus_days(days)) }),
        1 => Just(State::Asked { due: None }),
        1 => Just(State::CameBack),
        1 => Just(State::Parallel),
    ]
}

fn any_knot() -> impl Strategy<Value = Knot> {
    let name = "[税務収納住宅水道保健福祉センター課a-zA-Z0-9 ()]{1,40}";
    let how = prop_oneof![Just("同行".to_owned()), Just(String::new()), "[電話庁内便送付]{1,24}"];
    (name, prop::option::of("[架空見本花子太郎 ]{1,30}"), 0..3_000i32, how, state()).prop_map(
        |(agency, staff, days, how, state)| Knot {
            agency,
            staff,
            on: Day::of(2018, 4, 1).unwrap().plus_days(days),
            how,
            state,
        },
    )
}

/// Left, right, top and bottom of a text, with a descent of a fifth of an em.
fn bounds(text: &Text) -> (i32, i32, i32, i32) {
    (text.x, text.x + width(&text.said), text.y - FONT, text.y + FONT / 5)
}

fn apart(one: (i32, i32, i32, i32), other: (i32, i32, i32, i32)) -> bool {
    one.1 <= other.0 || other.1 <= one.0 || one.3 <= other.2 || other.3 <= one.2
}

fn overlaps(drawing: &Drawing) -> Option<String> {
    let texts: Vec<_> = drawing.texts.iter().map(|text| (text, bounds(text))).collect();
    let dots: Vec<_> = drawing.dots.iter().map(|dot| (dot.x - 8, dot.x + 8, dot.y - 8, dot.y + 8)).collect();
    for (place, (text, one)) in texts.iter().enumerate() {
        if one.0 < 0 || one.1 > WIDE || one.2 < 0 || one.3 > drawing.height {
            return Some(format!("{text:?} leaves the drawing of height {}", drawing.height));
        }
        if let Some((other, _)) = texts.iter().skip(place + 1).find(|(_, other)| !apart(*one, *other)) {
            return Some(format!("{text:?} lies over {other:?}"));
        }
        if let Some(dot) = dots.iter().find(|dot| !apart(*one, **dot)) {
            return Some(format!("{text:?} lies over the knot {dot:?}"));
        }
    }
    let close = dots.iter().enumerate().find_map(|(place, one)| {
        dots.iter().skip(place + 1).find(|other| !apart(*one, **other)).map(|other| (*one, *other))
    });
    close.map(|pair| format!("knots lie over one another: {pair:?}"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn no_text_lies_over_another_and_none_leaves_the_drawing(knots in prop::collection::vec(any_knot(), 0..=12)) {
        let drawing = lay_out(&knots, today());
        prop_assert_eq!(overlaps(&drawing), None);
    }

    #[test]
    fn an_open_thread_has_exactly_one_filled_knot(knots in prop::collection::vec(any_knot(), 0..=12)) {
        let open = knots.iter().any(|knot| knot.state == State::Holds);
        for html in [draw(&knots, today()), draw_small(&knots, today())] {
            prop_assert_eq!(html.as_str().matches("knot now").count(), usize::from(open));
        }
        prop_assert_eq!(sentence(&knots, today()).matches("(いま)").count(), usize::from(open));
    }
}
