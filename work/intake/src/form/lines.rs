//! 受付票を読む形: what was told as labelled lines, for reading and for laying two versions side by side.

use office::Codes;
use office::calendar::short;

use crate::model::{Concern, Told};

/// Label and text of each part, in the order of the form. What was not told is empty.
pub(crate) fn lines(told: &Told, codes: &Codes) -> Vec<(&'static str, String)> {
    let code = |list: &str, code: &Option<String>| {
        code.as_deref().map_or_else(String::new, |code| codes.list(list).label(code).to_owned())
    };
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let wishes: Vec<&str> = told.wishes.iter().map(|wish| codes.list("contact_wishes").label(wish)).collect();
    vec![
        ("受付日", short(told.received_on)),
        ("来談方法", code("channels", &told.channel)),
        ("来られた方", came(told, codes)),
        ("来られた方の連絡先", [text(&told.visitor_phone), text(&told.visitor_email)].join(" ").trim().to_owned()),
        ("お聞きしたこと", text(&told.words)),
        ("ご相談の内容", concerns(&told.concerns, codes)),
        ("その他の困りごと", text(&told.other_concern)),
        ("連絡についての希望", wishes.join("、")),
        ("連絡してよい時間", text(&told.safe_time)),
        ("話しやすいことば", code("languages", &told.language)),
        ("世帯のこと", text(&told.household_line)),
    ]
}

fn came(told: &Told, codes: &Codes) -> String {
    use crate::model::Visitor;
    if told.visitor() == Visitor::NotHeard {
        return String::new();
    }
    let relation = told.relation.as_deref().map(|code| codes.list("relations").label(code).to_owned());
    let parts = [Some(told.visitor().label().to_owned()), relation, told.visitor_name.clone()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// `◎税・公共料金、○生活費`
fn concerns(concerns: &[Concern], codes: &Codes) -> String {
    let said = |concern: &Concern| format!("{}{}", concern.mark().label(), codes.list("concerns").label(&concern.code));
    concerns.iter().map(said).collect::<Vec<_>>().join("、")
}
