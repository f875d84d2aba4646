//! 窓口を探す: by any word of it, by kind, by what it takes, by language. A few hundred rows, read in memory.

use office::{Codes, Day};
use vault::fold::fold;

use super::Agency;

/// What is asked for. Empty parts do not narrow.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    /// Words of the name, reading, kind, place or note, all of which must be found.
    pub words: String,
    /// Code of `agency_kinds`.
    pub kind: String,
    /// Code of `concerns`.
    pub takes: String,
    /// Code of `languages`.
    pub language: String,
    /// Closed counters too.
    pub closed: bool,
}

/// Those of `agencies` that fit, in the order given.
#[must_use]
pub fn matching(agencies: Vec<Agency>, asked: &Asked, codes: &Codes, today: Day) -> Vec<Agency> {
    let words: Vec<String> = asked.words.split_whitespace().map(fold).filter(|word| !word.is_empty()).collect();
    agencies.into_iter().filter(|agency| fits(agency, asked, today) && holds(agency, &words, codes)).collect()
}

fn fits(agency: &Agency, asked: &Asked, today: Day) -> bool {
    let among = |wanted: &str, codes: &[String]| wanted.is_empty() || codes.iter().any(|code| code == wanted);
    (asked.kind.is_empty() || asked.kind == agency.kind)
        && among(&asked.takes, &agency.takes)
        && among(&asked.language, &agency.languages)
        && (asked.closed || agency.is_open_on(today))
}

/// Each word must stand within one part, so that the end of one and the start of the next do not make a word.
fn holds(agency: &Agency, words: &[String], codes: &Codes) -> bool {
    if words.is_empty() {
        return true;
    }
    let mut parts: Vec<String> = [
        agency.name.as_str(),
        &agency.kana,
        codes.list("agency_kinds").label(&agency.kind),
        &agency.place,
        &agency.takes_note,
    ]
    .iter()
    .map(|part| fold(part))
    .collect();
    parts.extend(agency.takes.iter().map(|code| fold(codes.list("concerns").label(code))));
    words.iter().all(|word| parts.iter().any(|part| part.contains(word.as_str())))
}

#[cfg(test)]
mod tests {
    use office::AgencyId;
    use proptest::prelude::*;

    use super::*;
    use crate::agencies::NewAgency;

    fn town() -> Vec<Agency> {
        let day = Day::of(2018, 4, 1).unwrap();
        let counter = |id: &str, kind: &str, name: &str, kana: &str, takes: &[&str], languages: &[&str]| {
            NewAgency {
                kind: kind.to_owned(),
                name: name.to_owned(),
                kana: kana.to_owned(),
                place: "本庁舎1階".to_owned(),
                takes: takes.iter().map(|code| (*code).to_owned()).collect(),
                languages: languages.iter().map(|code| (*code).to_owned()).collect(),
                ..NewAgency::default()
            }
            .opened(AgencyId::from_text(id).unwrap(), day)
        };
        vec![
            counter("agc_tax", "city_tax", "収納課", "しゅうのうか", &["tax_utilities", "debt"], &["ja"]),
            counter(
                "agc_water",
                "city_water",
                "水道お客さまセンター",
                "すいどうおきゃくさまセンター",
                &["tax_utilities"],
                &["ja", "en"],
            ),
            counter("agc_food", "food_bank", "架空フードバンク", "かくうふーどばんく", &["no_food"], &["ja", "vi"]),
        ]
    }

    fn names(asked: &Asked) -> Vec<String> {
        let codes = Codes::embedded().unwrap();
        let today = Day::of(2018, 4, 9).unwrap();
        matching(town(), asked, &codes, today).into_iter().map(|agency| agency.name).collect()
    }

    fn words(words: &str) -> Asked {
        Asked { words: words.to_owned(), ..Asked::default() }
    }

    #[test]
    fn a_counter_is_found_by_name_reading_kind_and_concern_in_any_script() {
        assert_eq!(names(&words("水道")), ["水道お客さまセンター"]);
        assert_eq!(names(&words("ｽｲﾄﾞｳ")), ["水道お客さまセンター"]);
        assert_eq!(names(&words("フードばんく")), ["架空フードバンク"]);
        assert_eq!(names(&words("税務")), ["収納課"]);
        assert_eq!(names(&words("食べるもの")), ["架空フードバンク"]);
        assert_eq!(names(&words("本庁舎 公共料金")), ["収納課", "水道お客さまセンター"]);
        assert_eq!(names(&words("存在しない")), Vec::<String>::new());
    }

    #[test]
    fn filters_narrow_together() {
        let asked = Asked { takes: "tax_utilities".to_owned(), language: "en".to_owned(), ..Asked::default() };
        assert_eq!(names(&asked), ["水道お客さまセンター"]);
        assert_eq!(names(&Asked { kind: "city_tax".to_owned(), ..Asked::default() }), ["収納課"]);
    }

    #[test]
    fn a_closed_counter_is_found_only_when_asked_for() {
        let codes = Codes::embedded().unwrap();
        let closed = Day::of(2018, 4, 9).unwrap();
        let mut all = town();
        all[0].closed_on = Some(closed);
        let open = matching(all.clone(), &Asked::default(), &codes, closed);
        assert_eq!(open.len(), 2);
        assert_eq!(matching(all.clone(), &Asked { closed: true, ..Asked::default() }, &codes, closed).len(), 3);
        assert_eq!(matching(all, &Asked::default(), &codes, closed.plus_days(-1)).len(), 3, "open to its last day");
    }

    proptest! {
        #[test]
        fn any_words_only_ever_narrow(typed in any::<String>()) {
            let all = names(&Asked::default());
            prop_assert!(names(&words(&typed)).iter().all(|name| all.contains(name)));
        }
    }
}
