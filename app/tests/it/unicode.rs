//! Every text of the Unicode Normalization Test is kept code point for code point, and found in each of its spellings
//! (R14). `TSUNAGU_TEST_UNICODE` names the file; `./test` always names Debian's (package `unicode-data`).

use axum::http::StatusCode;

use crate::world::{World, hidden, on_each_city};

/// So many lines of the file stand in one reception.
const TOGETHER: usize = 1_500;

/// Source, NFC, NFD, NFKC, NFKD of each line.
fn columns() -> Option<Vec<Vec<String>>> {
    let path = crate::world::named("TSUNAGU_TEST_UNICODE")?;
    let text = std::fs::read_to_string(path).expect("the file that is named");
    let line = |line: &str| -> Vec<String> {
        let point = |hex: &str| u32::from_str_radix(hex, 16).ok().and_then(char::from_u32);
        let points = |column: &str| column.split(' ').filter_map(point).collect::<String>();
        line.split(';').take(5).map(points).collect()
    };
    Some(text.lines().filter(|l| l.starts_with(|c: char| c.is_ascii_hexdigit())).map(line).collect())
}

#[test]
fn every_text_of_the_normalization_test_is_kept_as_it_was_typed() {
    let Some(all) = columns() else { return };
    assert!(all.len() > 18_000, "{}", all.len());
    on_each_city(async |world| {
        for some in all.chunks(TOGETHER) {
            kept(world, some).await;
        }
    });
}

async fn kept(world: &World, some: &[Vec<String>]) {
    let mut browser = world.signed_in("窓口職員").await;
    // Marks at both ends: a line that is white space alone is a line all the same.
    let text = some
        .iter()
        .filter_map(|line| line.first())
        .map(|source| format!("「{source}」"))
        .collect::<Vec<_>>()
        .join("\n");
    let page = browser.get("/intake/new/form?person=new").await;
    let once = hidden(&page.text, "once");
    let fields =
        [("whom", "new"), ("once", once.as_str()), ("received_on", "2018-04-09"), ("words", &text), ("next", "save")];
    let answer = browser.post("/intake/new/form", &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    let shown = browser.get(answer.location()).await;
    assert!(crate::forms::scan::unescaped(&shown.text).contains(&text), "a letter is not as it was typed");
}

#[test]
fn every_spelling_of_a_text_is_found_by_every_other() {
    let Some(all) = columns() else { return };
    for line in &all {
        let folded: Vec<String> = line.iter().map(|text| vault::fold::fold(text)).collect();
        assert!(folded.windows(2).all(|pair| pair[0] == pair[1]), "{line:?} is looked for as {folded:?}");
    }
}
