//! 訂正の履歴: each correction of a person's basic data, before and after, in the words of the form.

use office::Instant;

use crate::Names;
use crate::model::{BirthKnown, Contact, Person, PersonName, Sex};
use crate::store::revisions::Revision;

/// One correction.
pub(crate) struct Corrected {
    pub(crate) at: Instant,
    pub(crate) by: String,
    /// Label, before, after.
    pub(crate) changes: Vec<(&'static str, String, String)>,
    /// More was written than the reader may see.
    pub(crate) kept_back: bool,
}

/// What each correction changed, the newest first. Of contact that a protection keeps back only that it was written anew.
pub(crate) fn corrections(person: &Person, revisions: Vec<Revision>, names: &Names) -> Vec<Corrected> {
    let mut basic = basic_lines(&person.name, person.sex, &person.birth);
    let mut contact = person.contact.as_ref().map(contact_lines);
    let mut all = Vec::with_capacity(revisions.len());
    for revision in revisions {
        let before = basic_lines(&revision.name, revision.sex, &revision.birth);
        let mut changes = differing(&before, &basic);
        basic = before;
        if let (Some(was), Some(after)) = (&revision.contact, &contact) {
            let was = contact_lines(was);
            changes.extend(differing(&was, after));
            contact = Some(was);
        }
        let by = format!("{} {}", names.agency(&revision.agency), names.staff(&revision.by));
        let kept_back = revision.contact_kept_back;
        if kept_back || !changes.is_empty() {
            all.push(Corrected { at: revision.at, by, changes, kept_back });
        }
    }
    all
}

type Line = (&'static str, String);

fn differing(before: &[Line], after: &[Line]) -> Vec<(&'static str, String, String)> {
    let pairs = before.iter().zip(after).filter(|((_, before), (_, after))| before != after);
    pairs.map(|((label, before), (_, after))| (*label, before.clone(), after.clone())).collect()
}

fn basic_lines(name: &PersonName, sex: Option<Sex>, birth: &BirthKnown) -> Vec<Line> {
    let birth = match birth {
        BirthKnown::Exact(day) => office::calendar::long(*day),
        BirthKnown::Between(_, _, said) => said.clone(),
        BirthKnown::NotHeard => String::new(),
    };
    vec![
        ("名前", name.written.clone().unwrap_or_default()),
        ("ふりがな", name.kana.clone().unwrap_or_default()),
        ("性別", sex.map(|sex| sex.label().to_owned()).unwrap_or_default()),
        ("生年月日", birth),
    ]
}

fn contact_lines(contact: &Contact) -> Vec<Line> {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let homeless = if contact.no_fixed_address { "住むところが決まっていない" } else { "" };
    vec![
        ("郵便番号", text(&contact.postal_code)),
        ("住所", text(&contact.address)),
        ("住まい", homeless.to_owned()),
        ("地区", text(&contact.district)),
        ("電話(自宅)", text(&contact.phone_home)),
        ("電話(携帯)", text(&contact.phone_mobile)),
        ("メール", text(&contact.email)),
    ]
}
