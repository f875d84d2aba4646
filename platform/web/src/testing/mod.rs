//! 画面の点検: what every page must have, as a check that the tests of all crates use.

mod check;
mod scan;

use crate::samples::Samples;

/// Problems of a whole page; none if it is sound: `lang`, one `h1`, headings in order, a label for each field, a token in
/// each posted form, words in each link and button, ids that are unique and references that hold, elements closed where
/// they were opened, no inline script or style, no address outside this site, no half-width kana.
#[must_use]
pub fn check_page(html: &str) -> Vec<String> {
    check::problems(html)
}

/// Problems of all samples, each with the name of its page.
#[must_use]
pub fn check_samples(samples: &Samples) -> Vec<String> {
    let told = |name: &str, problems: Vec<String>| {
        problems.into_iter().map(|problem| format!("{name}: {problem}")).collect::<Vec<_>>()
    };
    samples
        .iter()
        .flat_map(|sample| match &sample.page {
            Ok(page) => told(sample.name, check_page(page)),
            Err(error) => vec![format!("{}: {error}", sample.name)],
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(main: &str) -> String {
        format!(
            "<!doctype html><html lang=\"ja\"><head><title>題</title></head><body><main><h1>題</h1>{main}</main></body></html>"
        )
    }

    #[test]
    fn a_sound_page_has_no_problems() {
        let form = "<form method=\"post\" action=\"/x\"><input type=\"hidden\" name=\"csrf\" value=\"t\">\
                    <label for=\"a\">字</label><input id=\"a\" name=\"a\"><button>送る</button></form>";
        assert_eq!(check_page(&page(form)), Vec::<String>::new());
    }

    #[test]
    fn each_unsound_page_is_found() {
        for (main, found) in [
            ("<h1>二</h1>", "2 <h1>"),
            ("<h3>飛ぶ</h3>", "<h3> follows <h1>"),
            ("<input name=\"a\">", "field a has no label"),
            ("<label for=\"b\">字</label>", "for refers to b, which is not there"),
            ("<p style=\"color:red\">字</p>", "attribute style on <p>"),
            ("<p onclick=\"x()\">字</p>", "attribute onclick on <p>"),
            ("<style>p{}</style>", "<style> in the page"),
            ("<script>x()</script>", "<script> without src"),
            ("<a href=\"/x\"> </a>", "<a> without words"),
            ("<a href=\"https://example.jp/\">外</a>", "address https://example.jp/ in href on <a>"),
            ("<a href=\"//example.jp/\">外</a>", "address //example.jp/ in href on <a>"),
            ("<p id=\"x\">一</p><p id=\"x\">二</p>", "id x stands twice"),
            ("<p>ﾊﾝｶｸ</p>", "half-width kana: ﾊﾝｶｸ"),
            ("<form method=\"post\" action=\"/x\"></form>", "form to /x without csrf"),
            ("<form><form></form></form>", "a form within a form"),
            ("<fieldset></fieldset>", "<fieldset> without <legend>"),
            ("<table><tr><th>頭</th></tr></table>", "<th> without scope"),
            ("<div>", "</main> where <div> is open"),
            ("</div>", "</div> where <main> is open"),
        ] {
            let problems = check_page(&page(main));
            assert!(problems.iter().any(|problem| problem == found), "{main}: {problems:?}");
        }
        assert_eq!(check_page("<html><h1>題</h1></html>"), ["<html lang=\"ja\"> is missing"]);
    }
}
