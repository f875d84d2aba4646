//! 書きかけの書類の名前: what each form that keeps a draft is called on 今日.

/// Every form of the program that keeps a draft, by the name under which it keeps it.
pub const FORMS: &[(&str, &str)] = &[
    ("receive", "相談受付"),
    ("intake", "相談受付票の訂正"),
    ("sheet", "つなぐシート"),
    ("sheet-amend", "つなぐシートの書き直し"),
    ("sheet-ask-more", "詳しく聞くお願い"),
    ("sheet-tell-more", "詳しく聞かれたことへの返事"),
    ("person-amend", "本人の基本情報の訂正"),
    ("agency", "窓口の登録"),
    ("staff", "職員の登録"),
    ("staff-amend", "職員の名前・窓口の訂正"),
    ("benefits_row", "制度の基準の行"),
    ("noticing_rules", "気づきの規則の案"),
];

pub(crate) fn label(form: &str) -> &'static str {
    FORMS.iter().find(|(known, _)| *known == form).map_or("書きかけの書類", |(_, label)| label)
}
